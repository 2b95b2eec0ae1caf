"""Turns the folders of mistakes under tests/broken into help pages.

Each folder is a test, a specification and a page at once: the message shown is the one the test
demands, so help cannot drift from what the check says.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Case:
    """One way to make a mistake: why it matters, as Markdown, and what the check says to it."""

    why: str
    expected: str


@dataclass(frozen=True)
class Mistake:
    """A kind of mistake, with the cases that show it."""

    code: str
    title: str
    cases: tuple[Case, ...]


def read_mistakes(folder: Path) -> list[Mistake]:
    """Read every mistake, in the order of their titles.

    Args:
        folder: holds a folder `code` or `code--variant` for each case.
    """
    cases: dict[str, list[Case]] = {}
    titles: dict[str, str] = {}
    for place in sorted(path for path in folder.iterdir() if (path / "why.md").is_file()):
        code = place.name.split("--")[0]
        why = (place / "why.md").read_text(encoding="utf-8").strip()
        title, _, rest = why.partition("\n")
        title = title.removeprefix("#").strip()
        if code in titles:
            why = f"## {title}\n{rest}"
        titles.setdefault(code, title)
        expected = (place / "expected.txt").read_text(encoding="utf-8").strip()
        cases.setdefault(code, []).append(Case(why, expected))
    found = [Mistake(code, titles[code], tuple(cases[code])) for code in cases]
    return sorted(found, key=lambda mistake: (mistake.title.casefold(), mistake.code))
