"""Draws the charts of one indicator, each with its words and its rows.

Knows nothing of pages: what comes out is a `Chart` for each, ready to be shown or saved.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from build_scripts.charts import groups, render
from build_scripts.charts.files import Chart
from build_scripts.charts.styles import GROUPS, NARROW, WIDE, Designs
from build_scripts.charts.trend import bars_spec, spark_spec, trend_spec
from build_scripts.charts.trend_labels import axes_of
from build_scripts.model.edition import Edition
from build_scripts.model.texts import file_name
from build_scripts.statistics.answers import Answers
from build_scripts.statistics.directions import has_changed
from build_scripts.statistics.groups import Distribution, Split, bars, distribution, splits
from build_scripts.statistics.runs import run_of
from build_scripts.statistics.series import Entry
from build_scripts.statistics.trends import Trend, trend
from build_scripts.words.charts import (
    bars_description,
    break_notes,
    distribution_description,
    exceptional_notes,
    split_description,
    trend_description,
)
from build_scripts.words.headlines import (
    bars_title,
    distribution_title,
    line_name,
    split_title,
    trend_title,
)
from build_scripts.words.numbers import listed, lower_first, upper_first

BAND_NOTE = "The tinted band is the 95% interval of each figure."
NOT_FROM_ZERO = "The scale does not start at zero."
SIZES = ((WIDE, "wide"), (NARROW, "narrow"))


@dataclass(frozen=True)
class Drawn:
    """The charts of one indicator.

    Attributes:
        trend: the chart over time, or bars of the latest figures; None without figures.
        over_time: whether `trend` is drawn over time.
        councils: the chart of all councils; None where too few have a figure.
        groups: a chart for each breakdown, in the order of `groups.splits`.
        spark: the small line for lists, as SVG; empty where there is none.
    """

    trend: Chart | None = None
    over_time: bool = False
    councils: Chart | None = None
    groups: tuple[Chart, ...] = ()
    spark: str = ""

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All of them but the small line, in the order of a page."""
        return tuple(c for c in (self.trend, self.councils, *self.groups) if c is not None)


def draw(entry: Entry, found: Answers, edition: Edition, designs: Designs) -> Drawn:
    """Draw everything an indicator's page shows.

    Args:
        entry: the indicator and its figures.
        found: what can be said of its headline measure.
        edition: whose site it is.
        designs: the designs of charts, from `designs`.
    """
    if not entry.indicator.has_figures:
        return Drawn()
    data = trend(entry, found.measure)
    councils = distribution(entry, found)
    return Drawn(
        trend=_trend(entry, found, data, edition, designs)
        if data is not None
        else _bars(entry, found, edition, designs),
        over_time=data is not None,
        councils=None if councils is None else _councils(entry, found, councils, edition, designs),
        groups=tuple(_group(entry, split, edition, designs) for split in splits(entry)),
        spark="" if data is None else _spark(entry, data, edition, designs),
    )


def _source(entry: Entry) -> str:
    publishers = entry.reference.publishers
    names = {publishers[source.publisher].name for source in entry.indicator.sources}
    return f"Source: {listed(sorted(names))}."


def _subtitle(found: Answers, place: str, period: str) -> str:
    """The second part of a chart's title: measure, place and period."""
    measure = found.measure
    return f"{measure.title}, {measure.unit_words}. {place}, {period}."


def _trend(entry: Entry, found: Answers, data: Trend, edition: Edition, designs: Designs) -> Chart:
    indicator, kind = entry.indicator, data.measure.kind
    run = [point.period for point in run_of(data, data.lines[-1]).points]
    changed = has_changed(entry, data.measure, run) if data.lines[-1].is_council else None
    title = trend_title(data, found.direction, edition, changed)
    span = " to ".join(kind.name(p) for p in (data.periods[0], data.periods[-1]))
    names = [line_name(line, edition) for line in reversed(data.lines)]
    description = trend_description(data, edition)
    notes = list(dict.fromkeys(thin.members.lines for thin in data.thin))
    if any(data.band):
        notes.append(BAND_NOTE)
    if data.provisional:
        notes.append("A hollow point is a provisional figure.")
    if axes_of(data, WIDE).low:
        notes.append(NOT_FROM_ZERO)
        description += f" {NOT_FROM_ZERO}"
    notes.append(exceptional_notes(data, indicator))
    notes.append(break_notes(data, indicator))
    return Chart(
        kind="trend",
        name="trend",
        title=title,
        subtitle=_subtitle(found, listed(names), span),
        note=" ".join(filter(None, notes)),
        source=_source(entry),
        drawings=tuple(
            render.draw(
                trend_spec(data, edition.area_name, size, designs),
                f"{indicator.id}-{name}",
                title,
                description,
            )
            for size, name in SIZES
        ),
        header=("line", "period", "value", "lower_95", "upper_95", "status"),
        rows=tuple(_trend_rows(data, edition)),
        explore=_explore(entry, data, edition),
    )


def _trend_rows(data: Trend, edition: Edition) -> list[tuple[str, ...]]:
    """Every point drawn, and the council's periods without one; the loudest line first."""
    missing, provisional = dict(data.missing), dict(data.provisional)
    # What the source marks as a break has its symbol; a break declared in words gets the same.
    begins = min(edition.reference.symbols.with_role("break"), default="")
    rows: list[tuple[str, ...]] = []
    for line in reversed(data.lines):
        name = line_name(line, edition)
        for at, (period, value) in enumerate(zip(data.periods, line.values, strict=True)):
            symbol = missing.get(at, "") if line.is_council else ""
            if value is None and not symbol:
                continue
            if value is not None and at in data.breaks:
                symbol = begins
            if value is not None and line.is_council and at in provisional:
                symbol = provisional[at]
            interval = data.band[at] if line.is_council else None
            # The limits are estimates: two decimals more than are shown of the figure are plenty.
            limits = ("", "")
            if interval is not None:
                places = data.measure.decimals + 2
                limits = (f"{interval.low:.{places}f}", f"{interval.high:.{places}f}")
            text = "" if value is None else str(value)
            rows.append((name, period.text, text, *limits, symbol))
    for thin in data.thin:
        rows += [
            (thin.area_name, period.text, str(value), "", "", begins if at in data.breaks else "")
            for at, (period, value) in enumerate(zip(data.periods, thin.values, strict=True))
            if value is not None
        ]
    for first, last, value in data.targets:
        rows += [("Target", p.text, str(value), "", "", "") for p in data.periods[first : last + 1]]
    return rows


def _explore(entry: Entry, data: Trend, edition: Edition) -> dict[str, str]:
    """What the interactive version needs to know, as attributes."""
    measure, symbols = data.measure, entry.reference.symbols
    return {
        "csv": f"../../data/{entry.indicator.id}.csv",
        "measure": measure.id,
        "council": edition.council.code,
        "region": edition.region.code,
        "country": edition.country.code,
        "neighbours": ",".join(area.code for area in edition.neighbours),
        "unit": "percent" if measure.is_share else "number",
        "unit-words": measure.unit_words,
        "decimals": str(measure.decimals),
        "periods": ",".join(period.text for period in data.periods),
        "breaks": ",".join(data.periods[at].text for at in data.breaks),
        "apart": ",".join(data.periods[at].text for at in data.exceptional),
        "symbols": json.dumps({s: symbol.means for s, symbol in sorted(symbols.items())}),
        "title": measure.title,
    }


def _bars(entry: Entry, found: Answers, edition: Edition, designs: Designs) -> Chart | None:
    measure, shown = found.measure, bars(entry, found)
    if not shown:
        return None
    title = bars_title(shown, measure)
    place = listed([bar.name for bar in shown])
    return Chart(
        kind="bars",
        name="latest",
        title=title,
        subtitle=_subtitle(found, place, measure.kind.name(shown[0].period)),
        note="There are figures for one period only, so no trend can be drawn.",
        source=_source(entry),
        drawings=tuple(
            render.draw(
                bars_spec(shown, measure, edition.area_name, size, designs),
                f"{entry.indicator.id}-{name}",
                title,
                bars_description(shown, measure),
            )
            for size, name in SIZES
        ),
        header=("area", "period", "value"),
        rows=tuple((bar.name, bar.period.text, str(bar.value)) for bar in shown),
    )


def _councils(
    entry: Entry, found: Answers, data: Distribution, edition: Edition, designs: Designs
) -> Chart:
    assert found.league is not None
    title = distribution_title(found, edition)
    when = data.measure.kind.name(data.period)
    description = distribution_description(data)
    shown_apart = [c.members.marks for c in edition.comparators if c.members is not None]
    note = " ".join(["Each mark is a council.", *shown_apart])
    if data.dots[0].value > 0:
        note += f" {NOT_FROM_ZERO}"
        description += f" {NOT_FROM_ZERO}"
    if found.league.left_out:
        because = edition.portal.judgement.not_ranked_because
        note += f" Not ranked: {listed(list(found.league.left_out))}. {because}"
    rows = [
        (
            dot.name,
            "council"
            if dot.is_council
            else ("other council" if dot.members is None else dot.members.in_files),
            str(dot.value),
        )
        for dot in data.dots
    ]
    if data.country is not None:
        rows.append((data.country_name, "country", str(data.country)))
    return Chart(
        kind="councils",
        name="all-councils",
        title=title,
        subtitle=_subtitle(found, f"Councils of {data.country_name}", when),
        note=note,
        source=_source(entry),
        drawings=tuple(
            render.draw(
                groups.distribution_spec(data, size, designs),
                f"{entry.indicator.id}-councils-{name}",
                title,
                description,
            )
            for size, name in SIZES
        ),
        header=("area", "group", "value"),
        rows=tuple(rows),
    )


def _group(entry: Entry, split: Split, edition: Edition, designs: Designs) -> Chart:
    slug = file_name(f"{split.measure.id} {split.topic}")
    title = split_title(split, edition)
    measure = split.measure
    when = measure.kind.name(split.period)
    note = ""
    if edition.council in split.areas and edition.country in split.areas:
        note = f"Bars: {edition.area_name}. Diamonds: {edition.country.name}."
    elif edition.country in split.areas:
        note = f"Bars: {edition.country.name}."
    if because := entry.indicator.not_compared_because(split.measure.id, split.topic):
        note = f"{note} The groups are not set against each other: {because}.".strip()
    return Chart(
        kind="groups",
        name=slug,
        title=title,
        subtitle=f"{measure.title}, {measure.unit_words}, by {lower_first(split.topic)}. "
        f"{upper_first(when)}.",
        note=note,
        source=_source(entry),
        drawings=(
            render.draw(
                groups.split_spec(split, edition, GROUPS, designs),
                f"{entry.indicator.id}-{slug}",
                title,
                split_description(split, edition),
            ),
        ),
        header=("group", "area", "value", "status"),
        rows=tuple(_group_rows(split)),
    )


def _group_rows(split: Split) -> list[tuple[str, ...]]:
    """Every figure drawn: those of the region are not, unless there is no other area."""
    drawn = [area for area in split.areas if area.level != "region"] or list(split.areas)
    rows: list[tuple[str, ...]] = []
    for category, figures in zip(split.categories, split.figures, strict=True):
        for area, figure in zip(split.areas, figures, strict=True):
            if area in drawn:
                value = "" if figure is None or figure.value is None else str(figure.value)
                rows.append((category, area.name, value, figure.status if figure else ""))
    return rows


def _spark(entry: Entry, data: Trend, edition: Edition, designs: Designs) -> str:
    name = line_name(data.lines[-1], edition)
    title = f"{entry.indicator.title}: small trend line for {name}"
    drawing = render.draw(
        spark_spec(data, designs),
        f"spark-{entry.indicator.id}",
        title,
        trend_description(data, edition),
    )
    return drawing.svg
