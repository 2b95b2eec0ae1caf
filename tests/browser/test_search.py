"""Finding an indicator: by any of its names, in the header and from the home page."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from tests.browsing import Site, opened, search
from tests.examples import (
    common_term,
    facts,
    full,
    own_word,
    path_of,
    terms,
    used_words,
    words_in,
)
from tests.places import DATASETS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

FULL = "full figures"
# Every page loads the index: it may take about an eighth of what a first view may weigh.
LARGEST_INDEX = 16_000


def results(page: Page) -> list[str]:
    """Address and title of each page a search found, the best first."""
    links = page.locator(".md-search-result__item > a.md-search-result__link")
    expect(links.first).to_be_visible()
    return [
        f"{link.get_attribute('href')} {link.locator('h1, h2').first.inner_text()}"
        for link in links.all()
    ]


@pytest.mark.parametrize("number", range(3))
def test_every_name_of_a_common_term_finds_its_indicators_first(
    browser: Browser, site: Site, number: int
) -> None:
    term = common_term()
    words = term.names[number % len(term.names)]
    with opened(browser, site.address) as (page, noted):
        search(page, words)
        found = results(page)[:8]
        assert noted.complaints == []
    known = [result for result in found if any(f"/indicators/{i}/" in result for i in term.ids)]
    assert len(known) >= min(6, len(term.ids)), found


def _words_of_a_title() -> str:
    """The words of a title in another order, without the short ones."""
    return " ".join(reversed(words_in([full().data.words["title"]])))


SOUGHT: dict[str, Callable[[], tuple[str, str]]] = {
    "title": lambda: (own_word("title", full())[0], f"indicators/{full().id}/"),
    "words of a title": lambda: (_words_of_a_title(), f"indicators/{full().id}/"),
    "other name": lambda: _sought("other_names"),
    "summary": lambda: _sought("summary"),
    "term": lambda: (_of_the_glossary("term"), "glossary/"),
    "another word for a term": lambda: (_of_the_glossary("also_called"), "glossary/"),
    "heading of a reference page": lambda: ("statistical neighbours", "methods/"),
    "reference page": lambda: ("confidentiality", "confidentiality-policy/"),
    "help page": lambda: ("a space that nobody sees", "help/problems/stray-space/"),
}


def _sought(where: str) -> tuple[str, str]:
    word, one = own_word(where)
    return word, f"indicators/{one.id}/"


def _of_the_glossary(key: str) -> str:
    """A name of a term, of long words that no indicator has in its names."""
    for term in terms():
        for name in [str(term["term"])] if key == "term" else term.get(key, []):
            words = words_in([name])
            if max(map(len, words), default=0) > 6 and used_words().keys().isdisjoint(words):
                return name
    message = f"every {key} of the glossary is a word of an indicator"
    raise AssertionError(message)


@pytest.mark.parametrize("what", SOUGHT)
def test_what_people_look_for_is_among_the_first_results(
    browser: Browser, site: Site, what: str
) -> None:
    words, place = SOUGHT[what]()
    with opened(browser, site.address) as (page, noted):
        search(page, words)
        found = results(page)[:8]
        assert noted.complaints == []
    assert any(f"/{place}" in result for result in found), (words, found)


def index(site: Site) -> list[dict[str, Any]]:
    """The entries of the search index: one for each page and for each part of one."""
    text = (site.folder / "search" / "search_index.json").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = json.loads(text)["docs"]
    return entries


def test_every_indicator_with_a_common_term_is_found_by_all_its_names(site: Site) -> None:
    term = common_term()
    entries = {entry["location"]: entry for entry in index(site)}
    for name in term.ids:
        tags = {tag.casefold() for tag in entries[f"indicators/{name}/"]["tags"]}
        assert {word.casefold() for word in term.names} <= tags, name


def test_only_pages_and_not_their_parts_are_found_by_synonyms(site: Site) -> None:
    assert not [e["location"] for e in index(site) if "tags" in e and "#" in e["location"]]


def test_an_indicator_is_one_entry_with_its_names_and_its_summary(site: Site) -> None:
    entries = {e["location"]: e for e in index(site) if e["location"].startswith("indicators/")}
    ids = sorted(path.parent.name for path in DATASETS.glob("*/indicator.yml"))
    assert [place for place in entries if place.count("/") > 1] == [f"indicators/{i}/" for i in ids]
    for indicator_id in ids:
        words = yaml.safe_load((DATASETS / indicator_id / "indicator.yml").read_text("utf-8"))
        entry = entries[f"indicators/{indicator_id}/"]
        assert unescape(entry["title"]) == words["title"]
        assert " ".join(words["summary"].split()) in unescape(entry["text"])
        found = unescape("; ".join([entry["text"], *entry.get("tags", [])])).casefold()
        for name in words.get("other_names", []):
            assert " ".join(name.split()).rstrip(".").casefold() in found, (indicator_id, name)


def test_every_term_of_the_glossary_is_in_the_index_without_its_meaning(site: Site) -> None:
    shared = DATASETS / "_shared" / "glossary.yml"
    terms = yaml.safe_load(shared.read_text(encoding="utf-8"))["terms"]
    (entry,) = (entry for entry in index(site) if entry["location"].startswith("glossary/"))
    text = unescape(entry["text"])
    for term in terms:
        for name in (term["term"], *term.get("also_called", [])):
            assert name in text
        assert term["meaning"] not in text


def test_a_reference_page_is_found_by_its_headings_and_a_help_page_by_its_title(site: Site) -> None:
    entries = index(site)
    headings = re.findall(
        r'<h2 id="([^"]+)"', (site.folder / "methods/index.html").read_text("utf-8")
    )
    parts = {e["location"]: e["text"] for e in entries if e["location"].startswith("methods/#")}
    assert parts == {f"methods/#{heading}": "" for heading in headings}
    pages = {p.parent.name for p in (site.folder / "help/problems").glob("*/index.html")}
    helping = {e["location"]: e["text"] for e in entries if e["location"].startswith("help/")}
    assert helping.keys() == {"help/problems/"} | {f"help/problems/{name}/" for name in pages}
    assert [place for place, text in helping.items() if text and place != "help/problems/"] == []


def test_the_index_is_small(site: Site) -> None:
    content = (site.folder / "search" / "search_index.json").read_bytes()
    assert len(gzip.compress(content, 9)) <= LARGEST_INDEX


def test_the_form_on_the_home_page_leads_to_results(browser: Browser, site: Site) -> None:
    with opened(browser, site.address) as (page, noted):
        page.get_by_label("Find an indicator").fill(own_word("title", full())[0])
        page.get_by_role("button", name="Search", exact=True).click()
        assert any(f"/{path_of(FULL)}" in result for result in results(page))
        assert noted.complaints == []


def test_a_result_leads_to_its_page(browser: Browser, site: Site) -> None:
    with opened(browser, site.address) as (page, _):
        search(page, own_word("title", full())[0])
        page.locator(f"a.md-search-result__link[href*='{full().id}']").first.click()
        page.wait_for_url(f"**/{path_of(FULL)}**")
        expect(page.locator("article h1")).to_be_visible()


def test_the_search_index_holds_words_and_no_table_cells(site: Site) -> None:
    entries = [entry for entry in index(site) if entry["location"].startswith("indicators/")]
    assert len(entries) > len(facts())
    for entry in entries:
        place, text = entry["location"], entry["text"]
        assert not re.search("<(caption|table|td|svg)", text), place
        # Figures with nothing but spaces between them stand in the row of a table only.
        assert not re.search(r"(?:\b\d[\d.]*%?\s+){3}", text), place
    captions = re.findall(
        r"<caption>(.*?)</caption>", (site.folder / path_of(FULL) / "index.html").read_text("utf-8")
    )
    assert captions
    assert not [c for c in captions if any(c in entry["text"] for entry in entries)]
