"""A datasets folder as bytes by path, and an example: what was edited and what came of it."""

from __future__ import annotations

import difflib
import shutil
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tests.mistakes import TINY_PORTAL

# The bytes of every file by its path; a path that ends with a slash is a folder with nothing in it.
Tree = dict[str, bytes]
LINES_SHOWN = 12
LETTERS_SHOWN = 160


@cache
def tiny() -> Mapping[str, bytes]:
    """Every file of the tiny portal's datasets folder."""
    return MappingProxyType(
        {
            path.relative_to(TINY_PORTAL).as_posix(): path.read_bytes()
            for path in sorted(TINY_PORTAL.rglob("*"))
            if path.is_file()
        }
    )


@dataclass(frozen=True)
class Edit:
    """One edit, in words for counting and for whoever reads a failure.

    Attributes:
        kind: such as `cell` or `key renamed`.
        file: the file that was edited; of several the first.
    """

    kind: str
    file: str


@dataclass(frozen=True)
class Example:
    """The tiny portal after some edits.

    Attributes:
        edits: what was done, in order.
        files: the files that are other than the tiny portal's, with their bytes; None where a file
            is gone.
    """

    edits: tuple[Edit, ...]
    files: Mapping[str, bytes | None] = field(repr=False)

    def digest(self) -> int:
        """A number that depends on the content alone."""
        return zlib.crc32(repr(sorted(self.files.items())).encode())

    def tree(self) -> Tree:
        """The whole datasets folder."""
        whole = {name: self.files.get(name, old) for name, old in tiny().items()} | dict(self.files)
        return {name: content for name, content in whole.items() if content is not None}

    def lay(self, datasets: Path) -> None:
        """Make a folder hold this example and nothing else."""
        shutil.rmtree(datasets, ignore_errors=True)
        for name, content in sorted(self.tree().items()):
            path = datasets / name
            if name.endswith("/"):
                path.mkdir(parents=True, exist_ok=True)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def __str__(self) -> str:
        """What was done, and the lines that differ from the tiny portal's."""
        said = [f"{edit.kind}: {edit.file}" for edit in self.edits]
        for name, content in sorted(self.files.items()):
            before = tiny().get(name)
            if content is None:
                said.append(f"--- {name} is gone")
            elif before is None:
                said.append(f"+++ {name} is new, {len(content)} bytes: {content[:LETTERS_SHOWN]!r}")
            else:
                said.append(f"*** {name}")
                said += _differing(before, content)
        return "\n".join(said)


def _differing(before: bytes, after: bytes) -> list[str]:
    old, new = ([repr(line)[2:-1] for line in text.split(b"\n")] for text in (before, after))
    lines = [
        line[:LETTERS_SHOWN]
        for line in difflib.unified_diff(old, new, lineterm="", n=0)
        if not line.startswith(("---", "+++", "@@"))
    ]
    return lines[:LINES_SHOWN]


def example_of(edits: tuple[Edit, ...], tree: Mapping[str, bytes]) -> Example:
    """The example that makes the tiny portal into this tree."""
    files: dict[str, bytes | None] = {
        name: content for name, content in sorted(tree.items()) if tiny().get(name) != content
    }
    return Example(edits, files | {name: None for name in sorted(tiny()) if name not in tree})
