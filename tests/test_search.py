"""Finding an indicator: by any of its names, in the header and from the home page."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import Site, opened, search

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

DENTAL = "indicators/lac-dental-check/index.html"


def results(page: Page) -> list[str]:
    """Address and title of each page a search found, the best first."""
    links = page.locator(".md-search-result__item > a.md-search-result__link")
    expect(links.first).to_be_visible()
    return [
        f"{link.get_attribute('href')} {link.locator('h1, h2').first.inner_text()}"
        for link in links.all()
    ]


@pytest.mark.parametrize("words", ["LAC", "children in care", "looked after"])
def test_every_name_of_looked_after_children_finds_their_indicators_first(
    browser: Browser, site: Site, words: str
) -> None:
    with opened(browser, site.address) as (page, noted):
        search(page, words)
        found = results(page)[:8]
        assert noted.complaints == []
    assert sum("/indicators/lac-" in result for result in found) >= 6, found


def index(site: Site) -> list[dict[str, Any]]:
    """The entries of the search index: one for each page and for each part of one."""
    text = (site.folder / "search" / "search_index.json").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = json.loads(text)["docs"]
    return entries


def test_every_indicator_of_looked_after_children_is_found_by_all_their_names(site: Site) -> None:
    entries = [
        entry for entry in index(site) if re.fullmatch("indicators/lac-[^/]*/", entry["location"])
    ]
    assert len(entries) > 20
    for entry in entries:
        assert {"LAC", "looked-after child", "children in care"} <= set(entry["tags"]), entry


def test_only_pages_and_not_their_parts_are_found_by_synonyms(site: Site) -> None:
    assert not [e["location"] for e in index(site) if "tags" in e and "#" in e["location"]]


def test_the_form_on_the_home_page_leads_to_results(browser: Browser, site: Site) -> None:
    with opened(browser, site.address) as (page, noted):
        page.get_by_label("Find an indicator").fill("dentist")
        page.get_by_role("button", name="Search", exact=True).click()
        assert any("/indicators/lac-dental-check/" in result for result in results(page))
        assert noted.complaints == []


def test_a_result_leads_to_its_page(browser: Browser, site: Site) -> None:
    with opened(browser, site.address) as (page, _):
        search(page, "dentist")
        page.locator("a.md-search-result__link[href*='lac-dental-check']").first.click()
        page.wait_for_url("**/indicators/lac-dental-check/**")
        expect(page.locator("article h1")).to_be_visible()


def test_the_search_index_holds_words_and_no_table_cells(site: Site) -> None:
    entries = [entry for entry in index(site) if entry["location"].startswith("indicators/")]
    assert len(entries) > 63
    for entry in entries:
        place, text = entry["location"], entry["text"]
        assert not re.search("<(caption|table|td|svg)", text), place
        # Figures with nothing but spaces between them stand in the row of a table only.
        assert not re.search(r"(?:\b\d[\d.]*%?\s+){3}", text), place
    captions = re.findall(r"<caption>(.*?)</caption>", (site.folder / DENTAL).read_text("utf-8"))
    assert captions
    assert not [c for c in captions if any(c in entry["text"] for entry in entries)]
