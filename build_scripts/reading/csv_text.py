"""Reads a CSV strictly: bytes to text, text to rows, rows to a table of text.

Refuses what would have to be guessed at (another encoding, another delimiter, a title above the
header) and says where. What a cell should contain is the business of `tables`; what the header
should, that of `headers`.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from build_scripts.model.problems import Problem, problem
from build_scripts.reading.counting import Counted
from build_scripts.reading.faults import Fault, fault
from build_scripts.reading.headers import header_problems
from build_scripts.reading.limits import LONGEST_ROW, MOST_BYTES, MOST_ROWS, read_at_most
from build_scripts.reading.yaml_text import not_utf8

if TYPE_CHECKING:
    import pandas as pd

BLOCK = 1 << 20
# More different texts than the largest indicator has: then hardly any is met again.
MOST_KNOWN = 50_000
LINE_END = re.compile(rb"\r\n|\r|\n")
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
    content = read_at_most(path, MOST_BYTES)
    if isinstance(content, int):
        return problem("too-many-rows--bytes", file=name, size=content, most=MOST_BYTES)
    rows = content.count(b"\n")
    if b"\r" in content:
        rows += content.count(b"\r") - content.count(b"\r\n")
    if rows > MOST_ROWS:
        return problem("too-many-rows", file=name, rows=rows, most=MOST_ROWS)
    return content


def read_table(content: bytes, name: str, columns: Sequence[str]) -> ReadTable:
    """Read one CSV file.

    Args:
        content: the bytes of the file, as `load` gives them.
        name: how problems should name it, relative to the datasets folder.
        columns: the header it must have, in order.
    """
    wrong = _no_text(content, name)
    if wrong is not None:
        return ReadTable(None, (wrong,))
    records = _Records(content)
    try:
        header = next(records)
        problems = header_problems(header, records, name, columns)
        if problems:
            return ReadTable(None, tuple(problems))
        return _table(records, name, columns)
    except csv.Error:
        return ReadTable(None, (problem("broken-quotes", file=name, row=records.row + 1),))
    except _TooLongError:
        row, most = records.row + 1, LONGEST_ROW
        return ReadTable(None, (problem("too-long--row", file=name, row=row, most=most),))


def _no_text(raw: bytes, name: str) -> Problem | None:
    """What keeps a file from being text at all."""
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        return problem("file-empty", file=name)
    if b"\0" in raw and raw[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        row = len(LINE_END.findall(raw[: raw.index(b"\0")])) + 1
        return problem("nul-byte", file=name, row=row)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:  # in blocks: as text a file can take four times its size
        for start in range(0, len(raw), BLOCK):
            decoder.decode(raw[start : start + BLOCK], final=start + BLOCK >= len(raw))
    except UnicodeDecodeError:
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:  # with its place in the whole file
            return not_utf8(raw, error, name)
    return None


class _TooLongError(Exception):
    """A row longer than any of true data, in one line."""


class _Records:
    """The rows of a file one after another, each no longer than allowed.

    Attributes:
        row: how many were read.
    """

    def __init__(self, raw: bytes) -> None:
        self.row = 0
        self._taken = self._lines_taken = 0
        self._text = io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8-sig", newline="")
        self._reader = csv.reader(self._lines(), strict=True)

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        self._taken = self._lines_taken = 0
        record = next(self._reader)
        self.row += 1
        return record

    def _lines(self) -> Iterator[str]:
        while line := self._text.readline(LONGEST_ROW + 1):
            self._taken += len(line)
            self._lines_taken += 1
            if self._taken > LONGEST_ROW:
                # A row over several lines is held together by a quote that does not end.
                raise csv.Error if self._lines_taken > 1 else _TooLongError
            yield line


def _table(records: _Records, name: str, columns: Sequence[str]) -> ReadTable:
    import pandas as pd  # whoever only reads names or words can spare it

    wrong = Counted(name)
    rows: list[int] = []
    known: dict[str, str] = {}  # most texts stand in many rows: each is kept once
    cells: list[list[str]] = [[] for _ in columns]
    for record in records:
        found = _row_fault(record, len(columns))
        if found is not None:
            wrong.add(found.name, records.row, None, found.message)
            continue
        rows.append(records.row)
        for column, cell in zip(cells, record, strict=True):
            column.append(known.setdefault(cell, cell))
        if len(known) > MOST_KNOWN:
            known.clear()
    problems = wrong.told()
    if not rows and not problems:
        problems.append(problem("header-only", file=name, row=1))
    if not rows:
        return ReadTable(None, tuple(problems))
    named = dict(zip(columns, cells, strict=True))
    return ReadTable(pd.DataFrame(named, index=rows, dtype=object), tuple(problems))


def _row_fault(record: list[str], width: int) -> Fault | None:
    """What is wrong with a row as a row."""
    first = next((cell for cell in record if cell and not cell.isspace()), None)
    if first is None:
        return fault("blank-row")
    if (word := first.strip().casefold()) in SUMMARY_WORDS:
        return fault("total-row", word=word.capitalize())
    if len(record) != width:
        cells = "1 cell" if len(record) == 1 else f"{len(record):,} cells"
        return fault("ragged-row", cells=cells, width=width)
    return None
