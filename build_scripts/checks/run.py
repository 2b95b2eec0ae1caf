"""Checks the figures of a datasets folder, one indicator at a time.

The check of an indicator is a pure function of its folder and the shared files, so that it can
run in any process. No check is skipped because another one failed, unless it could not be made.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path

from build_scripts.checks import declared as dataset_checks
from build_scripts.checks import disclosure
from build_scripts.checks import revisions as revision_checks
from build_scripts.checks.rows import Rows
from build_scripts.checks.watched import Watched, check_watched
from build_scripts.model.indicator import Indicator
from build_scripts.model.problems import Problem
from build_scripts.model.reference import Reference
from build_scripts.reading import schemas
from build_scripts.reading import tables as row_checks
from build_scripts.reading.datasets import Portal

REPEATING = ("measure", "area_code", "period", "breakdown_topic", "breakdown", "status")


@dataclass(frozen=True)
class CheckedFigures:
    """The rows of one indicator and what is wrong with them.

    Attributes:
        rows: the table; None where there is none or it could not be read.
        count: how many data rows there are.
    """

    indicator_id: str
    rows: Rows | None
    count: int
    problems: tuple[Problem, ...]


def check_figures(
    datasets: Path,
    folder_name: str,
    indicator: Indicator,
    reference: Reference,
) -> CheckedFigures:
    """Check the CSV of one indicator, the same for every council.

    Args:
        datasets: the datasets folder.
        folder_name: the indicator's folder, normally its id.
        indicator: what its YAML says.
        reference: the shared files.
    """
    path = datasets / folder_name / f"{folder_name}.csv"
    name = f"{folder_name}/{path.name}"
    if path.is_symlink():  # reported with the folder
        return CheckedFigures(folder_name, None, 0, ())
    if path.is_file() != indicator.has_figures:
        return CheckedFigures(folder_name, None, 0, (_presence_problem(name, indicator),))
    if not indicator.has_figures:
        return CheckedFigures(folder_name, None, 0, ())
    symbols = frozenset(reference.symbols)
    limits = {
        "measure": {"enum": [measure.id for measure in indicator.measures]},
        "status": {"enum": sorted(symbols)},
    }
    schema = schemas.table_schema(reference.fields, "indicator", limits)
    rows, problems = row_checks.check_table(path, name, schema, symbols)
    if rows is None:
        return CheckedFigures(folder_name, None, 0, tuple(problems))
    # These columns repeat a few texts thousands of times: as categories they compare as numbers.
    rows = rows.astype(dict.fromkeys(REPEATING, "category"))
    # A cell that is wrong in itself is not reported a second time for what follows from that.
    reported = {(problem.row, problem.column) for problem in problems}
    seen, found = dataset_checks.read_rows(name, indicator, reference, rows)
    found += dataset_checks.check_rows(seen)
    found += disclosure.check_rows(name, indicator, reference, rows)
    found += revision_checks.check_rows(path.parent, indicator, reference, rows)
    problems += [p for p in found if p.row is None or (p.row, p.column) not in reported]
    return CheckedFigures(folder_name, seen, len(rows), tuple(problems))


def _presence_problem(name: str, indicator: Indicator) -> Problem:
    if indicator.has_figures:
        return Problem(
            name,
            None,
            None,
            "file-missing",
            "no such file",
            "the figures that indicator.yml says are published",
            f"Save the figures as {name}. If there are none, set `level: none` under "
            "`availability` in indicator.yml.",
        )
    return Problem(
        name,
        None,
        None,
        "unexpected-file",
        "figures, although indicator.yml says that none are published",
        "no CSV, or `level: full` or `level: near` under `availability`",
        "Change the level in indicator.yml, or delete the CSV.",
    )


def check_all(
    portal: Portal,
    watched: Watched,
    ids: tuple[str, ...],
    executor: Executor | None,
    done: Callable[[str], None],
) -> list[CheckedFigures]:
    """Check the figures of some indicators, in any number of processes.

    Args:
        portal: the folder, as read by `read_portal`.
        watched: the areas that its site is about.
        ids: the indicators to check.
        executor: where the work is done; None for this process.
        done: told of each indicator that is done.

    Returns:
        One result, without its rows, for each id whose YAML could be read, in the order of the ids.
    """
    if portal.shared is None:
        return []
    readable = {i: portal.indicators[i] for i in ids if i in portal.indicators}
    run = map if executor is None else executor.map
    results = []
    for result in run(
        _check_only,
        repeat(portal.datasets),
        readable.keys(),
        readable.values(),
        repeat(portal.shared.reference),
        repeat(watched),
    ):
        results.append(result)
        done(result.indicator_id)
    return results


def _check_only(
    datasets: Path,
    folder_name: str,
    indicator: Indicator,
    reference: Reference,
    watched: Watched,
) -> CheckedFigures:
    """Check one indicator for one site; its rows stay here: sending them back would cost more."""
    checked = with_watched(check_figures(datasets, folder_name, indicator, reference), watched)
    return replace(checked, rows=None)


def with_watched(checked: CheckedFigures, watched: Watched) -> CheckedFigures:
    """The same with what is wrong with the rows of the areas that a site is about."""
    if checked.rows is None:
        return checked
    reported = {(problem.row, problem.column) for problem in checked.problems}
    found = check_watched(checked.rows, watched)
    new = [p for p in found if p.row is None or (p.row, p.column) not in reported]
    return replace(checked, problems=(*checked.problems, *new))
