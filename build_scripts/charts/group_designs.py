"""The looks of charts of many: all councils, and the groups of a breakdown. Without data."""

from __future__ import annotations

from typing import Any

import altair as alt

from build_scripts.charts.design_parts import designed, expr, named, texts, written
from build_scripts.charts.styles import BAR_HEIGHT, DIAMOND, INK, SOFT_INK, Size, Spec


def councils(size: Size, percent: bool) -> Spec:
    """All councils as dots at a size; places up and down are pixels above the axis."""
    x = alt.X(
        "value:Q",
        scale=alt.Scale(domain=[expr("low"), expr("high")], nice=False, zero=False),
        axis=alt.Axis(
            title=None,
            grid=False,
            tickCount=size.full // 64,
            labelFlush=False,
            labelExpr=written("datum.value", percent),
            tickColor=SOFT_INK,
            domainColor=SOFT_INK,
        ),
    )
    y = alt.Y("up:Q", axis=None, scale=alt.Scale(domain=[0, expr("height")], nice=False))
    fill = alt.Fill("colour:N", scale=None, legend=None)
    align = expr("datum.align")
    layers = [
        named("dots")
        .mark_point(opacity=1, stroke=None)
        .encode(
            x=x,
            y=y,
            fill=fill,
            shape=alt.Shape("shape:N", scale=None, legend=None),
            size=alt.Size("area:Q", scale=None, legend=None),
        ),
        named("rules")
        .mark_rule()
        .encode(
            x=x,
            y=y,
            y2="to",
            stroke=alt.Stroke("colour:N", scale=None, legend=None),
            strokeWidth=alt.StrokeWidth("width:N", scale=None, legend=None),
            strokeDash=alt.StrokeDash("dash:N", scale=None, legend=None),
        ),
        *texts("names", x, y, size, align=align, color=INK),
        named("units")
        .mark_text(align="right", baseline="top", dy=24, fontSize=size.font, color=INK)
        .encode(x=alt.value(size.full), y=alt.value(expr("height")), text="text:N"),
    ]
    padding = {"left": 2, "top": 4, "right": size.reserve, "bottom": 4}
    return designed(alt.layer(*layers), size, padding).copy() | {"width": size.full}


def groups(size: Size) -> Spec:
    """A bar for each group, its name above it; places up and down are pixels from the top."""
    x = alt.X(
        "value:Q",
        axis=None,
        scale=alt.Scale(
            domain=[expr("low"), expr("high")], range=[0, expr("reach")], nice=False, zero=False
        ),
    )
    y = alt.Y("down:Q", axis=None, scale=alt.Scale(domain=[expr("height"), 0], nice=False))
    fill = alt.Fill("colour:N", scale=None, legend=None)
    across = alt.X(
        "across:Q",
        axis=None,
        scale=alt.Scale(domain=[0, size.full], range=[0, size.full], nice=False),
    )
    text: dict[str, Any] = {"align": "left", "fontSize": size.font, "color": INK}
    layers = [
        named("bars")
        .mark_bar(orient="horizontal", height=BAR_HEIGHT)
        .encode(x=x, x2=alt.datum(0), y=y, fill=fill),
        named("zero").mark_rule(color=SOFT_INK).encode(x=x, y=y, y2="to"),
        named("diamonds")
        .mark_rule(strokeWidth=2)
        .encode(x=x, x2=alt.datum(0), y=y, stroke=alt.Stroke("colour:N", scale=None, legend=None)),
        named("diamonds")
        .mark_point(opacity=1, shape="diamond", size=DIAMOND**2, stroke=None)
        .encode(x=x, y=y, fill=fill),
        named("names").mark_text(**text).encode(x=alt.value(0), y=y, text="text:N"),
    ]
    texts = [
        named("values").mark_text(**text, fontWeight=600).encode(x=across, y=y, text="text:N"),
        named("without").mark_text(**text).encode(x=across, y=y, text="text:N"),
    ]
    both = alt.layer(alt.layer(*layers), alt.layer(*texts)).resolve_scale(x="independent")
    return designed(both, size, {"left": 1, "top": 4, "right": 4, "bottom": 4})
