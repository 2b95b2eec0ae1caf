"""The looks of charts over time, for lists and side by side, built with Altair, without data.

Those of councils and groups are in `group_designs`; `all_designs` has them all.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from build_scripts.charts.design_parts import column, designed, expr, named, texts, written
from build_scripts.charts.group_designs import councils, groups
from build_scripts.charts.styles import (
    BAND,
    BAR_HEIGHT,
    COUNCIL,
    EDGE,
    GRID,
    GROUPS,
    INK,
    NARROW,
    SOFT_INK,
    SPARK,
    STYLES,
    WIDE,
    Size,
    Spec,
)


def all_designs() -> dict[str, Spec]:
    """Every design by its name, as `charts` and `group_charts` ask for it."""
    designs = {"spark": spark(), f"groups {GROUPS.width}": groups(GROUPS)}
    for size in (WIDE, NARROW):
        designs[f"bars {size.width}"] = bars(size)
        for percent in (False, True):
            unit = "percent" if percent else "number"
            designs[f"trend {size.width} {unit}"] = trend(size, percent)
            designs[f"councils {size.width} {unit}"] = councils(size, percent)
    return designs


def trend(size: Size, percent: bool) -> Spec:
    """The trend chart at a size."""
    x = alt.X(
        "at:Q",
        scale=alt.Scale(domain=[0, expr("last")], nice=False),
        axis=alt.Axis(
            values=expr("named"),
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
        scale=alt.Scale(domain=[expr("low"), expr("high")], nice=False, zero=False),
        axis=alt.Axis(
            title=None,
            tickCount=5,
            domain=False,
            ticks=False,
            labelPadding=6,  # half a dot of the first period, and a little more
            gridColor=GRID,
            labelExpr=written("datum.value", percent),
        ),
    )
    # The first layer has the axes, so that the grid lies beneath everything.
    layers = [
        named("breaks").mark_rule(strokeDash=[3, 4], color=SOFT_INK).encode(x=x),
        *_certainty(x, y),
        named("targets")
        .mark_rule(
            clip=True,
            color=STYLES["target"].colour,
            strokeWidth=STYLES["target"].width,
            strokeDash=list(STYLES["target"].dash),
        )
        .encode(x=column(x, "from"), x2="to", y=y),
        _lines().encode(x=x, y=y),
        _dots().encode(x=x, y=y),
        *texts("earlier", x, y, size, align=expr("datum.align"), dy=-8, color=INK),
        named("letters")
        .mark_text(dy=-9, fontSize=size.font, fontWeight="bold", color=INK)
        .encode(x=x, y=alt.value(0), text="text:N"),
        *texts("missing", x, y, size, dy=-13, color=COUNCIL),
        named("missing")
        .mark_rule(yOffset=-2, y2Offset=-2, strokeWidth=3, color=COUNCIL, clip=True)
        .encode(x=column(x, "from"), x2="to", y=alt.value(size.height)),
        *_line_names(x, y, size),
    ]
    padding = {"left": 2, "top": 4, "right": size.reserve, "bottom": 2}
    return designed(alt.layer(*layers), size, padding)


def _certainty(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The intervals of the council's figures: a band, and a rule where a figure stands alone."""
    low = column(y, "low")
    return [
        named("band")
        .mark_area(color=BAND, opacity=1, stroke=EDGE, strokeWidth=0.7, clip=True)
        .encode(x=x, y=low, y2="high", detail="piece:N"),
        named("whiskers").mark_rule(color=EDGE, strokeWidth=2).encode(x=x, y=low, y2="high"),
    ]


def _line_names(x: alt.X, y: alt.Y, size: Size) -> list[alt.Chart]:
    """Names at the ends of lines, each after a sample of its line: it may have had to move away."""
    return [
        named("labels")
        .mark_rule(xOffset=8, x2Offset=8 + size.sample)
        .encode(
            x=x,
            y=y,
            x2="at",
            stroke=alt.Stroke("colour:N", scale=None, legend=None),
            strokeWidth=alt.StrokeWidth("width:N", scale=None, legend=None),
            strokeDash=alt.StrokeDash("dash:N", scale=None, legend=None),
        ),
        named("labels")
        .mark_text(align="left", dx=8 + size.sample + 4, fontSize=size.font, color=INK)
        .encode(x=x, y=y, text="text:N"),
    ]


def spark() -> Spec:
    """A line the size of a word."""
    x = alt.X("at:Q", axis=None, scale=alt.Scale(domain=[0, expr("last")], nice=False))
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(domain=[expr("low"), expr("high")], nice=False))
    layers = alt.layer(_lines(thin=True).encode(x=x, y=y), _dots(26).encode(x=x, y=y))
    return designed(layers, SPARK, {"left": 4, "top": 4, "right": 4, "bottom": 4})


def bars(size: Size) -> Spec:
    """Bars for the latest figures, each with its name above it."""
    base = named("bars").encode(
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
    return designed(alt.layer(*layers), size, padding)


def _lines(thin: bool = False) -> alt.Chart:
    mark = named("lines").mark_line(strokeWidth=2) if thin else named("lines").mark_line()
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
        named("dots")
        .mark_point(opacity=1, strokeWidth=1.5)
        .encode(
            fill=alt.Fill("fill:N", scale=None, legend=None),
            stroke=alt.Stroke("stroke:N", scale=None, legend=None),
            shape=alt.Shape("shape:N", scale=None, legend=None),
            size=alt.value(area) if area else alt.Size("area:Q", scale=None, legend=None),
        )
    )
    return encoded
