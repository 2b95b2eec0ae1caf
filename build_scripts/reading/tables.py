"""Checks each cell of a table: first what staff's tools do to files, then Frictionless.

Frictionless enforces types, constraints and the key. It lets padded text, `INF`, `1E2` and values
it can convert pass, so those are looked for here first. A cell is reported once, by whichever
check says most about it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
from frictionless import Dialect, Resource, Schema
from frictionless.errors import CellError, RowError
from frictionless.exception import FrictionlessException
from frictionless.formats import CsvControl

from build_scripts.model.problems import Problem
from build_scripts.reading.cells import (
    Finding,
    date_problem,
    number_problem,
    spaces_problem,
    text_problem,
)
from build_scripts.reading.csv_text import read_table

# Frictionless stops its report here; a file this wrong is wrong throughout.
FRICTIONLESS_LIMIT = 1000

Cells = set[tuple[int | None, str | None]]


def check_table(
    path: Path,
    name: str,
    schema: Mapping[str, object],
    symbols: frozenset[str] = frozenset(),
) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Read a CSV and check its cells.

    Args:
        path: the file.
        name: how problems should name it.
        schema: its Table Schema, from `schemas.table_schema`.
        symbols: status symbols, to recognise one typed into a number column.

    Returns:
        The table as text, indexed by Excel's row numbers (None if it is not a table), and the
        problems. Rows of the wrong width are reported and left out of the table.
    """
    fields = {str(f["name"]): f for f in _fields(schema)}
    read = read_table(path, name, list(fields))
    if read.frame is None:
        return None, list(read.problems)
    problems = list(read.problems)
    for column, field in fields.items():
        problems += _cell_problems(read.frame[column], name, column, str(field["type"]), symbols)
    reported: Cells = {(problem.row, problem.column) for problem in problems}
    problems += _frictionless_problems(path, name, schema, reported)
    return read.frame, problems


def _fields(schema: Mapping[str, object]) -> list[dict[str, object]]:
    fields = schema["fields"]
    assert isinstance(fields, list)
    return fields


def _cell_problems(
    cells: pd.Series[str], name: str, column: str, kind: str, symbols: frozenset[str]
) -> list[Problem]:
    """Problems of one column. Each different text is looked at once, however often it occurs."""
    wrong: dict[str, Finding] = {}
    for text in cells.unique():
        if text == "":
            continue
        finding = spaces_problem(text)
        if finding is None and kind in ("number", "integer"):
            finding = number_problem(text, symbols)
        elif finding is None and kind == "string":
            finding = text_problem(text)
        elif finding is None and kind == "date":
            finding = date_problem(text)
        if finding is not None:
            wrong[text] = finding
    if not wrong:
        return []
    return [
        Problem(name, int(row), column, *wrong[text])  # type: ignore[call-overload]
        for row, text in cells[cells.isin(list(wrong))].items()
    ]


def _frictionless_problems(
    path: Path, name: str, schema: Mapping[str, object], reported: Cells
) -> list[Problem]:
    # Repeated keys are looked for in `shared_files.repeated_keys`, which names the row repeated and
    # takes a tenth of the time.
    without_key = {name: part for name, part in schema.items() if name != "primaryKey"}
    try:
        resource = Resource(
            path=path.name,
            basepath=str(path.parent),
            schema=Schema.from_descriptor(without_key),
            encoding="utf-8-sig",
            # Frictionless guesses a delimiter unless it is told one.
            dialect=Dialect(controls=[CsvControl(delimiter=",")]),
        )
        report = resource.validate(limit_errors=FRICTIONLESS_LIMIT)
    except FrictionlessException as exception:
        reasons = [reason.note for reason in exception.reasons] or [exception.error.note]
        return [_unmapped(name, None, exception.error.type, "; ".join(reasons))]
    known_rows = {row for row, column in reported if column is None}
    problems = []
    errors = report.tasks[0].errors if report.tasks else report.errors
    for error in errors:
        row = error.row_number if isinstance(error, RowError) else None
        column = error.field_name if isinstance(error, CellError) else None
        if (row, column) in reported or row in known_rows:
            continue
        if isinstance(error, CellError):
            problems.append(_cell_error(error, name, schema))
        else:
            problems.append(_unmapped(name, row, error.type, error.note))
    if len(errors) >= FRICTIONLESS_LIMIT:
        problems.append(
            Problem(
                name,
                None,
                None,
                "many-errors",
                f"{FRICTIONLESS_LIMIT:,} mistakes in cells, after which no more were looked for",
                "none",
                "Correct these first; the next check shows the rest. So many mistakes usually "
                "have one cause, such as cells pasted one column to the right.",
            )
        )
    return problems


def _unmapped(name: str, row: int | None, kind: str, note: str) -> Problem:
    of_rules = kind == "schema-error"
    return Problem(
        name,
        row,
        None,
        "not-readable",
        f"a table that could not be checked ({kind.replace('-', ' ')}: {note})",
        "column rules that fit their columns" if of_rules else "a table that Frictionless can read",
        "Correct `constraints` in _shared/fields.yml; the CSV itself may be right."
        if of_rules
        else "Save the file again as “CSV UTF-8 (Comma delimited)”.",
    )


def _cell_error(error: CellError, name: str, schema: Mapping[str, object]) -> Problem:
    column = error.field_name
    field = next(f for f in _fields(schema) if f["name"] == column)
    constraint = re.match(r'constraint "(\w+)"', error.note)
    kind = constraint[1] if constraint else error.type
    describe = _CONSTRAINTS.get(kind, _wrong_type)
    code, found, expected, advice = describe(error.cell or "", field)
    return Problem(name, error.row_number, column, code, found, expected, advice)


_TYPES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "date": "a date that exists, written like 2025-03-31",
}


def _wrong_type(cell: str, field: Mapping[str, object]) -> Finding:
    return (
        "wrong-type",
        f"“{cell}”",
        _TYPES[str(field["type"])],
        str(field["description"]),
    )


def _required(_: str, field: Mapping[str, object]) -> Finding:
    return (
        "blank-cell",
        "an empty cell",
        f"the {str(field['title']).lower()}",
        str(field["description"]),
    )


def _pattern(cell: str, field: Mapping[str, object]) -> Finding:
    return (
        "wrong-form",
        f"“{cell}”",
        f"a well-formed {str(field['title']).lower()}",
        str(field["description"]),
    )


def _minimum(cell: str, field: Mapping[str, object]) -> Finding:
    return (
        "below-minimum",
        f"“{cell}”",
        f"{float(str(_constraint(field, 'minimum'))):g} or more",
        "Correct the number. A count cannot be negative.",
    )


def _enum(cell: str, field: Mapping[str, object]) -> Finding:
    enum = _constraint(field, "enum")
    assert isinstance(enum, list)
    allowed = [str(item) for item in enum]
    near = difflib.get_close_matches(cell.casefold(), allowed, n=1)
    advice = f"Did you mean “{near[0]}”?" if near else str(field["description"])
    code = {"measure": "unknown-measure", "status": "unknown-symbol"}.get(
        str(field["name"]), "not-in-list"
    )
    return code, f"“{cell}”", f"one of: {', '.join(allowed)}", advice


def _constraint(field: Mapping[str, object], name: str) -> object:
    constraints = field["constraints"]
    assert isinstance(constraints, dict)
    return constraints.get(name)


_CONSTRAINTS: dict[str, Callable[[str, Mapping[str, object]], Finding]] = {
    "required": _required,
    "pattern": _pattern,
    "minimum": _minimum,
    "enum": _enum,
}
