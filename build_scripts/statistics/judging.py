"""Says whether a figure differs from another by more than chance can explain.

The one place where an interval is put around a figure and turned into a verdict. Never from rank.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from build_scripts.model.figures import Figure
from build_scripts.model.indicator import Indicator
from build_scripts.model.measure import Measure
from build_scripts.model.reference import Area
from build_scripts.model.standpoint import Judgement
from build_scripts.statistics import intervals
from build_scripts.statistics.intervals import LEVELS, Interval
from build_scripts.statistics.series import Entry
from build_scripts.statistics.verdicts import Reason, Verdict

# Ratings of the data with which a comparison can be relied on. Of `caution` the concern is shown
# first and the verdict stands; of `poor` the verdict is withheld.
GOOD_ENOUGH = ("good", "caution")


@dataclass(frozen=True)
class Certainty:
    """What chance leaves open about a figure.

    Attributes:
        intervals: for each of `intervals.LEVELS`, in the unit of the measure; None without counts.
        reason: why no verdict can be taken from it; empty where one can.
    """

    intervals: tuple[Interval, Interval] | None
    reason: Reason

    def verdict(self, benchmark: Decimal, measure: Measure) -> Verdict:
        """Set a figure with this certainty beside a benchmark that is taken as exact.

        The figure differs if its 95% interval leaves the benchmark out (the method of Fingertips,
        single overlapping interval: OHID, Technical Guide on confidence intervals).
        """
        if self.reason == "too_few":
            return Verdict("too_few", "too_few")
        if self.reason or self.intervals is None:
            return Verdict("not_stated", self.reason)
        ours, theirs = self.intervals[0], float(benchmark)
        if ours.low <= theirs <= ours.high:
            return Verdict("similar")
        higher = ours.low > theirs
        better = measure.better(higher)
        if better is None:
            return Verdict("higher" if higher else "lower")
        return Verdict("better" if better else "worse")


def certainty(entry: Entry, measure: Measure, area: Area, figure: Figure) -> Certainty:
    """What chance leaves open about one unsplit figure of an area.

    Args:
        entry: the indicator, whose rating of its data and least denominator count.
        measure: the figure's measure.
        area: where the figure is from.
        figure: the figure, which must have a value.
    """
    spread = None
    if measure.spread:
        at = entry.series(measure.spread, area).at(figure.period)
        spread = at.value if at else None
    found = around(figure, measure, spread)
    least = fewest(measure, entry.standpoint.judgement)
    return Certainty(found, _reason(entry.indicator, least, measure, figure, found))


def _reason(
    indicator: Indicator,
    least: int,
    measure: Measure,
    figure: Figure,
    found: tuple[Interval, Interval] | None,
) -> Reason:
    if indicator.data_quality.rating not in GOOD_ENOUGH:
        return "poor_data"
    if measure.not_judged_because:
        return "declared"
    if figure.denominator is not None and figure.denominator < least:
        return "too_few"
    if found is not None:
        return ""
    if measure.is_share:
        counted = figure.numerator is not None or figure.denominator is not None
        exceeds = bool(measure.over_100_because) or bool(figure.denominator)
        return "not_a_share" if counted and exceeds else "no_counts"
    return "no_spread" if measure.is_mean else "no_counts"


def fewest(measure: Measure, judgement: Judgement) -> int:
    """The smallest denominator with which a figure of a measure is judged."""
    return judgement.fewest if measure.fewest_to_judge is None else measure.fewest_to_judge


def around(
    figure: Figure, measure: Measure, spread: Decimal | None = None
) -> tuple[Interval, Interval] | None:
    """The intervals around a figure, at each of `intervals.LEVELS`, in the unit of the measure.

    A percentage gets Wilson's, from both counts or from itself and its denominator; a rate per
    population the limits of its count, scaled as the rate is; a mean with a standard deviation
    Student's. None where the measure is declared not to be judged, where the source gives too little, where a percentage is no share of a whole,
    and where the interval would have no width: that is rounding, not certainty.
    """
    if figure.value is None or measure.not_judged_because:
        return None
    value = float(figure.value)
    top = None if figure.numerator is None else float(figure.numerator)
    bottom = None if figure.denominator is None else float(figure.denominator)
    if measure.is_share and bottom and not measure.over_100_because:
        share = value / measure.per * bottom if top is None else top
        if 0 <= share <= bottom:
            return _scaled(
                [intervals.wilson(share, bottom, level) for level in LEVELS], measure.per
            )
    if measure.is_rate and top is not None and (bottom or (top and value)):
        scale = measure.per / bottom if bottom else value / top
        return _scaled([intervals.poisson(top, level) for level in LEVELS], scale)
    if spread is not None and spread > 0 and bottom is not None and bottom >= 2:
        return _scaled(
            [intervals.student(value, float(spread), bottom, level) for level in LEVELS], 1
        )
    return None


def _scaled(found: list[Interval], scale: float) -> tuple[Interval, Interval]:
    first, second = (Interval(one.low * scale, one.high * scale) for one in found)
    return first, second
