"""A CSV is read strictly: what would have to be guessed at is refused, and the row is named."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from build_scripts.model.problems import Problem
from build_scripts.reading import csv_text
from build_scripts.reading.csv_text import load, read_table
from build_scripts.reading.limits import read_at_most

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


def test_a_file_is_read_up_to_the_limit_and_refused_beyond_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_text, "MOST_ROWS", 3)
    path = tmp_path / "a.csv"
    path.write_bytes(b"area,value\nA,1\nB,2\n")
    assert load(path, "a.csv") == path.read_bytes()
    for ends in (b"\n", b"\r\n", b"\r"):
        path.write_bytes(b"area,value\nA,1\nB,2\nC,3\n".replace(b"\n", ends))
        refused = load(path, "a.csv")
        assert isinstance(refused, Problem)
        assert (refused.code, refused.found) == ("too-many-rows", "4 rows")
    monkeypatch.setattr(csv_text, "MOST_BYTES", 20)
    refused = load(path, "a.csv")
    assert isinstance(refused, Problem)
    assert (refused.code, refused.found) == ("too-many-rows", "23 bytes")


def test_no_more_of_a_file_is_read_than_it_may_have(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # a hole of a terabyte, which no machine could read
    assert read_at_most(path, 10) == 1 << 40


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(ends: str) -> None:
    read = read_table(ends.join(["area,value", "A,1", "B,"]).encode(), "a", COLUMNS)
    assert read.frame is not None
    assert read.frame["area"].to_dict() == {2: "A", 3: "B"}


@given(
    st.lists(
        st.tuples(
            st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\ufeff")),
            st.text(alphabet="a1,\"'; |é\n"),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_a_writer_of_csv_writes_is_read_as_it_was(rows: list[tuple[str, str]]) -> None:
    kept = [row for row in rows if "".join(row).strip()]
    kept = [row for row in kept if next(c for c in row if c.strip()).strip().casefold() != "total"]
    assume(kept)
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([COLUMNS, *kept])
    read = read_table(written.getvalue().encode(), "a", COLUMNS)
    assume(not any(one.code == "total-row" for one in read.problems))
    assert read.frame is not None
    assert list(read.frame.itertuples(index=False, name=None)) == kept
