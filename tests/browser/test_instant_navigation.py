"""The theme's instant navigation, which our settings leave off: pages put in place of one another.

Tables must sort and filter on a page that was never loaded, and the policy must let it happen.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browsing import Noted, Site, opened, served
from tests.builds import built, copy_tree
from tests.mistakes import copy_tiny_portal

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("tiny site")]


def titles(table: Locator) -> list[str]:
    """The first cell of every row that is shown, in the order in which they stand."""
    return table.locator("tbody tr:visible > :first-child a").all_inner_texts()


@pytest.fixture(scope="module")
def instant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The tiny portal with the theme's instant navigation, which our own settings leave off."""
    place = tmp_path_factory.mktemp("instant")
    tree = copy_tree(place / "tree")
    path = tree / "mkdocs.yml"
    settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    settings["theme"]["features"].append("navigation.instant")
    path.write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")
    datasets, out = copy_tiny_portal(place), place / "site"
    out.mkdir()
    with served(out) as site:
        # The theme goes only to addresses of the sitemap, and compares the port as well.
        portal = datasets / "portal.yml"
        words = portal.read_text(encoding="utf-8")
        portal.write_text(words.replace("https://testshire.example/", site.address), "utf-8")
        built(out, datasets, tree=tree)
        yield site


def _sorts_and_filters(page: Page, noted: Noted) -> None:
    table, field = page.locator("table.sortable"), page.get_by_label("Find in this list")
    expect(field).to_have_count(1)
    before = titles(table)
    assert len(before) > 1
    button = table.get_by_role("button").first
    button.click()
    button.click()
    assert titles(table) == sorted(before, reverse=True)
    field.fill(before[0])
    assert titles(table) == before[:1]
    assert noted.complaints == []


def test_a_page_reached_without_loading_it_sorts_and_filters(
    browser: Browser, instant: Site
) -> None:
    with opened(browser, instant.address) as (page, noted):
        page.evaluate("window.kept = true")
        for link, heading in (
            ("Healthy children", "Children in care are healthy"),
            ("All indicators", "All indicators"),
            ("Healthy children", "Children in care are healthy"),
        ):
            page.get_by_role("navigation", name="Tabs").get_by_role("link", name=link).click()
            expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
            _sorts_and_filters(page, noted)
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("All indicators")
        _sorts_and_filters(page, noted)
        assert page.evaluate("window.kept") is True
