"""Writes the page of one indicator: Markdown, with placeholders for what Markdown should not carry.

Words live in the templates and in the indicator's YAML; numbers come from the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from build_scripts import charts, render, tables
from build_scripts.catalogue import Entry
from build_scripts.chart_styles import NARROW, WIDE
from build_scripts.charts import Designs
from build_scripts.comparisons import Point, Standing, standing
from build_scripts.metadata import Measure
from build_scripts.narrative import (
    change_sentence,
    comparison_sentence,
    headline_sentence,
    number,
    trend_description,
    with_unit,
)
from build_scripts.outputs import Page, Summary
from build_scripts.templating import fragment, page, placeholder
from build_scripts.trends import Trend, trend

AVAILABILITY = {
    "full": "About these figures.",
    "near": "These are not quite the council’s own measure.",
    "none": "No public figures exist yet.",
}
QUALITY = {
    "caution": "Read these figures with care:",
    "poor": "These figures are probably not right:",
}
# What a list says of an indicator's availability and of the rating of its data.
LISTED = {
    "full": "",
    "near": "Near measure",
    "good": "",
    "caution": "Read with care",
    "poor": "Probably not right",
    "none": "No public figures",
}
POLARITY = {
    "high": "Higher is better.",
    "low": "Lower is better.",
    "neutral": "Neither high nor low is good in itself.",
}


def write_page(entry: Entry, related: Sequence[tuple[str, str]], designs: Designs) -> Page:
    """Write one indicator's page.

    Args:
        entry: the indicator and its figures.
        related: id and title of each related indicator.
        designs: the designs of charts, from `chart_designs`.
    """
    indicator, shared = entry.indicator, entry.shared
    now = standing(entry, indicator.headline.id)
    data = trend(entry) if indicator.has_figures else None
    chart = _chart(entry, now, data, designs)
    breakdowns = tables.breakdown_tables(entry)
    fragments = {"headline": _headline(entry, now), "chart": chart}
    fragments["breakdowns"] = fragment("tables.html", tables=breakdowns)
    fragments["figures"] = fragment("tables.html", tables=tables.figure_tables(entry))
    sentences = [
        headline_sentence(now, indicator, shared),
        change_sentence(now, indicator),
        comparison_sentence(now, indicator),
    ]
    commitment = next(c for c in shared.commitments if c.id == indicator.commitment)
    kind = indicator.period.kind
    markdown = page(
        "indicator.md",
        indicator=indicator,
        commitment=commitment,
        publishers=shared.publishers,
        licences=shared.licences,
        availability_words=AVAILABILITY[indicator.availability.level],
        quality_words=QUALITY.get(indicator.data_quality.rating, ""),
        polarity_words=lambda measure: POLARITY[measure.polarity],
        unit_words=lambda measure: measure.unit_words,
        placeholder=lambda name: placeholder(f"{indicator.id}/{name}"),
        sentences=" ".join(sentence for sentence in sentences if sentence),
        has_chart=bool(chart),
        chart_heading="Trend" if data else "Latest figures side by side",
        has_breakdowns=bool(breakdowns),
        row_count=f"{len(entry.rows):,}",
        citation=_citation(entry),
        period_words=kind.plain_name,
        also_called=also_called(entry),
        synonyms=synonyms(entry),
        related=related,
        printed=[b for b in shared.printed_list if b.indicator_id == indicator.id],
    )
    used = {
        name: text
        for name, text in fragments.items()
        if placeholder(f"{indicator.id}/{name}") in markdown
    }
    return Page(markdown, used, _summary(entry, now, data, designs))


def _headline(entry: Entry, now: Standing) -> str:
    measure = entry.indicator.headline
    return fragment(
        "headline.html",
        area_name=entry.shared.portal.council.area_name,
        council=_shown(entry, now.council, measure) if now.council else None,
        comparators=[_shown(entry, point, measure) for point in now.comparators],
    )


def _shown(entry: Entry, point: Point, measure: Measure) -> dict[str, str]:
    percent = measure.unit == "percent"
    symbol = entry.shared.symbols.get(point.status)
    name = point.name
    if point.counted > 1:
        name = f"Statistical neighbours, median of {point.counted}"
    return {
        "name": name,
        "value": number(point.value, measure.decimals) + ("%" if percent else ""),
        "unit": "" if percent else measure.unit_words,
        "period": entry.indicator.period.kind.label(point.period).removeprefix("the "),
        "status": point.status,
        "means": symbol.means if symbol else "",
    }


def _chart(entry: Entry, now: Standing, data: Trend | None, designs: Designs) -> str:
    indicator, shared = entry.indicator, entry.shared
    measure, name = indicator.headline, shared.portal.council.area_name
    titled = f"{measure.title}, {measure.unit_words}"
    if data is not None:
        description = trend_description(data)
        specs = [charts.trend_spec(data, size, designs) for size in (WIDE, NARROW)]
        model = shared.portal.comparators.neighbour_model
        note = ""
        if data.neighbours:
            note = f"Thin grey lines: the statistical neighbours (model of {model}), one line each."
        if data.breaks:
            note += " Dotted upright lines: a new series begins, and lines are cut."
        subtitle = f"{indicator.period.kind.heading(data.periods[0])} to "
        subtitle += f"{indicator.period.kind.label(data.periods[-1]).removeprefix('the ')}"
    else:
        found = [charts.bars_spec(now, measure, name, size, designs) for size in (WIDE, NARROW)]
        specs = [spec for spec in found if spec is not None]
        if not specs:
            return ""
        points = [*([now.council] if now.council else []), *now.comparators]
        parts = [f"{p.name} {with_unit(p.value, measure)}" for p in points]
        description = f"Bar chart. {'; '.join(parts)}."
        note = "There are figures for one period only, so no trend can be drawn."
        subtitle = indicator.period.kind.heading(points[0].period)
    wide, narrow = (
        render.svg(spec, f"{indicator.id}-{width}", titled, description)
        for spec, width in zip(specs, ("wide", "narrow"), strict=True)
    )
    return fragment(
        "chart.html", title=titled, subtitle=subtitle, wide=wide, narrow=narrow, note=note.strip()
    )


def _citation(entry: Entry) -> str:
    indicator, portal = entry.indicator, entry.shared.portal
    publishers = {entry.shared.publishers[s.publisher].name for s in indicator.sources}
    address = f"{str(portal.address).rstrip('/')}/indicators/{indicator.id}/"
    return f"{'; '.join(sorted(publishers))}, as carried by {portal.title}: {indicator.title}, {address}"


def also_called(entry: Entry) -> list[str]:
    """Other names of the indicator, and the synonyms of the words in its title."""
    names = _distinct([*entry.indicator.other_names, *synonyms(entry)])
    return names or [entry.indicator.title]


def synonyms(entry: Entry) -> list[str]:
    """What else the glossary calls what the title names: a search for any of it finds the page."""
    indicator = entry.indicator
    spoken = " ".join((indicator.title, *indicator.other_names)).casefold()
    names: list[str] = []
    for term in entry.shared.terms:
        group = (term.term, term.stands_for, *term.forms, *term.also_called)
        # Whole words only: “SEN” is no part of “absence”.
        said = [name for name in group if name and name.casefold() in spoken]
        if (term.also_called or term.stands_for) and any(
            re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", spoken) for name in said
        ):
            names += [term.term, term.stands_for, *term.also_called]
    return _distinct(names)


def _distinct(names: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold().rstrip("."), name)
    return [name for name in found.values() if name]


def _summary(entry: Entry, now: Standing, data: Trend | None, designs: Designs) -> Summary:
    indicator, kind = entry.indicator, entry.indicator.period.kind
    measure = indicator.headline
    remarks = [LISTED[indicator.availability.level], LISTED[indicator.data_quality.rating]]
    shown = now.council or (now.comparators[0] if now.comparators else None)
    compared = []
    for point in now.comparators:
        text = f"{point.name if point.counted == 1 else 'Neighbours’ median'} "
        text += with_unit(point.value, measure)
        if now.council is None or point.period != now.council.period:
            text += f" ({kind.heading(point.period)})"
        compared.append(text)
    spark = ""
    if data is not None:
        line = data.lines[-1]
        title = f"{indicator.title}: small trend line for {line.label}"
        spark = render.svg(
            charts.spark_spec(data, designs),
            f"spark-{indicator.id}",
            title,
            trend_description(data),
        )
    return Summary(
        id=indicator.id,
        title=indicator.title,
        summary=indicator.summary,
        commitment=indicator.commitment,
        level=indicator.availability.level,
        value=with_unit(now.council.value, measure) if now.council else "no figure",
        period=kind.heading(now.council.period) if now.council else "",
        remark=". ".join(dict.fromkeys(remark for remark in remarks if remark)),
        compared=tuple(compared),
        newest=shown.period if shown else None,
        spark=spark,
    )
