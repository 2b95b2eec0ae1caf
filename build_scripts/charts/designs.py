"""The looks of every kind of chart, built with Altair once for each size, without data.

A design names the tables of its rows and its parameters; whoever fills them in (`trend`, `groups`)
need not load Altair. The parts that designs are put together from stand at the end.
"""

from __future__ import annotations

from typing import Any, TypeVar

import altair as alt

from build_scripts.charts.styles import (
    BAND,
    BAR_HEIGHT,
    COUNCIL,
    DIAMOND,
    EDGE,
    FONT,
    GRID,
    GROUPS,
    INK,
    NARROW,
    PAGE,
    SOFT_INK,
    SPARK,
    STYLES,
    WIDE,
    Size,
    Spec,
)

Channel = TypeVar("Channel", alt.X, alt.Y)


def all_designs() -> dict[str, Spec]:
    """Every design by its name, as `charts` and `group_charts` ask for it."""
    designs = {"spark": spark_design(), f"groups {GROUPS.width}": groups_design(GROUPS)}
    for size in (WIDE, NARROW):
        designs[f"bars {size.width}"] = bars_design(size)
        for percent in (False, True):
            unit = "percent" if percent else "number"
            designs[f"trend {size.width} {unit}"] = trend_design(size, percent)
            designs[f"councils {size.width} {unit}"] = councils_design(size, percent)
    return designs


def trend_design(size: Size, percent: bool) -> Spec:
    """The trend chart at a size."""
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
            labelPadding=6,  # half a dot of the first period, and a little more
            gridColor=GRID,
            labelExpr=_axis_number("datum.value", percent),
        ),
    )
    # The first layer has the axes, so that the grid lies beneath everything.
    layers = [
        _named("breaks").mark_rule(strokeDash=[3, 4], color=SOFT_INK).encode(x=x),
        _named("exceptional")
        .mark_rect(color=GRID, opacity=1, clip=True)
        .encode(x=_column(x, "from"), x2="to"),
        *_certainty(x, y),
        _named("targets")
        .mark_rule(
            clip=True,
            color=STYLES["target"].colour,
            strokeWidth=STYLES["target"].width,
            strokeDash=list(STYLES["target"].dash),
        )
        .encode(x=_column(x, "from"), x2="to", y=y),
        _lines().encode(x=x, y=y),
        _dots().encode(x=x, y=y),
        *_texts("earlier", x, y, size, align=_expr("datum.align"), dy=-8, color=INK),
        _named("letters")
        .mark_text(dy=-9, fontSize=size.font, fontWeight="bold", color=INK)
        .encode(x=x, y=alt.value(0), text="text:N"),
        *_texts("missing", x, y, size, dy=-13, color=COUNCIL),
        _named("missing")
        .mark_rule(yOffset=-2, y2Offset=-2, strokeWidth=3, color=COUNCIL, clip=True)
        .encode(x=_column(x, "from"), x2="to", y=alt.value(size.height)),
        *_line_names(x, y, size),
    ]
    padding = {"left": 2, "top": 4, "right": size.reserve, "bottom": 2}
    return _designed(alt.layer(*layers), size, padding)


def _certainty(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The intervals of the council's figures: a band, and a rule where a figure stands alone."""
    low = _column(y, "low")
    return [
        _named("band")
        .mark_area(color=BAND, opacity=1, stroke=EDGE, strokeWidth=0.7, clip=True)
        .encode(x=x, y=low, y2="high", detail="piece:N"),
        _named("whiskers").mark_rule(color=EDGE, strokeWidth=2).encode(x=x, y=low, y2="high"),
    ]


def _line_names(x: alt.X, y: alt.Y, size: Size) -> list[alt.Chart]:
    """Names at the ends of lines, each after a sample of its line: it may have had to move away."""
    return [
        _named("labels")
        .mark_rule(xOffset=8, x2Offset=8 + size.sample)
        .encode(
            x=x,
            y=y,
            x2="at",
            stroke=alt.Stroke("colour:N", scale=None, legend=None),
            strokeWidth=alt.StrokeWidth("width:N", scale=None, legend=None),
            strokeDash=alt.StrokeDash("dash:N", scale=None, legend=None),
        ),
        _named("labels")
        .mark_text(align="left", dx=8 + size.sample + 4, fontSize=size.font, color=INK)
        .encode(x=x, y=y, text="text:N"),
    ]


def spark_design() -> Spec:
    """A line the size of a word."""
    x = alt.X("at:Q", axis=None, scale=alt.Scale(domain=[0, _expr("last")], nice=False))
    y = alt.Y(
        "value:Q", axis=None, scale=alt.Scale(domain=[_expr("low"), _expr("high")], nice=False)
    )
    layers = alt.layer(_lines(thin=True).encode(x=x, y=y), _dots(26).encode(x=x, y=y))
    return _designed(layers, SPARK, {"left": 4, "top": 4, "right": 4, "bottom": 4})


def bars_design(size: Size) -> Spec:
    """Bars for the latest figures, each with its name above it."""
    base = _named("bars").encode(
        y=alt.Y("name:N", sort=None, axis=None),
        x=alt.X("value:Q", scale=alt.Scale(zero=True), axis=None),
    )
    text: dict[str, Any] = {"align": "left", "fontSize": size.font, "color": INK}
    layers = [
        base.mark_bar(height=BAR_HEIGHT, yOffset=BAR_HEIGHT / 2).encode(
            color=alt.Color("colour:N", scale=None, legend=None)
        ),
        base.mark_text(**text, dy=-BAR_HEIGHT * 0.8).encode(x=alt.value(0), text="name:N"),
        base.mark_text(**text, dx=5, dy=BAR_HEIGHT / 2).encode(text="text:N"),
    ]
    padding = {"left": 1, "top": 4, "right": size.reserve, "bottom": 4}
    return _designed(alt.layer(*layers), size, padding)


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


def _dots(area: int = 0) -> alt.Chart:
    encoded: alt.Chart = (
        _named("dots")
        .mark_point(opacity=1, strokeWidth=1.5)
        .encode(
            fill=alt.Fill("fill:N", scale=None, legend=None),
            stroke=alt.Stroke("stroke:N", scale=None, legend=None),
            shape=alt.Shape("shape:N", scale=None, legend=None),
            size=alt.value(area) if area else alt.Size("area:Q", scale=None, legend=None),
        )
    )
    return encoded


def councils_design(size: Size, percent: bool) -> Spec:
    """All councils as dots at a size; places up and down are pixels above the axis."""
    x = alt.X(
        "value:Q",
        scale=alt.Scale(domain=[_expr("low"), _expr("high")], nice=False, zero=False),
        axis=alt.Axis(
            title=None,
            grid=False,
            tickCount=size.full // 64,
            labelFlush=False,
            labelExpr=_axis_number("datum.value", percent),
            tickColor=SOFT_INK,
            domainColor=SOFT_INK,
        ),
    )
    y = alt.Y("up:Q", axis=None, scale=alt.Scale(domain=[0, _expr("height")], nice=False))
    fill = alt.Fill("colour:N", scale=None, legend=None)
    align = _expr("datum.align")
    layers = [
        _named("dots")
        .mark_point(opacity=1, stroke=None)
        .encode(
            x=x,
            y=y,
            fill=fill,
            shape=alt.Shape("shape:N", scale=None, legend=None),
            size=alt.Size("area:Q", scale=None, legend=None),
        ),
        _named("rules")
        .mark_rule()
        .encode(
            x=x,
            y=y,
            y2="to",
            stroke=alt.Stroke("colour:N", scale=None, legend=None),
            strokeWidth=alt.StrokeWidth("width:N", scale=None, legend=None),
            strokeDash=alt.StrokeDash("dash:N", scale=None, legend=None),
        ),
        *_texts("names", x, y, size, align=align, color=INK),
        _named("units")
        .mark_text(align="right", baseline="top", dy=24, fontSize=size.font, color=INK)
        .encode(x=alt.value(size.full), y=alt.value(_expr("height")), text="text:N"),
    ]
    padding = {"left": 2, "top": 4, "right": size.reserve, "bottom": 4}
    return _designed(alt.layer(*layers), size, padding).copy() | {"width": size.full}


def groups_design(size: Size) -> Spec:
    """A bar for each group, its name above it; places up and down are pixels from the top."""
    x = alt.X(
        "value:Q",
        axis=None,
        scale=alt.Scale(
            domain=[_expr("low"), _expr("high")], range=[0, _expr("reach")], nice=False, zero=False
        ),
    )
    y = alt.Y("down:Q", axis=None, scale=alt.Scale(domain=[_expr("height"), 0], nice=False))
    fill = alt.Fill("colour:N", scale=None, legend=None)
    across = alt.X(
        "across:Q",
        axis=None,
        scale=alt.Scale(domain=[0, size.full], range=[0, size.full], nice=False),
    )
    text: dict[str, Any] = {"align": "left", "fontSize": size.font, "color": INK}
    layers = [
        _named("bars")
        .mark_bar(orient="horizontal", height=BAR_HEIGHT)
        .encode(x=x, x2=alt.datum(0), y=y, fill=fill),
        _named("zero").mark_rule(color=SOFT_INK).encode(x=x, y=y, y2="to"),
        _named("diamonds")
        .mark_rule(strokeWidth=2)
        .encode(x=x, x2=alt.datum(0), y=y, stroke=alt.Stroke("colour:N", scale=None, legend=None)),
        _named("diamonds")
        .mark_point(opacity=1, shape="diamond", size=DIAMOND**2, stroke=None)
        .encode(x=x, y=y, fill=fill),
        _named("names").mark_text(**text).encode(x=alt.value(0), y=y, text="text:N"),
    ]
    texts = [
        _named("values").mark_text(**text, fontWeight=600).encode(x=across, y=y, text="text:N"),
        _named("without").mark_text(**text).encode(x=across, y=y, text="text:N"),
    ]
    both = alt.layer(alt.layer(*layers), alt.layer(*texts)).resolve_scale(x="independent")
    return _designed(both, size, {"left": 1, "top": 4, "right": 4, "bottom": 4})


def _expr(text: str) -> alt.ExprRef:
    """A value that is worked out when the chart is drawn, from its parameters or its rows."""
    return alt.ExprRef(text)


def _named(rows: str) -> alt.Chart:
    """A layer that draws the rows of this name."""
    return alt.Chart(alt.NamedData(name=rows))


def _column(channel: Channel, field: str) -> Channel:
    """The same channel, with its scale and axis, for another column of numbers."""
    copied = channel.copy(deep=False)
    copied.shorthand = f"{field}:Q"
    return copied


def _axis_number(value: str, percent: bool) -> str:
    """The expression that writes a number on an axis."""
    return f"format({value}, ',~g')" + (" + '%'" if percent else "")


def _texts(
    rows: str,
    x: alt.X,
    y: alt.Y,
    size: Size,
    **looks: Any,  # noqa: ANN401  whatever a mark of text takes
) -> list[alt.Chart]:
    """Texts that may stand on lines: beneath each its own outline in the colour of the page."""
    outline = looks | {"stroke": PAGE, "strokeWidth": 4, "color": PAGE}
    return [
        _named(rows).mark_text(fontSize=size.font, **kind).encode(x=x, y=y, text="text:N")
        for kind in (outline, looks)
    ]


def _designed(chart: alt.LayerChart | alt.FacetChart, size: Size, padding: dict[str, int]) -> Spec:
    """A finished design as a dictionary, without data."""
    designed = chart.properties(width=size.width, height=size.height, padding=padding).configure(
        aria=False,  # the SVG as a whole has a name and a description
        background="transparent",
        font=FONT,
        axis=alt.AxisConfig(labelColor=INK, labelFontSize=size.font, titleColor=INK),
        view=alt.ViewConfig(stroke=None),
    )
    return dict(designed.to_dict())
