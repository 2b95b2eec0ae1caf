"""The work that can be done in another process, as functions that can be sent there.

Each loads what it needs when it is called: pandas, Frictionless and vl-convert take longer to load
than an unchanged site takes to build, so a process that does none of this must not load them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from build_scripts.charts.styles import Spec
from build_scripts.disclosure.values import Audit
from build_scripts.model.edition import SharedFiles
from build_scripts.model.indicator import Indicator
from build_scripts.model.problems import Problem
from build_scripts.model.reference import Reference
from build_scripts.work.task import Made, Task


def read_shared(datasets: Path) -> tuple[SharedFiles | None, list[Problem]]:
    """Read the shared files, as `reading.shared.read_shared` does."""
    from build_scripts.reading.shared import read_shared

    return read_shared(datasets)


def designs() -> dict[str, Spec]:
    """Build the designs of charts, as `charts.designs.all_designs` does."""
    from build_scripts.charts.designs import all_designs

    return all_designs()


def make(task: Task) -> Made:
    """Make one indicator, as `work.make.make` does."""
    from build_scripts.work.make import make

    return make(task)


def audit(datasets: Path, indicators: Mapping[str, Indicator], reference: Reference) -> Audit:
    """Look at what some indicators give away, as `work.auditing.audit_some` does."""
    from build_scripts.work.auditing import audit_some

    return audit_some(datasets, indicators, reference)


def explorer() -> dict[str, bytes]:
    """Make the files of the chart a reader may explore, by address from the root of the site."""
    from build_scripts.charts import explorer

    return explorer.files()
