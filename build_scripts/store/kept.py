"""Keeps what one build made for the next, under a digest of everything it was made from.

What is kept is never older than its inputs: another letter in a file, in our own code or another
version of a library gives another digest. And it is never trusted: it is plain, sealed, and made
anew if the seal or a type does not hold.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from build_scripts.store import plain
from build_scripts.store.paths import PACKAGE, TEMPLATES
from build_scripts.store.sealed import is_folder, read_sealed, remove, write_sealed
from build_scripts.store.trees import digest

# What decides, beside our own code, how a row is judged and how a chart looks.
DECIDING = (
    "altair",
    "frictionless",
    "jinja2",
    "pandas",
    "pydantic",
    "pyyaml",
    "scipy",
    "vl-convert-python",
)

Value = TypeVar("Value")
# What the folder of all that is kept is called.
KEPT = "kept"
# How `place` names files. Of others in the folder we know nothing, and leave them alone.
OURS = re.compile(r"[^/]+\.[0-9a-f]{32}(\.part)?")


class Keeper:
    """A folder of kept values. Remembers which of them this build used."""

    def __init__(self, folder: Path) -> None:
        """Open a folder, which need not exist yet."""
        self.folder = folder
        self.used: set[str] = set()
        code = sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.toml")])
        templates = sorted(path for path in TEMPLATES.rglob("*") if path.is_file())
        versions = " ".join(f"{name} {version(name)}" for name in DECIDING)
        self.common = digest([*code, *templates]) + versions

    def place(self, name: str, inputs: Iterable[Path], also: str = "") -> Path:
        """Where a value is kept.

        Args:
            name: what the value is called; one of each name is kept.
            inputs: the files it is made from.
            also: anything else it is made from, as text.
        """
        made_from = f"{self.common}{digest(inputs)}{also}"
        place = self.folder / f"{name}.{hashlib.sha256(made_from.encode()).hexdigest()[:32]}"
        self.used.add(place.name)
        return place

    def get(self, place: Path, kind: type[Value]) -> Value | None:
        """The value kept in a place, if it is there unchanged.

        Args:
            place: where, from `place`.
            kind: its type, in full: `dict[str, int]`, not `dict`.
        """
        content = read_sealed(place) if is_folder(self.folder) else None
        return None if content is None else plain.read(kind, content)

    def put(self, place: Path, kind: type[Value], value: Value) -> None:
        """Keep a value; `kind` is its type, as for `get`."""
        write_sealed(place, plain.written(kind, value))

    def forget_unused(self) -> None:
        """Delete what earlier builds kept and this one did not ask for."""
        for path in sorted(self.folder.iterdir()) if is_folder(self.folder) else ():
            if OURS.fullmatch(path.name) and path.name not in self.used:
                remove(path)
