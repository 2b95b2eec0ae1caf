"""The colours, dashes, shapes and sizes of charts. Colours are names of CSS variables."""

from __future__ import annotations

from dataclasses import dataclass

Spec = dict[str, object]
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
INK, SOFT_INK, GRID = "var(--chart-ink)", "var(--chart-soft-ink)", "var(--chart-grid)"
COUNCIL, QUIET, PAGE = "var(--chart-council)", "var(--chart-quiet)", "var(--chart-page)"
OTHERS = "var(--chart-neighbours)"


@dataclass(frozen=True)
class Style:
    """How one line is drawn. Dashes and shapes differ, so that colour is never the only cue."""

    colour: str
    dash: tuple[int, ...]
    width: float
    shape: str


STYLES = {
    "neighbour": Style(QUIET, (1, 0), 1, "circle"),
    "neighbours": Style(OTHERS, (1, 3), 2, "triangle-up"),
    "region": Style("var(--chart-region)", (2, 2), 2, "square"),
    "country": Style("var(--chart-country)", (7, 3), 2, "diamond"),
    "council": Style(COUNCIL, (1, 0), 3.5, "circle"),
}


@dataclass(frozen=True)
class Size:
    """A plot's size in pixels, without axes and labels, and the size of its text."""

    width: int
    height: int
    font: int
    short_labels: bool


# The same chart twice: at the width of the text, and for a phone, where scaling the wide one
# down would leave text of five pixels.
WIDE = Size(width=500, height=290, font=13, short_labels=False)
NARROW = Size(width=150, height=210, font=12, short_labels=True)
SPARK = Size(width=120, height=28, font=10, short_labels=True)
