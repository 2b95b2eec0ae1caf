"""Pages without a mouse, at 400% zoom, with wide text spacing: nothing is lost and all can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, FloatRect, Page, expect

from tests.browsing import Site, opened, search
from tests.examples import full, own_word, path_of
from tests.walking import walk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site-2")]

INDICATOR = "full figures"
TEMPLATES = (
    "home",
    "commitment",
    "full figures",
    "no figures",
    "council",
    "areas",
    "latest changes",
    "what can't be said",
    "glossary",
    "downloads",
    "about",
    "help page",
    "missing page",
)
WIDE, NARROW = (1280, 800), (320, 800)
# 1280 by 1024 pixels at 400%: what criterion 1.4.10 of WCAG 2.2 asks for.
ZOOMED = (320, 256)
# Criterion 1.4.12. Charts are pictures of text, which it leaves out.
SPACING = """
  article *:not(svg, svg *) {
    line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important;
  }
  article p { margin-bottom: 2em !important; }
"""
# Text that is larger than the box it stands in, by more than the space after its last letter.
CUT_OFF = """() =>
  [...document.querySelectorAll("article :is(h1, p, li, dt, dd, th, td, caption, button, label)")]
    .filter((part) => part.checkVisibility() && !part.matches(".said-only"))
    .filter((part) => part.scrollWidth > part.clientWidth + 3 && part.clientWidth > 1
      && getComputedStyle(part).display !== "inline")
    .map((part) => `${part.localName} ${part.innerText.slice(0, 50)}`)"""
# Controls that stand by themselves, not within a sentence, and are smaller than criterion 2.5.8 asks.
TOO_SMALL = """() => {
  const sized = (part) => {
    const label = [...(part.labels ?? [])].find((label) => label.contains(part));
    const box = (part.matches("[type=checkbox], [type=radio]") && label ? label : part)
      .getBoundingClientRect();
    // Browsers lay out in parts of a pixel.
    return [box.width, box.height].map((length) => Math.round(length * 100) / 100);
  };
  const inSentence = (part) => {
    const block = part.closest("p, li, td, th, dd, dt, figcaption, div");
    const length = (text) => text.replace(/\\s+/g, " ").trim().length;
    return getComputedStyle(part).display === "inline"
      && length(block.innerText) > length(part.innerText) + 1;
  };
  return [...document.querySelectorAll("a[href], button, input, select, summary, label[for]")]
    .filter((part) => part.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }))
    .filter((part) => part.getBoundingClientRect().right > 0 && sized(part)[1] > 0)
    // The theme's title of the table of contents is a label for something that is not there.
    .filter((part) => !part.matches(".md-nav__title") && !inSentence(part))
    .filter((part) => Math.min(...sized(part)) < 24)
    .map((part) => `${part.localName} ${part.innerText} ${sized(part)}`);
}"""


@contextmanager
def seen(
    browser: Browser, address: str, size: tuple[int, int], *, dark: bool = False
) -> Iterator[Page]:
    """A page in a window of some size, in which nothing may go wrong."""
    with opened(browser, address, width=size[0], dark=dark) as (page, noted):
        resize(page, size)
        yield page
        assert noted.complaints == []


def resize(page: Page, size: tuple[int, int]) -> None:
    """Give the window another size."""
    page.set_viewport_size({"width": size[0], "height": size[1]})


def sideways(page: Page) -> int:
    """By how many pixels a page scrolls sideways."""
    width: int = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    return width


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        *(pytest.param(name, WIDE, id=f"{name}, wide") for name in TEMPLATES),
        *(
            pytest.param(name, size, id=f"{name}, {how}")
            # Where the menu is another: a page outside of it, one in it, one in a part of it.
            for name in ("home", "full figures", "about")
            for how, size in (("narrow", NARROW), ("zoomed", ZOOMED))
        ),
    ],
)
def test_tab_leads_everywhere_and_shows_where_it_is(
    browser: Browser, site: Site, kind: str, size: tuple[int, int]
) -> None:
    with seen(browser, site.address + path_of(kind), size) as page:
        walked = walk(page)
    assert walked.faults == []
    assert walked.missed == []
    assert len(walked.reached) > 15


@pytest.mark.parametrize("size", [WIDE, NARROW, ZOOMED], ids=["wide", "narrow", "zoomed"])
@pytest.mark.parametrize("name", ["full figures", "council", "about"])
def test_the_way_back_shows_where_it_is_too(
    browser: Browser, site: Site, name: str, size: tuple[int, int]
) -> None:
    with seen(browser, site.address + path_of(name), size, dark=True) as page:
        walked = walk(page, "Shift+Tab")
    assert walked.faults == []
    assert walked.missed == []


@pytest.mark.parametrize(
    ("size", "kinds"),
    [
        pytest.param(
            WIDE,
            (
                ".md-header .md-logo",
                ".md-search__input",
                ".md-tabs__link >> nth=1",
                ".md-nav--secondary .md-nav__link >> nth=1",
                "article a >> nth=0",
                ".explore button",
                "summary",
                ".table >> nth=1",
            ),
            id="wide",
        ),
        pytest.param(NARROW, (".md-nav--primary .md-nav__link:visible >> nth=0",), id="narrow"),
    ],
)
def test_the_frame_of_what_has_the_focus_is_really_drawn(
    browser: Browser, site: Site, size: tuple[int, int], kinds: tuple[str, ...]
) -> None:
    with seen(browser, site.address + path_of(INDICATOR), size) as page:
        page.keyboard.press("Tab")  # from here on, the browser takes the reader for one with keys
        for kind in kinds:
            control = page.locator(kind)
            control.focus()
            page.wait_for_timeout(400)
            box = control.bounding_box()
            assert box
            # At its upper and its lower side: a part that cuts off what reaches out of it hides one.
            for side in (box["y"], min(box["y"] + box["height"], size[1] - 8)):
                strip: FloatRect = {**box, "y": max(side - 8, 0), "height": 16}
                framed = page.screenshot(clip=strip)
                control.evaluate("part => part.style.setProperty('outline', '0', 'important')")
                assert page.screenshot(clip=strip) != framed, (kind, side)
                control.evaluate("part => part.style.removeProperty('outline')")


def test_results_of_a_search_are_reached_with_the_arrow_keys(browser: Browser, site: Site) -> None:
    with seen(browser, site.address, WIDE) as page:
        search(page, own_word("title", full())[0])
        expect(page.locator(".md-search-result__link").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        link = page.locator(".md-search-result__link").first
        expect(link).to_be_focused()
        assert link.evaluate("part => getComputedStyle(part).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{path_of(INDICATOR)}**")


@pytest.mark.parametrize("size", [WIDE, ZOOMED], ids=["wide", "zoomed"])
def test_a_link_to_a_part_of_a_page_leads_to_its_heading(
    browser: Browser, site: Site, size: tuple[int, int]
) -> None:
    with seen(browser, f"{site.address}{path_of(INDICATOR)}#definition", size) as page:
        page.wait_for_timeout(300)
        top = page.locator("#definition").evaluate("part => part.getBoundingClientRect().top")
        header = page.locator(".md-header").evaluate("part => part.getBoundingClientRect().bottom")
    assert max(header, 0) <= top <= 150


@pytest.mark.parametrize("kind", TEMPLATES)
def test_zoomed_to_400_percent_a_page_scrolls_one_way_and_shows_its_parts(
    browser: Browser, site: Site, kind: str
) -> None:
    with seen(browser, site.address + path_of(kind), ZOOMED) as page:
        assert sideways(page) <= 0
        parts = page.locator("h1, .headline .figure, .headline dt, .verdict")
        beyond = parts.evaluate_all(
            """parts => parts.filter((part) => part.checkVisibility())
              .map((part) => [part.innerText, part.getBoundingClientRect()])
              .filter(([, box]) => box.left < 0 || box.right > innerWidth || !box.height)
              .map(([text]) => text)"""
        )
        assert beyond == []
        expect(page.locator("h1").first).to_be_visible()
        if kind == INDICATOR:
            expect(page.locator(".headline .figure")).to_be_visible()
            expect(page.locator(".headline .verdict").first).to_be_visible()
        page.evaluate("scrollTo(0, 400)")
        page.wait_for_timeout(300)
        covered = page.locator(".md-header").evaluate(
            "part => Math.max(part.getBoundingClientRect().bottom, 0)"
        )
        assert covered <= ZOOMED[1] / 2
        # A table that is wider than the window scrolls by itself, and with the keyboard too.
        out = page.evaluate(
            """() => [...document.querySelectorAll("article table")]
              .filter((table) => table.checkVisibility() && table.scrollWidth > innerWidth)
              .filter((table) => !table.closest("[role=region][tabindex='0'][aria-label]"))
              .map((table) => table.innerText.slice(0, 50))"""
        )
        assert out == []


def test_zoomed_to_400_percent_a_chart_can_be_explored(browser: Browser, site: Site) -> None:
    with seen(browser, site.address + path_of(INDICATOR), ZOOMED) as page:
        page.get_by_role("button", name="Explore this chart").press("Enter")
        expect(page.locator(".explore-chart svg")).to_be_visible()
        assert sideways(page) <= 0
        page.get_by_role("button", name="Back to the fixed chart").press("Enter")
        expect(page.locator(".explore-chart svg")).to_have_count(0)
        expect(page.locator(".chart-trend .narrow svg")).to_be_visible()


@pytest.mark.parametrize("kind", TEMPLATES)
def test_what_stands_by_itself_is_large_enough_to_hit(
    browser: Browser, site: Site, kind: str
) -> None:
    with seen(browser, site.address + path_of(kind), WIDE) as page:
        if kind == INDICATOR:
            page.get_by_role("button", name="Explore this chart").click()
            expect(page.locator(".explore-chart svg")).to_be_visible()
            page.locator("summary").click()
        assert page.evaluate(TOO_SMALL) == []
        resize(page, NARROW)
        assert page.evaluate(TOO_SMALL) == []


@pytest.mark.parametrize("kind", TEMPLATES)
def test_wider_spacing_of_text_cuts_nothing_off(browser: Browser, site: Site, kind: str) -> None:
    with opened(browser, site.address + path_of(kind), bypass_csp=True) as (page, _):
        page.add_style_tag(content=SPACING)
        for size in (WIDE, NARROW):
            resize(page, size)
            assert page.evaluate(CUT_OFF) == []
            assert sideways(page) <= 0
