"""Reads a CSV strictly: bytes to text, text to rows, rows to a table of text.

Refuses what would have to be guessed at (another encoding, another delimiter, a title above the
header) and says where. What a cell should contain is the business of `row_checks`.
"""

from __future__ import annotations

import codecs
import csv
import difflib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from build_scripts.model.problems import Problem
from build_scripts.reading.yaml_text import not_utf8

# The largest indicator has 16,000 rows. Twenty times that is a mistaken export, and reading it
# would only cost memory; it is counted in blocks and not kept.
MOST_ROWS = 300_000
MOST_BYTES = 100_000_000
BLOCK = 1 << 20
# How far below the first line a header is looked for, under titles and notes.
HEADER_SEARCH = 10
SUMMARY_WORDS = frozenset({"total", "totals", "grand total", "sum", "average", "mean", "all rows"})


@dataclass(frozen=True)
class ReadTable:
    """The rows of a CSV as text, and what is wrong with the file.

    Attributes:
        frame: one text column per expected column, indexed by row as Excel numbers it; None when
            the file could not be read as a table at all.
        problems: what was found.
    """

    frame: pd.DataFrame | None
    problems: tuple[Problem, ...]


def read_table(path: Path, name: str, columns: Sequence[str]) -> ReadTable:
    """Read one CSV file.

    Args:
        path: the file.
        name: how problems should name it, relative to the datasets folder.
        columns: the header it must have, in order.
    """
    text, problem = _text(path, name)
    if problem is not None:
        return ReadTable(None, (problem,))
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[list[str]] = []
    try:
        records.extend(lines)
    except csv.Error:
        return ReadTable(None, (_broken_quotes(name, len(records) + 1),))
    header_problems = _header_problems(records, name, columns)
    if header_problems:
        return ReadTable(None, tuple(header_problems))
    return _table(records, name, columns)


def _text(path: Path, name: str) -> tuple[str, Problem | None]:
    kept: list[bytes] = []
    rows = size = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            rows += block.count(b"\n")
            size += len(block)
            if rows <= MOST_ROWS and size <= MOST_BYTES:
                kept.append(block)
    if rows > MOST_ROWS or size > MOST_BYTES:
        return "", Problem(
            name,
            None,
            None,
            "too-many-rows",
            f"{rows:,} rows, {size:,} bytes",
            f"at most {MOST_ROWS:,} rows and {MOST_BYTES:,} bytes in one file",
            "Check what was exported; publish only the areas and periods the indicator needs.",
        )
    raw = b"".join(kept)
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        return "", Problem(
            name,
            None,
            None,
            "file-empty",
            "an empty file",
            "a header and rows",
            "Export the file again; the last save did not write anything.",
        )
    if b"\0" in raw and raw[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        row = raw[: raw.index(b"\0")].count(b"\n") + 1
        return "", Problem(
            name,
            row,
            None,
            "nul-byte",
            "a NUL byte, which no text file has",
            "text",
            "The file is damaged, or is not a CSV: open the original in Excel and save it "
            "as “CSV UTF-8 (Comma delimited)”.",
        )
    try:
        return raw.removeprefix(codecs.BOM_UTF8).decode("utf-8"), None
    except UnicodeDecodeError as error:
        return "", not_utf8(name, raw[: error.start].count(b"\n") + 1, raw)


def _broken_quotes(name: str, row: int) -> Problem:
    return Problem(
        name,
        row,
        None,
        "broken-quotes",
        "a double quote that does not pair up",
        "text with commas between two double quotes, and nothing after the second",
        "Open the file in Notepad, look at this row and the one above for a stray double quote "
        "and delete it.",
    )


def _header_problems(records: list[list[str]], name: str, columns: Sequence[str]) -> list[Problem]:
    header = records[0] if records else []
    if header == list(columns):
        return []
    wanted = ",".join(columns)
    first_line = ",".join(header)
    for mark, called in ((";", "semicolons"), ("\t", "tabs")):
        if first_line.count(mark) >= len(columns) - 1:
            return [
                Problem(
                    name,
                    1,
                    None,
                    "wrong-delimiter",
                    f"columns separated by {called}",
                    "columns separated by commas",
                    "Save as “CSV UTF-8 (Comma delimited)”. If Excel still writes semicolons, "
                    "set the list separator to a comma in Windows’ regional settings.",
                )
            ]
    for number, record in enumerate(records[1:HEADER_SEARCH], start=2):
        if set(columns) <= set(record):
            return [
                Problem(
                    name,
                    1,
                    None,
                    "title-above-header",
                    f"{_quoted_title(first_line)}, and the column names only in row {number}",
                    "the column names in row 1",
                    f"Delete every row above row {number}. "
                    "Titles and notes belong in indicator.yml.",
                )
            ]
    problems = [
        Problem(
            name,
            1,
            column,
            "duplicate-header",
            f"the column “{column}” {header.count(column)} times",
            "each column once",
            "Delete the column that was pasted twice.",
        )
        for column in sorted({c for c in header if c and header.count(c) > 1})
    ]
    unknown = [column for column in header if column not in columns]
    missing = [column for column in columns if column not in header]
    for column in dict.fromkeys(unknown):
        near = difflib.get_close_matches(column.strip().lower(), missing, n=1)
        missing = [name for name in missing if name not in near]  # renaming brings it back
        problems.append(
            Problem(
                name,
                1,
                column or None,
                "wrong-header",
                f"the column “{column}”" if column else "a column without a name",
                f"the columns {wanted}",
                f"Rename it to “{near[0]}”." if near else "Delete the column.",
            )
        )
    problems += [
        Problem(
            name,
            1,
            column,
            "wrong-header",
            f"no column “{column}”",
            f"the columns {wanted}",
            "Add the column in its place; leave its cells empty where there is nothing to say.",
        )
        for column in missing
    ]
    return problems or [
        Problem(
            name,
            1,
            None,
            "wrong-header",
            f"the columns in the order {first_line}",
            f"the order {wanted}",
            "Move the columns into this order.",
        )
    ]


def _quoted_title(first_line: str) -> str:
    title = first_line.strip(",")[:60]
    return f"“{title}”" if title else "an empty row"


def _table(records: list[list[str]], name: str, columns: Sequence[str]) -> ReadTable:
    problems: list[Problem] = []
    rows: list[int] = []
    good: list[list[str]] = []
    for row, record in enumerate(records[1:], start=2):
        problem = _row_problem(record, name, row, len(columns))
        if problem is None:
            rows.append(row)
            good.append(record)
        else:
            problems.append(problem)
    if not good and not problems:
        problems.append(
            Problem(
                name,
                1,
                None,
                "header-only",
                "column names and no rows",
                "at least one row of figures",
                "Export the figures again. If there are none to publish, delete the CSV and set "
                "`availability: level: none` in indicator.yml.",
            )
        )
    if not good:
        return ReadTable(None, tuple(problems))
    frame = pd.DataFrame(good, columns=list(columns), index=rows, dtype=object)
    return ReadTable(frame, tuple(problems))


def _row_problem(record: list[str], name: str, row: int, width: int) -> Problem | None:
    if not any(cell.strip() for cell in record):
        return Problem(
            name,
            row,
            None,
            "blank-row",
            "an empty row",
            "rows of figures and nothing else",
            "Delete the row. In Excel select the rows below the last figure, delete them and save.",
        )
    first = next(cell for cell in record if cell.strip()).strip().casefold()
    if first in SUMMARY_WORDS:
        return Problem(
            name,
            row,
            None,
            "total-row",
            f"a row that begins “{first.capitalize()}”",
            "one row for each area, period and breakdown",
            "Delete the row. A total that is itself published has its own area code or the "
            "breakdown Total.",
        )
    if len(record) != width:
        return Problem(
            name,
            row,
            None,
            "ragged-row",
            "1 cell" if len(record) == 1 else f"{len(record)} cells",
            f"{width} cells, one for each column",
            "Delete the row if it is a note. Otherwise a comma inside a text needs double quotes "
            "around the text, and an empty cell needs its comma.",
        )
    return None
