"""Makes files of a chart that can leave the site: a drawing, a picture, and the rows as drawn.

The drawing on a page takes its colours and its font from there; here it gets its own, and its
title, subtitle and source. What a chart shows is for others to say.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from build_scripts.charts import render
from build_scripts.charts.render import Drawing
from build_scripts.charts.styles import FONT
from build_scripts.charts.text import WIDER, lines

# The renderer's own font first, so that a picture has the same bytes wherever it is made; the
# others have letters of the same width.
FONTS = f"'{FONT}', Arial, Helvetica, sans-serif"
MARGIN = 16
# Narrower than this, titles would be broken after every other word.
NARROWEST = 480
# The height of a line of a title or note, in heights of its font: as on a page, not as in a chart.
PAGE_LINE = 1.35
VARIABLE = re.compile(r"var\((--[a-z-]+)\)")


@dataclass(frozen=True)
class Chart:
    """A chart in words, drawings and rows: all that a page or a file needs of it.

    Attributes:
        kind: `trend`, `bars`, `councils` or `groups`.
        name: what its files are called, without their ending.
        title: what it shows above all.
        subtitle: measure, places and periods.
        note: the key to its marks; may be empty.
        source: where the figures are from.
        drawings: the wide one first.
        header: the names of the columns of its rows.
        rows: everything that is drawn.
        explore: what the version to explore needs to know, by the names of its attributes; None
            where there is none.
    """

    kind: str
    name: str
    title: str
    subtitle: str
    note: str
    source: str
    drawings: tuple[Drawing, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    explore: Mapping[str, str] | None = None


def files_of(chart: Chart, light: Mapping[str, str]) -> dict[str, bytes]:
    """The files of a chart: a drawing, a picture and the rows, by name.

    Args:
        chart: the chart; its first drawing is taken.
        light: the colour of each CSS variable, from `styles.light_colours`.
    """
    foot = f"{chart.note} {chart.source}".strip()
    drawing = standalone_svg(chart.drawings[0], chart.title, chart.subtitle, foot, light)
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(chart.header)
    writer.writerows(chart.rows)
    return {
        f"{chart.name}.svg": drawing.encode(),
        f"{chart.name}.png": render.png(drawing),
        f"{chart.name}.csv": table.getvalue().encode(),
    }


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
            top += self.size * PAGE_LINE
            found += (
                f'<text x="{MARGIN}" y="{top - self.size * 0.3:.1f}" font-size="{self.size}px"'
                f'{weight} fill="{ink}">{escape(line)}</text>'
            )
        return found, top


def standalone_svg(
    drawing: Drawing, title: str, subtitle: str, source: str, colours: Mapping[str, str]
) -> str:
    """A chart of a page as a file of its own, on white, with its words as text.

    Args:
        drawing: as drawn for a page.
        title: what the chart shows.
        subtitle: measure, places and periods.
        source: where the figures are from.
        colours: the colour of each CSS variable that a chart may use.

    Raises:
        KeyError: a variable has no colour.
    """
    inside = VARIABLE.sub(lambda found: colours[found[1]], drawing.inside)
    wide = max(float(drawing.width) + 2 * MARGIN, NARROWEST)
    room, ink = wide - 2 * MARGIN, colours["--chart-ink"]
    heading, top = _Text(title, 17, bold=True).drawn(MARGIN / 2, room, ink)
    below, top = _Text(subtitle, 13).drawn(top + 2, room, ink)
    chart = top + MARGIN / 2
    origin, bottom = _Text(source, 12).drawn(chart + float(drawing.height) + 4, room, ink)
    high = bottom + MARGIN / 2
    size = f'width="{wide:g}" height="{high:.0f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {wide:g} {high:.0f}" '
        f'role="img" aria-labelledby="{drawing.named_by}" font-family="{FONTS}">{drawing.names}'
        f'<rect {size} fill="{colours["--chart-page"]}"/>{heading}{below}'
        f'<g transform="translate({MARGIN},{chart:.1f})">{inside}</g>{origin}</svg>\n'
    )
