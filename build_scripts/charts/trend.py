"""Turns the figures of an indicator into Altair charts: over time, for a list, or side by side.

Knows nothing about files, pages or rendering: figures in, a specification out. Each kind of chart
is built with Altair once for each size, without data; a chart is that design with its own rows and
parameters. Charts of councils and of groups are made by `group_charts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import ceil

from build_scripts.charts.styles import (
    BAR_HEIGHT,
    COUNCIL,
    OTHERS,
    PAGE,
    STYLES,
    Designs,
    Row,
    Size,
    Spec,
    filled,
)
from build_scripts.charts.text import WIDER, width
from build_scripts.charts.trend_labels import (
    axes_of,
    break_letters,
    earlier_targets,
    missing_symbols,
    names_of_lines,
    style_of,
)
from build_scripts.model.measure import Measure
from build_scripts.statistics.groups import Bar
from build_scripts.statistics.trends import Trend
from build_scripts.words.numbers import with_unit

# Width of a period's name on the axis, in heights of its text.
PERIOD_WIDTH = 5


def trend_spec(data: Trend, area_name: str, size: Size, designs: Designs) -> Spec:
    """The trend chart as a Vega-Lite specification.

    Args:
        data: what it shows.
        area_name: what the council's own line is called.
        size: how large it is.
        designs: every design, from `chart_designs`.
    """
    last = len(data.periods) - 1
    axes = axes_of(data, size)
    lines: list[Row] = []
    dots: list[Row] = []
    for number, thin in enumerate(data.thin):
        rows = _points(thin.values, data.cuts, thin.members.style, f"{number}-")
        lines += rows
        dots += _dots(_alone(rows))
    for line in data.lines:
        rows = _points(line.values, data.cuts, style_of(line))
        lines += rows
        if line.is_council:
            dots += _dots(rows, hollow=tuple(at for at, _ in data.provisional))
        else:
            dots += _dots(_alone(rows))
    band = _band(data)
    alone = _alone(band)
    # Every n-th period counted from the newest, so that the newest always has its name.
    step = -(-len(data.periods) // max(2, size.width // (size.font * PERIOD_WIDTH)))
    return filled(
        designs[f"trend {size.width} {'percent' if data.measure.is_share else 'number'}"],
        rows={
            "exceptional": [{"from": at - 0.5, "to": at + 0.5} for at in data.exceptional],
            "band": [row for row in band if row not in alone],
            "whiskers": [row | axes.inside(row) for row in alone],
            "lines": lines,
            "dots": dots,
            "breaks": [{"at": at - 0.5} for at in data.breaks],
            "letters": break_letters(data, axes),
            "missing": missing_symbols(data, axes),
            "targets": [
                {"from": first - 0.5, "to": end + 0.5, "value": float(value)}
                for first, end, value in data.targets
            ],
            "earlier": earlier_targets(data, axes),
            "labels": names_of_lines(data, axes, area_name),
        },
        parameters={
            "low": axes.low,
            "high": axes.high,
            "last": axes.last,
            "names": [period.text for period in data.periods],
            "named": sorted(range(last, -1, -step)),
        },
    )


def spark_spec(data: Trend, designs: Designs) -> Spec:
    """A line the size of a word: the council's figures, or the country's where it has none."""
    line = data.lines[-1]
    rows = _points(line.values, data.cuts, style_of(line))
    values = [float(value) for value in line.values if value is not None]
    room = (max(values) - min(values)) * 0.1 or 1
    return filled(
        designs["spark"],
        rows={"lines": rows, "dots": _dots([*_alone(rows), rows[-1]])},
        parameters={
            "low": min(values) - room,
            "high": max(values) + room,
            "last": max(1, len(data.periods) - 1),
        },
    )


def bars_spec(
    bars: Sequence[Bar], measure: Measure, area_name: str, size: Size, designs: Designs
) -> Spec:
    """Bars for the latest figures, where there is only one period.

    Args:
        bars: what it shows, at least one.
        measure: what is measured.
        area_name: what the council's own bar is called.
        size: how large it is.
        designs: every design, from `designs`.
    """
    rows: list[Row] = [
        {
            "name": (area_name if bar.is_council else bar.name)
            + ("" if bar.period == bars[0].period else f" ({bar.period.text})"),
            "value": float(bar.value),
            "text": with_unit(bar.value, measure),
            "colour": COUNCIL if bar.is_council else OTHERS,
        }
        for bar in bars
    ]
    spec = filled(designs[f"bars {size.width}"], rows={"bars": rows}, parameters={})
    values = max(width(str(row["text"]), size.font * WIDER) for row in rows)
    return spec | {"width": size.full - ceil(values), "height": 3 * BAR_HEIGHT * len(rows)}


def _points(
    values: tuple[Decimal | None, ...], cuts: tuple[int, ...], who: str, number: str = ""
) -> list[Row]:
    """Rows for a line, in pieces that end at every gap and every cut."""
    style = STYLES[who]
    return [
        {
            "at": at,
            "value": float(value),
            "piece": f"{who}-{number}{piece}",
            "colour": style.colour,
            "width": style.width,
            "dash": list(style.dash),
            "shape": style.shape,
            "area": style.area,
        }
        for at, (piece, value) in enumerate(_pieces(values, cuts))
        if value is not None
    ]


def _pieces(
    values: tuple[Decimal | None, ...], cuts: tuple[int, ...]
) -> list[tuple[int, Decimal | None]]:
    """Each value with the number of the piece it is in: another after every gap and cut."""
    piece, found = 0, []
    for at, value in enumerate(values):
        piece += value is None or at in cuts
        found.append((piece, value))
    return found


def _dots(rows: list[Row], hollow: tuple[int, ...] = ()) -> list[Row]:
    """Rows with what a point is filled and drawn with: a hollow one has the page's colour inside."""
    return [
        row
        | (
            {"fill": PAGE, "stroke": row["colour"]}
            if row["at"] in hollow
            else {"fill": row["colour"], "stroke": PAGE}
        )
        for row in rows
    ]


def _alone(rows: list[Row]) -> list[Row]:
    """The points no line reaches: a piece of one."""
    pieces = [row["piece"] for row in rows]
    return [row for row in rows if pieces.count(row["piece"]) == 1]


def _band(data: Trend) -> list[Row]:
    """The intervals of the council's figures, in pieces that end where its line does."""
    rows: list[Row] = []
    gaps = 0
    for line in data.lines:
        if not line.is_council:
            continue
        for at, (piece, _) in enumerate(_pieces(line.values, data.cuts)):
            interval = data.band[at]
            gaps += interval is None
            if interval is not None:
                bounds = {"low": interval.low, "high": interval.high}
                rows.append({"at": at, "piece": f"{piece}-{gaps}"} | bounds)
    return rows
