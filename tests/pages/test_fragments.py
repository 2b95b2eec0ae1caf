"""The fragments of the tiny portal, letter by letter: every sentence, table and drawing with figures.

Markdown pages hold only placeholders for them, so the golden pages of `test_build` do not show a
number. These are made here without MkDocs, which is why a change of one shows at once.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.making import fragments
from tests.mistakes import TESTS, TINY_PORTAL

EXPECTED = TESTS / "portal" / "expected" / "fragments"


def golden(name: str, text: str) -> str:
    """The golden copy; one that is missing is written, except where that would hide it."""
    path = EXPECTED / f"{name}.html"
    if not path.exists() and not os.environ.get("CI"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.exists(), f"no golden file {path}; run the tests on your own machine to write it"
    return path.read_text(encoding="utf-8")


def names_on_disk(folder: Path) -> set[str]:
    """The fragments that have a golden copy."""
    return {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.html")}


def test_the_fragments_of_the_tiny_portal_are_exactly_the_golden_ones() -> None:
    wrong = [
        name for name, text in sorted(fragments(TINY_PORTAL).items()) if golden(name, text) != text
    ]
    assert wrong == []
    assert names_on_disk(EXPECTED) == set(fragments(TINY_PORTAL))


@pytest.mark.parametrize("name", ["dental-check/latest", "dental-check/figures", "home/newest"])
def test_a_fragment_holds_figures(name: str) -> None:
    assert any(letter.isdigit() for letter in fragments(TINY_PORTAL)[name])
