"""Each cell is checked by our own eyes for what Excel leaves behind, then by Frictionless."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from build_scripts.reading import tables
from build_scripts.reading.limits import MOST_DIFFERENT
from build_scripts.reading.tables import check_table, repeated_keys

CONSTRAINTS: dict[str, dict[str, object]] = {
    "required": {"required": True},
    "pattern": {"pattern": "[a-z]+"},
    "minimum": {"minimum": 5},
    "enum": {"enum": ["five", "six"]},
}


def schema(**constraints: object) -> dict[str, Any]:
    """A table of a name and a column with some constraints, a number where one is `minimum`."""
    kind = "number" if "minimum" in constraints else "string"
    return {
        "fields": [
            {"name": "name", "type": "string", "title": "", "description": "", "constraints": {}},
            {
                "name": "cell",
                "type": kind,
                "title": "Cell",
                "description": "What to do.",
                "constraints": constraints,
            },
        ],
        "missingValues": [""],
        "primaryKey": ["name"],
    }


@pytest.mark.parametrize(
    ("name", "text"), [("required", ""), ("pattern", "5"), ("minimum", "4"), ("enum", "seven")]
)
def test_frictionless_names_the_constraint_that_a_cell_breaks(name: str, text: str) -> None:
    judges = tables._judges(schema(**CONSTRAINTS[name]), "a.csv")
    assert isinstance(judges, dict)
    assert list(judges["cell"](text)[1] or ()) == [name]


def test_a_cell_of_the_wrong_type_breaks_no_constraint() -> None:
    judges = tables._judges(schema(minimum=5), "a.csv")
    assert isinstance(judges, dict)
    assert list(judges["cell"]("many")[1] or ()) == ["type"]


@pytest.mark.parametrize(
    ("name", "text", "code", "found", "expected", "what_to_do"),
    [
        ("required", "", "blank-cell", "an empty cell", "the cell", "What to do."),
        ("pattern", "5", "wrong-form", "“5”", "a well-formed cell", "What to do."),
        (
            "minimum",
            "4",
            "below-minimum",
            "“4”",
            "5 or more",
            "Correct the number. A count cannot be negative.",
        ),
        ("enum", "9", "not-in-list", "“9”", "one of: five, six", "What to do."),
        ("enum", "fiv", "not-in-list", "“fiv”", "one of: five, six", "Did you mean “five”?"),
    ],
)
def test_a_broken_constraint_is_said_in_our_words(
    name: str, text: str, code: str, found: str, expected: str, what_to_do: str
) -> None:
    content = f"name,cell\nb,\na,{text}\n".encode() if text else b"name,cell\na,\n"
    described = schema(**CONSTRAINTS[name])
    (one,) = check_table(content, "a.csv", described).problems
    assert (one.file, one.row, one.column) == ("a.csv", 3 if text else 2, "cell")
    assert (one.code, one.found, one.expected, one.what_to_do) == (
        code,
        found,
        expected,
        what_to_do,
    )


def test_a_cell_is_reported_once_by_whichever_check_says_most() -> None:
    read = check_table(b"name,cell\na,4%\nb,3\nc,1E2\n", "a.csv", schema(minimum=5))
    assert [(one.row, one.code) for one in read.problems] == [
        (2, "percent-sign"),
        (3, "below-minimum"),
        (4, "scientific-notation"),
    ]


def test_a_row_that_is_wrong_as_a_whole_is_not_reported_for_its_cells_too() -> None:
    read = check_table(b"name,cell\na,many,7\nb,6\n", "a.csv", schema(minimum=5))
    assert [(one.row, one.code) for one in read.problems] == [(2, "ragged-row")]


@pytest.mark.parametrize(
    ("kind", "constraints"),
    [
        ("string", {"minimum": 5}),
        ("string", {"pattern": "["}),
        ("number", {"minimum": "many"}),
        ("integer", {"enum": 3}),
        ("colour", {}),
    ],
)
def test_rules_that_do_not_fit_their_column_are_a_fault_of_the_rules(
    kind: str, constraints: dict[str, object]
) -> None:
    described = schema(**constraints)
    described["fields"][1]["type"] = kind
    (one,) = check_table(b"name,cell\na,6\n", "a.csv", described).problems
    assert (one.code, one.row) == ("not-readable", None)
    assert "_shared/fields.yml" in one.what_to_do


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("-0", "not-a-number", "“0”, the plain form of this number"),
        ("-0.00", "not-a-number", "“0.00”, the plain form of this number"),
        ("0097", "not-a-number", "“97”, the plain form of this number"),
        ("-007.50", "not-a-number", "“-7.50”, the plain form of this number"),
        ("00", "not-a-number", "“0”, the plain form of this number"),
        ("1.", "not-a-number", "“1”, the plain form of this number"),
        (".5", "not-a-number", "“0.5”, the plain form of this number"),
        ("+5", "not-a-number", "“5”, the plain form of this number"),
        ("1e5", "scientific-notation", "the number in full"),
        ("9" * 400, "too-long", "at most 15 digits, which is all that a spreadsheet keeps"),
        ("0." + "1" * 15, "too-long", "at most 15 digits, which is all that a spreadsheet keeps"),
        (".", "not-a-number", "plain digits with at most one full stop"),
        ("٣", "not-a-number", "plain digits with at most one full stop"),
    ],
)
def test_a_number_has_one_way_to_be_written(text: str, code: str, expected: str) -> None:
    content = f"name,cell\na,{text}\n".encode()
    (one,) = check_table(content, "a.csv", schema(minimum=-1000)).problems
    assert (one.code, one.row, one.column, one.expected) == (code, 2, "cell", expected)


@pytest.mark.parametrize("text", ["0", "0.0", "5.10", "-7.5", "97", "123456789012345"])
def test_a_plain_number_is_left_as_it_is(text: str) -> None:
    content = f"name,cell\na,{text}\n".encode()
    read = check_table(content, "a.csv", schema(minimum=-1000))
    assert read.problems == ()
    assert read.frame is not None
    assert read.frame.at[2, "cell"] == text


@pytest.mark.parametrize(
    "sign", ["\u200e", "\u202e", "\u2060", "\u00ad", "\u061c", "\U000e0041", "\u3164", "\x1b"]
)
def test_a_character_that_nobody_sees_is_refused_in_cells_and_headers(sign: str) -> None:
    content = f"name,cell\nNorth{sign}shire,five\n".encode()
    (one,) = check_table(content, "a.csv", schema()).problems
    assert (one.code, one.row, one.column) == ("unseen-character", 2, "name")
    assert one.expected == "“Northshire” and nothing else"
    (one,) = check_table(f"na{sign}me,cell\na,b\n".encode(), "a.csv", schema()).problems
    assert (one.code, one.row, one.column) == ("unseen-character", 1, "name")


def test_of_many_mistakes_the_first_thousand_are_shown_and_all_counted() -> None:
    lines = [f"a{n},{n}%" for n in range(3_000)]
    content = "\n".join(["name,cell", *lines]).encode()
    *shown, last = check_table(content, "a.csv", schema(minimum=0)).problems
    assert [one.row for one in shown] == list(range(2, 1_002))
    assert (last.code, last.row, last.column) == ("many-errors", None, "cell")
    assert last.found.startswith(
        "3,000 mistakes of the kind percent-sign, of which the first 1,000"
    )


def test_a_column_that_is_wrong_throughout_is_not_looked_at_to_its_end() -> None:
    lines = [f"a{n},{n}%" for n in range(MOST_DIFFERENT + 10)]
    content = "\n".join(["name,cell", *lines]).encode()
    last = check_table(content, "a.csv", schema(minimum=0)).problems[-1]
    assert last.found.startswith("at least 20,000 mistakes")


# Every way in which a row can differ from the header, with a name or without one.
ROWS = {
    "a row cut in two": (b"a\n\n,6\n", ["ragged-row", "blank-row"]),
    "cells too many": (b"a,6,7\n", ["ragged-row"]),
    "empty cells too many": (b"a,6,,\n", ["ragged-row"]),
    "a cell too few": (b"a\n", ["ragged-row"]),
    "nothing": (b"\n", ["blank-row"]),
    "spaces": (b"  \n", ["blank-row"]),
    "commas": (b",\n", ["blank-row"]),
    "commas too many": (b",,,\n", ["blank-row"]),
    "quotes around nothing": (b'""\n', ["blank-row"]),
    "a total": (b"Total,6,7\n", ["total-row"]),
    "a quote that opens": (b'"a,6\n', ["broken-quotes"]),
    "a quote inside": (b'a"b"c,6\n', []),
    "another header": (b"name,cell\n", ["not-a-number"]),
}


@pytest.mark.parametrize(("row", "codes"), ROWS.values(), ids=ROWS)
def test_no_shape_of_a_row_is_left_without_words(row: bytes, codes: list[str]) -> None:
    for before, after in ((b"", b""), (b"x,6\n", b"y,6\n"), (b"x,6\n", b"")):
        content = b"name,cell\n" + before + row + after
        found = [one.code for one in check_table(content, "a.csv", schema(minimum=5)).problems]
        assert found == codes


HEADERS = {
    "blank": (b"\na,6\n", "wrong-header"),
    "an empty name": (b"name,\na,6\n", "wrong-header"),
    "one name too many": (b"name,cell,\na,6,\n", "wrong-header"),
    "a name twice": (b"name,cell,cell\na,6,6\n", "duplicate-header"),
    "names twice": (b"name,cell,name,cell\na,6,a,6\n", "duplicate-header"),
    "none at all": (b"Anna,6\nBen,7\n", "wrong-header"),
    "far too many": (b"name,cell" + b"," * 5_000 + b"\n", "wrong-header"),
    "without an end": (b"name,cell" + b"," * 1_000_000 + b"\n", "too-long"),
}


@pytest.mark.parametrize(("content", "code"), HEADERS.values(), ids=HEADERS)
def test_no_shape_of_a_header_is_left_without_words(content: bytes, code: str) -> None:
    found = check_table(content, "a.csv", schema(minimum=5)).problems
    assert code in {one.code for one in found}
    assert len(found) < 5


def test_a_first_row_that_names_no_column_is_not_repeated() -> None:
    (one,) = check_table(b"Anna,2015-01-02\nBen,7\n", "a.csv", schema()).problems
    assert one.found == "a first row with none of the names of the columns"
    assert "Anna" not in repr(one)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (b"x" * 10_000_000 + b",6\n", "too-long"),
        (b"x," * 50_000 + b"\n", "too-long"),
        (b'"' + b"x\n" * 100_000, "broken-quotes"),
        (b"x" * 1_001 + b",6\n", "too-long"),
    ],
    ids=["a cell of ten megabytes", "a row of many cells", "a quote without end", "a long cell"],
)
def test_what_is_longer_than_any_row_is_not_read_to_its_end(rows: bytes, code: str) -> None:
    (one,) = check_table(b"name,cell\n" + rows, "a.csv", schema(minimum=5)).problems
    assert (one.code, one.row) == (code, 2)
    assert len(f"{one.found}{one.expected}{one.what_to_do}") < 400


def test_a_key_that_stands_twice_names_the_first_row() -> None:
    frame = pd.DataFrame({"a": ["x", "y", "x", "x"], "b": ["1", "1", "1", "1"]}, index=[2, 3, 5, 6])
    found = repeated_keys(frame, "a.csv", ["a", "b"])
    assert [(one.row, one.found) for one in found] == [
        (5, "x, 1 a second time (first in row 2)"),
        (6, "x, 1 a second time (first in row 2)"),
    ]
    assert repeated_keys(frame.astype("category"), "a.csv", ["a", "b"]) == found
