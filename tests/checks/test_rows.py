"""The rows of one indicator as its checks see them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from build_scripts import checks
from tests.checks.making import NAME, rows_of
from tests.tiny import indicator

ROWS = rows_of(
    indicator("dental-check"),
    "Testshire, 2025, Total, 50, , 5, 10",
    "Testshire, 2024/25, Total, many",
    "Northshire, 2025, Girls, , c",
)


def test_numbers_and_periods_are_read_where_they_can_be() -> None:
    assert ROWS.numbers["value"].fillna(-1).tolist() == [50, -1, -1]
    assert list(ROWS.periods) == [("dental_check_percent", "2025")]
    assert list(ROWS.periods_of("dental_check_percent")) == ["2025"]
    assert ROWS.periods_of("children_count") == {}


def test_a_problem_stands_at_each_row_in_the_words_of_that_row() -> None:
    found = ROWS.problems("unknown-area", [2, 4], "area_code", code=ROWS.cell("area_code"))
    assert [(one.file, one.row, one.column, one.found) for one in found] == [
        (NAME, 2, "area_code", "“E10000991”"),
        (NAME, 4, "area_code", "“E10000992”"),
    ]


def test_a_cell_that_is_wrong_in_itself_is_not_reported_again() -> None:
    rows = replace(ROWS, reported=frozenset({(2, "area_code")}))
    found = rows.problems("unknown-area", [2, 4], "area_code", code=rows.cell("area_code"))
    assert [one.row for one in found] == [4]


def test_rows_are_found_by_what_is_true_of_them_and_by_what_they_hold() -> None:
    assert ROWS.where(ROWS.text["status"] == "c") == [4]
    assert ROWS.among({("2025", "Total")}, "period", "breakdown") == [2]
    assert ROWS.among(set(), "period") == []
    assert ("E10000992", "2025") in ROWS.distinct("area_code", "period")


def test_no_check_opens_a_file() -> None:
    opening = ("open(", "read_text", "read_bytes", "read_csv", "iterdir", "is_file", "read_yaml")
    for module in Path(checks.__file__).parent.glob("*.py"):
        source = module.read_text(encoding="utf-8")
        assert [word for word in opening if word in source] == [], module.name
