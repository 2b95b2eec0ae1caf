"""Every path the portal reads or writes, and how it writes.

Writes only what changed, removes what is stale, and puts a finished site in place as a whole, so
that a build that fails leaves the last good one as it was.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from build_scripts.model.problems import Problem

ROOT = Path(__file__).resolve().parents[2]
SITE_SRC = ROOT / "site_src"
TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
MISTAKES = TEMPLATES.with_name("help")
DEFAULT_DATASETS = ROOT / "datasets"
DEFAULT_SITE = ROOT / "site"
DEFAULT_BUILD = ROOT / "build"
MKDOCS_FILE = ROOT / "mkdocs.yml"

SAFE_NAME = re.compile(r"[a-z0-9]+([-_.][a-z0-9]+)*", re.ASCII)
# What Excel, Windows and macOS leave behind; it is never read and never published.
IGNORED = re.compile(r"\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*")
INDICATOR_YAML = "indicator.yml"
PORTAL_FILE = "portal.yml"
SHARED = "_shared"
# The folder of what is kept from build to build, and a file every finished site has.
KEPT = "kept"
SITE_MARK = "SHA256SUMS"


def indicator_ids(datasets: Path) -> tuple[list[str], list[Problem]]:
    """Find the indicator folders, and everything in a datasets folder that should not be there.

    Args:
        datasets: the datasets folder.

    Returns:
        The ids (folder names) in alphabetical order, and the problems found. A folder with an
        unsafe name is a problem and not an id.
    """
    ids: list[str] = []
    problems: list[Problem] = []
    for entry in sorted(datasets.iterdir()):
        if IGNORED.fullmatch(entry.name):
            continue
        if problem := _unsafe(entry, entry.name):
            problems.append(problem)
        elif entry.is_dir() and entry.name != SHARED:
            ids.append(entry.name)
            problems += _folder_problems(entry)
        elif entry.is_file() and entry.name != PORTAL_FILE:
            problems.append(_unexpected(entry.name, "portal.yml and one folder for each indicator"))
    shared = datasets / SHARED
    for entry in sorted(shared.iterdir()) if shared.is_dir() else []:
        if IGNORED.fullmatch(entry.name):
            continue
        if problem := _unsafe(entry, f"_shared/{entry.name}"):
            problems.append(problem)
    return ids, problems


def _folder_problems(folder: Path) -> list[Problem]:
    allowed = {INDICATOR_YAML, f"{folder.name}.csv"}
    problems = []
    for entry in sorted(folder.iterdir()):
        name = f"{folder.name}/{entry.name}"
        if IGNORED.fullmatch(entry.name):
            continue
        if problem := _unsafe(entry, name):
            problems.append(problem)
        elif entry.name not in allowed:
            kind = "folder" if entry.is_dir() else "file"
            problems.append(_unexpected(name, " and ".join(sorted(allowed, reverse=True)), kind))
    if not (folder / INDICATOR_YAML).is_file():
        problems.append(
            Problem(
                f"{folder.name}/{INDICATOR_YAML}",
                None,
                None,
                "file-missing",
                "no such file",
                "the words and rules of the indicator",
                "Put the file back, or copy one from another indicator and change its words. "
                "If the folder is not needed, delete it.",
            )
        )
    return problems


def _unsafe(entry: Path, name: str) -> Problem | None:
    name = _printable(name)
    if entry.is_symlink():
        return Problem(
            name,
            None,
            None,
            "symlink",
            "a link to another place",
            "a file or folder of its own",
            "Replace the link by a copy of what it points to.",
        )
    if entry.name == SHARED or SAFE_NAME.fullmatch(entry.name):
        return None
    return Problem(
        name,
        None,
        None,
        "unsafe-file-name",
        f"the name “{_printable(entry.name)}”",
        "small letters a to z, digits, hyphens and full stops",
        "Rename it: no spaces, capitals, accents or brackets, such as dental-check.csv.",
    )


def _printable(name: str) -> str:
    """A name that any terminal can show; a file system allows bytes that no encoding has."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)


def _unexpected(name: str, allowed: str, kind: str = "file") -> Problem:
    return Problem(
        name,
        None,
        None,
        "unexpected-file",
        f"a {kind} the portal does not know",
        allowed,
        "Move it out of datasets/, or rename it if it was meant to be one of these.",
    )


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


def may_replace(place: Path, datasets: Path) -> bool:
    """Whether a site may be put in a place: it is free, empty or an earlier site of ours.

    What stands there is deleted, so a folder of somebody's own files must never qualify, nor one
    that holds the datasets or this program.
    """
    if not place.exists():
        return True
    if not place.is_dir() or any(path.is_relative_to(place) for path in (datasets, ROOT)):
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
