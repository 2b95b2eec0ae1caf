"""Turns the figures of an indicator into Altair charts.

Knows nothing about files, pages or rendering: figures in, a specification out. Each kind of chart
is built with Altair once for each size, without data; a chart is that design with its own rows and
parameters. Colours are names of CSS variables, so that one drawing serves light, dark and print.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import altair as alt

from build_scripts.comparisons import Standing
from build_scripts.metadata import Measure
from build_scripts.narrative import with_unit
from build_scripts.trends import Trend

Spec = dict[str, object]
Row = dict[str, object]
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
INK, SOFT_INK, GRID = "var(--chart-ink)", "var(--chart-soft-ink)", "var(--chart-grid)"
COUNCIL, QUIET, PAGE = "var(--chart-council)", "var(--chart-quiet)", "var(--chart-page)"
OTHERS = "var(--chart-neighbours)"


@dataclass(frozen=True)
class Style:
    """How one line is drawn. Dashes and shapes differ, so that colour is never the only cue."""

    colour: str
    dash: tuple[int, ...]
    width: float
    shape: str


STYLES = {
    "neighbour": Style(QUIET, (1, 0), 1, "circle"),
    "neighbours": Style(OTHERS, (1, 3), 2, "triangle-up"),
    "region": Style("var(--chart-region)", (2, 2), 2, "square"),
    "country": Style("var(--chart-country)", (7, 3), 2, "diamond"),
    "council": Style(COUNCIL, (1, 0), 3.5, "circle"),
}


@dataclass(frozen=True)
class Size:
    """A plot's size in pixels, without axes and labels, and the size of its text."""

    width: int
    height: int
    font: int
    short_labels: bool


# The same chart twice: at the width of the text, and for a phone, where scaling the wide one
# down would leave text of five pixels.
WIDE = Size(width=500, height=290, font=13, short_labels=False)
NARROW = Size(width=150, height=210, font=12, short_labels=True)
SPARK = Size(width=120, height=28, font=10, short_labels=True)
# Room a direct label needs so that it does not touch the next, in heights of its text.
LABEL_PITCH = 1.25
# Width of a period's name on the axis, in heights of its text.
PERIOD_WIDTH = 5


def trend_spec(data: Trend, size: Size) -> Spec:
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
        _trend_design(size, data.measure.unit == "percent"),
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


def spark_spec(data: Trend) -> Spec:
    """A line the size of a word: the council's figures, or the country's where it has none."""
    line = data.lines[-1]
    rows = _points(line.values, data.breaks, line.who)
    values = [float(value) for value in line.values if value is not None]
    room = (max(values) - min(values)) * 0.1 or 1
    return _filled(
        _spark_design(),
        rows={"lines": rows, "dots": [*_alone(rows), rows[-1]]},
        parameters={
            "low": min(values) - room,
            "high": max(values) + room,
            "last": max(1, len(data.periods) - 1),
        },
    )


def bars_spec(standing: Standing, measure: Measure, area_name: str, size: Size) -> Spec | None:
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
    spec = _filled(_bars_design(size), rows={"bars": rows}, parameters={})
    return spec | {"height": 34 * len(rows)}


def _filled(design: Spec, rows: dict[str, list[Row]], parameters: dict[str, object]) -> Spec:
    """A design with its rows and parameters; layers without rows stay empty."""
    spec = deepcopy(design)
    spec["datasets"] = rows
    spec["params"] = [{"name": name, "value": value} for name, value in parameters.items()]
    return spec


def _expr(text: str) -> alt.ExprRef:
    return alt.ExprRef(text)


@cache
def _trend_design(size: Size, percent: bool) -> Spec:
    x = alt.X(
        "at:Q",
        scale=alt.Scale(domain=[0, _expr("last")], nice=False),
        axis=alt.Axis(
            values=_expr("named"),
            labelExpr="names[datum.value]",
            title=None,
            grid=False,
            labelFlush=False,
            labelOverlap=False,
            tickColor=SOFT_INK,
            domainColor=SOFT_INK,
        ),
    )
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[_expr("low"), _expr("high")], nice=False, zero=False),
        axis=alt.Axis(
            title=None,
            tickCount=5,
            domain=False,
            ticks=False,
            gridColor=GRID,
            labelExpr="format(datum.value, ',~g')" + (" + '%'" if percent else ""),
        ),
    )
    layers = [
        _named("breaks").mark_rule(strokeDash=[3, 4], color=SOFT_INK).encode(x=x),
        _lines().encode(x=x, y=y),
        _dots(42).encode(x=x, y=y),
        _named("missing")
        .mark_text(dy=-7, fontSize=size.font - 1, color=COUNCIL)
        .encode(x=x, y=y, text="text:N"),
        # A sample of the line stands before its name: the name may have moved away from the line.
        _named("labels")
        .mark_rule(xOffset=8, x2Offset=28)
        .encode(
            x=x,
            y=y,
            x2="at",
            stroke=alt.Stroke("colour:N", scale=None, legend=None),
            strokeWidth=alt.StrokeWidth("width:N", scale=None, legend=None),
            strokeDash=alt.StrokeDash("dash:N", scale=None, legend=None),
        ),
        _named("labels")
        .mark_text(align="left", dx=33, fontSize=size.font, color=INK)
        .encode(x=x, y=y, text="text:N"),
    ]
    # On the right a reserve, because a reader's font may be wider than the one measured with.
    padding = {"left": 4, "top": 8, "right": 24, "bottom": 4}
    return _designed(alt.layer(*layers), size, padding)


@cache
def _spark_design() -> Spec:
    x = alt.X("at:Q", axis=None, scale=alt.Scale(domain=[0, _expr("last")], nice=False))
    y = alt.Y(
        "value:Q", axis=None, scale=alt.Scale(domain=[_expr("low"), _expr("high")], nice=False)
    )
    layers = alt.layer(_lines(thin=True).encode(x=x, y=y), _dots(26).encode(x=x, y=y))
    return _designed(layers, SPARK, {"left": 4, "top": 4, "right": 4, "bottom": 4})


@cache
def _bars_design(size: Size) -> Spec:
    base = _named("bars").encode(
        y=alt.Y("name:N", sort=None, axis=alt.Axis(title=None, ticks=False, labelLimit=size.width)),
        x=alt.X("value:Q", scale=alt.Scale(zero=True), axis=None),
    )
    bars = base.mark_bar(height=20).encode(color=alt.Color("colour:N", scale=None, legend=None))
    texts = base.mark_text(align="left", dx=5, fontSize=size.font, color=INK).encode(text="text:N")
    return _designed(alt.layer(bars, texts), size, {"left": 4, "top": 4, "right": 24, "bottom": 4})


def _named(rows: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name=rows))


def _lines(thin: bool = False) -> alt.Chart:
    mark = _named("lines").mark_line(strokeWidth=2) if thin else _named("lines").mark_line()
    stroke = alt.Stroke("colour:N", scale=None, legend=None)
    encoded: alt.Chart = mark.encode(detail="piece:N", stroke=stroke)
    if thin:
        return encoded
    styled: alt.Chart = encoded.encode(
        strokeWidth=alt.StrokeWidth("width:N", scale=None, legend=None),
        strokeDash=alt.StrokeDash("dash:N", scale=None, legend=None),
    )
    return styled


def _dots(area: int) -> alt.Chart:
    mark = _named("dots").mark_point(filled=True, size=area, opacity=1, stroke=PAGE)
    encoded: alt.Chart = mark.encode(
        fill=alt.Fill("colour:N", scale=None, legend=None),
        shape=alt.Shape("shape:N", scale=None, legend=None),
    )
    return encoded


def _designed(chart: alt.LayerChart | alt.FacetChart, size: Size, padding: dict[str, int]) -> Spec:
    designed = chart.properties(width=size.width, height=size.height, padding=padding).configure(
        aria=False,  # the SVG as a whole has a name and a description
        background="transparent",
        font=FONT,
        axis=alt.AxisConfig(labelColor=INK, labelFontSize=size.font, titleColor=INK),
        view=alt.ViewConfig(stroke=None),
    )
    return dict(designed.to_dict())


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
    overshoot = max(0.0, places[-1] - high) if places else 0.0
    return [
        {
            "at": len(data.periods) - 1,
            "value": place - overshoot,
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
