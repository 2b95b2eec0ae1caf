"""What a published figure can stand for: how far rounding hides it, and how far chance moves it.

A figure is printed to so many digits. The counts behind it often say more, and where they do they
are used; the figure itself is shown as published. An `Estimate` is a figure with what is needed
to put a confidence interval around it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from build_scripts.model.figures import Figure
from build_scripts.model.measure import Measure
from build_scripts.statistics import intervals
from build_scripts.statistics.intervals import Interval


@dataclass(frozen=True)
class Possible:
    """Between which numbers a figure lies, in the unit of its measure.

    Attributes:
        low, high: the least and the largest it can be.
        central: the quotient of its counts, where they give the published figure back; else the
            published figure.
        exact: whether the counts leave nothing open.
    """

    low: Fraction
    central: Fraction
    high: Fraction
    exact: bool = False

    @property
    def values(self) -> tuple[Fraction, ...]:
        """The central value, then the ends that differ from it."""
        return tuple(dict.fromkeys((self.central, self.low, self.high)))


def possible(figure: Figure, measure: Measure, level: str) -> Possible:
    """What a figure can be, by its own digits and by its counts.

    Args:
        figure: the figure, which must have a value.
        measure: its measure.
        level: the level of geography of its area, on which the rounding of counts hangs.
    """
    assert figure.value is not None
    published = as_printed(figure.value, measure)
    counted = _counted(figure, measure, level)
    if counted is None:
        return published
    low, high = max(published.low, counted.low), min(published.high, counted.high)
    if low > high:  # the counts are those of another release, and only say how many there are
        return published
    return Possible(low, min(max(counted.central, low), high), high, exact=counted.exact)


def as_printed(value: Decimal, measure: Measure) -> Possible:
    """What a number can be that was rounded to the digits it is printed with.

    Files leave zeros at the end out, so that a number has at least the decimals of its measure.
    """
    exponent = value.as_tuple().exponent
    printed = -exponent if isinstance(exponent, int) else 0
    half = Fraction(1, 2 * 10 ** max(printed, measure.decimals))
    exact = Fraction(value)
    low, high = exact - half, exact + half
    if measure.is_ratio or measure.is_count:
        low = max(low, Fraction(0))
    if measure.is_share and not measure.over_100_because:
        high = min(high, Fraction(measure.per))
    return Possible(min(low, exact), exact, max(high, exact))


def _counted(figure: Figure, measure: Measure, level: str) -> Possible | None:
    if not measure.is_ratio or figure.numerator is None or not figure.denominator:
        return None
    top, bottom = Fraction(figure.numerator), Fraction(figure.denominator)
    per, half = Fraction(measure.per), measure.counts_rounded_to.slack(level)
    quotient = top / bottom * per
    if bottom <= half:
        return None
    low = max(top - half, Fraction(0)) / (bottom + half) * per
    high = (top + half) / (bottom - half) * per
    return Possible(low, quotient, high, exact=not half)


@dataclass(frozen=True)
class Proportion:
    """A share, in the unit of its measure: `top` of `bottom`, times `per`."""

    top: float
    bottom: float
    per: float

    @property
    def value(self) -> float:
        """The figure, in the unit of its measure."""
        return self.top / self.bottom * self.per

    def limits(self, level: float, design_effect: float = 1) -> Interval:
        """Wilson's limits, with as many fewer cases as the design effect says."""
        found = intervals.wilson(self.top / design_effect, self.bottom / design_effect, level)
        return Interval(found.low * self.per, found.high * self.per)


@dataclass(frozen=True)
class Events:
    """A rate: a count of events, and what one event adds to the figure."""

    count: float
    scale: float

    @property
    def value(self) -> float:
        """The figure, in the unit of its measure."""
        return self.count * self.scale

    def limits(self, level: float, design_effect: float = 1) -> Interval:
        """The limits of a count, with as many fewer events as the design effect says."""
        found = intervals.poisson(self.count / design_effect, level)
        scale = self.scale * design_effect
        return Interval(found.low * scale, found.high * scale)


@dataclass(frozen=True)
class Mean:
    """A mean of so many values, with their standard deviation."""

    value: float
    standard_deviation: float
    number: float

    def limits(self, level: float, design_effect: float = 1) -> Interval:
        """Student's limits, with the variance as many times as large as the design effect says."""
        deviation = self.standard_deviation * math.sqrt(design_effect)
        return intervals.student(self.value, deviation, self.number, level)


@dataclass(frozen=True)
class Gap:
    """The difference between two shares of different people: the upper less the lower."""

    upper: Proportion
    lower: Proportion

    @property
    def value(self) -> float:
        """The difference, in the unit of both."""
        return self.upper.value - self.lower.value

    def limits(self, level: float, design_effect: float = 1) -> Interval:
        """Newcombe's limits of a difference, from Wilson's limits of both shares.

        Method 10 of Newcombe, Interval estimation for the difference between independent
        proportions, Statistics in Medicine 17, 1998.
        """
        first, second = (part.limits(level, design_effect) for part in (self.upper, self.lower))
        one, other = self.upper.value, self.lower.value
        down = math.hypot(one - first.low, second.high - other)
        up = math.hypot(first.high - one, other - second.low)
        return Interval(one - other - down, one - other + up)


Estimate = Proportion | Events | Mean | Gap


def estimates(
    figure: Figure, measure: Measure, level: str, spread: Decimal | None = None
) -> tuple[Estimate, ...]:
    """The figure as what it can be: the likeliest first, then the ends of what rounding hides.

    None where the source gives too little, where a percentage is no share of a whole, and where
    the interval would have no width: that is rounding, not certainty.

    Args:
        figure: the figure, which must have a value.
        measure: its measure.
        level: the level of geography of its area.
        spread: the standard deviation of the values, if this is the mean of some.
    """
    can_be = possible(figure, measure, level)
    bottom = None if figure.denominator is None else float(figure.denominator)
    top = None if figure.numerator is None else float(figure.numerator)
    if measure.is_share and bottom and not measure.over_100_because:
        return of_so_many(can_be, bottom, measure)
    if measure.is_rate and top is not None and (top or bottom) and (bottom or figure.value):
        if not top:
            return (Events(0.0, measure.per / bottom),) if bottom else ()
        return tuple(Events(top, float(value) / top) for value in can_be.values if value)
    if spread is not None and spread > 0 and bottom is not None and bottom >= 2:
        return tuple(Mean(float(value), float(spread), bottom) for value in can_be.values)
    return ()


def of_so_many(can_be: Possible, bottom: float, measure: Measure) -> tuple[Proportion, ...]:
    """A share of so many; none where it would be no share of a whole."""
    shares = [float(value) / measure.per for value in can_be.values]
    if any(not 0 <= share <= 1 for share in shares):
        return ()
    return tuple(Proportion(share * bottom, bottom, measure.per) for share in shares)


def gaps(upper: tuple[Estimate, ...], lower: tuple[Estimate, ...]) -> tuple[Gap, ...]:
    """The differences of what two shares can be, the likeliest first."""
    return tuple(
        Gap(one, other)
        for one in upper
        for other in lower
        if isinstance(one, Proportion) and isinstance(other, Proportion)
    )
