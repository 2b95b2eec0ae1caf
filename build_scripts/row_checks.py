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
from frictionless.errors import CellError, PrimaryKeyError, RowError
from frictionless.exception import FrictionlessException
from frictionless.formats import CsvControl

from build_scripts.problems import Problem
from build_scripts.table_reader import read_table

PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
EXCEL_DATE = re.compile(
    r"[A-Z][a-z]{2}-\d{2}|\d{1,2}-[A-Z][a-z]{2}(-\d{2,4})?|\d{1,2}/\d{1,2}/\d{2,4}"
    r"|\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?"
)
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
ODD_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u3000\ufeff\t\r\n]")
FORMULA = re.compile(r"[=+\-@]")
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
    wrong: dict[str, tuple[str, str, str, str]] = {}
    for text in cells.unique():
        if text == "":
            continue
        finding = _spaces(text)
        if finding is None and kind in ("number", "integer"):
            finding = _number(text, symbols)
        elif finding is None and kind == "string":
            finding = _text(text)
        elif finding is None and kind == "date" and not ISO_DATE.fullmatch(text):
            finding = _date(text)
        if finding is not None:
            wrong[text] = finding
    if not wrong:
        return []
    return [
        Problem(name, int(row), column, *wrong[text])  # type: ignore[call-overload]
        for row, text in cells[cells.isin(list(wrong))].items()
    ]


def _spaces(text: str) -> tuple[str, str, str, str] | None:
    if text == text.strip() and not ODD_SPACE.search(text):
        return None
    odd = ODD_SPACE.search(text)
    if odd is None:
        place = "before" if text[0] == " " else "after"
        kind, advice = f"a space {place}", "Delete the space; in Excel the function TRIM does so."
    elif odd[0] in "\r\n\t":
        kind, advice = "a line break or tab in", "Type the cell again without it."
    else:
        kind = "a non-breaking or invisible space in"
        advice = "Type the cell again. Excel’s function TRIM does not remove this kind of space."
    clean = ODD_SPACE.sub(" ", text).strip()
    return "stray-space", f"{kind} “{clean}”", f"“{clean}” and nothing else", advice


def _text(text: str) -> tuple[str, str, str, str] | None:
    if EXCEL_DATE.fullmatch(text):
        return _excel_date(text)
    if FORMULA.match(text):
        return (
            "formula-in-text",
            f"“{text[:40]}”, which a spreadsheet would run as a formula",
            "text that does not begin with = + - or @",
            "Reword the text so that it begins with a letter or a number.",
        )
    return None


def _date(text: str) -> tuple[str, str, str, str]:
    return (
        "wrong-type",
        f"“{text}”",
        "a date written like 2025-03-31",
        "Format the column as Text in Excel, then type the date as year-month-day.",
    )


def _excel_date(text: str) -> tuple[str, str, str, str]:
    return (
        "excel-date",
        f"“{text}”, which looks like a date made by Excel",
        "what was typed before Excel changed it, such as 2024/25 or 5 to 9",
        "Format the column as Text in Excel before typing or pasting, then enter the value again.",
    )


def _number(text: str, symbols: frozenset[str]) -> tuple[str, str, str, str] | None:
    if PLAIN_NUMBER.fullmatch(text):
        return None
    plain = text.replace(",", "").replace("%", "").strip()
    if text.casefold() in symbols:
        return (
            "symbol-in-number",
            f"the symbol “{text}” in a column of numbers",
            "an empty cell here and the symbol in the column status",
            f"Move “{text}” to status and leave this cell empty.",
        )
    if text.endswith("%") and PLAIN_NUMBER.fullmatch(plain):
        return (
            "percent-sign",
            f"“{text}”",
            f"“{plain}”, without the sign",
            "Format the column as Number in Excel. If that turns 94% into 0.94, "
            "multiply the column by 100.",
        )
    if "," in text and PLAIN_NUMBER.fullmatch(plain):
        return (
            "thousands-separator",
            f"“{text}”",
            f"“{plain}”, without separators",
            "Format the column as Number in Excel, with “Use 1000 separator” off.",
        )
    if re.fullmatch(r"[+-]?[0-9.]+E[+-]?[0-9]+", text, re.IGNORECASE):
        return (
            "scientific-notation",
            f"“{text}”, a rounded form that Excel writes",
            "the number in full",
            "Format the column as Number in Excel and widen it, then save again. "
            "Digits may have been lost: check against the original.",
        )
    if EXCEL_DATE.fullmatch(text):
        return _excel_date(text)
    if text.casefold().strip("+-") in ("inf", "infinity", "nan", "na", "n/a", "null", "#div/0!"):
        return (
            "not-a-number",
            f"“{text}”",
            "a number, or an empty cell with a symbol in status",
            "Find out what is missing: a division by zero is “z”, a missing return is “x”.",
        )
    return (
        "not-a-number",
        f"“{text[:40]}”",
        "plain digits with at most one full stop",
        "Type the number again, or leave the cell empty and put a symbol in status.",
    )


def _frictionless_problems(
    path: Path, name: str, schema: Mapping[str, object], reported: Cells
) -> list[Problem]:
    try:
        resource = Resource(
            path=path.name,
            basepath=str(path.parent),
            schema=Schema.from_descriptor(dict(schema)),
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
        elif isinstance(error, PrimaryKeyError):
            continue  # `dataset_checks` names the row it repeats
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


Described = tuple[str, str, str, str]
_TYPES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "date": "a date that exists, written like 2025-03-31",
}


def _wrong_type(cell: str, field: Mapping[str, object]) -> Described:
    return (
        "wrong-type",
        f"“{cell}”",
        _TYPES[str(field["type"])],
        str(field["description"]),
    )


def _required(_: str, field: Mapping[str, object]) -> Described:
    return (
        "blank-cell",
        "an empty cell",
        f"the {str(field['title']).lower()}",
        str(field["description"]),
    )


def _pattern(cell: str, field: Mapping[str, object]) -> Described:
    return (
        "wrong-form",
        f"“{cell}”",
        f"a well-formed {str(field['title']).lower()}",
        str(field["description"]),
    )


def _minimum(cell: str, field: Mapping[str, object]) -> Described:
    return (
        "below-minimum",
        f"“{cell}”",
        f"{_constraint(field, 'minimum'):g} or more",
        "Correct the number. A count cannot be negative.",
    )


def _enum(cell: str, field: Mapping[str, object]) -> Described:
    allowed = [str(item) for item in _constraint(field, "enum") or []]
    near = difflib.get_close_matches(cell.casefold(), allowed, n=1)
    advice = f"Did you mean “{near[0]}”?" if near else str(field["description"])
    code = {"measure": "unknown-measure", "status": "unknown-symbol"}.get(
        str(field["name"]), "not-in-list"
    )
    return code, f"“{cell}”", f"one of: {', '.join(allowed)}", advice


def _constraint(field: Mapping[str, object], name: str) -> list[object] | str | float | None:
    constraints = field["constraints"]
    assert isinstance(constraints, dict)
    return constraints.get(name)  # type: ignore[no-any-return]


_CONSTRAINTS: dict[str, Callable[[str, Mapping[str, object]], Described]] = {
    "required": _required,
    "pattern": _pattern,
    "minimum": _minimum,
    "enum": _enum,
}
