"""The last stretch of a line whose figures can be set beside each other, and what shape it has.

What a headline says of a line is taken from here: figures as readers see them, and no test.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from build_scripts.model.periods import Period
from build_scripts.model.units import rounded
from build_scripts.statistics.trend_tests import POINTS
from build_scripts.statistics.trends import Line, Trend

# A turn is one if both ways from it are at least so many units of the last digit shown, and the
# longer way is at most so many times the shorter.
LEAST_LEG, MOST_TIMES = 2, 3
# The highest figure of as many periods as a headline tells of anyway is not worth its words.
LEAST_BACK = POINTS + 1


@dataclass(frozen=True)
class Dated:
    """A figure of a line, as published, and when it is from."""

    period: Period
    value: Decimal


@dataclass(frozen=True)
class Run:
    """The newest consecutive figures that can be set beside each other, five at most.

    Attributes:
        points: oldest first.
        by: by how much the last differs from the first, as shown, in units of the last digit.
        turn: the point furthest beyond both ends, if it is a turning point.
        record: the last earlier figure at least as extreme as the newest, on the side the run has
            moved to, if that is far enough back to be worth saying.
        began: if there is no such figure, the first period there is, if that is far enough back.
        unmatched: the last figure before exceptional periods, if the run begins after them and
            has moved towards it without reaching it.
    """

    points: tuple[Dated, ...]
    by: Decimal
    turn: Dated | None
    record: Dated | None
    began: Period | None
    unmatched: Dated | None

    @property
    def is_monotone(self) -> bool:
        """Whether no figure, as published, goes back on the one before it."""
        values = [point.value for point in self.points]
        return sorted(values) in (values, values[::-1])


def run_of(data: Trend, line: Line) -> Run:
    """The run that ends with the newest figure of a line, which must have one."""
    decimals = data.measure.decimals
    last = max(at for at, value in enumerate(line.values) if value is not None)
    places = [last]
    while (
        len(places) < POINTS
        and places[0] > 0
        and places[0] not in data.breaks
        and not {places[0], places[0] - 1} & set(data.exceptional)
        and line.values[places[0] - 1] is not None
    ):
        places.insert(0, places[0] - 1)
    points = tuple(_dated(data, line, at) for at in places)
    shown = [_units(point.value, decimals) for point in points]
    by = shown[-1] - shown[0]
    record, began = _record(data, line, last, by)
    return Run(
        points=points,
        by=by,
        turn=_turn(points, shown),
        record=record,
        began=began,
        unmatched=_unmatched(data, line, places[0], points, by),
    )


def _units(value: Decimal, decimals: int) -> Decimal:
    """A figure as shown, in units of its last digit."""
    return rounded(value, decimals).scaleb(decimals)


def _dated(data: Trend, line: Line, at: int) -> Dated:
    value = line.values[at]
    assert value is not None
    return Dated(data.periods[at], value)


def _turn(points: tuple[Dated, ...], shown: list[Decimal]) -> Dated | None:
    """The inner point furthest beyond both ends, if both ways from it are long enough."""
    first, last = shown[0], shown[-1]
    found: tuple[Decimal, Dated] | None = None
    for point, value in zip(points[1:-1], shown[1:-1], strict=True):
        if min(first, last) <= value <= max(first, last):
            continue
        short, long = sorted((abs(value - first), abs(value - last)))
        if (
            short >= LEAST_LEG
            and MOST_TIMES * short >= long
            and (found is None or short > found[0])
        ):
            found = short, point
    return found[1] if found else None


def _record(data: Trend, line: Line, last: int, by: Decimal) -> tuple[Dated | None, Period | None]:
    """The figure that was last as extreme as the newest or, if none was, the first period."""
    newest, begun = line.values[last], max((at for at in data.breaks if at <= last), default=0)
    assert newest is not None
    while line.values[begun] is None:
        begun += 1
    if not by:
        return None, None
    for at in range(last - 1, begun - 1, -1):
        value = line.values[at]
        if value is None:  # it may have been more extreme
            return None, None
        if (value >= newest) if by > 0 else (value <= newest):
            if at in data.exceptional:  # the newest is not the most extreme, nor comparable
                return None, None
            return (_dated(data, line, at) if last - at >= LEAST_BACK else None), None
    return None, data.periods[begun] if last - begun >= LEAST_BACK else None


def _unmatched(
    data: Trend, line: Line, first: int, points: tuple[Dated, ...], by: Decimal
) -> Dated | None:
    """The last figure before exceptional periods that the run has moved to and never reached."""
    at = first - 1
    if not by or at not in data.exceptional:
        return None
    while at >= 0 and (at in data.exceptional or line.values[at] is None):
        at -= 1
    # A new series may have begun since, with the run itself too.
    if at < 0 or any(at < begun <= first for begun in data.breaks):
        return None
    older, decimals = _dated(data, line, at), data.measure.decimals
    aim = _units(older.value, decimals)
    left = ((aim - _units(point.value, decimals)) * by for point in points)
    return older if all(way > 0 for way in left) else None
