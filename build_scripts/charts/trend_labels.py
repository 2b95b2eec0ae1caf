"""Where the texts of a trend chart stand, so that none touches another, and how far its axis goes.

Names of lines stand at their ends, letters over breaks, symbols where a figure is missing. Sizes
are in pixels; places on the value axis in the unit of the measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from build_scripts.charts.styles import STYLES, Row, Size
from build_scripts.charts.text import LINE, width, written
from build_scripts.statistics.trends import Line, Trend

# Least room between two symbols or letters of a chart, in pixels.
APART = 3
# An interval that would make the value axis longer by more than this factor is cut off instead.
LONGEST_BAND = 3
# Room above and below the lines, as a share of their height: half a dot at every size of chart.
ROOM = 0.08
# The axis begins at zero where the lowest figure is below this share of the highest: then the lines
# keep at least half of the height to move in. Otherwise zero would flatten them.
FROM_ZERO = 0.5


@dataclass(frozen=True)
class Axes:
    """What turns places on the axes into pixels.

    Attributes:
        low, high: bounds of the value axis, in the unit of the measure.
        last: the last place on the axis of periods, at least 1.
    """

    low: float
    high: float
    last: int
    size: Size

    @property
    def unit(self) -> float:
        """How much of the value axis one pixel is."""
        return (self.high - self.low) / self.size.height

    def inside(self, bounds: Mapping[str, object]) -> Row:
        """The bounds of an interval, cut off where the value axis ends."""
        low, high = (float(str(bounds[name])) for name in ("low", "high"))
        return {"low": max(low, self.low), "high": min(high, self.high)}

    def across(self, at: float) -> float:
        """Pixels from the left edge of the plot to a period."""
        return at / self.last * self.size.width


def axes_of(data: Trend, size: Size) -> Axes:
    """The axes of a trend chart at a size."""
    return Axes(*_domain(data), max(1, len(data.periods) - 1), size)


def break_letters(data: Trend, axes: Axes) -> list[Row]:
    """A letter over each break; one text for several that stand too close together."""
    groups: list[list[tuple[float, str]]] = []
    for letter, at in zip(ascii_uppercase, data.breaks, strict=False):
        groups.append([(at - 0.5, letter)])
        while len(groups) > 1 and _touch(_over(groups[-2]), _over(groups[-1]), axes):
            groups[-2:] = [groups[-2] + groups[-1]]
    return [{"at": at, "text": text} for at, text in map(_over, groups)]


def _over(group: list[tuple[float, str]]) -> tuple[float, str]:
    """The middle of some breaks, and the text that stands there."""
    (first, begin), (last, end) = group[0], group[-1]
    between = ", " if len(group) == 2 else "–"
    return (first + last) / 2, begin if len(group) == 1 else begin + between + end


def _touch(left: tuple[float, str], right: tuple[float, str], axes: Axes) -> bool:
    room = (width(left[1], axes.size.font) + width(right[1], axes.size.font)) / 2 + APART
    return axes.across(right[0]) - axes.across(left[0]) < room


def missing_symbols(data: Trend, axes: Axes) -> list[Row]:
    """The symbol of each run of periods without a figure, over the axis, in as many rows as fit."""
    runs: list[tuple[int, int, str]] = []
    for at, symbol in data.missing:
        if runs and runs[-1][1:] == (at - 1, symbol):
            runs[-1] = (runs[-1][0], at, symbol)
        else:
            runs.append((at, at, symbol))
    rows: list[Row] = []
    ends: list[float] = []
    for first, last, symbol in runs:
        half = width(f"[{symbol}]", axes.size.font) / 2
        middle = min(max(axes.across((first + last) / 2), half), axes.size.width - half)
        level = next((i for i, end in enumerate(ends) if middle - half > end), len(ends))
        ends[level : level + 1] = [middle + half + APART]
        rows.append(
            {
                "at": middle / axes.size.width * axes.last,
                "from": first - 0.3,
                "to": last + 0.3,
                "value": axes.low + level * axes.size.font * LINE * axes.unit,
                "text": f"[{symbol}]",
            }
        )
    return rows


def earlier_targets(data: Trend, axes: Axes) -> list[Row]:
    """Names over the targets that end before the last period: they have none at the right."""
    rows: list[Row] = []
    for first, end, value in data.targets:
        if end == axes.last:
            continue
        text = f"Target {written(value, data.measure)}"
        begins = max(0.0, axes.across(first - 0.5))
        fits = begins + width(text, axes.size.font) <= axes.size.width
        rows.append(
            {
                "at": max(0.0, first - 0.5) if fits else min(float(axes.last), end + 0.5),
                "value": float(value),
                "text": text,
                "align": "left" if fits else "right",
            }
        )
    return rows


def style_of(line: Line) -> str:
    """The name of a line's style."""
    return "council" if line.comparator is None else line.comparator.style


def names_of_lines(data: Trend, axes: Axes, area_name: str) -> list[Row]:
    """A name at the end of each line and target, moved apart where they would touch.

    Args:
        data: what the chart shows.
        axes: its axes.
        area_name: the name of the council's own line.
    """
    ends: list[tuple[float, str, str]] = [
        (
            float([v for v in line.values if v is not None][-1]),
            style_of(line),
            _name(line, axes.size.short_labels, area_name),
        )
        for line in data.lines
    ]
    ends += [
        (float(value), "target", f"Target {written(value, data.measure)}")
        for _, end, value in data.targets
        if end == len(data.periods) - 1
    ]
    ends.sort()
    pitch = axes.size.font * LINE * axes.unit
    places: list[float] = []
    for value, _, _ in ends:
        places.append(max(value, places[-1] + pitch) if places else value)
    # Back down from the top of the plot, moving only the names that are in the way.
    ceiling = axes.high
    for number in reversed(range(len(places))):
        places[number] = min(places[number], ceiling)
        ceiling = places[number] - pitch
    return [
        {
            "at": len(data.periods) - 1,
            "value": place,
            "text": text,
            "colour": STYLES[who].colour,
            "width": STYLES[who].width,
            "dash": list(STYLES[who].dash),
        }
        for place, (_, who, text) in zip(places, ends, strict=True)
    ]


def _name(line: Line, short: bool, area_name: str) -> str:
    if line.comparator is None:
        return area_name
    return line.comparator.short_label if short else line.comparator.label


def _domain(data: Trend) -> tuple[float, float]:
    """Bounds of the value axis: from zero where that does not flatten the lines."""
    shown = [*(line.values for line in data.lines), *(thin.values for thin in data.thin)]
    values = [float(value) for line in shown for value in line if value is not None]
    values += [float(value) for _, _, value in data.targets]
    low, high = min(values), max(values)
    least = (high - low) or max(abs(high), 1) * 0.1
    bounds = [bound for one in data.band if one is not None for bound in (one.low, one.high)]
    widest = min([low, *bounds]), max([high, *bounds])
    if widest[1] - widest[0] <= LONGEST_BAND * least:
        low, high = widest
    room = (high - low) * ROOM or least
    top = high + room
    if data.measure.is_share and high <= 100:
        top = min(top, 100.0)
    bottom = 0.0 if 0 <= low < FROM_ZERO * high or low == 0 else low - room
    return bottom, top
