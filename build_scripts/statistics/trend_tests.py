"""Tests whether a short series of figures rises or falls, or changes at all, by more than chance.

The first test is the one behind the trend markers of Fingertips, the public health profiles of the
Office for Health Improvement and Disparities (Fingertips public health technical guidance, Trend
markers): a chi-square test of the slope over the latest five points, and a look at whether any
single point decides its direction. Three things differ. It is made at the level of every other
interval here, 95%, so that one page has one meaning of chance. Where the points lie further from
their line than chance would put them, that scatter is the yardstick. And a test of equality stands
beside it, because figures that neither rise nor fall steadily need not be the same.

Which figures may be tested at all, and what is said of the result, is for others. Written here for
the reason that `intervals` gives.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from scipy.special import chdtri, fdtri

from build_scripts.statistics.intervals import LEVELS, Interval

# How many of the latest points Fingertips tests.
POINTS = 5
# The level of the tests: that of the intervals from which verdicts are taken.
LEVEL = LEVELS[0]
# Two points can differ; that they lie on a line says nothing.
FEWEST_POINTS = 2
# A 95% interval reaches 1.96 standard errors to each side.
STANDARD_ERRORS_IN_INTERVAL = 3.92
# A slope this small beside the numbers it was worked out from is what rounding leaves of none.
ROUNDING = 1e-12


@dataclass(frozen=True)
class Movement:
    """How far a series is from being level, and which way it goes.

    Attributes:
        slope: chi-square of the slope, with one degree of freedom.
        scatter: chi-square of the points about their line, with two degrees fewer than points;
            both together are the chi-square of equality.
        points: how many points there are.
        sign: 1 if the line through all points rises, -1 if it falls, 0 if it is level.
        steady: whether the sign stays the same whichever one point is left out.
    """

    slope: float
    scatter: float
    points: int
    sign: int
    steady: bool

    def has_trend(self, design_effect: float = 1) -> bool:
        """Whether the series rises or falls by more than chance, and not by one point alone.

        Where the scatter is more than chance, its size is what the slope must stand out from
        (quasi-likelihood: McCullagh and Nelder, Generalized Linear Models, 1989, section 4.5).

        Args:
            design_effect: by how much groups of cases widen the variance of each point.
        """
        slope, scatter = self.slope / design_effect, self.scatter / design_effect
        left = self.points - 2
        if scatter > chi_square_limit(left):
            beyond = slope / (scatter / left) > float(fdtri(1, left, LEVEL))
        else:
            beyond = slope > chi_square_limit(1)
        return beyond and self.steady and self.sign != 0

    def has_changed(self, design_effect: float = 1) -> bool:
        """Whether the points differ by more than chance, in whatever order.

        Args:
            design_effect: by how much groups of cases widen the variance of each point.
        """
        return (self.slope + self.scatter) / design_effect > chi_square_limit(self.points - 1)


def chi_square_limit(degrees: int) -> float:
    """The value of chi-square that chance passes once in twenty times."""
    return float(chdtri(degrees, 1 - LEVEL))


@dataclass(frozen=True)
class _Point:
    """A figure, its place in the series from 0, and its weight in the line."""

    place: int
    value: float
    weight: float


def of_proportions(numerators: Sequence[float], denominators: Sequence[float]) -> Movement:
    """Test proportions for a linear trend, as Cochran and Armitage do.

    The statistic is that of Armitage, Tests for linear trends in proportions and frequencies,
    Biometrics 11, 1955, with the number of all cases as its factor (not that number less one):
    the square of the slope over its variance if every point had the proportion of all taken
    together. Its sign is also that of the slope of a logistic regression. The code of Fingertips
    looks at an unweighted line through the logits instead when it leaves points out; that line
    does not exist where a numerator is 0 or as large as its denominator, and this one does.

    Args:
        numerators: the numerator of each point, in order of time, all as far apart in time; they
            need not be whole.
        denominators: the denominator of each point.

    Raises:
        ValueError: there are fewer than two points or not as many of one as of the other, a
            denominator is not more than 0, or a numerator is not from 0 to its denominator.
    """
    _check_lengths(numerators, denominators)
    pairs = list(zip(numerators, denominators, strict=True))
    for numerator, denominator in pairs:
        if not (math.isfinite(denominator) and denominator > 0):
            raise ValueError(f"the denominator {denominator} is not more than 0")
        if not 0 <= numerator <= denominator:
            raise ValueError(f"the numerator {numerator} is not from 0 to {denominator}")
    total = math.fsum(denominators)
    proportion = math.fsum(numerators) / total
    others = math.fsum(denominator - numerator for numerator, denominator in pairs) / total
    variance = proportion * others
    if variance == 0:
        # Nobody or everybody at every point: the same proportion throughout.
        return Movement(slope=0.0, scatter=0.0, points=len(pairs), sign=0, steady=True)
    return _movement(
        [
            _Point(place, numerator / denominator, denominator / variance)
            for place, (numerator, denominator) in enumerate(pairs)
        ]
    )


def of_values(values: Sequence[float], intervals: Sequence[Interval]) -> Movement:
    """Test values of any other kind for a linear trend, each weighted by how sure it is.

    The line is that of least squares with the inverse of each value's variance as its weight; the
    statistic is the square of the slope over its standard error, which is one over the root of
    the weighted squares of the places about their mean (Fingertips technical guidance, Trend
    markers). The standard error of a value is the width of its 95% interval over 3.92.

    Args:
        values: the value of each point, in order of time, all as far apart in time.
        intervals: the 95% confidence interval of each, in the unit of the values.

    Raises:
        ValueError: there are fewer than two points or not as many of one as of the other, a
            value is not a number, or an interval has no width.
    """
    _check_lengths(values, intervals)
    points = []
    for place, (value, interval) in enumerate(zip(values, intervals, strict=True)):
        width = interval.high - interval.low
        if not math.isfinite(value):
            raise ValueError(f"the value {value} is not a number")
        if not (math.isfinite(width) and width > 0):
            raise ValueError(f"the interval from {interval.low} to {interval.high} has no width")
        points.append(_Point(place, value, (STANDARD_ERRORS_IN_INTERVAL / width) ** 2))
    return _movement(points)


def _check_lengths(first: Sequence[object], second: Sequence[object]) -> None:
    if len(first) != len(second):
        raise ValueError(f"{len(first)} points cannot be paired with {len(second)}")
    if len(first) < FEWEST_POINTS:
        raise ValueError(f"{len(first)} points are too few to test: it takes {FEWEST_POINTS}")


def _movement(points: list[_Point]) -> Movement:
    """The tests of weighted points whose weights are the inverse of their variances."""
    covariance, spread = _line(points)
    sign = _sign(covariance)
    without_one = (_line(points[:left] + points[left + 1 :]) for left in range(len(points)))
    weight = math.fsum(point.weight for point in points)
    # The slope is the covariance over the spread; its variance is the weights over the spread.
    slope = covariance**2 / (spread * weight)
    # The squares about the weighted mean, over all pairs: see `_line`.
    equality = (
        math.fsum(
            first.weight * second.weight * (second.value - first.value) ** 2
            for first, second in combinations(points, 2)
        )
        / weight
    )
    return Movement(
        slope=slope,
        scatter=max(equality - slope, 0.0),
        points=len(points),
        sign=sign,
        steady=all(_sign(covariance) == sign for covariance, _ in without_one),
    )


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _line(points: list[_Point]) -> tuple[float, float]:
    """The covariance of place and value, and the spread of the places, over all pairs of points.

    Both are the sums about the weighted means times the sum of the weights (Lagrange's identity),
    and their quotient is the slope. Taking pairs leaves no mean to subtract, which would lose all
    digits where one weight is much the largest, and makes equal values exactly level.
    """
    pairs = [
        (first.weight * second.weight * (second.place - first.place), first, second)
        for first, second in combinations(points, 2)
    ]
    covariance = math.fsum(weight * (second.value - first.value) for weight, first, second in pairs)
    spread = math.fsum(weight * (second.place - first.place) for weight, first, second in pairs)
    sizes = (weight * (abs(first.value) + abs(second.value)) for weight, first, second in pairs)
    if abs(covariance) <= ROUNDING * math.fsum(sizes):
        return 0.0, spread
    return covariance, spread
