"""The columns of every table, each described once, and which table has which."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import StringConstraints, field_validator, model_validator

from build_scripts.model.entries import Flag, Number
from build_scripts.model.texts import Model, Text, Title, UnfitError

NEEDED_TABLES = ("indicator", "published", "areas", "statistical_neighbours", "printed_list")


class FieldRule(Model):
    """What Frictionless enforces on a column."""

    required: Flag = False
    pattern: str = ""
    minimum: Number | None = None
    enum: tuple[str, ...] = ()

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise UnfitError(f"“{pattern}” ({error})", "a regular expression") from error
        return pattern


class Column(Model):
    """A column, described once for every table that has it."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
    type: Literal["string", "number", "integer", "date"]
    title: Title
    guidance: Text
    constraints: FieldRule


class Table(Model):
    """A table: its columns in order, and the columns that identify a row."""

    name: Text
    describes: Text
    fields: tuple[str, ...]
    key: tuple[str, ...]


class Fields(Model):
    """The whole of fields.yml."""

    fields: tuple[Column, ...]
    tables: tuple[Table, ...]

    @model_validator(mode="after")
    def _known(self) -> Fields:
        named = [table.name for table in self.tables]
        if missing := [name for name in NEEDED_TABLES if name not in named]:
            raise UnfitError(f"no table “{missing[0]}”", f"the tables {', '.join(NEEDED_TABLES)}")
        known = {field.name for field in self.fields}
        for table in self.tables:
            if unknown := [name for name in (*table.fields, *table.key) if name not in known]:
                raise UnfitError(
                    f"the column “{unknown[0]}” in the table {table.name}, which `fields` does not describe",
                    "a column described under `fields`",
                )
        return self

    def table(self, name: str) -> Table:
        """The table with this name, which must exist."""
        return next(table for table in self.tables if table.name == name)

    def columns(self, table: str) -> tuple[Column, ...]:
        """The columns of a table, in order."""
        by_name = {field.name: field for field in self.fields}
        return tuple(by_name[name] for name in self.table(table).fields)
