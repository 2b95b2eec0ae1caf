"""The switch between light and dark colours: by pointer and by keyboard, and it is remembered."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import Site, opened

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

TO_DARK, TO_LIGHT = "Switch to dark colours", "Switch to light colours"


def colours(page: Page) -> tuple[str, str]:
    """The scheme the theme shows, and the colours of what the browser draws itself."""
    found = page.evaluate(
        "[document.body.getAttribute('data-md-color-scheme'),"
        " document.documentElement.style.colorScheme || 'light']"
    )
    return found[0], found[1]


LIGHT, DARK = ("default", "light"), ("slate", "dark")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_first_visit_follows_the_device(browser: Browser, site: Site, dark: bool) -> None:
    with opened(browser, site.address, dark=dark) as (page, noted):
        expect(page.get_by_title(TO_LIGHT if dark else TO_DARK)).to_be_visible()
        expect(page.get_by_title(TO_DARK if dark else TO_LIGHT)).to_be_hidden()
        assert colours(page) == (DARK if dark else LIGHT)
        assert noted.complaints == []


def test_a_click_switches_and_the_choice_holds_on_other_pages(browser: Browser, site: Site) -> None:
    with opened(browser, site.address) as (page, noted):
        page.get_by_title(TO_DARK).click()
        assert colours(page) == DARK
        page.goto(f"{site.address}glossary/")
        expect(page.get_by_title(TO_LIGHT)).to_be_visible()
        assert colours(page) == DARK
        page.get_by_title(TO_LIGHT).click()
        assert colours(page) == LIGHT
        page.reload()
        assert colours(page) == LIGHT
        assert noted.complaints == []


def test_the_keyboard_switches_there_and_back(browser: Browser, site: Site) -> None:
    with opened(browser, site.address) as (page, _):
        page.get_by_role("radio", name=TO_DARK).focus()
        for expected, focused in ((DARK, TO_LIGHT), (LIGHT, TO_DARK)):
            page.keyboard.press("Enter")
            assert colours(page) == expected
            assert page.evaluate("document.activeElement.ariaLabel") == focused


def test_where_nothing_can_be_kept_the_switch_still_works(browser: Browser, site: Site) -> None:
    with opened(browser, "about:blank") as (page, noted):
        page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
        page.goto(site.address)
        page.get_by_title(TO_DARK).click()
        assert colours(page) == DARK
        assert noted.complaints == []
