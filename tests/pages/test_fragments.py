"""The fragments of the tiny portal, letter by letter: every sentence, table and drawing with figures.

Markdown pages hold only placeholders for them, so the golden pages of `test_build` do not show a
number. These are made here without MkDocs, which is why a change of one shows at once.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from build_scripts.charts.designs import all_designs
from build_scripts.pages.reference import write_pages
from build_scripts.pages.sites import Site
from build_scripts.pages.values import Task
from build_scripts.site.provenance import Provenance
from build_scripts.work.make import make
from tests.mistakes import TESTS, TINY_PORTAL
from tests.tiny import portal, shared

EXPECTED = TESTS / "portal" / "expected" / "fragments"
MADE_FROM = Provenance(int(datetime(2026, 11, 21, tzinfo=UTC).timestamp()), "", changed=False)


@cache
def fragments() -> dict[str, str]:
    """Every fragment of the tiny portal, by name."""
    indicators, designs = portal().indicators, all_designs()
    found: dict[str, str] = {}
    summaries, areas = {}, {}
    for name, indicator in indicators.items():
        related = tuple((other, indicators[other].title) for other in indicator.related)
        page = make(Task(TINY_PORTAL, name, indicator, shared(), related, designs)).page
        assert page is not None
        summaries[name], areas[name] = page.summary, page.areas
        found |= {f"{name}/{part}": text for part, text in page.fragments.items()}
    pages = write_pages(Site(shared(), indicators, summaries, areas, MADE_FROM))
    return found | pages.fragments


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
    wrong = [name for name, text in sorted(fragments().items()) if golden(name, text) != text]
    assert wrong == []
    assert names_on_disk(EXPECTED) == set(fragments())


@pytest.mark.parametrize("name", ["dental-check/latest", "dental-check/figures", "home/newest"])
def test_a_fragment_holds_figures(name: str) -> None:
    assert any(letter.isdigit() for letter in fragments()[name])
