"""What a published figure can stand for: by its digits, by its counts, and as chance moves it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from build_scripts.model.figures import Figure
from build_scripts.model.indicator import Indicator
from build_scripts.model.measure import CountRounding
from build_scripts.model.periods import PeriodKind
from build_scripts.statistics.estimates import (
    Estimate,
    Events,
    Gap,
    Mean,
    Possible,
    Proportion,
    estimates,
    gaps,
    possible,
)
from build_scripts.statistics.intervals import LEVELS
from tests import tiny

# A percentage without decimals; counts of the country are rounded to 10, those of councils are not.
SHARE = tiny.with_headline(tiny.indicator("dental-check"))
FINER = tiny.with_headline(SHARE, decimals=1)
EXCEEDING = tiny.with_headline(SHARE, over_100_because="The denominator is an estimate.")
RATE = tiny.with_headline(SHARE, unit="rate_per_10000", per=10000, decimals=1)
MEAN = tiny.with_headline(SHARE, unit="score", decimals=1)
COUNT = tiny.with_headline(SHARE, unit="count")
GAP = tiny.with_headline(SHARE, unit="percentage_points")
PERIOD = PeriodKind("year_ending", "31 March").parse("2025")
SURE = LEVELS[0]


def figure(value: str, top: str = "", bottom: str = "") -> Figure:
    numerator, denominator = (Decimal(text) if text else None for text in (top, bottom))
    return Figure(PERIOD, Decimal(value), "", numerator, denominator)


def can_be(
    item: Indicator, value: str, counts: str = "", level: str = "local_authority"
) -> Possible:
    """What a figure can be; its counts are written as `81/263`."""
    top, _, bottom = counts.partition("/")
    return possible(figure(value, top, bottom), item.headline, level)


def ends(low: str, central: str, high: str) -> tuple[Fraction, Fraction, Fraction]:
    return Fraction(low), Fraction(central), Fraction(high)


def told(found: Possible) -> tuple[Fraction, Fraction, Fraction]:
    return found.low, found.central, found.high


@pytest.mark.parametrize(
    ("item", "value", "low", "high"),
    [
        pytest.param(SHARE, "31", "30.5", "31.5", id="as many digits as the measure shows"),
        pytest.param(SHARE, "31.25", "31.245", "31.255", id="more digits"),
        pytest.param(FINER, "31", "30.95", "31.05", id="a zero left out at the end"),
        pytest.param(SHARE, "0", "0", "0.5", id="no share below none"),
        pytest.param(SHARE, "100", "99.5", "100", id="no share above all"),
        pytest.param(EXCEEDING, "100", "99.5", "100.5", id="a percentage that can exceed 100"),
        pytest.param(RATE, "0.0", "0", "0.05", id="no rate below none"),
        pytest.param(COUNT, "0", "0", "0.5", id="no count below none"),
        pytest.param(COUNT, "30", "29.5", "30.5", id="a count"),
        pytest.param(MEAN, "0", "-0.05", "0.05", id="a mean may be negative"),
        pytest.param(GAP, "-3", "-3.5", "-2.5", id="a gap may be negative"),
        pytest.param(SHARE, "104", "103.5", "104", id="a share that is none holds itself"),
        pytest.param(SHARE, "-3", "-3", "-2.5", id="nor does one below none lose itself"),
    ],
)
def test_a_figure_without_counts_can_be_what_rounds_to_it(
    item: Indicator, value: str, low: str, high: str
) -> None:
    found = can_be(item, value)
    assert told(found) == ends(low, value, high)
    assert not found.exact


@pytest.mark.parametrize(
    ("item", "value", "counts", "quotient"),
    [
        (SHARE, "31", "81/263", "8100/263"),
        (FINER, "30.8", "81/263", "8100/263"),
        (SHARE, "0", "3/63577", "300/63577"),
        (SHARE, "0", "0/500", "0"),
        (SHARE, "100", "585/587", "58500/587"),
        # Either way of rounding a half gives the figure back.
        (SHARE, "31", "61/200", "61/2"),
        (SHARE, "31", "63/200", "63/2"),
        (RATE, "33.6", "577/171572", "5770000/171572"),
    ],
)
def test_counts_that_give_the_figure_back_leave_nothing_open(
    item: Indicator, value: str, counts: str, quotient: str
) -> None:
    found = can_be(item, value, counts)
    assert told(found) == ends(quotient, quotient, quotient)
    assert found.exact
    assert found.values == (Fraction(quotient),)


@pytest.mark.parametrize(
    "counts",
    ["90/263", "82.9/263", "/263", "81/", "0/0"],
    ids=["other counts", "just over a half", "no numerator", "no denominator", "of nobody"],
)
def test_counts_that_do_not_give_the_figure_back_leave_it_as_printed(counts: str) -> None:
    found = can_be(SHARE, "31", counts)
    assert told(found) == ends("30.5", "31", "31.5")
    assert not found.exact
    assert found.values == (Fraction(31), Fraction("30.5"), Fraction("31.5"))


@pytest.mark.parametrize(
    ("value", "counts", "expected"),
    [
        # 75/265 to 85/255 is 28.3 to 33.3: wider than the digits, which decide.
        ("31", "80/260", ends("30.5", "8000/260", "31.5")),
        # 8085/26305 to 8095/26295 is 30.74 to 30.79: narrower than the digits.
        ("31", "8090/26300", ends("808500/26305", "809000/26300", "809500/26295")),
        # 845/2705 to 855/2695 is 31.24 to 31.73: what both allow.
        ("31", "850/2700", ends("84500/2705", "85000/2700", "31.5")),
        # 80 of 250 is 32, more than 31 can be.
        ("31", "80/250", ends("30.5", "31.5", "31.5")),
        # 8295/26305 is 31.53 already: counts of another release.
        ("31", "8300/26300", ends("30.5", "31", "31.5")),
        ("0", "0/260", ends("0", "0", "0.5")),
        ("100", "260/260", ends("99.5", "100", "100")),
        # A denominator printed as 10 can be 5, one printed as 5 need not be any.
        ("50", "5/10", ends("49.5", "50", "50.5")),
        ("50", "5/5", ends("49.5", "50", "50.5")),
    ],
)
def test_rounded_counts_and_digits_leave_what_both_allow(
    value: str, counts: str, expected: tuple[Fraction, Fraction, Fraction]
) -> None:
    found = can_be(SHARE, value, counts, "country")
    assert told(found) == expected
    assert not found.exact


def test_how_counts_are_rounded_hangs_on_the_level_of_the_area() -> None:
    rounding = CountRounding(country=1, region=5, local_authority=10)
    item = tiny.with_headline(SHARE, counts_rounded_to=rounding)
    # 809/2630 is 30.76; with halves of 5 and of 10 from 806.5/2632.5 and from 804/2635.
    lows = [
        can_be(item, "31", "809/2630", at).low for at in ("country", "region", "local_authority")
    ]
    assert lows == [Fraction(80900, 2630), Fraction(80650, 263250) * 100, Fraction(80400, 2635)]


@given(
    st.integers(1, 500).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))),
    st.sampled_from([0, 1, 2]),
    st.sampled_from(["country", "local_authority"]),
)
def test_a_figure_worked_out_from_its_counts_always_meets_them(
    counts: tuple[int, int], decimals: int, level: str
) -> None:
    """The counts as printed round to the nearest 10 of what they were; the figure is of the true."""
    top, bottom = counts
    quotient = Fraction(100 * top, bottom)
    value = round(quotient * 10**decimals) / Decimal(10**decimals)
    rounded = 10 if level == "country" else 1
    printed = [(number + rounded // 2) // rounded * rounded for number in counts]
    item = tiny.with_headline(SHARE, decimals=decimals)
    found = can_be(item, str(value), "/".join(map(str, printed)), level)
    assert found.low <= found.central <= found.high
    assert found.low <= quotient <= found.high
    assert found.exact == (level == "local_authority")


def of(
    item: Indicator, value: str, top: str = "", bottom: str = "", spread: str = ""
) -> tuple[Estimate, ...]:
    shown = figure(value, top, bottom)
    return estimates(shown, item.headline, "local_authority", Decimal(spread) if spread else None)


@pytest.mark.parametrize(
    ("item", "value", "top", "bottom", "expected"),
    [
        pytest.param(SHARE, "31", "81", "263", (Proportion(81, 263, 100),), id="exact counts"),
        pytest.param(
            SHARE,
            "50",
            "",
            "100",
            (Proportion(50, 100, 100), Proportion(49.5, 100, 100), Proportion(50.5, 100, 100)),
            id="its denominator only",
        ),
        pytest.param(
            SHARE,
            "12",
            "123",
            "200",
            (Proportion(24, 200, 100), Proportion(23, 200, 100), Proportion(25, 200, 100)),
            id="counts of another release",
        ),
        pytest.param(
            SHARE, "0", "", "40", (Proportion(0, 40, 100), Proportion(0.2, 40, 100)), id="none"
        ),
        pytest.param(
            SHARE, "100", "", "40", (Proportion(40, 40, 100), Proportion(39.8, 40, 100)), id="all"
        ),
        pytest.param(RATE, "3.0", "3", "10000", (Events(3, 1),), id="rate with its population"),
        pytest.param(
            RATE,
            "1.5",
            "3",
            "",
            (Events(3, 0.5), Events(3, 1.45 / 3), Events(3, 1.55 / 3)),
            id="rate without its population",
        ),
        pytest.param(RATE, "0.0", "0", "20000", (Events(0, 0.5),), id="rate of no events"),
    ],
)
def test_a_figure_is_estimated_at_its_likeliest_and_at_both_ends(
    item: Indicator, value: str, top: str, bottom: str, expected: tuple[Estimate, ...]
) -> None:
    found = of(item, value, top, bottom)
    assert [type(one) for one in found] == [type(one) for one in expected]
    for one, other in zip(found, expected, strict=True):
        assert vars(one) == pytest.approx(vars(other))


def test_a_mean_is_estimated_with_its_standard_deviation() -> None:
    assert of(MEAN, "14", "", "25", "7") == (
        Mean(14, 7, 25),
        Mean(13.95, 7, 25),
        Mean(14.05, 7, 25),
    )


@pytest.mark.parametrize(
    ("item", "value", "top", "bottom", "spread"),
    [
        pytest.param(SHARE, "50", "", "", "", id="percentage without counts"),
        pytest.param(SHARE, "50", "10", "", "", id="percentage without a denominator"),
        pytest.param(SHARE, "50", "0", "0", "", id="percentage of nobody"),
        pytest.param(SHARE, "104", "", "100", "", id="percentage over 100"),
        pytest.param(SHARE, "104", "104", "100", "", id="more counted than there are"),
        pytest.param(SHARE, "-1", "", "100", "", id="negative percentage"),
        pytest.param(EXCEEDING, "96", "96", "100", "", id="percentage that can exceed 100"),
        pytest.param(RATE, "1.5", "", "10000", "", id="rate without a count"),
        pytest.param(RATE, "0.0", "0", "", "", id="rate of no events in nobody knows how many"),
        pytest.param(RATE, "0.0", "1", "", "", id="rate that rounds to zero"),
        pytest.param(MEAN, "14", "", "25", "", id="mean without a spread"),
        pytest.param(MEAN, "14", "", "", "7", id="mean of nobody knows how many"),
        pytest.param(MEAN, "14", "", "1", "7", id="mean of one"),
        pytest.param(MEAN, "14", "", "25", "0", id="spread that rounds to zero"),
        pytest.param(GAP, "-3", "", "", "", id="a gap"),
        pytest.param(COUNT, "30", "", "", "", id="a count"),
    ],
)
def test_where_the_source_gives_too_little_there_is_no_estimate(
    item: Indicator, value: str, top: str, bottom: str, spread: str
) -> None:
    assert of(item, value, top, bottom, spread) == ()


def limits(one: Estimate, design_effect: float = 1, level: float = SURE) -> tuple[float, float]:
    found = one.limits(level, design_effect)
    return round(found.low, 3), round(found.high, 3)


def test_a_share_has_wilsons_limits() -> None:
    """Newcombe's example (1998) and intervals by statsmodels."""
    assert limits(Proportion(81, 263, 100)) == (25.529, 36.621)
    assert limits(Proportion(81, 263, 100), level=LEVELS[1]) == (22.804, 40.139)
    assert limits(Proportion(0, 20, 100)) == (0, 16.113)
    assert limits(Proportion(20, 20, 100)) == (83.887, 100)


def test_a_rate_has_the_limits_of_its_count() -> None:
    """Garwood's limits of 3 and of 0, as tabulated."""
    assert limits(Events(3, 1)) == (0.619, 8.767)
    assert limits(Events(0, 1)) == (0, 3.689)
    assert limits(Events(3, 0.5)) == (0.309, 4.384)


def test_a_mean_has_students_limits() -> None:
    """The quantile of t with 24 degrees of freedom is 2.0639."""
    assert limits(Mean(14, 7, 25)) == (11.111, 16.889)


@pytest.mark.parametrize("design_effect", [1, 1.5, 2, 4])
def test_a_design_effect_leaves_as_many_fewer_cases_of_a_share(design_effect: float) -> None:
    low, high = proportion_confint(30 / design_effect, 80 / design_effect, method="wilson")
    found = Proportion(30, 80, 100).limits(SURE, design_effect)
    assert (found.low, found.high) == pytest.approx((100 * low, 100 * high))


def test_a_design_effect_leaves_as_many_fewer_events_that_each_count_for_more() -> None:
    """Twelve events in pairs are six, whose limits are 2.202 and 13.059; each counts twice."""
    assert limits(Events(12, 0.5), design_effect=2) == (2.202, 13.059)


@pytest.mark.parametrize("design_effect", [1, 2, 4])
def test_a_design_effect_multiplies_the_variance_of_a_mean(design_effect: float) -> None:
    error = 7 * design_effect**0.5 / 5
    expected = t.interval(SURE, 24, loc=14, scale=error)
    found = Mean(14, 7, 25).limits(SURE, design_effect)
    assert (found.low, found.high) == pytest.approx(expected)


# Newcombe, Interval estimation for the difference between independent proportions, Statistics in
# Medicine 17, 1998, table II, method 10.
@pytest.mark.parametrize(
    ("upper", "lower", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_a_gap_has_the_limits_of_newcombe(
    upper: tuple[int, int], lower: tuple[int, int], low: float, high: float
) -> None:
    found = Gap(Proportion(*upper, per=1), Proportion(*lower, per=1)).limits(SURE)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


parts = st.integers(1, 2000).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))


@given(parts, parts, st.sampled_from(LEVELS), st.sampled_from([1, 2]))
def test_a_gap_agrees_with_statsmodels(
    upper: tuple[int, int], lower: tuple[int, int], level: float, design_effect: float
) -> None:
    counts = [number / design_effect for number in (*upper, *lower)]
    expected = confint_proportions_2indep(
        *counts, method="newcomb", compare="diff", alpha=1 - level
    )
    gap = Gap(Proportion(*upper, per=100), Proportion(*lower, per=100))
    found = gap.limits(level, design_effect)
    assert (found.low / 100, found.high / 100) == pytest.approx(expected, rel=1e-6, abs=1e-9)


def test_a_gap_between_shares_that_rounding_leaves_open_is_taken_at_every_corner() -> None:
    upper = (Proportion(80, 100, 100), Proportion(79.5, 100, 100), Proportion(80.5, 100, 100))
    lower = (Proportion(60, 100, 100),)
    assert gaps(upper, lower) == tuple(Gap(one, lower[0]) for one in upper)
    assert gaps(upper, upper)[0] == Gap(upper[0], upper[0])
    assert len(gaps(upper, upper)) == 9
    assert gaps(upper, ()) == ()
    assert gaps(upper, (Events(3, 1),)) == ()
