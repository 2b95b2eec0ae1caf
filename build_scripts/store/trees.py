"""How files are written: only what changed, nothing stale, and a finished site as a whole.

So that a build that fails leaves the last good site as it was.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

# A file every finished site has.
SITE_MARK = "SHA256SUMS"


def digest(paths: Iterable[Path]) -> str:
    """A SHA-256 over the names and contents of files, in the order given."""
    total = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        total.update(f"{path.name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def write_tree(root: Path, contents: Mapping[str, bytes]) -> None:
    """Make a folder hold exactly these files, touching only those that differ.

    Args:
        root: the folder; created if need be.
        contents: bytes by path relative to `root`, with forward slashes.
    """
    root.mkdir(parents=True, exist_ok=True)
    wanted = {root / name for name in contents}
    # What is stale goes first: a folder may stand where a file should, or a link lead elsewhere.
    for path in sorted(root.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted or path.is_symlink():
            path.unlink()
    for name, content in sorted(contents.items()):
        path = root / name
        if path.is_file() and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def may_replace(place: Path, needed: Iterable[Path]) -> bool:
    """Whether a site may be put in a place: it is free, empty or an earlier site of ours.

    What stands there is deleted, so a folder of somebody's own files must never qualify, nor one
    that holds anything needed.

    Args:
        place: where the site would go.
        needed: folders that must not be deleted, such as the datasets and the program.
    """
    if not place.exists():
        return True
    if not place.is_dir() or any(path.is_relative_to(place) for path in needed):
        return False
    return (place / SITE_MARK).is_file() or not any(place.iterdir())


def swap_in(finished: Path, place: Path) -> None:
    """Put a finished folder in a place, as a whole.

    Two renames on one file system: at no moment is a half-written site in the place.
    """
    aside = place.with_name(f".{place.name}.old")
    shutil.rmtree(aside, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.rename(aside)
    try:
        finished.rename(place)
    except OSError:
        if aside.exists():
            aside.rename(place)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def put_in_place(finished: Path, place: Path) -> None:
    """Bring a finished folder next to its place, onto the same file system, and swap it in."""
    beside = place.with_name(f".{place.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(finished, beside)
    swap_in(beside, place)
