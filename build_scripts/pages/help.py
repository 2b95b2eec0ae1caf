"""Reads the help texts: for each mistake why it matters, and what the check says to it.

A test makes each mistake for real and demands the message that stands here, so help cannot drift
from what the check says.
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
        folder: holds `code.md` and `code.txt` for each mistake, and `code--variant.md` and
            `code--variant.txt` for each further way to make it.
    """
    cases: dict[str, list[Case]] = {}
    titles: dict[str, str] = {}
    for path in sorted(folder.glob("*.md"), key=lambda path: path.stem):
        code = path.stem.split("--")[0]
        why = path.read_text(encoding="utf-8").strip()
        title, _, rest = why.partition("\n")
        title = title.removeprefix("#").strip()
        if code in titles:
            why = f"## {title}\n{rest}"
        titles.setdefault(code, title)
        expected = path.with_suffix(".txt").read_text(encoding="utf-8").strip()
        cases.setdefault(code, []).append(Case(why, expected))
    found = [Mistake(code, titles[code], tuple(cases[code])) for code in cases]
    return sorted(found, key=lambda mistake: (mistake.title.casefold(), mistake.code))
