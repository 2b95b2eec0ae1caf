"""The tables of an indicator's page, from the same rows as its chart."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from build_scripts.model.measure import Measure
from build_scripts.statistics.breakdowns import splits
from build_scripts.statistics.comparisons import (
    FEWEST_NEIGHBOURS,
    neighbour_series,
    neighbour_values,
)
from build_scripts.statistics.series import Entry, Figure
from build_scripts.words.numbers import lower_first, number


@dataclass(frozen=True)
class Cell:
    """A figure as a table shows it, with its symbol and what the symbol means."""

    value: str
    symbol: str = ""
    means: str = ""


@dataclass(frozen=True)
class Table:
    """A table whose first column names the row."""

    heading: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | Cell, ...], ...]
    note: str = ""


NOT_THERE = Cell("–", "")


def figure_tables(entry: Entry) -> list[Table]:
    """One table for each measure with unsplit figures: a row for each period, newest first."""
    measures = entry.indicator.measures
    found = []
    for measure in sorted(measures, key=lambda m: not m.headline):
        table = _periods_table(entry, measure, heading=len(measures) > 1)
        if table is not None:
            found.append(table)
    return found


def _periods_table(entry: Entry, measure: Measure, heading: bool) -> Table | None:
    shared, kind = entry.shared, entry.indicator.period.kind
    areas = (shared.council, shared.region, shared.country)
    series = [entry.series(measure.id, area) for area in areas]
    if not any(item.figures for item in series):
        return None
    neighbours = neighbour_series(entry, measure.id)
    counts = any(f.numerator is not None and f.denominator is not None for f in series[0].figures)
    rows = []
    for period in reversed(entry.periods_of(measure.id)):
        cells: list[str | Cell] = [period.text]
        cells += [_cell(entry, item.at(period), measure) for item in series]
        values = neighbour_values(neighbours, period)
        if len(values) >= FEWEST_NEIGHBOURS:
            cells.append(Cell(f"{number(median(values), measure.decimals)} (of {len(values)})"))
        else:
            cells.append(NOT_THERE)
        if counts:
            cells.append(_counts(series[0].at(period)))
        rows.append(tuple(cells))
    council = shared.portal.council.area_name
    head = [
        kind.column_heading,
        council,
        shared.region.name,
        shared.country.name,
        "Neighbours’ median",
    ]
    if counts:
        head.append(f"Counted / out of, {council}")
    return Table(
        heading=measure.title if heading else "",
        caption=f"{measure.title}, {measure.unit_words}",
        head=tuple(head),
        rows=tuple(rows),
        note="Neighbours are those of the national model of "
        f"{shared.portal.comparators.neighbour_model}; the number in brackets is how many of them "
        "have a figure. A dash means that the source has no row.",
    )


def _cell(entry: Entry, figure: Figure | None, measure: Measure) -> Cell:
    if figure is None:
        return NOT_THERE
    shown = "" if figure.value is None else number(figure.value, measure.decimals)
    symbol = entry.shared.symbols.get(figure.status)
    return Cell(shown, figure.status, symbol.means if symbol else "")


def _counts(figure: Figure | None) -> Cell:
    if figure is None or figure.numerator is None or figure.denominator is None:
        return NOT_THERE
    return Cell(f"{_count(figure.numerator)} / {_count(figure.denominator)}")


def _count(value: object) -> str:
    return f"{value:,}"


def breakdown_tables(entry: Entry) -> list[Table]:
    """One table for each breakdown, for the newest period in which it has figures."""
    shared, kind = entry.shared, entry.indicator.period.kind
    council = shared.portal.council.area_name
    found = []
    for split in splits(entry):
        measure = split.measure
        rows: list[tuple[str | Cell, ...]] = [
            (category, *(_cell(entry, figure, measure) for figure in figures))
            for category, figures in zip(split.categories, split.figures, strict=True)
        ]
        names = [council if area == shared.council else area.name for area in split.areas]
        note = ""
        if shared.council not in split.areas:
            note = f"No such figures are public for {council}."
        found.append(
            Table(
                heading=split.topic,
                caption=f"{measure.title} by {lower_first(split.topic)}, "
                f"{measure.unit_words}, {kind.label(split.period).removeprefix('the ')}",
                head=(split.topic, *names),
                rows=tuple(rows),
                note=note,
            )
        )
    return found
