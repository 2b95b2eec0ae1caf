"""What stands on the page of an indicator, and what does not, by what may be claimed of its figure."""

from __future__ import annotations

import re

import pytest

from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import Availability
from build_scripts.pages import indicator as indicator_page
from build_scripts.pages.values import Page
from tests import tiny
from tests.designs import DESIGNS
from tests.saying import DENTAL, POOR


def page(item: Indicator, *figures: str) -> Page:
    """The page of an indicator with figures of one period, which is drawn as bars."""
    entry = tiny.entry_with(item, *figures)
    return indicator_page.write_page(entry, tiny.edition(), (), DESIGNS, None)


def league(found: Page) -> list[str]:
    """The header and each row of the table of all councils; none without one."""
    rows = re.findall(r"<tr[^>]*>.*?</tr>", found.fragments.get("all-councils", ""), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in rows]


DIFFERENT = ("Testshire, 2025, 80", "Northshire, 2025, 70", "Southshire, 2025, 60")


@pytest.mark.parametrize(
    ("level", "words"),
    [
        ("part", "**This is the council’s measure, for part of the years or areas only.** Since"),
        ("near", "**These are not quite the council’s own measure.** Since"),
    ],
)
def test_what_is_not_the_whole_measure_says_so_before_its_note(level: str, words: str) -> None:
    told = Availability.model_validate({"level": level, "note": "Since 2023 only."})
    item = DENTAL.model_copy(update={"availability": told})
    assert words in page(item, *DIFFERENT).markdown


def test_a_group_of_which_too_many_miss_has_its_sentence_in_the_place_of_its_range() -> None:
    stands = page(DENTAL, *DIFFERENT).fragments["stands"]
    assert (
        '<p class="said" data-said="neighbours">No median of the statistical neighbours' in stands
    )
    whole = page(DENTAL, *DIFFERENT, "Westshire, 2025, 50").fragments["stands"]
    assert '<p class="said" data-said="neighbours">The figures of the 3 neighbours' in whole


def test_each_council_has_its_place_in_the_table_of_all() -> None:
    assert league(page(DENTAL, *DIFFERENT)) == [
        "Council Place Figure",
        "Testshire (this council) 1 80",
        "Northshire (neighbour) 2 70",
        "Southshire (neighbour) 3 60",
    ]


def test_a_council_that_gets_no_place_has_a_dash_in_the_table_of_all() -> None:
    rows = ("Testshire, 2025, 80, , 8, 10", *DIFFERENT[1:])
    assert [row.split()[-2] for row in league(page(DENTAL, *rows))[1:]] == ["–", "2", "3"]


def test_where_no_council_gets_a_place_the_table_of_all_has_no_column_for_it() -> None:
    item = tiny.with_headline(DENTAL, not_judged_because="places come in whole schools")
    assert league(page(item, *DIFFERENT)) == [
        "Council Figure",
        "Testshire (this council) 80",
        "Northshire (neighbour) 70",
        "Southshire (neighbour) 60",
    ]


@pytest.mark.parametrize(
    ("item", "figures"),
    [(POOR, DIFFERENT), (DENTAL, tuple(row.replace("2025", "2023") for row in DIFFERENT))],
    ids=["poor data", "too old"],
)
def test_of_poor_data_or_an_old_period_no_table_of_all_councils_is_shown(
    item: Indicator, figures: tuple[str, ...]
) -> None:
    found = page(item, *figures)
    assert league(found) == []
    assert "councils" not in found.fragments
