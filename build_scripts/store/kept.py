"""Keeps what one build made for the next, under a digest of everything it was made from.

What is kept is never older than its inputs: another letter in a file, in our own code or another
version of a library gives another digest.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from build_scripts.store.paths import PACKAGE, TEMPLATES
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
        """The value kept in a place, if there is one."""
        if not place.is_file():
            return None
        try:
            value = pickle.loads(place.read_bytes())  # noqa: S301  our own file, under build/
        except Exception:  # noqa: BLE001  a damaged file, of whatever kind, is made anew
            return None
        return value if isinstance(value, kind) else None

    def put(self, place: Path, value: object) -> None:
        """Keep a value."""
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished = place.with_name(f"{place.name}.part")
        unfinished.write_bytes(pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
        unfinished.replace(place)

    def forget_unused(self) -> None:
        """Delete what earlier builds kept and this one did not ask for."""
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.name not in self.used:
                path.unlink()
