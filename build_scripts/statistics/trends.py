"""What a trend chart shows, before it is drawn: lines, breaks and missing periods."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from build_scripts.model.comparators import Comparator, Members
from build_scripts.model.figures import Figure, Series
from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period
from build_scripts.statistics.benchmarks import benchmark, series_of
from build_scripts.statistics.continuity import begins_anew, broken_at
from build_scripts.statistics.intervals import Interval
from build_scripts.statistics.judging import GOOD_ENOUGH, certainty
from build_scripts.statistics.series import Entry

Values = tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Line:
    """One line of a trend chart: a value or None for each period on the axis.

    Attributes:
        comparator: whose line it is; None for the council's own.
    """

    comparator: Comparator | None
    values: Values

    @property
    def is_council(self) -> bool:
        """Whether it is the council's own line."""
        return self.comparator is None


@dataclass(frozen=True)
class Thin:
    """The line of one area of a group, drawn thin and without a label."""

    area_name: str
    members: Members
    values: Values


@dataclass(frozen=True)
class Trend:
    """What a trend chart shows, before it has a size.

    Attributes:
        periods: every period on the axis, gaps included.
        lines: the quietest first, the council's last.
        thin: a line for each area of the groups that are drawn area by area.
        breaks: positions of periods with which a new series begins.
        exceptional: positions of periods whose figures are not comparable with any others.
        missing: position and status symbol of each period for which the council has no value.
        provisional: position and status symbol of each provisional figure of the council.
        band: the 95% interval of the council's figure in each period, in the unit of the measure;
            None where counts are not published or nothing may be claimed of the figure.
        targets: positions of the first and last period a target holds for, and its value.
        doubted: whether the data is so poor that nothing may be claimed of it.
    """

    measure: Measure
    periods: tuple[Period, ...]
    lines: tuple[Line, ...]
    thin: tuple[Thin, ...]
    breaks: tuple[int, ...]
    exceptional: tuple[int, ...]
    missing: tuple[tuple[int, str], ...]
    provisional: tuple[tuple[int, str], ...]
    band: tuple[Interval | None, ...]
    targets: tuple[tuple[int, int, Decimal], ...]
    doubted: bool = False

    @property
    def cuts(self) -> tuple[int, ...]:
        """Positions that no line reaches from the one before: breaks, and exceptional periods."""
        after = (at + 1 for at in self.exceptional)
        return tuple(sorted({*self.breaks, *self.exceptional, *after}))


def trend(entry: Entry, measure: Measure | None = None) -> Trend | None:
    """Collect what a trend chart shows.

    Args:
        entry: the indicator, seen from one council.
        measure: one of its measures; None for the headline.

    Returns:
        None where no line has figures for two periods: a point is not a trend.
    """
    measure = entry.indicator.headline if measure is None else measure
    periods = entry.periods_of(measure.id)
    ours = entry.series(measure.id, entry.council)
    lines = [*_lines(entry, measure, periods), Line(None, _values(ours, periods))]
    lines = [line for line in lines if any(v is not None for v in line.values)]
    if not any(sum(v is not None for v in line.values) > 1 for line in lines):
        return None
    figures = [ours.at(period) for period in periods]
    here = [(at, figure) for at, figure in enumerate(figures) if figure is not None]
    return Trend(
        measure=measure,
        periods=periods,
        lines=tuple(lines),
        thin=tuple(_thin(entry, measure, periods)),
        # There is nothing before the first period to be cut off from.
        breaks=tuple(
            i
            for i, (period, figure) in enumerate(zip(periods, figures, strict=True))
            if i
            and (
                begins_anew(entry, measure, figure) if figure else broken_at(entry, measure, period)
            )
        ),
        exceptional=tuple(
            at
            for at, period in enumerate(periods)
            if entry.indicator.is_exceptional(measure, period)
        ),
        missing=tuple((at, figure.status) for at, figure in here if figure.value is None),
        provisional=tuple(
            (at, figure.status)
            for at, figure in here
            if entry.reference.symbols.role_of(figure.status) == "provisional"
        ),
        band=_band(entry, measure, figures),
        targets=_targets(entry, measure, periods),
        doubted=entry.indicator.data_quality.rating not in GOOD_ENOUGH,
    )


def _values(series: Series, periods: tuple[Period, ...]) -> Values:
    figures = [series.at(period) for period in periods]
    return tuple(figure.value if figure else None for figure in figures)


def _lines(entry: Entry, measure: Measure, periods: tuple[Period, ...]) -> list[Line]:
    """A line for each comparator; the medians of groups lie beneath the lines of single areas."""
    groups = [c for c in reversed(entry.standpoint.comparators) if c.is_group]
    single = [c for c in entry.standpoint.comparators if not c.is_group]
    found = []
    for comparator in (*groups, *single):
        points = [benchmark(entry, measure, comparator, period) for period in periods]
        found.append(Line(comparator, tuple(p.value if p else None for p in points)))
    return found


def _thin(entry: Entry, measure: Measure, periods: tuple[Period, ...]) -> list[Thin]:
    return [
        Thin(series.area.name, comparator.members, _values(series, periods))
        for comparator in entry.standpoint.comparators
        if comparator.members is not None
        for series in series_of(entry, measure, comparator)
        if series.latest
    ]


def _band(
    entry: Entry, measure: Measure, figures: list[Figure | None]
) -> tuple[Interval | None, ...]:
    """The 95% interval of each figure; of none where nothing may be claimed of the newest."""
    there = [figure for figure in figures if figure is not None and figure.value is not None]
    if not there or certainty(entry, measure, entry.council, there[-1]).withheld:
        return (None,) * len(figures)
    found: list[Interval | None] = []
    for figure in figures:
        limits = None
        if figure is not None and figure.value is not None:
            sure = certainty(entry, measure, entry.council, figure, as_newest=False)
            limits = sure.intervals
        found.append(limits[0] if limits else None)
    return tuple(found)


def _targets(
    entry: Entry, measure: Measure, periods: tuple[Period, ...]
) -> tuple[tuple[int, int, Decimal], ...]:
    found = []
    for target in entry.indicator.targets if measure.headline else ():
        inside = [i for i, period in enumerate(periods) if target.holds(period, measure.kind)]
        if inside:
            found.append((inside[0], inside[-1], Decimal(str(target.value))))
    return tuple(found)
