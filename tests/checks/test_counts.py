"""Counts that cannot be: below zero, in parts, of nobody, more than the whole."""

from __future__ import annotations

import pytest

from build_scripts.checks.counts import check_counts
from build_scripts.checks.values import check_values
from build_scripts.model.units import UnitName
from tests.checks.making import rows_of
from tests.tiny import indicator, with_headline


def found(figure: str, **changes: object) -> list[tuple[str, str | None]]:
    """Code and column of what is wrong with one figure of a share."""
    rows = rows_of(with_headline(indicator("dental-check"), **changes), figure)
    return [(one.code, one.column) for one in check_counts(rows)]


@pytest.mark.parametrize(
    ("figure", "column"),
    [
        ("Testshire, 2025, Total, 50, , 0, 0", "value"),
        ("Testshire, 2025, Total, 0, , 5, 0", "value"),
        ("Testshire, 2025, Total, , u, 900, 100", "numerator"),
        ("Testshire, 2025, Total, , u, 5, 0", "numerator"),
        ("Testland, 2025, Total, , u, 111, 100", "numerator"),
        ("Testshire, 2025, Total, 101, , 101, 100", "numerator"),
    ],
)
def test_a_part_of_nothing_and_more_than_all_are_refused(figure: str, column: str) -> None:
    assert found(figure) == [("value-disagrees-with-counts", column)]


@pytest.mark.parametrize(
    "figure",
    [
        "Testshire, 2025, Total, 0, , 0, 0",  # as some publishers print nobody of nobody
        "Testshire, 2025, Total, , z, 0, 0",
        "Testshire, 2025, Total, , x, 5, 0",
        "Testland, 2025, Total, , u, 110, 100",  # both rounded to ten
        "Testshire, 2025, Total, 100, , 100, 100",
        "Testshire, 2025, Total, , c, , 100",
    ],
)
def test_what_rounding_or_a_publisher_can_explain_is_not(figure: str) -> None:
    assert found(figure) == []


def test_a_share_that_may_exceed_100_may_have_more_than_all() -> None:
    assert found("Testshire, 2025, Total, , u, 900, 100", over_100_because="They move.") == []


@pytest.mark.parametrize("figure", ["5.5, 100", "5.0, 100", "5, 100.5"])
def test_a_count_is_whole(figure: str) -> None:
    (one,) = found(f"Testshire, 2025, Total, 5, , {figure}")
    assert one[0] == "count-not-whole"
    assert found(f"Testshire, 2025, Total, 5, , {figure}", counts_not_whole_because="Posts.") == []


@pytest.mark.parametrize(("unit", "expected"), [("count", ["below-minimum"]), ("points", [])])
def test_a_count_is_not_negative_and_a_mean_may_be(unit: UnitName, expected: list[str]) -> None:
    assert [code for code, _ in found("Testshire, 2025, Total, -5", unit=unit)] == expected
    parts = ["count-not-whole"] if unit == "count" else []
    assert [code for code, _ in found("Testshire, 2025, Total, 5.5", unit=unit)] == parts


def test_rows_of_a_single_area_can_be_checked() -> None:
    rows = rows_of(indicator("dental-check"), "Testshire, 2025, Total, 50, , 5, 10")
    rows.text["area_code"] = rows.text["area_code"].astype("category")
    assert check_values(rows) == []
    assert check_counts(rows) == []
