"""What is looked at only in the rows of one council and of those it is compared with."""

from __future__ import annotations

import pytest

from build_scripts.checks.watched import check_watched
from build_scripts.model.standpoint import Watched
from tests.checks.making import rows_of
from tests.tiny import indicator, with_headline

DENTAL = with_headline(indicator("dental-check"), largest_change=15)
TESTSHIRE, NORTHSHIRE = "E10000991", "E10000992"
OTHERS = ("Northshire, 2023, Total, 50", "Northshire, 2024, Total, 50")
GIRLS = tuple(f"Testshire, {year}, Girls, 50" for year in (2023, 2024))


def missing(council: str, *figures: str) -> list[str]:
    found = check_watched(rows_of(DENTAL, *figures), Watched(council, ()))
    assert {problem.code for problem in found} <= {"own-row-missing"}
    return [problem.found for problem in found]


def jumps(compared: tuple[str, ...], *figures: str) -> list[tuple[int | None, str]]:
    found = check_watched(rows_of(DENTAL, *figures), Watched("", compared))
    assert {problem.code for problem in found} <= {"implausible-change"}
    return [(problem.row, problem.found) for problem in found]


def test_a_row_of_the_council_must_not_drop_out() -> None:
    figures = ("Testshire, 2023, Total, 50", *OTHERS)
    (found,) = missing(TESTSHIRE, *figures)
    assert found.startswith("no row for Testshire (E10000991) in 2024, measure dental_check")
    assert missing(NORTHSHIRE, *figures) == []


def test_the_council_may_begin_later_than_others_and_be_in_no_breakdown() -> None:
    assert missing(TESTSHIRE, "Testshire, 2024, Total, 50", *OTHERS) == []
    assert missing(TESTSHIRE, *GIRLS, *OTHERS) == []


def test_a_council_in_no_list_of_areas_is_passed_over() -> None:
    figures = ("E10000777, 2023, Total, 50", *OTHERS)
    assert missing("E10000777", *figures) == []


@pytest.mark.parametrize(("value", "found"), [("65", []), ("35", []), ("65.1", [3]), ("34.9", [3])])
def test_a_jump_of_more_than_is_plausible_is_a_warning(value: str, found: list[int]) -> None:
    rows = ("Testshire, 2023, Total, 50", f"Testshire, 2024, Total, {value}")
    assert [row for row, _ in jumps((TESTSHIRE,), *rows)] == found
    assert jumps((NORTHSHIRE,), *rows) == []


def test_a_jump_is_from_the_period_before_in_whatever_order_the_rows_stand() -> None:
    rows = (
        "Testshire, 2024, Total, 70",
        "Testshire, 2023, Total, 50",
        "Testshire, 2022, Total, 49",
    )
    assert jumps((TESTSHIRE,), *rows) == [(2, "“70”, after 50 in the period before")]
