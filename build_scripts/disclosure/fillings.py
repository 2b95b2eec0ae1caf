"""Whole counts that satisfy every row of a part, or the proof that there are none.

SciPy's HiGHS does the work and is not believed. It works with rounded numbers and tolerances:
what it calls a solution can break a row by a little, and a percentage to two decimals of a large
population makes coefficients for which a little is too much; what it calls impossible can be
possible. So each filling that it finds is rounded and put into every row with Python's integers,
and each impossibility is proved again. Rows added up with any multipliers of 0 or more give a
sentence that is true of every filling, however the multipliers were come by. HiGHS's dual values
are the multipliers with which the sentence contradicts the bounds (Farkas' lemma); they are made
whole numbers, and the sum and the contradiction are worked out in whole numbers. Where no such
contradiction can be had, because fractions would do and whole numbers don't, the range of one
count is cut in two and each half is asked again: branch and bound.

The bound that is safe although the multipliers are rounded is that of A. Neumaier and
O. Shcherbina, Safe bounds in linear and mixed-integer linear programming (2004).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import floor, gcd, lcm

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, eye_array, hstack, vstack

from build_scripts.disclosure.bounds import Part, narrowed

# With no more counts than this HiGHS is asked only if so many steps without it don't do.
SMALL = 16
MOST_STEPS = 60
# So many boxes are looked at before a question is left open. HiGHS gives one of them up after so
# many boxes of its own, and it is cut in two here. No clock stops anything: the same question has
# the same answer on every machine.
MOST_BOXES = 400
MOST_NODES = 300
# So many boxes of both kinds are looked at for all questions about one part. What is asked after
# that is left open at its first box, so that no part takes long.
MOST_WORK = 3000
# What `milp` says where it thinks that there is no filling.
IMPOSSIBLE = 2
# How near to the smallest weighted sum is near enough: the aim is only to come far apart.
FAR_ENOUGH = 0.05
# Two of HiGHS's numbers this near each other are the same.
NEAR = 1e-6
# Rows with coefficients of more binary digits than this are made small for HiGHS by a power of two,
# so that no coefficient is rounded: with large ones it misses fillings more often, and can complain
# on standard output past all its settings.
LARGEST_BITS = 12
# Multipliers are first taken as fractions with small denominators, which most of them are, then
# to so many binary places.
SMALL_DENOMINATOR = 1000
BINARY_PLACES = 60


# Bounds, the places at which they changed, and whether HiGHS is to be asked for whole numbers within:
# not again where it said that there are none, for then only the proof is missing.
Box = tuple[list[int], list[int], Iterable[int] | None, bool]


class UndecidedError(Exception):
    """Neither a filling nor a proof that there is none was found within the limits."""


@dataclass
class Solver:
    """Looks for fillings of one part, which has rows.

    Attributes:
        part: the part.
        work: how many boxes were looked at for it, by HiGHS itself too.
    """

    part: Part
    work: int = field(default=0, init=False)

    def filling(
        self,
        low: Sequence[int],
        high: Sequence[int],
        *,
        changed: Iterable[int] | None = None,
        aim: Sequence[int] | None = None,
    ) -> tuple[int, ...] | None:
        """Find whole counts within bounds that satisfy every row.

        Args:
            low: the lowest each count may be, by place; nowhere lower than in the part.
            high: the highest, likewise.
            changed: places at which these bounds are not those of the part, if those are narrowed
                already; None if they never were.
            aim: weights by place: a filling with a small weighted sum is looked for, not
                necessarily the smallest.

        Returns:
            The counts by place; or None if it is proved that there are none.

        Raises:
            UndecidedError: if neither was found within the limits.
        """
        if aim is None and len(low) <= SMALL:
            try:
                return self._by_hand(low, high, changed)
            except UndecidedError:
                pass  # it is not as small as it looked
        waiting: list[Box] = [(list(low), list(high), changed, True)]
        for number in range(MOST_BOXES):
            if not waiting:
                return None
            if number and self.work > MOST_WORK:
                break
            lowest, highest, places, ask = waiting.pop()
            box = narrowed(self.part, lowest, highest, places)
            if box is None:
                continue
            found, halves = self._in_box(*box, aim, ask=ask)
            if found is not None:
                return found
            waiting.extend(halves)
        if not waiting:
            return None
        raise UndecidedError

    def _in_box(
        self, low: Sequence[int], high: Sequence[int], aim: Sequence[int] | None, *, ask: bool
    ) -> tuple[tuple[int, ...] | None, list[Box]]:
        """A filling, or the boxes in which there may be one yet."""
        self.work += 1
        if ask:
            found, ask = self._found(low, high, aim)
            if found is not None:
                return found, []
        point = None if low == high else self._point(low, high)
        if point is None:
            return None, []
        found = self._checked(point, low, high)
        if found is not None:
            return found, []
        return None, [(*half, ask) for half in _halves(point, low, high)]

    def _by_hand(
        self, low: Sequence[int], high: Sequence[int], changed: Iterable[int] | None
    ) -> tuple[int, ...] | None:
        """The same as `filling` by narrowing and trying alone, which is sooner where little is open.

        The count with the fewest possibilities is given its lowest, or else anything higher.
        """
        waiting = [(list(low), list(high), changed)]
        for _ in range(MOST_STEPS):
            if not waiting:
                return None
            box = narrowed(self.part, *waiting.pop())
            if box is None:
                continue
            lowest, highest = box
            open_places = [place for place in range(len(lowest)) if lowest[place] < highest[place]]
            if not open_places:
                if self._checked(lowest, lowest, highest):
                    return tuple(lowest)
                continue
            place = min(open_places, key=lambda place: highest[place] - lowest[place])
            above, below = list(lowest), list(highest)
            above[place], below[place] = lowest[place] + 1, lowest[place]
            waiting += [(above, highest, [place]), (lowest, below, [place])]
        raise UndecidedError

    def _checked(
        self, point: Sequence[float], low: Sequence[int], high: Sequence[int]
    ) -> tuple[int, ...] | None:
        """A point of HiGHS's as whole counts, if these are a filling within the bounds."""
        counts = tuple(
            min(max(round(value), lowest), highest)
            for value, lowest, highest in zip(point, low, high, strict=True)
        )
        return counts if all(row.holds(counts) for row in self.part.rows) else None

    def _found(
        self, low: Sequence[int], high: Sequence[int], aim: Sequence[int] | None
    ) -> tuple[tuple[int, ...] | None, bool]:
        """A filling found by HiGHS in whole numbers; and if none was, whether it may find one yet."""
        if all(lowest == highest for lowest, highest in zip(low, high, strict=True)):
            return self._checked(low, low, high), False
        lower, upper = self._limits(low)
        answer = milp(
            np.zeros(len(low)) if aim is None else np.array(aim, dtype=float),
            integrality=np.ones(len(low)),
            bounds=Bounds(0, _widths(low, high)),
            constraints=LinearConstraint(self._matrix, lower, upper),
            options={"node_limit": MOST_NODES, "mip_rel_gap": FAR_ENOUGH},
        )
        if answer.x is None:
            gave_up = answer.status != IMPOSSIBLE
            self.work += MOST_NODES if gave_up else 0
            return None, gave_up
        self.work += int(answer.mip_node_count)
        return self._checked(_moved(answer.x, low), low, high), True

    def _point(self, low: Sequence[int], high: Sequence[int]) -> list[float] | None:
        """Counts, not whole, that satisfy every row, as HiGHS sees it; None if proved there are none.

        Of all points within the bounds it takes one that breaks the rows by the smallest sum.
        """
        lower, upper = self._limits(low)
        has_upper, has_lower = np.isfinite(upper), np.isfinite(lower)
        excess = eye_array(len(self.part.rows), format="csr")
        answer = linprog(
            np.concatenate([np.zeros(len(low)), np.ones(len(self.part.rows))]),
            A_ub=vstack(
                [
                    hstack([self._matrix, -excess], format="csr")[has_upper],
                    hstack([-self._matrix, -excess], format="csr")[has_lower],
                ]
            ),
            b_ub=np.concatenate([upper[has_upper], -lower[has_lower]]),
            bounds=np.concatenate(
                [
                    np.stack([np.zeros(len(low)), _widths(low, high)], axis=1),
                    np.tile([0, np.inf], (len(self.part.rows), 1)),
                ]
            ),
            method="highs",
        )
        if answer.x is None:
            return [(lowest + highest) / 2 for lowest, highest in zip(low, high, strict=True)]
        rows = [*np.flatnonzero(has_upper).tolist(), *np.flatnonzero(has_lower).tolist()]
        uppers = int(has_upper.sum())
        multipliers = [max(0.0, -float(value)) for value in answer.ineqlin.marginals]
        signed = [
            (number, multiplier, 1 if index < uppers else -1)
            for index, (number, multiplier) in enumerate(zip(rows, multipliers, strict=True))
            if multiplier > NEAR / SMALL_DENOMINATOR
        ]
        for whole_numbers in (self._small(signed), self._fine(signed)):
            if self._contradicts(whole_numbers, low, high):
                return None
        return _moved(answer.x[: len(low)], low)

    def _small(self, signed: Sequence[tuple[int, float, int]]) -> list[tuple[int, int]]:
        """Multipliers of rows, as they are without scales, in proportion as whole numbers."""
        exact = [
            (number, sign * Fraction(multiplier).limit_denominator(SMALL_DENOMINATOR))
            for number, multiplier, sign in signed
        ]
        exact = [(number, value / self._scale[number]) for number, value in exact]
        common = lcm(*(value.denominator for _, value in exact))
        return [(number, int(value * common)) for number, value in exact]

    def _fine(self, signed: Sequence[tuple[int, float, int]]) -> list[tuple[int, int]]:
        """The same with the multipliers as they are, to many places."""
        return [
            (number, sign * (int(multiplier * 2.0**BINARY_PLACES) // self._scale[number]))
            for number, multiplier, sign in signed
        ]

    def _contradicts(
        self, multipliers: Iterable[tuple[int, int]], low: Sequence[int], high: Sequence[int]
    ) -> bool:
        """Whether rows, each times a whole number and added up, leave nothing within the bounds.

        Args:
            multipliers: numbers of rows, each with what to multiply it by: above 0 for the limit
                above it, below 0 for the one below.
            low: the lowest each count can be, by place.
            high: the highest.
        """
        total: dict[int, int] = {}
        limit = 0
        for number, multiplier in multipliers:
            row = self.part.rows[number]
            edge = row.high if multiplier > 0 else row.low
            if multiplier == 0 or edge is None:
                continue
            limit += multiplier * edge
            for place, coefficient in row.terms:
                total[place] = total.get(place, 0) + multiplier * coefficient
        least = sum(
            coefficient * (low[place] if coefficient > 0 else high[place])
            for place, coefficient in total.items()
        )
        by = gcd(*total.values())
        return least > (limit // by * by if by else limit)

    @cached_property
    def _scale(self) -> list[int]:
        """What each row is divided by for HiGHS: 1 unless its coefficients are large."""
        largest = [max(abs(coefficient) for _, coefficient in row.terms) for row in self.part.rows]
        return [1 << max(0, size.bit_length() - LARGEST_BITS) for size in largest]

    @cached_property
    def _matrix(self) -> csr_array:
        entries = [
            (coefficient / scale, number, place)
            for number, (row, scale) in enumerate(zip(self.part.rows, self._scale, strict=True))
            for place, coefficient in row.terms
        ]
        values, rows, columns = zip(*entries, strict=True)
        shape = (len(self.part.rows), len(self.part.places))
        return csr_array((values, (rows, columns)), shape=shape)

    def _limits(self, low: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """What HiGHS is told of the rows, when each count is counted from its lowest.

        So its numbers are as small as they can be, and as exact.
        """
        lower = np.full(len(self.part.rows), -np.inf)
        upper = np.full(len(self.part.rows), np.inf)
        for number, (row, scale) in enumerate(zip(self.part.rows, self._scale, strict=True)):
            start = sum(coefficient * low[place] for place, coefficient in row.terms)
            if row.low is not None:
                lower[number] = (row.low - start) / scale
            if row.high is not None:
                upper[number] = (row.high - start) / scale
        return lower, upper


def _widths(low: Sequence[int], high: Sequence[int]) -> np.ndarray:
    return np.array(
        [highest - lowest for lowest, highest in zip(low, high, strict=True)], dtype=float
    )


def _moved(point: Iterable[float], low: Sequence[int]) -> list[float]:
    """A point counted from the lowest counts, as it is; whole where it is very nearly."""
    moved = []
    for value, lowest in zip(point, low, strict=True):
        nearest = round(float(value))
        moved.append(lowest + (nearest if abs(value - nearest) <= NEAR else float(value)))
    return moved


def _halves(
    point: Sequence[float], low: Sequence[int], high: Sequence[int]
) -> list[tuple[list[int], list[int], list[int]]]:
    """Two boxes that hold all whole counts of one: cut where a point is furthest from whole.

    If it is whole, the widest range is cut: at the point, or in the middle if that is at an end.
    """
    place = max(range(len(low)), key=lambda place: abs(point[place] - round(point[place])))
    cut = floor(point[place])
    if abs(point[place] - round(point[place])) <= NEAR:
        place = max(range(len(low)), key=lambda place: high[place] - low[place])
        cut = floor(point[place])
    if not low[place] <= cut < high[place]:
        cut = (low[place] + high[place]) // 2
    above, below = list(low), list(high)
    above[place], below[place] = cut + 1, cut
    return [(above, list(high), [place]), (list(low), below, [place])]
