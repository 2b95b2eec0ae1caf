"""The kinds of period in which figures are counted, and how each is written and read.

Two kinds never share an axis: a financial year, a school year and a date are different things.
What distinguishes one type from another stands in `period_types`. Knows nothing about files or
indicators.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from build_scripts.model.period_types import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    MONTHS,
    TYPES,
    AbsurdYearError,
    PeriodError,
    PeriodType,
    first_of_month,
)

# What stands in `period_types` and is used wherever periods are.
__all__ = [
    "EARLIEST_YEAR",
    "LATEST_YEAR",
    "MONTHS",
    "PERIOD_TYPES",
    "AbsurdYearError",
    "Period",
    "PeriodError",
    "PeriodKind",
]

PERIOD_TYPES = tuple(TYPES)


@dataclass(frozen=True, order=True)
class Period:
    """One period: its first and last day, and its text in the CSV. Sorts by time."""

    end: date
    start: date
    text: str


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
        if self.type not in TYPES:
            raise PeriodError(f"“{self.type}”, which is not one of {', '.join(PERIOD_TYPES)}")
        if self._type.needs_reference != bool(self.reference):
            given = f"the reference “{self.reference}”" if self.reference else "no reference"
            raise PeriodError(f"a period of type {self.type} with {given}")
        if self.reference:
            self.parse(self.example)

    @property
    def _type(self) -> PeriodType:
        return TYPES[self.type]

    @property
    def pattern(self) -> str:
        """Regular expression every text of this kind matches in full."""
        return self._type.pattern

    @property
    def example(self) -> str:
        """A well-formed text of this kind."""
        return self._type.example

    @property
    def plain_name(self) -> str:
        """What this kind of period is called, in plain words."""
        return self._type.plain_name.format(reference=self.reference)

    @property
    def column_heading(self) -> str:
        """What stands above a column of texts of this kind: `Year ending 31 March`."""
        return self._type.column_heading.format(reference=self.reference)

    @property
    def per_year(self) -> int:
        """How many periods of this kind end in a year: 1, 4 or 12."""
        return self._type.per_year

    @property
    def overlaps(self) -> bool:
        """Whether a period of this kind may share days with the next."""
        return self._type.overlaps

    @property
    def trend_can_be_tested(self) -> bool:
        """Whether figures of periods in a row are that many observations of a trend.

        Those of periods that overlap share what they count, and those of months and quarters rise
        and fall with the seasons.
        """
        return self.per_year == 1 and not self.overlaps

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
            raise PeriodError(f"“{text}”, which is not written like {self.example}")
        year = int(match[1])
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise AbsurdYearError(
                f"“{text}”: the year {year} is not between {EARLIEST_YEAR} and {LATEST_YEAR}"
            )
        start, end = self._type.span(self.reference, year, match)
        return Period(end=end, start=start, text=text)

    def label(self, period: Period) -> str:
        """The period in words, to stand in a sentence: `the year ending 31 March 2025`."""
        return self._type.label.format(
            reference=self.reference,
            text=period.text,
            years=period.text.partition(" ")[0],
            first=MONTHS[period.start.month],
            start_year=period.start.year,
            last=MONTHS[period.end.month],
            year=period.end.year,
        )

    def name(self, period: Period) -> str:
        """The period as a note or caption has it: the label without its article."""
        return self.label(period).removeprefix("the ")

    def heading(self, period: Period) -> str:
        """The period as a heading: its name with a capital."""
        name = self.name(period)
        return name[0].upper() + name[1:]

    def when(self, period: Period) -> str:
        """The period as a sentence says when something was: `in the school year 2024/25`."""
        label = self.label(period)
        preposition = "on" if label[0].isdigit() else self._type.preposition
        return f"{preposition} {label}"

    def next_after(self, period: Period) -> Period:
        """The period that follows directly.

        Raises:
            AbsurdYearError: the period is the last that can be written.
        """
        return self._moved(period, 12 // self.per_year)

    def year_before(self, period: Period) -> Period:
        """The same period a year earlier.

        Raises:
            AbsurdYearError: the period is in the first year that can be written.
        """
        return self._moved(period, -12)

    def _moved(self, period: Period, months: int) -> Period:
        """The period of this kind that ends so many months after another."""
        month = first_of_month(period.end.year, period.end.month + months)
        return self.parse(self._type.written(month.year, month.month))

    def between(self, first: Period, last: Period) -> list[Period]:
        """Every period from `first` to `last`, both included, in order."""
        found = [first]
        while found[-1] < last:
            found.append(self.next_after(found[-1]))
        return found
