"""Makes files of a chart that can leave the site: a drawing, a picture, and the rows as drawn.

The drawing on a page takes its colours and its font from there; here it gets its own, and its
title, subtitle and source. What a chart shows is for others to say.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from build_scripts.charts import render
from build_scripts.charts.styles import FONT
from build_scripts.charts.text import WIDER, lines
from build_scripts.statistics.breakdowns import Split
from build_scripts.statistics.comparisons import Standing
from build_scripts.statistics.distributions import Distribution
from build_scripts.statistics.trends import PROVISIONAL, Trend

# The renderer's own font first, so that a picture has the same bytes wherever it is made; the
# others have letters of the same width.
FONTS = f"'{FONT}', Arial, Helvetica, sans-serif"
MARGIN = 16
# Narrower than this, titles would be broken after every other word.
NARROWEST = 480
# The height of a line of text, in heights of its font.
LINE = 1.35
DRAWING = re.compile(
    r'<svg [^>]*viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"[^>]*>'
    r"(?P<names><title.*?</desc>)(?P<inside>.*)</svg>",
    re.DOTALL,
)
NAMED_BY = re.compile(r'aria-labelledby="([^"]+)"')
VARIABLE = re.compile(r"var\((--[a-z-]+)\)")
BREAK = "b"
GROUPS = {"council": "council", "neighbour": "statistical neighbour", "other": "other council"}


@dataclass(frozen=True)
class ChartFile:
    """A file of a chart: its name, such as `trend.svg`, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class _Text:
    """One of the texts around a chart."""

    text: str
    size: int
    bold: bool = False

    def drawn(self, top: float, room: float, ink: str) -> tuple[str, float]:
        """The text in lines of at most a width, and where the next may begin."""
        weight = ' font-weight="bold"' if self.bold else ""
        found = ""
        for line in lines(self.text, self.size * (WIDER if self.bold else 1), room):
            top += self.size * LINE
            found += (
                f'<text x="{MARGIN}" y="{top - self.size * 0.3:.1f}" font-size="{self.size}px"'
                f'{weight} fill="{ink}">{escape(line)}</text>'
            )
        return found, top


def standalone_svg(
    svg: str, title: str, subtitle: str, source: str, colours: Mapping[str, str]
) -> str:
    """A chart of a page as a file of its own, on white, with its words as text.

    Args:
        svg: as `render.svg` drew it for a page.
        title: what the chart shows.
        subtitle: measure, places and periods.
        source: where the figures are from.
        colours: the colour of each CSS variable that a chart may use.

    Raises:
        ValueError: `svg` was not drawn by `render.svg`.
        KeyError: a variable has no colour.
    """
    parts, names = DRAWING.fullmatch(svg), NAMED_BY.search(svg)
    if parts is None or names is None:
        raise ValueError("this is not the drawing of a chart")
    inside = VARIABLE.sub(lambda found: colours[found[1]], parts["inside"])
    wide = max(float(parts["width"]) + 2 * MARGIN, NARROWEST)
    room, ink = wide - 2 * MARGIN, colours["--chart-ink"]
    heading, top = _Text(title, 17, bold=True).drawn(MARGIN / 2, room, ink)
    below, top = _Text(subtitle, 13).drawn(top + 2, room, ink)
    chart = top + MARGIN / 2
    origin, bottom = _Text(source, 12).drawn(chart + float(parts["height"]) + 4, room, ink)
    high = bottom + MARGIN / 2
    size = f'width="{wide:g}" height="{high:.0f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {wide:g} {high:.0f}" '
        f'role="img" aria-labelledby="{names[1]}" font-family="{FONTS}">{parts["names"]}'
        f'<rect {size} fill="{colours["--chart-page"]}"/>{heading}{below}'
        f'<g transform="translate({MARGIN},{chart:.1f})">{inside}</g>{origin}</svg>\n'
    )


def trend_files(
    data: Trend, svg: str, title: str, subtitle: str, source: str, light: Mapping[str, str]
) -> list[ChartFile]:
    """The files of a trend chart.

    Args:
        data: what it shows.
        svg: the wide drawing of the page.
        title: what it shows above all.
        subtitle: measure, places and periods.
        source: where the figures are from.
        light: the colour of each CSS variable, from `chart_styles.light_colours`.

    Returns:
        A drawing, a picture, and the rows with the columns line, period, value, lower_95,
        upper_95 and status.
    """
    header = ("line", "period", "value", "lower_95", "upper_95", "status")
    return _files("trend", svg, (title, subtitle, source), light, header, _trend_rows(data))


def distribution_files(
    data: Distribution, svg: str, title: str, subtitle: str, source: str, light: Mapping[str, str]
) -> list[ChartFile]:
    """The files of a chart of all councils, as `trend_files`; columns area, group and value."""
    rows = [(dot.name, GROUPS[dot.who], str(dot.value)) for dot in data.dots]
    if data.country is not None:
        rows.append((data.country_name, "country", str(data.country)))
    words = (title, subtitle, source)
    return _files("all-councils", svg, words, light, ("area", "group", "value"), rows)


def bars_files(
    standing: Standing, svg: str, title: str, subtitle: str, source: str, light: Mapping[str, str]
) -> list[ChartFile]:
    """The files of bars for the latest figures, as `trend_files`; columns area, period and value."""
    points = [*([standing.council] if standing.council else []), *standing.comparators]
    rows = [(point.name, point.period.text, str(point.value)) for point in points]
    words = (title, subtitle, source)
    return _files("latest", svg, words, light, ("area", "period", "value"), rows)


def split_files(
    name: str,
    split: Split,
    svg: str,
    title: str,
    subtitle: str,
    source: str,
    light: Mapping[str, str],
) -> list[ChartFile]:
    """The files of a chart of groups, as `trend_files`; columns group, area, value and status.

    Args:
        name: what the files are called, without their ending.
        split: what it shows; its region is not drawn, unless there is no other area.
        svg: the drawing of the page.
        title: what it shows above all.
        subtitle: measure, place and period.
        source: where the figures are from.
        light: the colour of each CSS variable, from `chart_styles.light_colours`.
    """
    drawn = [area for area in split.areas if area.level != "region"] or list(split.areas)
    rows = []
    for category, figures in zip(split.categories, split.figures, strict=True):
        for area, figure in zip(split.areas, figures, strict=True):
            if area not in drawn:
                continue
            value = "" if figure is None or figure.value is None else str(figure.value)
            rows.append((category, area.name, value, figure.status if figure else ""))
    header = ("group", "area", "value", "status")
    return _files(name, svg, (title, subtitle, source), light, header, rows)


def _trend_rows(data: Trend) -> list[tuple[str, ...]]:
    """Every point drawn, and the council's periods without one; the loudest line first."""
    missing = dict(data.missing)
    rows: list[tuple[str, ...]] = []
    for line in reversed(data.lines):
        for at, (period, value) in enumerate(zip(data.periods, line.values, strict=True)):
            ours = line.who == "council"
            symbol = missing.get(at, "") if ours else ""
            if value is None and not symbol:
                continue
            if value is not None and at in data.breaks:
                symbol = BREAK
            if value is not None and ours and at in data.provisional:
                symbol = PROVISIONAL
            interval = data.band[at] if ours else None
            # The limits are estimates: two decimals more than are shown of the figure are plenty.
            limits = ("", "")
            if interval is not None:
                places = data.measure.decimals + 2
                limits = (f"{interval.low:.{places}f}", f"{interval.high:.{places}f}")
            text = "" if value is None else str(value)
            rows.append((line.label, period.text, text, *limits, symbol))
    for name, values in zip(data.neighbour_names, data.neighbours, strict=True):
        rows += [
            (name, period.text, str(value), "", "", BREAK if at in data.breaks else "")
            for at, (period, value) in enumerate(zip(data.periods, values, strict=True))
            if value is not None
        ]
    for first, last, value in data.targets:
        rows += [("Target", p.text, str(value), "", "", "") for p in data.periods[first : last + 1]]
    return rows


def _files(
    name: str,
    svg: str,
    words: tuple[str, str, str],
    light: Mapping[str, str],
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
) -> list[ChartFile]:
    drawing = standalone_svg(svg, *words, light)
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return [
        ChartFile(f"{name}.svg", drawing.encode()),
        ChartFile(f"{name}.png", render.png(drawing)),
        ChartFile(f"{name}.csv", table.getvalue().encode()),
    ]
