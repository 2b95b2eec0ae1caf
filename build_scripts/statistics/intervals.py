"""Confidence intervals: of a proportion, of a count and of a mean.

Each function takes plain numbers and gives an `Interval` in the same unit; which of them suits an
indicator, and when none does, is for others to say, as are rounding and words. The methods are
those of Public Health England, Technical Guide: Confidence Intervals (2018).

Written here although statsmodels has them: it takes a second to load in every process, and in the
tests it is the second opinion on each of these, which it could not be if it were the first.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import chdtri, ndtri, stdtrit

# The levels of official statistics on health: 95%, about two standard errors to each side, and the
# stricter 99.8%, about three.
LEVELS = (0.95, 0.998)
# Below this count Byar's lower limit is off by more than one part in five hundred at 95%, and the
# guide takes the exact limits.
SMALLEST_COUNT_FOR_BYAR = 10


@dataclass(frozen=True)
class Interval:
    """The lower and the upper confidence limit, in the unit of the estimate."""

    low: float
    high: float


def _tail(level: float) -> float:
    """The probability beyond each limit of an interval with two sides."""
    if not 0 < level < 1:
        raise ValueError(f"the confidence level {level} is not between 0 and 1")
    return (1 - level) / 2


def _normal_quantile(level: float) -> float:
    """How many standard errors a normal interval of this level reaches to each side."""
    return float(-ndtri(_tail(level)))


def wilson(numerator: float, denominator: float, level: float) -> Interval:
    """The interval of a proportion by Wilson's score method, without correction for continuity.

    Its limits are the proportions from which the one observed is as far as the level allows
    (Wilson, Probable inference, the law of succession, and statistical inference, Journal of the
    American Statistical Association 22, 1927; method 3 of Newcombe, Statistics in Medicine 17,
    1998). They never leave 0 to 1, and an observed 0 or 1 has an interval too.

    Args:
        numerator: how many of the denominator have what is counted; need not be whole, because it
            may have been worked out from a percentage.
        denominator: how many could have it.
        level: the confidence level, between 0 and 1.

    Returns:
        The limits as proportions, from 0 to 1.

    Raises:
        ValueError: the denominator is not more than 0, the numerator is not from 0 to the
            denominator, or the level is not between 0 and 1.
    """
    if not (math.isfinite(denominator) and denominator > 0):
        raise ValueError(f"the denominator {denominator} is not more than 0")
    if not 0 <= numerator <= denominator:
        raise ValueError(f"the numerator {numerator} is not from 0 to {denominator}")
    correction = _normal_quantile(level) ** 2 / denominator
    low = _wilson_low(numerator / denominator, correction)
    # The same limit for those who do not have it: exact at a proportion of 1, as the other at 0.
    high = 1 - _wilson_low((denominator - numerator) / denominator, correction)
    return Interval(low, high)


def _wilson_low(proportion: float, correction: float) -> float:
    """The smaller root of Wilson's quadratic, in a form that subtracts no two near numbers.

    Args:
        proportion: what was observed, from 0 to 1.
        correction: the square of the normal quantile over the denominator.
    """
    if proportion == 0:
        return 0.0
    root = math.sqrt(correction * (correction + 4 * proportion * (1 - proportion)))
    return 2 * proportion**2 / (2 * proportion + correction + root)


def poisson(count: float, level: float) -> Interval:
    """The interval of a count of events that happen independently of each other.

    From a count of 10, Byar's approximation (Breslow and Day, Statistical Methods in Cancer
    Research, volume II, 1987); below, the exact limits by the chi-square distribution
    (Garwood, Biometrika 28, 1936). Divide both limits by the population to have those of a rate.

    Args:
        count: how many events there were.
        level: the confidence level, between 0 and 1.

    Returns:
        The limits as numbers of events; the lower limit of no events is 0.

    Raises:
        ValueError: the count is negative or not a number, or the level is not between 0 and 1.
    """
    if not (math.isfinite(count) and count >= 0):
        raise ValueError(f"the count {count} is not 0 or more")
    if count < SMALLEST_COUNT_FOR_BYAR:
        tail = _tail(level)
        low = float(chdtri(2 * count, 1 - tail)) / 2 if count else 0.0
        return Interval(low, float(chdtri(2 * (count + 1), tail)) / 2)
    quantile = _normal_quantile(level)
    return Interval(_byar(count, -quantile), _byar(count + 1, quantile))


def _byar(count: float, quantile: float) -> float:
    """Byar's limit: the cube-root approximation of Wilson and Hilferty to chi-square."""
    return count * (1 - 1 / (9 * count) + quantile / (3 * math.sqrt(count))) ** 3


def student(mean: float, standard_deviation: float, number: float, level: float) -> Interval:
    """The interval of a mean by Student's t distribution.

    The mean, less and plus the quantile of t with one degree of freedom fewer than there are
    observations, times the standard deviation over the root of their number (Student, The
    probable error of a mean, Biometrika 6, 1908).

    Args:
        mean: the mean of the observations.
        standard_deviation: that of the observations, with their number less one as divisor.
        number: how many observations there are.
        level: the confidence level, between 0 and 1.

    Returns:
        The limits, in the unit of the mean.

    Raises:
        ValueError: the mean is not a number, the standard deviation is negative, there are fewer
            than two observations, or the level is not between 0 and 1.
    """
    if not math.isfinite(mean):
        raise ValueError(f"the mean {mean} is not a number")
    if not (math.isfinite(standard_deviation) and standard_deviation >= 0):
        raise ValueError(f"the standard deviation {standard_deviation} is not 0 or more")
    if not (math.isfinite(number) and number >= 2):
        raise ValueError(f"a mean of {number} observations has no interval: it takes two")
    quantile = float(-stdtrit(number - 1, _tail(level)))
    reach = quantile * standard_deviation / math.sqrt(number)
    return Interval(mean - reach, mean + reach)
