"""Pages on paper: an indicator on two sheets, everything within their edges, always in light."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import Site, opened
from tests.examples import facts, full, path_of
from tests.paper import Run, Sheet, print_out, squeezed

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site-2")]

INDICATOR = "full figures"
POINTS_PER_MM = 72 / 25.4
# The margins of the style sheet, less what the eye does not see.
EDGE = 11.5 * POINTS_PER_MM
FOOT = 10.5 * POINTS_PER_MM
# 186 of the 210 mm of A4 are left for text: so many pixels of CSS, 96 to the inch.
TEXT_WIDTH = 703
# 8 points for text, and less for the labels of a chart, which come in the size of their drawing.
SMALLEST, SMALLEST_IN_CHARTS = 7.9, 7.0
# Lists and what else prints on as many sheets as it needs.
OTHERS = (
    "home",
    "commitment",
    "all indicators",
    "latest changes",
    "what can't be said",
    "areas",
    "council",
    "region",
    "columns",
    "methods",
)
# What reaches beyond the width of the text, and would be cut off.
CUT_OFF = f"""() => [...document.querySelectorAll("article *")]
  .filter((part) => part.checkVisibility() && !part.matches(".said-only, svg [clip-path] *"))
  .filter((part) => part.getBoundingClientRect().right > {TEXT_WIDTH} + 1.5)
  .map((part) => `${{part.localName}} ${{part.textContent.slice(0, 40)}}`)"""


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    """A page as wide as the text on paper, laid out for print."""
    context = browser.new_context(viewport={"width": TEXT_WIDTH, "height": 1000})
    try:
        page = context.new_page()
        page.emulate_media(media="print")
        yield page
    finally:
        context.close()


def faults_of(sheets: list[Sheet], page: Page) -> list[str]:
    """What is wrong with the sheets of any page: emptiness, edges, sizes, lonely headings."""
    headings = {squeezed(text) for text in page.locator("article :is(h2, h3)").all_inner_texts()}
    found = [f"cut off: {part}" for part in page.evaluate(CUT_OFF)]
    for number, sheet in enumerate(sheets, start=1):
        if len(sheet.words) < 100:
            found.append(f"sheet {number} is all but empty: {sheet.words}")
        for run in sheet.runs:
            if not (EDGE <= run.left <= sheet.width - EDGE):
                found.append(f"sheet {number}, beyond an edge: {run}")
            if not (FOOT <= run.top <= sheet.height - FOOT):
                found.append(f"sheet {number}, beyond head or foot: {run}")
            if run.size < SMALLEST_IN_CHARTS:
                found.append(f"sheet {number}, too small: {run}")
            if squeezed(run.text) in headings and not _has_text_below(run, sheet):
                found.append(f"sheet {number}, a heading left alone: {run.text}")
    return found


def _has_text_below(heading: Run, sheet: Sheet) -> bool:
    """Whether a line begins right below a heading: at most three lines, or an indent, away."""
    return any(
        0 < run.top - heading.top < 45 and abs(run.left - heading.left) < 60 for run in sheet.runs
    )


def test_every_indicator_prints_on_two_tidy_sheets_at_most(paper: Page, site: Site) -> None:
    folders = sorted(path.parent.name for path in site.folder.glob("indicators/*/index.html"))
    assert folders == sorted(facts())
    found = []
    for folder in folders:
        paper.goto(f"{site.address}indicators/{folder}/")
        sheets = print_out(paper)
        faults = faults_of(sheets, paper)
        has_figures = paper.locator(".figures").count() == 1
        if len(sheets) != 1 + has_figures:
            faults.append(
                f"{len(sheets)} sheets: shorten the longest texts, or print fewer of them"
            )
        faults += _misplaced(sheets, paper, has_figures)
        found += [f"{folder}: {fault}" for fault in faults]
    assert not found, "\n".join(found)


def _misplaced(sheets: list[Sheet], page: Page, has_figures: bool) -> list[str]:
    """Parts that are not on the sheet they belong on."""
    first = ["h1", ".lead", ".notice"]
    last = ["#definition", "#limits", ".reference > :last-child"]
    if has_figures:
        first += [
            ".headline .figure strong",
            ".comparators dt",
            ".saying .said",
            ".chart figcaption",
        ]
        last += [".figures caption >> nth=0", ".cite", "#source"]
    wanted = [(sheets[0], part) for part in first] + [(sheets[-1], part) for part in last]
    missing = []
    for sheet, part in wanted:
        for shown in page.locator(part).all():
            inside_reference = shown.evaluate("part => part.closest('.reference') !== null")
            if not shown.is_visible() or (sheet is sheets[0] and inside_reference and has_figures):
                continue
            if squeezed(shown.inner_text()) not in sheet.words:
                missing.append(f"not where it belongs: {part}, {shown.inner_text()}")
    address = page.locator("link[rel=canonical]").get_attribute("href") or "?"
    if address not in sheets[-1].words:
        missing.append(f"no address: {address}")
    return missing


def test_paper_shows_what_it_has_a_use_for_and_nothing_else(paper: Page, site: Site) -> None:
    paper.goto(site.address + path_of(INDICATOR))
    for seen in (
        "h1",
        ".headline .figure",
        ".comparators .verdict >> nth=0",
        "[data-said=headline]",
        "[data-said=comparison]",
        "[data-chart=trend] svg >> visible=true",
        "[data-said=direction]",
        "[data-chart=councils] svg >> visible=true",
        "[data-said=rank]",
        "#definition",
        "#limits",
        "#source",
        ".cite",
    ):
        expect(paper.locator(f"article {seen}")).to_be_visible()
    for hidden in (
        ".md-header",
        ".md-tabs",
        ".md-sidebar--secondary",
        ".md-footer",
        ".crumbs",
        ".league",
        ".groups",
        ".explore",
        ".files",
        "#download",
        "#related",
        "#in-the-printed-list",
    ):
        expect(paper.locator(hidden).first).to_be_hidden()
    assert paper.locator("button:visible, input:visible, summary:visible").count() == 0
    assert paper.locator(".figures table:visible").count() == 1
    rows, (_, last) = paper.locator(".figures tbody tr:visible"), full().data.spans[full().main.id]
    newest = last.text
    assert rows.count() == 10
    assert paper.locator(".figures tbody tr").count() > 10
    assert newest in rows.first.locator("th").inner_text()


def test_words_on_paper_are_large_enough_to_read(paper: Page, site: Site) -> None:
    paper.goto(site.address + path_of("many words"))
    sizes = paper.evaluate(
        """() => [...document.querySelectorAll("article :not(svg, svg *, .said-only)")]
          .filter((part) => part.checkVisibility())
          .filter((part) => [...part.childNodes].some((node) => node.nodeType === 3
            && node.data.trim()))
          .map((part) => parseFloat(getComputedStyle(part).fontSize) * 72 / 96)"""
    )
    assert len(sizes) > 100
    assert min(sizes) >= SMALLEST


def test_the_sheets_are_the_same_whatever_the_screen_shows(browser: Browser, site: Site) -> None:
    printed = {}
    for how, dark, javascript in (
        ("light", False, True),
        ("dark", True, True),
        ("without JavaScript", True, False),
        ("explored", True, True),
    ):
        address = site.address + path_of(INDICATOR)
        with opened(browser, address, dark=dark, javascript=javascript) as (page, noted):
            if how == "explored":
                page.get_by_role("button", name="Explore this chart").click()
                expect(page.locator(".explore-chart svg")).to_be_visible()
            printed[how] = [sheet.drawn for sheet in print_out(page)]
            assert noted.complaints == []
    assert len(printed["light"]) == 2
    for how, sheets in printed.items():
        assert sheets == printed["light"], how


@pytest.mark.parametrize("kind", OTHERS)
def test_other_pages_print_within_the_edges_of_the_paper(
    paper: Page, site: Site, kind: str
) -> None:
    paper.goto(site.address + path_of(kind))
    sheets = print_out(paper)
    assert faults_of(sheets, paper) == []
    if kind in ("council", "region"):
        assert len(sheets) <= 3
    # A table that goes on has its header again.
    if paper.locator("table.listing").count() == 1 and len(sheets) > 1:
        for header in paper.locator("table.listing thead th").all_inner_texts():
            assert squeezed(header) in sheets[1].words
