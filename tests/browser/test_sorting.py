"""Tables that can be sorted and filtered: by pointer and keyboard, heard and seen, or left alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browsing import Site, accessibility_violations, opened
from tests.builds import ROOT
from tests.examples import facts, full, words_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

ALL = "indicators/"
SCRIPT = ROOT / "site_src" / "assets" / "portal.js"
# The order of signs that dictionaries and libraries follow; letters come after all of them.
SIGNS = " _-–—,;:!?.'‘’\"“”()[]/&%£+"
NUMBER = re.compile(r"-?[\d,]*\.?\d+")

# What a listing promises, in little: ties, minus signs, commas, nothing to sort by, a drawing.
LITTLE = """<!doctype html><html lang="en"><title>Little</title><main>
<div class="table" role="region" aria-label="First" tabindex="0">
<table class="listing" data-sortable data-filter="Find in this list"><caption>First</caption>
<thead><tr><th data-sort="text">Name</th><th data-sort="number">Figure</th><th>Trend</th>
<th data-sort="text">Verdict</th></tr></thead><tbody>
<tr><th>Key stage 10</th><td>1,200.5</td><td><svg><desc>zebra</desc></svg></td>
<td data-value=""></td></tr>
<tr><th>key stage 2</th><td data-value="">no figure</td><td></td>
<td><span aria-hidden="true">▲</span> Better<br>than most</td></tr>
<tr><th>École</th><td>−3%</td><td></td><td><span aria-hidden="true">▼</span> Alike</td></tr>
<tr><th>Children’s homes, 16–17</th><td data-value="9.5e-01">about one</td><td></td>
<td><span aria-hidden="true">▼</span> Alike</td></tr></tbody></table></div>
<div class="table"><table class="listing" data-sortable><caption>Second</caption>
<thead><tr><th data-sort="text">Place</th></tr></thead>
<tbody><tr><td>B</td></tr><tr><td>A</td></tr></tbody></table></div>
<div class="table"><table class="listing" data-sortable data-filter="Find">
<thead><tr><th data-sort="text">Alone</th></tr></thead><tbody><tr><td>B</td></tr></tbody></table>
</div></main></html>"""


@pytest.fixture
def little(browser: Browser) -> Iterator[Page]:
    """The little page with the script, which has seen it twice."""
    page = browser.new_page()
    page.set_content(LITTLE)
    page.add_script_tag(path=SCRIPT)
    page.add_script_tag(path=SCRIPT)
    yield page
    page.close()


def titles(table: Locator) -> list[str]:
    """The first cell of every row that is shown, in the order in which they stand."""
    return table.locator("tbody tr:not([hidden]) > :first-child").all_inner_texts()


def cells(table: Locator, column: int) -> list[str]:
    """What the cells of a column are to be sorted by, from top to bottom."""
    texts: list[str] = table.locator(f"tbody tr > :nth-child({column + 1})").evaluate_all(
        """cells => cells.map(cell => {
          if (cell.hasAttribute("data-value")) return cell.getAttribute("data-value");
          const unread = [...cell.querySelectorAll("svg, [aria-hidden]")];
          return unread.reduce((text, one) => text.replace(one.textContent, ""),
            cell.innerText).trim();
        })"""
    )
    return texts


def some_words(texts: list[str]) -> tuple[str, str]:
    """Two words that stand in the first text; in a list that is not all of one text, not in all."""
    words = [word for word in words_in(texts[:1]) if len(texts) == 1 or word not in texts[-1]]
    return words[0], words[-1]


def place(text: str) -> list[tuple[int, int, str]]:
    """Where a text comes in a list: signs, then numbers by size, then letters."""
    return [
        (1, int(part), "")
        if part.isdigit()
        else (0, SIGNS.index(part), "")
        if part in SIGNS
        else (2, 0, part)
        for part in re.findall(r"\d+|.", re.sub(r"\s+", " ", text).casefold())
    ]


def amount(text: str) -> float | None:
    """The number in a cell; None where there is none."""
    found = re.fullmatch(r"[-+.\de]+", text) or NUMBER.search(text.replace("−", "-"))
    return float(found[0].replace(",", "")) if found else None


def expected_order(texts: list[str], kind: str, direction: str) -> list[int]:
    """The rows' places in the original order, as they should stand when sorted."""
    keys: list[Any] = [(amount if kind == "number" else place)(text) for text in texts]
    known = [row for row, key in enumerate(keys) if key not in (None, [])]
    # Python keeps equal ones in order in both directions, as the script must.
    known.sort(key=keys.__getitem__, reverse=direction == "descending")
    return known + [row for row, key in enumerate(keys) if key in (None, [])]


@pytest.mark.parametrize("how", ["pointer", "Enter", "Space"])
def test_every_column_sorts_up_and_down_and_a_third_press_puts_all_back(
    browser: Browser, site: Site, how: str
) -> None:
    kinds, with_empty, unlike_text = Counter[str](), 0, 0
    with opened(browser, site.address + ALL) as (page, noted):
        for table in page.locator("table[data-sortable]").all():
            said = table.locator(
                "xpath=ancestor::div[@role='region']/preceding-sibling::*[1]"
            ).locator(".said-only")
            rows = table.locator("tbody tr").element_handles()
            before = titles(table)
            for header in table.locator("thead th[data-sort]").all():
                kind, name = header.get_attribute("data-sort") or "", header.inner_text().strip()
                column = int(header.evaluate("th => th.cellIndex"))
                texts, button = cells(table, column), header.get_by_role("button", name=name)
                assert header.get_attribute("aria-sort") is None
                press = button.click if how == "pointer" else partial(button.press, how)
                for direction in ("ascending", "descending"):
                    press()
                    order = expected_order(texts, kind, direction)
                    assert titles(table) == [before[row] for row in order], (name, direction)
                    assert cells(table, column) == [texts[row] for row in order]
                    assert header.get_attribute("aria-sort") == direction
                    expect(table.locator("[aria-sort]")).to_have_count(1)
                    expect(said).to_have_text(f"Sorted by {name}, {direction}")
                press()
                assert titles(table) == before
                assert header.get_attribute("aria-sort") is None
                expect(said).to_have_text("In the original order")
                kinds[kind] += 1
                with_empty += kind == "number" and None in map(amount, texts)
                numbers = [text for text in texts if kind == "number" and amount(text) is not None]
                unlike_text += sorted(numbers) != sorted(
                    numbers, key=lambda text: amount(text) or 0
                )
            # The same elements throughout, not copies that would have lost what was done to them.
            assert all(row.evaluate("row => row.isConnected") for row in rows)
        assert noted.complaints == []
    assert kinds["text"] and kinds["number"] and with_empty and unlike_text


def test_numbers_ties_and_empty_cells_in_little(little: Page) -> None:
    table = little.get_by_role("table", name="First")
    name, figure, verdict = table.get_by_role("button").all()
    ten, two, école, homes = titles(table)
    expect(table.get_by_role("columnheader", name="Trend").get_by_role("button")).to_have_count(0)
    figure.click()
    assert titles(table) == [école, homes, ten, two]
    figure.click()
    assert titles(table) == [ten, homes, école, two]
    verdict.click()  # its sign does not count, and the empty one comes last
    assert titles(table) == [école, homes, two, ten]
    verdict.click()
    assert titles(table) == [two, école, homes, ten]
    name.click()
    assert titles(table) == [homes, école, two, ten]
    other = little.get_by_role("table", name="Second")
    assert titles(other) == ["B", "A"]
    other.get_by_role("button", name="Place").click()
    assert titles(other) == ["A", "B"]
    assert titles(table) == [homes, école, two, ten]
    # A list of one row has nothing to sort or find.
    expect(little.get_by_role("table").nth(2).get_by_role("button")).to_have_count(0)
    expect(little.get_by_role("searchbox")).to_have_count(1)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("KEY  stage", ["Key stage 10", "key stage 2"]),
        ("better most stage", ["key stage 2"]),
        ("children's 16-17", ["Children’s homes, 16–17"]),
        ("homes alike about", ["Children’s homes, 16–17"]),
        ("key homes", []),
        ("zebra", []),
        ("▲", []),
    ],
)
def test_a_row_is_found_by_every_word_in_any_order(
    little: Page, typed: str, found: list[str]
) -> None:
    table = little.get_by_role("table", name="First")
    field = little.get_by_role("group", name="First").get_by_label("Find in this list")
    said = little.get_by_role("group", name="First").get_by_role("status").first
    field.fill(typed)
    assert titles(table) == found
    expect(said).to_have_text(f"{len(found)} of 4 shown" if found else re.compile("^Nothing found"))
    table.get_by_role("button", name="Figure").click()
    assert sorted(titles(table)) == sorted(found)
    field.fill("  ")
    expect(table.locator("tbody tr:visible")).to_have_count(4)
    expect(said).to_have_text("All 4 shown")


def test_the_filter_of_a_real_list_says_how_many_it_shows(browser: Browser, site: Site) -> None:
    with opened(browser, site.address + ALL) as (page, noted):
        table = page.locator("table[data-filter]").first
        field, said = page.get_by_label("Find in this list").first, page.locator(".count").first
        rows = table.locator("tbody tr")
        texts = [re.sub(r"\s+", " ", text).casefold() for text in rows.all_inner_texts()]
        one, other = some_words(texts)
        matching = sum(one in text and other in text for text in texts)
        assert 0 < matching < len(texts)
        field.press_sequentially(f"{other.title()} {one.upper()}")
        expect(rows.locator("visible=true")).to_have_count(matching)
        expect(said).to_have_text(f"{matching} of {len(texts)} shown")
        table.get_by_role("button").first.click()
        expect(rows.locator("visible=true")).to_have_count(matching)
        field.fill("qqqq")
        expect(rows.locator("visible=true")).to_have_count(0)
        expect(said).to_contain_text("Nothing found")
        field.press("Escape")  # a search field empties itself
        expect(said).to_have_text(f"All {len(texts)} shown")
        assert noted.complaints == []


def test_the_keyboard_goes_from_the_filter_to_the_headers_and_shows_where_it_is(
    browser: Browser, site: Site
) -> None:
    with opened(browser, site.address + ALL) as (page, _):
        page.get_by_label("Find in this list").first.focus()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('.table[role=region]')")
        names = page.locator("table.sortable").first.get_by_role("button").all_inner_texts()
        for name in names:
            page.keyboard.press("Tab")
            focused = page.locator(":focus")
            expect(focused).to_have_text(name)
            assert focused.evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)") >= 2
            assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
            page.keyboard.press("Enter")
            expect(focused.locator("xpath=..")).to_have_attribute("aria-sort", "ascending")
            expect(focused).to_have_text(name)


@pytest.mark.parametrize("width", [1280, 320], ids=["wide", "narrow"])
def test_without_javascript_a_list_is_whole_and_offers_nothing(
    browser: Browser, site: Site, width: int
) -> None:
    with opened(browser, site.address + ALL, width=width, javascript=False) as (page, noted):
        rows = page.locator("table.listing tbody tr")
        assert rows.count() == rows.locator("visible=true").count() == len(facts())
        expect(page.locator("table.listing button, .listing-tools")).to_have_count(0)
        shown = page.locator("table.listing thead").first.bounding_box()
        assert shown is not None and (shown["height"] > 20) == (width > 320)
        assert noted.complaints == []


def test_a_phone_offers_the_headers_as_a_row_of_buttons(browser: Browser, site: Site) -> None:
    with opened(browser, site.address + ALL, width=320) as (page, _):
        table = page.locator("table.sortable").first
        before = titles(table)
        for button in table.get_by_role("button").all():
            box = button.bounding_box()
            assert box is not None and box["width"] >= 24 and box["height"] >= 24
            assert box["x"] >= 0 and box["x"] + box["width"] <= 320
        lead = "getComputedStyle(document.querySelector('.sortable thead tr'), '::before').content"
        assert "Sort by" in page.evaluate(lead)
        table.get_by_role("button").first.click()
        assert titles(table) != before and sorted(titles(table)) == sorted(before)
        page.get_by_label("Find in this list").first.fill(some_words(before)[0])
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
        assert 0 < table.locator("tbody tr:visible").count() < len(before)
        # Laid out as blocks, it is still a table to a screen reader.
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
        roles = Counter(node["role"]["value"] for node in tree["nodes"] if "role" in node)
        shown = page.locator("table.listing tr:visible").count()
        assert roles["table"] == page.locator("table.listing").count()
        assert roles["row"] == shown
        assert roles["columnheader"] == page.locator("table.listing thead th").count()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320], ids=["wide", "narrow"])
def test_axe_finds_nothing_wrong_after_sorting_and_filtering(
    browser: Browser, site: Site, width: int, dark: bool
) -> None:
    with opened(browser, site.address + ALL, width=width, dark=dark) as (page, noted):
        button = page.locator("table.sortable").first.get_by_role("button").nth(1)
        button.click()
        assert accessibility_violations(page) == ""
        button.click()
        page.get_by_label("Find in this list").first.fill(
            some_words([full().data.words["title"]])[0]
        )
        assert accessibility_violations(page) == ""
        assert noted.complaints == []


def test_nothing_moves_when_the_script_adds_its_tools(browser: Browser, site: Site) -> None:
    for width in (1280, 320):
        with opened(browser, site.address + ALL, width=width) as (page, _):
            moved = page.evaluate(
                """() => new Promise(done => {
                  let sum = 0;
                  new PerformanceObserver(list => list.getEntries().forEach(e => sum += e.value))
                    .observe({ type: "layout-shift", buffered: true });
                  setTimeout(() => done(sum), 300);
                })"""
            )
        assert moved < 0.01, width
