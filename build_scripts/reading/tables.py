"""Checks each cell of a table: first what staff's tools do to files, then Frictionless.

Frictionless enforces types and constraints. It lets padded text, `INF`, `1E2` and values
it can convert pass, so those are looked for here first. A cell is reported once, by whichever
check says most about it. Each different text of a column is judged once, however often it stands
there; the shape of rows and of the header was settled before, in `csv_text`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pandas as pd
from frictionless import Schema
from frictionless.exception import FrictionlessException

from build_scripts.model.problems import Problem, problem
from build_scripts.reading.cells import any_fault, date_fault, number_fault, text_fault
from build_scripts.reading.counting import Counted
from build_scripts.reading.csv_text import ReadTable, load, read_table
from build_scripts.reading.faults import Fault, fault
from build_scripts.reading.limits import MOST_DIFFERENT, MOST_SHOWN, quoted

# The text of a cell to its value, and the constraints of its column that it breaks, or its `type`.
Judge = Callable[[str], tuple[object, Mapping[str, str] | None]]


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
    wrong = Counted(name)
    problems = list(read.problems)
    judges = _judges(schema, name)
    if isinstance(judges, Problem):
        problems.append(judges)
        judges = {}
    for column, field in fields.items():
        faults = _faults(read.frame[column], field, symbols, judges.get(column))
        _find(read.frame[column], faults, wrong, all_known=len(faults) < MOST_DIFFERENT)
    return ReadTable(read.frame, (*problems, *wrong.told()))


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
    wrong = Counted(name)
    for row, *values in repeated[columns].itertuples(name=None):
        found = fault(
            "duplicate-key",
            key=", ".join(map(quoted, values)),
            first=first[tuple(values)],
            columns=", ".join(columns),
        )
        wrong.add(found.name, row, None, found.message)
    return wrong.told()


def _fields(schema: Mapping[str, object]) -> list[dict[str, object]]:
    fields = schema["fields"]
    assert isinstance(fields, list)
    return fields


def _judges(schema: Mapping[str, object], name: str) -> dict[str, Judge] | Problem:
    """What Frictionless says of the cells of each column; a problem where the rules are at fault."""
    without_key = {part: said for part, said in schema.items() if part != "primaryKey"}
    try:
        described = Schema.from_descriptor(without_key)
        judges: dict[str, Judge] = {
            str(field.name): field.create_cell_reader() for field in described.fields
        }
        for judge in judges.values():
            judge("1")  # a bound that is no number shows itself only in use
            judge("2025-01-01")
        return judges
    except FrictionlessException as exception:
        note = "; ".join(reason.note for reason in exception.reasons) or exception.error.note
    except (re.error, TypeError, ValueError) as error:  # a pattern or a minimum that is none
        note = str(error)
    return problem("not-readable", file=name, note=quoted(note))


def _faults(
    cells: pd.Series[str],
    field: Mapping[str, object],
    symbols: frozenset[str],
    judge: Judge | None,
) -> dict[str, Fault]:
    """What is wrong with the texts of one column, by the text."""
    kind = str(field["type"])
    wrong: dict[str, Fault] = {}
    kinds: Counter[str] = Counter()
    for text in cells.unique():
        found = None
        if text != "":
            found = any_fault(text)
            if found is None and kind in ("number", "integer"):
                found = number_fault(text, symbols)
            elif found is None and kind == "string":
                found = text_fault(text)
            elif found is None and kind == "date":
                found = date_fault(text)
        if found is None and judge is not None and (broken := judge(text)[1]):
            found = _broken(text, next(iter(broken)), field)
        if found is not None:
            if len(wrong) == MOST_DIFFERENT:
                break
            kinds[found.code] += 1
            # Texts come in the order of their first rows: further ones will only be counted.
            wrong[text] = found if kinds[found.code] <= MOST_SHOWN else found.without_words()
    return wrong


def _find(
    cells: pd.Series[str], faults: Mapping[str, Fault], wrong: Counted, *, all_known: bool
) -> None:
    """Add every cell whose text is wrong, from the first row to the last."""
    if not faults:
        return
    if not all_known:
        wrong.not_all(str(cells.name))
    found = cells[cells.isin(list(faults))]
    for row, text in zip(found.index.tolist(), found, strict=True):
        wrong.add(faults[text].name, row, str(cells.name), faults[text].message)


_TYPES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "date": "a date that exists, written like 2025-03-31",
}


def _broken(text: str, constraint: str, field: Mapping[str, object]) -> Fault:
    """A text that breaks a constraint of its column, or is of the wrong `type`."""
    cell = quoted(text)
    title, guidance = str(field["title"]).lower(), str(field["description"])
    constraints = field["constraints"]
    assert isinstance(constraints, Mapping)
    match constraint:
        case "required":
            return fault("blank-cell", title=title, guidance=guidance)
        case "pattern":
            return fault("wrong-form", cell=cell, title=title, guidance=guidance)
        case "minimum":
            minimum = float(constraints["minimum"])
            return fault("below-minimum", cell=cell, minimum=minimum)
        case "enum":
            return _not_in_list(cell, str(field["name"]), constraints["enum"], guidance)
        case _:
            kind = _TYPES[str(field["type"])]
            return fault("wrong-type", cell=cell, kind=kind, guidance=guidance)


def _not_in_list(cell: str, column: str, enum: Iterable[object], guidance: str) -> Fault:
    names = tuple(str(item) for item in enum)
    allowed = ", ".join(names)
    if column == "measure":
        return fault("unknown-measure", known=names, cell=cell, allowed=allowed, guidance=guidance)
    if column == "status":
        return fault("unknown-symbol", known=names, cell=cell, allowed=allowed, guidance=guidance)
    return fault("not-in-list", known=names, cell=cell, allowed=allowed, guidance=guidance)
