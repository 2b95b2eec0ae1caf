"""Where councils stand among each other: ranks with ties, and quarters.

States positions only. Whether a figure is better or worse than another is for `judging`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import quantiles

from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period
from build_scripts.statistics.series import Entry

# Quarters of fewer councils than this would hold one or two each.
FEWEST_FOR_QUARTERS = 12
# A place that more than this part of all ranked councils share is not given.
MOST_SHARING = Fraction(1, 10)


@dataclass(frozen=True)
class Rank:
    """The place of one council among those ranked.

    Attributes:
        place: from 1: the best or, where neither high nor low is better, the highest; councils with
            the same figure share a place, and as many places after it stay empty.
        shared_by: how many councils have this place, this one included.
        ranked: how many councils are ranked.
        quarter: 1 (best or highest) to 4; councils with the same figure are always in the same
            one. None where there are too few for quarters.
    """

    place: int
    shared_by: int
    ranked: int
    quarter: int | None

    @property
    def is_crowded(self) -> bool:
        """Whether so many councils share the place that it says nothing of any of them."""
        return self.shared_by > 1 and self.shared_by > MOST_SHARING * self.ranked


@dataclass(frozen=True)
class League:
    """The councils of one period of a measure, in order.

    Attributes:
        values: each ranked council's figure as published, by code.
        ranks: each ranked council's place, by code.
        best_first: whether the first place is the best; false where it is just the highest.
        left_out: names of the councils with a figure that are declared not to be ranked.
        withheld: how many more councils have a row for this period, but no figure in it.
    """

    period: Period
    values: Mapping[str, Decimal]
    ranks: Mapping[str, Rank]
    best_first: bool
    left_out: tuple[str, ...]
    withheld: int


def league(entry: Entry, measure: Measure, period: Period) -> League:
    """Rank every council that has a figure of a measure in a period.

    Args:
        entry: the indicator.
        measure: one of its measures.
        period: the period of all figures compared.
    """
    declared = entry.standpoint.judgement.not_ranked
    values, left_out, withheld = {}, [], 0
    for code, series in sorted(entry.figures.everywhere(measure.id).items()):
        figure = series.at(period)
        if not series.area.is_council or figure is None:
            continue
        if figure.value is None:
            withheld += code not in declared
        elif code in declared:
            left_out.append(series.area.full_name)
        else:
            values[code] = figure.value
    ranks = ranked(values, highest_first=measure.ranks_highest_first)
    return League(period, values, ranks, measure.has_better, tuple(left_out), withheld)


def ranked(values: Mapping[str, Decimal], highest_first: bool) -> dict[str, Rank]:
    """The rank of each value among all.

    Places are those of standard competition ranking (1, 2, 2, 4). Quarters are bounded by the
    quartiles with linear interpolation between closest ranks (definition 7 of Hyndman and Fan,
    Sample quantiles in statistical packages, 1996); a figure on a bound belongs to the quarter
    nearer the first place.
    """
    signed = {code: -value if highest_first else value for code, value in values.items()}
    ordered = sorted(signed.values())
    bounds: list[Decimal] = []
    if len(ordered) >= FEWEST_FOR_QUARTERS:
        bounds = quantiles(ordered, n=4, method="inclusive")
    return {
        code: Rank(
            place=bisect_left(ordered, value) + 1,
            shared_by=ordered.count(value),
            ranked=len(ordered),
            quarter=bisect_left(bounds, value) + 1 if bounds else None,
        )
        for code, value in signed.items()
    }
