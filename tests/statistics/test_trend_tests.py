"""The trend test, beside other programs and by its nature."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import chi2
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.regression.linear_model import WLS
from statsmodels.stats.contingency_tables import Table

from build_scripts.statistics.intervals import LEVELS, Interval, wilson
from build_scripts.statistics.trend_tests import (
    CRITICAL,
    FEWEST_POINTS,
    POINTS,
    ROUNDING,
    STANDARD_ERRORS_IN_INTERVAL,
    Slope,
    of_proportions,
    of_values,
)

lengths = st.integers(FEWEST_POINTS, 8)


@st.composite
def proportions(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Numerators and denominators of a series."""
    denominators = [draw(st.integers(1, 100_000)) for _ in range(draw(lengths))]
    return [draw(st.integers(0, denominator)) for denominator in denominators], denominators


@st.composite
def estimates(draw: st.DrawFn) -> tuple[list[float], list[Interval]]:
    """Values of a series and the interval about each, which need not be centred."""
    values = [draw(st.integers(-10_000, 10_000)) / 10 for _ in range(draw(lengths))]
    below = [draw(st.integers(1, 2000)) / 10 for _ in values]
    above = [draw(st.integers(1, 2000)) / 10 for _ in values]
    return values, [
        Interval(value - low, value + high)
        for value, low, high in zip(values, below, above, strict=True)
    ]


def about(values: list[float], reach: float) -> list[Interval]:
    return [Interval(value - reach, value + reach) for value in values]


def weights(intervals: list[Interval]) -> list[float]:
    return [(3.92 / (interval.high - interval.low)) ** 2 for interval in intervals]


def test_the_critical_value_is_that_of_two_in_a_thousand() -> None:
    assert f"{chi2.isf(0.002, 1):.14f}" == f"{CRITICAL:.14f}" == "9.54953570608324"


def test_the_width_of_an_interval_is_that_of_95_per_cent() -> None:
    assert round(2 * math.sqrt(chi2.isf(1 - LEVELS[0], 1)), 2) == STANDARD_ERRORS_IN_INTERVAL


@given(proportions())
def test_proportions_agree_with_statsmodels(series: tuple[list[int], list[int]]) -> None:
    numerators, denominators = series
    others = [whole - part for part, whole in zip(numerators, denominators, strict=True)]
    assume(any(numerators) and any(others))
    table = Table(np.array([numerators, others]).T, shift_zeros=False)
    other = table.test_ordinal_association(
        row_scores=np.arange(len(numerators)), col_scores=np.array([1, 0])
    )
    # statsmodels takes the variance over all orders of the cases, which divides by their number
    # less one; Armitage, and Fingertips with him, divide by their number.
    total = sum(denominators)
    found = of_proportions(numerators, denominators)
    expected = other.zscore**2 * total / (total - 1)
    assert found.chi_square == pytest.approx(expected, rel=1e-6, abs=1e-9)


@given(proportions())
def test_proportions_agree_with_the_formula_that_fingertips_prints(
    series: tuple[list[int], list[int]],
) -> None:
    # In whole numbers throughout, so that nothing is rounded: the places run from 1, as there.
    numerators, denominators = series
    places = range(1, len(numerators) + 1)
    cases, total = sum(numerators), sum(denominators)
    assume(0 < cases < total)
    by_place = sum(part * place for part, place in zip(numerators, places, strict=True))
    whole_by_place = sum(whole * place for whole, place in zip(denominators, places, strict=True))
    squares = sum(whole * place**2 for whole, place in zip(denominators, places, strict=True))
    difference = total * by_place - cases * whole_by_place
    expected = (total * difference**2) / (
        cases * (total - cases) * (total * squares - whole_by_place**2)
    )
    found = of_proportions(numerators, denominators)
    assert found.chi_square == pytest.approx(expected, rel=1e-9)
    assert found.sign == (difference > 0) - (difference < 0)


@given(
    st.lists(
        st.integers(20, 2000).flatmap(lambda n: st.tuples(st.integers(5, n - 5), st.just(n))),
        min_size=FEWEST_POINTS,
        max_size=8,
    )
)
def test_the_sign_is_that_of_a_logistic_regression(pairs: list[tuple[int, int]]) -> None:
    found = of_proportions([part for part, _ in pairs], [whole for _, whole in pairs])
    assume(found.chi_square > 1e-6)
    places = np.column_stack([np.ones(len(pairs)), np.arange(len(pairs))])
    counts = np.array([(part, whole - part) for part, whole in pairs])
    slope = GLM(counts, places, family=Binomial()).fit().params[1]
    assert found.sign == np.sign(slope)


@given(estimates())
def test_values_agree_with_statsmodels(series: tuple[list[float], list[Interval]]) -> None:
    values, intervals = series
    places = np.column_stack([np.ones(len(values)), np.arange(len(values))])
    # The standard errors are known, not estimated from the scatter: `fixed scale` keeps them.
    fit = WLS(values, places, weights=weights(intervals)).fit(cov_type="fixed scale")
    found = of_values(values, intervals)
    assert found.chi_square == pytest.approx((fit.params[1] / fit.bse[1]) ** 2, rel=1e-6, abs=1e-9)
    if found.chi_square > 1e-6:
        assert found.sign == np.sign(fit.params[1])


@given(estimates())
def test_a_slope_of_values_is_steady_if_it_keeps_its_sign_without_any_one_point(
    series: tuple[list[float], list[Interval]],
) -> None:
    values, intervals = series
    slopes = [
        np.polyfit(kept, np.take(values, kept), 1, w=np.sqrt(np.take(weights(intervals), kept)))[0]
        for left in range(len(values))
        for kept in [np.delete(np.arange(len(values)), left)]
    ]
    # What is within rounding of level may be taken either way by another program.
    assume(min(map(abs, slopes)) > 1e-9)
    found = of_values(values, intervals)
    assert found.steady == all(np.sign(slope) == found.sign for slope in slopes)


def test_one_point_alone_makes_no_trend() -> None:
    found = of_proportions([0, 0, 0, 0, 5], [20, 20, 20, 20, 20])
    assert found.chi_square > CRITICAL
    assert found.sign == 1
    assert not found.steady
    assert not found.significant


def test_a_trend_is_significant_above_the_critical_value_and_not_at_it() -> None:
    assert not Slope(CRITICAL, 1, steady=True).significant
    assert Slope(math.nextafter(CRITICAL, math.inf), -1, steady=True).significant
    assert not Slope(100.0, 0, steady=True).significant
    assert not Slope(100.0, 1, steady=False).significant


@pytest.mark.parametrize("part", [0, 30])
def test_nobody_and_everybody_have_no_slope(part: int) -> None:
    assert of_proportions([part] * POINTS, [30] * POINTS) == Slope(0.0, 0, steady=True)


@given(st.integers(1, 999), st.lists(st.integers(1, 10_000), min_size=3, max_size=8))
def test_the_same_proportion_throughout_has_no_slope(
    thousandths: int, denominators: list[int]
) -> None:
    numerators = [thousandths / 1000 * denominator for denominator in denominators]
    assert of_proportions(numerators, denominators) == Slope(0.0, 0, steady=True)


@given(st.floats(-1e6, 1e6), st.lists(st.floats(0.01, 1e4), min_size=3, max_size=8))
def test_the_same_value_throughout_has_no_slope(value: float, reaches: list[float]) -> None:
    intervals = [Interval(-reach, reach) for reach in reaches]
    assert of_values([value] * len(reaches), intervals) == Slope(0.0, 0, steady=True)


@given(proportions())
def test_proportions_in_the_other_order_have_the_other_sign(
    series: tuple[list[int], list[int]],
) -> None:
    numerators, denominators = series
    found = of_proportions(numerators, denominators)
    turned = of_proportions(numerators[::-1], denominators[::-1])
    assert turned.chi_square == pytest.approx(found.chi_square, rel=1e-6, abs=1e-9)
    assert (turned.sign, turned.steady) == (-found.sign, found.steady)


@given(proportions())
def test_those_without_have_the_other_sign(series: tuple[list[int], list[int]]) -> None:
    numerators, denominators = series
    others = [whole - part for part, whole in zip(numerators, denominators, strict=True)]
    found, turned = of_proportions(numerators, denominators), of_proportions(others, denominators)
    assert turned.chi_square == pytest.approx(found.chi_square, rel=1e-6, abs=1e-9)
    assert (turned.sign, turned.steady) == (-found.sign, found.steady)


@given(estimates())
def test_values_in_the_other_order_have_the_other_sign(
    series: tuple[list[float], list[Interval]],
) -> None:
    values, intervals = series
    found, turned = of_values(values, intervals), of_values(values[::-1], intervals[::-1])
    assert turned.chi_square == pytest.approx(found.chi_square, rel=1e-6, abs=1e-9)
    assert (turned.sign, turned.steady) == (-found.sign, found.steady)


@given(estimates(), st.sampled_from([0.01, 0.25, 3, 100, 100_000]))
def test_the_unit_of_the_values_changes_nothing(
    series: tuple[list[float], list[Interval]], unit: float
) -> None:
    values, intervals = series
    found = of_values(values, intervals)
    scaled = of_values(
        [value * unit for value in values],
        [Interval(interval.low * unit, interval.high * unit) for interval in intervals],
    )
    assert scaled.chi_square == pytest.approx(found.chi_square, rel=1e-6, abs=1e-9)
    assert (scaled.sign, scaled.steady) == (found.sign, found.steady)


@given(proportions(), st.integers(2, 1000))
def test_proportions_of_more_cases_have_a_chi_square_as_much_larger(
    series: tuple[list[int], list[int]], times: int
) -> None:
    numerators, denominators = series
    found = of_proportions(numerators, denominators)
    more = of_proportions([part * times for part in numerators], [n * times for n in denominators])
    assert more.chi_square == pytest.approx(found.chi_square * times, rel=1e-6, abs=1e-9)
    assert (more.sign, more.steady) == (found.sign, found.steady)


@given(
    st.lists(st.integers(1, 99), min_size=POINTS, max_size=POINTS, unique=True),
    st.sampled_from([1, -1]),
)
def test_proportions_that_only_rise_or_only_fall_are_significant_among_very_many(
    percentages: list[int], sign: int
) -> None:
    denominators = [100_000_000] * POINTS
    numerators = [1_000_000 * percentage for percentage in sorted(percentages)[::sign]]
    found = of_proportions(numerators, denominators)
    assert found.significant
    assert found.sign == sign


@given(st.lists(st.integers(1, 99), min_size=POINTS, max_size=POINTS, unique=True))
def test_both_tests_find_the_same_of_proportions_among_very_many(percentages: list[int]) -> None:
    # Where the proportions hardly differ, the pooled variance is that of each.
    denominators = [100_000_000.0] * POINTS
    numerators = [50_000_000.0 + 100 * percentage for percentage in percentages]
    values = [part / whole for part, whole in zip(numerators, denominators, strict=True)]
    intervals = [
        wilson(part, whole, LEVELS[0]) for part, whole in zip(numerators, denominators, strict=True)
    ]
    pooled, weighted = of_proportions(numerators, denominators), of_values(values, intervals)
    assert weighted.chi_square == pytest.approx(pooled.chi_square, rel=0.001, abs=1e-6)
    assert weighted.sign == pooled.sign


def test_what_rounding_leaves_is_no_slope_and_what_a_reader_could_see_is_one() -> None:
    level = [0.1, 0.2, 0.3, 0.2, 0.1]
    assert of_values(level, about(level, 0.01)).sign == 0
    hardly = [0.1, 0.2, 0.3, 0.2, 0.1 + 100 * ROUNDING]
    assert of_values(hardly, about(level, 0.01)).sign == 1


ONE = [Interval(0, 1)] * POINTS
NAN = math.nan


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (lambda: of_proportions([1, 2], [3, 4]), "2 points are too few to test: it takes 3"),
        (lambda: of_proportions([1, 2, 3], [3, 4]), "3 points cannot be paired with 2"),
        (lambda: of_proportions([1, 2, 3], [3, 4, 0]), "denominator 0 is not more than 0"),
        (lambda: of_proportions([1, 2, 3], [3, 4, NAN]), "denominator nan is not more than 0"),
        (lambda: of_proportions([1, 2, 3], [3, 4, 2]), "numerator 3 is not from 0 to 2"),
        (lambda: of_proportions([1, -2, 3], [3, 4, 5]), "numerator -2 is not from 0 to 4"),
        (lambda: of_proportions([1, NAN, 3], [3, 4, 5]), "numerator nan is not from 0 to 4"),
        (lambda: of_values([1, 2], ONE[:2]), "2 points are too few to test: it takes 3"),
        (lambda: of_values([1, 2, 3], ONE), "3 points cannot be paired with 5"),
        (lambda: of_values([1, 2, 3, 4, NAN], ONE), "value nan is not a number"),
        (lambda: of_values([1, 2, 3], [*ONE[:2], Interval(1, 1)]), "from 1 to 1 has no width"),
        (lambda: of_values([1, 2, 3], [*ONE[:2], Interval(2, 1)]), "from 2 to 1 has no width"),
        (lambda: of_values([1, 2, 3], [*ONE[:2], Interval(1, NAN)]), "from 1 to nan has no width"),
    ],
)
def test_what_cannot_be_tested_is_refused_in_words(call: Callable[[], Slope], what: str) -> None:
    with pytest.raises(ValueError, match=what):
        call()
