"""Sets the council's latest figure beside other areas, each with its own period.

States differences only. Whether a difference is more than chance is not claimed here: that needs
intervals, which these functions do not compute.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from build_scripts.catalogue import Entry, Series
from build_scripts.periods import Period

# The median of fewer councils than this would be the figure of one or two of them.
FEWEST_NEIGHBOURS = 3


@dataclass(frozen=True)
class Point:
    """A figure of one comparator.

    Attributes:
        name: the area's name, or what the group of areas is called.
        value: in the unit of the measure, unrounded.
        status: a status symbol beside the value, or empty.
        counted: how many areas the value is taken from.
    """

    name: str
    period: Period
    value: Decimal
    status: str = ""
    counted: int = 1


@dataclass(frozen=True)
class Standing:
    """The latest figures of one measure.

    Attributes:
        council: the council's newest figure with a value, if there is one.
        newest: the council's newest row, if it has no value, as (period, status symbol).
        before: the council's figure of the period directly before, unless a break or a gap lies
            between.
        comparators: country, region and neighbours, as far as there are figures.
    """

    council: Point | None
    newest: tuple[Period, str] | None
    before: Point | None
    comparators: tuple[Point, ...]


def standing(entry: Entry, measure: str) -> Standing:
    """The latest figures of a measure for the council and its comparators.

    A comparator's figure is the one of the council's own period or, failing that, the newest
    before it. Where the council has no figure, each comparator's newest is given.
    """
    shared = entry.shared
    ours = entry.series(measure, shared.council)
    latest = ours.latest
    last_row = ours.figures[-1] if ours.figures else None
    newest = None
    if last_row is not None and last_row.value is None:
        newest = (last_row.period, last_row.status)
    council = before = None
    if latest is not None and latest.value is not None:
        council = Point(shared.council.name, latest.period, latest.value, latest.status)
        before = _before(entry, measure, ours, latest.period)
    limit = council.period if council else None
    comparators = []
    for area in (shared.region, shared.country):
        series = entry.series(measure, area)
        figure = series.at_or_before(limit) if limit else series.latest
        if figure is not None and figure.value is not None:
            comparators.append(Point(area.name, figure.period, figure.value, figure.status))
    if (neighbours := neighbour_median(entry, measure, limit)) is not None:
        comparators.append(neighbours)
    return Standing(council, newest, before, tuple(comparators))


def _before(entry: Entry, measure: str, ours: Series, latest: Period) -> Point | None:
    if broken_at(entry, measure, latest):
        return None
    periods = entry.periods_of(measure)
    place = periods.index(latest)
    figure = ours.at(periods[place - 1]) if place else None
    if figure is None or figure.value is None:
        return None
    return Point(ours.area.name, figure.period, figure.value, figure.status)


def broken_at(entry: Entry, measure: str, period: Period) -> bool:
    """Whether a break in the series is declared to begin with this period."""
    return any(
        item.period == period.text and (not item.measures or measure in item.measures)
        for item in entry.indicator.breaks
    )


def neighbour_median(entry: Entry, measure: str, limit: Period | None) -> Point | None:
    """The median of the statistical neighbours that have a figure.

    Args:
        entry: the indicator.
        measure: the id of the measure.
        limit: the newest period to use; None for the newest there is.

    Returns:
        The median for the newest period in which at least `FEWEST_NEIGHBOURS` have a value.
    """
    series = neighbour_series(entry, measure)
    for period in reversed(entry.periods_of(measure)):
        if limit is not None and period > limit:
            continue
        values = neighbour_values(series, period)
        if len(values) >= FEWEST_NEIGHBOURS:
            return Point(
                "Median of statistical neighbours", period, median(values), "", len(values)
            )
    return None


def neighbour_series(entry: Entry, measure: str) -> tuple[Series, ...]:
    """The series of each statistical neighbour, closest first."""
    areas = entry.shared.areas
    return tuple(entry.series(measure, areas[code]) for code in entry.shared.neighbours)


def neighbour_values(series: tuple[Series, ...], period: Period) -> list[Decimal]:
    """The values the neighbours have in a period, in no particular order."""
    figures = [item.at(period) for item in series]
    return [f.value for f in figures if f is not None and f.value is not None]
