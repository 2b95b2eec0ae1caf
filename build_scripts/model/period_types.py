"""The types of period, one record for each: to add a type, add a record to `TYPES`.

Knows how a type is written, which days it covers and what it is called; `periods` asks.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = tuple(calendar.month_name)
# Official statistics on children begin long after 1980; a figure dated past 2079 is a typing error.
EARLIEST_YEAR, LATEST_YEAR = 1980, 2079
# April: the month with which local authorities and their statistics begin a year.
FINANCIAL_YEAR_BEGINS = 4


class PeriodError(ValueError):
    """The text is not a period of the declared kind.

    Attributes:
        found: what was found instead, to follow the word `Found`.
    """

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


class AbsurdYearError(PeriodError):
    """The text has the right form, but its year cannot be meant."""


# The first and last day of a period, from its reference, its year and the match of its text.
Span = Callable[[str, int, "re.Match[str]"], tuple[date, date]]
# The text of a period, from the year and the month in which it ends.
Written = Callable[[int, int], str]


@dataclass(frozen=True)
class PeriodType:
    """All there is to know of one type of period.

    In `plain_name`, `label` and `column_heading`, names in braces stand for `reference`; in `label`
    also for the period's `text`, the `years` of a text that names a part of a year as well, and
    the months and years of its first and last day (`first`, `start_year`, `last`, `year`).

    Attributes:
        pattern: regular expression every text matches in full; its first group is the year.
        plain_name: what periods of this type are called, in plain words.
        written: the text of the period that ends in a month.
        label: the period in words, to stand in a sentence.
        preposition: what a sentence puts before the label; before a day it says `on`.
        per_year: how many end in a year, at equal distances: 1, 4 or 12.
        overlaps: whether a period may share days with the next.
        needs_reference: whether a date or months must be given with the type.
    """

    pattern: str
    example: str
    plain_name: str
    span: Span
    written: Written
    label: str
    column_heading: str
    preposition: str = "in"
    per_year: int = 1
    overlaps: bool = False
    needs_reference: bool = False


def _month_number(name: str) -> int:
    if name not in MONTHS[1:]:
        raise PeriodError(f"“{name}”, which is not the name of a month")
    return MONTHS.index(name)


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _day_of(reference: str, year: int) -> date:
    """The date a reference such as `31 March` or `January` falls on in a year."""
    parts = reference.split(" ")
    month = _month_number(parts[-1])
    if len(parts) == 1:
        return _last_day(year, month)
    if len(parts) != 2 or not re.fullmatch(r"[1-9][0-9]?", parts[0]):
        raise PeriodError(f"“{reference}”, which is not a date such as 31 March, nor a month")
    try:
        return date(year, month, int(parts[0]))
    except ValueError as error:
        raise PeriodError(f"“{reference}”, which is not a date: {error}") from error


def _years_span(start_month: int, length: int) -> Span:
    def span(_: str, year: int, match: re.Match[str]) -> tuple[date, date]:
        if int(match[2]) != (year + length) % 100:
            right = f"{match[0][:-2]}{(year + length) % 100:02d}"
            years = "one year" if length == 1 else f"{length} years"
            raise PeriodError(f"“{match[0]}”, which does not run over {years}, as {right} does")
        start = date(year, start_month, 1)
        return start, date(year + length, start_month, 1) - timedelta(days=1)

    return span


def _calendar_year_span(_: str, year: int, __: re.Match[str]) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _year_ending_span(reference: str, year: int, _: re.Match[str]) -> tuple[date, date]:
    return _day_of(reference, year - 1) + timedelta(days=1), _day_of(reference, year)


def _day_span(reference: str, year: int, _: re.Match[str]) -> tuple[date, date]:
    day = _day_of(reference, year)
    return day, day


def _months_span(reference: str, year: int, _: re.Match[str]) -> tuple[date, date]:
    first, _to, last = reference.partition(" to ")
    first_month, last_month = _month_number(first), _month_number(last)
    start_year = year if first_month <= last_month else year - 1
    return date(start_year, first_month, 1), _last_day(year, last_month)


def _to_month_span(length: int) -> Span:
    """So many whole months, up to twelve, of which the last is the one written."""

    def span(_: str, year: int, match: re.Match[str]) -> tuple[date, date]:
        month = int(match[2])
        return first_of_month(year, month + 1 - length), _last_day(year, month)

    return span


def _financial_span(months: Callable[[int], tuple[int, int]]) -> Span:
    """Part of a financial year: the first and last of its months, as the number written says."""

    def span(_: str, year: int, match: re.Match[str]) -> tuple[date, date]:
        if int(match[2]) != (year + 1) % 100:
            raise PeriodError(f"“{match[0]}”, which does not name two years that follow each other")
        first, last = months(int(match[3]))
        after = first_of_month(year, FINANCIAL_YEAR_BEGINS + last)
        return first_of_month(year, FINANCIAL_YEAR_BEGINS + first - 1), after - timedelta(days=1)

    return span


def first_of_month(year: int, month: int) -> date:
    """The first day of a month counted from January of a year, which may lie outside that year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _financial_month(month: int) -> int:
    """The number of a month within its financial year, from 1."""
    return (month - FINANCIAL_YEAR_BEGINS) % 12 + 1


def _year_written(year: int, _: int) -> str:
    return str(year)


def _month_written(year: int, month: int) -> str:
    return f"{year}-{month:02d}"


def _years_written(length: int, separator: str = "-") -> Written:
    return lambda year, _: f"{year - length}{separator}{year % 100:02d}"


def _financial_written(year: int, month: int) -> str:
    begins = year if month >= FINANCIAL_YEAR_BEGINS else year - 1
    return f"{begins}-{(begins + 1) % 100:02d}"


TYPES = {
    "academic_year": PeriodType(
        pattern=r"(\d{4})/(\d{2})",
        example="2024/25",
        plain_name="school years, September to August",
        span=_years_span(9, 1),
        written=_years_written(1, "/"),
        label="the school year {text}",
        column_heading="School year",
    ),
    "financial_year": PeriodType(
        pattern=r"(\d{4})-(\d{2})",
        example="2024-25",
        plain_name="financial years, April to March",
        span=_years_span(FINANCIAL_YEAR_BEGINS, 1),
        written=_years_written(1),
        label="the financial year {text}",
        column_heading="Financial year",
    ),
    "calendar_year": PeriodType(
        pattern=r"(\d{4})",
        example="2025",
        plain_name="calendar years",
        span=_calendar_year_span,
        written=_year_written,
        label="the year {year}",
        column_heading="Year",
    ),
    "year_ending": PeriodType(
        pattern=r"(\d{4})",
        example="2025",
        plain_name="years ending on {reference} each year",
        span=_year_ending_span,
        written=_year_written,
        label="the year ending {reference} {year}",
        column_heading="Year ending {reference}",
        needs_reference=True,
    ),
    "snapshot": PeriodType(
        pattern=r"(\d{4})",
        example="2025",
        plain_name="{reference} each year",
        span=_day_span,
        written=_year_written,
        label="{reference} {year}",
        column_heading="{reference}",
        needs_reference=True,
    ),
    "months_average": PeriodType(
        pattern=r"(\d{4})",
        example="2025",
        plain_name="the average of {reference} each year",
        span=_months_span,
        written=_year_written,
        label="{first} {start_year} to {last} {year}",
        column_heading="{reference}",
        preposition="on average from",
        needs_reference=True,
    ),
    "month": PeriodType(
        pattern=r"(\d{4})-(0[1-9]|1[0-2])",
        example="2025-03",
        plain_name="months",
        span=_to_month_span(1),
        written=_month_written,
        label="{last} {year}",
        column_heading="Month",
        per_year=12,
    ),
    "quarter": PeriodType(
        pattern=r"(\d{4})-(\d{2}) Q([1-4])",
        example="2024-25 Q1",
        plain_name="quarters; Q1 is April to June",
        span=_financial_span(lambda number: (3 * number - 2, 3 * number)),
        written=lambda year, month: (
            f"{_financial_written(year, month)} Q{(_financial_month(month) + 2) // 3}"
        ),
        label="{first} to {last} {year}",
        column_heading="Quarter",
        preposition="from",
        per_year=4,
    ),
    "three_years": PeriodType(
        pattern=r"(\d{4})-(\d{2})",
        example="2022-25",
        plain_name="three financial years taken together",
        span=_years_span(FINANCIAL_YEAR_BEGINS, 3),
        written=_years_written(3),
        label="the three years {first} {start_year} to {last} {year}",
        column_heading="Three years",
        overlaps=True,
    ),
    "rolling_year": PeriodType(
        pattern=r"(\d{4})-(0[1-9]|1[0-2])",
        example="2025-03",
        plain_name="twelve months, up to the end of a month",
        span=_to_month_span(12),
        written=_month_written,
        label="the twelve months to {last} {year}",
        column_heading="Twelve months to",
        per_year=12,
        overlaps=True,
    ),
    "year_to_date": PeriodType(
        pattern=r"(\d{4})-(\d{2}) M(0[1-9]|1[0-2])",
        example="2025-26 M06",
        plain_name="financial years up to the end of a month; M01 is April",
        span=_financial_span(lambda number: (1, number)),
        written=lambda year, month: (
            f"{_financial_written(year, month)} M{_financial_month(month):02d}"
        ),
        label="the financial year {years} to {last} {year}",
        column_heading="Financial year to date",
        per_year=12,
        overlaps=True,
    ),
}
