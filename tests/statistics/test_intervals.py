"""Confidence intervals, beside other programs and by their nature."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2, norm, t
from statsmodels.stats.proportion import proportion_confint

from build_scripts.statistics.intervals import (
    LEVELS,
    SMALLEST_COUNT_FOR_BYAR,
    Interval,
    poisson,
    student,
    wilson,
)

SURE, SURER = LEVELS
levels = st.sampled_from(LEVELS)
counts = st.integers(0, 100_000)
means = st.floats(-1e6, 1e6)
deviations = st.floats(1e-3, 1e6)
numbers = st.integers(2, 100_000)


@st.composite
def proportions(draw: st.DrawFn) -> tuple[float, int]:
    """A numerator, whole or worked out from a percentage, and its denominator."""
    denominator = draw(st.integers(1, 1_000_000))
    whole = st.integers(0, denominator).map(float)
    part = st.integers(0, 1000).map(lambda tenths: tenths / 1000 * denominator)
    return draw(whole | part), denominator


def width(interval: Interval) -> float:
    return interval.high - interval.low


@given(proportions(), levels)
def test_wilson_agrees_with_statsmodels(proportion: tuple[float, int], level: float) -> None:
    numerator, denominator = proportion
    low, high = proportion_confint(numerator, denominator, alpha=1 - level, method="wilson")
    found = wilson(numerator, denominator, level)
    assert found.low == pytest.approx(low, rel=1e-9, abs=1e-12)
    assert found.high == pytest.approx(high, rel=1e-9, abs=1e-12)


@given(st.integers(1, 10_000), st.data(), levels)
def test_wilson_agrees_with_scipy(denominator: int, data: st.DataObject, level: float) -> None:
    numerator = data.draw(st.integers(0, denominator))
    other = binomtest(numerator, denominator).proportion_ci(level, method="wilson")
    found = wilson(numerator, denominator, level)
    assert (found.low, found.high) == pytest.approx((other.low, other.high), rel=1e-9, abs=1e-12)


@given(proportions(), levels)
def test_a_limit_of_wilson_is_as_far_from_the_proportion_as_the_level_says(
    proportion: tuple[float, int], level: float
) -> None:
    # The definition: at each limit, the distance in standard errors of that limit is the quantile.
    numerator, denominator = proportion
    estimate = numerator / denominator
    quantile = norm.isf((1 - level) / 2)
    found = wilson(numerator, denominator, level)
    for limit in {found.low, found.high} - {0.0, 1.0}:
        error = math.sqrt(limit * (1 - limit) / denominator)
        assert abs(estimate - limit) == pytest.approx(quantile * error, rel=1e-6, abs=1e-12)


@given(proportions(), levels)
def test_wilson_holds_the_proportion_and_stays_from_0_to_1(
    proportion: tuple[float, int], level: float
) -> None:
    numerator, denominator = proportion
    found = wilson(numerator, denominator, level)
    assert 0 <= found.low < found.high <= 1
    assert found.low - 1e-15 <= numerator / denominator <= found.high + 1e-15


@given(proportions())
def test_wilson_is_wider_the_surer_it_is(proportion: tuple[float, int]) -> None:
    sure, surer = wilson(*proportion, SURE), wilson(*proportion, SURER)
    assert surer.low <= sure.low
    assert sure.high <= surer.high
    assert width(sure) < width(surer)


@given(proportions(), st.integers(2, 100), levels)
def test_wilson_is_narrower_the_more_there_are(
    proportion: tuple[float, int], times: int, level: float
) -> None:
    numerator, denominator = proportion
    more = wilson(numerator * times, denominator * times, level)
    assert width(more) < width(wilson(numerator, denominator, level))


@given(proportions(), levels)
def test_wilson_of_those_without_mirrors_wilson_of_those_with(
    proportion: tuple[float, int], level: float
) -> None:
    numerator, denominator = proportion
    having = wilson(numerator, denominator, level)
    lacking = wilson(denominator - numerator, denominator, level)
    assert (lacking.low, lacking.high) == pytest.approx((1 - having.high, 1 - having.low), abs=1e-9)


@given(st.integers(1, 1_000_000), levels)
def test_wilson_begins_at_0_for_nobody_and_ends_at_1_for_everybody(
    denominator: int, level: float
) -> None:
    assert wilson(0, denominator, level).low == 0
    assert wilson(denominator, denominator, level).high == 1


def exact(count: float, level: float) -> Interval:
    tail = (1 - level) / 2
    low = chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    return Interval(float(low), float(chi2.isf(tail, 2 * count + 2)) / 2)


@given(st.integers(0, 100 * SMALLEST_COUNT_FOR_BYAR - 1).map(lambda parts: parts / 100), levels)
def test_a_small_count_has_exact_limits(count: float, level: float) -> None:
    found, other = poisson(count, level), exact(count, level)
    assert found.low == pytest.approx(other.low, rel=1e-9, abs=1e-300)
    assert found.high == pytest.approx(other.high, rel=1e-9)


def test_byar_is_within_two_in_a_thousand_of_exact_as_public_health_england_says() -> None:
    # Technical Guide: Confidence Intervals, 2018.
    for count in range(SMALLEST_COUNT_FOR_BYAR, 2001):
        found, other = poisson(count, SURE), exact(count, SURE)
        assert found.low == pytest.approx(other.low, rel=0.002)
        assert found.high == pytest.approx(other.high, rel=0.002)


@pytest.mark.parametrize("count", [10, 11, 25, 400])
@pytest.mark.parametrize("level", LEVELS)
def test_a_large_count_has_the_limits_of_byar(count: int, level: float) -> None:
    # Breslow and Day, Statistical Methods in Cancer Research, volume II, 1987.
    z = norm.ppf((1 + level) / 2)
    more = count + 1
    found = poisson(count, level)
    assert found.low == pytest.approx(count * (1 - 1 / (9 * count) - z / (3 * count**0.5)) ** 3)
    assert found.high == pytest.approx(more * (1 - 1 / (9 * more) + z / (3 * more**0.5)) ** 3)


@given(counts, levels)
def test_the_interval_of_a_count_holds_it_and_is_not_negative(count: int, level: float) -> None:
    found = poisson(count, level)
    assert 0 <= found.low <= count < found.high
    assert (found.low == 0) == (count == 0)


@given(counts)
def test_the_interval_of_a_count_is_wider_the_surer_it_is(count: int) -> None:
    sure, surer = poisson(count, SURE), poisson(count, SURER)
    assert surer.low <= sure.low
    assert sure.high < surer.high


@given(counts, levels)
def test_the_limits_of_a_count_rise_with_it_and_narrow_beside_it(count: int, level: float) -> None:
    fewer, more = poisson(count, level), poisson(count + 1, level)
    assert fewer.low < more.low
    assert fewer.high < more.high
    if count:
        assert width(more) / (count + 1) < width(fewer) / count


@given(means, deviations, numbers, levels)
def test_student_agrees_with_scipy(
    mean: float, deviation: float, number: int, level: float
) -> None:
    low, high = t.interval(level, number - 1, loc=mean, scale=deviation / math.sqrt(number))
    found = student(mean, deviation, number, level)
    slack = 1e-9 * (high - low) + 1e-9 * abs(mean)
    assert (found.low, found.high) == pytest.approx((low, high), abs=slack)


@given(means, deviations, numbers)
def test_student_is_centred_and_wider_the_surer_it_is(
    mean: float, deviation: float, number: int
) -> None:
    sure, surer = student(mean, deviation, number, SURE), student(mean, deviation, number, SURER)
    assert surer.low <= sure.low <= mean <= sure.high <= surer.high
    assert (sure.low + sure.high) / 2 == pytest.approx(mean, rel=1e-9, abs=1e-9)


@given(means, numbers)
def test_student_has_no_width_where_all_are_the_same(mean: float, number: int) -> None:
    assert student(mean, 0, number, SURE) == Interval(mean, mean)


@given(means, deviations, numbers, st.integers(1, 1000), levels)
def test_student_is_narrower_the_more_there_are(
    mean: float, deviation: float, number: int, more: int, level: float
) -> None:
    fewer = student(0, deviation, number, level)
    assert width(student(0, deviation, number + more, level)) < width(fewer)


NAN, INFINITE = math.nan, math.inf


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (lambda: wilson(1, 0, SURE), "denominator 0 is not more than 0"),
        (lambda: wilson(1, -5, SURE), "denominator -5 is not more than 0"),
        (lambda: wilson(1, NAN, SURE), "denominator nan is not more than 0"),
        (lambda: wilson(1, INFINITE, SURE), "denominator inf is not more than 0"),
        (lambda: wilson(-1, 5, SURE), "numerator -1 is not from 0 to 5"),
        (lambda: wilson(6, 5, SURE), "numerator 6 is not from 0 to 5"),
        (lambda: wilson(NAN, 5, SURE), "numerator nan is not from 0 to 5"),
        (lambda: poisson(-1, SURE), "count -1 is not 0 or more"),
        (lambda: poisson(NAN, SURE), "count nan is not 0 or more"),
        (lambda: poisson(INFINITE, SURE), "count inf is not 0 or more"),
        (lambda: student(NAN, 1, 5, SURE), "mean nan is not a number"),
        (lambda: student(0, -1, 5, SURE), "standard deviation -1 is not 0 or more"),
        (lambda: student(0, NAN, 5, SURE), "standard deviation nan is not 0 or more"),
        (lambda: student(0, 1, 1, SURE), "a mean of 1 observations has no interval"),
        (lambda: student(0, 1, NAN, SURE), "a mean of nan observations has no interval"),
    ],
)
def test_what_cannot_be_is_refused_in_words(call: Callable[[], Interval], what: str) -> None:
    with pytest.raises(ValueError, match=what):
        call()


@pytest.mark.parametrize("level", [0, 1, -0.5, 95, NAN])
@pytest.mark.parametrize(
    "call",
    [
        lambda level: wilson(1, 2, level),
        lambda level: poisson(3, level),
        lambda level: poisson(30, level),
        lambda level: student(0, 1, 5, level),
    ],
)
def test_a_level_is_between_0_and_1(call: Callable[[float], Interval], level: float) -> None:
    with pytest.raises(ValueError, match="is not between 0 and 1"):
        call(level)
