"""A figure, what identifies it, and a series of them. Values keep the text of the CSV: what is shown is rounded once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from build_scripts.model.periods import Period
from build_scripts.model.reference import Area

# What stands in `breakdown_topic` and `breakdown` of a figure that is not split.
TOTAL = "Total"
# The columns whose cells together name a figure, in the order of `FigureKey`.
KEY_COLUMNS = ("measure", "area_code", "period", "breakdown_topic", "breakdown")


@dataclass(frozen=True)
class FigureKey:
    """Which figure: the cells of its row in `KEY_COLUMNS`."""

    measure: str
    area_code: str
    period: str
    breakdown_topic: str = TOTAL
    breakdown: str = TOTAL

    @property
    def is_total(self) -> bool:
        """Whether the figure is of everybody, and not of one category."""
        return (self.breakdown_topic, self.breakdown) == (TOTAL, TOTAL)


@dataclass(frozen=True)
class Figure:
    """One figure, or the reason why there is none.

    Attributes:
        value: as published, in the unit of the measure; None where there is none.
        status: a status symbol, or empty.
        numerator, denominator: counts, where the source gives them.
    """

    period: Period
    value: Decimal | None
    status: str
    numerator: Decimal | None
    denominator: Decimal | None


@dataclass(frozen=True)
class Series:
    """The figures of one measure, area and breakdown category, oldest first."""

    area: Area
    figures: tuple[Figure, ...]

    @property
    def latest(self) -> Figure | None:
        """The newest figure that has a value."""
        return next((f for f in reversed(self.figures) if f.value is not None), None)

    def at(self, period: Period) -> Figure | None:
        """The figure of this period, with or without a value."""
        return next((f for f in self.figures if f.period == period), None)

    def at_or_before(self, period: Period) -> Figure | None:
        """The newest figure with a value that is not newer than a period."""
        return next(
            (f for f in reversed(self.figures) if f.value is not None and f.period <= period), None
        )
