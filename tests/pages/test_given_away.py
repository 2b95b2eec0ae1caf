"""The page of what sources give away counts cells, and is no map to them."""

from __future__ import annotations

from dataclasses import replace

from build_scripts.disclosure.values import Audit, GivenAway
from build_scripts.pages.reference import write_pages
from build_scripts.pages.values import Pages, Site
from tests.making import MADE_FROM, folder_in, pages
from tests.mistakes import TINY_PORTAL
from tests.places import SITE_SRC

CELL = GivenAway(
    indicator="dental-check",
    row=33,
    measure="dental_check_percent",
    area_code="E10000994",
    period="2025",
    breakdown_topic="Sex",
    breakdown="Female",
    counts_possible="one",
    because=("the first reason", "the second reason"),
)


def written(audit: Audit) -> Pages:
    """The pages of the tiny portal after an audit."""
    folder = folder_in(TINY_PORTAL)
    assert folder.shared is not None
    made = pages(TINY_PORTAL)
    site = Site(folder.shared.edition, folder.indicators, made, MADE_FROM, SITE_SRC, audit)
    return write_pages(site)


def test_cells_are_counted_by_indicator_and_period_with_their_reasons() -> None:
    cells = (
        CELL,
        replace(CELL, row=34, because=("the third reason",)),
        replace(CELL, period="2024"),
    )
    found = written(Audit(given_away=cells, hidden={"dental-check": 1200}, set_aside={"x": 7}))
    page, listed = found.markdown["given-away.md"], found.fragments["given-away/all"]
    assert "Of 1,200 withheld counts, 3 can be worked out exactly" in page
    assert "That was so for 7 of them." in page
    rows = listed.split("<tr ")[2:]
    assert [(">2024<" in row, ">2025<" in row) for row in rows] == [(True, False), (False, True)]
    assert ">2<" in rows[1] and "the first reason; the second reason; the third reason" in rows[1]


def test_no_council_category_or_row_is_named() -> None:
    found = written(Audit(given_away=(CELL,), hidden={"dental-check": 2}))
    text = found.markdown["given-away.md"] + found.fragments["given-away/all"]
    for named in ("E10000994", "Westshire", "Female", "Sex", "33"):
        assert named not in text


def test_where_nothing_is_given_away_the_page_says_so() -> None:
    page = written(Audit(hidden={"dental-check": 2})).markdown["given-away.md"]
    assert "Of 2 withheld counts carried here, none can be worked out exactly" in page
    assert "No count is withheld" in written(Audit()).markdown["given-away.md"]
