"""Writes the pages that list indicators: home, commitments, all, latest changes, what can't be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from build_scripts.pages.templating import fragment, page, placeholder
from build_scripts.pages.values import Pages, Site
from build_scripts.statistics.verdicts import Verdict
from build_scripts.words.values import Summary
from build_scripts.words.verdicts import VERDICTS, looks, verdict_words

# As many as fit a screen without scrolling past them.
NEWEST_SHOWN = 8
FILTER = "Find in this list"


def write_overviews(site: Site, pages: Pages) -> None:
    """Write every page that lists indicators."""
    for write in (_home, _commitments, _all_indicators, _changes, _unsaid):
        write(site, pages)


def _listing(site: Site, ids: Sequence[str], caption: str, up: str, find: str = "") -> str:
    return fragment(
        "listing.html",
        items=[site.written[i].summary for i in ids],
        caption=caption,
        area_name=site.edition.area_name,
        country=site.edition.country.name,
        up=up,
        find=find,
    )


def _home(site: Site, pages: Pages) -> None:
    edition = site.edition
    summaries = {i: page.summary for i, page in site.written.items()}
    dated = {
        i: s.newest for i, s in summaries.items() if s.newest is not None and s.level == "full"
    }
    newest = sorted(dated, key=lambda i: (-dated[i].end.toordinal(), site.ordered.index(i)))
    commitments = [
        c.model_dump() | {"count": len(site.of_commitment(c.id))}
        for c in edition.reference.commitments
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
        portal=edition.portal,
        counts=site.counts,
        region=edition.comparator("region").called,
        country=edition.country.name,
        revisions=revisions[:NEWEST_SHOWN],
        placeholder=placeholder,
    )
    pages.fragments["home/tally"] = fragment("tally.html", tally=_tally(site), **_not_told(site))
    pages.fragments["home/search"] = fragment("search.html")
    pages.fragments["home/commitments"] = fragment("commitments.html", commitments=commitments)
    caption = "The indicators whose figures reach furthest, newest first"
    pages.fragments["home/newest"] = _listing(site, newest[:NEWEST_SHOWN], caption, "")


def _tally(site: Site) -> list[dict[str, object]]:
    """How many indicators have each verdict against the country, in a fixed order."""
    country = site.edition.country.name
    once = {s.same_as: s.verdict for s in _summaries(site) if s.verdict is not None}
    found = list(once.values())
    tally: list[dict[str, object]] = []
    for word, (_, sign) in VERDICTS.items():
        kind = looks(word)
        count = sum(verdict.kind == kind for verdict in found)
        if count:
            _, said = verdict_words(Verdict(word), country)
            tally.append({"kind": kind, "sign": sign, "words": said, "count": count})
    return tally


def _summaries(site: Site) -> list[Summary]:
    return [site.written[i].summary for i in site.ordered]


def _not_told(site: Site) -> dict[str, object]:
    """What a tally leaves out: indicators without a figure, and figures that stand on two pages."""
    first: dict[str, Summary] = {}
    twice: list[tuple[Summary, Summary]] = []
    for one in _summaries(site):
        if one.same_as and one.same_as in first:
            twice.append((one, first[one.same_as]))
        elif one.same_as:
            first[one.same_as] = one
    missing = sum(one.verdict is None for one in _summaries(site))
    return {"twice": twice, "missing": missing, "area_name": site.edition.area_name}


def _revision_date(revision: Mapping[str, object]) -> date:
    found = revision["date"]
    assert isinstance(found, date)
    return found


def _commitments(site: Site, pages: Pages) -> None:
    for commitment in site.edition.reference.commitments:
        name = f"commitments/{commitment.id}"
        pages.markdown[f"{name}.md"] = page(
            "commitment.md",
            commitment=commitment,
            portal=site.edition.portal,
            placeholder=placeholder,
        )
        ids = site.of_commitment(commitment.id)
        # Not `name` alone: an indicator may be called `commitments`, and have a `trend`.
        pages.fragments[f"{name}/all"] = _listing(site, ids, commitment.title, "../../", FILTER)


def _all_indicators(site: Site, pages: Pages) -> None:
    pages.markdown["indicators/index.md"] = page(
        "indicators.md", portal=site.edition.portal, counts=site.counts, placeholder=placeholder
    )
    caption = "All indicators, in the order of the printed list"
    pages.fragments["indicators/all"] = _listing(site, site.ordered, caption, "../", FILTER)


def _changes(site: Site, pages: Pages) -> None:
    portal = site.edition.portal
    pages.markdown["changes.md"] = page("changes.md", portal=portal, placeholder=placeholder)
    dated = [i for i in site.ordered if site.written[i].summary.period.sort is not None]
    dated.sort(key=lambda i: -(site.written[i].summary.period.sort or 0))
    pages.fragments["changes/all"] = fragment(
        "changes.html",
        items=[site.written[i].summary for i in dated],
        area_name=portal.council.area_name,
        find=FILTER,
    )


def _unsaid(site: Site, pages: Pages) -> None:
    rows = [
        {"id": i, "title": site.written[i].summary.title, "what": what, "why": why}
        for i in site.ordered
        for what, why in site.written[i].summary.unsaid
    ]
    whole = [i for i in site.ordered if not site.written[i].summary.unsaid]
    pages.markdown["unsaid.md"] = page(
        "unsaid.md",
        portal=site.edition.portal,
        counts=site.counts,
        whole=[(i, site.written[i].summary.title) for i in whole],
        placeholder=placeholder,
    )
    pages.fragments["unsaid/all"] = fragment("unsaid.html", rows=rows, find=FILTER)
