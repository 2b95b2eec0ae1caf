"""Whether five figures rise, fall, change or do neither, by other means than the portal's.

The slope of shares is a correlation over all people, their equality a contingency table; other
figures are fitted by least squares, once as a line and once as a level. What the line explains and
what it leaves are then set beside what chance alone would do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats
from statsmodels.stats.weightstats import DescrStatsW

from tests.oracle.measuring import Limits

# One level throughout, the same as that of the verdicts.
SURE = 0.95
# What is within rounding of level has no sign.
LEVEL = 1e-9


@dataclass(frozen=True)
class Spent:
    """What a line through the points explains, what it leaves, and which way it goes.

    Attributes:
        slope: chi-square of the line, of one degree of freedom.
        scatter: chi-square of the points about it.
        sign: 1, -1, or 0 where it is level.
        steady: whether the sign is the same whichever point is left out.
        points: how many there are.
    """

    slope: float
    scatter: float
    sign: int
    steady: bool
    points: int

    @property
    def equal(self) -> float:
        """Chi-square of the points all being one and the same."""
        return self.slope + self.scatter

    def differs(self, effect: float = 1) -> bool:
        """Whether chance alone would hardly make points that are one and the same so different."""
        return self.equal / effect > float(stats.chi2.ppf(SURE, self.points - 1))

    def word(self, effect: float = 1) -> str:
        """What may be said: risen, fallen, changed or unclear.

        Args:
            effect: by how much the variance is larger than that of single cases.
        """
        slope, scatter, free = self.slope / effect, self.scatter / effect, self.points - 2
        if scatter > stats.chi2.ppf(SURE, free):
            # More scatter than chance has: the slope is measured by it.
            moving = slope / (scatter / free) > stats.f.ppf(SURE, 1, free)
        else:
            moving = slope > stats.chi2.ppf(SURE, 1)
        if moving and self.steady and self.sign:
            return "risen" if self.sign > 0 else "fallen"
        return "changed" if self.differs(effect) else "unclear"


def of_shares(tops: Sequence[float], bottoms: Sequence[float]) -> Spent:
    """What becomes of proportions.

    Armitage's chi-square is the number of people times the squared correlation, over all of them,
    of the period they were counted in with having what is counted.
    """

    def slope(kept: Sequence[int]) -> float:
        people = [n for i in kept for n in (tops[i], bottoms[i] - tops[i])]
        if len(kept) < 2 or not 0 < sum(people[::2]) < sum(people):
            return 0.0
        cells = np.array([(i, has) for i in kept for has in (1.0, 0.0)])
        return float(DescrStatsW(cells, weights=people).corrcoef[0, 1])

    r, whole = slope(range(len(tops))), sum(bottoms)
    without = [bottom - top for top, bottom in zip(tops, bottoms, strict=True)]
    equal = 0.0
    if sum(tops) > 0 and sum(without) > 0:
        equal = float(stats.chi2_contingency([tops, without], correction=False).statistic)
    return _spent(whole * r * r, equal, slope, len(tops))


def of_values(values: Sequence[float], limits: Sequence[Limits]) -> Spent:
    """What becomes of other figures, each with its 95% interval."""
    errors = [(high - low) / (2 * 1.96) for low, high in limits]

    def fitted(kept: Sequence[int], line: bool) -> tuple[float, float]:
        """The sum of squares that is left, in standard errors, and the slope."""
        ways = [([1.0, float(i)] if line else [1.0]) for i in kept]
        wide = np.array([errors[i] for i in kept])
        design = np.array(ways) / wide[:, None]
        aimed = np.array([values[i] for i in kept]) / wide
        found = np.linalg.lstsq(design, aimed, rcond=None)[0]
        return float(np.sum((aimed - design @ found) ** 2)), float(found[-1]) if line else 0.0

    every = range(len(values))
    level, line = fitted(every, line=False)[0], fitted(every, line=True)[0]
    return _spent(level - line, level, lambda kept: fitted(kept, line=True)[1], len(values))


def _spent(
    slope: float, equal: float, sloping: Callable[[Sequence[int]], float], points: int
) -> Spent:
    every = range(points)
    sign = _sign(sloping(every))
    others = {_sign(sloping([i for i in every if i != left])) for left in every}
    return Spent(max(slope, 0.0), max(equal - slope, 0.0), sign, others == {sign}, points)


def _sign(number: float) -> int:
    return 0 if abs(number) < LEVEL else (1 if number > 0 else -1)
