"""Confidence intervals and the trend test give the figures that others have published."""

from __future__ import annotations

import math

import pytest

from build_scripts.statistics.intervals import LEVELS, Interval, poisson, student, wilson
from build_scripts.statistics.trend_tests import of_proportions, of_values

SURE = LEVELS[0]


# Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17,
# 1998, table I, method 3.
@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_limits_of_newcombe(
    numerator: int, denominator: int, low: float, high: float
) -> None:
    found = wilson(numerator, denominator, SURE)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


# Fingertips, indicator 30309, coverage of one dose of the vaccine against measles at two years of
# age, Yorkshire and the Humber, five years from 2020: numerator, denominator and the two limits.
@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [
        (57274, 61834, 92.4168, 92.8288),
        (55865, 60511, 92.1072, 92.5315),
        (53681, 59074, 90.6358, 91.1004),
        (51767, 57508, 89.7694, 90.2594),
        (53185, 59028, 89.8578, 90.3396),
    ],
)
def test_wilson_gives_the_limits_that_fingertips_publishes(
    numerator: int, denominator: int, low: float, high: float
) -> None:
    found = wilson(numerator, denominator, SURE)
    assert (round(100 * found.low, 4), round(100 * found.high, 4)) == (low, high)


# Garwood, Fiducial limits for the Poisson distribution, Biometrika 28, 1936, as tabulated since.
@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        (0, 0, 3.689),
        (1, 0.025, 5.572),
        (2, 0.242, 7.225),
        (3, 0.619, 8.767),
        (4, 1.090, 10.242),
        (5, 1.623, 11.668),
        (6, 2.202, 13.059),
        (7, 2.814, 14.423),
        (8, 3.454, 15.763),
        (9, 4.115, 17.085),
    ],
)
def test_a_small_count_has_the_limits_of_the_tables(count: int, low: float, high: float) -> None:
    found = poisson(count, SURE)
    assert (round(found.low, 3), round(found.high, 3)) == (low, high)


# Fingertips, indicator 41203, preventable sight loss from diabetic eye disease, England, 2020 and
# 2022 to 2024: events, population and the two limits for each hundred thousand people.
@pytest.mark.parametrize(
    ("count", "population", "low", "high"),
    [
        (1416, 48246126, 2.7841, 3.0919),
        (1344, 48753376, 2.6113, 2.9082),
        (1415, 49300918, 2.7225, 3.0237),
        (1502, 49866388, 2.8616, 3.1683),
    ],
)
def test_a_large_count_has_the_limits_that_fingertips_publishes(
    count: int, population: int, low: float, high: float
) -> None:
    found = poisson(count, SURE)
    limits = (100_000 * limit / population for limit in (found.low, found.high))
    assert [round(limit, 4) for limit in limits] == [low, high]


def test_student_uses_the_quantiles_of_the_tables() -> None:
    # Fisher and Yates, Statistical Tables, table III: t at 5% for 9 degrees of freedom is 2.262.
    found = student(0, math.sqrt(10), 10, SURE)
    assert (round(found.low, 3), round(found.high, 3)) == (-2.262, 2.262)


# Numerators and denominators, chi-square to as many places as printed, and the sign.
@pytest.mark.parametrize(
    ("numerators", "denominators", "places", "chi_square", "sign"),
    [
        # Armitage, Tests for linear trends in proportions and frequencies, Biometrics 11, 1955:
        # carriers of a bacterium by the size of their tonsils.
        ([19, 29, 24], [516, 589, 293], 2, 7.19, 1),
        # Fleiss, Statistical Methods for Rates and Proportions, 1981, page 139: smokers among lung
        # patients in four studies, as the manual of R prints it for prop.trend.test.
        ([83, 90, 129, 70], [86, 93, 136, 82], 4, 8.2249, -1),
        # The manual of SAS for the procedure FREQ: adverse events at five doses, z = -4.7918.
        ([6, 7, 9, 14, 23], [32, 33, 32, 32, 32], 3, 22.961, 1),
        # The tests of the published code of Fingertips.
        ([994, 1023, 1199, 1332, 1367], [40299, 41527, 42811, 44064, 44701], 2, 47.9, 1),
    ],
)
def test_proportions_have_the_published_chi_square(
    numerators: list[int], denominators: list[int], places: int, chi_square: float, sign: int
) -> None:
    found = of_proportions(numerators, denominators)
    assert (round(found.slope, places), found.sign) == (chi_square, sign)


def test_values_have_the_chi_square_of_the_tests_of_fingertips() -> None:
    # A crude rate that rises, in the tests of the published code of Fingertips.
    limits = [(23.16, 26.25), (23.15, 26.19), (26.44, 29.64), (28.63, 31.90), (28.98, 32.25)]
    found = of_values([24.67, 24.6, 28.0, 30.2, 30.6], [Interval(*pair) for pair in limits])
    assert round(found.slope, 2) == 46.77
    assert found.has_trend()
    assert found.sign == 1


def test_values_without_a_trend_have_none_in_the_tests_of_fingertips_either() -> None:
    limits = [
        (18.1803, 23.1427),
        (17.3444, 22.0602),
        (16.8421, 21.4394),
        (19.0918, 23.8975),
        (16.2925, 20.7941),
    ]
    values = [20.5506, 19.5952, 19.0349, 21.3966, 18.4372]
    assert not of_values(values, [Interval(*pair) for pair in limits]).has_trend()


def test_series_have_the_trend_markers_that_fingertips_shows() -> None:
    # Five years from 2020, in the tests of the code of Fingertips' successor. Indicator 241,
    # diabetes in England: increasing.
    diabetes = of_proportions(
        [3455176, 3491868, 3625401, 3774801, 3938080],
        [48783947, 49122259, 49956777, 50649129, 51441896],
    )
    # Indicator 30309, vaccination against measles in Yorkshire and the Humber: decreasing.
    measles = of_proportions(
        [57274, 55865, 53681, 51767, 53185], [61834, 60511, 59074, 57508, 59028]
    )
    assert [(found.has_trend(), found.sign) for found in (diabetes, measles)] == [
        (True, 1),
        (True, -1),
    ]


def test_a_series_far_from_its_line_has_the_slope_of_fingertips_and_yet_no_trend() -> None:
    # Indicator 41203, preventable sight loss from diabetic eye disease in England. Fingertips
    # marks it as increasing, because it takes all that is off the line for chance; the second
    # year, which fell by a third and came back, is far more than that.
    found = of_values(
        [2.935, 1.93028, 2.7567, 2.8701, 3.0121],
        [
            Interval(2.7841, 3.0919),
            Interval(1.8085, 2.058),
            Interval(2.6113, 2.9082),
            Interval(2.7225, 3.0237),
            Interval(2.8616, 3.1683),
        ],
    )
    fingertips_critical_value = 9.55
    assert found.slope > fingertips_critical_value
    assert (found.sign, found.steady) == (1, True)
    assert found.scatter > found.slope
    assert not found.has_trend()
    assert found.has_changed()


# Chi-square of equality: the slope and the scatter about it.
@pytest.mark.parametrize(
    ("numerators", "denominators", "places", "chi_square"),
    [
        # Armitage, in the paper above, by the same table.
        ([19, 29, 24], [516, 589, 293], 2, 7.88),
        # The smokers of Fleiss, as the manual of R prints it for prop.test.
        ([83, 90, 129, 70], [86, 93, 136, 82], 4, 12.6004),
    ],
)
def test_proportions_have_the_published_chi_square_of_equality(
    numerators: list[int], denominators: list[int], places: int, chi_square: float
) -> None:
    found = of_proportions(numerators, denominators)
    assert round(found.slope + found.scatter, places) == chi_square
    assert found.has_changed()
