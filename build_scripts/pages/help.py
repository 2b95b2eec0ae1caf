"""Reads the help texts: for each mistake why it matters, and what the check says to it.

A test makes each mistake for real and demands the message that stands here, so help cannot drift
from what the check says.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_scripts.model.register import register


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
    """Read what is said of every code of the register, in the order of the titles.

    Args:
        folder: holds `code.md` and `code.txt` for each mistake, and `code--variant.md` and
            `code--variant.txt` for each further way to make it.
    """
    found = [_mistake(folder, code) for code in register().codes]
    return sorted(found, key=lambda mistake: (mistake.title.casefold(), mistake.code))


def _mistake(folder: Path, code: str) -> Mistake:
    variants = sorted(folder.glob(f"{code}--*.md"), key=lambda path: path.stem)
    titles: list[str] = []
    cases: list[Case] = []
    for path in (folder / f"{code}.md", *variants):
        why = path.read_text(encoding="utf-8").strip()
        title, _, rest = why.partition("\n")
        titles.append(title.removeprefix("#").strip())
        if cases:  # its title is a heading on the page of the first
            why = f"## {titles[-1]}\n{rest}"
        expected = path.with_suffix(".txt").read_text(encoding="utf-8").strip()
        cases.append(Case(why, expected))
    return Mistake(code, titles[0], tuple(cases))
