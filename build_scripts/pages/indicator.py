"""Writes the page of one indicator: Markdown, with placeholders for what Markdown should not carry.

Words live in the templates and in the indicator's YAML; numbers come from the rows.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from build_scripts.charts.draw import Drawn, draw
from build_scripts.charts.files import Chart, files_of
from build_scripts.charts.styles import Designs, light_colours
from build_scripts.model.edition import Edition
from build_scripts.model.reference import Area
from build_scripts.pages.tables import breakdown_tables, figure_tables, revision_tables
from build_scripts.pages.templating import fragment, page, placeholder
from build_scripts.pages.values import Page
from build_scripts.statistics.answers import Answers, answers, place_in
from build_scripts.statistics.benchmarks import Benchmark
from build_scripts.statistics.comparisons import Compared, Point
from build_scripts.statistics.groups import members_of
from build_scripts.statistics.judging import certainty
from build_scripts.statistics.ranking import Rank
from build_scripts.statistics.series import Entry
from build_scripts.words.comparing import (
    certainty_sentence,
    comparison_sentence,
    rank_sentence,
    spread_sentence,
    thinned_sentence,
)
from build_scripts.words.confidentiality import rule_words
from build_scripts.words.lists import area_lines, summary
from build_scripts.words.moving import direction_sentence
from build_scripts.words.numbers import number
from build_scripts.words.phrases import spoken
from build_scripts.words.sentences import (
    change_sentence,
    counted_words,
    headline_sentence,
    in_every_sentence,
    target_sentence,
    worked_example,
)
from build_scripts.words.verdicts import looks, verdict_words

AVAILABILITY = {
    "full": "About these figures.",
    "part": "This is the council’s measure, for part of the years or areas only.",
    "near": "These are not quite the council’s own measure.",
    "none": "No national figures.",
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
    entry: Entry,
    edition: Edition,
    related: Sequence[tuple[str, str]],
    designs: Designs,
    csv: bytes | None,
) -> Page:
    """Write one indicator's page.

    Args:
        entry: the indicator and its figures.
        edition: whose site it is on.
        related: id and title of each related indicator.
        designs: the designs of charts, from `chart_designs`.
        csv: its published file, which the page names by its checksum; None without figures.
    """
    indicator, reference = entry.indicator, entry.reference
    found = answers(entry)
    drawn = draw(entry, found, edition, designs)
    fragments = _fragments(entry, found, drawn, edition)
    commitment = next(c for c in reference.commitments if c.id == indicator.commitment)
    markdown = page(
        "indicator.md",
        indicator=indicator,
        commitment=commitment,
        publishers=reference.publishers,
        rule=rule_words(indicator.confidentiality),
        licences=reference.licences,
        availability_words=AVAILABILITY[indicator.availability.level],
        quality_words=QUALITY.get(indicator.data_quality.rating, ""),
        polarity_words=lambda measure: POLARITY[measure.polarity],
        unit_words=lambda measure: measure.unit_words,
        placeholder=lambda name: placeholder(f"{indicator.id}/{name}"),
        checked=placeholder("site/checked"),
        present={name for name, text in fragments.items() if text},
        over_time=drawn.over_time,
        placed=found.place is not None,
        area_name=edition.area_name,
        row_count=f"{len(entry.figures.rows):,}",
        citation=_citation(entry, edition),
        checksum=hashlib.sha256(csv).hexdigest() if csv is not None else "",
        period_words=indicator.headline.kind.plain_name,
        synonyms=synonyms(entry),
        related=related,
        printed=[b for b in reference.printed_list if b.indicator_id == indicator.id],
        contact=edition.portal.contact,
        subject=quote(indicator.title),
    )
    used = {
        name: text
        for name, text in fragments.items()
        if placeholder(f"{indicator.id}/{name}") in markdown
    }
    light = light_colours(edition.portal.colours.accent)
    files = {
        f"{_folder(entry)}/{name}": content
        for chart in drawn.charts
        for name, content in files_of(chart, light).items()
    }
    return Page(
        markdown,
        used,
        summary(entry, found, edition, drawn.spark),
        area_lines(entry, found.measure),
        files,
    )


def _folder(entry: Entry) -> str:
    """Where the files of an indicator's charts are, from the root of the site."""
    return f"charts/{entry.indicator.id}"


def _fragments(entry: Entry, found: Answers, drawn: Drawn, edition: Edition) -> dict[str, str]:
    """The parts of a page that Markdown should not carry, by name; some are empty."""
    latest = [
        ("headline", headline_sentence(found, edition)),
        ("change", change_sentence(found)),
        ("in-every", in_every_sentence(found, edition)),
    ]
    compared = [
        ("comparison", comparison_sentence(found, edition)),
        ("certainty", certainty_sentence(found, edition)),
        ("target", target_sentence(found)),
    ]
    stands = [("rank", rank_sentence(found, edition))]
    stands += [
        (benchmark.comparator.id, spread_sentence(benchmark, found.measure))
        for benchmark in (compared.benchmark for compared in found.standing.comparators)
    ]
    stands += [(thin.comparator.id, thinned_sentence(thin)) for thin in found.standing.thinned]
    groups = [
        {"table": table, "chart": _chart(entry, chart)}
        for table, chart in zip(breakdown_tables(entry, edition), drawn.groups, strict=True)
    ]
    revised = revision_tables(entry)
    return {
        "headline": _headline(entry, found, edition),
        "latest": _said(latest, compared),
        "trend": _chart(entry, drawn.trend),
        "direction": _said([("direction", direction_sentence(found, edition))]),
        "councils": _chart(entry, drawn.councils),
        "stands": _said(stands),
        "all-councils": _league_table(entry, found),
        "groups": fragment("groups.html", groups=groups) if groups else "",
        "figures": fragment("tables.html", tables=figure_tables(entry, edition)),
        "worked": _said([("worked", worked_example(found))]),
        "revised": fragment("tables.html", tables=revised) if revised else "",
    }


def _chart(entry: Entry, chart: Chart | None) -> str:
    """A chart in its place on the page."""
    if chart is None:
        return ""
    address = f"../../{_folder(entry)}/{chart.name}"
    return fragment(
        "chart.html",
        kind=chart.kind,
        title=chart.title,
        subtitle=chart.subtitle,
        svgs=[drawing.svg for drawing in chart.drawings],
        note=chart.note,
        source=chart.source,
        files=[(ending, f"{address}.{ending}") for ending in ("svg", "png", "csv")],
        explore=chart.explore,
    )


def _said(*paragraphs: Sequence[Said]) -> str:
    """Paragraphs of sentences made from the rows, each sentence marked with what it is about."""
    groups = [[(what, text) for what, text in said if text] for said in paragraphs]
    told = [group for group in groups if group]
    return fragment("said.html", groups=told) if told else ""


def _headline(entry: Entry, found: Answers, edition: Edition) -> str:
    now = found.standing
    return fragment(
        "headline.html",
        area_name=edition.area_name,
        council=_shown(entry, found, now.council) if now.council else None,
        counted=counted_words(found, edition),
        comparators=[
            _shown(entry, found, compared.benchmark) | _judged(compared)
            for compared in now.comparators
        ],
    )


def _judged(compared: Compared) -> dict[str, str]:
    """What stands above a comparator's figure: a verdict, or else its name."""
    benchmark, verdict = compared.benchmark, compared.verdict
    name = benchmark.comparator.heading(benchmark.counted)
    sign = words = kind = ""
    if verdict is not None and verdict.claims:
        sign, words = verdict_words(verdict, spoken(benchmark))
        kind = looks(verdict.word)
    return {"name": name, "sign": sign, "words": words, "kind": kind}


def _shown(entry: Entry, found: Answers, point: Point | Benchmark) -> dict[str, str]:
    measure = found.measure
    sign = measure.unit_record.sign
    symbol = entry.reference.symbols.get(point.status)
    return {
        "value": number(point.value, measure.decimals) + sign,
        "unit": "" if sign else measure.unit_words,
        "period": measure.kind.name(point.period),
        "status": point.status,
        "means": symbol.means if symbol else "",
    }


def _league_table(entry: Entry, found: Answers) -> str:
    """Every ranked council in order, for reading where the chart cannot be; closed at first."""
    league, areas, measure = found.league, entry.reference.areas, found.measure
    if league is None:
        return ""
    places = {code: _place(entry, found, areas[code]) for code in league.values}
    codes = sorted(league.values, key=lambda code: (league.ranks[code].place, areas[code].name))
    rows = [
        {
            "place": rank.place if (rank := places[code]) else "–",
            "code": code,
            "name": areas[code].full_name,
            "value": number(league.values[code], measure.decimals),
            "mark": _mark(entry, code),
            "has_page": areas[code].valid_to is None,
        }
        for code in codes
    ]
    caption = f"{measure.title}, {measure.unit_words}, "
    caption += measure.kind.name(league.period)
    return fragment("league.html", rows=rows, caption=caption, placed=any(places.values()))


def _place(entry: Entry, found: Answers, area: Area) -> Rank | None:
    """The place of a council in the table of all, if it may be given."""
    assert found.league is not None
    figure = entry.series(found.measure.id, area).at(found.league.period)
    assert figure is not None
    return place_in(found.league, area, certainty(entry, found.measure, area, figure))


def _mark(entry: Entry, code: str) -> str:
    """What a council is called in a table of all, beside its name."""
    if code == entry.council.code:
        return "this council"
    members = members_of(entry, code)
    return members.called if members else ""


def _citation(entry: Entry, edition: Edition) -> str:
    indicator, portal = entry.indicator, edition.portal
    publishers = {entry.reference.publishers[s.publisher].name for s in indicator.sources}
    address = f"{str(portal.address).rstrip('/')}/indicators/{indicator.id}/"
    return f"{'; '.join(sorted(publishers))}, as carried by {portal.title}: {indicator.title}, {address}"


def synonyms(entry: Entry) -> list[str]:
    """What else the glossary calls what the title names: a search for any of it finds the page."""
    indicator = entry.indicator
    spoken = " ".join((indicator.title, *indicator.other_names)).casefold()
    names: list[str] = []
    for term in entry.reference.terms:
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
