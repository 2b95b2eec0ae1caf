"""The units in which measures are published, one record for each, and how a number is rounded.

What follows from a unit is asked of its record (or of the measure), never of its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

UnitName = Literal[
    "percent",
    "percentage_points",
    "count",
    "rate_per_10000",
    "score",
    "points",
    "months",
    "days",
]


@dataclass(frozen=True)
class Unit:
    """One unit.

    Attributes:
        kind: what a number in it is: a `share` of a whole, a `rate` of events in a population, a
            `count`, a `mean`, around which values lie more or less widely, or a `gap` between two
            shares.
        per: of how many of the denominator a share or rate is told; None for the others.
        sign: stands directly after a number, in place of the words of the measure.
        difference: what one unit of a difference between two figures is called, where that is
            not the unit itself.
    """

    kind: Literal["share", "rate", "count", "mean", "gap"]
    per: int | None = None
    sign: str = ""
    difference: str = ""


UNITS: dict[UnitName, Unit] = {
    "percent": Unit("share", per=100, sign="%", difference="percentage point"),
    "percentage_points": Unit("gap", difference="percentage point"),
    "count": Unit("count"),
    "rate_per_10000": Unit("rate", per=10000),
    "score": Unit("mean"),
    "points": Unit("mean"),
    "months": Unit("mean"),
    "days": Unit("mean"),
}


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half away from zero, as the Department for Education does (not half to even)."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
