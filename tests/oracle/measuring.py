"""Rounding, ranks and intervals by other means than the portal's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import floor

import numpy as np
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.rates import confint_poisson

MINUS = "\N{MINUS SIGN}"
# A rule of the Methods page, written down a second time: the fewest councils put into quarters.
FEWEST_RANKED = 12
Limits = tuple[float, float]


def shown(value: Fraction | float, decimals: int) -> str:
    """A number as readers see it: halves away from zero, thousands commas, a true minus sign."""
    exact = Fraction(value)
    units = floor(abs(exact) * 10**decimals + Fraction(1, 2))
    whole, part = divmod(units, 10**decimals)
    text = f"{whole:,}" + (f".{part:0{decimals}d}" if decimals else "")
    return MINUS + text if exact < 0 and units else text


def read(text: str) -> Fraction:
    """A number as readers see it."""
    return Fraction(text.replace(",", "").replace(MINUS, "-"))


def counted(text: str) -> str:
    """A count of the CSV with thousands commas, and the decimals it has there."""
    whole, point, part = text.partition(".")
    return f"{int(whole):,}{point}{part}"


def ordinal(place: int) -> str:
    """`1st`, `22nd`, `113th`."""
    teens = 10 < place % 100 < 14
    return f"{place}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th')}"


def listed(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *others, last = parts
    return f"{', '.join(others)} and {last}" if others else last


def middle(values: Sequence[Fraction]) -> Fraction:
    """The median."""
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def quartiles(values: Sequence[Fraction]) -> list[Fraction]:
    """The three quartiles with linear interpolation between closest ranks."""
    ordered, found = sorted(values), []
    for quarter in (1, 2, 3):
        place, beyond = divmod(quarter * (len(ordered) - 1), 4)
        step = ordered[min(place + 1, len(ordered) - 1)] - ordered[place]
        found.append(ordered[place] + step * Fraction(beyond, 4))
    return found


@dataclass(frozen=True)
class Place:
    """A council's place among those ranked; no quarter where they are too few."""

    place: int
    shared_by: int
    ranked: int
    quarter: int | None

    @property
    def crowded(self) -> bool:
        """Whether more than a tenth of those ranked share it; one alone shares it with nobody."""
        return self.shared_by > 1 and self.shared_by * 10 > self.ranked

    @property
    def words(self) -> str:
        """`joint 18th`."""
        return f"{'joint ' if self.shared_by > 1 else ''}{ordinal(self.place)}"


def places(values: Mapping[str, Fraction], lowest_first: bool) -> dict[str, Place]:
    """The place of each value among all."""
    signed = {name: value if lowest_first else -value for name, value in values.items()}
    ordered = sorted(signed.values())
    bounds = quartiles(ordered) if len(ordered) >= FEWEST_RANKED else []
    return {
        name: Place(
            place=1 + bisect_left(ordered, value),
            shared_by=ordered.count(value),
            ranked=len(values),
            quarter=1 + sum(value > bound for bound in bounds) if bounds else None,
        )
        for name, value in signed.items()
    }


@cache
def share_limits(top: float, bottom: float, chance: float) -> Limits:
    """Wilson's limits of a proportion, by statsmodels."""
    low, high = proportion_confint(top, bottom, alpha=chance, method="wilson")
    # Of none or of all the limit is the proportion itself, of which statsmodels leaves a residue.
    return float(low) if top else 0.0, float(high) if top < bottom else 1.0


@cache
def count_limits(count: float, chance: float) -> Limits:
    """Limits of a count: exact below ten, else Byar's, which must lie close to the exact ones."""
    low, high = confint_poisson(count, 1, method="exact-c", alpha=chance)
    if count < 10:
        return float(low) if count else 0.0, float(high)
    reach = float(stats.norm.isf(chance / 2)) / 3
    first, second = (
        n * (1 - 1 / (9 * n) + sign * reach / n**0.5) ** 3
        for n, sign in ((count, -1), (count + 1, 1))
    )
    assert np.allclose((first, second), (low, high), rtol=0.02)
    return first, second


@cache
def mean_limits(mean: float, spread: float, number: float, chance: float) -> Limits:
    """Student's limits of a mean, by scipy."""
    low, high = stats.t.interval(1 - chance, number - 1, loc=mean, scale=spread / number**0.5)
    return float(low), float(high)


def gap_limits(first: tuple[float, float], second: tuple[float, float], chance: float) -> Limits:
    """Newcombe's limits of the difference of two proportions, by statsmodels."""
    low, high = confint_proportions_2indep(
        *first, *second, method="newcomb", compare="diff", alpha=chance
    )
    return float(low), float(high)
