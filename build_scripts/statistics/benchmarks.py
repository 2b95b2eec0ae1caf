"""What a comparator's figure is in a period: that of an area, or the median of a group."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median

from build_scripts.model.comparators import Comparator
from build_scripts.model.figures import Series
from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period
from build_scripts.model.reference import Area
from build_scripts.statistics.estimates import possible
from build_scripts.statistics.series import Entry

# The median of fewer areas than this would be the figure of one or two of them.
FEWEST_IN_GROUP = 3
# Where more than this part of a group has no figure, those left may not be typical of it: small
# numbers are withheld, and large ones are not.
MOST_MISSING = Fraction(1, 5)


@dataclass(frozen=True)
class Benchmark:
    """What a comparator's figure is in one period.

    Attributes:
        value: the area's figure, or the median of those of the group that have one, in the unit
            of the measure, unrounded.
        status: a status symbol beside the value, or empty.
        low, high: between which numbers the value lies, by its digits and by the counts behind it.
        counted: how many areas the value is taken from.
        spread: lowest and highest value of those areas; None for a single area.
    """

    comparator: Comparator
    period: Period
    value: Decimal
    low: Fraction
    high: Fraction
    status: str = ""
    counted: int = 1
    spread: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True)
class Thinned:
    """A group of which too many areas have no figure to give a median.

    Attributes:
        missing: how many have none in the council's period.
        members: how many areas of the group exist then.
    """

    comparator: Comparator
    missing: int
    members: int


def newest_benchmark(
    entry: Entry, measure: Measure, comparator: Comparator, limit: Period | None = None
) -> Benchmark | None:
    """A comparator's newest figure.

    Args:
        entry: the indicator.
        measure: one of its measures.
        comparator: what is asked about.
        limit: the newest period to use; None for the newest there is.
    """
    for period in reversed(entry.periods_of(measure.id)):
        if limit is None or period <= limit:
            found = benchmark(entry, measure, comparator, period)
            if found is not None:
                return found
    return None


def benchmark(
    entry: Entry, measure: Measure, comparator: Comparator, period: Period
) -> Benchmark | None:
    """A comparator's figure of a period; None where too few of its areas have one."""
    there = [
        (figure, possible(figure, measure, series.area.level))
        for series in series_of(entry, measure, comparator)
        if (figure := series.at(period)) is not None and figure.value is not None
    ]
    if not there:
        return None
    values = [figure.value for figure, _ in there if figure.value is not None]
    low, high = median(one.low for _, one in there), median(one.high for _, one in there)
    if not comparator.is_group:
        return Benchmark(comparator, period, values[0], low, high, there[0][0].status)
    if len(values) < FEWEST_IN_GROUP or thinned(entry, measure, comparator, period):
        return None
    return Benchmark(
        comparator,
        period,
        median(values),
        low,
        high,
        counted=len(values),
        spread=(min(values), max(values)),
    )


def _exists(area: Area, period: Period) -> bool:
    begun = area.valid_from is None or area.valid_from <= period.end
    return begun and (area.valid_to is None or area.valid_to >= period.end)


def thinned(
    entry: Entry, measure: Measure, comparator: Comparator, period: Period
) -> Thinned | None:
    """A group of which too many areas have no figure in a period; None for an area or a whole group.

    An area belongs to it if it exists at the end of the period, or has a figure all the same.
    """
    if not comparator.is_group:
        return None
    there = missing = 0
    for series in series_of(entry, measure, comparator):
        figure = series.at(period)
        if figure is not None and figure.value is not None:
            there += 1
        else:
            missing += _exists(series.area, period)
    members = there + missing
    return Thinned(comparator, missing, members) if missing > MOST_MISSING * members else None


def series_of(entry: Entry, measure: Measure, comparator: Comparator) -> tuple[Series, ...]:
    """The series of each area of a comparator, in its order."""
    return tuple(entry.series(measure.id, area) for area in comparator.areas)
