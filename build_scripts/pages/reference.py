"""Writes every page that is not one indicator's: overviews, areas, reference and help pages."""

from __future__ import annotations

from collections import Counter
from datetime import date

from build_scripts.charts.styles import colours_css
from build_scripts.model.edition import Colours
from build_scripts.model.periods import MONTHS
from build_scripts.outputs import package as downloads
from build_scripts.pages import help as help_pages
from build_scripts.pages.areas import write_area_pages
from build_scripts.pages.lists import FILTER, write_overviews
from build_scripts.pages.templating import Raw, fragment, page, page_by_hand, placeholder
from build_scripts.pages.values import Pages, Site
from build_scripts.store.paths import HELP


def _given_away(site: Site, pages: Pages) -> None:
    """What sources give away: by indicator and period only, so that it leads nobody to a child."""
    audit, found = site.audit, Counter[tuple[str, str]]()
    reasons: dict[tuple[str, str], set[str]] = {}
    for cell in audit.given_away:
        at = (cell.indicator, cell.period)
        found[at] += 1
        reasons.setdefault(at, set()).update(cell.because)
    order = {name: position for position, name in enumerate(site.ordered)}
    rows = [
        {
            "id": name,
            "title": site.indicators[name].title,
            "period": period,
            "cells": f"{found[name, period]:,}",
            "because": "; ".join(sorted(reasons[name, period])),
        }
        for name, period in sorted(found, key=lambda at: (order[at[0]], at[1]))
    ]
    hidden = sum(audit.hidden.values())
    pages.markdown["given-away.md"] = page(
        "given_away.md",
        hidden_any=hidden > 0,
        hidden=f"{hidden:,} withheld {'count' if hidden == 1 else 'counts'}",
        total=f"{sum(found.values()):,}" if found else "",
        aside=f"{sum(audit.set_aside.values()):,}" if audit.set_aside else "",
        not_examined=f"{sum(audit.not_examined.values()):,}" if audit.not_examined else "",
        placeholder=placeholder,
    )
    if found:
        pages.fragments["given-away/all"] = fragment("given_away.html", rows=rows, find=FILTER)


def write_pages(site: Site) -> Pages:
    """Write all pages that are not one indicator's."""
    pages = Pages()
    write_overviews(site, pages)
    write_area_pages(site, pages)
    for write in (_reference, _organised, _given_away, _help, _by_hand):
        write(site, pages)
    pages.fragments["site/checked"] = _checked(site)
    pages.files["assets/colours.css"] = _colours(site.edition.portal.colours).encode()
    for indicator_id, written in site.written.items():
        pages.fragments |= {f"{indicator_id}/{n}": text for n, text in written.fragments.items()}
    return pages


def _checked(site: Site) -> str:
    made = site.provenance
    return fragment(
        "checked.html",
        day=long_date(made.day),
        commit=made.commit,
        changed=made.changed,
        repository=site.edition.portal.repository.rstrip("/"),
    )


def long_date(day: date) -> str:
    """`21 November 2026`. Not strftime: its month names depend on the locale."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def _reference(site: Site, pages: Pages) -> None:
    reference = site.edition.reference
    terms = sorted(reference.terms, key=lambda term: (term.term.casefold(), term.term))
    pages.markdown["glossary.md"] = page("glossary.md", terms=terms)
    pages.markdown["symbols.md"] = page("symbols.md", symbols=reference.symbols.values())
    order = ["published", "indicator", "areas", "statistical_neighbours", "printed_list"]
    pages.markdown["columns.md"] = page(
        "columns.md",
        tables=sorted(reference.fields.tables, key=lambda table: order.index(table.name)),
        columns=reference.fields.columns,
    )


def _organised(site: Site, pages: Pages) -> None:
    reference = site.edition.reference
    positions: dict[str, list[int]] = {}
    for bullet in reference.printed_list:
        positions.setdefault(bullet.indicator_id, []).append(bullet.position)
    titles = {i: indicator.title for i, indicator in site.indicators.items()}
    here = {c.id: c.title for c in reference.commitments}
    moved = {
        bullet.position: here[site.indicators[bullet.indicator_id].commitment]
        for bullet in reference.printed_list
        if here[site.indicators[bullet.indicator_id].commitment] != bullet.heading
    }
    repeats = [(i, titles[i], found) for i, found in positions.items() if len(found) > 1]
    pages.markdown["organised.md"] = page(
        "organised.md",
        bullets=reference.printed_list,
        counts=site.counts,
        repeats=repeats,
        moved=moved,
        placeholder=placeholder,
    )
    pages.fragments["organised/bullets"] = fragment(
        "bullets.html",
        bullets=reference.printed_list,
        titles=titles,
        later={p: found[0] for _, _, found in repeats for p in found[1:]},
        moved=moved,
    )


def _help(_: Site, pages: Pages) -> None:
    mistakes = help_pages.read_mistakes(HELP)
    pages.markdown["help/problems/index.md"] = page("help_index.md", mistakes=mistakes)
    for mistake in mistakes:
        pages.markdown[f"help/problems/{mistake.code}.md"] = page("help.md", mistake=mistake)


def _by_hand(site: Site, pages: Pages) -> None:
    portal = site.edition.portal
    licence = site.edition.reference.licences[portal.licence]
    # An address stands in links and in lines to copy, and was checked to be one when it was read.
    words = portal.model_dump() | {
        "address": Raw(portal.address),
        "contact": portal.contact.model_dump() | {"email": Raw(portal.contact.email)},
        "licence": {"name": licence.name, "address": Raw(licence.address)},
        "repository": Raw(portal.repository),
    }
    for path in sorted(site.by_hand.rglob("*.md")):
        name = path.relative_to(site.by_hand).as_posix()
        pages.markdown[name] = page_by_hand(
            site.by_hand,
            name,
            portal=words,
            neighbours={"model": portal.comparators.neighbour_model},
            counts=site.counts,
            judgement=portal.judgement,
            review_date=long_date(portal.review_date),
            zip_name=downloads.ZIP_NAME,
        )


def _colours(colours: Colours) -> str:
    made = colours_css(colours.accent, colours.accent_on_dark)
    return f"/* Made from datasets/portal.yml. */\n{made}"
