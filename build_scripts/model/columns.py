"""The columns of every table, each described once, and which table has which."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import StringConstraints, field_validator

from build_scripts.model.entries import Flag, Number
from build_scripts.model.texts import LONGEST_LABEL, Label, Model, Text, Title, UnfitError

# What identifies a row of each table. Whoever puts rows in order relies on it.
KEYS: dict[str, tuple[str, ...]] = {
    "indicator": ("measure", "area_code", "period", "breakdown_topic", "breakdown"),
    "published": ("measure", "area_code", "period", "breakdown_topic", "breakdown"),
    "areas": ("area_code",),
    "statistical_neighbours": ("model", "area_code", "rank"),
    "printed_list": ("position",),
}
# The columns that code reads of each table; a table may have more.
READ_COLUMNS: dict[str, tuple[str, ...]] = {
    "indicator": (*KEYS["indicator"], "value", "status", "numerator", "denominator"),
    "published": (*KEYS["published"], "value", "status", "area_name", "area_level", "period_end"),
    "areas": ("area_code", "area_name", "area_level", "region_code", "valid_from", "valid_to"),
    "statistical_neighbours": ("model", "area_code", "rank", "neighbour_code"),
    "printed_list": ("position", "printed_heading", "printed_text", "indicator_id"),
}
# What a published file has beside the columns that staff write.
ADDED = ("measure_title", "unit", "area_name", "area_level", "period_start", "period_end")
# The types that code relies on; of all others it takes the text as it is.
TYPES = {
    **dict.fromkeys(("value", "numerator", "denominator"), "number"),
    **dict.fromkeys(("rank", "position"), "integer"),
    **dict.fromkeys(("valid_from", "valid_to", "period_start", "period_end"), "date"),
    **dict.fromkeys(
        (
            *("measure", "area_code", "period", "breakdown_topic", "breakdown", "status"),
            *("measure_title", "unit", "area_name", "area_level", "region_code", "model"),
            *("neighbour_code", "printed_heading", "printed_text", "indicator_id"),
        ),
        "string",
    ),
}
# Columns in which an empty cell would name nothing.
FILLED = frozenset(
    (
        *("measure", "area_code", "period", "breakdown_topic", "breakdown"),
        *("area_name", "area_level", "model", "rank", "neighbour_code"),
        *("position", "printed_heading", "printed_text", "indicator_id"),
    )
)
# A page is named after a code; whatever else stood there could name a place outside the site.
CODES = ("area_code", "neighbour_code")
CODE_PATTERN = "[EKWSN][0-9]{8}"


class FieldRule(Model):
    """What Frictionless enforces on a column."""

    required: Flag = False
    pattern: Annotated[str, StringConstraints(max_length=LONGEST_LABEL)] = ""
    minimum: Number | None = None
    enum: tuple[Label, ...] = ()

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

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=50)]
    type: Literal["string", "number", "integer", "date"]
    title: Title
    guidance: Text
    constraints: FieldRule


class Table(Model):
    """A table: its columns in order, and the columns that identify a row."""

    name: Title
    describes: Text
    fields: tuple[str, ...]
    key: tuple[str, ...]


class Fields(Model):
    """The whole of fields.yml; whether it describes what code relies on, `reading.schemas` asks."""

    fields: tuple[Column, ...]
    tables: tuple[Table, ...]

    def table(self, name: str) -> Table:
        """The table with this name, which must exist."""
        return next(table for table in self.tables if table.name == name)

    def columns(self, table: str) -> tuple[Column, ...]:
        """The columns of a table, in order."""
        by_name = {field.name: field for field in self.fields}
        return tuple(by_name[name] for name in self.table(table).fields)
