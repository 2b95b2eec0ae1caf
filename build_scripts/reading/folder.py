"""Reads the words of a datasets folder, and finds what should not lie in it.

Whether what the words name exists is checked in `checks.references`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from build_scripts.model.edition import SharedFiles
from build_scripts.model.indicator import Indicator
from build_scripts.model.problems import Problem, problem
from build_scripts.reading.lines import Read
from build_scripts.reading.names import Names, names_of, readable_names
from build_scripts.reading.yaml_misfits import parse
from build_scripts.reading.yaml_text import YamlFile, load_yaml
from build_scripts.store.paths import INDICATOR_YAML, PORTAL_FILE, SHARED

SAFE_NAME = re.compile(r"[a-z0-9]+([-_.][a-z0-9]+)*", re.ASCII)
# What Windows keeps for devices, with any ending: a file of this name cannot be fetched there.
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.ASCII | re.IGNORECASE)
# What may lie in the folder that all indicators share. `shared` reads them.
SHARED_FILES = (
    "areas.csv",
    "commitments.yml",
    "fields.yml",
    "glossary.yml",
    "printed_list.csv",
    "publishers.yml",
    "statistical_neighbours.csv",
    "symbols.yml",
)
# What Excel, Windows and macOS leave behind; it is never read and never published.
IGNORED = re.compile(r"\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*")

SharedReader = Callable[[Path], tuple[SharedFiles | None, list[Problem]]]


@dataclass(frozen=True)
class Folder:
    """A datasets folder whose words have been read.

    Attributes:
        shared: what all indicators share; None where a file of it is missing or wrong.
        ids: the names of the indicators' folders, in alphabetical order.
        read: what each indicator's YAML says, with its lines, by the name of the folder and in that
            order; those that could be read.
        problems: of the names of files and of the words of each file by itself.
        unfit: the files of those indicators whose YAML says something that does not fit.
        portal: portal.yml as a file; None where there is none.
    """

    datasets: Path
    shared: SharedFiles | None
    ids: tuple[str, ...]
    read: dict[str, Read[Indicator]]
    problems: tuple[Problem, ...]
    unfit: dict[str, YamlFile] = field(default_factory=dict)
    portal: YamlFile | None = None

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """What each indicator's YAML says, without its lines."""
        return {name: read.value for name, read in self.read.items()}

    @cached_property
    def names(self) -> Names:
        """What words can name, as far as the shared files can be read."""
        if self.shared is not None:
            return names_of(self.shared.reference)
        return readable_names(self.datasets)


def read_folder(datasets: Path, read_shared: SharedReader) -> Folder:
    """Read the words of a datasets folder: the shared files and every indicator's YAML.

    Args:
        datasets: the datasets folder.
        read_shared: reads its shared files; `shared.read_shared` or one that remembers.
    """
    if not datasets.is_dir():
        return Folder(datasets, None, (), {}, (no_folder(datasets.name),))
    ids, problems = indicator_ids(datasets)
    shared, found = read_shared(datasets)
    problems += found
    read: dict[str, Read[Indicator]] = {}
    unfit: dict[str, YamlFile] = {}
    for indicator_id in ids:
        path = datasets / indicator_id / INDICATOR_YAML
        if not path.is_file() or path.is_symlink():
            continue
        file = load_yaml(path, f"{indicator_id}/{path.name}")
        indicator, found = parse(file, Indicator)
        problems += found
        if indicator is not None:
            read[indicator_id] = indicator
        else:
            unfit[indicator_id] = file
    path = datasets / PORTAL_FILE
    portal = load_yaml(path, PORTAL_FILE) if path.is_file() else None
    return Folder(datasets, shared, tuple(ids), read, tuple(problems), unfit, portal)


def no_folder(name: str) -> Problem:
    """The problem of a folder that was named and does not exist."""
    return problem("file-missing--folder", file=name)


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
    for entry in _entries(datasets):
        if unsafe := _unsafe(entry, entry.name):
            problems.append(unsafe)
        elif entry.is_dir() and entry.name != SHARED:
            ids.append(entry.name)
            problems += _folder_problems(entry)
        elif not entry.is_dir() and entry.name != PORTAL_FILE:
            problems.append(_unexpected(entry.name, "portal.yml and one folder for each indicator"))
    for entry in _entries(datasets / SHARED):
        name = f"{SHARED}/{entry.name}"
        if unsafe := _unsafe(entry, name):
            problems.append(unsafe)
        elif entry.name not in SHARED_FILES or not entry.is_file():
            problems.append(_unexpected(name, f"one of: {', '.join(SHARED_FILES)}", _kind(entry)))
    if not ids:
        problems.append(problem("file-missing--indicators", file=_printable(datasets.name)))
    return ids, problems


def _entries(folder: Path) -> list[Path]:
    """What lies in a folder, if there is one, but for what nobody put there on purpose."""
    entries = sorted(folder.iterdir()) if folder.is_dir() else []
    return [entry for entry in entries if not IGNORED.fullmatch(entry.name)]


def _folder_problems(folder: Path) -> list[Problem]:
    allowed = {INDICATOR_YAML, f"{folder.name}.csv"}
    problems = []
    for entry in _entries(folder):
        name = f"{folder.name}/{entry.name}"
        if unsafe := _unsafe(entry, name):
            problems.append(unsafe)
        elif entry.name not in allowed:
            expected = " and ".join(sorted(allowed, reverse=True))
            problems.append(_unexpected(name, expected, _kind(entry)))
    if not (folder / INDICATOR_YAML).is_file():
        problems.append(problem("file-missing--words", file=f"{folder.name}/{INDICATOR_YAML}"))
    return problems


def _unsafe(entry: Path, name: str) -> Problem | None:
    file = _printable(name)
    if entry.is_symlink():
        return problem("symlink", file=file)
    if RESERVED.fullmatch(entry.name):
        return problem("unsafe-file-name--reserved", file=file, name=_printable(entry.name))
    if entry.name == SHARED or SAFE_NAME.fullmatch(entry.name):
        return None
    return problem("unsafe-file-name", file=file, name=_printable(entry.name))


def _kind(entry: Path) -> str:
    return "folder" if entry.is_dir() else "file"


def _printable(name: str) -> str:
    """A name that any terminal can show; a file system allows bytes that no encoding has."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)


def _unexpected(name: str, allowed: str, kind: str = "file") -> Problem:
    return problem("unexpected-file", file=name, allowed=allowed, kind=kind)
