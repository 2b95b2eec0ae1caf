"""Verdicts: what chance, rounding and clusters allow to be said of a figure, and when nothing is."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.model.edition import Edition
from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import DataQuality
from build_scripts.model.measure import DeclaredPeriods, DenominatorBound, Measure
from build_scripts.model.reference import Area
from build_scripts.statistics.estimates import Mean, Proportion
from build_scripts.statistics.intervals import LEVELS, Interval
from build_scripts.statistics.judging import Bound, Certainty, certainty, fewest
from build_scripts.statistics.series import Entry
from build_scripts.statistics.verdicts import WITHHELD, Reason, Verdict, Word
from tests import tiny

DENTAL = tiny.with_headline(tiny.indicator("dental-check"))
RATE = tiny.with_headline(
    DENTAL, unit="rate_per_10000", unit_words="per 10,000 children", per=10000, decimals=1
)
MEAN = tiny.with_headline(DENTAL, unit="score", unit_words="points", decimals=1)
EXCEEDING = tiny.with_headline(DENTAL, over_100_because="The denominator is an estimate.")
COUNT = tiny.with_headline(DENTAL, unit="count")
GAP = tiny.with_headline(DENTAL, unit="percentage_points")
MIRRORED: dict[Word, Word] = {"better": "worse", "worse": "better", "similar": "similar"}
ONE = Fraction(1)
# 50 of 100: its 95% interval is 40.383 to 59.617, its 99.8% interval 35.238 to 64.762.
HALF = Proportion(50, 100, 100)


def measure(polarity: Literal["high", "low", "neutral"]) -> Measure:
    return tiny.with_headline(DENTAL, polarity=polarity).headline


def sure(entry: Entry, area: Area | None = None) -> Certainty:
    """What chance leaves open about the newest figure of the council, or of another area."""
    item, area = entry.indicator.headline, area or entry.council
    latest = entry.series(item.id, area).latest
    assert latest is not None
    return certainty(entry, item, area, latest)


def found(item: Indicator, value: str, top: str = "", bottom: str = "") -> Certainty:
    return sure(tiny.entry_with(item, f"Testshire, 2025, {value}, , {top}, {bottom}"))


def beside(told: Certainty, low: str, high: str = "", polarity: str = "high") -> Verdict:
    """The verdict beside a benchmark that is a number, or lies between two."""
    item = tiny.with_headline(DENTAL, polarity=polarity)
    return told.verdict(Fraction(low), Fraction(high or low), item.headline)


def limits(intervals: tuple[Interval, Interval] | None) -> list[tuple[float, float]]:
    assert intervals is not None
    return [(round(one.low, 3), round(one.high, 3)) for one in intervals]


def poor(item: Indicator) -> Indicator:
    quality = DataQuality(rating="poor", concerns=("One return was late.",))
    return item.model_copy(update={"data_quality": quality})


def test_a_figure_has_the_intervals_of_its_likeliest_value() -> None:
    assert limits(found(DENTAL, "31", "81", "263").intervals) == [
        (25.529, 36.621),
        (22.804, 40.139),
    ]
    assert limits(found(DENTAL, "50", "", "100").intervals) == [
        (40.383, 59.617),
        (35.238, 64.762),
    ]


def test_the_counts_of_a_percentage_go_before_its_rounded_value() -> None:
    rounded, exact = found(DENTAL, "12", "123", "1000"), found(DENTAL, "12.3", "", "1000")
    assert limits(rounded.intervals) == limits(exact.intervals)


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
    assert beside(sure(entry), "11") == Verdict("better")
    older = tiny.entry_with(item, "Testshire, 2025, 14, , , 25", others={"score_sd": years[:1]})
    assert sure(older).reason == "no_spread"


def gap_of(upper: str, lower: str, *, in_upper: int | None = None, **keys: object) -> Certainty:
    """A gap of 20 points between two shares whose rows are given as `value, , top, bottom`."""
    gap = GAP.headline.model_copy(update={"gap_between": ("upper", "lower"), **keys})
    shares = [
        DENTAL.headline.model_copy(update={"id": name, "headline": False})
        for name in ("upper", "lower")
    ]
    item = DENTAL.model_copy(update={"measures": (gap, *shares)})
    others = {
        name: [f"Testshire, 2025, {row}"] for name, row in (("upper", upper), ("lower", lower))
    }
    return sure(tiny.entry_with(item, "Testshire, 2025, 20", others=others))


def test_a_gap_between_two_shares_with_counts_is_judged() -> None:
    """Newcombe's example: 56 of 70 less 48 of 80 is 20 points, by statsmodels from 5.243 to 33.387."""
    told = gap_of("80, , 56, 70", "60, , 48, 80")
    assert told.reason == ""
    assert limits(told.intervals)[0] == (5.243, 33.387)
    assert beside(told, "5", polarity="low") == Verdict("worse")
    assert beside(told, "6", polarity="low") == Verdict("similar")
    assert beside(told, "34", polarity="low") == Verdict("better")


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("80, , 56, 70", "60"),
        ("80", "60"),
        ("80, , 56, 70", ", c"),
        ("104, , 73, 70", "60, , 48, 80"),
    ],
    ids=["counts of one", "counts of none", "one withheld", "one no share"],
)
def test_a_gap_without_counts_of_both_shares_is_not_judged(upper: str, lower: str) -> None:
    told = gap_of(upper, lower)
    assert (told.reason, told.estimates) == ("no_counts", ())


def test_a_gap_rests_on_the_smaller_of_its_groups() -> None:
    told = gap_of("80, , 56, 70", "60, , 9, 15")
    assert (told.reason, told.out_of) == ("too_few", Decimal(15))
    assert told.intervals is None


def test_a_bound_below_the_least_number_bears_nothing() -> None:
    told = bounded(None, "Testshire, 2025, 50", "Testshire, 2025, 15")
    assert (told.reason, told.bound, told.estimates) == ("no_counts", None, ())
    assert bounded(None, "Testshire, 2025, 50", "Testshire, 2025, 16").bound == Bound(
        Fraction(20), closed=False
    )


def test_the_shares_of_a_gap_may_themselves_be_rounded() -> None:
    told = gap_of("80, , , 70", "60, , , 80")
    assert len(told.estimates) == 9
    assert limits(told.intervals)[0] == (5.243, 33.387)


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


@pytest.mark.parametrize(("bottom", "reason"), [("20", "too_few"), ("24", "too_few"), ("25", "")])
def test_a_rounded_denominator_may_stand_for_too_few(bottom: str, reason: Reason) -> None:
    """Counts of the region are rounded to 10, so that 20 can be 15."""
    entry = tiny.entry_with(DENTAL, f"Test Midlands, 2025, 50, , , {bottom}")
    assert sure(entry, tiny.edition().region).reason == reason


def test_the_portals_own_least_number_can_be_changed() -> None:
    within = tiny.with_judgement(fewest=101)
    assert fewest(DENTAL.headline, within.portal.judgement) == 101
    entry = tiny.entry_with(DENTAL, "Testshire, 2025, 50, , 50, 100", within=within)
    assert beside(sure(entry), "10") == Verdict("too_few", "too_few")


@pytest.mark.parametrize(
    ("rating", "reason"), [("good", ""), ("caution", ""), ("poor", "poor_data")]
)
def test_poor_data_withholds_the_verdict_and_the_interval(
    rating: Literal["good", "caution", "poor"], reason: Reason
) -> None:
    quality = DataQuality(rating=rating, concerns=("One return was late.",))
    told = found(DENTAL.model_copy(update={"data_quality": quality}), "50", "50", "100")
    assert told.reason == reason
    assert told.withheld == (told.intervals is None) == bool(reason)


def counted_on(kind: str, text: str, reviewed: date, reference: str = "") -> Entry:
    """A figure of one period on a site that was reviewed on a day."""
    item = DENTAL.model_copy(update={"period": DeclaredPeriods(type=kind, reference=reference)})
    within = tiny.with_portal(review_date=reviewed)
    return tiny.entry_with(item, f"Testshire, {text}, 50, , 50, 100", within=within)


@pytest.mark.parametrize(
    ("reviewed", "text", "reason"),
    [
        # The month ended on 31 March 2023.
        (date(2026, 3, 30), "2023-03", ""),
        (date(2026, 3, 31), "2023-03", ""),
        (date(2026, 4, 1), "2023-03", "too_old"),
        # Three years before a 29 February is the first of March.
        (date(2024, 2, 28), "2021-02", ""),
        (date(2024, 2, 29), "2021-02", "too_old"),
        (date(2024, 3, 1), "2021-02", "too_old"),
        (date(2024, 2, 29), "2021-03", ""),
        # A period that ended on a 29 February is old from the first of March three years later.
        (date(2027, 2, 28), "2024-02", ""),
        (date(2027, 3, 1), "2024-02", "too_old"),
    ],
)
def test_a_figure_is_old_if_its_period_ended_more_than_three_years_ago(
    reviewed: date, text: str, reason: Reason
) -> None:
    told = sure(counted_on("month", text, reviewed))
    assert told.reason == reason
    assert (told.intervals is None) == bool(reason)


def test_the_first_of_march_itself_is_three_years_before_a_leap_day() -> None:
    assert sure(counted_on("snapshot", "2021", date(2024, 2, 29), "1 March")).reason == ""


def test_a_figure_that_does_not_stand_for_today_may_be_old() -> None:
    entry = counted_on("month", "2020-03", date(2026, 3, 31))
    latest = entry.series(DENTAL.headline.id, entry.council).figures[0]
    item = entry.indicator.headline
    assert certainty(entry, item, entry.council, latest).reason == "too_old"
    assert certainty(entry, item, entry.council, latest, as_newest=False).reason == ""


def test_of_several_reasons_the_first_is_given() -> None:
    """Poor data, then an old period, then what is declared, then too few, then no counts."""
    declared = tiny.with_headline(DENTAL, not_judged_because="places come in whole schools")
    old, new = "Testshire, 2020, 50, , , 5", "Testshire, 2025, 50, , , 5"
    reasons = [
        sure(tiny.entry_with(item, row)).reason
        for item, row in (
            (poor(declared), old),
            (declared, old),
            (declared, new),
            (DENTAL, new),
            (DENTAL, "Testshire, 2025, 50"),
        )
    ]
    assert reasons == [*WITHHELD, "no_counts"]


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
    told = Certainty((HALF,), "")
    words = [beside(told, b, polarity=polarity).word for b in ("40.3", "50", "59.7")]
    assert words == [below, inside, above]


def test_a_benchmark_on_the_bound_of_the_interval_is_similar() -> None:
    bounds, told = HALF.limits(LEVELS[0]), Certainty((HALF,), "")
    assert beside(told, str(Fraction(bounds.low))) == Verdict("similar")
    assert beside(told, str(Fraction(bounds.high))) == Verdict("similar")
    assert beside(told, str(Fraction(math.nextafter(bounds.low, 0)))) == Verdict("better")
    assert beside(told, str(Fraction(math.nextafter(bounds.high, 100)))) == Verdict("worse")


def test_the_broader_interval_decides_nothing() -> None:
    assert beside(Certainty((HALF,), ""), "61") == Verdict("worse")


@pytest.mark.parametrize("reason", [*WITHHELD, "no_counts", "not_a_share", "no_spread"])
def test_with_a_reason_nothing_is_claimed_whatever_the_interval(reason: Reason) -> None:
    told = Certainty((HALF,), reason)
    verdict = beside(told, "90")
    assert verdict == Verdict("too_few" if reason == "too_few" else "not_stated", reason)
    assert not verdict.claims
    assert (told.intervals is None) == told.withheld == (reason in WITHHELD)


NOT_SURE = Verdict("not_stated", "rounding")


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        ("58.5", "59.5", Verdict("similar")),
        ("59.5", "60.5", NOT_SURE),
        ("59.7", "60.7", Verdict("worse")),
        ("40.5", "41.5", Verdict("similar")),
        ("39.5", "40.5", NOT_SURE),
        ("39.3", "40.3", Verdict("better")),
        # A benchmark that can be anything: better, similar or worse.
        ("30", "70", NOT_SURE),
    ],
)
def test_what_rounding_hides_of_a_benchmark_must_not_decide(
    low: str, high: str, verdict: Verdict
) -> None:
    """The interval of 50 of 100 is 40.383 to 59.617."""
    assert beside(Certainty((HALF,), ""), low, high) == verdict


@pytest.mark.parametrize(
    ("benchmark", "verdict"),
    [
        ("59.1", Verdict("similar")),
        ("59.2", NOT_SURE),
        ("60", NOT_SURE),
        ("60.1", Verdict("worse")),
    ],
)
def test_what_rounding_hides_of_the_figure_must_not_decide(
    benchmark: str, verdict: Verdict
) -> None:
    """By statsmodels, of 100, 49.5% reaches to 59.135, and 50.5% to 60.098."""
    assert beside(found(DENTAL, "50", "", "100"), benchmark) == verdict


def clustered(**keys: object) -> Indicator:
    return tiny.with_headline(DENTAL, clustered_because="families come together", **keys)


def test_a_difference_that_clusters_could_make_is_not_stated() -> None:
    """At a design effect of 2, 50 of 100 is 25 of 50, from 36.645 to 63.355.

    The upper limit of a half among n is 50 + 50z / √(n + z²). It is 62 where n + z² = (50z/12)²,
    which is 66.692, so that n is 62.851 and the design effect 100 / 62.851, which is 1.591.
    """
    told = found(clustered(), "50", "50", "100")
    assert (told.design_effect, told.must_stand) == (1, 2)
    assert limits(told.intervals) == [(40.383, 59.617), (35.238, 64.762)]
    assert beside(told, "59") == Verdict("similar")
    verdict = beside(told, "62")
    assert (verdict.word, verdict.reason, verdict.claims) == ("not_stated", "clustered", False)
    assert verdict.overturned_by == pytest.approx(1.591, abs=0.0005)
    assert beside(told, "38").overturned_by == pytest.approx(1.591, abs=0.0005)
    assert beside(told, "63.3").overturned_by == pytest.approx(1.98, abs=0.005)
    assert beside(told, "63.4") == Verdict("worse")
    assert beside(told, "36.6") == Verdict("better")
    assert beside(found(DENTAL, "50", "50", "100"), "62") == Verdict("worse")


def test_clusters_are_asked_for_at_every_corner() -> None:
    """At 2, 50% of 100 reaches to 63.355 and 50.5% to 63.819; at 1, both leave 63.5 out."""
    told = found(clustered(), "50", "", "100")
    assert beside(told, "63.5", "64").reason == "clustered"
    assert beside(told, "63.9", "64") == Verdict("worse")
    assert beside(told, "59.5").reason == "rounding"


@pytest.mark.parametrize(
    ("smallest", "verdict"), [(1, Verdict("worse")), (1.5, Verdict("worse")), (1.7, None)]
)
def test_the_portal_says_at_which_design_effect_a_difference_must_hold(
    smallest: float, verdict: Verdict | None
) -> None:
    within = tiny.with_judgement(smallest_design_effect=smallest)
    entry = tiny.entry_with(clustered(), "Testshire, 2025, 50, , 50, 100", within=within)
    told = beside(sure(entry), "62")
    assert told == verdict if verdict else told.reason == "clustered"


@pytest.mark.parametrize(
    ("item", "row", "below", "above"),
    [
        # Twelve events are from 6.194 to 20.963; six that count twice from 4.404 to 26.119.
        (tiny.with_headline(RATE, clustered_because="so"), "12.0, , 12, 10000", "22", "27"),
        (clustered(), "50, , 50, 100", "62", "64"),
    ],
)
def test_a_rate_may_be_clustered_too(item: Indicator, row: str, below: str, above: str) -> None:
    told = sure(tiny.entry_with(item, f"Testshire, 2025, {row}"))
    assert beside(told, below).reason == "clustered"
    assert beside(told, above) == Verdict("worse")


def test_a_design_effect_from_a_source_widens_the_interval_and_is_asked_for_no_further() -> None:
    item = clustered(design_effect=2.0, design_effect_from="A study")
    told = found(item, "50", "50", "100")
    assert (told.design_effect, told.must_stand) == (2, 2)
    assert limits(told.intervals)[0] == (36.645, 63.355)
    assert beside(told, "62") == Verdict("similar")
    assert beside(told, "63.4") == Verdict("worse")
    less = found(clustered(design_effect=1.25, design_effect_from="A study"), "50", "50", "100")
    assert (less.design_effect, less.must_stand) == (1.25, 1.25)
    # 40 of 80 is from 39.297 to 60.703.
    assert (beside(less, "60.7"), beside(less, "60.8")) == (Verdict("similar"), Verdict("worse"))


BECAUSE = "every child has one review at least"


def bounded(at_most: float | None, *rows: str, within: Edition | None = None) -> Certainty:
    """A percentage whose denominator is at least 1.25 times a count of its own."""
    bound = DenominatorBound(measure="children", at_least=1.25, at_most=at_most, because=BECAUSE)
    share = DENTAL.headline.model_copy(update={"denominator_bound": bound})
    count = COUNT.headline.model_copy(update={"id": "children", "headline": False})
    item = DENTAL.model_copy(update={"measures": (share, count)})
    entry = tiny.entry_with(
        item, rows[0], others={"children": rows[1:]} if rows[1:] else {}, within=within
    )
    return sure(entry)


EIGHTY = ("Testshire, 2025, 50", "Testshire, 2025, 80")


@pytest.mark.parametrize(
    ("at_most", "benchmark", "verdict"),
    [
        # 80 children mean a denominator of 100 at least, and of 125 at most where that is known.
        (None, "61", Verdict("worse")),
        (None, "39", Verdict("better")),
        (None, "52", Verdict("not_stated", "no_counts")),
        (1.5625, "61", Verdict("worse")),
        (1.5625, "52", Verdict("similar")),
        # Of 100 it reaches to 59.617 and of 125 to 58.634: only the larger leaves 59 out.
        (1.5625, "59", Verdict("not_stated", "no_counts")),
        (None, "60", Verdict("not_stated", "no_counts")),
    ],
)
def test_a_denominator_known_within_bounds_bears_what_holds_throughout(
    at_most: float | None, benchmark: str, verdict: Verdict
) -> None:
    told = bounded(at_most, *EIGHTY)
    assert told.reason == ""
    assert told.bound == Bound(Fraction(100), closed=at_most is not None)
    assert told.intervals is None
    assert beside(told, benchmark) == verdict


def test_a_figure_with_a_bound_is_rounded_too() -> None:
    assert bounded(None, *EIGHTY).estimates == (
        Proportion(50, 100, 100),
        Proportion(49.5, 100, 100),
        Proportion(50.5, 100, 100),
    )
    assert len(bounded(1.5625, *EIGHTY).estimates) == 6


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (EIGHTY[:1], "no_counts"),
        ((EIGHTY[0], "Testshire, 2024, 80"), "no_counts"),
        ((EIGHTY[0], "Testshire, 2025, , c"), "no_counts"),
        ((EIGHTY[0], "Testshire, 2025, 0"), "no_counts"),
        ((EIGHTY[0], "Testland, 2025, 80"), "no_counts"),
        (("Testshire, 2025, 104", EIGHTY[1]), "no_counts"),
        (("Testshire, 2025, 50, , , 200", EIGHTY[1]), ""),
        (("Testshire, 2025, 50, , , 12", EIGHTY[1]), "too_few"),
    ],
    ids=[
        "no such count",
        "of another year",
        "withheld",
        "of nobody",
        "of another area",
        "no share",
        "a published denominator",
        "one that is too small",
    ],
)
def test_a_bound_counts_only_where_it_is_known_and_needed(
    rows: tuple[str, ...], reason: Reason
) -> None:
    told = bounded(None, *rows)
    assert (told.reason, told.bound) == (reason, None)


tenths = st.integers(0, 1000).map(lambda number: Fraction(number, 10))


@st.composite
def certainties(draw: st.DrawFn) -> Certainty:
    """A certainty that allows a verdict: of a figure that rounding leaves open, or not."""
    value, room = draw(st.integers(-500, 500)) / 10, draw(st.sampled_from([0, 0.5]))
    values = dict.fromkeys((value, value - room, value + room))
    number, deviation = draw(st.integers(2, 500)), draw(st.integers(1, 200)) / 10
    return Certainty(
        tuple(Mean(one, deviation, number) for one in values),
        "",
        must_stand=draw(st.sampled_from([1, 2])),
    )


@given(certainties(), tenths, tenths)
def test_the_opposite_polarity_turns_every_verdict_round(
    told: Certainty, low: Fraction, room: Fraction
) -> None:
    high = low + room / 20
    verdict = told.verdict(low, high, measure("high"))
    turned, neutral = (
        told.verdict(low, high, measure("low")),
        told.verdict(low, high, measure("neutral")),
    )
    if not verdict.claims:
        assert turned == neutral == verdict
        return
    assert turned.word == MIRRORED[verdict.word]
    assert neutral.word == {"better": "higher", "worse": "lower"}.get(verdict.word, "similar")


@given(certainties(), tenths, tenths)
def test_what_is_mirrored_at_zero_with_its_polarity_has_the_same_verdict(
    told: Certainty, low: Fraction, room: Fraction
) -> None:
    high = low + room / 20
    means = [one for one in told.estimates if isinstance(one, Mean)]
    turned = tuple(Mean(-one.value, one.standard_deviation, one.number) for one in means)
    mirrored = Certainty(turned, "", must_stand=told.must_stand)
    one = mirrored.verdict(-high, -low, measure("low"))
    other = told.verdict(low, high, measure("high"))
    assert (one.word, one.reason) == (other.word, other.reason)


@given(certainties(), tenths, tenths)
def test_what_is_claimed_of_a_range_holds_of_every_number_in_it_and_of_every_estimate(
    told: Certainty, low: Fraction, room: Fraction
) -> None:
    high = low + room / 20
    verdict = told.verdict(low, high, measure("high"))
    if verdict.claims:
        for estimate in told.estimates:
            for within in (low, (low + high) / 2, high):
                alone = Certainty((estimate,), "", must_stand=told.must_stand)
                assert alone.verdict(within, within, measure("high")) == verdict


@given(certainties(), tenths)
def test_a_difference_that_clusters_overturn_holds_up_to_the_design_effect_told(
    told: Certainty, benchmark: Fraction
) -> None:
    verdict = told.verdict(benchmark, benchmark, measure("high"))
    if verdict.overturned_by is None:
        return
    at = verdict.overturned_by
    assert 1 < at <= told.must_stand
    below, above = (
        Certainty(told.estimates, "", design_effect=by, must_stand=by) for by in (at - 1e-5, at)
    )
    claimed = below.verdict(benchmark, benchmark, measure("high"))
    assert claimed.claims
    assert claimed.word in ("better", "worse")
    assert above.verdict(benchmark, benchmark, measure("high")).word not in ("better", "worse")


@given(
    st.integers(20, 5000).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))),
    tenths,
    st.sampled_from(["high", "low", "neutral"]),
)
def test_no_difference_is_claimed_from_a_benchmark_within_the_interval(
    counts: tuple[int, int], benchmark: Fraction, polarity: Literal["high", "low", "neutral"]
) -> None:
    top, bottom = counts
    told = found(DENTAL, str(round(Decimal(100 * top) / bottom)), str(top), str(bottom))
    assert told.intervals is not None
    verdict = told.verdict(benchmark, benchmark, measure(polarity))
    inside = told.intervals[0].low <= float(benchmark) <= told.intervals[0].high
    assert (verdict.word == "similar") == inside
    assert verdict.claims
