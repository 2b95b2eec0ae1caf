"""A figure, and a series of them. Values keep the text of the CSV: what is shown is rounded once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from build_scripts.model.periods import Period
from build_scripts.model.reference import Area

# What stands in `breakdown_topic` and `breakdown` of a figure that is not split.
TOTAL = "Total"


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
