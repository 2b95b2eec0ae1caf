"""Verdicts: which interval is put around a figure, what it allows to be said, and when nothing is."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from build_scripts.model.figures import Figure
from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import DataQuality
from build_scripts.model.measure import Measure
from build_scripts.model.periods import PeriodKind
from build_scripts.statistics.intervals import Interval
from build_scripts.statistics.judging import Certainty, around, certainty, fewest
from build_scripts.statistics.series import Entry
from build_scripts.statistics.verdicts import Reason, Verdict, Word
from tests import tiny

DENTAL = tiny.with_headline(tiny.indicator("dental-check"))
RATE = tiny.with_headline(
    DENTAL, unit="rate_per_10000", unit_words="per 10,000 children", per=10000, decimals=1
)
MEAN = tiny.with_headline(DENTAL, unit="score", unit_words="points", decimals=1)
EXCEEDING = tiny.with_headline(DENTAL, over_100_because="The denominator is an estimate.")
COUNT = tiny.with_headline(DENTAL, unit="count")
GAP = tiny.with_headline(DENTAL, unit="percentage_points")
PERIOD = PeriodKind("year_ending", "31 March").parse("2025")
MIRRORED: dict[Word, Word] = {"better": "worse", "worse": "better", "similar": "similar"}


def figure(value: str, top: str = "", bottom: str = "") -> Figure:
    numerator, denominator = (Decimal(text) if text else None for text in (top, bottom))
    return Figure(PERIOD, Decimal(value) if value else None, "", numerator, denominator)


def measure(polarity: Literal["high", "low", "neutral"]) -> Measure:
    return tiny.with_headline(DENTAL, polarity=polarity).headline


def sure(entry: Entry) -> Certainty:
    """What chance leaves open about the council's newest figure."""
    area, item = entry.council, entry.indicator.headline
    latest = entry.series(item.id, area).latest
    assert latest is not None
    return certainty(entry, item, area, latest)


def found(item: Indicator, value: str, top: str = "", bottom: str = "") -> Certainty:
    return sure(tiny.entry_with(item, f"Testshire, 2025, {value}, , {top}, {bottom}"))


def limits(intervals: tuple[Interval, Interval] | None) -> list[tuple[float, float]]:
    assert intervals is not None
    return [(round(one.low, 3), round(one.high, 3)) for one in intervals]


@pytest.mark.parametrize(
    ("value", "top", "bottom", "expected"),
    [
        ("31", "81", "263", [(25.529, 36.621), (22.804, 40.139)]),
        ("50", "", "100", [(40.383, 59.617), (35.238, 64.762)]),
        ("0", "0", "20", [(0, 16.113), (0, 32.317)]),
        ("100", "20", "20", [(83.887, 100), (67.683, 100)]),
        ("100", "", "20", [(83.887, 100), (67.683, 100)]),
    ],
    ids=["both counts", "its denominator only", "none", "all", "all, without a numerator"],
)
def test_a_percentage_gets_wilsons_interval(
    value: str, top: str, bottom: str, expected: list[tuple[float, float]]
) -> None:
    """Newcombe's example (1998) and intervals by statsmodels."""
    assert limits(around(figure(value, top, bottom), DENTAL.headline)) == expected


def test_the_counts_of_a_percentage_go_before_its_rounded_value() -> None:
    rounded, exact = figure("12", "123", "1000"), figure("12.3", "", "1000")
    assert limits(around(rounded, DENTAL.headline)) == limits(around(exact, DENTAL.headline))


@pytest.mark.parametrize(
    ("value", "top", "bottom", "expected"),
    [
        ("3.0", "3", "10000", [(0.619, 8.767), (0.191, 13.062)]),
        ("0.0", "0", "10000", [(0, 3.689), (0, 6.908)]),
        ("1.5", "3", "", [(0.309, 4.384), (0.095, 6.531)]),
    ],
    ids=["with its population", "no events", "without its population"],
)
def test_a_rate_gets_the_interval_of_its_count(
    value: str, top: str, bottom: str, expected: list[tuple[float, float]]
) -> None:
    """Exact limits of Poisson counts by scipy's chi-square; without a population, as the rate is."""
    assert limits(around(figure(value, top, bottom), RATE.headline)) == expected


def test_a_mean_gets_students_interval_from_its_standard_deviation() -> None:
    """The quantiles of t with 24 degrees of freedom by scipy: 2.0639 and 3.4668."""
    intervals = around(figure("14", "", "25"), MEAN.headline, Decimal(7))
    assert limits(intervals) == [(11.111, 16.889), (9.147, 18.853)]


@pytest.mark.parametrize(
    ("item", "shown", "spread"),
    [
        pytest.param(DENTAL, figure(""), None, id="no value"),
        pytest.param(DENTAL, figure("50"), None, id="percentage without counts"),
        pytest.param(DENTAL, figure("50", "10"), None, id="percentage without a denominator"),
        pytest.param(DENTAL, figure("50", "0", "0"), None, id="percentage of nobody"),
        pytest.param(DENTAL, figure("104", "", "100"), None, id="percentage over 100"),
        pytest.param(DENTAL, figure("104", "104", "100"), None, id="more counted than there are"),
        pytest.param(DENTAL, figure("-1", "", "100"), None, id="negative percentage"),
        pytest.param(
            EXCEEDING, figure("96", "96", "100"), None, id="percentage that can exceed 100"
        ),
        pytest.param(RATE, figure("1.5", "", "10000"), None, id="rate without a count"),
        pytest.param(
            RATE, figure("0.0", "0"), None, id="rate of no events in nobody knows how many"
        ),
        pytest.param(RATE, figure("0.0", "1"), None, id="rate that rounds to zero"),
        pytest.param(MEAN, figure("14", "", "25"), None, id="mean without a spread"),
        pytest.param(MEAN, figure("14"), Decimal(7), id="mean of nobody knows how many"),
        pytest.param(MEAN, figure("14", "", "1"), Decimal(7), id="mean of one"),
        pytest.param(MEAN, figure("14", "", "25"), Decimal(0), id="spread that rounds to zero"),
        pytest.param(GAP, figure("-3"), None, id="a gap"),
        pytest.param(COUNT, figure("30"), None, id="a count"),
    ],
)
def test_where_the_source_gives_too_little_there_is_no_interval(
    item: Indicator, shown: Figure, spread: Decimal | None
) -> None:
    assert around(shown, item.headline, spread) is None


@pytest.mark.parametrize(
    ("item", "value", "top", "bottom", "reason"),
    [
        (DENTAL, "50", "50", "100", ""),
        (DENTAL, "50", "", "100", ""),
        (DENTAL, "50", "", "", "no_counts"),
        (DENTAL, "50", "50", "", "no_counts"),
        (DENTAL, "104", "104", "100", "not_a_share"),
        (RATE, "1.5", "3", "20000", ""),
        (RATE, "1.5", "3", "", ""),
        (RATE, "1.5", "", "20000", "no_counts"),
        (RATE, "0.0", "0", "", "no_counts"),
        (MEAN, "14", "", "25", "no_spread"),
        (tiny.with_headline(DENTAL, unit="points"), "3", "", "", "no_spread"),
        (tiny.with_headline(DENTAL, unit="months"), "3", "", "", "no_spread"),
        (tiny.with_headline(DENTAL, unit="days"), "3", "", "", "no_spread"),
        (GAP, "-3", "", "", "no_counts"),
        (COUNT, "30", "", "", "no_counts"),
        (EXCEEDING, "96", "96", "100", "not_a_share"),
        (EXCEEDING, "96", "96", "", "not_a_share"),
    ],
)
def test_a_verdict_needs_what_its_interval_is_made_of(
    item: Indicator, value: str, top: str, bottom: str, reason: Reason
) -> None:
    told = found(item, value, top, bottom)
    assert told.reason == reason
    assert (told.intervals is None) == bool(reason)


def test_a_mean_is_judged_with_the_standard_deviation_of_its_own_period() -> None:
    spread = DENTAL.headline.model_copy(update={"id": "score_sd", "headline": False})
    mean = MEAN.headline.model_copy(update={"spread": "score_sd"})
    item = DENTAL.model_copy(update={"measures": (mean, spread)})
    years = ("Testshire, 2024, 2", "Testshire, 2025, 7")
    entry = tiny.entry_with(item, "Testshire, 2025, 14, , , 25", others={"score_sd": years})
    assert limits(sure(entry).intervals) == [(11.111, 16.889), (9.147, 18.853)]
    assert sure(entry).verdict(Decimal(11), mean) == Verdict("better")
    older = tiny.entry_with(item, "Testshire, 2025, 14, , , 25", others={"score_sd": years[:1]})
    assert sure(older).reason == "no_spread"


@pytest.mark.parametrize(
    ("bottom", "own", "reason"),
    [
        ("19", None, "too_few"),
        ("20", None, ""),
        ("0", None, "too_few"),
        ("20", 21, "too_few"),
        ("12", 12, ""),
    ],
)
def test_too_few_are_fewer_than_the_measure_or_else_the_portal_declares(
    bottom: str, own: int | None, reason: Reason
) -> None:
    item = tiny.with_headline(DENTAL, fewest_to_judge=own)
    assert found(item, "50", "", bottom).reason == reason


def test_the_portals_own_least_number_can_be_changed() -> None:
    within = tiny.with_judgement(fewest=101)
    assert fewest(DENTAL.headline, within.portal.judgement) == 101
    entry = tiny.entry_with(DENTAL, "Testshire, 2025, 50, , 50, 100", within=within)
    assert sure(entry).verdict(Decimal(10), DENTAL.headline) == Verdict("too_few", "too_few")


@pytest.mark.parametrize(
    ("rating", "reason"), [("good", ""), ("caution", ""), ("poor", "poor_data")]
)
def test_poor_data_withholds_the_verdict_and_leaves_the_interval(
    rating: Literal["good", "caution", "poor"], reason: Reason
) -> None:
    quality = DataQuality(rating=rating, concerns=("One return was late.",))
    told = found(DENTAL.model_copy(update={"data_quality": quality}), "50", "50", "100")
    assert (told.reason, told.intervals is not None) == (reason, True)


def test_poor_data_is_said_before_too_few() -> None:
    quality = DataQuality(rating="poor", concerns=("One return was late.",))
    item = DENTAL.model_copy(update={"data_quality": quality})
    assert found(item, "50", "5", "10").reason == "poor_data"


@pytest.mark.parametrize(
    ("polarity", "below", "inside", "above"),
    [
        ("high", "better", "similar", "worse"),
        ("low", "worse", "similar", "better"),
        ("neutral", "higher", "similar", "lower"),
    ],
)
def test_a_figure_differs_if_its_interval_leaves_the_benchmark_out(
    polarity: Literal["high", "low", "neutral"], below: Word, inside: Word, above: Word
) -> None:
    told = Certainty((Interval(40.5, 60.5), Interval(35, 65)), "")
    words = [told.verdict(Decimal(b), measure(polarity)).word for b in ("40.4", "50", "60.6")]
    assert words == [below, inside, above]


@pytest.mark.parametrize("benchmark", ["40.5", "60.5"])
def test_a_benchmark_on_the_bound_of_the_interval_is_similar(benchmark: str) -> None:
    told = Certainty((Interval(40.5, 60.5), Interval(35, 65)), "")
    assert told.verdict(Decimal(benchmark), measure("high")) == Verdict("similar")


def test_the_broader_interval_decides_nothing() -> None:
    told = Certainty((Interval(40, 60), Interval(0, 100)), "")
    assert told.verdict(Decimal(61), measure("high")) == Verdict("worse")


@pytest.mark.parametrize(
    "reason", ["too_few", "no_counts", "not_a_share", "no_spread", "poor_data"]
)
def test_with_a_reason_nothing_is_claimed_whatever_the_interval(reason: Reason) -> None:
    told = Certainty((Interval(40, 60), Interval(35, 65)), reason).verdict(
        Decimal(90), measure("high")
    )
    assert told == Verdict("too_few" if reason == "too_few" else "not_stated", reason)
    assert not told.claims


tenths = st.integers(-2000, 2000).map(lambda number: Decimal(number) / 10)


@st.composite
def certainties(draw: st.DrawFn) -> Certainty:
    """A certainty that allows a verdict; the broader interval holds the narrower."""
    low, high = sorted((float(draw(tenths)), float(draw(tenths))))
    assume(low < high)
    return Certainty((Interval(low, high), Interval(low - 1, high + 1)), "")


@given(certainties(), tenths)
def test_the_opposite_polarity_turns_every_verdict_round(
    told: Certainty, benchmark: Decimal
) -> None:
    verdict = told.verdict(benchmark, measure("high")).word
    assert told.verdict(benchmark, measure("low")).word == MIRRORED[verdict]
    neutral = told.verdict(benchmark, measure("neutral")).word
    assert neutral == {"better": "higher", "worse": "lower", "similar": "similar"}[verdict]


@given(certainties(), tenths)
def test_what_is_mirrored_at_zero_with_its_polarity_has_the_same_verdict(
    told: Certainty, benchmark: Decimal
) -> None:
    assert told.intervals is not None
    first, second = (Interval(-one.high, -one.low) for one in told.intervals)
    mirrored = Certainty((first, second), "").verdict(-benchmark, measure("low"))
    assert mirrored == told.verdict(benchmark, measure("high"))


@given(
    st.integers(20, 5000).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))),
    st.integers(0, 1000),
    st.sampled_from(["high", "low", "neutral"]),
)
def test_no_difference_is_claimed_from_a_benchmark_within_the_interval(
    counts: tuple[int, int], benchmark: int, polarity: Literal["high", "low", "neutral"]
) -> None:
    top, bottom = counts
    shown = figure(str(round(100 * top / bottom)), str(top), str(bottom))
    intervals = around(shown, DENTAL.headline)
    assert intervals is not None
    beside = Decimal(benchmark) / 10
    verdict = Certainty(intervals, "").verdict(beside, measure(polarity))
    inside = intervals[0].low <= float(beside) <= intervals[0].high
    assert (verdict.word == "similar") == inside
    assert verdict.claims
