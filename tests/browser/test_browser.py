"""The site of the real datasets in a real browser: what a reader sees, and must not see."""

from __future__ import annotations

import hashlib
import re
import urllib.request

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import Site, accessibility_violations, opened
from tests.examples import facts, full, path_of, shared, terms

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

PAGES = (
    "home",
    "commitment",
    "all indicators",
    "full figures",
    "suppressed years",
    "England only",
    "no figures",
    "one period",
    "gap measure",
    "rate",
    "many breakdowns",
    "poor data",
    "latest changes",
    "areas",
    "council",
    "region",
    "what can't be said",
    "about",
    "glossary",
    "methods",
    "how the set is organised",
    "symbols",
    "columns",
    "downloads",
    "revisions policy",
    "accessibility statement",
    "help page",
    "missing page",
)
INDICATOR = "full figures"
# Further pages of a template that is looked at in all four ways: two of them are enough.
MORE_OF_A_KIND = {
    *("suppressed years", "England only", "one period", "gap measure", "rate", "poor data"),
    *("region", "about", "symbols", "columns", "revisions policy", "accessibility statement"),
}
LOOKS = [
    pytest.param(name, width, dark, id=f"{name}-{size}-{'dark' if dark else 'light'}")
    for name in PAGES
    for size, width in (("wide", 1280), ("narrow", 320))
    for dark in (False, True)
    if name not in MORE_OF_A_KIND or dark == (size == "narrow")
]


@pytest.mark.parametrize(("kind", "width", "dark"), LOOKS)
def test_a_page_opens_without_a_complaint_from_browser_or_axe(
    browser: Browser, site: Site, kind: str, width: int, dark: bool
) -> None:
    address = site.address + path_of(kind)
    with opened(browser, address, width=width, dark=dark) as (page, noted):
        needed = page.evaluate("document.scrollingElement.scrollWidth")
        assert needed <= width, f"{needed} pixels wide: the page scrolls sideways"
        assert accessibility_violations(page) == ""
        assert noted.complaints == []


def test_dark_colours_follow_the_wish_of_the_reader(browser: Browser, site: Site) -> None:
    colours = set()
    for dark in (False, True):
        with opened(browser, site.address, dark=dark) as (page, _):
            colours.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(colours) == 2


@pytest.mark.parametrize("width", [1280, 320], ids=["wide", "narrow"])
def test_an_indicator_page_is_whole_without_javascript(
    browser: Browser, site: Site, width: int
) -> None:
    address = site.address + path_of(INDICATOR)
    with opened(browser, address, width=width, javascript=False) as (page, noted):
        expect(page.locator("figure.chart-trend svg:visible")).to_have_count(1)
        for seen in (
            page.get_by_role("heading", name="Definition", exact=True),
            page.get_by_role("link", name="The figures for every area as CSV"),
            page.locator(".headline .figure"),
            page.locator(".figures table").first,
            page.locator(".figures table").last,
        ):
            expect(seen).to_be_visible()
        assert noted.complaints == []


def test_every_link_of_the_missing_page_leads_somewhere_from_any_depth(
    browser: Browser, site: Site
) -> None:
    with opened(browser, site.address + path_of("missing page")) as (page, _):
        expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
        links = {str(link.evaluate("a => a.href")) for link in page.locator("a[href]").all()}
    inside = {link.partition("#")[0] for link in links if link.startswith(site.address)}
    assert f"{site.address}about/" in inside
    for link in sorted(inside - {site.address + path_of("missing page")}):
        with urllib.request.urlopen(link) as answer:
            assert answer.status == 200, link


def test_a_word_of_the_glossary_is_explained_where_it_stands(browser: Browser, site: Site) -> None:
    with opened(browser, site.address + path_of(INDICATOR)) as (page, _):
        explained = page.locator("article abbr").first
        # The theme takes the title away while it shows its own tooltip, and only then.
        meaning, word = explained.get_attribute("title") or "", explained.inner_text()
    named = {
        str(name): str(term["meaning"])
        for term in terms()
        for name in (term["term"], *term.get("forms", []))
    }
    assert " ".join(named[word].split()) in " ".join(meaning.split())


def test_every_page_forbids_scripts_that_are_not_the_sites_own(site: Site) -> None:
    pages = sorted(site.folder.rglob("*.html"))
    assert len(pages) > len(facts())
    for path in pages:
        html = path.read_text(encoding="utf-8")
        policies = re.findall(
            r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html
        )
        assert len(policies) == 1, path
        assert "default-src 'none'" in policies[0], path
        assert "unsafe-" not in policies[0], path
        # A policy counts from where it stands: nothing may come before it.
        before = html[: html.index("<meta http-equiv")]
        assert "<script" not in before and "<link" not in before, path


@pytest.mark.parametrize(
    "attack",
    [
        pytest.param(
            "const s = document.createElement('script'); s.textContent = 'window.hit = 1';"
            "document.body.append(s)",
            id="inline script",
        ),
        pytest.param(
            "const b = document.createElement('button');"
            "b.setAttribute('onclick', 'window.hit = 1'); document.body.append(b); b.click()",
            id="handler in an attribute",
        ),
        pytest.param(
            "const a = document.createElement('a'); a.href = 'javascript:window.hit = 1';"
            "document.body.append(a); a.click()",
            id="javascript address",
        ),
        pytest.param(
            "const s = document.createElement('script'); s.src = 'data:text/javascript,hit=1';"
            "document.body.append(s)",
            id="script from elsewhere",
        ),
    ],
)
def test_the_policy_stops_a_script_put_into_a_page(
    browser: Browser, site: Site, attack: str
) -> None:
    with opened(browser, site.address + path_of(INDICATOR)) as (page, noted):
        page.evaluate(f"() => {{ {attack} }}")
        page.wait_for_timeout(200)
        assert page.evaluate("window.hit") is None
        assert any("Content Security Policy" in text for text in noted.complaints)
    with opened(browser, site.address + path_of(INDICATOR), bypass_csp=True) as (page, _):
        page.evaluate(f"() => {{ {attack} }}")
        page.wait_for_function("window.hit === 1")


def _tab_stops(page: Page, count: int) -> list[str]:
    """What each press of Tab reaches, from the top of the page."""
    stops = []
    for _ in range(count):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate(
                "(() => { const e = document.activeElement;"
                " return [e.tagName, e.className, e.getAttribute('role'), e.type,"
                " e.innerText].join('|') })()"
            )
        )
    return stops


def test_the_keyboard_reaches_skip_link_search_navigation_and_tables(
    browser: Browser, site: Site
) -> None:
    with opened(browser, site.address + path_of(INDICATOR)) as (page, _):
        stops = _tab_stops(page, 60)
    assert stops[0].startswith("A|md-skip")
    for reached in (
        r"^INPUT\|.*md-search__input",
        r"^A\|md-tabs__link.*\|All indicators$",
        r"^DIV\|table\b.*\|region\|",
        r"^A\|.*The figures for every area as CSV",
    ):
        assert any(re.search(reached, stop) for stop in stops), (reached, stops)


def test_the_skip_link_leads_to_the_main_part(browser: Browser, site: Site) -> None:
    with opened(browser, site.address + path_of(INDICATOR)) as (page, _):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_download_is_the_published_file(browser: Browser, site: Site) -> None:
    with opened(browser, site.address + path_of(INDICATOR)) as (page, _):
        link = page.get_by_role("link", name="The figures for every area as CSV")
        with page.expect_download() as waited:
            link.click()
        received = waited.value.path().read_bytes()
        address = waited.value.url
    assert address == f"{site.address}data/{full().id}.csv"
    assert received == (site.folder / "data" / f"{full().id}.csv").read_bytes()
    assert shared().council.name in received.decode("utf-8")
    with urllib.request.urlopen(address) as answer:
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_the_checksums_cover_every_download_and_are_right(site: Site) -> None:
    lines = (site.folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    there = {
        path.relative_to(site.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (*(site.folder / "data").iterdir(), site.folder / "datapackage.json")
    }
    assert len(there) > sum(one.data.rows > 0 for one in facts().values())
    assert listed == there
