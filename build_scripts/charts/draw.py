"""Draws the charts of one indicator, each with its words and its files for download."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from build_scripts.charts import files as chart_files
from build_scripts.charts import groups as group_charts
from build_scripts.charts import render
from build_scripts.charts import trend as charts
from build_scripts.charts.files import ChartFile
from build_scripts.charts.styles import GROUPS, NARROW, WIDE, light_colours
from build_scripts.charts.trend import Designs
from build_scripts.pages.templating import fragment
from build_scripts.statistics.answers import Answers
from build_scripts.statistics.breakdowns import Split, splits
from build_scripts.statistics.distributions import Distribution, distribution
from build_scripts.statistics.series import Entry
from build_scripts.statistics.trends import Trend, trend
from build_scripts.words.charts import (
    bars_description,
    bars_title,
    break_notes,
    distribution_description,
    distribution_title,
    split_description,
    split_title,
    trend_description,
    trend_title,
)
from build_scripts.words.numbers import listed, lower_first, upper_first

BAND = "The tinted band is the range that chance leaves open: the 95% interval of the figure."


@dataclass
class Drawings:
    """The charts of one indicator.

    Attributes:
        trend: the chart over time, or bars of the latest figures, as HTML; empty without figures.
        councils: the chart of all councils; empty where too few have a figure.
        groups: a chart for each breakdown, in the order of `breakdowns.splits`.
        spark: the small line for lists.
        over_time: whether `trend` is drawn over time.
        files: for download, by address from the root of the site.
    """

    trend: str = ""
    councils: str = ""
    groups: list[str] = field(default_factory=list)
    spark: str = ""
    over_time: bool = False
    files: dict[str, bytes] = field(default_factory=dict)


def draw(entry: Entry, found: Answers, designs: Designs) -> Drawings:
    """Draw everything an indicator's page shows.

    Args:
        entry: the indicator and its figures.
        found: what can be said of it.
        designs: the designs of charts, from `chart_designs`.
    """
    drawn = Drawings()
    if not entry.indicator.has_figures:
        return drawn
    data = trend(entry)
    if data is not None:
        drawn.over_time = True
        drawn.trend = _trend(entry, found, data, designs, drawn)
        drawn.spark = _spark(entry, data, designs)
    else:
        drawn.trend = _bars(entry, found, designs, drawn)
    councils = distribution(entry, found)
    if councils is not None:
        drawn.councils = _councils(entry, found, councils, designs, drawn)
    drawn.groups = [_group(entry, split, designs, drawn) for split in splits(entry)]
    return drawn


def _figure(
    entry: Entry,
    drawn: Drawings,
    kind: str,
    words: tuple[str, str],
    svgs: tuple[str, ...],
    note: str,
    files: list[ChartFile],
    explore: Mapping[str, str] | None = None,
) -> str:
    """A chart in its place on the page; its files are added to `drawn`."""
    folder = f"charts/{entry.indicator.id}"
    drawn.files |= {f"{folder}/{file.name}": file.content for file in files}
    return fragment(
        "chart.html",
        kind=kind,
        title=words[0],
        subtitle=words[1],
        svgs=svgs,
        note=note.strip(),
        source=_source(entry),
        files=[(file.name.rpartition(".")[2], f"../../{folder}/{file.name}") for file in files],
        explore=explore,
    )


def _source(entry: Entry) -> str:
    publishers = entry.shared.publishers
    names = {publishers[source.publisher].name for source in entry.indicator.sources}
    return f"Source: {listed(sorted(names))}."


def _foot(entry: Entry, note: str) -> str:
    """What stands below a chart that leaves the page: the key to its marks, and its source."""
    return f"{note.strip()} {_source(entry)}".strip()


def _measured(entry: Entry, place: str, period: str) -> str:
    """The second part of a chart's title: measure, place and period."""
    measure = entry.indicator.headline
    return f"{measure.title}, {measure.unit_words}. {place}, {period.removeprefix('the ')}."


def _trend(entry: Entry, found: Answers, data: Trend, designs: Designs, drawn: Drawings) -> str:
    indicator, shared, kind = entry.indicator, entry.shared, entry.indicator.period.kind
    title = trend_title(data, found.direction)
    span = " to ".join(
        kind.label(p).removeprefix("the ") for p in (data.periods[0], data.periods[-1])
    )
    subtitle = _measured(entry, listed([line.label for line in reversed(data.lines)]), span)
    description = trend_description(data)
    svgs = tuple(
        render.svg(
            charts.trend_spec(data, size, designs), f"{indicator.id}-{name}", title, description
        )
        for size, name in ((WIDE, "wide"), (NARROW, "narrow"))
    )
    note = ""
    if data.neighbours:
        model = shared.portal.comparators.neighbour_model
        note = f"Thin grey lines: the statistical neighbours (model of {model}), one line each. "
    if any(data.band):
        note += f"{BAND} "
    if data.provisional:
        note += "A hollow point is a provisional figure. "
    note += break_notes(data, indicator)
    files = chart_files.trend_files(
        data, svgs[0], title, subtitle, _foot(entry, note), _light(entry)
    )
    return _figure(
        entry, drawn, "trend", (title, subtitle), svgs, note, files, _explore(entry, data)
    )


def _light(entry: Entry) -> dict[str, str]:
    return light_colours(entry.shared.portal.colours.accent)


def _explore(entry: Entry, data: Trend) -> dict[str, str]:
    """What the interactive version needs to know, as attributes."""
    shared, measure = entry.shared, data.measure
    return {
        "csv": f"../../data/{entry.indicator.id}.csv",
        "measure": measure.id,
        "council": shared.council.code,
        "region": shared.region.code,
        "country": shared.country.code,
        "neighbours": ",".join(shared.neighbours),
        "unit": "percent" if measure.unit == "percent" else "number",
        "unit-words": measure.unit_words,
        "decimals": str(measure.decimals),
        "periods": ",".join(period.text for period in data.periods),
        "breaks": ",".join(data.periods[at].text for at in data.breaks),
        "symbols": json.dumps({s: symbol.means for s, symbol in sorted(shared.symbols.items())}),
        "title": measure.title,
    }


def _bars(entry: Entry, found: Answers, designs: Designs, drawn: Drawings) -> str:
    measure, now = entry.indicator.headline, found.standing
    name = entry.shared.portal.council.area_name
    specs = [charts.bars_spec(now, measure, name, size, designs) for size in (WIDE, NARROW)]
    points = [*([now.council] if now.council else []), *now.comparators]
    if not points or None in specs:
        return ""
    title = bars_title(now, measure)
    kind = entry.indicator.period.kind
    subtitle = _measured(entry, listed([p.name for p in points]), kind.label(points[0].period))
    svgs = tuple(
        render.svg(spec, f"{entry.indicator.id}-{size}", title, bars_description(now, measure))
        for spec, size in zip(specs, ("wide", "narrow"), strict=True)
        if spec is not None
    )
    note = "There are figures for one period only, so no trend can be drawn."
    files = chart_files.bars_files(now, svgs[0], title, subtitle, _foot(entry, note), _light(entry))
    return _figure(entry, drawn, "bars", (title, subtitle), svgs, note, files)


def _councils(
    entry: Entry, found: Answers, data: Distribution, designs: Designs, drawn: Drawings
) -> str:
    shared, league = entry.shared, found.league
    assert league is not None
    title = distribution_title(found, entry)
    label = entry.indicator.period.kind.label(data.period)
    subtitle = _measured(entry, f"Councils of {data.country_name}", label)
    description = distribution_description(data)
    svgs = tuple(
        render.svg(
            group_charts.distribution_spec(data, size, designs),
            f"{entry.indicator.id}-councils-{name}",
            title,
            description,
        )
        for size, name in ((WIDE, "wide"), (NARROW, "narrow"))
    )
    note = "Each mark is a council. Triangles: the statistical neighbours. "
    if league.left_out:
        because = shared.portal.judgement.not_ranked_because
        note += f"Not ranked: {listed(list(league.left_out))}. {because}"
    files = chart_files.distribution_files(
        data, svgs[0], title, subtitle, _foot(entry, note), _light(entry)
    )
    return _figure(entry, drawn, "councils", (title, subtitle), svgs, note, files)


def _group(entry: Entry, split: Split, designs: Designs, drawn: Drawings) -> str:
    shared, kind = entry.shared, entry.indicator.period.kind
    slug = re.sub(r"[^a-z0-9]+", "-", f"{split.measure.id} {split.topic}".lower()).strip("-")
    title = split_title(split, shared)
    measure, label = split.measure, kind.label(split.period).removeprefix("the ")
    subtitle = f"{measure.title}, {measure.unit_words}, by {lower_first(split.topic)}. {upper_first(label)}."
    svg = render.svg(
        group_charts.split_spec(split, shared, GROUPS, designs),
        f"{entry.indicator.id}-{slug}",
        title,
        split_description(split, shared),
    )
    note = ""
    if shared.council in split.areas and shared.country in split.areas:
        note = f"Bars: {shared.portal.council.area_name}. Diamonds: {shared.country.name}."
    elif shared.country in split.areas:
        note = f"Bars: {shared.country.name}."
    files = chart_files.split_files(
        slug, split, svg, title, subtitle, _foot(entry, note), _light(entry)
    )
    return _figure(entry, drawn, "groups", (title, subtitle), (svg,), note, files)


def _spark(entry: Entry, data: Trend, designs: Designs) -> str:
    name = entry.indicator.id
    title = f"{entry.indicator.title}: small trend line for {data.lines[-1].label}"
    spec = charts.spark_spec(data, designs)
    return render.svg(spec, f"spark-{name}", title, trend_description(data))
