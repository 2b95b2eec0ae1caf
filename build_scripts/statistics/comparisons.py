"""Sets the council's figure of a period beside its comparators, each with its own period and verdict."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from build_scripts.model.comparators import Comparator
from build_scripts.model.figures import Figure, Series
from build_scripts.model.measure import Measure
from build_scripts.model.periods import AbsurdYearError, Period
from build_scripts.statistics.judging import Certainty, certainty
from build_scripts.statistics.series import Entry
from build_scripts.statistics.verdicts import Verdict

# The median of fewer areas than this would be the figure of one or two of them.
FEWEST_IN_GROUP = 3


@dataclass(frozen=True)
class Benchmark:
    """What a comparator's figure is in one period.

    Attributes:
        value: the area's figure, or the median of those of the group that have one, in the unit
            of the measure, unrounded.
        status: a status symbol beside the value, or empty.
        counted: how many areas the value is taken from.
        spread: lowest and highest value of those areas; None for a single area.
    """

    comparator: Comparator
    period: Period
    value: Decimal
    status: str = ""
    counted: int = 1
    spread: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True)
class Point:
    """The council's own figure in one period.

    Attributes:
        value: in the unit of the measure, unrounded.
        status: a status symbol beside the value, or empty.
    """

    period: Period
    value: Decimal
    status: str = ""


@dataclass(frozen=True)
class Compared:
    """A benchmark, and how the council's figure stands to it: None where it has no figure."""

    benchmark: Benchmark
    verdict: Verdict | None


@dataclass(frozen=True)
class Standing:
    """The figures of one measure at one period.

    Attributes:
        council: the council's figure, if it has a value.
        figure: the same with its counts.
        certainty: what chance leaves open about it.
        newest: the council's newest row, if it has no value, as (period, status symbol).
        before: the council's figure of the period directly before, unless a break or a gap lies
            between.
        year_before: the same of the period a year before; for yearly figures the same as `before`.
        comparators: the comparators that have a figure, in the order of the standpoint.
    """

    council: Point | None
    figure: Figure | None
    certainty: Certainty | None
    newest: tuple[Period, str] | None
    before: Point | None
    year_before: Point | None
    comparators: tuple[Compared, ...]

    def against(self, comparator_id: str) -> Compared | None:
        """The comparator with this id, if it has a figure."""
        return next(
            (c for c in self.comparators if c.benchmark.comparator.id == comparator_id), None
        )


def standing(entry: Entry, measure: Measure, at: Period | None = None) -> Standing:
    """The figures of a measure for the council and its comparators.

    A comparator's figure is the one of the council's own period or, failing that, the newest
    before it in the same series. Where the council has no figure, each comparator's newest is
    given.

    Args:
        entry: the indicator.
        measure: one of its measures.
        at: the period asked about, as if nothing newer had been published; None for the newest
            for which the council has a figure.
    """
    ours = entry.series(measure.id, entry.council)
    rows = [figure for figure in ours.figures if at is None or figure.period <= at]
    latest = ours.latest if at is None else ours.at(at)
    if latest is not None and latest.value is None:
        latest = None
    newest = (rows[-1].period, rows[-1].status) if rows and rows[-1].value is None else None
    council = before = earlier = sure = None
    if latest is not None and latest.value is not None:
        council = Point(latest.period, latest.value, latest.status)
        sure = certainty(entry, measure, ours.area, latest)
        before = _before(entry, measure, ours, latest)
        earlier = _year_before(entry, measure, ours, latest)
    limit = latest.period if latest else at
    comparators = []
    for comparator in entry.standpoint.comparators:
        found = newest_benchmark(entry, measure, comparator, limit)
        if found is not None and in_one_series(entry, measure, ours, found.period, latest):
            verdict = sure.verdict(found.value, measure) if sure else None
            comparators.append(Compared(found, verdict))
    return Standing(council, latest, sure, newest, before, earlier, tuple(comparators))


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
    figures = [series.at(period) for series in series_of(entry, measure, comparator)]
    there = [figure for figure in figures if figure is not None and figure.value is not None]
    values = [figure.value for figure in there if figure.value is not None]
    if not comparator.is_group:
        return Benchmark(comparator, period, values[0], there[0].status) if values else None
    if len(values) < FEWEST_IN_GROUP:
        return None
    return Benchmark(
        comparator,
        period,
        median(values),
        counted=len(values),
        spread=(min(values), max(values)),
    )


def series_of(entry: Entry, measure: Measure, comparator: Comparator) -> tuple[Series, ...]:
    """The series of each area of a comparator, in its order."""
    return tuple(entry.series(measure.id, area) for area in comparator.areas)


def _before(entry: Entry, measure: Measure, ours: Series, latest: Figure) -> Point | None:
    """The figure of the period directly before, unless the series begins anew."""
    periods = entry.periods_of(measure.id)
    place = periods.index(latest.period)
    if not place or begins_anew(entry, measure, latest):
        return None
    return _point(ours.at(periods[place - 1]))


def _year_before(entry: Entry, measure: Measure, ours: Series, latest: Figure) -> Point | None:
    """The figure of the same period a year before, if no new series has begun since."""
    try:
        earlier = measure.kind.year_before(latest.period)
    except AbsurdYearError:  # no figure is from before the first year that can be written
        return None
    if not in_one_series(entry, measure, ours, earlier, latest):
        return None
    return _point(ours.at(earlier))


def _point(figure: Figure | None) -> Point | None:
    if figure is None or figure.value is None:
        return None
    return Point(figure.period, figure.value, figure.status)


def begins_anew(entry: Entry, measure: Measure, figure: Figure) -> bool:
    """Whether a new series begins with a figure: by its symbol, or as declared."""
    return _marked(entry, figure) or broken_at(entry, measure, figure.period)


def _marked(entry: Entry, figure: Figure) -> bool:
    return entry.reference.symbols.role_of(figure.status) == "break"


def broken_at(entry: Entry, measure: Measure, period: Period) -> bool:
    """Whether a break in the series is declared to begin with this period."""
    return any(item.period == period.text for item in entry.indicator.breaks_of(measure))


def in_one_series(
    entry: Entry, measure: Measure, series: Series, older: Period, figure: Figure | None
) -> bool:
    """Whether no new series begins after an older period, up to that of a figure.

    Args:
        entry: the indicator.
        measure: one of its measures.
        series: the one that the figure is in.
        older: a period that is not newer than the figure's.
        figure: the newer figure; without one there is nothing to be cut off from.
    """
    if figure is None or older == figure.period:
        return True
    later = measure.kind.between(older, figure.period)[1:]
    # A symbol breaks a series wherever it stands, not only beside the newest figure.
    marked = {found.period for found in series.figures if _marked(entry, found)}
    return marked.isdisjoint(later) and not any(broken_at(entry, measure, p) for p in later)
