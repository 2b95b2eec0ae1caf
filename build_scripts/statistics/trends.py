"""What a trend chart shows, before it is drawn: lines, breaks and missing periods."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Literal

from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period
from build_scripts.statistics.comparisons import (
    FEWEST_NEIGHBOURS,
    broken_at,
    neighbour_series,
    neighbour_values,
)
from build_scripts.statistics.intervals import Interval
from build_scripts.statistics.judging import certainty
from build_scripts.statistics.series import Entry, Figure, Series

PROVISIONAL = "p"


@dataclass(frozen=True)
class Line:
    """One line of a trend chart: a value or None for each period on the axis."""

    who: Literal["neighbours", "region", "country", "council"]
    label: str
    short_label: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Trend:
    """What a trend chart shows, before it has a size.

    Attributes:
        periods: every period on the axis, gaps included.
        lines: the quietest first, the council's last.
        neighbours: a line of values for each neighbour, drawn thin and without a label.
        neighbour_names: their names, in the same order.
        breaks: positions of periods with which a new series begins.
        missing: position and status symbol of each period for which the council has no value.
        provisional: positions of the council's provisional figures.
        band: the 95% interval of the council's figure in each period, in the unit of the measure;
            None where counts are not published or too few were counted to say anything.
        targets: positions of the first and last period a target holds for, and its value.
    """

    measure: Measure
    periods: tuple[Period, ...]
    lines: tuple[Line, ...]
    neighbours: tuple[tuple[Decimal | None, ...], ...]
    neighbour_names: tuple[str, ...]
    breaks: tuple[int, ...]
    missing: tuple[tuple[int, str], ...]
    provisional: tuple[int, ...]
    band: tuple[Interval | None, ...]
    targets: tuple[tuple[int, int, Decimal], ...]


def trend(entry: Entry) -> Trend | None:
    """Collect what the trend chart of the headline measure shows.

    Returns:
        None where no line has figures for two periods: a point is not a trend.
    """
    measure, shared = entry.indicator.headline, entry.shared
    periods = entry.periods_of(measure.id)

    def values(series: Series) -> tuple[Decimal | None, ...]:
        figures = [series.at(period) for period in periods]
        return tuple(figure.value if figure else None for figure in figures)

    neighbours = neighbour_series(entry, measure.id)
    medians = []
    for period in periods:
        found = neighbour_values(neighbours, period)
        medians.append(median(found) if len(found) >= FEWEST_NEIGHBOURS else None)
    ours = entry.series(measure.id, shared.council)
    region, country = (entry.series(measure.id, a) for a in (shared.region, shared.country))
    name = shared.portal.council.area_name
    lines = [
        Line("neighbours", "Neighbours’ median", "Neighbours", tuple(medians)),
        Line("region", shared.region.name, shared.region.name, values(region)),
        Line("country", shared.country.name, shared.country.name, values(country)),
        Line("council", name, name, values(ours)),
    ]
    lines = [line for line in lines if any(v is not None for v in line.values)]
    if not any(sum(v is not None for v in line.values) > 1 for line in lines):
        return None
    present = {figure.period: figure for figure in ours.figures}
    missing = [
        (i, present[p].status)
        for i, p in enumerate(periods)
        if p in present and present[p].value is None
    ]
    return Trend(
        measure=measure,
        periods=periods,
        lines=tuple(lines),
        neighbours=tuple(values(series) for series in neighbours if series.latest),
        neighbour_names=tuple(series.area.name for series in neighbours if series.latest),
        breaks=tuple(i for i, p in enumerate(periods) if i and broken_at(entry, measure.id, p)),
        missing=tuple(missing),
        provisional=tuple(
            i for i, p in enumerate(periods) if p in present and present[p].status == PROVISIONAL
        ),
        band=tuple(_interval(entry, measure, present.get(period)) for period in periods),
        targets=_targets(entry, periods),
    )


def _interval(entry: Entry, measure: Measure, figure: Figure | None) -> Interval | None:
    if figure is None or figure.value is None:
        return None
    found = certainty(entry, measure, entry.shared.council, figure).intervals
    return found[0] if found else None


def _targets(entry: Entry, periods: tuple[Period, ...]) -> tuple[tuple[int, int, Decimal], ...]:
    kind = entry.indicator.period.kind
    found = []
    for target in entry.indicator.targets:
        begin = kind.parse(target.from_period) if target.from_period else periods[0]
        end = kind.parse(target.to_period) if target.to_period else periods[-1]
        inside = [i for i, period in enumerate(periods) if begin <= period <= end]
        if inside:
            found.append((inside[0], inside[-1], Decimal(str(target.value))))
    return tuple(found)
