"""Each cell is checked by our own eyes for what Excel leaves behind, then by Frictionless."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from frictionless import Dialect, Resource, Schema
from frictionless.errors import CellError
from frictionless.formats import CsvControl

from build_scripts.reading import tables
from build_scripts.reading.tables import broken_constraint, check_table, repeated_keys

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


def cell_errors(
    content: bytes, described: dict[str, Any], folder: Path | None = None
) -> Iterator[CellError]:
    """What Frictionless finds wrong with cells, in bytes or in a file of these bytes."""
    asked: dict[str, Any] = {"data": content, "format": "csv"}
    if folder is not None:
        (folder / "a.csv").write_bytes(content)
        asked = {"path": "a.csv", "basepath": str(folder)}
    resource = Resource(
        schema=Schema.from_descriptor(described),
        encoding="utf-8-sig",
        dialect=Dialect(controls=[CsvControl(delimiter=",")]),
        **asked,
    )
    for error in resource.validate().tasks[0].errors:
        if isinstance(error, CellError):
            yield error


@pytest.mark.parametrize(
    ("name", "text"), [("required", ""), ("pattern", "5"), ("minimum", "4"), ("enum", "seven")]
)
def test_frictionless_says_which_constraint_is_broken_in_the_words_we_read(
    name: str, text: str
) -> None:
    (error,) = cell_errors(f"name,cell\na,{text}\n".encode(), schema(**CONSTRAINTS[name]))
    assert broken_constraint(error) == name


def test_a_cell_of_the_wrong_type_breaks_no_constraint() -> None:
    (error,) = cell_errors(b"name,cell\na,many\n", schema(minimum=5))
    assert broken_constraint(error) is None


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


@pytest.mark.parametrize(
    "content",
    [
        b"name,cell\na,4\nb,\nc,6\n",
        codecs.BOM_UTF8 + b"name,cell\r\na,4\r\nb,\r\nc,6\r\n",
        b'"name","cell"\n"a","4"\n"b\nb","6"\n"c",3',
        b"name,cell\na\n\nb,6,7\nc,4\n",
        "name,cell\né,4\n".encode(),
    ],
    ids=["plain", "as Windows writes it", "quotes and a line break in them", "bad rows", "accents"],
)
def test_frictionless_finds_the_same_in_bytes_as_in_a_file(content: bytes, tmp_path: Path) -> None:
    described = schema(minimum=5, required=True)
    sources = (cell_errors(content, described), cell_errors(content, described, tmp_path))
    found = [[(e.type, e.row_number, e.cell, e.note) for e in errors] for errors in sources]
    assert found[0] == found[1]
    assert found[0]


def test_a_cell_is_reported_once_by_whichever_check_says_most() -> None:
    read = check_table(b"name,cell\na,4%\nb,3\nc,1E2\n", "a.csv", schema(minimum=5))
    assert [(one.row, one.code) for one in read.problems] == [
        (2, "percent-sign"),
        (4, "scientific-notation"),
        (3, "below-minimum"),
    ]


def test_a_row_that_is_wrong_as_a_whole_is_not_reported_for_its_cells_too() -> None:
    read = check_table(b"name,cell\na,many,7\nb,6\n", "a.csv", schema(minimum=5))
    assert [(one.row, one.code) for one in read.problems] == [(2, "ragged-row")]


def test_rules_that_do_not_fit_their_column_are_a_fault_of_the_rules() -> None:
    described = schema(minimum=5)
    described["fields"][1]["type"] = "string"
    (one,) = check_table(b"name,cell\na,b\n", "a.csv", described).problems
    assert one.code == "not-readable"
    assert "_shared/fields.yml" in one.what_to_do


def test_whatever_else_frictionless_says_is_a_table_that_cannot_be_read() -> None:
    one = tables._unmapped("hash-count", "another sum").at("a.csv", 2)
    assert one.code == "not-readable"
    assert one.found == "a table that could not be checked (hash count: another sum)"
    assert one.expected == "a table that Frictionless can read"


def test_a_key_that_stands_twice_names_the_first_row() -> None:
    frame = pd.DataFrame({"a": ["x", "y", "x", "x"], "b": ["1", "1", "1", "1"]}, index=[2, 3, 5, 6])
    found = repeated_keys(frame, "a.csv", ["a", "b"])
    assert [(one.row, one.found) for one in found] == [
        (5, "x, 1 a second time (first in row 2)"),
        (6, "x, 1 a second time (first in row 2)"),
    ]
    assert repeated_keys(frame.astype("category"), "a.csv", ["a", "b"]) == found
