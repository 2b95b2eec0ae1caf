"""Turns the figures of many into Altair charts: all councils, and the groups of a breakdown.

Knows nothing about files, pages or rendering: figures in, a specification out, made from a design
of `chart_designs` with its own rows and parameters.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from build_scripts.charts.dots import BESIDE, Sign, Stacking, placed, stacked
from build_scripts.charts.styles import (
    BAR_HEIGHT,
    COUNCIL,
    COUNTRY,
    DIAMOND,
    OTHERS,
    QUIET,
    STYLES,
    Designs,
    Row,
    Size,
    Spec,
    filled,
)
from build_scripts.charts.text import LINE, WIDER, lines, width, written
from build_scripts.model.edition import Edition
from build_scripts.model.figures import Figure
from build_scripts.model.reference import Area
from build_scripts.statistics.groups import Distribution, Dot, Split

# Shape, colour and how much of the room for a dot a mark fills: as much as it can without touching
# the next. Later ones lie higher in a stack: the council on top, where nothing hides it.
MARKS = {
    "other": ("circle", QUIET, 0.86),
    "neighbour": ("triangle-up", OTHERS, 0.98),
    "council": ("diamond", COUNCIL, 1.12),
}
ORDER = tuple(MARKS)


def distribution_spec(data: Distribution, size: Size, designs: Designs) -> Spec:
    """All councils as dots on the axis of the measure, as a Vega-Lite specification.

    Values fall into bins, and dots stand on each other in a bin, the council on top of its own.

    Args:
        data: what it shows; dots lowest first.
        size: how large it is.
        designs: every design, from `chart_designs`.
    """
    stacking = stacked([dot.value for dot in data.dots], size, data.country)
    low, high = stacking.edges
    unit = (high - low) / size.full
    dots = _dots(data, stacking, unit)
    top = stacking.rows * stacking.room + size.font * 0.8
    names = _names(data, size, dots, top, low, unit)
    highest = max([top, *(_number(row["to"]) for row in names["rules"])])
    percent = data.measure.is_share
    spec = filled(
        designs[f"councils {size.width} {'percent' if percent else 'number'}"],
        rows={
            "dots": dots,
            **names,
            "units": [] if percent else [{"text": data.measure.unit_words}],
        },
        parameters={"low": low, "high": high},
    )
    return spec | {"height": ceil(highest + size.font * LINE / 2)}


def _number(value: object) -> float:
    assert isinstance(value, float)
    return value


def _mark(dot: Dot) -> str:
    if dot.is_council:
        return "council"
    return "other" if dot.members is None else dot.members.style


def _dots(data: Distribution, stacking: Stacking, unit: float) -> list[Row]:
    bins: dict[int, list[Row]] = {}
    # Others lie at the bottom of a stack, the council on top, where nothing hides its name.
    for dot in sorted(data.dots, key=lambda dot: ORDER.index(_mark(dot))):
        shape, colour, part = MARKS[_mark(dot)]
        bins.setdefault(stacking.bin_of(float(dot.value)), []).append(
            {
                "who": _mark(dot),
                "colour": colour,
                "shape": shape,
                "area": round((stacking.room * part) ** 2, 1),
            }
        )
    rows: list[Row] = []
    for at, stack in sorted(bins.items()):
        for number, mark in enumerate(stack):
            level, place = divmod(number, stacking.across)
            beside = min(stacking.across, len(stack) - level * stacking.across)
            aside = (place - (beside - 1) / 2) * stacking.room
            value = stacking.low + at * stacking.step + aside * unit
            rows.append(mark | {"value": value, "up": (level + 0.5) * stacking.room})
    return sorted(rows, key=lambda row: ORDER.index(str(row["who"])))


def _names(
    data: Distribution, size: Size, dots: list[Row], top: float, low: float, unit: float
) -> dict[str, list[Row]]:
    """The names of the council and the country over the dots, and the rules that lead to them."""
    named = [(dot.name, dot.value, "council") for dot in data.dots if dot.is_council]
    ours = [row for row in dots if row["who"] == "council"]
    begins = [(_number(row["value"]), _number(row["up"])) for row in ours]
    if data.country is not None:
        named.append((data.country_name, data.country, "country"))
        begins.append((float(data.country), 0.0))
    texts = [f"{name} {written(value, data.measure)}" for name, value, _ in named]
    signs = [
        Sign((at - low) / unit, width(text, size.font * WIDER))
        for (at, _), text in zip(begins, texts, strict=True)
    ]
    line = size.font * LINE
    rows: dict[str, list[Row]] = {"rules": [], "names": []}
    for place, (at, up), (_, _, who), text in zip(
        placed(signs, size.full), begins, named, texts, strict=True
    ):
        base = top + place.level * line
        rows["rules"].append(
            {
                "value": at,
                "up": up,
                "to": base if place.above else base + line,
                "colour": STYLES[who].colour,
                "width": 1.5,
                "dash": list(STYLES[who].dash),
            }
        )
        anchor = low + place.anchor * unit
        rows["names"].append(
            {"value": anchor, "up": base + line / 2, "text": text, "align": place.align}
        )
    return rows


def split_spec(split: Split, edition: Edition, size: Size, designs: Designs) -> Spec:
    """A bar for each group of a breakdown, as a Vega-Lite specification.

    Bars are the council's and diamonds the country's; without rows of the council, bars are the
    country's, or those of the last area there is.

    Args:
        split: what it shows.
        edition: who the council and the country are, and what symbols mean.
        size: how large it is; its height follows the number of groups.
        designs: every design, from `chart_designs`.
    """
    mine = edition.council if edition.council in split.areas else split.areas[-1]
    bars = _column(split, mine)
    compared = mine == edition.council and edition.country in split.areas
    others = _column(split, edition.country) if compared else [None] * len(bars)
    scale = _Scale.around([*bars, *others], split, size)
    rows: dict[str, list[Row]] = {
        name: [] for name in ("names", "bars", "zero", "diamonds", "values", "without")
    }
    down = 0.0
    for category, figure, other in zip(split.categories, bars, others, strict=True):
        for line in lines(category, size.font * WIDER, size.full):
            rows["names"].append({"down": down + size.font * LINE / 2, "text": line})
            down += size.font * LINE
        begin, down = down + 2, down + 2 + BAR_HEIGHT
        at: Row = {"down": down - BAR_HEIGHT / 2}
        if figure is not None and figure.value is not None:
            value = float(figure.value)
            colour = COUNCIL if mine == edition.council else COUNTRY
            rows["bars"].append(at | {"value": value, "colour": colour})
            across = scale.across(max(value, 0.0)) + BESIDE
            rows["values"].append(at | {"across": across, "text": _written(figure, split)})
        else:
            rows["without"].append(at | _why(figure, edition, size, scale.across(0.0) + BESIDE))
        if other is not None and other.value is not None:
            # Beneath the bar, so that nobody takes the value of one for that of the other.
            down += DIAMOND
            at = {"value": float(other.value), "down": down - DIAMOND / 2, "colour": COUNTRY}
            rows["diamonds"].append(at)
        rows["zero"].append({"value": 0, "down": begin - 2, "to": down + 2})
        down += size.font * 0.7
    spec = filled(
        designs[f"groups {size.width}"],
        rows,
        {"low": scale.low, "high": scale.high, "reach": scale.reach},
    )
    return spec | {"height": ceil(down)}


def _column(split: Split, area: Area) -> list[Figure | None]:
    at = split.areas.index(area)
    return [figures[at] for figures in split.figures]


def _written(figure: Figure, split: Split) -> str:
    """A value beside its bar, with the symbol that stands beside it, if there is one."""
    assert figure.value is not None
    text = written(figure.value, split.measure)
    return f"{text} [{figure.status}]" if figure.status else text


@dataclass(frozen=True)
class _Scale:
    """The axis of the bars: its ends in the unit of the measure, and its length in pixels."""

    low: float
    high: float
    reach: float

    @classmethod
    def around(cls, figures: list[Figure | None], split: Split, size: Size) -> _Scale:
        """From zero to the largest figure, with room for each value behind its bar."""
        shown = [f for f in figures if f is not None and f.value is not None]
        values = [0.0, *(float(f.value) for f in shown if f.value is not None)]
        widest = max([0.0, *(width(_written(f, split), size.font * WIDER) for f in shown)])
        low, high = min(values), max(values)
        reach = size.full - widest - BESIDE
        return cls(low, high if high > low else low + 1, reach)

    def across(self, value: float) -> float:
        """Pixels from the left edge of the plot."""
        return (value - self.low) / (self.high - self.low) * self.reach


def _why(figure: Figure | None, edition: Edition, size: Size, across: float) -> Row:
    """What stands in place of a bar: the symbol and, if it fits beside zero, what it means."""
    text = "no figure"
    if figure is not None:
        symbol = f"[{figure.status}]"
        full = f"{symbol} {edition.reference.symbols[figure.status].means}"
        fits = across + width(full, size.font * WIDER) <= size.full
        text = full if fits else symbol
    # Where bars go to the left, zero is at the right.
    return {"across": min(across, size.full - width(text, size.font * WIDER)), "text": text}
