"""Writes the page of each area: every indicator for one council, region or country at a glance."""

from __future__ import annotations

from build_scripts.model.reference import Area
from build_scripts.pages.templating import fragment, page, placeholder
from build_scripts.pages.values import Pages, Site
from build_scripts.words.values import ListCell


def write_area_pages(site: Site, pages: Pages) -> None:
    """Write a page for every area that exists today, and the list of them."""
    edition, areas = site.edition, site.edition.reference.areas
    neighbours = {area.code for area in edition.neighbours}
    present = {code: area for code, area in areas.items() if area.valid_to is None}
    for area in present.values():
        name = f"areas/{area.code}"
        pages.markdown[f"{name}.md"] = page(
            "area.md",
            area=area,
            is_council=area.is_council,
            is_ours=area == edition.council,
            neighbour=area.code in neighbours,
            region=areas[area.region_code].name if area.region_code else "",
            portal=edition.portal,
            country=edition.country.name,
            placeholder=placeholder,
        )
        pages.fragments[name] = _table(site, area)
    _index(site, present, pages)


def _table(site: Site, area: Area) -> str:
    rows = []
    for i in site.ordered:
        line = site.written[i].areas.get(area.code)
        rows.append(
            {
                "id": i,
                "title": site.indicators[i].title,
                "value": line.value if line else ListCell("no figure"),
                "period": line.period if line else ListCell(""),
                "country": line.country if line else "",
                "verdict": line.verdict if line else None,
                "place": line.place if line else ListCell(""),
            }
        )
    return fragment(
        "area.html",
        rows=rows,
        name=area.name,
        country=site.edition.country.name,
        compared=area != site.edition.country,
        is_council=area.is_council,
    )


def _index(site: Site, present: dict[str, Area], pages: Pages) -> None:
    edition = site.edition
    regions = sorted((a for a in present.values() if a.level == "region"), key=lambda a: a.name)
    groups = [
        (
            region,
            sorted(
                (a for a in present.values() if a.is_council and a.region_code == region.code),
                key=lambda a: a.name,
            ),
        )
        for region in regions
    ]
    councils = [area for area in present.values() if area.is_council]
    pages.markdown["areas/index.md"] = page(
        "areas.md",
        portal=edition.portal,
        council=edition.council,
        country=edition.country,
        neighbours=edition.neighbours,
        groups=groups,
        count=len(councils),
    )
