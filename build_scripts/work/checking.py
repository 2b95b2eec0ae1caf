"""Checks the figures of a datasets folder, each indicator by itself, in any number of processes.

What is checked is for `checks` to say; the files are read here, because no check opens one.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace
from itertools import repeat
from pathlib import Path

from build_scripts.checks.personal import without_repeating
from build_scripts.checks.run import CheckedFigures, check_figures, with_watched
from build_scripts.model.indicator import Indicator
from build_scripts.model.reference import Reference
from build_scripts.model.standpoint import Watched
from build_scripts.reading.figures import figures_file, read_figures
from build_scripts.reading.folder import Folder
from build_scripts.reading.lines import Read
from build_scripts.work.tripwires import in_file


def read_and_check(
    datasets: Path, folder_name: str, read: Read[Indicator], reference: Reference
) -> CheckedFigures:
    """Read the CSV of one indicator and check it, the same for every council.

    Args:
        datasets: the datasets folder.
        folder_name: the indicator's folder, normally its id.
        read: what its YAML says, with its lines.
        reference: the shared files.
    """
    symbols = frozenset(reference.symbols)
    table = read_figures(datasets, folder_name, read.value, reference.fields, symbols)
    checked = check_figures(folder_name, table, read, reference)
    if not table.problems:
        return checked
    # Not every cell got as far as the checks of rows, and messages repeat what they find.
    found = in_file(datasets / figures_file(folder_name), datasets)
    return replace(checked, problems=tuple(without_repeating([*checked.problems, *found])))


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
    checked = with_watched(read_and_check(datasets, folder_name, read, reference), watched)
    return replace(checked, rows=None)
