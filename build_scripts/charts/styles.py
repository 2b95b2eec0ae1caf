"""The colours, dashes, shapes and sizes of charts, and what a specification is made of.

A chart names CSS variables as its colours, so that one drawing serves light, dark and print. What
the variables stand for is written here and nowhere else: `colours_css` writes them for the pages,
`light_colours` gives them to charts that leave the site.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

Spec = dict[str, object]
Row = dict[str, object]
# Every design by its name, from `chart_designs`: whoever fills them in need not load Altair.
Designs = Mapping[str, Spec]

# Charts are measured with this family, which comes with the renderer, so that they do not depend on
# the fonts of the machine that draws them. It has the widths of Arial.
FONT = "Liberation Sans"

# In the light and in the dark scheme. Marks have a contrast of at least 3:1 with the page, text of
# at least 4.5:1 (WCAG 2.2, 1.4.11 and 1.4.3); only the grid, which repeats the axis, has less. The
# hues are those of the Government Analysis Function, turquoise darkened until it can be read.
_COLOURS = {
    "--chart-country": ("#801650", "#f0a6cd"),
    "--chart-region": ("#1c7d74", "#63cfc4"),
    "--chart-neighbours": ("#4f5358", "#c9ced6"),
    "--chart-quiet": ("#8a9099", "#6b727d"),
    "--chart-ink": ("#1c1f24", "#e9ebee"),
    "--chart-soft-ink": ("#696e76", "#9aa1ab"),
    "--chart-grid": ("#e4e6e9", "#2a2f37"),
    "--chart-page": ("#ffffff", "#14171c"),
}
# How much of the council's colour is in the tint of its band and in the line around it.
_BAND, _EDGE = 0.16, 0.56

INK, SOFT_INK, GRID = "var(--chart-ink)", "var(--chart-soft-ink)", "var(--chart-grid)"
COUNCIL, QUIET, PAGE = "var(--chart-council)", "var(--chart-quiet)", "var(--chart-page)"
OTHERS, COUNTRY = "var(--chart-neighbours)", "var(--chart-country)"
BAND, EDGE = "var(--chart-band)", "var(--chart-band-edge)"


@dataclass(frozen=True)
class Style:
    """How one line is drawn. Dashes and shapes differ, so that colour is never the only cue."""

    colour: str
    dash: tuple[int, ...]
    width: float
    shape: str = "circle"
    area: int = 46


STYLES = {
    "neighbour": Style(QUIET, (1, 0), 0.8, area=24),
    "neighbours": Style(OTHERS, (1, 3), 2, "triangle-up", 64),
    "region": Style("var(--chart-region)", (2, 2), 2, "square"),
    "country": Style(COUNTRY, (7, 3), 2, "diamond", 84),
    "council": Style(COUNCIL, (1, 0), 3.5),
    "target": Style(INK, (10, 3, 2, 3), 1.5),
    # Named groups of areas: in ink, told apart by dash and shape.
    "group-1": Style(INK, (8, 2, 2, 2), 2, "triangle-down", 64),
    "group-2": Style(INK, (3, 2), 2, "cross", 64),
    "group-3": Style(INK, (12, 3), 2, "triangle-right", 64),
}


@dataclass(frozen=True)
class Size:
    """A plot's size in pixels, without axes and labels, and the size of its text.

    Attributes:
        full: the width of a plot that has no names of lines at its right.
        sample: the length of the sample of a line before its name.
        reserve: room on the right, because a reader's font may be wider than the one measured with.
    """

    width: int
    height: int
    font: int
    short_labels: bool
    full: int
    sample: int = 20
    reserve: int = 20


# The same chart twice: at the width of the text, and for a phone, where scaling the wide one
# down would leave text of five pixels. The narrow one fits a window of 320 pixels at full size.
WIDE = Size(width=480, height=290, font=13, short_labels=False, full=600)
NARROW = Size(130, height=210, font=13, short_labels=True, full=256, sample=14, reserve=8)
GROUPS = Size(width=270, height=0, font=12, short_labels=True, full=270)
# The height of the bar of a group and the width of the diamond beneath it, in pixels.
BAR_HEIGHT, DIAMOND = 14, 11
SPARK = Size(width=120, height=28, font=10, short_labels=True, full=120)


def filled(design: Spec, rows: Mapping[str, list[Row]], parameters: Mapping[str, object]) -> Spec:
    """A design with its rows and parameters; layers without rows stay empty."""
    spec = deepcopy(design)
    spec["datasets"] = dict(rows)
    spec["params"] = [{"name": name, "value": value} for name, value in parameters.items()]
    return spec


def light_colours(accent: str) -> dict[str, str]:
    """The colour behind each variable in the light scheme.

    Args:
        accent: the council's colour on white, as `#rrggbb`.
    """
    return _colours(accent, 0)


def colours_css(accent: str, accent_on_dark: str) -> str:
    """The style sheet that gives each variable its colour: light, dark, and light on paper.

    Args:
        accent: the council's colour on white, as `#rrggbb`.
        accent_on_dark: the same for the dark scheme.
    """
    light, dark = _declared(_colours(accent, 0)), _declared(_colours(accent_on_dark, 1))
    return (
        f":root {{ --accent: {accent}; --accent-on-dark: {accent_on_dark}; }}\n"
        f'[data-md-color-scheme="default"] {{ {light} }}\n'
        f'[data-md-color-scheme="slate"] {{ {dark} }}\n'
        f"@media print {{ [data-md-color-scheme] {{ {light} }} }}\n"
    )


def _colours(accent: str, scheme: int) -> dict[str, str]:
    colours = {name: pair[scheme] for name, pair in _COLOURS.items()}
    page = colours["--chart-page"]
    return {
        "--chart-council": accent,
        "--chart-band": _mixed(accent, page, _BAND),
        "--chart-band-edge": _mixed(accent, page, _EDGE),
    } | colours


def _declared(colours: Mapping[str, str]) -> str:
    return " ".join(f"{name}: {colour};" for name, colour in colours.items())


def _mixed(colour: str, page: str, share: float) -> str:
    """A colour with some of the page's, so that it looks like a thin coat of itself."""
    pairs = [(int(colour[i : i + 2], 16), int(page[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)
