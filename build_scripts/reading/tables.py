"""Checks each cell of a table: first what staff's tools do to files, then Frictionless.

Frictionless enforces types and constraints. It lets padded text, `INF`, `1E2` and values
it can convert pass, so those are looked for here first. A cell is reported once, by whichever
check says most about it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
from frictionless import Dialect, Resource, Schema
from frictionless.errors import CellError, RowError
from frictionless.exception import FrictionlessException
from frictionless.formats import CsvControl

from build_scripts.model.problems import Message, Problem, message, problem
from build_scripts.reading.cells import (
    date_message,
    number_message,
    spaces_message,
    text_message,
)
from build_scripts.reading.csv_text import ReadTable, load, read_table

# Frictionless stops its report here; a file this wrong is wrong throughout.
FRICTIONLESS_LIMIT = 1000

Cells = set[tuple[int | None, str | None]]


def check_file(
    path: Path,
    name: str,
    schema: Mapping[str, object],
    symbols: frozenset[str] = frozenset(),
) -> ReadTable:
    """Read a CSV from where it lies, and check its cells; `check_table` explains the rest."""
    content = load(path, name)
    if isinstance(content, Problem):
        return ReadTable(None, (content,))
    return check_table(content, name, schema, symbols)


def check_table(
    content: bytes,
    name: str,
    schema: Mapping[str, object],
    symbols: frozenset[str] = frozenset(),
) -> ReadTable:
    """Read a CSV and check its cells.

    Args:
        content: the bytes of the file.
        name: how problems should name it.
        schema: its Table Schema, from `schemas.table_schema`.
        symbols: status symbols, to recognise one typed into a number column.

    Returns:
        The table and its problems. Rows of the wrong width are reported and left out of it.
    """
    fields = {str(f["name"]): f for f in _fields(schema)}
    read = read_table(content, name, list(fields))
    if read.frame is None:
        return read
    problems = list(read.problems)
    for column, field in fields.items():
        problems += _cell_problems(read.frame[column], name, str(field["type"]), symbols)
    reported: Cells = {(problem.row, problem.column) for problem in problems}
    problems += _frictionless_problems(content, name, schema, reported)
    return ReadTable(read.frame, tuple(problems))


def repeated_keys(frame: pd.DataFrame, name: str, key: Iterable[str]) -> list[Problem]:
    """A problem for every row whose key stands in an earlier row.

    Frictionless could look for these too, but would not name the row repeated, and would take ten
    times as long.

    Args:
        frame: a table of text, indexed by row as Excel numbers it.
        name: the file as problems name it.
        key: the columns that identify a row.
    """
    columns = list(key)
    repeated = frame[frame.duplicated(columns)]
    if repeated.empty:
        return []
    first: dict[tuple[str, ...], int] = {}
    for row, *values in frame[columns].itertuples(name=None):
        first.setdefault(tuple(values), row)
    return [
        problem(
            "duplicate-key",
            file=name,
            row=row,
            key=", ".join(values),
            first=first[tuple(values)],
            columns=", ".join(columns),
        )
        for row, *values in repeated[columns].itertuples(name=None)
    ]


def _fields(schema: Mapping[str, object]) -> list[dict[str, object]]:
    fields = schema["fields"]
    assert isinstance(fields, list)
    return fields


def _cell_problems(
    cells: pd.Series[str], name: str, kind: str, symbols: frozenset[str]
) -> list[Problem]:
    """Problems of one column. Each different text is looked at once, however often it occurs."""
    wrong: dict[str, Message] = {}
    for text in cells.unique():
        if text == "":
            continue
        said = spaces_message(text)
        if said is None and kind in ("number", "integer"):
            said = number_message(text, symbols)
        elif said is None and kind == "string":
            said = text_message(text)
        elif said is None and kind == "date":
            said = date_message(text)
        if said is not None:
            wrong[text] = said
    if not wrong:
        return []
    found = cells[cells.isin(list(wrong))]
    return [
        wrong[text].at(name, row, str(cells.name))
        for row, text in zip(found.index.tolist(), found, strict=True)
    ]


def _frictionless_problems(
    content: bytes, name: str, schema: Mapping[str, object], reported: Cells
) -> list[Problem]:
    without_key = {name: part for name, part in schema.items() if name != "primaryKey"}
    try:
        resource = Resource(
            data=content,
            format="csv",
            schema=Schema.from_descriptor(without_key),
            encoding="utf-8-sig",
            # Frictionless guesses a delimiter unless it is told one.
            dialect=Dialect(controls=[CsvControl(delimiter=",")]),
        )
        report = resource.validate(limit_errors=FRICTIONLESS_LIMIT)
    except FrictionlessException as exception:
        reasons = [reason.note for reason in exception.reasons] or [exception.error.note]
        return [_unmapped(exception.error.type, "; ".join(reasons)).at(name)]
    known_rows = {row for row, column in reported if column is None}
    problems = []
    errors = report.tasks[0].errors if report.tasks else report.errors
    for error in errors:
        row = error.row_number if isinstance(error, RowError) else None
        column = error.field_name if isinstance(error, CellError) else None
        if (row, column) in reported or row in known_rows:
            continue
        if isinstance(error, CellError):
            problems.append(_cell_message(error, schema).at(name, row, column))
        else:
            problems.append(_unmapped(error.type, error.note).at(name, row))
    if len(errors) >= FRICTIONLESS_LIMIT:
        problems.append(problem("many-errors", file=name, count=FRICTIONLESS_LIMIT))
    return problems


def _unmapped(kind: str, note: str) -> Message:
    """What Frictionless says for which there are no words of ours."""
    plain = kind.replace("-", " ")
    if kind == "schema-error":
        return message("not-readable--rules", kind=plain, note=note)
    return message("not-readable", kind=plain, note=note)


_TYPES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "date": "a date that exists, written like 2025-03-31",
}


def broken_constraint(error: CellError) -> str | None:
    """Which constraint of its column a cell breaks, or None where it is of the wrong type.

    Frictionless gives the name in words only: this is the one place that reads it there.
    """
    named = re.match(r'constraint "(\w+)"', error.note)
    return named[1] if named else None


def _cell_message(error: CellError, schema: Mapping[str, object]) -> Message:
    cell = error.cell or ""
    field = next(f for f in _fields(schema) if f["name"] == error.field_name)
    title, guidance = str(field["title"]).lower(), str(field["description"])
    constraints = field["constraints"]
    assert isinstance(constraints, dict)
    match broken_constraint(error):
        case "required":
            return message("blank-cell", title=title, guidance=guidance)
        case "pattern":
            return message("wrong-form", cell=cell, title=title, guidance=guidance)
        case "minimum":
            return message("below-minimum", cell=cell, minimum=float(constraints["minimum"]))
        case "enum":
            return _not_in_list(cell, str(field["name"]), constraints["enum"], guidance)
        case _:
            kind = _TYPES[str(field["type"])]
            return message("wrong-type", cell=cell, kind=kind, guidance=guidance)


def _not_in_list(cell: str, column: str, enum: Iterable[object], guidance: str) -> Message:
    names = [str(item) for item in enum]
    near = next(iter(difflib.get_close_matches(cell.casefold(), names, n=1)), None)
    allowed = ", ".join(names)
    if column == "measure":
        return message("unknown-measure", near=near, cell=cell, allowed=allowed, guidance=guidance)
    if column == "status":
        return message("unknown-symbol", near=near, cell=cell, allowed=allowed, guidance=guidance)
    return message("not-in-list", near=near, cell=cell, allowed=allowed, guidance=guidance)
