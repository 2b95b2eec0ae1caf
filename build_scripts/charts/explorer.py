"""The files behind the chart a reader may explore: a drawing library and one specification.

The specification is a trend chart without data, built with Altair and compiled once to Vega, so
that a browser needs neither Altair nor Vega-Lite. `site_src/assets/explore/explore.js` fills it
with the rows of a published CSV. Which lines there are, and what is said of them, is left to that
script; where the files are kept and written, to the pipeline. Loads Altair only when asked.

The script finds what it needs to know of an indicator in attributes of `<div class="explore">`:

    data-csv          address of the published CSV
    data-measure      the measure that is drawn
    data-council, data-region, data-country     codes of areas
    data-neighbours   codes, with commas between them
    data-periods      every period of the axis, gaps included, with commas between them
    data-breaks       the periods with which a new series begins, with commas between them
    data-apart        the periods that are not comparable with any others, with commas between them
    data-unit         percent or number
    data-unit-words   the unit as words that follow a number
    data-decimals     how many are shown
    data-symbols      what each symbol means, as JSON: {"c": "withheld to protect confidentiality"}
    data-title        what the chart is called
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from build_scripts.charts import render
from build_scripts.charts.styles import COUNCIL, GRID, INK, PAGE, SOFT_INK, STYLES, Spec, Style

if TYPE_CHECKING:
    import altair as alt

# The reader's own letters, as on the rest of the page: their browser measures the text itself.
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
# The lines a reader may choose; those of `charts` that are left out are worked out, not published.
CHOSEN = ("council", "region", "country", "neighbour")
# The councils a reader adds, in the order they are added: no two differ by colour alone.
ADDED = (
    Style("var(--chart-added-1)", (12, 4), 2.5, "triangle-down"),
    Style("var(--chart-added-2)", (8, 3, 1, 3), 2.5, "cross"),
    Style("var(--chart-added-3)", (1, 3), 2.5, "triangle-right"),
    Style("var(--chart-added-4)", (12, 2, 2, 2, 2, 2), 2.5, "triangle-left"),
)
# Pixels. The width is a beginning: the script gives the chart the width of its place.
WIDTH, HEIGHT, TEXT = 600, 320, 13
# Areas in square pixels: of points that carry their line, of points that stand where a line has
# only one, and of the ring round the point that is being read.
POINT, ALONE, RING = 80, 30, 300


def files() -> dict[str, bytes]:
    """The files to be published, by their path.

    The same for every indicator and every build with the same libraries.

    Raises:
        RuntimeError: the installed vl-convert has no library as it is asked for.
    """
    return {
        "assets/explore/chart-library.js": render.chart_library().encode("utf-8"),
        "assets/explore/trend.vg.json": _specification(),
    }


def _specification() -> bytes:
    spec = render.to_vega(design())
    del spec["$schema"]  # an address of somebody else's, and nothing here asks for it
    # Vega leaves `usermeta` alone: it tells the script how lines look, so that one place says it.
    spec["usermeta"] = {
        "styles": {
            who: asdict(STYLES[who]) | {"size": POINT if who == "council" else ALONE}
            for who in CHOSEN
        },
        "added": [asdict(style) | {"size": POINT} for style in ADDED],
        "text": TEXT,
    }
    return json.dumps(spec, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def design() -> Spec:
    """The interactive trend chart as a Vega-Lite specification without rows.

    Its tables are `breaks`; `quiet`, `lines` and `own`, the points of lines from the lowest to the
    uppermost; `dots`, `missing` and `labels`; and `reading`, the point that is being read, or
    nothing. What their rows hold is what `figures.js` puts in them.
    """
    import altair as alt

    x = alt.X(
        "at:Q",
        scale=alt.Scale(domain=[0, alt.ExprRef("last")], nice=False),
        axis=alt.Axis(
            values=alt.ExprRef("named"),
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
        scale=alt.Scale(domain=[alt.ExprRef("low"), alt.ExprRef("high")], nice=False, zero=False),
        axis=alt.Axis(
            title=None,
            tickCount=5,
            domain=False,
            ticks=False,
            gridColor=GRID,
            labelExpr="format(datum.value, ',~g') + suffix",
        ),
    )
    chart = alt.layer(*_lines(x, y), *_labels(x, y), *_reading(x, y))
    parameters = {
        "low": 0,
        "high": 1,
        "last": 1,
        "names": [],
        "named": [],
        "suffix": "",
        "room": WIDTH,
    }
    sized = chart.properties(
        width=WIDTH,
        height=HEIGHT,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        padding={"left": 4, "top": 10, "right": 8, "bottom": 4},
    ).add_params(*(alt.param(name=name, value=value) for name, value in parameters.items()))
    configured = sized.configure(
        aria=False,  # the script says what is read; the drawing itself is hidden from screen readers
        background="transparent",
        font=FONT,
        axis=alt.AxisConfig(labelColor=INK, labelFontSize=TEXT),
        view=alt.ViewConfig(stroke=None),
    )
    return dict(configured.to_dict())


def _rows(name: str, layer: str = "") -> alt.Chart:
    """A layer that draws the rows of a table, named after the table unless it has another name."""
    import altair as alt

    return alt.Chart(alt.NamedData(name=name), name=layer or name)


def _looks(*channels: str) -> dict[str, object]:
    """Channels whose values stand in the rows as they are to be drawn."""
    import altair as alt

    every: dict[str, object] = {
        "stroke": alt.Stroke("colour:N", scale=None, legend=None),
        "strokeWidth": alt.StrokeWidth("width:N", scale=None, legend=None),
        "strokeDash": alt.StrokeDash("dash:N", scale=None, legend=None),
        "fill": alt.Fill("colour:N", scale=None, legend=None),
        "shape": alt.Shape("shape:N", scale=None, legend=None),
        "size": alt.Size("size:Q", scale=None, legend=None),
    }
    return {channel: every[channel] for channel in channels}


def _lines(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Breaks, lines, points, and the symbols that stand where the council has no figure."""
    line = _looks("stroke", "strokeWidth", "strokeDash")
    return [
        _rows("breaks").mark_rule(strokeDash=[3, 4], color=SOFT_INK).encode(x=x),
        # Tables of their own, because a line that is already there stays below one that comes later.
        *(
            _rows(name).mark_line().encode(x=x, y=y, detail="piece:N", **line)
            for name in ("quiet", "lines", "own")
        ),
        _rows("dots")
        .mark_point(filled=True, opacity=1, stroke=PAGE, strokeWidth=1)
        .encode(x=x, y=y, **_looks("fill", "shape", "size")),
        _rows("missing")
        .mark_text(dy=-14, fontSize=TEXT - 1, color=COUNCIL)
        .encode(x=x, y=y, text="text:N"),
    ]


def _labels(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """A sample of each line and its name, to the right of the plot."""
    import altair as alt

    line = _looks("stroke", "strokeWidth", "strokeDash")
    return [
        _rows("labels").mark_rule(xOffset=10, x2Offset=30).encode(x=x, y=y, x2="at", **line),
        _rows("labels", "names")
        .mark_text(align="left", dx=35, fontSize=TEXT, color=INK, limit=alt.ExprRef("room"))
        .encode(x=x, y=y, text="text:N"),
    ]


def _reading(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """An upright line and a ring at the point that is being read."""
    return [
        _rows("reading").mark_rule(color=SOFT_INK).encode(x=x),
        _rows("reading", "ring")
        .mark_point(filled=False, size=RING, opacity=1, stroke=INK, strokeWidth=2)
        .encode(x=x, y=y),
    ]
