"""What the designs of charts are put together from: data by name, texts, axes, the whole."""

from __future__ import annotations

from typing import Any, TypeVar

import altair as alt

from build_scripts.charts.styles import FONT, INK, PAGE, Size, Spec

Channel = TypeVar("Channel", alt.X, alt.Y)


def expr(text: str) -> alt.ExprRef:
    """A value that is worked out when the chart is drawn, from its parameters or its rows."""
    return alt.ExprRef(text)


def named(rows: str) -> alt.Chart:
    """A layer that draws the rows of this name."""
    return alt.Chart(alt.NamedData(name=rows))


def column(channel: Channel, field: str) -> Channel:
    """The same channel, with its scale and axis, for another column of numbers."""
    copied = channel.copy(deep=False)
    copied.shorthand = f"{field}:Q"
    return copied


def written(value: str, percent: bool) -> str:
    """The expression that writes a number on an axis."""
    return f"format({value}, ',~g')" + (" + '%'" if percent else "")


def texts(
    rows: str,
    x: alt.X,
    y: alt.Y,
    size: Size,
    **looks: Any,  # noqa: ANN401  whatever a mark of text takes
) -> list[alt.Chart]:
    """Texts that may stand on lines: beneath each its own outline in the colour of the page."""
    outline = looks | {"stroke": PAGE, "strokeWidth": 4, "color": PAGE}
    return [
        named(rows).mark_text(fontSize=size.font, **kind).encode(x=x, y=y, text="text:N")
        for kind in (outline, looks)
    ]


def designed(chart: alt.LayerChart | alt.FacetChart, size: Size, padding: dict[str, int]) -> Spec:
    """A finished design as a dictionary, without data."""
    designed = chart.properties(width=size.width, height=size.height, padding=padding).configure(
        aria=False,  # the SVG as a whole has a name and a description
        background="transparent",
        font=FONT,
        axis=alt.AxisConfig(labelColor=INK, labelFontSize=size.font, titleColor=INK),
        view=alt.ViewConfig(stroke=None),
    )
    return dict(designed.to_dict())
