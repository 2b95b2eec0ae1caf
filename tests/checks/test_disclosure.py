"""A withheld count that follows from what stands around it is found, and no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_scripts.checks.disclosure import check_disclosure
from build_scripts.model.indicator import Indicator
from build_scripts.model.problems import Problem
from build_scripts.model.symbols import KnownSymbols
from tests.checks.making import rows_of
from tests.tiny import indicator, reference, with_headline

# Counts of councils are exact, those of the region and the country rounded to tens.
ITEM = indicator("dental-check")


def problems_of(*figures: str, item: Indicator = ITEM) -> list[Problem]:
    """The problems of a council's figures for one year.

    Args:
        figures: each one `category, value, status, numerator, denominator`; the category `Total`
            is the whole.
        item: the indicator they are of.
    """
    return check_disclosure(rows_of(item, *(f"Testshire, 2025, {figure}" for figure in figures)))


def given_away(*figures: str, item: Indicator = ITEM) -> list[int | None]:
    """The rows of the counts that are given away."""
    return [problem.row for problem in problems_of(*figures, item=item)]


def test_the_only_withheld_count_under_a_common_denominator_is_given_away() -> None:
    (found,) = problems_of("Girls, , c, , 50", "Boys, 60, , 30, 50")
    assert (found.code, found.row, found.column) == ("withheld-count-recoverable", 2, "numerator")
    assert found.found == "“Girls” is the only count withheld here: the others give it away"
    assert found.what_to_do.endswith("put “c” in status.")


def test_two_withheld_counts_protect_each_other() -> None:
    assert given_away("Girls, , c, , 50", "Boys, , c, , 50", "Other, 4, , 2, 50") == []


def test_a_count_so_low_that_it_rounds_to_zero_is_known_and_protects_nothing() -> None:
    assert given_away("Girls, , c, , 50", "Boys, , low, , 50", "Other, 60, , 30, 50") == [2]
    assert given_away("Girls, , c, , 50", "Boys, , low, , 50") == [2]


@pytest.mark.parametrize("status", ["x", "z", "u"])
def test_a_count_that_nobody_knows_protects_another(status: str) -> None:
    assert given_away("Girls, , c, , 50", f"Boys, , {status}, , 50", "Other, 4, , 2, 50") == []


def test_a_total_that_is_published_gives_the_only_withheld_part_away() -> None:
    parts = ("Girls, , c, , 20", "Boys, 60, , 18, 30")
    assert given_away(*parts) == []
    assert given_away(*parts, "Total, 80, , 40, 50") == [2]
    assert given_away(*parts, "Total, , low, , 50") == [2]
    assert given_away(*parts, "Total, , x, , 50") == []


def test_a_withheld_total_is_given_away_by_parts_that_are_all_known() -> None:
    assert given_away("Girls, 50, , 10, 20", "Boys, 60, , 18, 30", "Total, , c, , 50") == [4]
    assert given_away("Girls, , low, , 20", "Boys, 60, , 18, 30", "Total, , c, , 50") == [4]
    assert given_away("Girls, , c, , 20", "Boys, 60, , 18, 30", "Total, , c, , 50") == []
    assert given_away("Girls, , x, , 20", "Boys, 60, , 18, 30", "Total, , c, , 50") == []


def test_a_count_stands_in_the_value_of_a_measure_of_counts() -> None:
    item = with_headline(ITEM, unit="count")
    (found,) = problems_of("Girls, , c", "Boys, 18", "Total, 40", item=item)
    assert (found.row, found.column) == (2, "value")


def test_rounded_counts_give_nothing_away() -> None:
    figures = ("2025, Girls, , c, , 50", "2025, Boys, 60, , 30, 50")
    for area, found in (("Testshire", [2]), ("Test Midlands", [])):
        rows = rows_of(ITEM, *(f"{area}, {figure}" for figure in figures))
        assert [problem.row for problem in check_disclosure(rows)] == found


def test_counts_of_another_year_are_another_whole() -> None:
    rows = rows_of(
        ITEM,
        "Testshire, 2025, Girls, , c, , 50",
        "Testshire, 2025, Boys, , c, , 50",
        "Testshire, 2024, Girls, , c, , 50",
        "Testshire, 2024, Boys, 60, , 30, 50",
    )
    assert [problem.row for problem in check_disclosure(rows)] == [4]


def test_the_role_of_a_symbol_decides_and_not_its_letter() -> None:
    known = KnownSymbols(
        symbol.model_copy(update={"symbol": name})
        for symbol in reference().symbols.values()
        for name in [{"c": "hid", "low": "few"}.get(symbol.symbol, symbol.symbol)]
    )
    figures = ("Testshire, 2025, Girls, , hid, , 50", "Testshire, 2025, Boys, , few, , 50")
    (found,) = check_disclosure(replace(rows_of(ITEM, *figures), symbols=known))
    assert found.what_to_do.endswith("put “hid” in status.")
