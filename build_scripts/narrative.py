"""Numbers into words: how a value is written, and the sentences that hold values.

Every number in a sentence comes from the arguments; no text here contains one.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from build_scripts.comparisons import Point, Standing
from build_scripts.metadata import Indicator, Measure
from build_scripts.periods import PeriodKind
from build_scripts.shared import Shared
from build_scripts.trends import Trend

MINUS = "\N{MINUS SIGN}"


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half away from zero, as the Department for Education does (not half to even)."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number(value: Decimal, decimals: int) -> str:
    """A number with thousands commas, a true minus sign and a fixed number of decimals."""
    text = f"{rounded(value, decimals):,.{decimals}f}"
    if not any(digit in text for digit in "123456789"):
        text = text.lstrip("-")
    return text.replace("-", MINUS)


def with_unit(value: Decimal, measure: Measure) -> str:
    """A number with its unit, to stand in a sentence: `74%`, `16.2 points`."""
    text = number(value, measure.decimals)
    if measure.unit == "percent":
        return f"{text}%"
    words = measure.unit_words
    if rounded(value, measure.decimals) == 1 and " per " not in f" {words}":
        words = words.removesuffix("s") if words != "children" else "child"
    return f"{text} {words}"


def headline_sentence(standing: Standing, indicator: Indicator, shared: Shared) -> str:
    """What the latest figure is, and for when."""
    measure, kind = indicator.headline, indicator.period.kind
    name = shared.portal.council.area_name
    if standing.council is not None:
        value = with_unit(standing.council.value, measure)
        sentence = f"In {name} the figure was {value} {_when(kind, standing.council)}"
        sentence += f"{_remark(standing.council, shared)}."
    elif standing.comparators or standing.newest is not None:
        sentence = f"No figure for {name} is published for this measure."
    else:
        sentence = f"No public figures exist for {name}."
    if standing.newest is not None:
        period, status = standing.newest
        symbol = shared.symbols[status]
        sentence += (
            f" There is no figure for {kind.label(period)}: the symbol {status} there means "
            f"{symbol.means}."
        )
    return sentence


def change_sentence(standing: Standing, indicator: Indicator) -> str:
    """How the latest figure differs from the period directly before; empty if there is none."""
    if standing.council is None or standing.before is None:
        return ""
    measure, kind = indicator.headline, indicator.period.kind
    before = with_unit(standing.before.value, measure)
    when = kind.label(standing.before.period)
    change = _shown_difference(standing.council, standing.before, measure)
    if change == 0:
        return f"That is the same as in {when}."
    direction = "up from" if change > 0 else "down from"
    return (
        f"That is {direction} {before} in {when}, a change of {_difference(abs(change), measure)}."
    )


def comparison_sentence(standing: Standing, indicator: Indicator) -> str:
    """The comparators' figures in one sentence, each with its period where that differs."""
    measure, kind = indicator.headline, indicator.period.kind
    parts = []
    for point in standing.comparators:
        name = point.name
        if point.counted > 1:
            name = f"the median of {point.counted} statistical neighbours"
        text = f"{name} {with_unit(point.value, measure)}"
        if standing.council is None or point.period != standing.council.period:
            text += f" ({kind.label(point.period)})"
        parts.append(text)
    if not parts:
        return ""
    return f"{'Published elsewhere' if standing.council is None else 'For comparison'}: {_listed(parts)}."


def trend_description(data: Trend) -> str:
    """The text alternative of a trend chart: where each labelled line begins and ends."""
    first, last = data.periods[0].text, data.periods[-1].text
    parts = [f"Line chart from {first} to {last}."]
    for line in reversed(data.lines):
        points = [
            (period.text, value)
            for period, value in zip(data.periods, line.values, strict=True)
            if value is not None
        ]
        (start, begun), (end, ended) = points[0], points[-1]
        text = f"{line.label}: {with_unit(begun, data.measure)} in {start}"
        if len(points) > 1:
            low, high = min(points, key=lambda p: p[1]), max(points, key=lambda p: p[1])
            text += f", {with_unit(ended, data.measure)} in {end}; lowest "
            text += f"{with_unit(low[1], data.measure)} in {low[0]}, highest "
            text += f"{with_unit(high[1], data.measure)} in {high[0]}"
        parts.append(f"{text}.")
    parts += [
        f"The line is cut before {data.periods[at].text}, where a new series begins."
        for at in data.breaks
    ]
    parts += [f"No figure in {data.periods[at].text}, marked {s}." for at, s in data.missing]
    return " ".join(parts)


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _shown_difference(now: Point, then: Point, measure: Measure) -> Decimal:
    """The difference of the two figures as shown, so that readers can check it."""
    return rounded(now.value, measure.decimals) - rounded(then.value, measure.decimals)


def _difference(change: Decimal, measure: Measure) -> str:
    text = number(change, measure.decimals)
    one = rounded(change, measure.decimals) == 1
    if measure.unit in ("percent", "percentage_points"):
        return f"{text} percentage point" + ("" if one else "s")
    return with_unit(change, measure)


def _when(kind: PeriodKind, point: Point) -> str:
    label = kind.label(point.period)
    match kind.type:
        case "snapshot":
            return f"{'on' if label[0].isdigit() else 'in'} {label}"
        case "months_average":
            return f"on average from {label}"
        case "quarter":
            return f"from {label}"
        case _:
            return f"in {label}"


def _remark(point: Point, shared: Shared) -> str:
    if not point.status:
        return ""
    return f" ({shared.symbols[point.status].means})"
