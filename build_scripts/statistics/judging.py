"""Says whether a figure differs from another by more than chance and rounding can explain.

The one place where an interval is put around a figure and turned into a verdict. Never from rank.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from build_scripts.model.figures import Figure
from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period
from build_scripts.model.reference import Area
from build_scripts.model.standpoint import Judgement
from build_scripts.statistics.estimates import Estimate, estimates, gaps, of_so_many, possible
from build_scripts.statistics.intervals import LEVELS, Interval
from build_scripts.statistics.series import Entry
from build_scripts.statistics.verdicts import WITHHELD, Reason, Verdict, Word

# Ratings of the data with which a comparison can be relied on. Of `caution` the concern is shown
# first and the verdict stands; of `poor` the verdict is withheld.
GOOD_ENOUGH = ("good", "caution")
# A figure whose period ended longer ago than this says nothing of how things are.
OLDEST_YEARS = 3
# How closely the design effect is looked for that would overturn a verdict.
CLOSE = 1e-6


@dataclass(frozen=True)
class Bound:
    """What is known of a denominator that is not published.

    Attributes:
        at_least: the fewest it can be.
        closed: whether it is also known how many it can be at most.
    """

    at_least: Fraction
    closed: bool


@dataclass(frozen=True)
class Certainty:
    """What chance and rounding leave open about a figure.

    Attributes:
        estimates: what the figure can be, the likeliest first; none without counts.
        reason: why no verdict can be taken from it; empty where one can.
        design_effect: by how much groups widen its variance, as a source says; 1 if none does.
        must_stand: at which design effect a difference must still hold to be called one.
        bound: what is known of its denominator, where the verdict rests on no more.
        out_of: the number that must not be too few; None where none is published.
    """

    estimates: tuple[Estimate, ...]
    reason: Reason
    design_effect: float = 1
    must_stand: float = 1
    bound: Bound | None = None
    out_of: Decimal | None = None

    @property
    def withheld(self) -> bool:
        """Whether nothing at all may be claimed of the figure."""
        return self.reason in WITHHELD

    @property
    def intervals(self) -> tuple[Interval, Interval] | None:
        """At each of `intervals.LEVELS`, in the unit of the measure; None where there is none."""
        if self.withheld or self.bound or not self.estimates:
            return None
        first, second = (self.estimates[0].limits(level, self.design_effect) for level in LEVELS)
        return first, second

    def verdict(self, low: Fraction, high: Fraction, measure: Measure) -> Verdict:
        """Set a figure with this certainty beside a benchmark.

        The figure differs if its 95% interval leaves the benchmark out (the method of Fingertips,
        single overlapping interval: OHID, Technical Guide on confidence intervals), whatever
        rounding hides of either. Where its cases come in groups, it must also do so at the
        design effect that is asked for.

        Args:
            low: the least that the benchmark can be; it has no interval of its own.
            high: the most that it can be.
            measure: of both.
        """
        if self.reason == "too_few":
            return Verdict("too_few", "too_few")
        if self.reason or not self.estimates:
            return Verdict("not_stated", self.reason or "no_counts")
        ends = (float(low), float(high))
        found = self._ways(ends, self.design_effect)
        if self.bound and (len(found) > 1 or (found == {0} and not self.bound.closed)):
            return Verdict("not_stated", "no_counts")
        if len(found) > 1:
            return Verdict("not_stated", "rounding")
        (way,) = found
        if way and self._ways(ends, self.must_stand) != {way}:
            return Verdict("not_stated", "clustered", self._overturned_by(ends, way))
        return Verdict(_word(way, measure))

    def _ways(self, ends: Iterable[float], design_effect: float) -> set[int]:
        """Higher (1), lower (-1) or neither (0): of every figure it can be, to both ends."""
        limits = [one.limits(LEVELS[0], design_effect) for one in self.estimates]
        return {(theirs < ours.low) - (theirs > ours.high) for ours in limits for theirs in ends}

    def _overturned_by(self, ends: tuple[float, float], way: int) -> float:
        """The smallest design effect at which a difference no longer holds, by bisection."""
        holds, fails = self.design_effect, self.must_stand
        while fails - holds > CLOSE:
            middle = (holds + fails) / 2
            if self._ways(ends, middle) == {way}:
                holds = middle
            else:
                fails = middle
        return fails


def _word(way: int, measure: Measure) -> Word:
    if not way:
        return "similar"
    better = measure.better(higher=way > 0)
    if better is None:
        return "higher" if way > 0 else "lower"
    return "better" if better else "worse"


def certainty(
    entry: Entry, measure: Measure, area: Area, figure: Figure, *, as_newest: bool = True
) -> Certainty:
    """What chance and rounding leave open about one unsplit figure of an area.

    Args:
        entry: the indicator, whose rating of its data and least denominator count.
        measure: the figure's measure.
        area: where the figure is from.
        figure: the figure, which must have a value.
        as_newest: whether the figure stands for how things are; if not, it may be old.
    """
    judgement = entry.standpoint.judgement
    found = _estimates(entry, measure, area, figure)
    bound = None
    if not found:
        found, bound = _bounded(entry, measure, area, figure)
    out_of = _out_of(entry, measure, area, figure)
    reason = _reason(entry, measure, area, figure, found, out_of)
    if as_newest and reason != "poor_data" and is_old(entry, figure.period):
        reason = "too_old"
    declared = measure.design_effect or 1
    # What no source says is not made up: a difference must hold at the effect that is asked for.
    asked = measure.clustered_because and measure.design_effect is None
    return Certainty(
        found,
        reason,
        declared,
        max(declared, judgement.smallest_design_effect) if asked else declared,
        bound,
        out_of,
    )


def _estimates(entry: Entry, measure: Measure, area: Area, figure: Figure) -> tuple[Estimate, ...]:
    if measure.gap_between:
        return _gaps(entry, measure, area, figure.period)
    spread = None
    if measure.spread:
        at = entry.series(measure.spread, area).at(figure.period)
        spread = at.value if at else None
    return estimates(figure, measure, area.level, spread)


def _gaps(entry: Entry, measure: Measure, area: Area, period: Period) -> tuple[Estimate, ...]:
    parts = []
    for name in measure.gap_between:
        part, of = entry.series(name, area).at(period), entry.indicator.measure(name)
        if part is None or part.value is None:
            return ()
        parts.append(estimates(part, of, area.level))
    upper, lower = parts
    return gaps(upper, lower)


def _bounded(
    entry: Entry, measure: Measure, area: Area, figure: Figure
) -> tuple[tuple[Estimate, ...], Bound | None]:
    """The figure as a share of as many as its denominator is at least, and at most."""
    known = measure.denominator_bound
    if known is None or figure.denominator is not None:
        return (), None
    beside = entry.series(known.measure, area).at(figure.period)
    if beside is None or not beside.value:
        return (), None
    can_be, counted = possible(figure, measure, area.level), entry.indicator.measure(known.measure)
    slack, size = counted.counts_rounded_to.slack(area.level), Fraction(beside.value)
    least = (size - slack) * Fraction(str(known.at_least))
    if least < fewest(measure, entry.standpoint.judgement):
        return (), None
    sizes = [least]
    if known.at_most is not None:
        sizes.append((size + slack) * Fraction(str(known.at_most)))
    found = tuple(one for many in sizes for one in of_so_many(can_be, float(many), measure))
    return found, Bound(least, known.at_most is not None) if found else None


def _out_of(entry: Entry, measure: Measure, area: Area, figure: Figure) -> Decimal | None:
    """Out of how many a figure is; of a gap, the smaller of its two groups."""
    parts = (entry.series(name, area).at(figure.period) for name in measure.gap_between)
    known = [figure.denominator, *(part.denominator for part in parts if part is not None)]
    return min((number for number in known if number is not None), default=None)


def _reason(
    entry: Entry,
    measure: Measure,
    area: Area,
    figure: Figure,
    found: tuple[Estimate, ...],
    out_of: Decimal | None,
) -> Reason:
    if entry.indicator.data_quality.rating not in GOOD_ENOUGH:
        return "poor_data"
    if measure.not_judged_because:
        return "declared"
    if out_of is not None:
        # A rounded denominator may stand for a smaller one.
        least = Fraction(out_of) - measure.counts_rounded_to.slack(area.level)
        if least < fewest(measure, entry.standpoint.judgement):
            return "too_few"
    if found:
        return ""
    if measure.is_share:
        counted = figure.numerator is not None or figure.denominator is not None
        exceeds = bool(measure.over_100_because) or bool(figure.denominator)
        return "not_a_share" if counted and exceeds else "no_counts"
    return "no_spread" if measure.is_mean else "no_counts"


def fewest(measure: Measure, judgement: Judgement) -> int:
    """The smallest denominator with which a figure of a measure is judged."""
    return judgement.fewest if measure.fewest_to_judge is None else measure.fewest_to_judge


def is_old(entry: Entry, period: Period) -> bool:
    """Whether a period ended so long before the site was reviewed that it says nothing of today."""
    as_at = entry.standpoint.as_at
    # The first of March stands in for a 29 February that the earlier year does not have.
    day = as_at if (as_at.month, as_at.day) != (2, 29) else date(as_at.year, 3, 1)
    return period.end < day.replace(year=day.year - OLDEST_YEARS)
