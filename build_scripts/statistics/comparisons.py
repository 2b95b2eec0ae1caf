"""Sets the council's figure of a period beside its comparators, each with its own period and verdict."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from build_scripts.model.figures import Figure, Series
from build_scripts.model.measure import Measure
from build_scripts.model.periods import AbsurdYearError, Period
from build_scripts.model.reference import Area
from build_scripts.model.units import rounded
from build_scripts.statistics.benchmarks import Benchmark, Thinned, newest_benchmark, thinned
from build_scripts.statistics.continuity import in_one_series
from build_scripts.statistics.estimates import possible
from build_scripts.statistics.judging import Certainty, certainty
from build_scripts.statistics.series import Entry
from build_scripts.statistics.verdicts import Verdict


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
class Change:
    """By how much two figures differ.

    Attributes:
        shown: the difference of the figures as shown, which readers can check.
        counted: the difference by the counts behind them, with one decimal at least; None without.
    """

    shown: Decimal
    counted: Decimal | None

    @property
    def best(self) -> Decimal:
        """The truer of the two."""
        return self.shown if self.counted is None else self.counted


@dataclass(frozen=True)
class Standing:
    """The figures of one measure at one period.

    Attributes:
        council: the council's figure, if it has a value.
        figure: the same with its counts.
        certainty: what chance leaves open about it.
        newest: the council's newest row, if it has no value, as (period, status symbol).
        before: the council's figure of the period directly before, unless a break or a gap lies
            between or one of both periods is exceptional.
        change: by how much the figure differs from that one; None without one.
        year_before: the same of the period a year before; for yearly figures the same as `before`.
        comparators: the comparators that have a figure, in the order of the standpoint.
        thinned: groups without one in the council's period, because too many areas have none.
    """

    council: Point | None
    figure: Figure | None
    certainty: Certainty | None
    newest: tuple[Period, str] | None
    before: Point | None
    change: Change | None
    year_before: Point | None
    comparators: tuple[Compared, ...]
    thinned: tuple[Thinned, ...] = ()

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
    council = before = earlier = sure = change = None
    if latest is not None and latest.value is not None:
        council = Point(latest.period, latest.value, latest.status)
        sure = certainty(entry, measure, ours.area, latest)
        older = _before(entry, measure, ours, latest)
        before = _point(older)
        change = _change(measure, ours.area, older, latest) if older else None
        earlier = _year_before(entry, measure, ours, latest)
    limit = latest.period if latest else at
    comparators, thin_groups = [], []
    for comparator in entry.standpoint.comparators:
        thin = thinned(entry, measure, comparator, latest.period) if latest else None
        if thin is not None:
            thin_groups.append(thin)
            continue
        found = newest_benchmark(entry, measure, comparator, limit)
        if found is not None and in_one_series(entry, measure, ours, found.period, latest):
            verdict = sure.verdict(found.low, found.high, measure) if sure else None
            comparators.append(Compared(found, verdict))
    return Standing(
        council=council,
        figure=latest,
        certainty=sure,
        newest=newest,
        before=before,
        change=change,
        year_before=earlier,
        comparators=tuple(comparators),
        thinned=tuple(thin_groups),
    )


def _before(entry: Entry, measure: Measure, ours: Series, latest: Figure) -> Figure | None:
    """The figure of the period directly before, unless the series begins anew."""
    periods = entry.periods_of(measure.id)
    place = periods.index(latest.period)
    if not place or not in_one_series(entry, measure, ours, periods[place - 1], latest):
        return None
    older = ours.at(periods[place - 1])
    return older if older is not None and older.value is not None else None


def _change(measure: Measure, area: Area, older: Figure, latest: Figure) -> Change:
    assert older.value is not None and latest.value is not None
    shown = rounded(latest.value, measure.decimals) - rounded(older.value, measure.decimals)
    now, then = (possible(figure, measure, area.level) for figure in (latest, older))
    if not (now.exact and then.exact):
        return Change(shown, None)
    by = now.central - then.central
    exact = Decimal(by.numerator) / Decimal(by.denominator)
    return Change(shown, rounded(exact, max(measure.decimals, 1)))


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
