"""The chart a reader may explore: loaded on demand, by keyboard too, and gone without a trace."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Route, expect

from build_scripts.charts import explorer as interactive
from tests.browsing import Site, accessibility_violations, opened
from tests.examples import apart, full, others, path_of, shared
from tests.exploring import (
    FULL,
    add,
    asked,
    chart,
    drawn_lines,
    exploring,
    fixed,
    lines_of,
    published,
    said,
    seen,
    toggle,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

LIBRARY = "/assets/explore/"


def test_nothing_of_the_chart_is_loaded_before_the_button_is_pressed(
    browser: Browser, site: Site
) -> None:
    loaded = "performance.getEntriesByType('resource').map(entry => entry.name)"
    with opened(browser, site.address + path_of(FULL)) as (page, noted):
        expect(toggle(page)).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert not any(LIBRARY in name or name.endswith(".csv") for name in page.evaluate(loaded))
        toggle(page).click()
        expect(chart(page)).to_be_visible()
        names = page.evaluate(loaded)
        for file in ("explore.js", "chart-library.js", "trend.vg.json", f"{full().id}.csv"):
            assert sum(name.endswith(file) for name in names) == 1, file
        assert noted.complaints == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320], ids=["wide", "narrow"])
def test_the_chart_is_drawn_without_a_complaint_from_browser_policy_or_axe(
    browser: Browser, site: Site, width: int, dark: bool
) -> None:
    with exploring(browser, site, width=width, dark=dark) as (page, noted):
        expect(drawn_lines(page)).to_have_count(3)
        expect(fixed(page)).to_have_count(0)
        for council in others()[:2]:
            add(page, council.name)
        page.get_by_role("checkbox", name="Statistical neighbours").check()
        chart(page).press("ArrowRight")
        neighbours = asked(page, "neighbours").split(",")
        expect(drawn_lines(page)).to_have_count(5 + lines_of(site, page, neighbours))
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        assert accessibility_violations(page) == ""
        for target in page.locator(".explore :is(button, select, label:has(input))").all():
            box = target.bounding_box()
            assert box is not None and min(box["width"], box["height"]) >= 24, target
        assert noted.complaints == []


def test_no_line_goes_through_years_that_are_set_apart(browser: Browser, site: Site) -> None:
    with opened(browser, site.address + f"indicators/{apart().id}/") as (page, noted):
        toggle(page).click()
        expect(chart(page)).to_be_visible()
        codes = [asked(page, name) for name in ("council", "region", "country")]
        expect(drawn_lines(page)).to_have_count(lines_of(site, page, codes))
        years = asked(page, "apart").replace(",", ", ")
        expect(page.get_by_text(f"Set apart, because not comparable: {years}.")).to_be_visible()
        assert noted.complaints == []


def test_everything_can_be_done_by_keyboard_alone(browser: Browser, site: Site) -> None:
    with opened(browser, site.address + path_of(FULL)) as (page, noted):
        toggle(page).focus()
        page.keyboard.press("Enter")
        expect(toggle(page)).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Tab")
        expect(chart(page)).to_be_focused()
        page.keyboard.press("ArrowLeft")
        expect(said(page)).to_contain_text(f"{shared().council.name}, ")
        region = published(site, page, asked(page, "region"))[-1]["area_name"]
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(said(page)).to_have_text(f"{region} hidden")
        expect(drawn_lines(page)).to_have_count(2)
        page.keyboard.press("Space")
        expect(said(page)).to_contain_text(f"{region} shown: ")
        for _ in range(3):
            page.keyboard.press("Tab")
        expect(page.get_by_label("Add any council")).to_be_focused()
        added = others()[0].name
        page.keyboard.type(added)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(said(page)).to_contain_text(f"{added} added: ")
        expect(drawn_lines(page)).to_have_count(4)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(said(page)).to_have_text(f"{added} removed")
        expect(page.get_by_label("Add any council")).to_be_focused()
        for _ in range(2):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(toggle(page)).to_be_focused()
        expect(fixed(page)).to_have_count(1)
        assert noted.complaints == []


def test_any_council_can_be_added_until_there_is_no_room(browser: Browser, site: Site) -> None:
    with exploring(browser, site) as (page, _):
        options = page.locator(".explore option").all_inner_texts()
        assert len(options) == len(set(options))
        most = len(interactive.ADDED)
        # Of the others, some have no figure in some periods and so more than one line.
        options = [area.name for area in others() if area.name in options]
        assert len(options) > most
        for council in options[:most]:
            add(page, council)
            expect(said(page)).to_contain_text(f"{council} added: ")
            expect(page.locator(".explore svg")).to_contain_text(council)
        add(page, options[0])
        expect(said(page)).to_have_text(f"{options[0]} is in the chart already")
        add(page, options[most])
        expect(said(page)).to_contain_text(f"No more than {most} ")
        looks = drawn_lines(page).evaluate_all(
            "all => all.map(p => [p.getAttribute('stroke'), p.getAttribute('stroke-dasharray')])"
        )
        assert len({colour for colour, _ in looks}) == len(looks)
        assert len({dash for _, dash in looks}) == len(looks)
        for council in options[:most]:
            page.get_by_role("button", name=f"Remove {council}", exact=True).click()
            expect(said(page)).to_have_text(f"{council} removed")
        expect(drawn_lines(page)).to_have_count(3)


def test_the_fixed_chart_comes_back_and_the_other_can_be_opened_again(
    browser: Browser, site: Site
) -> None:
    with exploring(browser, site) as (page, noted):
        page.get_by_role("button", name="Back to the fixed chart").click()
        expect(fixed(page)).to_have_count(1)
        expect(chart(page)).to_have_count(0)
        expect(toggle(page)).to_be_focused()
        toggle(page).click()
        expect(drawn_lines(page)).to_have_count(3)
        expect(fixed(page)).to_have_count(0)
        assert noted.complaints == []


@pytest.mark.parametrize("lost", ["explore.js", "chart-library.js", "trend.vg.json", "the figures"])
def test_without_a_connection_the_fixed_chart_stays_and_the_reader_is_told(
    browser: Browser, site: Site, lost: str
) -> None:
    lost = f"{full().id}.csv" if lost == "the figures" else lost

    def cut(route: Route) -> None:
        route.abort("internetdisconnected")

    with opened(browser, site.address + path_of(FULL)) as (page, noted):
        page.route(f"**/{lost}", cut)
        toggle(page).click()
        expect(said(page)).to_contain_text("could not be loaded")
        expect(seen(page)).to_be_visible()
        expect(fixed(page)).to_have_count(1)
        expect(toggle(page)).to_have_attribute("aria-expanded", "false")
        expect(chart(page)).to_have_count(0)
        assert all(lost in text or "ERR_INTERNET" in text for text in noted.complaints)
        page.unroute(f"**/{lost}", cut)
        toggle(page).click()
        expect(drawn_lines(page)).to_have_count(3)
        expect(fixed(page)).to_have_count(0)


def test_the_colours_follow_the_switch_while_the_chart_is_open(
    browser: Browser, site: Site
) -> None:
    with exploring(browser, site) as (page, _):
        colour = "getComputedStyle(document.querySelector('.explore .mark-line path')).stroke"
        light = page.evaluate(colour)
        page.locator("label[for^=__palette]:visible").click()
        assert page.evaluate(colour) != light


def test_the_chart_takes_the_width_of_a_turned_screen(browser: Browser, site: Site) -> None:
    with exploring(browser, site) as (page, noted):
        page.set_viewport_size({"width": 360, "height": 800})
        drawn = page.locator(".explore svg")
        page.wait_for_function("document.querySelector('.explore svg').width.baseVal.value < 360")
        box = drawn.bounding_box()
        assert box is not None and box["x"] + box["width"] <= 360
        assert noted.complaints == []


def test_a_page_that_the_theme_puts_in_place_gets_its_button_and_only_one(
    browser: Browser, site: Site
) -> None:
    with opened(browser, site.address + path_of(FULL)) as (page, noted):
        page.evaluate(
            "() => { const box = document.querySelector('.explore'); const fresh = box.cloneNode();"
            " fresh.hidden = true; box.replaceWith(fresh);"
            " document$.next(document); document$.next(document); }"
        )
        page.add_script_tag(url=f"{site.address}assets/portal.js")
        expect(toggle(page)).to_have_count(1)
        toggle(page).click()
        expect(drawn_lines(page)).to_have_count(3)
        assert noted.complaints == []


def test_a_chart_of_one_country_asks_for_nothing_it_has_not(browser: Browser, site: Site) -> None:
    country_name = shared().country.name
    with exploring(browser, site, "England only") as (page, noted):
        expect(page.locator(".explore svg")).to_contain_text(country_name)
        drawn = [asked(page, who) for who in ("council", "region")]
        alone = lines_of(site, page, drawn) == 0
        expect(page.get_by_label("Add any council")).to_have_count(0 if alone else 1)
        country = page.get_by_role("checkbox", name=country_name)
        country.uncheck()
        expect(drawn_lines(page)).to_have_count(lines_of(site, page, drawn))
        chart(page).press("ArrowLeft")
        country.check()
        chart(page).press("ArrowLeft")
        spoken = country_name if alone else shared().council.name
        expect(said(page)).to_contain_text(f"{spoken}, ")
        assert noted.complaints == []
