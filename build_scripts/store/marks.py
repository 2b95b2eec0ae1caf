"""The mark by which a build knows again what an earlier one made, and deletes nothing else.

A finished site carries a file that names every other file of it: the same site, the same mark. What
is not named there was put there by somebody, and is theirs. A work folder carries a mark without
names: all that is in it may be deleted at any time, and the mark says so.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

MARK = ".made-by-portal"
SITE = (
    "This site was made by `portal build`. The next build puts another in its place and deletes "
    "the files named here, and only if there is no other file beside them.\n"
)
WORK = (
    "In this folder `portal build` keeps what it makes on the way. "
    "Put nothing here: whatever it holds may be deleted.\n"
)
# What systems leave in folders that somebody has looked into.
DROPPINGS = frozenset([".DS_Store", "Thumbs.db", "desktop.ini"])
# In bytes. No site has so many files that their names come to this.
LONGEST_MARK = 20_000_000


def mark_site(folder: Path) -> None:
    """Mark a finished site: from now on exactly the files that are in it are a build's."""
    names = sorted(files_in(folder) - {MARK})
    (folder / MARK).write_text(
        SITE + "".join(f"{name}\n" for name in names), encoding="utf-8", newline="\n"
    )


def mark_work(folder: Path) -> None:
    """Mark a work folder."""
    if _read(folder) != WORK:
        (folder / MARK).write_text(WORK, encoding="utf-8", newline="\n")


def files_in(folder: Path) -> set[str]:
    """Every file below a folder, and every link, by its path with forward slashes."""
    return {name for name, folder_itself in _walk(folder) if not folder_itself}


def _walk(folder: Path) -> Iterable[tuple[str, bool]]:
    """Everything below a folder, what is inside before what holds it; and whether it is a folder.

    No link is followed.
    """
    for place, folders, files in os.walk(folder, topdown=False, onerror=_unless_gone):
        inside = Path(place).relative_to(folder)
        for name in files:
            yield (inside / name).as_posix(), False
        for name in folders:
            yield (inside / name).as_posix(), not (Path(place) / name).is_symlink()


def _unless_gone(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _read(folder: Path) -> str | None:
    """What the mark of a folder says; None if there is none that could be ours."""
    path = folder / MARK
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > LONGEST_MARK:
            return None
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None


def named(folder: Path) -> frozenset[str] | None:
    """The files that the mark of a site names; None if it has no mark of a build.

    A mark whose writing was interrupted names nothing.
    """
    said = _read(folder)
    if said is None or not (said.startswith(SITE) or SITE.startswith(said)):
        return None
    names = said[len(SITE) :].splitlines()
    if any(PurePosixPath(name).is_absolute() or ".." in name.split("/") for name in names):
        return None
    return frozenset(names)


def is_site(folder: Path) -> bool:
    """Whether a folder is a site that a build has made, whatever else was put there."""
    return bool(named(folder))


def is_work(folder: Path) -> bool:
    """Whether a folder is one that a build works in."""
    return _read(folder) == WORK


def is_whole(folder: Path) -> bool:
    """Whether a folder holds every file that its mark names."""
    names = named(folder)
    return bool(names) and files_in(folder) >= (names or frozenset())


def not_of_a_site(folder: Path) -> str | None:
    """The first thing in a folder that no build put there.

    Returns:
        None if there is nothing, as where the folder is not there or empty; `.` if it is no folder.
    """
    if not os.path.lexists(folder):
        return None
    if folder.is_symlink() or not folder.is_dir():
        return "."
    names = named(folder)
    known = (names or frozenset()) | (frozenset() if names is None else {MARK})
    folders = _folders_of(known)
    strange = (
        name
        for name, is_folder in _walk(folder)
        if (name not in folders if is_folder else not _ours(name, known))
    )
    return min(strange, default=None)


def _ours(name: str, known: frozenset[str]) -> bool:
    return name in known or (bool(known) and PurePosixPath(name).name in DROPPINGS)


def _folders_of(names: Iterable[str]) -> set[str]:
    return {str(folder) for name in names for folder in PurePosixPath(name).parents}


def not_of_work(folder: Path, allowed: Iterable[str]) -> str | None:
    """The first thing in a folder that is not a work folder's, unless it carries the mark of one.

    Args:
        folder: the folder.
        allowed: names that may stand in one before it is marked.
    """
    if not os.path.lexists(folder):
        return None
    if folder.is_symlink() or not folder.is_dir():
        return "."
    said = _read(folder)
    if said == WORK:
        return None
    names = {path.name for path in folder.iterdir()} - set(allowed)
    if said is not None and WORK.startswith(said):  # the writing of the mark was interrupted
        names.discard(MARK)
    return min(names, default=None)


def remove_site(folder: Path) -> None:
    """Delete a site that a build has made, its mark last; whatever else is there stays.

    Interrupted at any moment, what is left is still known to be a build's.
    """
    if folder.is_symlink() or not folder.is_dir():
        return
    known = named(folder)
    if known is None:
        with suppress(OSError):  # something is in it, and no build has put it there
            folder.rmdir()
        return
    known, folders = known | {MARK}, _folders_of(known)
    for name, is_folder in _walk(folder):
        if not is_folder and name != MARK and _ours(name, known):
            (folder / name).unlink(missing_ok=True)
        elif is_folder and name in folders:
            with suppress(OSError):  # something else is in it
                (folder / name).rmdir()
    if {path.name for path in folder.iterdir()} <= {MARK}:
        (folder / MARK).unlink(missing_ok=True)
        folder.rmdir()
