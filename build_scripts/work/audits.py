"""What indicators give away of the counts they withhold: looked at anew, or as it was kept.

Light to load: a build that finds everything looked at loads this and no solver.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from contextlib import suppress
from itertools import repeat
from pathlib import Path

from build_scripts.disclosure.values import Audit, linked, together
from build_scripts.model.problems import Problem
from build_scripts.reading.folder import Folder
from build_scripts.store.kept import Keeper
from build_scripts.store.paths import PORTAL_FILE, SHARED
from build_scripts.store.trees import digest
from build_scripts.work import remote

# So few are looked at sooner here than in processes that must be started first.
FEW = 3
# What a wrong count brings with it: said again, it would only hide where the mistake is.
CONSEQUENCES = ("breakdown-does-not-add-up", "figures-clash", "shared-count-disagrees")
COUNTED_IN = ("value", "numerator", "denominator")


def audited(
    folder: Folder, ids: tuple[str, ...], executor: Executor | None, keeper: Keeper | None
) -> Audit:
    """Look at indicators, each with those that share counts with it.

    Args:
        folder: the folder, as read by `read_folder`.
        ids: the indicators to look at.
        executor: where the work is done; None for this process.
        keeper: has what was found before, and keeps what is found now; None to look at all anew.
    """
    if folder.shared is None:
        return Audit()
    shared = digest(shared_inputs(folder.datasets))
    places: dict[tuple[str, ...], Path] = {}
    found: dict[tuple[str, ...], Audit | None] = {}
    for some in linked(folder.indicators):
        if not set(some) & set(ids):
            continue
        found[some] = None
        if keeper is not None:
            own = [path for name in some for path in own_inputs(folder.datasets, name)]
            places[some] = keeper.place(f"audit.{some[0]}", own, shared + repr(some))
            found[some] = keeper.get(places[some], Audit)
    todo = [some for some, kept in found.items() if kept is None]
    # The largest first, so that no process is left with one long task at the end.
    todo.sort(key=lambda some: (-size_of(folder.datasets, *some), some))
    few = executor is None or len(todo) <= FEW
    run = map if few or executor is None else executor.map
    given = [{name: folder.indicators[name] for name in some} for some in todo]
    made = run(remote.audit, repeat(folder.datasets), given, repeat(folder.shared.reference))
    for some, one in zip(todo, made, strict=True):
        found[some] = one
        if keeper is not None:
            with suppress(OSError):  # what can't be kept is looked at again next time
                keeper.put(places[some], Audit, one)
    return together(one for one in found.values() if one is not None)


def beside(audit: Audit, problems: Iterable[Problem]) -> list[Problem]:
    """What an audit found, but for what follows from counts that are reported as wrong already."""
    wrong = {one.file for one in problems if one.column in COUNTED_IN and one.stops_publication}
    return [one for one in audit.problems if one.code not in CONSEQUENCES or one.file not in wrong]


def shared_inputs(datasets: Path) -> list[Path]:
    """The files that all indicators depend on."""
    folder = datasets / SHARED
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in (datasets / PORTAL_FILE, *found) if path.is_file()]


def own_inputs(datasets: Path, name: str) -> list[Path]:
    """The files of one indicator."""
    return sorted(path for path in (datasets / name).iterdir() if path.is_file())


def size_of(datasets: Path, *names: str) -> int:
    """How much there is of the figures of some indicators, in bytes."""
    paths = [datasets / name / f"{name}.csv" for name in names]
    return sum(path.stat().st_size for path in paths if path.is_file())
