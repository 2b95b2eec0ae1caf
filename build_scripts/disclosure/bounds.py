"""Unknowns and relations as rows of whole numbers, narrowed and taken apart.

Everything here is exact: Python's integers have no largest and are never rounded. What is ruled
out here is ruled out; what is left may still be impossible, which is for `fillings` to find out.

The narrowing is the propagation of bounds through linear constraints known from constraint
programming and from the presolve of integer programs: see T. Achterberg, Constraint Integer
Programming (2007), section 7.1.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd

from build_scripts.disclosure.system import LARGEST, Relation, System, linked

# A row is looked at so many times on the average; then the bounds are taken as they are, because
# two rows can push each other forward by one for ever.
VISITS = 30


@dataclass(frozen=True)
class Row:
    """One relation: `low <= sum(coefficient * count at place) <= high`.

    Attributes:
        terms: pairs of a place and a coefficient that is not 0; no place comes twice.
        low: None where there is no limit.
        high: None where there is no limit.
    """

    terms: tuple[tuple[int, int], ...]
    low: int | None
    high: int | None

    def holds(self, counts: Sequence[int]) -> bool:
        """Whether it is true of some counts, given by place."""
        total = sum(coefficient * counts[place] for place, coefficient in self.terms)
        return not (
            (self.low is not None and total < self.low)
            or (self.high is not None and total > self.high)
        )


@dataclass(frozen=True)
class Part:
    """Some counts, each at a place from 0, with their bounds and the rows between them.

    Attributes:
        places: the place of each count in what this is a part of.
        low: the lowest each can be, by place.
        high: the highest each can be, by place.
        rows: what is known of them together.
    """

    places: tuple[int, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    rows: tuple[Row, ...]

    @cached_property
    def touching(self) -> tuple[tuple[int, ...], ...]:
        """The rows in which each count is, by place."""
        rows: list[list[int]] = [[] for _ in self.places]
        for number, row in enumerate(self.rows):
            for place, _ in row.terms:
                rows[place].append(number)
        return tuple(tuple(numbers) for numbers in rows)


def whole(system: System) -> Part:
    """A system as one part, in the order of its unknowns.

    What has no upper bound gets `LARGEST`, or its lowest count if that is larger.
    """
    place = {unknown.key: number for number, unknown in enumerate(system.unknowns)}
    low = tuple(unknown.low for unknown in system.unknowns)
    high = tuple(
        max(LARGEST, unknown.low) if unknown.high is None else unknown.high
        for unknown in system.unknowns
    )
    rows = tuple(_row(relation, place) for relation in system.relations)
    return Part(tuple(range(len(low))), low, high, rows)


def _row(relation: Relation, place: dict[object, int]) -> Row:
    terms: dict[int, int] = {}
    for key, coefficient in relation.terms:
        terms[place[key]] = terms.get(place[key], 0) + coefficient
    return divided(terms.items(), relation.low, relation.high)


def divided(terms: Iterable[tuple[int, int]], low: int | None, high: int | None) -> Row:
    """A row by place, divided by what divides all coefficients, and its limits rounded inwards.

    A sum of whole multiples of 6 is a multiple of 6, so 6x + 12y <= 17 says x + 2y <= 2.
    """
    left = sorted((place, coefficient) for place, coefficient in terms if coefficient != 0)
    by = gcd(*(coefficient for _, coefficient in left)) or 1
    return Row(
        tuple((place, coefficient // by) for place, coefficient in left),
        None if low is None else -(-low // by),
        None if high is None else high // by,
    )


def narrowed(
    part: Part, low: Sequence[int], high: Sequence[int], changed: Iterable[int] | None = None
) -> tuple[list[int], list[int]] | None:
    """Narrow bounds by what each row says of each of its counts, until nothing moves.

    Args:
        part: the rows.
        low: the lowest each count can be, by place.
        high: the highest each can be.
        changed: places whose bounds are narrower than when all were narrowed last; None if they
            never were.

    Returns:
        The new bounds, outside of which there is no filling; or None if there is none at all.
    """
    low, high = list(low), list(high)
    if any(lowest > highest for lowest, highest in zip(low, high, strict=True)):
        return None
    if changed is None:
        numbers: Iterable[int] = range(len(part.rows))
    else:
        numbers = dict.fromkeys(number for place in changed for number in part.touching[place])
    waiting = deque(numbers)
    is_waiting = set(waiting)
    for _ in range(VISITS * (len(part.rows) + 1)):
        if not waiting:
            break
        number = waiting.popleft()
        is_waiting.discard(number)
        moved = _narrow(part.rows[number], low, high)
        if moved is None:
            return None
        for place in moved:
            for other in part.touching[place]:
                if other not in is_waiting:
                    is_waiting.add(other)
                    waiting.append(other)
    return low, high


def _narrow(row: Row, low: list[int], high: list[int]) -> list[int] | None:
    """Narrow the bounds of the counts of one row; the places that moved, or None for a clash."""
    least = most = 0
    for place, coefficient in row.terms:
        if coefficient > 0:
            least += coefficient * low[place]
            most += coefficient * high[place]
        else:
            least += coefficient * high[place]
            most += coefficient * low[place]
    # How far the sum may go up from its least, and down from its most, where that is limited.
    up = None if row.high is None or most <= row.high else row.high - least
    down = None if row.low is None or least >= row.low else most - row.low
    if (up is not None and up < 0) or (down is not None and down < 0):
        return None
    if up is None and down is None:
        return []
    moved = []
    for place, coefficient in row.terms:
        rise, fall = (up, down) if coefficient > 0 else (down, up)
        size = abs(coefficient)
        lowest, highest = low[place], high[place]
        if rise is not None and rise // size < highest - lowest:
            high[place] = lowest + rise // size
        if fall is not None and fall // size < highest - lowest:
            low[place] = highest - fall // size
        if low[place] > high[place]:
            return None
        if (low[place], high[place]) != (lowest, highest):
            moved.append(place)
    return moved


def parts(part: Part, low: Sequence[int], high: Sequence[int]) -> list[Part] | None:
    """Take apart what is left to solve after narrowing.

    Counts that are known by now are put into the rows; rows that hold whatever the others are go,
    as do the looser ones of those that speak of the same sum. What is linked no more comes apart.

    Returns:
        The parts in the order of their first counts, with places in `part`; a count that stands in
        no row any more is a part without rows. None if what is known contradicts a row.
    """
    limits: dict[tuple[tuple[int, int], ...], tuple[int | None, int | None]] = {}
    for row in part.rows:
        known = sum(coefficient * low[place] for place, coefficient in row.terms
                    if low[place] == high[place])  # fmt: skip
        left = divided(
            ((place, coefficient) for place, coefficient in row.terms if low[place] < high[place]),
            None if row.low is None else row.low - known,
            None if row.high is None else row.high - known,
        )
        if not left.terms:
            if not left.holds(()):
                return None
        elif not _always(left, low, high):
            left = _turned(left)
            before = limits.get(left.terms, (None, None))
            limits[left.terms] = (
                _tighter(before[0], left.low, max),
                _tighter(before[1], left.high, min),
            )
    rows = [Row(terms, *bounds) for terms, bounds in limits.items()]
    open_places = [place for place in range(len(low)) if low[place] < high[place]]
    found = linked(open_places, [[place for place, _ in row.terms] for row in rows])
    return [
        _part(places, [rows[number] for number in numbers], low, high) for places, numbers in found
    ]


def _part(
    places: Sequence[int], rows: Iterable[Row], low: Sequence[int], high: Sequence[int]
) -> Part:
    at = {place: number for number, place in enumerate(places)}
    return Part(
        tuple(places),
        tuple(low[place] for place in places),
        tuple(high[place] for place in places),
        tuple(
            Row(
                tuple((at[place], coefficient) for place, coefficient in row.terms),
                row.low,
                row.high,
            )
            for row in rows
        ),
    )


def _always(row: Row, low: Sequence[int], high: Sequence[int]) -> bool:
    """Whether a row holds whatever its counts are within their bounds."""
    ends = [
        (coefficient * low[place], coefficient * high[place]) for place, coefficient in row.terms
    ]
    return not (
        (row.low is not None and sum(map(min, ends)) < row.low)
        or (row.high is not None and sum(map(max, ends)) > row.high)
    )


def _turned(row: Row) -> Row:
    """The same row, its first coefficient above 0."""
    if row.terms[0][1] > 0:
        return row
    return Row(
        tuple((place, -coefficient) for place, coefficient in row.terms),
        None if row.high is None else -row.high,
        None if row.low is None else -row.low,
    )


def _tighter(one: int | None, other: int | None, choose: Callable[[int, int], int]) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return choose(one, other)
