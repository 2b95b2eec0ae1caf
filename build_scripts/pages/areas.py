"""Writes the page of each area: every indicator for one council, region or country at a glance."""

from __future__ import annotations

from build_scripts.model.shared import Area
from build_scripts.pages.sites import Pages, Site
from build_scripts.pages.templating import fragment, page, placeholder
from build_scripts.pages.values import Cell
from build_scripts.statistics.ranking import COUNCIL_LEVEL

LEVELS = {"country": "Country", "region": "Region", COUNCIL_LEVEL: "Council"}


def write_area_pages(site: Site, pages: Pages) -> None:
    """Write a page for every area that exists today, and the list of them."""
    shared = site.shared
    present = {code: area for code, area in shared.areas.items() if area.valid_to is None}
    for area in present.values():
        name = f"areas/{area.code}"
        pages.markdown[f"{name}.md"] = page(
            "area.md",
            area=area,
            is_council=area.level == COUNCIL_LEVEL,
            is_ours=area == shared.council,
            neighbour=area.code in shared.neighbours,
            region=shared.areas[area.region_code].name if area.region_code else "",
            portal=shared.portal,
            country=shared.country.name,
            placeholder=placeholder,
        )
        pages.fragments[name] = _table(site, area)
    _index(site, present, pages)


def _table(site: Site, area: Area) -> str:
    rows = []
    for i in site.ordered:
        line = site.areas[i].get(area.code)
        rows.append(
            {
                "id": i,
                "title": site.indicators[i].title,
                "value": line.value if line else Cell("no figure"),
                "period": line.period if line else Cell(""),
                "country": line.country if line else "",
                "verdict": line.verdict if line else None,
                "place": line.place if line else Cell(""),
            }
        )
    return fragment(
        "area.html",
        rows=rows,
        name=area.name,
        country=site.shared.country.name,
        compared=area != site.shared.country,
        is_council=area.level == COUNCIL_LEVEL,
    )


def _index(site: Site, present: dict[str, Area], pages: Pages) -> None:
    shared = site.shared
    regions = sorted((a for a in present.values() if a.level == "region"), key=lambda a: a.name)
    groups = [
        (
            region,
            sorted(
                (
                    a
                    for a in present.values()
                    if a.level == COUNCIL_LEVEL and a.region_code == region.code
                ),
                key=lambda a: a.name,
            ),
        )
        for region in regions
    ]
    councils = [area for area in present.values() if area.level == COUNCIL_LEVEL]
    pages.markdown["areas/index.md"] = page(
        "areas.md",
        portal=shared.portal,
        council=shared.council,
        country=shared.country,
        neighbours=[shared.areas[code] for code in shared.neighbours],
        groups=groups,
        count=len(councils),
    )
