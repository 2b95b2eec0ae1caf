"""Makes the pages of a portal as values, as a build does before the site generator comes in."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from build_scripts.charts.designs import all_designs
from build_scripts.pages.reference import write_pages
from build_scripts.pages.sites import Site
from build_scripts.pages.values import Task
from build_scripts.reading.datasets import read_portal
from build_scripts.reading.shared import read_shared
from build_scripts.site.provenance import Provenance
from build_scripts.work.make import make

MADE_FROM = Provenance(int(datetime(2026, 11, 21, tzinfo=UTC).timestamp()), "", changed=False)


@cache
def fragments(datasets: Path) -> dict[str, str]:
    """Every fragment of a portal's pages, by name."""
    portal, designs = read_portal(datasets, read_shared), all_designs()
    assert portal.problems == () and portal.shared is not None
    found: dict[str, str] = {}
    summaries, areas = {}, {}
    for name, indicator in portal.indicators.items():
        related = tuple((other, portal.indicators[other].title) for other in indicator.related)
        made = make(Task(datasets, name, indicator, portal.shared, related, designs))
        assert made.page is not None, made.problems
        summaries[name], areas[name] = made.page.summary, made.page.areas
        found |= {f"{name}/{part}": text for part, text in made.page.fragments.items()}
    pages = write_pages(Site(portal.shared, portal.indicators, summaries, areas, MADE_FROM))
    return found | pages.fragments
