"""Reads a CSV strictly: bytes to text, text to rows, rows to a table of text.

Refuses what would have to be guessed at (another encoding, another delimiter, a title above the
header) and says where. What a cell should contain is the business of `tables`.
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

from build_scripts.model.problems import Message, Problem, message, problem
from build_scripts.reading.yaml_text import not_utf8

# The largest indicator has 16,000 rows. Twenty times that is a mistaken export, and reading it
# would only cost memory; it is counted in blocks and not kept.
MOST_ROWS = 300_000
MOST_BYTES = 100_000_000
BLOCK = 1 << 20
# How far below the first line a header is looked for, under titles and notes.
HEADER_SEARCH = 10
SUMMARY_WORDS = frozenset({"total", "totals", "grand total", "sum", "average", "mean", "all rows"})


@dataclass(frozen=True, eq=False)
class ReadTable:
    """The rows of a CSV as text, and what is wrong with the file.

    Attributes:
        frame: one text column per expected column, indexed by row as Excel numbers it; None when
            there is none or it could not be read as a table at all.
        problems: what was found.
    """

    frame: pd.DataFrame | None
    problems: tuple[Problem, ...]


def load(path: Path, name: str) -> bytes | Problem:
    """The bytes of a CSV file; of one too large, the problem. No more than allowed is ever kept.

    Args:
        path: the file.
        name: how problems should name it, relative to the datasets folder.
    """
    kept: list[bytes] = []
    rows = size = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            rows += block.count(b"\n")
            size += len(block)
            if rows <= MOST_ROWS and size <= MOST_BYTES:
                kept.append(block)
    if rows <= MOST_ROWS and size <= MOST_BYTES:
        return b"".join(kept)
    return problem(
        "too-many-rows",
        file=name,
        rows=rows,
        size=size,
        most_rows=MOST_ROWS,
        most_bytes=MOST_BYTES,
    )


def read_table(content: bytes, name: str, columns: Sequence[str]) -> ReadTable:
    """Read one CSV file.

    Args:
        content: the bytes of the file.
        name: how problems should name it, relative to the datasets folder.
        columns: the header it must have, in order.
    """
    text = _text(content, name)
    if isinstance(text, Problem):
        return ReadTable(None, (text,))
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[list[str]] = []
    try:
        records.extend(lines)
    except csv.Error:
        return ReadTable(None, (problem("broken-quotes", file=name, row=len(records) + 1),))
    header_problems = _header_problems(records, name, columns)
    if header_problems:
        return ReadTable(None, tuple(header_problems))
    return _table(records, name, columns)


def _text(raw: bytes, name: str) -> str | Problem:
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        return problem("file-empty", file=name)
    if b"\0" in raw and raw[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        row = raw[: raw.index(b"\0")].count(b"\n") + 1
        return problem("nul-byte", file=name, row=row)
    try:
        return raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        return not_utf8(raw, error, name)


def _header_problems(records: list[list[str]], name: str, columns: Sequence[str]) -> list[Problem]:
    header = records[0] if records else []
    if header == list(columns):
        return []
    first_line = ",".join(header)
    for mark, called in ((";", "semicolons"), ("\t", "tabs")):
        if first_line.count(mark) >= len(columns) - 1:
            return [problem("wrong-delimiter", file=name, row=1, called=called)]
    for number, record in enumerate(records[1:HEADER_SEARCH], start=2):
        if set(columns) <= set(record):
            title = _quoted_title(first_line)
            return [problem("title-above-header", file=name, row=1, title=title, header=number)]
    return _column_problems(header, name, columns) or [
        problem("wrong-header--order", file=name, row=1, order=first_line, wanted=",".join(columns))
    ]


def _column_problems(header: list[str], name: str, columns: Sequence[str]) -> list[Problem]:
    """Columns that stand twice, that nobody asked for, or that are not there."""
    found = [
        (column, message("duplicate-header", name=column, count=header.count(column)))
        for column in sorted({column for column in header if column and header.count(column) > 1})
    ]
    wanted = ",".join(columns)
    missing = [column for column in columns if column not in header]
    for column in dict.fromkeys(column for column in header if column not in columns):
        near = difflib.get_close_matches(column.strip().lower(), missing, n=1)
        if near:
            said = message("wrong-header--misspelt", name=column, wanted=wanted, nearest=near[0])
            missing.remove(near[0])  # renaming brings it back
        elif column:
            said = message("wrong-header--unknown", name=column, wanted=wanted)
        else:
            said = message("wrong-header--empty-column", wanted=wanted)
        found.append((column, said))
    found += [
        (column, message("wrong-header--missing-column", name=column, wanted=wanted))
        for column in missing
    ]
    return [said.at(name, row=1, column=column or None) for column, said in found]


def _quoted_title(first_line: str) -> str:
    title = first_line.strip(",")[:60]
    return f"“{title}”" if title else "an empty row"


def _table(records: list[list[str]], name: str, columns: Sequence[str]) -> ReadTable:
    problems: list[Problem] = []
    rows: list[int] = []
    good: list[list[str]] = []
    for row, record in enumerate(records[1:], start=2):
        said = _row_message(record, len(columns))
        if said is None:
            rows.append(row)
            good.append(record)
        else:
            problems.append(said.at(name, row))
    if not good and not problems:
        problems.append(problem("header-only", file=name, row=1))
    if not good:
        return ReadTable(None, tuple(problems))
    frame = pd.DataFrame(good, columns=list(columns), index=rows, dtype=object)
    return ReadTable(frame, tuple(problems))


def _row_message(record: list[str], width: int) -> Message | None:
    if not any(cell.strip() for cell in record):
        return message("blank-row")
    first = next(cell for cell in record if cell.strip()).strip().casefold()
    if first in SUMMARY_WORDS:
        return message("total-row", word=first.capitalize())
    if len(record) != width:
        cells = "1 cell" if len(record) == 1 else f"{len(record)} cells"
        return message("ragged-row", cells=cells, width=width)
    return None
