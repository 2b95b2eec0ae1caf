"""Sets the council's latest figure beside other areas, each with its own period and verdict."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Literal

from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period
from build_scripts.model.shared import Area
from build_scripts.statistics.judging import Certainty, Verdict, certainty
from build_scripts.statistics.series import Entry, Figure, Series

# The median of fewer councils than this would be the figure of one or two of them.
FEWEST_NEIGHBOURS = 3
BREAK = "b"


@dataclass(frozen=True)
class Point:
    """A figure of one area or group of areas.

    Attributes:
        who: the council, its region, its country, or the median of the statistical neighbours.
        name: the area's name, or what the group of areas is called.
        value: in the unit of the measure, unrounded.
        status: a status symbol beside the value, or empty.
        counted: how many areas the value is taken from.
        spread: lowest and highest value of those areas, where there are several.
        verdict: how the council's figure stands to this one; None for the council itself.
    """

    who: Literal["council", "region", "country", "neighbours"]
    name: str
    period: Period
    value: Decimal
    status: str = ""
    counted: int = 1
    spread: tuple[Decimal, Decimal] | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Standing:
    """The latest figures of one measure.

    Attributes:
        council: the council's newest figure with a value, if there is one.
        figure: the same with its counts.
        certainty: what chance leaves open about it.
        newest: the council's newest row, if it has no value, as (period, status symbol).
        before: the council's figure of the period directly before, unless a break or a gap lies
            between.
        comparators: country, region and neighbours, as far as there are figures.
    """

    council: Point | None
    figure: Figure | None
    certainty: Certainty | None
    newest: tuple[Period, str] | None
    before: Point | None
    comparators: tuple[Point, ...]


def standing(entry: Entry, measure_id: str) -> Standing:
    """The latest figures of a measure for the council and its comparators.

    A comparator's figure is the one of the council's own period or, failing that, the newest
    before it in the same series. Where the council has no figure, each comparator's newest is
    given.
    """
    shared, measure = entry.shared, entry.indicator.measure(measure_id)
    ours = entry.series(measure_id, shared.council)
    latest = ours.latest
    last_row = ours.figures[-1] if ours.figures else None
    newest = None
    if last_row is not None and last_row.value is None:
        newest = (last_row.period, last_row.status)
    council = before = sure = None
    if latest is not None and latest.value is not None:
        council = Point("council", ours.area.name, latest.period, latest.value, latest.status)
        sure = certainty(entry, measure, ours.area, latest)
        before = _before(entry, measure_id, ours, latest)
    comparators = _comparators(entry, measure, sure, latest)
    return Standing(council, latest, sure, newest, before, comparators)


def _comparators(
    entry: Entry, measure: Measure, sure: Certainty | None, latest: Figure | None
) -> tuple[Point, ...]:
    shared, limit = entry.shared, latest.period if latest else None
    found = []
    areas: tuple[tuple[Literal["region", "country"], Area], ...] = (
        ("region", shared.region),
        ("country", shared.country),
    )
    for who, area in areas:
        series = entry.series(measure.id, area)
        figure = series.at_or_before(limit) if limit else series.latest
        if figure is None or not in_one_series(entry, measure.id, figure.period, latest):
            continue
        if figure.value is not None:
            verdict = sure.verdict(figure.value, measure) if sure else None
            found.append(
                Point(who, area.name, figure.period, figure.value, figure.status, verdict=verdict)
            )
    neighbours = neighbour_median(entry, measure.id, limit)
    if neighbours is not None and in_one_series(entry, measure.id, neighbours[0], latest):
        period, values = neighbours
        middle = median(values)
        found.append(
            Point(
                "neighbours",
                "Median of statistical neighbours",
                period,
                middle,
                counted=len(values),
                spread=(min(values), max(values)),
                verdict=sure.verdict(middle, measure) if sure else None,
            )
        )
    return tuple(found)


def _before(entry: Entry, measure: str, ours: Series, latest: Figure) -> Point | None:
    if latest.status == BREAK or broken_at(entry, measure, latest.period):
        return None
    periods = entry.periods_of(measure)
    place = periods.index(latest.period)
    figure = ours.at(periods[place - 1]) if place else None
    if figure is None or figure.value is None:
        return None
    return Point("council", ours.area.name, figure.period, figure.value, figure.status)


def broken_at(entry: Entry, measure: str, period: Period) -> bool:
    """Whether a break in the series is declared to begin with this period."""
    return any(
        item.period == period.text and (not item.measures or measure in item.measures)
        for item in entry.indicator.breaks
    )


def in_one_series(entry: Entry, measure: str, older: Period, figure: Figure | None) -> bool:
    """Whether no new series begins after an older period, up to that of a figure.

    Args:
        entry: the indicator.
        measure: the id of the measure.
        older: a period that is not newer than the figure's.
        figure: the newer figure; without one there is nothing to be cut off from.
    """
    if figure is None or older == figure.period:
        return True
    later = entry.indicator.period.kind.between(older, figure.period)[1:]
    return figure.status != BREAK and not any(broken_at(entry, measure, p) for p in later)


def neighbour_median(
    entry: Entry, measure: str, limit: Period | None
) -> tuple[Period, list[Decimal]] | None:
    """The values a median of the statistical neighbours is taken from.

    Args:
        entry: the indicator.
        measure: the id of the measure.
        limit: the newest period to use; None for the newest there is.

    Returns:
        The newest period in which at least `FEWEST_NEIGHBOURS` have a value, and those values.
    """
    series = neighbour_series(entry, measure)
    for period in reversed(entry.periods_of(measure)):
        if limit is not None and period > limit:
            continue
        values = neighbour_values(series, period)
        if len(values) >= FEWEST_NEIGHBOURS:
            return period, values
    return None


def neighbour_series(entry: Entry, measure: str) -> tuple[Series, ...]:
    """The series of each statistical neighbour, closest first."""
    areas = entry.shared.areas
    return tuple(entry.series(measure, areas[code]) for code in entry.shared.neighbours)


def neighbour_values(series: tuple[Series, ...], period: Period) -> list[Decimal]:
    """The values the neighbours have in a period, in no particular order."""
    figures = [item.at(period) for item in series]
    return [f.value for f in figures if f is not None and f.value is not None]
