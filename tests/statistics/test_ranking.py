"""Places among councils: ties, quarters, and who is not ranked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.model.edition import Edition
from build_scripts.model.indicator import Indicator
from build_scripts.statistics.ranking import FEWEST_FOR_QUARTERS, League, Rank, league, ranked
from tests import tiny

DENTAL = tiny.with_headline(tiny.indicator("dental-check"))
# Few different values, so that many are the same.
groups = st.lists(st.integers(0, 12).map(lambda n: Decimal(n) / 2), min_size=1, max_size=40)


def named(values: list[Decimal]) -> dict[str, Decimal]:
    return {f"council {i}": value for i, value in enumerate(values)}


def places(*values: int, highest_first: bool = True) -> list[int]:
    found = ranked(named([Decimal(value) for value in values]), highest_first)
    return [rank.place for rank in found.values()]


def of_2025(item: Indicator, *figures: str, within: Edition | None = None) -> League:
    entry = tiny.entry_with(item, *figures, within=within)
    return league(entry, item.headline, item.headline.kind.parse("2025"))


def test_the_highest_or_the_lowest_comes_first() -> None:
    assert places(70, 90, 80) == [3, 1, 2]
    assert places(70, 90, 80, highest_first=False) == [1, 3, 2]


def test_councils_with_the_same_figure_share_a_place_and_those_after_stay_empty() -> None:
    assert places(90, 80, 80, 70) == [1, 2, 2, 4]
    shared_by = [r.shared_by for r in ranked(named([Decimal(n) for n in (9, 8, 8)]), True).values()]
    assert shared_by == [1, 2, 2]


def test_figures_that_differ_only_in_how_they_are_written_are_the_same() -> None:
    found = ranked({"one": Decimal("80"), "other": Decimal("80.0")}, True)
    assert found["one"] == found["other"] == Rank(1, 2, 2, None)


def test_negative_figures_are_ranked_as_any_other() -> None:
    assert places(-3, 2, -10) == [2, 1, 3]


@pytest.mark.parametrize("number", [FEWEST_FOR_QUARTERS - 1, FEWEST_FOR_QUARTERS])
def test_too_few_councils_have_no_quarters(number: int) -> None:
    found = ranked(named([Decimal(n) for n in range(number)]), True)
    assert all((rank.quarter is None) == (number < FEWEST_FOR_QUARTERS) for rank in found.values())


def test_twelve_different_figures_make_four_quarters_of_three() -> None:
    found = ranked(named([Decimal(n) for n in range(12)]), highest_first=False)
    assert [rank.quarter for rank in found.values()] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]


def test_a_figure_on_the_bound_belongs_to_the_quarter_nearer_the_first_place() -> None:
    """Of 13 figures the fourth, seventh and tenth are the quartiles themselves."""
    found = ranked(named([Decimal(n) for n in range(13)]), highest_first=False)
    quarters = [rank.quarter for rank in found.values()]
    assert (quarters[3], quarters[6], quarters[9]) == (1, 2, 3)


def test_a_tie_across_a_quartile_stays_together() -> None:
    values = [Decimal(n) for n in (1, 2, 5, 5, 5, 5, 6, 7, 8, 9, 10, 11)]
    found = ranked(named(values), highest_first=False)
    assert [rank.quarter for rank in found.values()][2:6] == [1, 1, 1, 1]


def test_councils_that_are_all_the_same_are_all_in_the_first_quarter() -> None:
    found = ranked(named([Decimal(0)] * 20), True)
    assert set(found.values()) == {Rank(place=1, shared_by=20, ranked=20, quarter=1)}


@pytest.mark.parametrize(
    ("shared_by", "of", "crowded"),
    [
        (1, 2, False),
        (2, 2, True),
        (2, 20, False),
        (2, 19, True),
        (15, 150, False),
        (16, 150, True),
    ],
)
def test_a_place_is_crowded_if_more_than_a_tenth_share_it(
    shared_by: int, of: int, crowded: bool
) -> None:
    """One council alone shares its place with nobody, however few there are."""
    assert Rank(1, shared_by, of, None).is_crowded == crowded


@given(groups, st.booleans())
def test_a_place_is_one_more_than_the_number_of_figures_before_it(
    values: list[Decimal], highest_first: bool
) -> None:
    for council, rank in ranked(named(values), highest_first).items():
        own = named(values)[council]
        before = sum(value > own if highest_first else value < own for value in values)
        assert (rank.place, rank.shared_by) == (before + 1, values.count(own))
        assert rank.ranked == len(values)


@given(groups, st.booleans())
def test_a_quarter_never_falls_as_the_place_rises_and_ties_are_together(
    values: list[Decimal], highest_first: bool
) -> None:
    found = ranked(named(values), highest_first)
    ordered = sorted(found.values(), key=lambda rank: rank.place)
    if len(values) < FEWEST_FOR_QUARTERS:
        assert {rank.quarter for rank in ordered} == {None}
        return
    quarters = [rank.quarter or 0 for rank in ordered]
    assert quarters == sorted(quarters)
    assert set(quarters) <= {1, 2, 3, 4}
    assert quarters[0] == 1
    assert len({(rank.place, rank.quarter) for rank in ordered}) == len({r.place for r in ordered})


@given(groups)
def test_turning_every_figure_round_turns_the_order_round(values: list[Decimal]) -> None:
    assert ranked(named(values), True) == ranked(named([-value for value in values]), False)


def test_only_councils_with_a_figure_of_the_period_are_ranked() -> None:
    found = of_2025(
        DENTAL,
        "Testshire, 2025, 80",
        "Northshire, 2025, 90, p",
        "Southshire, 2024, 99",
        "Westshire, 2025, , c",
        "Newborough, 2025, , x",
        "Test Midlands, 2025, 95",
        "Testland, 2025, 96",
    )
    assert found.values == {"E10000991": Decimal(80), "E10000992": Decimal(90)}
    assert {code: rank.place for code, rank in found.ranks.items()} == {
        "E10000991": 2,
        "E10000992": 1,
    }
    # Newborough is declared not to be ranked: its missing figure is nobody’s place.
    assert (found.withheld, found.left_out, found.period.text) == (1, (), "2025")


def test_a_period_in_which_no_council_has_a_figure_ranks_nobody() -> None:
    found = of_2025(DENTAL, "Testshire, 2024, 80", "Testland, 2025, 96")
    assert (dict(found.values), dict(found.ranks), found.withheld) == ({}, {}, 0)


def test_councils_declared_not_to_be_ranked_are_left_out_by_name() -> None:
    within = tiny.with_judgement(not_ranked=("E10000992", "E10000993", "E10000994"))
    found = of_2025(
        DENTAL,
        "Testshire, 2025, 80",
        "Northshire, 2025, 90",
        "Southshire, 2025, , c",
        "Newborough, 2025, , c",
        within=within,
    )
    assert list(found.ranks) == ["E10000991"]
    assert found.ranks["E10000991"].place == 1
    assert found.left_out == ("Northshire",)
    assert found.withheld == 1


def test_a_council_that_no_longer_exists_is_named_with_its_last_year() -> None:
    within = tiny.with_judgement(not_ranked=("E10000995",))
    found = of_2025(DENTAL, "Oldshire, 2025, 80", within=within)
    assert found.left_out == ("Oldshire (to 2023)",)


@pytest.mark.parametrize(
    ("polarity", "first", "best_first"),
    [("high", "E10000992", True), ("low", "E10000991", True), ("neutral", "E10000992", False)],
)
def test_the_first_place_is_the_best_or_where_neither_is_better_the_highest(
    polarity: str, first: str, best_first: bool
) -> None:
    item = tiny.with_headline(DENTAL, polarity=polarity)
    found = of_2025(item, "Testshire, 2025, 80", "Northshire, 2025, 90")
    assert found.ranks[first].place == 1
    assert found.best_first == best_first
