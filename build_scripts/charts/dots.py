"""Lays out the chart of all councils: which place each dot gets, and where names go over them.

Plain geometry: values and widths in, places out. Nothing overlaps that can be kept apart.

Our own, because no kept library gives the same places on every machine: those that move labels
apart do it by chance or in a browser, and Vega-Lite can stack dots but not keep a name off them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations, product
from math import ceil
from typing import Literal

from build_scripts.charts.styles import Size

# The room for a dot, in pixels: the largest is tried first.
LARGEST, SMALLEST = {True: 10, False: 12}, {True: 6, False: 7}
# How high the dots may be stacked, in pixels, before they are made smaller.
HIGHEST = 230
# Room between a text and what it stands beside, in pixels.
BESIDE = 6
Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Stacking:
    """How the dots of a distribution are laid out.

    Attributes:
        low, step: the middle of the first bin, and from one middle to the next, in the unit of
            the measure.
        bins: how many there are.
        room: the width and height that belong to one dot, in pixels.
        across: how many dots stand side by side in a bin.
        rows: the height of the highest bin, in dots.
    """

    low: float
    step: float
    bins: int
    room: float
    across: int
    rows: int

    def bin_of(self, value: float) -> int:
        """The bin a value falls into."""
        return min(self.bins - 1, max(0, round((value - self.low) / self.step)))

    @property
    def edges(self) -> tuple[float, float]:
        """The outer edges of the first and the last bin, in the unit of the measure."""
        return self.low - self.step / 2, self.low + (self.bins - 0.5) * self.step


def stacked(values: Sequence[Decimal], size: Size, also: Decimal | None = None) -> Stacking:
    """Lay out dots so that none overlaps another and no stack is too high.

    The width of a bin is a multiple of the last decimal the values were published with, because
    otherwise some bins would take in more possible values than others, and stand out for that.

    Args:
        values: the value of each dot.
        size: how large the chart is.
        also: another value that must be on the axis.
    """
    decimals = max(0, *(-int(value.as_tuple().exponent) for value in values))
    finest = 10.0**-decimals
    numbers = [float(value) for value in values]
    shown = [*numbers, *([] if also is None else [float(also)])]
    low, span = min(shown), max(shown) - min(shown)
    narrow = size.short_labels
    rooms = range(LARGEST[narrow], SMALLEST[narrow] - 1, -1)
    tries = [(room, 1) for room in rooms] + [(rooms[-1], wider) for wider in range(2, 50)]
    for room, wider in tries:
        finest_bins = size.full // room
        step = finest * ceil(max(1, wider * span / finest / max(1, finest_bins - 1) - 1e-9))
        bins = round(span / step - 1e-9) + 1
        plan = Stacking(low, step, bins, room, 1, 1)
        highest = max(Counter(map(plan.bin_of, numbers)).values())
        across = min(max(1, int(size.full / bins / room)), ceil(highest * room / HIGHEST))
        rows = ceil(highest / across)
        if rows * room <= HIGHEST:
            break
    return Stacking(low, step, bins, room, across, rows)


@dataclass(frozen=True)
class Sign:
    """A name over the dots, to stand at the rule that leads to it.

    Attributes:
        at: where the rule is, in pixels from the left edge of the plot.
        room: the width of the name in pixels.
    """

    at: float
    room: float


@dataclass(frozen=True)
class Place:
    """Where a name stands.

    Attributes:
        level: its row: 0 is the lower one.
        anchor: the end or the middle of the name, in pixels from the left edge of the plot.
        align: which of them the anchor is.
        above: whether the rule ends beneath the name, and does not stand beside it.
        begin, end: where the name begins and ends.
    """

    level: int
    anchor: float
    align: Align
    above: bool
    begin: float
    end: float


def placed(signs: Sequence[Sign], plot: int) -> tuple[Place, ...]:
    """The place of each name, so that it stays inside and touches nothing, if that can be.

    Every arrangement is tried: there are two names at most.
    """
    best: tuple[Place, ...] = ()
    least = float("inf")
    for places in product(*(_places(sign, plot) for sign in signs)):
        faults = sum(max(0.0, -at.begin) + max(0.0, at.end - plot) for at in places)
        for one, two in permutations(range(len(signs)), 2):
            faults += plot * _disturbs(places[one], places[two], signs[two])
        if faults < least:
            best, least = places, faults
    return best


def _places(sign: Sign, plot: int) -> list[Place]:
    """Where a name can stand: beside its rule or above it, in the lower row or the upper."""
    begins, ends = sign.at + BESIDE, sign.at - BESIDE
    found = []
    for level in (0, 1):
        found.append(Place(level, begins, "left", False, begins, begins + sign.room))
        found.append(Place(level, ends, "right", False, ends - sign.room, ends))
        # In the middle, but for the edges of the plot.
        align: Align = "center"
        anchor, begin = sign.at, sign.at - sign.room / 2
        if begin < 0:
            anchor, begin, align = 0, 0, "left"
        elif begin + sign.room > plot:
            anchor, begin, align = plot, plot - sign.room, "right"
        found.append(Place(level, anchor, align, True, begin, begin + sign.room))
    return found


def _disturbs(name: Place, other: Place, sign: Sign) -> bool:
    """Whether a name stands on another in its row, or on the rule that passes it."""
    on_name = name.level == other.level and name.begin < other.end + BESIDE
    on_name = on_name and other.begin < name.end + BESIDE
    # A rule passes the names beneath its own, and stands beside its own unless that is above it.
    passes = other.level > name.level or (other.level == name.level and not other.above)
    return on_name or (passes and name.begin - BESIDE / 2 < sign.at < name.end + BESIDE / 2)
