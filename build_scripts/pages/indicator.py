"""Writes the page of one indicator: Markdown, with placeholders for what Markdown should not carry.

Words live in the templates and in the indicator's YAML; numbers come from the rows.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from build_scripts.charts.draw import Drawings, draw
from build_scripts.charts.trend import Designs
from build_scripts.model.measure import Measure
from build_scripts.pages import tables
from build_scripts.pages.revisions import revision_rows
from build_scripts.pages.templating import fragment, page, placeholder
from build_scripts.pages.values import Page
from build_scripts.statistics.answers import Answers, answers
from build_scripts.statistics.comparisons import Point
from build_scripts.statistics.series import Entry
from build_scripts.words.lists import area_lines, summary
from build_scripts.words.numbers import number
from build_scripts.words.phrases import spoken, verdict_words
from build_scripts.words.sentences import (
    certainty_sentence,
    change_sentence,
    comparison_sentence,
    direction_sentence,
    headline_sentence,
    in_every_sentence,
    neighbours_sentence,
    rank_sentence,
    target_sentence,
    worked_example,
)

AVAILABILITY = {
    "full": "About these figures.",
    "near": "These are not quite the council’s own measure.",
    "none": "No public figures exist yet.",
}
QUALITY = {
    "caution": "Read these figures with care:",
    "poor": "These figures are probably not right, so no verdict is given on them:",
}
POLARITY = {
    "high": "Higher is better.",
    "low": "Lower is better.",
    "neutral": "Neither high nor low is good in itself.",
}
Said = tuple[str, str]


def write_page(
    entry: Entry, related: Sequence[tuple[str, str]], designs: Designs, csv: bytes | None
) -> Page:
    """Write one indicator's page.

    Args:
        entry: the indicator and its figures.
        related: id and title of each related indicator.
        designs: the designs of charts, from `chart_designs`.
        csv: its published file, which the page names by its checksum; None without figures.
    """
    indicator, shared = entry.indicator, entry.shared
    found = answers(entry)
    drawn = draw(entry, found, designs)
    fragments = _fragments(entry, found, drawn)
    commitment = next(c for c in shared.commitments if c.id == indicator.commitment)
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
        checked=placeholder("site/checked"),
        present={name for name, text in fragments.items() if text},
        over_time=drawn.over_time,
        area_name=shared.portal.council.area_name,
        row_count=f"{len(entry.rows):,}",
        citation=_citation(entry),
        checksum=hashlib.sha256(csv).hexdigest() if csv is not None else "",
        period_words=indicator.period.kind.plain_name,
        also_called=also_called(entry),
        synonyms=synonyms(entry),
        related=related,
        printed=[b for b in shared.printed_list if b.indicator_id == indicator.id],
        contact=shared.portal.contact,
        subject=quote(indicator.title),
    )
    used = {
        name: text
        for name, text in fragments.items()
        if placeholder(f"{indicator.id}/{name}") in markdown
    }
    return Page(markdown, used, summary(entry, found, drawn.spark), area_lines(entry), drawn.files)


def _fragments(entry: Entry, found: Answers, drawn: Drawings) -> dict[str, str]:
    """The parts of a page that Markdown should not carry, by name; some are empty."""
    indicator, shared, now = entry.indicator, entry.shared, found.standing
    measure, kind = indicator.headline, indicator.period.kind
    latest = [
        ("headline", headline_sentence(now, indicator, shared)),
        ("change", change_sentence(now, indicator)),
        ("in-every", in_every_sentence(now, measure)),
    ]
    compared = [
        ("comparison", comparison_sentence(now, indicator, shared)),
        ("certainty", certainty_sentence(now, measure)),
        ("target", target_sentence(found, indicator)),
    ]
    stands = [
        ("rank", rank_sentence(found, shared)),
        ("neighbours", neighbours_sentence(now, indicator, shared)),
    ]
    groups = [
        {"table": table, "chart": chart}
        for table, chart in zip(tables.breakdown_tables(entry), drawn.groups, strict=True)
    ]
    revised = revision_rows(entry)
    return {
        "headline": _headline(entry, found),
        "latest": _said(latest, compared),
        "trend": drawn.trend,
        "direction": _said([("direction", direction_sentence(found.direction, kind))]),
        "councils": drawn.councils,
        "stands": _said(stands),
        "all-councils": _league_table(entry, found),
        "groups": fragment("groups.html", groups=groups) if groups else "",
        "figures": fragment("tables.html", tables=tables.figure_tables(entry)),
        "worked": _said([("worked", worked_example(now, measure))]),
        "revised": fragment("tables.html", tables=revised) if revised else "",
    }


def _said(*paragraphs: Sequence[Said]) -> str:
    """Paragraphs of sentences made from the rows, each sentence marked with what it is about."""
    groups = [[(what, text) for what, text in said if text] for said in paragraphs]
    told = [group for group in groups if group]
    return fragment("said.html", groups=told) if told else ""


def _headline(entry: Entry, found: Answers) -> str:
    measure, now = entry.indicator.headline, found.standing
    return fragment(
        "headline.html",
        area_name=entry.shared.portal.council.area_name,
        council=_shown(entry, now.council, measure) if now.council else None,
        comparators=[_shown(entry, point, measure) for point in now.comparators],
    )


def _shown(entry: Entry, point: Point, measure: Measure) -> dict[str, str]:
    percent = measure.unit == "percent"
    symbol = entry.shared.symbols.get(point.status)
    name, words, sign, kind = point.name, "", "", ""
    if point.who == "neighbours":
        name = f"Statistical neighbours, median of {point.counted}"
    if point.verdict is not None and point.verdict.claims:
        sign, words = verdict_words(point.verdict, spoken(point, entry.shared))
        kind = point.verdict.word
    return {
        "who": point.who,
        "name": name,
        "value": number(point.value, measure.decimals) + ("%" if percent else ""),
        "unit": "" if percent else measure.unit_words,
        "period": entry.indicator.period.kind.label(point.period).removeprefix("the "),
        "status": point.status,
        "means": symbol.means if symbol else "",
        "sign": sign,
        "words": words,
        "kind": kind,
    }


def _league_table(entry: Entry, found: Answers) -> str:
    """Every ranked council in order, for reading where the chart cannot be; closed at first."""
    league, shared = found.league, entry.shared
    if league is None:
        return ""
    measure = entry.indicator.headline
    codes = sorted(
        league.values, key=lambda code: (league.ranks[code].place, shared.areas[code].name)
    )
    rows = [
        {
            "place": league.ranks[code].place,
            "code": code,
            "name": shared.areas[code].full_name,
            "value": number(league.values[code], measure.decimals),
            "mark": "this council"
            if code == shared.council.code
            else ("neighbour" if code in shared.neighbours else ""),
            "has_page": shared.areas[code].valid_to is None,
        }
        for code in codes
    ]
    caption = f"{measure.title}, {measure.unit_words}, "
    caption += entry.indicator.period.kind.label(league.period).removeprefix("the ")
    return fragment("league.html", rows=rows, caption=caption)


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
