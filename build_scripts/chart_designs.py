"""The looks of each kind of chart, built with Altair, without data."""

from __future__ import annotations

import altair as alt

from build_scripts.chart_styles import (
    COUNCIL,
    FONT,
    GRID,
    INK,
    NARROW,
    PAGE,
    SOFT_INK,
    SPARK,
    WIDE,
    Size,
    Spec,
)


def all_designs() -> dict[str, Spec]:
    """Every design by its name, as `charts` asks for it."""
    designs = {"spark": spark()}
    for size in (WIDE, NARROW):
        designs[f"bars {size.width}"] = bars(size)
        for percent in (False, True):
            designs[f"trend {size.width} {'percent' if percent else 'number'}"] = trend(
                size, percent
            )
    return designs


def _expr(text: str) -> alt.ExprRef:
    return alt.ExprRef(text)


def trend(size: Size, percent: bool) -> Spec:
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
            gridColor=GRID,
            labelExpr="format(datum.value, ',~g')" + (" + '%'" if percent else ""),
        ),
    )
    layers = [
        _named("breaks").mark_rule(strokeDash=[3, 4], color=SOFT_INK).encode(x=x),
        _lines().encode(x=x, y=y),
        _dots(42).encode(x=x, y=y),
        _named("missing")
        .mark_text(dy=-14, fontSize=size.font - 1, color=COUNCIL)
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


def spark() -> Spec:
    """A line the size of a word."""
    x = alt.X("at:Q", axis=None, scale=alt.Scale(domain=[0, _expr("last")], nice=False))
    y = alt.Y(
        "value:Q", axis=None, scale=alt.Scale(domain=[_expr("low"), _expr("high")], nice=False)
    )
    layers = alt.layer(_lines(thin=True).encode(x=x, y=y), _dots(26).encode(x=x, y=y))
    return _designed(layers, SPARK, {"left": 4, "top": 4, "right": 4, "bottom": 4})


def bars(size: Size) -> Spec:
    """Bars for the latest figures."""
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
