"""Writes every page that is not one indicator's: home, commitments, lists and reference pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from build_scripts import downloads, files, help_pages
from build_scripts.metadata import Indicator
from build_scripts.outputs import Summary
from build_scripts.periods import MONTHS
from build_scripts.shared import Shared
from build_scripts.templating import fragment, page, placeholder

# As many as fit a screen without scrolling past them.
NEWEST_SHOWN = 8


@dataclass
class Pages:
    """Pages by their path under docs/, and fragments by name."""

    markdown: dict[str, str] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """What the pages are written from."""

    shared: Shared
    indicators: Mapping[str, Indicator]
    summaries: Mapping[str, Summary]

    @property
    def ordered(self) -> list[str]:
        """Ids in the order of the printed list, then those it does not name."""
        first: dict[str, int] = {}
        for bullet in self.shared.printed_list:
            first.setdefault(bullet.indicator_id, bullet.position)
        last = len(self.shared.printed_list)
        return sorted(self.indicators, key=lambda i: (first.get(i, last + 1), i))

    @property
    def counts(self) -> dict[str, int]:
        """How many indicators there are, by availability."""
        levels = [indicator.availability.level for indicator in self.indicators.values()]
        counted = {level: levels.count(level) for level in ("full", "near", "none")}
        return counted | {
            "indicators": len(levels),
            "with_figures": counted["full"] + counted["near"],
        }


def write_pages(site: Site) -> Pages:
    """Write all pages that are not one indicator's."""
    pages = Pages()
    for write in (_home, _commitments, _all_indicators, _reference, _organised, _help, _by_hand):
        write(site, pages)
    pages.markdown["assets/colours.css"] = _colours(site.shared)
    return pages


def _listing(site: Site, ids: Sequence[str], caption: str, up: str) -> str:
    return fragment(
        "listing.html",
        items=[site.summaries[i] for i in ids],
        caption=caption,
        area_name=site.shared.portal.council.area_name,
        up=up,
    )


def _of_commitment(site: Site, commitment: str) -> list[str]:
    return [i for i in site.ordered if site.indicators[i].commitment == commitment]


def _home(site: Site, pages: Pages) -> None:
    shared = site.shared
    dated = {
        i: s.newest for i, s in site.summaries.items() if s.newest is not None and s.level == "full"
    }
    newest = sorted(dated, key=lambda i: (-dated[i].end.toordinal(), site.ordered.index(i)))
    commitments = [
        c.model_dump() | {"count": len(_of_commitment(site, c.id))} for c in shared.commitments
    ]
    revisions = sorted(
        (
            {"date": r.date, "reason": r.reason, "id": i, "title": site.indicators[i].title}
            for i in site.ordered
            for r in site.indicators[i].revisions
        ),
        key=_revision_date,
        reverse=True,
    )
    pages.markdown["index.md"] = page(
        "home.md",
        portal=shared.portal,
        counts=site.counts,
        region=shared.region.name,
        country=shared.country.name,
        revisions=revisions[:NEWEST_SHOWN],
        placeholder=placeholder,
    )
    pages.fragments["home/search"] = fragment("search.html")
    pages.fragments["home/commitments"] = fragment("commitments.html", commitments=commitments)
    caption = "The indicators whose figures reach furthest, newest first"
    pages.fragments["home/newest"] = _listing(site, newest[:NEWEST_SHOWN], caption, "")


def _revision_date(revision: Mapping[str, object]) -> date:
    found = revision["date"]
    assert isinstance(found, date)
    return found


def _commitments(site: Site, pages: Pages) -> None:
    for commitment in site.shared.commitments:
        name = f"commitments/{commitment.id}"
        pages.markdown[f"{name}.md"] = page(
            "commitment.md",
            commitment=commitment,
            portal=site.shared.portal,
            placeholder=placeholder,
        )
        ids = _of_commitment(site, commitment.id)
        pages.fragments[name] = _listing(site, ids, commitment.title, "../../")


def _all_indicators(site: Site, pages: Pages) -> None:
    pages.markdown["indicators/index.md"] = page(
        "indicators.md",
        portal=site.shared.portal,
        commitments=site.shared.commitments,
        placeholder=placeholder,
    )
    for commitment in site.shared.commitments:
        ids = _of_commitment(site, commitment.id)
        pages.fragments[f"indicators/{commitment.id}"] = _listing(
            site, ids, commitment.title, "../"
        )


def _reference(site: Site, pages: Pages) -> None:
    shared = site.shared
    terms = sorted(shared.terms, key=lambda term: (term.term.casefold(), term.term))
    pages.markdown["glossary.md"] = page("glossary.md", terms=terms)
    pages.markdown["symbols.md"] = page("symbols.md", symbols=shared.symbols.values())
    order = ["published", "indicator", "areas", "statistical_neighbours", "printed_list"]
    pages.markdown["columns.md"] = page(
        "columns.md",
        tables=sorted(shared.fields.tables, key=lambda table: order.index(table.name)),
        columns=shared.fields.columns,
    )


def _organised(site: Site, pages: Pages) -> None:
    shared = site.shared
    positions: dict[str, list[int]] = {}
    for bullet in shared.printed_list:
        positions.setdefault(bullet.indicator_id, []).append(bullet.position)
    titles = {i: indicator.title for i, indicator in site.indicators.items()}
    here = {c.id: c.title for c in shared.commitments}
    moved = {
        bullet.position: here[site.indicators[bullet.indicator_id].commitment]
        for bullet in shared.printed_list
        if here[site.indicators[bullet.indicator_id].commitment] != bullet.heading
    }
    repeats = [(i, titles[i], found) for i, found in positions.items() if len(found) > 1]
    pages.markdown["organised.md"] = page(
        "organised.md",
        bullets=shared.printed_list,
        counts=site.counts,
        repeats=repeats,
        moved=moved,
        placeholder=placeholder,
    )
    pages.fragments["organised/bullets"] = fragment(
        "bullets.html",
        bullets=shared.printed_list,
        titles=titles,
        later={p: found[0] for _, _, found in repeats for p in found[1:]},
        moved=moved,
    )


def _help(_: Site, pages: Pages) -> None:
    mistakes = help_pages.read_mistakes(files.MISTAKES)
    pages.markdown["help/problems/index.md"] = page("help_index.md", mistakes=mistakes)
    for mistake in mistakes:
        pages.markdown[f"help/problems/{mistake.code}.md"] = page("help.md", mistake=mistake)


def _by_hand(site: Site, pages: Pages) -> None:
    shared = site.shared
    reviewed = shared.portal.review_date
    for path in sorted(files.SITE_SRC.rglob("*.md")):
        name = path.relative_to(files.SITE_SRC).as_posix()
        pages.markdown[name] = page(
            name,
            portal=shared.portal.model_dump()
            | {
                "licence": shared.licences[shared.portal.licence],
                "address": str(shared.portal.address),
            },
            neighbours={"model": shared.portal.comparators.neighbour_model},
            counts=site.counts,
            # Not strftime: its month names depend on the locale.
            review_date=f"{reviewed.day} {MONTHS[reviewed.month]} {reviewed.year}",
            zip_name=downloads.ZIP_NAME,
        )


def _colours(shared: Shared) -> str:
    colours = shared.portal.colours
    return (
        "/* Made from datasets/portal.yml. */\n"
        f":root {{ --accent: {colours.accent}; --accent-on-dark: {colours.accent_on_dark}; }}\n"
    )
