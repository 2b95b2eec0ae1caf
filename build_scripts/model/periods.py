"""The kinds of period in which figures are counted, and how each is written and read.

Two kinds never share an axis: a financial year, a school year and a date are different things.
Knows nothing about files or indicators.
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


class PeriodError(ValueError):
    """The text is not a period of the declared kind."""


class AbsurdYearError(PeriodError):
    """The text has the right form, but its year cannot be meant."""


def found_in(text: str, error: PeriodError) -> str:
    """What was found where a period was expected, to follow the word `Found`."""
    reason = str(error)
    lead = f"{text!r} "
    return (
        f"“{text}”, which {reason.removeprefix(lead)}"
        if reason.startswith(lead)
        else f"“{text}”: {reason}"
    )


@dataclass(frozen=True, order=True)
class Period:
    """One period: its first and last day, and its text in the CSV. Sorts by time."""

    end: date
    start: date
    text: str


@dataclass(frozen=True)
class _Form:
    """How one type of period is written."""

    pattern: str
    example: str
    plain_name: str
    needs_reference: bool = False


_FORMS = {
    "academic_year": _Form(r"(\d{4})/(\d{2})", "2024/25", "school years, September to August"),
    "financial_year": _Form(r"(\d{4})-(\d{2})", "2024-25", "financial years, April to March"),
    "calendar_year": _Form(r"(\d{4})", "2025", "calendar years"),
    "year_ending": _Form(r"(\d{4})", "2025", "years ending on a date", needs_reference=True),
    "snapshot": _Form(r"(\d{4})", "2025", "a count on one date each year", needs_reference=True),
    "months_average": _Form(r"(\d{4})", "2025", "an average of months", needs_reference=True),
    "month": _Form(r"(\d{4})-(0[1-9]|1[0-2])", "2025-03", "months"),
    "quarter": _Form(r"(\d{4})-(\d{2}) Q([1-4])", "2024-25 Q1", "quarters; Q1 is April to June"),
    "three_years": _Form(r"(\d{4})-(\d{2})", "2022-25", "three financial years taken together"),
}
PERIOD_TYPES = tuple(_FORMS)


def _month_number(name: str) -> int:
    if name not in MONTHS[1:]:
        raise PeriodError(f"{name!r} is not the name of a month")
    return MONTHS.index(name)


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _day_of(reference: str, year: int) -> date:
    """The date a reference such as `31 March` or `January` falls on in a year."""
    parts = reference.split(" ")
    month = _month_number(parts[-1])
    if len(parts) == 1:
        return _last_day(year, month)
    if len(parts) != 2 or not parts[0].isdigit():
        raise PeriodError(f"{reference!r} is not a date such as 31 March, nor a month")
    try:
        return date(year, month, int(parts[0]))
    except ValueError as error:
        raise PeriodError(f"{reference!r} is not a date: {error}") from error


@dataclass(frozen=True)
class PeriodKind:
    """A type of period and, where the type needs one, the date or months it refers to.

    Attributes:
        type: one of `PERIOD_TYPES`.
        reference: `31 March` or `January` for snapshots and years ending; `December to February`
            for an average of months; otherwise empty.
    """

    type: str
    reference: str = ""

    def __post_init__(self) -> None:
        form = _FORMS.get(self.type)
        if form is None:
            raise PeriodError(f"{self.type!r} is not one of {', '.join(PERIOD_TYPES)}")
        if form.needs_reference != bool(self.reference):
            need = "needs" if form.needs_reference else "takes no"
            raise PeriodError(f"a period of type {self.type} {need} reference date")
        if self.reference:
            self.parse(form.example)

    @property
    def pattern(self) -> str:
        """Regular expression every text of this kind matches in full."""
        return _FORMS[self.type].pattern

    @property
    def example(self) -> str:
        """A well-formed text of this kind."""
        return _FORMS[self.type].example

    @property
    def plain_name(self) -> str:
        """What this kind of period is called, in plain words."""
        if not self.reference:
            return _FORMS[self.type].plain_name
        lead = {"year_ending": "years ending ", "snapshot": "", "months_average": "the average of "}
        return f"{lead[self.type]}{self.reference} each year".replace("ending ", "ending on ")

    def parse(self, text: str) -> Period:
        """Read a period as the CSV writes it.

        Args:
            text: for example `2024/25`.

        Raises:
            AbsurdYearError: the form is right and the year cannot be meant.
            PeriodError: the text is not of this kind.
        """
        match = re.fullmatch(self.pattern, text, re.ASCII)
        if match is None:
            raise PeriodError(f"{text!r} is not written like {self.example}")
        year = int(match[1])
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise AbsurdYearError(
                f"the year {year} is not between {EARLIEST_YEAR} and {LATEST_YEAR}"
            )
        start, end = _SPANS[self.type](self.reference, year, match)
        return Period(end=end, start=start, text=text)

    def label(self, period: Period) -> str:
        """The period in words, to stand in a sentence: `the year ending 31 March 2025`."""
        year = period.end.year
        match self.type:
            case "academic_year":
                return f"the school year {period.text}"
            case "financial_year":
                return f"the financial year {period.text}"
            case "calendar_year":
                return f"the year {year}"
            case "year_ending":
                return f"the year ending {self.reference} {year}"
            case "snapshot":
                return f"{self.reference} {year}"
            case "months_average":
                first, last = self.reference.split(" to ")
                return f"{first} {period.start.year} to {last} {year}"
            case "month":
                return f"{MONTHS[period.end.month]} {year}"
            case "quarter":
                first, last = MONTHS[period.start.month], MONTHS[period.end.month]
                return f"{first} to {last} {year}"
            case _:
                return f"the three years April {period.start.year} to March {year}"

    def heading(self, period: Period) -> str:
        """The period as a heading or an axis note: the label without its article."""
        label = self.label(period).removeprefix("the ")
        return label[0].upper() + label[1:]

    @property
    def column_heading(self) -> str:
        """What stands above a column of texts of this kind: `Year ending 31 March`."""
        headings = {
            "academic_year": "School year",
            "financial_year": "Financial year",
            "calendar_year": "Year",
            "year_ending": f"Year ending {self.reference}",
            "snapshot": self.reference,
            "months_average": self.reference,
            "month": "Month",
            "quarter": "Quarter",
            "three_years": "Three years",
        }
        return headings[self.type]

    def next_after(self, period: Period) -> Period:
        """The period that follows directly."""
        start = period.end + timedelta(days=1)
        match self.type:
            case "academic_year" | "financial_year":
                separator = "/" if self.type == "academic_year" else "-"
                return self.parse(f"{start.year}{separator}{(start.year + 1) % 100:02d}")
            case "month":
                return self.parse(f"{start.year}-{start.month:02d}")
            case "quarter":
                year = start.year if start.month >= 4 else start.year - 1
                number = ((start.month - 4) % 12) // 3 + 1
                return self.parse(f"{year}-{(year + 1) % 100:02d} Q{number}")
            case "three_years":
                first = period.start.year + 1
                return self.parse(f"{first}-{(first + 3) % 100:02d}")
            case _:
                return self.parse(str(period.end.year + 1))

    def between(self, first: Period, last: Period) -> list[Period]:
        """Every period from `first` to `last`, both included, in order."""
        found = [first]
        while found[-1] < last:
            found.append(self.next_after(found[-1]))
        return found


# The first and last day of a period, from its reference, its year and the match of its text.
_Span = Callable[[str, int, "re.Match[str]"], tuple[date, date]]


def _years_span(start_month: int, length: int) -> _Span:
    def span(_: str, year: int, match: re.Match[str]) -> tuple[date, date]:
        if int(match[2]) != (year + length) % 100:
            right = f"{match[0][:-2]}{(year + length) % 100:02d}"
            years = "one year" if length == 1 else f"{length} years"
            raise PeriodError(f"{match[0]!r} does not run over {years}, as {right} does")
        start = date(year, start_month, 1)
        return start, date(year + length, start_month, 1) - timedelta(days=1)

    return span


def _month_span(_: str, year: int, match: re.Match[str]) -> tuple[date, date]:
    month = int(match[2])
    return date(year, month, 1), _last_day(year, month)


def _quarter_span(_: str, year: int, match: re.Match[str]) -> tuple[date, date]:
    if int(match[2]) != (year + 1) % 100:
        raise PeriodError(f"{match[0]!r} does not name two years that follow each other")
    month = 4 + 3 * (int(match[3]) - 1)
    if month > 12:
        month, year = month - 12, year + 1
    return date(year, month, 1), _last_day(year, month + 2)


def _months_span(reference: str, year: int, _: re.Match[str]) -> tuple[date, date]:
    first, _to, last = reference.partition(" to ")
    first_month, last_month = _month_number(first), _month_number(last)
    start_year = year if first_month <= last_month else year - 1
    return date(start_year, first_month, 1), _last_day(year, last_month)


def _day_span(reference: str, year: int, _: re.Match[str]) -> tuple[date, date]:
    day = _day_of(reference, year)
    return day, day


def _year_ending_span(reference: str, year: int, _: re.Match[str]) -> tuple[date, date]:
    return _day_of(reference, year - 1) + timedelta(days=1), _day_of(reference, year)


_SPANS: dict[str, _Span] = {
    "academic_year": _years_span(9, 1),
    "financial_year": _years_span(4, 1),
    "three_years": _years_span(4, 3),
    "calendar_year": lambda _, year, __: (date(year, 1, 1), date(year, 12, 31)),
    "year_ending": _year_ending_span,
    "snapshot": _day_span,
    "months_average": _months_span,
    "month": _month_span,
    "quarter": _quarter_span,
}
