"""A country of two regions and six councils, and its tables as rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from build_scripts.disclosure.cells import Cells, Key, Table, cells_of, table_of
from build_scripts.disclosure.relations import Known, known
from build_scripts.model.confidentiality import Confidentiality
from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import Breakdown
from build_scripts.model.measure import Measure
from build_scripts.model.reference import Area, Reference
from tests import tiny

COUNTRY, NORTH, SOUTH = "E92000001", "E12000001", "E12000002"
COUNCILS = {f"E0600000{i}": NORTH if i <= 3 else SOUTH for i in range(1, 7)}
A, B, C, D, E, F = COUNCILS
OWN = Confidentiality(
    rule="own",
    smallest_shown=6,
    zeros_shown=True,
    rounded_to=1,
    secondary=True,
    fewest_possible=3,
    agreed="Everybody, today",
)
PERIOD = "year_ending 31 March 2025"


@cache
def areas() -> dict[str, Area]:
    """The country, its regions and councils."""
    found = [Area(COUNTRY, "Land", "country", "", None, None)]
    found += [Area(code, code, "region", "", None, None) for code in (NORTH, SOUTH)]
    found += [Area(c, c, "local_authority", r, None, None) for c, r in COUNCILS.items()]
    return {area.code: area for area in found}


def reference(**dates: tuple[date | None, date | None]) -> Reference:
    """What is shared, with this country; councils by code begin and end on some dates."""
    changed = {
        code: replace(areas()[code], valid_from=begin, valid_to=end)
        for code, (begin, end) in dates.items()
    }
    return replace(tiny.reference(), areas={**areas(), **changed})


def measure(name: str, **keys: object) -> Measure:
    """A percentage without decimals; regions and the country are rounded to tens."""
    headline = tiny.indicator("dental-check").headline
    said = headline.model_dump(exclude_unset=True, exclude={"period", "in_words"})
    return Measure.model_validate({**said, "id": name, "headline": False, **keys})


def indicator(
    *measures: Measure,
    breakdowns: tuple[Breakdown, ...] = (),
    rule: Confidentiality | None = None,
    name: str = "teeth",
) -> Indicator:
    """An indicator of these measures, taken as published if no rule is given."""
    base = tiny.indicator("dental-check")
    return base.model_copy(
        update={
            "id": name,
            "measures": measures,
            "breakdowns": breakdowns,
            "confidentiality": rule or base.confidentiality,
        }
    )


def table(item: Indicator, *rows: str, period: str = "2025") -> Table:
    """Rows, each `measure, area, category, value, status, numerator, denominator`.

    The category is of the topic Sex, or `Total`, or written as `Topic: category`.
    """
    found = []
    for number, row in enumerate(rows, 2):
        name, area, category, *cells = [part.strip() for part in row.split(",")]
        topic, _, inner = category.rpartition(": ")
        topic = topic or ("Total" if category == "Total" else "Sex")
        cells += [""] * (4 - len(cells))
        found.append((number, name, area, period, topic, inner or category, *cells))
    return table_of(f"{item.id}/{item.id}.csv", item, found, reference())


def known_of(*tables: Table, among: Reference | None = None) -> tuple[Cells, Known]:
    """The cells of some tables, and what is known of them together."""
    cells = cells_of(tables, among or reference())
    return cells, known(cells)


def named(cells: Cells, count: str, area: str, category: str = "Total") -> Key:
    """The one cell whose name ends so."""
    (found,) = [
        key
        for key in cells.by_key
        if key.counted.endswith(count) and key.area == area and key.category == category
    ]
    return found


def bounds(cells: Cells) -> Mapping[Key, tuple[int, int | None]]:
    """Between which numbers each cell lies by its own rows."""
    return {key: (cell.low, cell.high) for key, cell in cells.by_key.items()}
