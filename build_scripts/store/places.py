"""Where a site goes: whether it may, what lies beside it, and how it gets there as a whole.

A build replaces what a build has made, and nothing else. At every moment the old site or the new one
is in its place, whole; where the system cannot exchange two names in one step, a build that was
stopped between two is put right at the beginning of the next.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from build_scripts.store.exchange import exchanged
from build_scripts.store.marks import (
    MARK,
    is_site,
    is_whole,
    is_work,
    mark_site,
    not_of_a_site,
    not_of_work,
    remove_site,
)
from build_scripts.store.surroundings import SurroundingsError

LOCK = "lock"
BUILDER = "builder.txt"
# What may stand in a work folder that a build has only begun to make.
BEFORE_THE_MARK = (LOCK, BUILDER)
ADVICE = "Name a new folder, an empty one or an earlier site."


def beside(place: Path) -> tuple[Path, Path]:
    """Where a site waits for its moment, and where an old one is put aside."""
    return place.with_name(f".{place.name}.new"), place.with_name(f".{place.name}.old")


def real(place: Path) -> Path:
    """The true path of a place, whatever way it was written, with every link on the way followed.

    Raises:
        SurroundingsError: a link on the way leads nowhere, or the place is the root of a disk.
    """
    for path in (place, *place.parents):
        if path.is_symlink() and not path.exists():
            raise SurroundingsError(f"{path} is a link that leads nowhere. {ADVICE}")
    found = Path(os.path.realpath(place))
    if not found.name:
        raise SurroundingsError(f"{found} is the root of a disk, and no place for a site. {ADVICE}")
    return found


def refuse(place: Path, work: Path, needed: Iterable[Path]) -> None:
    """Refuse a place where a build would delete or disturb what no build has made.

    Looks, and writes nothing.

    Args:
        place: where the site would go, as `real` has it.
        work: where the build would work.
        needed: folders whose files a build needs: neither in them nor above them may it write.

    Raises:
        SurroundingsError: says what stands in the way.
    """
    for path in needed:
        if path.is_relative_to(place) or place.is_relative_to(path):
            raise SurroundingsError(
                f"{place} is no place for a site, because {path} is needed to make one. {ADVICE}"
            )
    for path in (*place.parents, *work.parents):
        if path.exists() and not path.is_dir():
            raise SurroundingsError(f"{path} is a file, so no folder can be made in it. {ADVICE}")
    for path in place.parents:
        if is_site(path) or is_work(path):
            raise SurroundingsError(f"{place} lies in {path}, which a build may replace. {ADVICE}")
    for path in (place, *beside(place)):
        if (found := not_of_a_site(path)) is not None:
            raise SurroundingsError(_theirs(path, found))
    if (found := not_of_work(work, BEFORE_THE_MARK)) is not None:
        raise SurroundingsError(_theirs(work, found))


def _theirs(folder: Path, found: str) -> str:
    if found == ".":
        return f"{folder} is no folder that a build has made, and would be in its way. {ADVICE}"
    return (
        f"{folder} holds {found}, which no build has put there, so it is left alone. Move it away "
        "(a site or work folder of a version before these marks can be deleted), or name a new "
        "folder, an empty one or an earlier site."
    )


def put_right(place: Path) -> None:
    """Finish what a build that was stopped in its last step has left: the site is there, alone."""
    new, old = beside(place)
    if not os.path.lexists(place) and is_whole(old):
        old.rename(place)
    for path in (new, old):
        remove_site(path)


def put_in_place(finished: Path, place: Path) -> None:
    """Put a finished site in its place, as a whole.

    Args:
        finished: the folder of the site; it is marked, and gone afterwards.
        place: where the site goes, which `refuse` has let through.

    Raises:
        SurroundingsError: somebody has put something of theirs there since; nothing was changed.
        OSError: the system would not; the place is as it was.
    """
    new, _ = beside(place)
    mark_site(finished)
    remove_site(new)
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        _bring(finished, new)
        if (found := not_of_a_site(place)) is not None:
            raise SurroundingsError(_theirs(place, found))
        swap_in(new, place)
    except (OSError, SurroundingsError):
        with suppress(OSError):
            remove_site(new)
        raise


def _bring(finished: Path, new: Path) -> None:
    """Move a site next to its place, also from another disk; the mark comes first."""
    try:
        finished.rename(new)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        new.mkdir()
        shutil.copyfile(finished / MARK, new / MARK)
        shutil.copytree(finished, new, dirs_exist_ok=True, ignore=shutil.ignore_patterns(MARK))
        shutil.rmtree(finished)


def swap_in(new: Path, place: Path) -> None:
    """Let a site take the place of another; what was there before is deleted.

    Args:
        new: the new site, on the same file system as its place.
        place: where it goes: an earlier site, an empty folder or nothing.
    """
    _, old = beside(place)
    remove_site(old)
    if not place.exists():
        new.rename(place)
        return
    if exchanged(new, place):
        old = new
    else:
        try:
            place.rename(old)
            new.rename(place)
        except BaseException:  # a signal to stop, too
            if not os.path.lexists(place) and old.exists():
                old.rename(place)
            raise
    with suppress(OSError):  # the new site is in place; the next build clears the rest away
        remove_site(old)
