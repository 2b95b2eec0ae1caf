"""Looks for data about people in everything of a publication that is words: YAML and documents.

The cells of indicators are looked at with the other checks of their rows. What is data about a
person is for `checks.personal` to say; the files are read here, because no check opens one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from build_scripts.checks.personal import check_text
from build_scripts.model.problems import Problem
from build_scripts.reading.limits import LARGEST_FILE, MOST_SEARCHED
from build_scripts.store.paths import INDICATOR_YAML, PORTAL_FILE, SHARED, Repository

CONTACT = re.compile(r"^\s*email:\s*[\"']?([^\s\"'#]+)", re.MULTILINE)


def in_datasets(datasets: Path) -> list[Problem]:
    """Data about people in the words and the shared tables of a datasets folder."""
    shared = datasets / SHARED
    files = [
        datasets / PORTAL_FILE,
        *sorted(shared.glob("*.yml")),
        *sorted(shared.glob("*.csv")),
        *sorted(datasets.glob(f"*/{INDICATOR_YAML}")),
    ]
    return _in_files(files, datasets, declared(datasets))


def in_documents(repository: Repository, datasets: Path) -> list[Problem]:
    """Data about people in the pages written by hand and in the documents of a repository."""
    return _in_files(list(_documents(repository)), repository.root, declared(datasets))


def declared(datasets: Path) -> frozenset[str]:
    """The addresses of people who are meant to be written to, in small letters."""
    path = datasets / PORTAL_FILE
    return frozenset(found.lower() for found in CONTACT.findall(_text(path)))


def _documents(repository: Repository) -> Iterator[Path]:
    yield from sorted(repository.site_src.rglob("*.md"))
    yield repository.mkdocs_file
    yield from sorted(repository.root.glob("*.md"))
    for ending in ("*.md", "*.yml"):
        yield from sorted((repository.root / ".github").rglob(ending))


def _in_files(files: list[Path], root: Path, known: frozenset[str]) -> list[Problem]:
    return [problem for path in files for problem in in_file(path, root, known)]


def in_file(path: Path, root: Path, known: frozenset[str] = frozenset()) -> list[Problem]:
    """Data about people in one file.

    Args:
        path: the file; where there is none, nothing is found.
        root: the folder from which problems name it.
        known: the addresses of people who are meant to be written to.
    """
    return check_text(_text(path), path.relative_to(root).as_posix(), known)


def _text(path: Path) -> str:
    """What stands in a file, as far as it is text and of the size that is read at all."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        most = MOST_SEARCHED if path.suffix == ".csv" else LARGEST_FILE
        return file.read(most).decode("utf-8", errors="replace")
