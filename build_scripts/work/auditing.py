"""Looks at what indicators give away of the counts they withhold, in any number of processes.

What is asked is for `disclosure` to say; the files are read here, plainly: whether each cell is
well-formed is asked by the check, and what is not well-formed is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from itertools import repeat
from pathlib import Path

from build_scripts.disclosure.audit import audit
from build_scripts.disclosure.cells import COLUMNS, table_of
from build_scripts.disclosure.values import Audit, linked, together
from build_scripts.model.indicator import Indicator
from build_scripts.model.reference import Reference
from build_scripts.reading.figures import figures_as_text, figures_file
from build_scripts.reading.folder import Folder


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


def audit_all(folder: Folder, ids: tuple[str, ...], executor: Executor | None) -> Audit:
    """Look at indicators, and at those that share counts with them.

    Args:
        folder: the folder, as read by `read_folder`.
        ids: the indicators to look at.
        executor: where the work is done; None for this process.
    """
    if folder.shared is None:
        return Audit()
    wanted = [
        {name: folder.indicators[name] for name in some}
        for some in linked(folder.indicators)
        if set(some) & set(ids)
    ]
    # The largest first, so that no process is left with one long task at the end.
    wanted.sort(key=lambda some: -sum(_size(folder.datasets, name) for name in some))
    run = map if executor is None else executor.map
    reference = folder.shared.reference
    return together(run(audit_some, repeat(folder.datasets), wanted, repeat(reference)))


def _size(datasets: Path, name: str) -> int:
    path = datasets / figures_file(name)
    return path.stat().st_size if path.is_file() else 0
