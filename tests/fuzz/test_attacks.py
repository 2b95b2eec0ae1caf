"""A hundred attacks, in every text that staff can type: each stands on the page as it was typed.

`tests/browser/test_injection.py` shows of one attack that nothing acts in a browser. Here are many,
looked at by a parser: no page gains an element, an attribute or an address, and no word is changed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.builds import built
from tests.fuzz import proving
from tests.fuzz.attacking import attacked_portal
from tests.fuzz.attacks import ATTACKS
from tests.fuzz.reading_back import Page
from tests.hostile import ADDRESS
from tests.mistakes import TINY_PORTAL

# Every text meets another attack in each round.
ROUNDS = 12


def leading_away(site: Path) -> set[str]:
    """Every address on a page that is none of the site's own, but for the subjects of e-mails.

    That each of the others leads to a page is for the build to say, which stops where one does not.
    """
    targets = {
        target.partition("?subject=")[0]
        for path in site.rglob("*.html")
        for target in Page(path.read_bytes()).targets
    }
    return {target for target in targets if re.match(r"\s*([\w.+-]+:|[/\\])", target)}


def active(site: Path) -> dict[str, int]:
    """How many elements of each page could act."""
    names = (
        "<script",
        "<iframe",
        "<object",
        "<embed",
        "<base",
        "<form",
        "<style",
        "<link",
        "<meta",
    )
    return {
        path.relative_to(site).as_posix(): sum(
            path.read_text(encoding="utf-8").count(name) for name in names
        )
        for path in site.rglob("*.html")
    }


def test_there_are_a_hundred_attacks() -> None:
    assert len(set(ATTACKS)) >= 100


@pytest.mark.long
def test_no_attack_becomes_more_than_text(tmp_path: Path) -> None:
    plain = built(tmp_path / "plain", TINY_PORTAL)
    known, leading, acting = proving.vocabulary(plain), leading_away(plain), active(plain)
    for turn in range(ROUNDS):
        datasets = attacked_portal(tmp_path / str(turn), turn)
        site = built(tmp_path / "attacked", datasets)
        tree = {
            path.relative_to(datasets).as_posix(): path.read_bytes()
            for path in datasets.rglob("*")
            if path.is_file()
        }
        assert list(proving.gained(site, known)) == [], turn
        assert leading_away(site) - leading <= {ADDRESS}, turn
        assert active(site) == acting, turn
        assert list(proving.changed_words(tree, site)) == [], turn
        assert list(proving.changed_downloads(tree, site)) == [], turn
