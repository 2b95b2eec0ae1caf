"""Every kind of period: how it is read, named, followed by the next, and refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.model.periods import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    PERIOD_TYPES,
    AbsurdYearError,
    Period,
    PeriodError,
    PeriodKind,
)

KINDS = {
    "academic_year": PeriodKind("academic_year"),
    "financial_year": PeriodKind("financial_year"),
    "calendar_year": PeriodKind("calendar_year"),
    "year_ending": PeriodKind("year_ending", "31 March"),
    "snapshot": PeriodKind("snapshot", "31 March"),
    "snapshot of a month": PeriodKind("snapshot", "February"),
    "months_average": PeriodKind("months_average", "December to February"),
    "months_average within a year": PeriodKind("months_average", "March to May"),
    "month": PeriodKind("month"),
    "quarter": PeriodKind("quarter"),
    "three_years": PeriodKind("three_years"),
    "rolling_year": PeriodKind("rolling_year"),
    "year_to_date": PeriodKind("year_to_date"),
}
# Periods of these kinds follow each other without a day between them.
SPANS = ("academic_year", "financial_year", "calendar_year", "year_ending", "month", "quarter")
YEARLY = {name for name, kind in KINDS.items() if kind.per_year == 1}
years = st.integers(EARLIEST_YEAR, LATEST_YEAR - 1)


def text_of(kind: str, year: int, part: int) -> str:
    """The text of a period, from its year and a number from 0 to 11 for its part of the year."""
    match KINDS[kind].type:
        case "academic_year":
            return f"{year}/{(year + 1) % 100:02d}"
        case "financial_year":
            return f"{year}-{(year + 1) % 100:02d}"
        case "three_years":
            return f"{year}-{(year + 3) % 100:02d}"
        case "month" | "rolling_year":
            return f"{year}-{part + 1:02d}"
        case "year_to_date":
            return f"{year}-{(year + 1) % 100:02d} M{part + 1:02d}"
        case "quarter":
            return f"{year}-{(year + 1) % 100:02d} Q{part % 4 + 1}"
        case _:
            return str(year)


def test_every_type_of_period_is_tested_here() -> None:
    assert {kind.type for kind in KINDS.values()} == set(PERIOD_TYPES)


PERIODS = """
academic_year                | 2024/25    | 2024-09-01 | 2025-08-31 | the school year 2024/25        | 2025/26
academic_year                | 1999/00    | 1999-09-01 | 2000-08-31 | the school year 1999/00        | 2000/01
financial_year               | 2024-25    | 2024-04-01 | 2025-03-31 | the financial year 2024-25     | 2025-26
calendar_year                | 2025       | 2025-01-01 | 2025-12-31 | the year 2025                  | 2026
year_ending                  | 2025       | 2024-04-01 | 2025-03-31 | the year ending 31 March 2025  | 2026
snapshot                     | 2025       | 2025-03-31 | 2025-03-31 | 31 March 2025                  | 2026
snapshot of a month          | 2024       | 2024-02-29 | 2024-02-29 | February 2024                  | 2025
months_average               | 2024       | 2023-12-01 | 2024-02-29 | December 2023 to February 2024 | 2025
months_average within a year | 2024       | 2024-03-01 | 2024-05-31 | March 2024 to May 2024         | 2025
month                        | 2024-12    | 2024-12-01 | 2024-12-31 | December 2024                  | 2025-01
quarter                      | 2024-25 Q3 | 2024-10-01 | 2024-12-31 | October to December 2024       | 2024-25 Q4
quarter                      | 2024-25 Q4 | 2025-01-01 | 2025-03-31 | January to March 2025          | 2025-26 Q1
three_years                  | 2022-25    | 2022-04-01 | 2025-03-31 | the three years April 2022 to March 2025 | 2023-26
rolling_year                 | 2025-03    | 2024-04-01 | 2025-03-31 | the twelve months to March 2025 | 2025-04
rolling_year                 | 2024-12    | 2024-01-01 | 2024-12-31 | the twelve months to December 2024 | 2025-01
rolling_year                 | 2024-02    | 2023-03-01 | 2024-02-29 | the twelve months to February 2024 | 2024-03
year_to_date                 | 2025-26 M01 | 2025-04-01 | 2025-04-30 | the financial year 2025-26 to April 2025 | 2025-26 M02
year_to_date                 | 2025-26 M06 | 2025-04-01 | 2025-09-30 | the financial year 2025-26 to September 2025 | 2025-26 M07
year_to_date                 | 2025-26 M09 | 2025-04-01 | 2025-12-31 | the financial year 2025-26 to December 2025 | 2025-26 M10
year_to_date                 | 2025-26 M12 | 2025-04-01 | 2026-03-31 | the financial year 2025-26 to March 2026 | 2026-27 M01
"""


@pytest.mark.parametrize(
    ("kind", "text", "start", "end", "label", "following"),
    [
        pytest.param(*cells, id=f"{cells[0]} {cells[1]}")
        for line in PERIODS.strip().splitlines()
        if (cells := [cell.strip() for cell in line.split("|")])
    ],
)
def test_a_period_has_its_days_its_name_and_its_follower(
    kind: str, text: str, start: str, end: str, label: str, following: str
) -> None:
    period = KINDS[kind].parse(text)
    assert (period.start.isoformat(), period.end.isoformat(), period.text) == (start, end, text)
    assert KINDS[kind].label(period) == label
    assert KINDS[kind].next_after(period).text == following


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_kind_is_of_that_kind_and_its_words_are_there(kind: str) -> None:
    assert KINDS[kind].parse(KINDS[kind].example).text == KINDS[kind].example
    assert KINDS[kind].plain_name and KINDS[kind].column_heading


def test_a_heading_is_the_label_without_its_article_and_with_a_capital() -> None:
    kind = KINDS["year_ending"]
    assert kind.heading(kind.parse("2025")) == "Year ending 31 March 2025"


@pytest.mark.parametrize(
    ("kind", "words", "column"),
    [
        ("year_ending", "years ending on 31 March each year", "Year ending 31 March"),
        ("snapshot", "31 March each year", "31 March"),
        (
            "months_average",
            "the average of December to February each year",
            "December to February",
        ),
        ("three_years", "three financial years taken together", "Three years"),
        ("rolling_year", "twelve months, up to the end of a month", "Twelve months to"),
        (
            "year_to_date",
            "financial years up to the end of a month; M01 is April",
            "Financial year to date",
        ),
    ],
)
def test_a_kind_is_named_in_plain_words(kind: str, words: str, column: str) -> None:
    assert (KINDS[kind].plain_name, KINDS[kind].column_heading) == (words, column)


@pytest.mark.parametrize(
    ("kind", "text", "when"),
    [
        ("academic_year", "2024/25", "in the school year 2024/25"),
        ("year_ending", "2025", "in the year ending 31 March 2025"),
        ("snapshot", "2025", "on 31 March 2025"),
        ("snapshot of a month", "2024", "in February 2024"),
        ("months_average", "2024", "on average from December 2023 to February 2024"),
        ("month", "2024-12", "in December 2024"),
        ("quarter", "2024-25 Q4", "from January to March 2025"),
        ("rolling_year", "2025-03", "in the twelve months to March 2025"),
        ("year_to_date", "2025-26 M06", "in the financial year 2025-26 to September 2025"),
    ],
)
def test_a_sentence_says_when(kind: str, text: str, when: str) -> None:
    assert KINDS[kind].when(KINDS[kind].parse(text)) == when


@pytest.mark.parametrize(
    ("kind", "text", "before"),
    [
        ("academic_year", "2000/01", "1999/00"),
        ("snapshot of a month", "2024", "2023"),
        ("month", "2025-01", "2024-01"),
        ("quarter", "2024-25 Q4", "2023-24 Q4"),
        ("three_years", "2022-25", "2021-24"),
        ("rolling_year", "2024-02", "2023-02"),
        ("year_to_date", "2025-26 M12", "2024-25 M12"),
    ],
)
def test_the_same_period_a_year_earlier(kind: str, text: str, before: str) -> None:
    assert KINDS[kind].year_before(KINDS[kind].parse(text)).text == before


def test_only_separate_years_can_enter_a_trend_test() -> None:
    refused = {kind.type for kind in KINDS.values() if not kind.trend_can_be_tested}
    assert refused == {"month", "quarter", "three_years", "rolling_year", "year_to_date"}


@given(st.sampled_from(sorted(KINDS)), st.integers(1981, 2076), st.integers(0, 11))
def test_as_many_periods_as_a_year_has_lead_back_to_the_same_period(
    kind: str, year: int, part: int
) -> None:
    period = KINDS[kind].parse(text_of(kind, year, part))
    before = KINDS[kind].year_before(period)
    assert before < period
    assert len(KINDS[kind].between(before, period)) == KINDS[kind].per_year + 1
    assert (before.start.month, before.end.month) == (period.start.month, period.end.month)
    assert period.end.year - before.end.year == 1


@given(st.sampled_from(sorted(KINDS)), st.integers(1980, 2074), st.integers(0, 11))
def test_a_kind_overlaps_if_some_of_its_periods_do(kind: str, year: int, part: int) -> None:
    period = last = KINDS[kind].parse(text_of(kind, year, part))
    shared = False
    for _ in range(KINDS[kind].per_year + 1):
        following = KINDS[kind].next_after(last)
        shared = shared or following.start <= last.end
        last = following
    assert last > period
    assert shared == KINDS[kind].overlaps


@given(st.sampled_from(sorted(KINDS)), years, st.integers(0, 11))
def test_every_period_has_words(kind: str, year: int, part: int) -> None:
    period = KINDS[kind].parse(text_of(kind, year, part))
    label, heading = KINDS[kind].label(period), KINDS[kind].heading(period)
    assert label and "{" not in label
    assert heading[0].isupper() or heading[0].isdigit()
    assert KINDS[kind].when(period).endswith(f" {label}")


@given(st.sampled_from(sorted(KINDS)), years, st.integers(0, 11))
def test_what_is_written_is_read_back(kind: str, year: int, part: int) -> None:
    text = text_of(kind, year, part)
    period = KINDS[kind].parse(text)
    assert period.text == text
    assert period.start <= period.end
    assert str(period.end.year) in KINDS[kind].heading(period) or kind in (
        "academic_year",
        "financial_year",
    )


@given(
    st.sampled_from(SPANS), years.filter(lambda year: year < LATEST_YEAR - 1), st.integers(0, 11)
)
def test_the_next_period_begins_the_day_after(kind: str, year: int, part: int) -> None:
    period = KINDS[kind].parse(text_of(kind, year, part))
    following = KINDS[kind].next_after(period)
    assert following.start == period.end + timedelta(days=1)
    assert following > period


@given(st.sampled_from(sorted(YEARLY - set(SPANS))), years.filter(lambda y: y < 2078))
def test_a_yearly_period_that_is_no_span_comes_again_a_year_later(kind: str, year: int) -> None:
    period = KINDS[kind].parse(text_of(kind, year, 0))
    following = KINDS[kind].next_after(period)
    assert following.start.year == period.start.year + 1
    assert following.start.month == period.start.month


@given(
    st.sampled_from(sorted(KINDS)), st.integers(1980, 2060), st.integers(0, 11), st.integers(0, 15)
)
def test_between_gives_each_period_once_from_first_to_last(
    kind: str, year: int, part: int, steps: int
) -> None:
    first = last = KINDS[kind].parse(text_of(kind, year, part))
    for _ in range(steps):
        last = KINDS[kind].next_after(last)
    between = KINDS[kind].between(first, last)
    assert (between[0], between[-1], len(between)) == (first, last, steps + 1)
    assert between == sorted(set(between))


def test_periods_sort_by_time_and_not_by_their_text() -> None:
    kind = KINDS["academic_year"]
    texts = ["2000/01", "1999/00", "2010/11"]
    assert [p.text for p in sorted(map(kind.parse, texts))] == ["1999/00", "2000/01", "2010/11"]


@given(st.sampled_from(sorted(KINDS)), st.text(max_size=12))
def test_any_other_text_is_refused_and_never_crashes(kind: str, text: str) -> None:
    try:
        period = KINDS[kind].parse(text)
    except PeriodError as error:
        assert error.found.startswith(f"“{text}”")
    else:
        assert isinstance(period, Period) and text.isascii()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("year", ["0000", "0202", "1979", "2080", "2205", "9999"])
def test_a_year_that_cannot_be_meant_is_called_absurd(kind: str, year: str) -> None:
    text = text_of(kind, int(year), 0).rjust(len(KINDS[kind].example), "0")
    with pytest.raises(AbsurdYearError, match="is not between 1980 and 2079"):
        KINDS[kind].parse(text)


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("academic_year", "2024-25", "“2024-25”, which is not written like 2024/25"),
        (
            "academic_year",
            "2024/26",
            "“2024/26”, which does not run over one year, as 2024/25 does",
        ),
        (
            "financial_year",
            "2020-20",
            "“2020-20”, which does not run over one year, as 2020-21 does",
        ),
        ("three_years", "2022-23", "“2022-23”, which does not run over 3 years, as 2022-25 does"),
        (
            "quarter",
            "2024-26 Q1",
            "“2024-26 Q1”, which does not name two years that follow each other",
        ),
        ("quarter", "2024-25 Q5", "“2024-25 Q5”, which is not written like 2024-25 Q1"),
        (
            "year_to_date",
            "2025-27 M06",
            "“2025-27 M06”, which does not name two years that follow each other",
        ),
        ("year_to_date", "2025-26 M13", "“2025-26 M13”, which is not written like 2025-26 M06"),
        ("rolling_year", "2025-00", "“2025-00”, which is not written like 2025-03"),
        ("month", "2025-13", "“2025-13”, which is not written like 2025-03"),
        ("month", "Mar-24", "“Mar-24”, which is not written like 2025-03"),
        ("calendar_year", "２０２５", "“２０２５”, which is not written like 2025"),
        ("calendar_year", "2205", "“2205”: the year 2205 is not between 1980 and 2079"),
    ],
    ids=lambda text: text if text.isascii() else "",
)
def test_a_refused_text_is_quoted_with_the_reason(kind: str, text: str, found: str) -> None:
    with pytest.raises(PeriodError) as raised:
        KINDS[kind].parse(text)
    assert raised.value.found == found


@pytest.mark.parametrize(
    ("kind", "reference"),
    [
        ("fortnight", ""),
        ("year_ending", ""),
        ("snapshot", ""),
        ("months_average", ""),
        ("calendar_year", "31 March"),
        ("month", "March"),
        ("year_ending", "31 Mar"),
        ("year_ending", "31 february"),
        ("year_ending", "29 February"),
        ("snapshot", "32 March"),
        ("snapshot", "the 31 March"),
        ("months_average", "December"),
        ("months_average", "31 March"),
        ("months_average", "December to Febuary"),
    ],
)
def test_a_reference_that_fits_no_date_is_refused(kind: str, reference: str) -> None:
    with pytest.raises(PeriodError):
        PeriodKind(kind, reference)


def test_a_year_ending_in_a_month_ends_on_its_last_day_in_leap_years_too() -> None:
    period = PeriodKind("year_ending", "February").parse("2024")
    assert (period.start, period.end) == (date(2023, 3, 1), date(2024, 2, 29))
