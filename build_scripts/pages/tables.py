"""The tables of an indicator's page: figures, groups and revisions, from the same rows as its charts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from build_scripts.model.comparators import Comparator
from build_scripts.model.edition import Edition
from build_scripts.model.figures import TOTAL, Figure
from build_scripts.model.indicator_parts import Change
from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period
from build_scripts.statistics.benchmarks import benchmark
from build_scripts.statistics.groups import splits
from build_scripts.statistics.series import Entry
from build_scripts.words.numbers import count, lower_first, number


@dataclass(frozen=True)
class TableCell:
    """A figure as a table shows it, with its symbol and what the symbol means."""

    value: str
    symbol: str = ""
    means: str = ""


@dataclass(frozen=True)
class PageTable:
    """A table whose first column names the row."""

    heading: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | TableCell, ...], ...]
    note: str = ""


NOT_THERE = TableCell("–", "")


def figure_tables(entry: Entry, edition: Edition) -> list[PageTable]:
    """One table for each measure with unsplit figures: a row for each period, newest first."""
    measures = entry.indicator.measures
    found = []
    for measure in sorted(measures, key=lambda m: not m.headline):
        table = _periods_table(entry, edition, measure, heading=len(measures) > 1)
        if table is not None:
            found.append(table)
    return found


def _periods_table(
    entry: Entry, edition: Edition, measure: Measure, heading: bool
) -> PageTable | None:
    ours = entry.series(measure.id, edition.council)
    single = [c.areas[0] for c in edition.comparators if not c.is_group]
    if not any(entry.series(measure.id, area).figures for area in (edition.council, *single)):
        return None
    counts = any(f.numerator is not None and f.denominator is not None for f in ours.figures)
    rows = []
    for period in reversed(entry.periods_of(measure.id)):
        cells: list[str | TableCell] = [period.text, _cell(entry, ours.at(period), measure)]
        cells += [_compared(entry, measure, c, period) for c in edition.comparators]
        if counts:
            cells.append(_counts(ours.at(period)))
        rows.append(tuple(cells))
    head = [measure.kind.column_heading, edition.area_name, *(c.label for c in edition.comparators)]
    if counts:
        head.append(f"Counted / out of, {edition.area_name}")
    groups = "; ".join(c.explained for c in edition.comparators if c.is_group)
    return PageTable(
        heading=measure.title if heading else "",
        caption=f"{measure.title}, {measure.unit_words}",
        head=tuple(head),
        rows=tuple(rows),
        note=f"{groups}; the number in brackets is how many of them have a figure. "
        "A dash means that nothing is published there, or too little of a group for a median.",
    )


def _compared(entry: Entry, measure: Measure, comparator: Comparator, period: Period) -> TableCell:
    """The figure of a comparator: an area's with its symbol, a group's with how many it is of."""
    if not comparator.is_group:
        return _cell(entry, entry.series(measure.id, comparator.areas[0]).at(period), measure)
    found = benchmark(entry, measure, comparator, period)
    if found is None:
        return NOT_THERE
    return TableCell(f"{number(found.value, measure.decimals)} (of {found.counted})")


def _cell(entry: Entry, figure: Figure | None, measure: Measure) -> TableCell:
    if figure is None:
        return NOT_THERE
    shown = "" if figure.value is None else number(figure.value, measure.decimals)
    symbol = entry.reference.symbols.get(figure.status)
    return TableCell(shown, figure.status, symbol.means if symbol else "")


def _counts(figure: Figure | None) -> TableCell:
    if figure is None or (figure.numerator is None and figure.denominator is None):
        return NOT_THERE
    top, bottom = (
        NOT_THERE.value if number is None else count(number)
        for number in (figure.numerator, figure.denominator)
    )
    return TableCell(f"{top} / {bottom}")


def breakdown_tables(entry: Entry, edition: Edition) -> list[PageTable]:
    """One table for each breakdown, for the newest period in which it has figures."""
    found = []
    for split in splits(entry):
        measure = split.measure
        rows: list[tuple[str | TableCell, ...]] = [
            (category, *(_cell(entry, figure, measure) for figure in figures))
            for category, figures in zip(split.categories, split.figures, strict=True)
        ]
        names = [
            edition.area_name if area == edition.council else area.name for area in split.areas
        ]
        note = ""
        if edition.council not in split.areas:
            note = f"No such figures are public for {edition.area_name}."
        found.append(
            PageTable(
                heading=split.topic,
                caption=f"{measure.title} by {lower_first(split.topic)}, "
                f"{measure.unit_words}, {measure.kind.name(split.period)}",
                head=(split.topic, *names),
                rows=tuple(rows),
                note=note,
            )
        )
    return found


def revision_tables(entry: Entry) -> list[PageTable]:
    """A table for each revision that names the figures it changed, newest revision first."""
    found = []
    for revision in sorted(entry.indicator.revisions, key=lambda r: r.date, reverse=True):
        if revision.changes:
            rows = [_revised(entry, change) for change in revision.changes]
            found.append(
                PageTable(
                    heading="",
                    caption=f"Figures changed on {revision.date.isoformat()}",
                    head=("Area", "Period", "Figure", "Before", "After"),
                    rows=tuple(rows),
                )
            )
    return found


def _revised(entry: Entry, change: Change) -> tuple[str | TableCell, ...]:
    indicator = entry.indicator
    measure = indicator.measure(change.measure) if change.measure else indicator.headline
    what = measure.title
    if change.breakdown_topic != TOTAL:
        what += f", {change.breakdown_topic}: {change.breakdown}"
    return (
        entry.reference.areas[change.area_code].full_name,
        TableCell(change.period),
        TableCell(what),
        _written(entry, change.old, measure),
        _written(entry, change.new, measure),
    )


def _written(entry: Entry, text: str, measure: Measure) -> TableCell:
    try:
        return TableCell(number(Decimal(text), measure.decimals))
    except InvalidOperation:
        return TableCell("", text, entry.reference.symbols[text].means)
