"""The words of charts beside their titles: text alternatives with the figures, and notes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from statistics import quantiles
from string import ascii_uppercase

from build_scripts.model.edition import Edition
from build_scripts.model.indicator import Indicator
from build_scripts.model.measure import Measure
from build_scripts.statistics.groups import Bar, Distribution, Split
from build_scripts.statistics.trends import Trend
from build_scripts.words.headlines import line_name
from build_scripts.words.numbers import listed, with_unit


def trend_description(data: Trend, edition: Edition) -> str:
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
        text = f"{line_name(line, edition)}: {with_unit(begun, data.measure)} in {start}"
        if len(points) > 1:
            low, high = min(points, key=lambda p: p[1]), max(points, key=lambda p: p[1])
            text += f", {with_unit(ended, data.measure)} in {end}; lowest "
            text += f"{with_unit(low[1], data.measure)} in {low[0]}, highest "
            text += f"{with_unit(high[1], data.measure)} in {high[0]}"
        parts.append(f"{text}.")
    parts += [
        f"Lines are cut before {data.periods[at].text} ({letter}), where a new series begins."
        for letter, at in zip(ascii_uppercase, data.breaks, strict=False)
    ]
    if data.exceptional:
        periods = listed([data.periods[at].text for at in data.exceptional])
        parts.append(f"Set apart, because not comparable with others: {periods}.")
    parts += [f"No figure in {data.periods[at].text}, marked {s}." for at, s in data.missing]
    parts += _remarks(data)
    return " ".join(parts)


def _remarks(data: Trend) -> list[str]:
    """What a trend chart says of the council's figures beside its lines."""
    remarks = []
    if data.provisional:
        periods = listed([data.periods[at].text for at, _ in data.provisional])
        remarks.append(f"Provisional, drawn hollow: {periods}.")
    known = [at for at, interval in enumerate(data.band) if interval is not None]
    interval = data.band[known[-1]] if known else None
    if interval is not None:
        low, high = (
            with_unit(Decimal(str(limit)), data.measure) for limit in (interval.low, interval.high)
        )
        remarks.append(f"95% interval in {data.periods[known[-1]].text}: {low} to {high}.")
    remarks += [
        f"Target: {with_unit(value, data.measure)} from {data.periods[first].text} "
        f"to {data.periods[end].text}."
        for first, end, value in data.targets
    ]
    return remarks


def break_notes(data: Trend, indicator: Indicator) -> str:
    """What each letter over a break stands for."""
    reasons = {item.period: item.reason for item in indicator.breaks_of(data.measure)}
    notes = [
        f"{letter}: a new series begins with {data.periods[at].text}. "
        f"{reasons.get(data.periods[at].text, '')}".strip()
        for letter, at in zip(ascii_uppercase, data.breaks, strict=False)
    ]
    return " ".join(notes)


def exceptional_notes(data: Trend, indicator: Indicator) -> str:
    """Which shaded periods are not comparable with any others, and why."""
    there = {data.periods[at].text for at in data.exceptional}
    return " ".join(
        f"Shaded: {listed(shown)}. {item.reason}"
        for item in indicator.exceptional_of(data.measure)
        if (shown := [text for text in item.periods if text in there])
    )


def distribution_description(data: Distribution) -> str:
    """The text alternative of a chart of all councils: its ends, its middle and who is where."""
    measure = data.measure
    lowest, highest = data.dots[0], data.dots[-1]
    lower, middle, upper = quantiles([dot.value for dot in data.dots], n=4, method="inclusive")
    text = (
        f"Dot chart of {len(data.dots)} councils. "
        f"Lowest {with_unit(lowest.value, measure)}, highest {with_unit(highest.value, measure)}; "
        f"the middle one {with_unit(middle, measure)}, and half of them between "
        f"{with_unit(lower, measure)} and {with_unit(upper, measure)}."
    )
    for dot in data.dots:
        if dot.is_council:
            text += f" {dot.name}: {with_unit(dot.value, measure)}."
    if data.country is not None:
        text += f" {data.country_name}: {with_unit(data.country, measure)}."
    marked: dict[str, list[str]] = {}
    for dot in data.dots:
        if dot.members is not None:
            told = f"{dot.name} {with_unit(dot.value, measure)}"
            marked.setdefault(dot.members.together, []).append(told)
    return text + "".join(f" {who}: {listed(told)}." for who, told in marked.items())


def split_description(split: Split, edition: Edition) -> str:
    """The text alternative of a chart of groups: every figure drawn, or why there is none."""
    parts = []
    for category, figures in zip(split.categories, split.figures, strict=True):
        said = []
        for area, figure in zip(split.areas, figures, strict=True):
            if area == edition.region and len(split.areas) > 1:
                continue  # not drawn beside others; the table has it
            if figure is None:
                said.append(f"{area.name} no row")
            elif figure.value is None:
                said.append(f"{area.name} {edition.reference.symbols[figure.status].means}")
            else:
                said.append(f"{area.name} {with_unit(figure.value, split.measure)}")
        parts.append(f"{category}: {listed(said)}")
    return f"Bar chart by {split.topic}. {'; '.join(parts)}."


def bars_description(bars: Sequence[Bar], measure: Measure) -> str:
    """The text alternative of bars for the latest figures."""
    parts = []
    for bar in bars:
        text = f"{bar.name} {with_unit(bar.value, measure)}"
        if bar.period != bars[0].period:
            text += f" ({bar.period.text})"
        parts.append(text)
    return f"Bar chart. {'; '.join(parts)}."
