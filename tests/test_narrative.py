"""Numbers in words: rounding, signs, units, and every kind of sentence that holds a figure."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.catalogue import Entry
from build_scripts.comparisons import standing
from build_scripts.metadata import DeclaredPeriods, Indicator
from build_scripts.narrative import (
    MINUS,
    change_sentence,
    comparison_sentence,
    headline_sentence,
    number,
    trend_description,
    with_unit,
)
from build_scripts.trends import trend
from tests import tiny

EXAMS = tiny.with_headline(tiny.indicator("exam-results"))
DENTAL = tiny.with_headline(tiny.indicator("dental-check"))


def sentences(entry: Entry) -> tuple[str, str, str]:
    """The three sentences: the figure, how it changed, and the comparators."""
    now = standing(entry, entry.indicator.headline.id)
    return (
        headline_sentence(now, entry.indicator, entry.shared),
        change_sentence(now, entry.indicator),
        comparison_sentence(now, entry.indicator),
    )


def said(item: Indicator, *figures: str) -> tuple[str, str, str]:
    return sentences(tiny.entry_with(item, *figures))


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-0.5", 0, "−1"),
        ("-2.5", 0, "−3"),
        ("1.005", 2, "1.01"),
        ("2.675", 2, "2.68"),
        ("0.45", 1, "0.5"),
        ("0.4", 0, "0"),
        ("-0.4", 0, "0"),
        ("-0.04", 1, "0.0"),
        ("-0", 0, "0"),
        ("0", 1, "0.0"),
        ("7", 1, "7.0"),
        ("999", 0, "999"),
        ("999.5", 0, "1,000"),
        ("1234567.891", 1, "1,234,567.9"),
        ("-1234.5", 0, "−1,235"),
    ],
)
def test_a_number_is_rounded_half_up_and_written_for_readers(
    value: str, decimals: int, text: str
) -> None:
    assert number(Decimal(value), decimals) == text


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 4))
def test_a_written_number_is_within_half_of_its_last_place(value: Decimal, decimals: int) -> None:
    text = number(value, decimals)
    read = Decimal(text.replace(",", "").replace(MINUS, "-"))
    assert abs(read - value) <= Decimal(1).scaleb(-decimals) / 2
    assert "-" not in text
    assert not re.fullmatch(rf"{MINUS}[0.,]+", text)
    assert read == 0 or (read < 0) == text.startswith(MINUS)


@pytest.mark.parametrize(
    ("value", "unit", "words", "text"),
    [
        ("74", "percent", "per cent", "74%"),
        ("1", "percent", "per cent", "1%"),
        ("1", "count", "children", "1 child"),
        ("2", "count", "children", "2 children"),
        ("0", "count", "children", "0 children"),
        ("1234", "count", "children", "1,234 children"),
        ("1", "percentage_points", "percentage points", "1 percentage point"),
        ("-2", "percentage_points", "percentage points", "−2 percentage points"),
        ("1", "months", "months", "1 month"),
        ("1.4", "months", "months", "1 month"),
        ("1", "days", "days", "1 day"),
        ("1", "rate_per_10000", "per 10,000 children", "1 per 10,000 children"),
        ("1", "rate_per_10000", "absences per 100 pupils", "1 absences per 100 pupils"),
        ("1", "score", "out of 40", "1 out of 40"),
    ],
)
def test_a_unit_is_singular_after_one(value: str, unit: str, words: str, text: str) -> None:
    measure = tiny.with_headline(DENTAL, unit=unit, unit_words=words, decimals=0).headline
    assert with_unit(Decimal(value), measure) == text


def test_a_whole_paragraph_of_the_tiny_portal_reads_as_a_person_would_write_it() -> None:
    assert sentences(tiny.entry("dental-check")) == (
        "In Testshire the figure was 88% in the year ending 31 March 2025 (provisional).",
        "That is up from 82% in the year ending 31 March 2024, a change of 6 percentage points.",
        "For comparison: Test Midlands 83%, Testland 82% and the median of 3 statistical "
        "neighbours 82%.",
    )


def test_a_fall_is_a_fall_and_one_point_is_singular() -> None:
    _, change, _ = said(DENTAL, "Testshire, 2024, 71", "Testshire, 2025, 70")
    assert change == (
        "That is down from 71% in the year ending 31 March 2024, a change of 1 percentage point."
    )


def test_a_change_of_a_count_is_in_its_own_unit() -> None:
    item = tiny.with_headline(DENTAL, unit="count", unit_words="children")
    _, change, _ = said(item, "Testshire, 2024, 1000", "Testshire, 2025, 1001")
    assert change.startswith("That is up from 1,000 children in the year ending 31 March 2024")
    assert change.endswith(", a change of 1 child.")


@pytest.mark.parametrize("before", ["80", "80.4", "79.5"])
def test_figures_that_look_the_same_are_called_the_same(before: str) -> None:
    _, change, _ = said(DENTAL, f"Testshire, 2024, {before}", "Testshire, 2025, 80")
    assert change == "That is the same as in the year ending 31 March 2024."


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2), st.integers(0, 1))
def test_a_reader_who_subtracts_the_figures_shown_gets_the_change_shown(
    then: Decimal, now: Decimal, decimals: int
) -> None:
    item = tiny.with_headline(DENTAL, decimals=decimals)
    headline, change, _ = said(item, f"Testshire, 2024, {then}", f"Testshire, 2025, {now}")
    shown = [
        Decimal(found) for found in re.findall(r"([\d.]+)(?:%| percentage)", headline + change)
    ]
    if "the same" in change:
        assert len(shown) == 1
    else:
        latest, before, difference = shown
        assert abs(latest - before) == difference != 0
        assert ("up from" in change) == (latest > before)


def test_across_a_break_nothing_is_said_of_a_change() -> None:
    _, change, _ = said(EXAMS, "Testshire, 2021/22, 60", "Testshire, 2022/23, 40, b")
    assert change == ""


def test_a_withheld_newest_figure_is_explained_beside_the_latest_there_is() -> None:
    headline, change, _ = said(
        DENTAL, "Testshire, 2023, 70", "Testshire, 2024, 72", "Testshire, 2025, , c"
    )
    assert headline == (
        "In Testshire the figure was 72% in the year ending 31 March 2024. There is no figure for "
        "the year ending 31 March 2025: the symbol c there means withheld to protect "
        "confidentiality."
    )
    assert change.startswith("That is up from 70% in the year ending 31 March 2023")


def test_without_any_council_figure_the_comparators_are_called_published_elsewhere() -> None:
    headline, change, comparison = said(DENTAL, "Testland, 2024, 78", "Test Midlands, 2025, 79")
    assert headline == "No figure for Testshire is published for this measure."
    assert change == ""
    assert comparison == (
        "Published elsewhere: Test Midlands 79% (the year ending 31 March 2025) and Testland 78% "
        "(the year ending 31 March 2024)."
    )


def test_a_council_whose_only_figure_is_withheld_is_told_so() -> None:
    headline, _, _ = said(DENTAL, "Testshire, 2025, , c", "Testland, 2025, 78")
    assert headline == (
        "No figure for Testshire is published for this measure. There is no figure for the year "
        "ending 31 March 2025: the symbol c there means withheld to protect confidentiality."
    )


def test_an_indicator_without_figures_says_so() -> None:
    assert sentences(tiny.entry("club-visits")) == (
        "No public figures exist for Testshire.",
        "",
        "",
    )


def test_without_a_comparator_nothing_is_compared() -> None:
    assert said(DENTAL, "Testshire, 2025, 80")[2] == ""


def test_a_comparator_of_another_period_is_named_with_it() -> None:
    _, _, comparison = said(
        DENTAL, "Testshire, 2025, 80", "Testland, 2025, 79", "Test Midlands, 2024, 77"
    )
    assert comparison == (
        "For comparison: Test Midlands 77% (the year ending 31 March 2024) and Testland 79%."
    )


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
        ("quarter", "", "2024-25 Q1", "from April to June 2024"),
        ("academic_year", "", "2024/25", "in the school year 2024/25"),
        ("three_years", "", "2022-25", "in the three years April 2022 to March 2025"),
    ],
)
def test_a_period_takes_the_preposition_of_its_kind(
    kind: str, reference: str, text: str, when: str
) -> None:
    period = DeclaredPeriods(type=kind, reference=reference)
    item = DENTAL.model_copy(update={"period": period})
    headline, _, _ = said(item, f"Testshire, {text}, 80")
    assert headline == f"In Testshire the figure was 80% {when}."


def test_the_text_of_a_chart_names_ends_extremes_breaks_and_missing_figures() -> None:
    data = trend(
        tiny.entry_with(
            EXAMS,
            "Testland, 2021/22, 50",
            "Testshire, 2019/20, 61.7",
            "Testshire, 2021/22, , c",
            "Testshire, 2022/23, 70",
            "Testshire, 2023/24, 60.3, p",
        )
    )
    assert data is not None
    assert trend_description(data) == (
        "Line chart from 2019/20 to 2023/24. Testshire: 61.7% in 2019/20, 60.3% in 2023/24; "
        "lowest 60.3% in 2023/24, highest 70.0% in 2022/23. Testland: 50.0% in 2021/22. "
        "The line is cut before 2022/23, where a new series begins. "
        "No figure in 2021/22, marked c."
    )
