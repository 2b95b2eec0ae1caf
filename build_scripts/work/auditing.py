"""Reads the figures of indicators that share counts, and looks at what they give away.

What is asked is for `disclosure` to say; the files are read here, plainly: whether each cell is
well-formed is asked by the check, and what is not well-formed is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from build_scripts.disclosure.audit import audit
from build_scripts.disclosure.cells import COLUMNS, table_of
from build_scripts.disclosure.values import Audit
from build_scripts.model.indicator import Indicator
from build_scripts.model.reference import Reference
from build_scripts.reading.figures import figures_as_text, figures_file


def audit_some(datasets: Path, indicators: Mapping[str, Indicator], reference: Reference) -> Audit:
    """Look at some indicators that share counts.

    Args:
        datasets: the datasets folder.
        indicators: those of one set of `disclosure.values.linked`, by id.
        reference: the shared files.
    """
    tables = []
    for name, indicator in indicators.items():
        rows = figures_as_text(datasets, name, reference.fields, COLUMNS)
        tables.append(table_of(figures_file(name), indicator, rows, reference))
    return audit(tables, reference)
