"""A CSV is read strictly: what would have to be guessed at is refused, and the row is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.model.problems import Problem
from build_scripts.reading import csv_text
from build_scripts.reading.csv_text import load, read_table

COLUMNS = ["area", "value"]


def problems_of(content: bytes) -> list[tuple[str, int | None, str | None]]:
    return [(one.code, one.row, one.column) for one in read_table(content, "a", COLUMNS).problems]


def test_a_table_is_text_by_the_row_that_excel_shows() -> None:
    read = read_table(b"area,value\nA,1\nB,\n", "a", COLUMNS)
    assert read.frame is not None
    assert read.frame.to_dict("index") == {
        2: {"area": "A", "value": "1"},
        3: {"area": "B", "value": ""},
    }
    assert read.problems == ()


def test_a_row_that_is_none_is_left_out_and_the_others_keep_their_numbers() -> None:
    read = read_table(b"area,value\nA,1\n\nTotal,1\nB,2,3\nC,4\n", "a", COLUMNS)
    assert read.frame is not None
    assert read.frame.index.tolist() == [2, 6]
    assert [one.code for one in read.problems] == ["blank-row", "total-row", "ragged-row"]


def test_a_column_nobody_asked_for_is_to_be_deleted() -> None:
    (found,) = read_table(b"area,value,zzz\nA,1,\n", "a", COLUMNS).problems
    assert (found.code, found.row, found.column) == ("wrong-header", 1, "zzz")
    assert (found.found, found.what_to_do) == ("the column “zzz”", "Delete the column.")


def test_a_column_that_is_only_misspelt_is_not_also_missing() -> None:
    (found,) = read_table(b"area,valeu\nA,1\n", "a", COLUMNS).problems
    assert found.what_to_do == "Rename it to “value”."


def test_only_columns_in_another_order_are_to_be_moved() -> None:
    (found,) = read_table(b"value,area\n1,A\n", "a", COLUMNS).problems
    assert found.what_to_do == "Move the columns into this order."


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b"", "file-empty", None),
        (b"\xef\xbb\xbf\r\n", "file-empty", None),
        (b"area,value\nA,\0\n", "nul-byte", 2),
        (b"area,value\nA\xe9,1\n", "not-utf8", 2),
        (b'area,value\nA,1\n"B"x,2\n', "broken-quotes", 3),
        (b"area,value\n", "header-only", 1),
        (b"title\n\narea,value\nA,1\n", "title-above-header", 1),
        (b"area;value\nA;1\n", "wrong-delimiter", 1),
    ],
)
def test_a_file_that_is_no_table_says_why(content: bytes, code: str, row: int | None) -> None:
    assert problems_of(content) == [(code, row, None)]


def test_a_file_is_kept_up_to_the_limit_and_counted_beyond_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_text, "MOST_ROWS", 3)
    path = tmp_path / "a.csv"
    path.write_bytes(b"area,value\nA,1\nB,2\n")
    assert load(path, "a.csv") == path.read_bytes()
    path.write_bytes(b"area,value\nA,1\nB,2\nC,3\n")
    refused = load(path, "a.csv")
    assert isinstance(refused, Problem)
    assert (refused.code, refused.found) == ("too-many-rows", "4 rows, 23 bytes")
