"""All checks of the figures of one indicator, in order.

No check is skipped because another one failed, unless it could not be made.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from build_scripts.checks.counts import check_counts
from build_scripts.checks.declared import check_declared
from build_scripts.checks.personal import check_cells
from build_scripts.checks.revisions import check_revisions
from build_scripts.checks.rows import CheckedRows
from build_scripts.checks.values import check_values
from build_scripts.checks.watched import check_watched
from build_scripts.model.indicator import Indicator
from build_scripts.model.problems import Problem
from build_scripts.model.reference import Reference
from build_scripts.model.standpoint import Watched
from build_scripts.reading.csv_text import ReadTable
from build_scripts.reading.figures import figures_file
from build_scripts.reading.lines import Read
from build_scripts.reading.tables import repeated_keys

REPEATING = ("measure", "area_code", "period", "breakdown_topic", "breakdown", "status")


@dataclass(frozen=True, eq=False)
class CheckedFigures:
    """The rows of one indicator and what is wrong with them.

    Attributes:
        rows: the table; None where there is none or it could not be read.
        count: how many data rows there are.
    """

    indicator_id: str
    rows: CheckedRows | None
    count: int
    problems: tuple[Problem, ...]


def check_figures(
    folder_name: str, table: ReadTable, read: Read[Indicator], reference: Reference
) -> CheckedFigures:
    """Check the figures of one indicator: what is right or wrong with them whoever publishes them.

    Args:
        folder_name: the indicator's folder, normally its id.
        table: its CSV, as read.
        read: what its YAML says, with its lines.
        reference: the shared files.
    """
    indicator = read.value
    if table.frame is None:
        return CheckedFigures(folder_name, None, 0, table.problems)
    if any(problem.code == "many-errors" for problem in table.problems):
        # Not all that is wrong in itself is known by row: what follows from it could not be told.
        return CheckedFigures(folder_name, None, len(table.frame), table.problems)
    rows = CheckedRows(
        name=figures_file(folder_name),
        indicator=indicator,
        areas=reference.areas,
        symbols=reference.symbols,
        # These columns repeat a few texts thousands of times: as categories they compare as numbers.
        text=table.frame.astype(dict.fromkeys(REPEATING, "category")),
        reported=frozenset((problem.row, problem.column) for problem in table.problems),
    )
    problems = (
        *table.problems,
        *repeated_keys(rows.text, rows.name, reference.fields.table("indicator").key),
        *check_declared(rows),
        *check_cells(rows),
        *check_values(rows),
        *check_counts(rows),
        *check_revisions(rows, read.lines),
    )
    return CheckedFigures(folder_name, rows, len(rows.text), problems)


def with_watched(checked: CheckedFigures, watched: Watched) -> CheckedFigures:
    """The same with what is wrong with the rows of the areas that a site is about."""
    if checked.rows is None:
        return checked
    return replace(checked, problems=(*checked.problems, *check_watched(checked.rows, watched)))
