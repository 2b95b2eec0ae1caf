"""Runs the checks of the figures of a datasets folder, one indicator at a time.

The check of an indicator depends on its folder and the shared files alone, so that it can run in
any process. No check is skipped because another one failed, unless it could not be made.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path

from build_scripts.checks.declared import check_declared
from build_scripts.checks.disclosure import check_disclosure
from build_scripts.checks.revisions import check_revisions
from build_scripts.checks.rows import CheckedRows
from build_scripts.checks.values import check_values
from build_scripts.checks.watched import check_watched
from build_scripts.model.indicator import Indicator
from build_scripts.model.problems import Problem
from build_scripts.model.reference import Reference
from build_scripts.model.standpoint import Watched
from build_scripts.reading.figures import figures_file, read_figures
from build_scripts.reading.folder import Folder
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
    datasets: Path, folder_name: str, read: Read[Indicator], reference: Reference
) -> CheckedFigures:
    """Check the CSV of one indicator: what is right or wrong with it whoever publishes it.

    Args:
        datasets: the datasets folder.
        folder_name: the indicator's folder, normally its id.
        read: what its YAML says, with its lines.
        reference: the shared files.
    """
    indicator = read.value
    symbols = frozenset(reference.symbols)
    table = read_figures(datasets, folder_name, indicator, reference.fields, symbols)
    if table.frame is None:
        return CheckedFigures(folder_name, None, 0, table.problems)
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
        *check_values(rows),
        *check_disclosure(rows),
        *check_revisions(rows, read.lines),
    )
    return CheckedFigures(folder_name, rows, len(rows.text), problems)


def with_watched(checked: CheckedFigures, watched: Watched) -> CheckedFigures:
    """The same with what is wrong with the rows of the areas that a site is about."""
    if checked.rows is None:
        return checked
    return replace(checked, problems=(*checked.problems, *check_watched(checked.rows, watched)))


def check_all(
    folder: Folder,
    watched: Watched,
    ids: tuple[str, ...],
    executor: Executor | None,
    done: Callable[[str], None],
) -> list[CheckedFigures]:
    """Check the figures of some indicators, in any number of processes.

    Args:
        folder: the folder, as read by `read_folder`.
        watched: the areas that its site is about.
        ids: the indicators to check.
        executor: where the work is done; None for this process.
        done: told of each indicator that is done.

    Returns:
        One result, without its rows, for each id whose YAML could be read, in the order of the ids.
    """
    if folder.shared is None:
        return []
    readable = {i: folder.read[i] for i in ids if i in folder.read}
    run = map if executor is None else executor.map
    results = []
    for result in run(
        _check_only,
        repeat(folder.datasets),
        readable.keys(),
        readable.values(),
        repeat(folder.shared.reference),
        repeat(watched),
    ):
        results.append(result)
        done(result.indicator_id)
    return results


def _check_only(
    datasets: Path,
    folder_name: str,
    read: Read[Indicator],
    reference: Reference,
    watched: Watched,
) -> CheckedFigures:
    """Check one indicator for one site; its rows stay here: sending them back would cost more."""
    checked = with_watched(check_figures(datasets, folder_name, read, reference), watched)
    return replace(checked, rows=None)
