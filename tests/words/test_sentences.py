"""The sentences of the latest figure, each word for word: what it is, how it changed, its counts."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.model.indicator import Indicator
from build_scripts.model.measure import CountRounding, DeclaredPeriods
from tests import tiny
from tests.saying import DENTAL, EXAMS, GAP, POOR, RATE, five_years, said, said_of


def test_a_whole_page_of_the_tiny_portal_reads_as_a_person_would_write_it() -> None:
    told = said_of(tiny.entry("dental-check"))
    assert told.headline == (
        "In Testshire the figure was 88% in the year ending 31 March 2025 (provisional)."
    )
    assert told.counted == "588 of 670 children in care for at least a year; 82 not"
    # 588/670 less 540/660, which is 87.8 less 81.8.
    assert told.change == (
        "That is up from 82% in the year ending 31 March 2024, a change of 5.9 percentage points "
        "by the counts behind them."
    )
    assert told.in_every == (
        "In Testshire, about 88 in every 100 children in care for at least a year saw a dentist "
        "during the year."
    )
    assert told.comparison == (
        "Testshire’s 88% is better than the Test Midlands (83%), Testland (82%) and the median of 3 "
        "statistical neighbours (82%)."
    )
    assert told.certainty == (
        "The 95% interval around Testshire’s figure is 85% to 90%; the 99.8% interval is 83% to 91%."
    )
    assert told.rank == "Testshire is 1st of 4 councils (1st is best)."
    assert told.neighbours == (
        "The figures of the 3 neighbours (national model of May 2025) run from 81% to 83%."
    )
    assert told.thinned == ""
    assert told.target == ""
    assert told.direction == (
        "Whether Testshire’s figure is really changing can’t be stated: there are too few periods for the "
        "test."
    )
    assert told.worked == "588 out of 670 children in care for at least a year is 88%."


def test_an_indicator_without_figures_says_so_and_nothing_else() -> None:
    told = said_of(tiny.entry("club-visits"))
    sentences = {name: text for name, text in vars(told).items() if isinstance(text, str) and text}
    assert sentences == {"headline": "No figure for Testshire is published for this measure."}


@pytest.mark.parametrize(
    ("kind", "reference", "text", "when"),
    [
        ("snapshot", "31 March", "2025", "on 31 March 2025"),
        ("snapshot", "January", "2025", "in January 2025"),
        (
            "months_average",
            "December to February",
            "2025",
            "on average from December 2024 to February 2025",
        ),
        ("month", "", "2025-03", "in March 2025"),
        ("quarter", "", "2024-25 Q1", "from April to June 2024"),
        ("academic_year", "", "2024/25", "in the school year 2024/25"),
        ("financial_year", "", "2024-25", "in the financial year 2024-25"),
        ("calendar_year", "", "2025", "in the year 2025"),
        ("three_years", "", "2022-25", "in the three years April 2022 to March 2025"),
    ],
)
def test_a_period_takes_the_preposition_of_its_kind(
    kind: str, reference: str, text: str, when: str
) -> None:
    item = DENTAL.model_copy(update={"period": DeclaredPeriods(type=kind, reference=reference)})
    assert said(item, f"Testshire, {text}, 80").headline == (
        f"In Testshire the figure was 80% {when}."
    )


@pytest.mark.parametrize(
    ("keys", "what"),
    [
        ({}, "the figure was 80%"),
        ({"unit": "percentage_points", "unit_words": "percentage points"}, "the gap was 80 percen"),
        ({"unit": "score", "unit_words": "points"}, "the average was 80 points"),
        ({"unit": "months", "unit_words": "months"}, "the average was 80 months"),
        ({"unit": "days", "unit_words": "days"}, "the average was 80 days"),
        ({"unit": "count", "unit_words": "children"}, "the figure was 80 children"),
        ({"unit": "count", "unit_words": "places", "called": "number"}, "the number was 80 places"),
    ],
)
def test_a_figure_is_called_what_it_is(keys: dict[str, str], what: str) -> None:
    item = tiny.with_headline(DENTAL, **keys)
    assert said(item, "Testshire, 2025, 80").headline.startswith(f"In Testshire {what}")


def test_a_change_takes_the_preposition_of_its_period_too() -> None:
    period = DeclaredPeriods(type="snapshot", reference="31 March")
    item = DENTAL.model_copy(update={"period": period})
    assert said(item, "Testshire, 2024, 80", "Testshire, 2025, 80").change == (
        "That is the same as on 31 March 2024."
    )


def test_a_withheld_newest_figure_is_explained_beside_the_latest_there_is() -> None:
    told = said(DENTAL, "Testshire, 2023, 70", "Testshire, 2024, 72", "Testshire, 2025, , c")
    assert told.headline == (
        "In Testshire the figure was 72% in the year ending 31 March 2024. There is no figure for "
        "the year ending 31 March 2025: the symbol c there means withheld to protect "
        "confidentiality."
    )
    assert told.change == (
        "That is up from 70% in the year ending 31 March 2023, a change of 2 percentage points."
    )


def test_a_council_whose_only_figure_is_withheld_is_told_so() -> None:
    told = said(DENTAL, "Testshire, 2025, , c", "Testland, 2025, 78")
    assert told.headline == (
        "No figure for Testshire is published for this measure. There is no figure for the year "
        "ending 31 March 2025: the symbol c there means withheld to protect confidentiality."
    )


def test_the_first_figure_of_a_new_series_is_said_to_be_one() -> None:
    told = said(EXAMS, "Testshire, 2021/22, 60", "Testshire, 2022/23, 40, b")
    assert told.headline == (
        "In Testshire the figure was 40.0% in the school year 2022/23 (the first after a break in "
        "the series)."
    )
    assert told.change == ""


BEFORE = "in the year ending 31 March 2024"


def test_a_fall_is_a_fall_and_one_point_is_singular() -> None:
    assert said(DENTAL, "Testshire, 2024, 71", "Testshire, 2025, 70").change == (
        "That is down from 71% in the year ending 31 March 2024, a change of 1 percentage point."
    )


def test_a_change_of_a_count_is_in_its_own_unit() -> None:
    item = tiny.with_headline(DENTAL, unit="count", unit_words="children")
    assert said(item, "Testshire, 2024, 1000", "Testshire, 2025, 1001").change == (
        "That is up from 1,000 children in the year ending 31 March 2024, a change of 1 child."
    )


def test_a_gap_that_turns_round_goes_up_from_below_zero() -> None:
    told = said(GAP, "Testshire, 2024, -2.4", "Testshire, 2025, 0.3")
    assert told.change == (
        "That is up from −2.4 percentage points in the year ending 31 March 2024, a change of 2.7 "
        "percentage points."
    )


@pytest.mark.parametrize("before", ["80", "80.4", "79.5"])
def test_figures_that_look_the_same_are_called_the_same(before: str) -> None:
    assert said(DENTAL, f"Testshire, 2024, {before}", "Testshire, 2025, 80").change == (
        "That is the same as in the year ending 31 March 2024."
    )


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2), st.integers(0, 1))
def test_a_reader_who_subtracts_the_figures_shown_gets_the_change_shown(
    then: Decimal, now: Decimal, decimals: int
) -> None:
    item = tiny.with_headline(DENTAL, decimals=decimals)
    told = said(item, f"Testshire, 2024, {then}", f"Testshire, 2025, {now}")
    shown = [
        Decimal(found)
        for found in re.findall(r"([\d.]+)(?:%| percentage)", told.headline + told.change)
    ]
    if "the same" in told.change:
        assert len(shown) == 1
    else:
        latest, before, difference = shown
        assert abs(latest - before) == difference != 0
        assert ("up from" in told.change) == (latest > before)


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        # 87.8 less 81.8, and 80.5 less 80.0.
        (
            "82, , 540, 660",
            "88, , 588, 670",
            f"That is up from 82% {BEFORE}, a change of 5.9 percentage points by the counts behind "
            "them.",
        ),
        (
            "81, , 805, 1000",
            "80, , 800, 1000",
            f"That is down from 81% {BEFORE}, a change of 0.5 percentage points by the counts "
            "behind them.",
        ),
        (
            "80, , 800, 1000",
            "82, , 820, 1000",
            f"That is up from 80% {BEFORE}, a change of 2.0 percentage points.",
        ),
        (
            "80, , 800, 1000",
            "80, , 804, 1000",
            f"Rounded, that is the same as {BEFORE}; by the counts behind it, it is up 0.4 "
            "percentage points.",
        ),
        (
            "80, , 804, 1000",
            "80, , 800, 1000",
            f"Rounded, that is the same as {BEFORE}; by the counts behind it, it is down 0.4 "
            "percentage points.",
        ),
        ("80, , 800, 1000", "80, , 1600, 2000", f"That is the same as {BEFORE}."),
        (
            "49, , 4949, 10000",
            "50, , 4952, 10000",
            f"Rounded, that is up from 49% {BEFORE}; by the counts behind it, it is the same.",
        ),
    ],
    ids=[
        "more exact up",
        "more exact down",
        "the same both ways",
        "up",
        "down",
        "no change",
        "a change by rounding alone",
    ],
)
def test_a_change_is_told_by_the_counts_where_they_say_more(then: str, now: str, told: str) -> None:
    assert said(DENTAL, f"Testshire, 2024, {then}", f"Testshire, 2025, {now}").change == told


def test_across_a_declared_break_nothing_is_said_of_a_change() -> None:
    assert said(EXAMS, "Testshire, 2021/22, 60", "Testshire, 2022/23, 40").change == ""


WORDS = "children in care for at least a year saw a dentist during the year."


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("0", f"In Testshire, none of the {WORDS}"),
        ("100", f"In Testshire, all {WORDS}"),
        ("74.4", f"In Testshire, about 74 in every 100 {WORDS}"),
        # Rounded on the scale before, each would be more than a tenth off.
        ("0.5", f"In Testshire, about 5 in every 1,000 {WORDS}"),
        ("1.5", f"In Testshire, about 15 in every 1,000 {WORDS}"),
        ("1.11", f"In Testshire, about 1 in every 100 {WORDS}"),
        ("1.12", f"In Testshire, about 11 in every 1,000 {WORDS}"),
        ("0.95", f"In Testshire, about 1 in every 100 {WORDS}"),
        ("0.9", f"In Testshire, about 9 in every 1,000 {WORDS}"),
        ("0.4", f"In Testshire, about 4 in every 1,000 {WORDS}"),
        ("0.04", f"In Testshire, about 4 in every 10,000 {WORDS}"),
        ("0.004", f"In Testshire, about 4 in every 100,000 {WORDS}"),
        ("0.0004", ""),
        ("99.4", f"In Testshire, about 99 in every 100 {WORDS}"),
        ("99.6", f"In Testshire, about 996 in every 1,000 {WORDS}"),
        ("99.97", f"In Testshire, about 9,997 in every 10,000 {WORDS}"),
        ("104", ""),
        ("-3", ""),
    ],
)
def test_a_share_is_said_on_the_smallest_scale_that_shows_it(value: str, told: str) -> None:
    item = tiny.with_headline(DENTAL, decimals=2)
    assert said(item, f"Testshire, 2025, {value}").in_every == told


@pytest.mark.parametrize(
    ("value", "counts", "told"),
    [
        ("0", "3, 63577", f"In Testshire, about 5 in every 100,000 {WORDS}"),
        ("100", "585, 587", f"In Testshire, about 997 in every 1,000 {WORDS}"),
        ("0", "0, 500", f"In Testshire, none of the {WORDS}"),
        ("100", "54, 54", f"In Testshire, all {WORDS}"),
        ("0", ", 500", f"In Testshire, none of the {WORDS}"),
        ("0", "0,", f"In Testshire, none of the {WORDS}"),
    ],
)
def test_counts_tell_a_figure_that_only_rounds_to_none_or_all(
    value: str, counts: str, told: str
) -> None:
    assert said(DENTAL, f"Testshire, 2025, {value}, , {counts}").in_every == told


def test_a_rate_is_said_as_a_share_of_its_population() -> None:
    """33.6 in 10,000 is 3 in 1,000 only by more than a tenth too few."""
    told = said(RATE, "Testshire, 2025, 33.6, , 577, 171572")
    assert (
        told.in_every == "In Testshire, about 34 in every 10,000 children under 18 were on a plan."
    )
    told = said(RATE, "Testshire, 2025, 30.6, , 525, 171572")
    assert told.in_every == "In Testshire, about 3 in every 1,000 children under 18 were on a plan."


@pytest.mark.parametrize(
    ("item", "figure"),
    [
        (DENTAL, "2023, 80, , 80, 100"),
        (tiny.with_headline(DENTAL, not_judged_because="so it is"), "2025, 80, , 80, 100"),
        (DENTAL, "2025, 80, , 8, 10"),
        (POOR, "2025, 80, , 80, 100"),
    ],
    ids=["too old", "declared", "too few", "poor data"],
)
def test_of_figures_of_which_nothing_may_be_claimed_nothing_is_said_so_plainly(
    item: Indicator, figure: str
) -> None:
    told = said(item, f"Testshire, {figure}")
    assert (told.in_every, told.certainty, told.rank) == ("", "", "")


@pytest.mark.parametrize(
    ("item", "figure", "told"),
    [
        (
            DENTAL,
            "80, , 1040, 1300",
            "1,040 of 1,300 children in care for at least a year; 260 not",
        ),
        (
            tiny.with_headline(DENTAL, polarity="low"),
            "80, , 80, 100",
            "80 of 100 children in care for at least a year",
        ),
        (
            tiny.with_headline(DENTAL, decimals=1),
            "10.1, , 51.3, 508.9",
            "51.3 of 508.9 children in care for at least a year",
        ),
        (RATE, "33.6, , 577, 171572", "577 of 171,572 children under 18"),
        (DENTAL, "100, , 20, 20", "20 of 20 children in care for at least a year; 0 not"),
        (DENTAL, "80, , , 100", ""),
        (DENTAL, "80, , 80,", ""),
        (DENTAL, "80", ""),
        (DENTAL, "80, , 85, 100", ""),
        (
            tiny.with_headline(DENTAL, counts_rounded_to=CountRounding(local_authority=5)),
            "80, , 80, 100",
            "",
        ),
        (POOR, "80, , 80, 100", ""),
        (DENTAL, "80, , 8, 10", "8 of 10 children in care for at least a year; 2 not"),
        (
            tiny.with_headline(DENTAL, over_100_because="The denominator is an estimate."),
            "104, , 104, 100",
            "104 of 100 children in care for at least a year",
        ),
    ],
    ids=[
        "those left out of a share that should be high",
        "of one that should be low",
        "parts of children",
        "a rate",
        "all",
        "no numerator",
        "no denominator",
        "no counts",
        "counts that do not give the figure back",
        "rounded counts",
        "poor data",
        "few",
        "more than there were thought to be",
    ],
)
def test_a_figure_is_counted_where_its_counts_give_it_back(
    item: Indicator, figure: str, told: str
) -> None:
    assert said(item, f"Testshire, 2025, {figure}").counted == told


def test_a_measure_without_words_for_it_is_not_said_so_plainly() -> None:
    item = tiny.with_headline(DENTAL, in_words="")
    assert said(item, "Testshire, 2025, 74, , 74, 100").in_every == ""


@pytest.mark.parametrize(
    ("item", "figure", "told"),
    [
        (
            DENTAL,
            "80, , 1040, 1300",
            "1,040 out of 1,300 children in care for at least a year is 80%.",
        ),
        (
            DENTAL,
            "80, , 1060, 1300",
            "1,060 out of 1,300 children in care for at least a year is 82%. The source publishes "
            "80%.",
        ),
        (
            RATE,
            "33.6, , 577, 171572",
            "577 out of 171,572 children under 18 is 33.6 per 10,000 children.",
        ),
        (
            DENTAL,
            "10.1, , 51.3, 508.9",
            "51.3 out of 508.9 children in care for at least a year is 10%.",
        ),
        (DENTAL, "80, , , 1300", ""),
        (DENTAL, "80, , 1040,", ""),
        (DENTAL, "80", ""),
        (DENTAL, "0, , 0, 0", ""),
    ],
)
def test_counts_are_divided_before_the_readers_eyes(
    item: Indicator, figure: str, told: str
) -> None:
    assert said(item, f"Testshire, 2025, {figure}").worked == told


def test_of_poor_data_verdict_trend_and_plain_sentence_are_withheld() -> None:
    told = said(POOR, *five_years(60, 64, 68, 72, 76), "Testland, 2025, 30")
    assert told.headline == (
        "In Testshire the published figure was 76% in the year ending 31 March 2025."
    )
    assert (told.in_every, told.counted, told.certainty, told.rank) == ("",) * 4
    assert told.comparison == (
        "For comparison: Testland (30%). No verdict is given: the quality of the data is not good "
        "enough."
    )
    assert told.direction == (
        "Whether Testshire’s figure is really changing can’t be stated: the quality of the data is not "
        "good enough."
    )
