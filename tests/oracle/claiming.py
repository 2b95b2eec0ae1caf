"""What may be claimed of one figure beside another: possible ranges, estimates and verdicts.

A figure that was rounded may have been any within half a unit of its last place, and a verdict
stands only if it is the same whichever of them it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from tests.oracle.files import Figure
from tests.oracle.measures import GAP, MEANS, PERCENT, RATE, Measure
from tests.oracle.measuring import Limits, count_limits, gap_limits, mean_limits, share_limits

# The row of another measure for the same area and period.
Beside = Callable[[str], Figure | None]
Ends = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Possible:
    """What a figure may have been before it was rounded.

    Attributes:
        central: the quotient of the counts where they agree with it, else as published.
        counted: whether both counts are there and agree with what is published.
    """

    low: Fraction
    central: Fraction
    high: Fraction
    counted: bool

    @property
    def ends(self) -> Ends:
        """The lowest and the highest."""
        return self.low, self.high

    @property
    def points(self) -> list[Fraction]:
        """The central one first, then the ends, each once."""
        return list(dict.fromkeys((self.central, self.low, self.high)))


def possible(of: Measure, figure: Figure, level: str) -> Possible:
    """The possible range of a figure.

    Args:
        of: its measure.
        figure: one with a value.
        level: of its area, which says how its counts are rounded.
    """
    typed = len(figure.text.partition(".")[2])
    half = Fraction(1, 2 * 10 ** max(typed, of.decimals))
    value = figure.value
    low, high = _cut(of, value - half), _cut(of, value + half)
    if of.unit not in (PERCENT, RATE) or not (figure.numerator and figure.denominator):
        return Possible(low, value, high, counted=False)
    top, bottom, off = Fraction(figure.numerator), Fraction(figure.denominator), of.half(level)
    if not bottom:
        return Possible(low, value, high, counted=False)
    least = _cut(of, (top - off) / (bottom + off) * of.per)
    most = _cut(of, (top + off) / (bottom - off) * of.per) if bottom > off else high
    if least > high or most < low:
        return Possible(low, value, high, counted=False)
    low, high = max(low, least), min(high, most)
    central = min(max(top / bottom * of.per, low), high)
    return Possible(low, central, high, counted=True)


def _cut(of: Measure, value: Fraction) -> Fraction:
    """No share and no rate is below nothing, and no share of a whole above all."""
    if of.unit not in (PERCENT, RATE):
        return value
    value = max(value, Fraction(0))
    return min(value, of.per) if of.unit == PERCENT and not of.exceeds else value


@dataclass(frozen=True)
class Share:
    """So many of a whole; the limits are in its unit."""

    top: float
    bottom: float
    per: float

    def limits(self, chance: float, effect: float = 1) -> Limits:
        """Wilson's, as if there were fewer cases by the design effect."""
        low, high = share_limits(self.top / effect, self.bottom / effect, chance)
        return low * self.per, high * self.per


@dataclass(frozen=True)
class Count:
    """A count, and what it is multiplied with."""

    count: float
    scale: float

    def limits(self, chance: float, effect: float = 1) -> Limits:
        """Those of the count, as if so many cases came as one."""
        low, high = count_limits(self.count / effect, chance)
        return low * effect * self.scale, high * effect * self.scale


@dataclass(frozen=True)
class Mean:
    """An average with its standard deviation."""

    mean: float
    spread: float
    number: float

    def limits(self, chance: float, effect: float = 1) -> Limits:
        """Student's, with a spread widened by the design effect."""
        return mean_limits(self.mean, self.spread * effect**0.5, self.number, chance)


@dataclass(frozen=True)
class Apart:
    """One share less another."""

    first: Share
    second: Share

    def limits(self, chance: float, effect: float = 1) -> Limits:
        """Newcombe's."""
        one, other = (
            (share.top / effect, share.bottom / effect) for share in (self.first, self.second)
        )
        low, high = gap_limits(one, other, chance)
        return low * self.first.per, high * self.first.per


Estimate = Share | Count | Mean | Apart


def estimates(
    of: Measure, figure: Figure, level: str, beside: Beside, measures: dict[str, Measure]
) -> list[Estimate]:
    """What a figure may have been, the central estimate first; none where chance is unknown."""
    found, per = possible(of, figure, level), float(of.per)
    bottom = Fraction(figure.denominator) if figure.denominator else Fraction(0)
    made: list[Estimate] = []
    if of.unit == PERCENT and _whole(of, figure):
        made = [Share(float(v / of.per * bottom), float(bottom), per) for v in found.points]
    elif of.unit == RATE and figure.numerator:
        # The count is what it is; what a figure may have been says what one case counts for.
        top = Fraction(figure.numerator)
        if top and (bottom or figure.value):
            made = [Count(float(top), float(v / top)) for v in found.points]
        elif bottom and not top:
            made = [Count(0.0, per / float(bottom))]
    elif of.unit in MEANS and of.spread and bottom >= 2:
        row = beside(of.spread)
        if row is not None and row.text and row.value > 0:
            spread, number = float(row.value), float(bottom)
            made = [Mean(float(v), spread, number) for v in found.points]
    elif of.unit == GAP and of.parts:
        made = list(_apart([_shares(measures[one], beside(one), level) for one in of.parts]))
    return list(dict.fromkeys(made))


def _whole(of: Measure, figure: Figure) -> bool:
    """Whether a percentage is that of a part of a whole whose size is known."""
    if of.exceeds or not figure.denominator or not Fraction(figure.denominator):
        return False
    more = bool(figure.numerator) and Fraction(figure.numerator) > Fraction(figure.denominator)
    return not more and 0 <= figure.value <= of.per


def _shares(of: Measure, row: Figure | None, level: str) -> list[Share]:
    """The central, the lowest and the highest a share may have been."""
    if row is None or not row.text or of.unit != PERCENT or not _whole(of, row):
        return []
    found, bottom = possible(of, row, level), Fraction(row.denominator)
    return [
        Share(float(v / of.per * bottom), float(bottom), float(of.per))
        for v in (found.central, found.low, found.high)
    ]


def _apart(parts: Sequence[list[Share]]) -> Iterable[Apart]:
    upper, lower = parts
    if upper and lower:
        # The gap is narrowest where the upper share is lowest and the lower one highest.
        for i, j in ((0, 0), (1, 2), (2, 1)):
            yield Apart(upper[i], lower[j])


def bounded(of: Measure, figure: Figure, level: str, beside: Beside) -> list[list[Estimate]]:
    """Estimates at the smallest and, where there is one, at the largest denominator possible."""
    if of.bound is None or of.unit != PERCENT or figure.denominator:
        return []
    row = beside(of.bound.measure)
    if row is None or not row.text or row.value <= 0 or not 0 <= figure.value <= of.per:
        return []
    found, per, sizes = possible(of, figure, level), float(of.per), [of.bound.at_least]
    if of.bound.at_most is not None:
        sizes.append(of.bound.at_most)
    return [
        [
            Share(float(v / of.per * size * row.value), float(size * row.value), per)
            for v in found.points
        ]
        for size in sizes
    ]


@dataclass(frozen=True)
class Claim:
    """How a figure stands to another.

    Attributes:
        way: 1 higher, -1 lower, 0 similar; None where nothing can be stated.
        reason: why nothing can: `rounding`, `clustered` or `no counts`.
        by_bound: whether it rests on a bound of the denominator.
        corners: the estimates it rests on.
    """

    way: int | None
    reason: str = ""
    by_bound: bool = False
    corners: tuple[Estimate, ...] = ()


def ways(corners: Iterable[Estimate], ends: Ends, effect: float) -> set[int]:
    """What each estimate says against each end: 1 higher, -1 lower, 0 similar."""
    found = set()
    for one in corners:
        low, high = one.limits(0.05, effect)
        for end in map(float, ends):
            found.add((end < low) - (end > high))
    return found


def claim(of: Measure, found: list[Estimate], ends: Ends, asked: float) -> Claim:
    """What the estimates of a figure say against a benchmark.

    Args:
        of: the measure.
        found: what the figure may have been.
        ends: the lowest and the highest the benchmark may have been.
        asked: the design effect at which a verdict must hold where cases come in groups.
    """
    said = ways(found, ends, of.effect or 1)
    if len(said) > 1:
        return Claim(None, "rounding", corners=tuple(found))
    return _held(of, said.pop(), found, ends, asked, by_bound=False)


def claim_by_bound(of: Measure, found: list[list[Estimate]], ends: Ends, asked: float) -> Claim:
    """The same where only bounds of the denominator are known."""
    corners = [one for some in found for one in some]
    said = ways(corners, ends, of.effect or 1)
    # Without a largest denominator nobody knows how narrow the interval is.
    if len(said) > 1 or (said == {0} and len(found) < 2):
        return Claim(None, "no counts", by_bound=True, corners=tuple(corners))
    return _held(of, said.pop(), corners, ends, asked, by_bound=True)


def _held(
    of: Measure, way: int, corners: list[Estimate], ends: Ends, asked: float, by_bound: bool
) -> Claim:
    fragile = way and of.clustered and of.effect is None
    if fragile and ways(corners, ends, asked) != {way}:
        return Claim(None, "clustered", by_bound, tuple(corners))
    return Claim(way, "", by_bound, tuple(corners))


def overturned(corners: Sequence[Estimate], ends: Ends, asked: float) -> str:
    """The smallest design effect at which a verdict no longer holds, rounded down to a tenth."""
    (way,) = ways(corners, ends, 1)
    step, held = (asked - 1) / 200, 1.0
    while ways(corners, ends, held + step) == {way}:
        held += step
        assert held < asked + step, "the verdict holds"
    low, high = held, held + step
    for _ in range(40):
        mid = (low + high) / 2
        low, high = (mid, high) if ways(corners, ends, mid) == {way} else (low, mid)
    tenths = floor(high * 10 + 1e-9)
    return f"{tenths // 10}.{tenths % 10}"
