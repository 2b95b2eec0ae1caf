"""Turns the figures of an indicator into Altair charts.

Knows nothing about files, pages or rendering: figures in, a specification out. Each kind of chart
is built with Altair once for each size, without data; a chart is that design with its own rows and
parameters. Colours are names of CSS variables, so that one drawing serves light, dark and print.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from decimal import Decimal

from build_scripts.chart_styles import COUNCIL, OTHERS, STYLES, Size, Spec
from build_scripts.comparisons import Standing
from build_scripts.metadata import Measure
from build_scripts.narrative import with_unit
from build_scripts.trends import Trend

Row = dict[str, object]
# Every design by its name, from `chart_designs`: this module never loads Altair itself.
Designs = Mapping[str, Spec]
# Room a direct label needs so that it does not touch the next, in heights of its text.
LABEL_PITCH = 1.25
# Width of a period's name on the axis, in heights of its text.
PERIOD_WIDTH = 5


def trend_spec(data: Trend, size: Size, designs: Designs) -> Spec:
    """The trend chart as a Vega-Lite specification."""
    low, high = _domain(data)
    last = len(data.periods) - 1
    lines: list[Row] = []
    for number, values in enumerate(data.neighbours):
        lines += _points(values, data.breaks, "neighbour", f"{number}-")
    dots: list[Row] = []
    for line in data.lines:
        rows = _points(line.values, data.breaks, line.who)
        lines += rows
        dots += rows if line.who == "council" else _alone(rows)
    # Every n-th period counted from the newest, so that the newest always has its name.
    step = -(-len(data.periods) // max(2, size.width // (size.font * PERIOD_WIDTH)))
    return _filled(
        designs[f"trend {size.width} {'percent' if data.measure.unit == 'percent' else 'number'}"],
        rows={
            "lines": lines,
            "dots": dots,
            "breaks": [{"at": at - 0.5} for at in data.breaks],
            "missing": [{"at": at, "value": low, "text": f"[{s}]"} for at, s in data.missing],
            "labels": _labels(data, size, low, high),
        },
        parameters={
            "low": low,
            "high": high,
            "last": max(1, last),
            "names": [period.text for period in data.periods],
            "named": sorted(range(last, -1, -step)),
        },
    )


def spark_spec(data: Trend, designs: Designs) -> Spec:
    """A line the size of a word: the council's figures, or the country's where it has none."""
    line = data.lines[-1]
    rows = _points(line.values, data.breaks, line.who)
    values = [float(value) for value in line.values if value is not None]
    room = (max(values) - min(values)) * 0.1 or 1
    return _filled(
        designs["spark"],
        rows={"lines": rows, "dots": [*_alone(rows), rows[-1]]},
        parameters={
            "low": min(values) - room,
            "high": max(values) + room,
            "last": max(1, len(data.periods) - 1),
        },
    )


def bars_spec(
    standing: Standing, measure: Measure, area_name: str, size: Size, designs: Designs
) -> Spec | None:
    """Bars for the latest figures, where there is only one period; None without any figure."""
    points = [*([standing.council] if standing.council else []), *standing.comparators]
    if not points:
        return None
    rows: list[Row] = [
        {
            "name": area_name if point is standing.council else point.name,
            "value": float(point.value),
            "text": with_unit(point.value, measure),
            "colour": COUNCIL if point is standing.council else OTHERS,
        }
        for point in points
    ]
    spec = _filled(designs[f"bars {size.width}"], rows={"bars": rows}, parameters={})
    return spec | {"height": 34 * len(rows)}


def _filled(design: Spec, rows: dict[str, list[Row]], parameters: dict[str, object]) -> Spec:
    """A design with its rows and parameters; layers without rows stay empty."""
    spec = deepcopy(design)
    spec["datasets"] = rows
    spec["params"] = [{"name": name, "value": value} for name, value in parameters.items()]
    return spec


def _points(
    values: tuple[Decimal | None, ...], breaks: tuple[int, ...], who: str, number: str = ""
) -> list[Row]:
    """Rows for a line, in pieces that end at every gap and every break."""
    style = STYLES[who]
    rows: list[Row] = []
    piece = 0
    for at, value in enumerate(values):
        if value is None or at in breaks:
            piece += 1
        if value is not None:
            rows.append(
                {
                    "at": at,
                    "value": float(value),
                    "piece": f"{who}-{number}{piece}",
                    "colour": style.colour,
                    "width": style.width,
                    "dash": list(style.dash),
                    "shape": style.shape,
                }
            )
    return rows


def _alone(rows: list[Row]) -> list[Row]:
    """The points no line reaches: a piece of one."""
    pieces = [row["piece"] for row in rows]
    return [row for row in rows if pieces.count(row["piece"]) == 1]


def _labels(data: Trend, size: Size, low: float, high: float) -> list[Row]:
    """A name at the end of each line, moved apart where they would touch."""
    pitch = size.font * LABEL_PITCH * (high - low) / size.height
    ends = [(float([v for v in line.values if v is not None][-1]), line) for line in data.lines]
    ends.sort(key=lambda end: (end[0], end[1].who))
    places: list[float] = []
    for value, _ in ends:
        places.append(max(value, places[-1] + pitch) if places else value)
    # Back down from the top of the plot, moving only the names that are in the way.
    ceiling = high
    for number in reversed(range(len(places))):
        places[number] = min(places[number], ceiling)
        ceiling = places[number] - pitch
    return [
        {
            "at": len(data.periods) - 1,
            "value": place,
            "text": line.short_label if size.short_labels else line.label,
            "colour": STYLES[line.who].colour,
            "width": STYLES[line.who].width,
            "dash": list(STYLES[line.who].dash),
        }
        for place, (_, line) in zip(places, ends, strict=True)
    ]


def _domain(data: Trend) -> tuple[float, float]:
    """Bounds of the value axis: from zero where that does not flatten the lines."""
    shown = [*(line.values for line in data.lines), *data.neighbours]
    values = [float(value) for line in shown for value in line if value is not None]
    low, high = min(values), max(values)
    room = (high - low) * 0.08 or max(abs(high), 1) * 0.1
    bottom = 0.0 if 0 <= low < 0.5 * high or low == 0 else low - room
    return bottom, high + room
