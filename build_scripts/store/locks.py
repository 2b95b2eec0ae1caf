"""One build at a time in one place.

The lock is the operating system's, on a file in the work folder. It ends with the process that
holds it, so that a build that was killed stands in nobody's way.
"""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from build_scripts.store.marks import is_work, mark_work
from build_scripts.store.places import BUILDER, LOCK, put_right, refuse
from build_scripts.store.surroundings import SurroundingsError, described


@contextmanager
def alone(place: Path, work: Path, needed: Iterable[Path]) -> Iterator[None]:
    """Hold a place for one build, and put right what an earlier one left unfinished.

    Args:
        place: where the site goes, as `places.real` has it.
        work: where the build works; made and marked if need be.
        needed: see `places.refuse`.

    Raises:
        SurroundingsError: the place is refused, with nothing written; or another build has it.
    """
    from filelock import FileLock, Timeout  # only here: no other command needs it

    needed = tuple(needed)
    if not is_work(work):
        # Nothing is written where it is refused. A work folder has a lock of ours already, and
        # what lies around it may just be changing under the hands of the build that holds it.
        refuse(place, work, needed)
        _make(work)
    lock = FileLock(work / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise SurroundingsError(
            f"Another build is running into {place}{_who(work)}. Wait until it has ended."
        ) from error
    try:
        refuse(place, work, needed)
        mark_work(work)
        _say_who(work)
        put_right(place)
        _clear(work)
        yield
    finally:
        with suppress(OSError):
            (work / BUILDER).unlink(missing_ok=True)
        lock.release()


def _make(work: Path) -> None:
    try:
        work.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = described(error) or f"{error.filename}: {error.strerror}."
        raise SurroundingsError(f"No folder can be made there. {why}") from error


def _say_who(work: Path) -> None:
    said = f"process {os.getpid()} on {platform.node() or 'this machine'}"
    (work / BUILDER).write_text(said, encoding="utf-8")


def _who(work: Path) -> str:
    """Who holds the lock, as far as they have said."""
    try:
        said = (work / BUILDER).read_text(encoding="utf-8")[:200]
    except (OSError, UnicodeDecodeError):
        return ""
    return f" ({said})" if said else ""


def _clear(work: Path) -> None:
    """Delete half-made pages, and links: what is written there would be written elsewhere."""
    for path in work.iterdir():
        if path.is_symlink():
            path.unlink()
    html = work / "html"
    if html.is_dir():
        shutil.rmtree(html)
