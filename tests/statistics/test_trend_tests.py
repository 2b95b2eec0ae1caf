"""The trend test, beside other programs and by its nature."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import chi2, chi2_contingency, f
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.regression.linear_model import WLS
from statsmodels.stats.contingency_tables import Table

from build_scripts.statistics.intervals import LEVELS, Interval, wilson
from build_scripts.statistics.trend_tests import (
    FEWEST_POINTS,
    LEVEL,
    POINTS,
    ROUNDING,
    STANDARD_ERRORS_IN_INTERVAL,
    Movement,
    chi_square_limit,
    of_proportions,
    of_values,
)

# Two points are always on a line, and without one of them there is no line left.
SHORT = 3
lengths = st.integers(SHORT, 8)


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


@pytest.mark.parametrize(("degrees", "printed"), [(1, 3.841), (2, 5.991), (3, 7.815), (4, 9.488)])
def test_chance_passes_the_limits_once_in_twenty_times(degrees: int, printed: float) -> None:
    """As every table of chi-square prints them."""
    assert round(chi_square_limit(degrees), 3) == printed
    assert chi_square_limit(degrees) == pytest.approx(chi2.isf(0.05, degrees))


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
    assert found.slope == pytest.approx(expected, rel=1e-6, abs=1e-9)


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
    assert found.slope == pytest.approx(expected, rel=1e-9)
    assert found.sign == (difference > 0) - (difference < 0)


@given(
    st.lists(
        st.integers(20, 2000).flatmap(lambda n: st.tuples(st.integers(5, n - 5), st.just(n))),
        min_size=SHORT,
        max_size=8,
    )
)
def test_the_sign_is_that_of_a_logistic_regression(pairs: list[tuple[int, int]]) -> None:
    found = of_proportions([part for part, _ in pairs], [whole for _, whole in pairs])
    assume(found.slope > 1e-6)
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
    assert found.slope == pytest.approx((fit.params[1] / fit.bse[1]) ** 2, rel=1e-6, abs=1e-9)
    assert found.scatter == pytest.approx(fit.ssr, rel=1e-6, abs=1e-6)
    assert found.points == len(values)
    if found.slope > 1e-6:
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


@given(proportions())
def test_slope_and_scatter_of_proportions_are_the_chi_square_of_their_table(
    series: tuple[list[int], list[int]],
) -> None:
    numerators, denominators = series
    others = [whole - part for part, whole in zip(numerators, denominators, strict=True)]
    assume(any(numerators) and any(others))
    expected = chi2_contingency([numerators, others], correction=False).statistic
    found = of_proportions(numerators, denominators)
    assert found.slope + found.scatter == pytest.approx(expected, rel=1e-6, abs=1e-6)
    assert found.has_changed() == (chi2.sf(expected, len(numerators) - 1) < 1 - LEVEL)


def test_two_proportions_are_compared_as_in_a_table_of_four() -> None:
    """60 of 100 and 75 of 100: 200 (60 × 25 - 40 × 75)² / (100 × 100 × 135 × 65) is 5.128."""
    found = of_proportions([60, 75], [100, 100])
    assert round(found.slope, 3) == 5.128
    assert found.scatter == pytest.approx(0, abs=1e-9)
    assert (found.points, found.sign, found.has_changed()) == (2, 1, True)
    assert not of_proportions([60, 73], [100, 100]).has_changed()


@given(estimates())
def test_slope_and_scatter_of_values_are_their_squares_about_the_weighted_mean(
    series: tuple[list[float], list[Interval]],
) -> None:
    values, intervals = series
    level = WLS(values, np.ones(len(values)), weights=weights(intervals)).fit()
    found = of_values(values, intervals)
    assert found.slope + found.scatter == pytest.approx(level.ssr, rel=1e-6, abs=1e-6)


def test_one_point_alone_makes_no_trend() -> None:
    found = of_proportions([0, 0, 0, 0, 5], [20, 20, 20, 20, 20])
    assert found.slope > chi_square_limit(1)
    assert found.sign == 1
    assert not found.steady
    assert not found.has_trend()


def moved(slope: float, scatter: float, sign: int = 1, *, steady: bool = True) -> Movement:
    return Movement(slope, scatter, POINTS, sign, steady)


def test_points_near_their_line_are_tested_by_chi_square() -> None:
    limit = chi_square_limit(1)
    assert not moved(limit, 7.8).has_trend()
    assert moved(math.nextafter(limit, math.inf), 7.8, -1).has_trend()
    assert not moved(100, 0, 0).has_trend()
    assert not moved(100, 0, steady=False).has_trend()


def test_points_far_from_their_line_are_tested_by_their_scatter() -> None:
    """F with 1 and 3 degrees is passed by chance once in twenty times at 10.128."""
    assert round(float(f.isf(0.05, 1, 3)), 3) == 10.128
    # The limit of the scatter is 7.815, and 10.128 times a third of 9 is 30.384.
    assert not moved(30.3, 9).has_trend()
    assert moved(30.4, 9).has_trend()
    assert moved(30.4, 9, -1).has_trend()
    assert moved(4, 7.81).has_trend()
    assert not moved(4, 7.82).has_trend()


def test_points_have_changed_if_slope_and_scatter_together_are_more_than_chance() -> None:
    """Chi-square with four degrees is passed by chance once in twenty times at 9.488."""
    assert not moved(0, 9.48, 0).has_changed()
    assert moved(0, 9.49, 0).has_changed()
    assert moved(5, 4.49, steady=False).has_changed()
    assert not moved(5, 4.48, steady=False).has_changed()
    two = Movement(3.85, 0, FEWEST_POINTS, 1, steady=False)
    assert two.has_changed()
    assert not Movement(3.84, 0, FEWEST_POINTS, 1, steady=False).has_changed()


def test_a_design_effect_takes_as_many_times_from_both() -> None:
    assert moved(7.6, 0).has_trend()
    assert moved(7.8, 0).has_trend(design_effect=2)
    assert not moved(7.6, 0).has_trend(design_effect=2)
    # Half of a scatter of 14 is within chance again, so that half of the slope counts by itself.
    assert not moved(14, 14).has_trend()
    assert moved(14, 14).has_trend(design_effect=2)
    assert moved(0, 19, 0).has_changed(design_effect=2)
    assert not moved(0, 18.9, 0).has_changed(design_effect=2)


@pytest.mark.parametrize("part", [0, 30])
def test_nobody_and_everybody_have_no_slope(part: int) -> None:
    found = of_proportions([part] * POINTS, [30] * POINTS)
    assert found == Movement(0.0, 0.0, POINTS, 0, steady=True)
    assert not found.has_trend()
    assert not found.has_changed()


@given(st.integers(1, 999), st.lists(st.integers(1, 10_000), min_size=3, max_size=8))
def test_the_same_proportion_throughout_has_no_slope(
    thousandths: int, denominators: list[int]
) -> None:
    numerators = [thousandths / 1000 * denominator for denominator in denominators]
    found = of_proportions(numerators, denominators)
    assert (found.slope, found.sign, found.steady) == (0, 0, True)
    assert found.scatter == pytest.approx(0, abs=1e-9)


@given(st.floats(-1e6, 1e6), st.lists(st.floats(0.01, 1e4), min_size=3, max_size=8))
def test_the_same_value_throughout_has_no_slope(value: float, reaches: list[float]) -> None:
    intervals = [Interval(-reach, reach) for reach in reaches]
    found = of_values([value] * len(reaches), intervals)
    assert found == Movement(0.0, 0.0, len(reaches), 0, steady=True)


@given(proportions())
def test_proportions_in_the_other_order_have_the_other_sign(
    series: tuple[list[int], list[int]],
) -> None:
    numerators, denominators = series
    found = of_proportions(numerators, denominators)
    turned = of_proportions(numerators[::-1], denominators[::-1])
    assert turned.slope == pytest.approx(found.slope, rel=1e-6, abs=1e-9)
    assert (turned.sign, turned.steady) == (-found.sign, found.steady)


@given(proportions())
def test_those_without_have_the_other_sign(series: tuple[list[int], list[int]]) -> None:
    numerators, denominators = series
    others = [whole - part for part, whole in zip(numerators, denominators, strict=True)]
    found, turned = of_proportions(numerators, denominators), of_proportions(others, denominators)
    assert turned.slope == pytest.approx(found.slope, rel=1e-6, abs=1e-9)
    assert (turned.sign, turned.steady) == (-found.sign, found.steady)


@given(estimates())
def test_values_in_the_other_order_have_the_other_sign(
    series: tuple[list[float], list[Interval]],
) -> None:
    values, intervals = series
    found, turned = of_values(values, intervals), of_values(values[::-1], intervals[::-1])
    assert turned.slope == pytest.approx(found.slope, rel=1e-6, abs=1e-9)
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
    assert scaled.slope == pytest.approx(found.slope, rel=1e-6, abs=1e-9)
    assert (scaled.sign, scaled.steady) == (found.sign, found.steady)


@given(proportions(), st.integers(2, 1000))
def test_proportions_of_more_cases_have_a_chi_square_as_much_larger(
    series: tuple[list[int], list[int]], times: int
) -> None:
    numerators, denominators = series
    found = of_proportions(numerators, denominators)
    more = of_proportions([part * times for part in numerators], [n * times for n in denominators])
    assert more.slope == pytest.approx(found.slope * times, rel=1e-6, abs=1e-9)
    assert (more.sign, more.steady) == (found.sign, found.steady)


@given(
    st.lists(st.integers(1, 99), min_size=POINTS, max_size=POINTS, unique=True),
    st.sampled_from([1, -1]),
)
def test_proportions_that_only_rise_or_only_fall_among_very_many_need_a_line(
    percentages: list[int], sign: int
) -> None:
    denominators = [100_000_000] * POINTS
    numerators = [1_000_000 * percentage for percentage in sorted(percentages)[::sign]]
    found = of_proportions(numerators, denominators)
    assert found.has_changed()
    assert found.sign == sign
    # Many cases leave no room for chance, but the scatter about a line that bends stays.
    left = len(percentages) - 2
    limit = float(f.isf(1 - LEVEL, 1, left)) / left
    assert found.has_trend() == (found.slope > limit * found.scatter)


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
    assert weighted.slope == pytest.approx(pooled.slope, rel=0.001, abs=1e-6)
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
        (lambda: of_proportions([1], [3]), "1 points are too few to test: it takes 2"),
        (lambda: of_proportions([1, 2, 3], [3, 4]), "3 points cannot be paired with 2"),
        (lambda: of_proportions([1, 2, 3], [3, 4, 0]), "denominator 0 is not more than 0"),
        (lambda: of_proportions([1, 2, 3], [3, 4, NAN]), "denominator nan is not more than 0"),
        (lambda: of_proportions([1, 2, 3], [3, 4, 2]), "numerator 3 is not from 0 to 2"),
        (lambda: of_proportions([1, -2, 3], [3, 4, 5]), "numerator -2 is not from 0 to 4"),
        (lambda: of_proportions([1, NAN, 3], [3, 4, 5]), "numerator nan is not from 0 to 4"),
        (lambda: of_values([1], ONE[:1]), "1 points are too few to test: it takes 2"),
        (lambda: of_values([1, 2, 3], ONE), "3 points cannot be paired with 5"),
        (lambda: of_values([1, 2, 3, 4, NAN], ONE), "value nan is not a number"),
        (lambda: of_values([1, 2, 3], [*ONE[:2], Interval(1, 1)]), "from 1 to 1 has no width"),
        (lambda: of_values([1, 2, 3], [*ONE[:2], Interval(2, 1)]), "from 2 to 1 has no width"),
        (lambda: of_values([1, 2, 3], [*ONE[:2], Interval(1, NAN)]), "from 1 to nan has no width"),
    ],
)
def test_what_cannot_be_tested_is_refused_in_words(call: Callable[[], Movement], what: str) -> None:
    with pytest.raises(ValueError, match=what):
        call()
