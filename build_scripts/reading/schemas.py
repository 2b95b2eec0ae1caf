"""Turns the shared column descriptions into Frictionless Table Schemas, and says what they lack.

The descriptors follow Data Package v2, but keep what validation depends on in `constraints`:
Frictionless 5 ignores field `categories` and `uniqueKeys` without a word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from build_scripts.model.columns import (
    ADDED,
    CODE_PATTERN,
    CODES,
    FILLED,
    KEYS,
    READ_COLUMNS,
    TYPES,
    Column,
    Fields,
    Table,
)
from build_scripts.model.problems import Problem
from build_scripts.model.reference import LEVELS
from build_scripts.reading.lines import At, Read

TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"


def table_schema(
    fields: Fields,
    table: str,
    limits: Mapping[str, Mapping[str, object]] | None = None,
) -> dict[str, object]:
    """Assemble the Table Schema of one table.

    Args:
        fields: the shared descriptions.
        table: a name under `tables` in fields.yml.
        limits: further constraints by column name, for example the measures of one indicator.

    Returns:
        A Table Schema descriptor, ready for Frictionless or for publication as JSON.
    """
    described = []
    for column in fields.columns(table):
        constraints: dict[str, object] = {}
        rule = column.constraints
        if rule.required:
            constraints["required"] = True
        if rule.pattern:
            constraints["pattern"] = rule.pattern
        if rule.minimum is not None:
            constraints["minimum"] = rule.minimum
        if rule.enum:
            constraints["enum"] = list(rule.enum)
        constraints |= dict((limits or {}).get(column.name, {}))
        described.append(
            {
                "name": column.name,
                "type": column.type,
                "title": column.title,
                "description": column.guidance,
                "constraints": constraints,
            }
        )
    return {
        "$schema": TABLE_SCHEMA,
        "fields": described,
        "missingValues": [""],
        "primaryKey": list(fields.table(table).key),
    }


def unfit_columns(read: Read[Fields]) -> list[Problem]:
    """Everything in fields.yml without which no table can be read as code reads it.

    Args:
        read: what fields.yml says, with its lines.

    Returns:
        A problem for each column or table that is missing, stands twice or is other than it must
        be; with any of them, no table should be read.
    """
    fields = read.value
    named = {column.name for column in fields.fields}
    found = [
        *_twice("fields", [column.name for column in fields.fields]),
        *_twice("tables", [table.name for table in fields.tables]),
    ]
    for i, column in enumerate(fields.fields):
        found += [(("fields", i, *at), what, wanted) for at, what, wanted in _of_column(column)]
    tables = [table.name for table in fields.tables]
    found += [
        (("tables",), f"no table “{name}”", f"the tables {', '.join(KEYS)}")
        for name in KEYS
        if name not in tables
    ]
    written = next((t.fields for t in fields.tables if t.name == "indicator"), ())
    for i, table in enumerate(fields.tables):
        found += [
            (("tables", i, *at), what, wanted)
            for at, what, wanted in _of_table(table, named, written)
        ]
    return [
        read.lines.problem("wrong-yaml-value", at, found=what, expected=wanted)
        for at, what, wanted in found
    ]


# A place, what was found there, and what should stand there.
_Unfit = tuple[At, str, str]


def _twice(key: str, names: Sequence[str]) -> Iterator[_Unfit]:
    seen: set[str] = set()
    for i, name in enumerate(names):
        if name in seen:
            yield (key, i, "name"), f"“{name}” a second time", "each name once"
        seen.add(name)


def _of_column(column: Column) -> Iterator[_Unfit]:
    """What code relies on in a column that is otherwise."""
    wanted, rule = TYPES.get(column.name), column.constraints
    if wanted is not None and column.type != wanted:
        yield ("type",), f"“{column.type}” for the column {column.name}", f"“{wanted}”"
    if column.name in FILLED and not rule.required:
        found = f"no `required: true` for the column {column.name}"
        yield ("constraints",), found, "it, because an empty cell there names nothing"
    if column.name in CODES and rule.pattern != CODE_PATTERN:
        found = (
            f"“{rule.pattern}” as the pattern of {column.name}"
            if rule.pattern
            else (f"no pattern for the column {column.name}")
        )
        yield ("constraints",), found, f"the pattern “{CODE_PATTERN}”, as area codes have it"
    if column.name == "area_level" and set(rule.enum) != set(LEVELS):
        found = (
            f"“{', '.join(rule.enum)}” as the levels of areas"
            if rule.enum
            else ("no list of the levels of areas")
        )
        yield ("constraints",), found, f"`enum` with {', '.join(LEVELS)}"


def _of_table(table: Table, named: Collection[str], written: Collection[str]) -> Iterator[_Unfit]:
    """What is wrong with the columns of a table.

    Args:
        table: the table.
        named: the columns there are.
        written: the columns of an indicator's own table.
    """
    if table.name not in KEYS:
        yield ("name",), f"the table “{table.name}”", f"one of: {', '.join(KEYS)}"
        return
    seen: set[str] = set()
    for i, name in enumerate(table.fields):
        at: At = ("fields", i)
        if name not in named:
            yield (
                at,
                f"the column “{name}”, which `fields` does not describe",
                "a column it describes",
            )
        elif name in seen:
            yield at, f"the column “{name}” a second time", "each column once"
        elif table.name == "published" and name not in (*written, *ADDED):
            yield (
                at,
                f"the column “{name}” in the published files",
                f"a column of the table indicator, or one of: {', '.join(ADDED)}",
            )
        seen.add(name)
    missing = [name for name in READ_COLUMNS[table.name] if name not in table.fields]
    if missing:
        found = f"no column {', '.join(missing)} in the table {table.name}"
        yield ("fields",), found, f"the columns {', '.join(READ_COLUMNS[table.name])}"
    if set(table.key) != set(KEYS[table.name]) or len(table.key) != len(KEYS[table.name]):
        found = f"the key {', '.join(table.key)}" if table.key else "an empty key"
        yield ("key",), found, f"{', '.join(KEYS[table.name])}: what identifies a row"
