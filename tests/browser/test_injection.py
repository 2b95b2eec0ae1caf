"""Text that staff type never acts as markup, in any place of any page, even without the policy.

Every free text of a copy of the tiny portal tries to become an element, a handler, a link or a
template; see `hostile`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, expect

from tests.browsing import Site, opened, search, served
from tests.builds import built
from tests.hostile import ATTACK, SHORT_ATTACK, hostile, hostile_portal
from tests.mistakes import TINY_PORTAL, check

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("tiny site")]

INDICATOR = "indicators/dental-check/"
INDICATOR_YML = "dental-check/indicator.yml"
TITLE = hostile("Children in care who saw a dentist")
# What the attack would have become.
GAINED = "img[src='x'], [onload], [onerror], a[href^='javascript:' i]"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tiny portal as it is."""
    return built(tmp_path_factory.mktemp("plain") / "site", TINY_PORTAL)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the hostile copy."""
    place = tmp_path_factory.mktemp("hostile")
    with served(built(place / "site", hostile_portal(place))) as site:
        yield site


class Active(HTMLParser):
    """Collects what could act in a page: scripts, frames, handlers and script addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "object", "embed", "base"):
            self.found.append(f"{tag} {dict(attrs).get('src')}")
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.found.append(f"{tag} {name}={value}")


def active(path: Path) -> list[str]:
    """Everything in a page that could act."""
    parser = Active()
    parser.feed(path.read_text(encoding="utf-8"))
    parser.close()
    return parser.found


def test_no_page_gains_anything_that_acts(plain: Path, attacked: Site) -> None:
    pages = sorted(path.relative_to(plain) for path in plain.rglob("*.html"))
    assert pages == sorted(p.relative_to(attacked.folder) for p in attacked.folder.rglob("*.html"))
    assert Path(INDICATOR) / "index.html" in pages
    for page in pages:
        assert active(attacked.folder / page) == active(plain / page), page


def test_no_page_lets_an_attack_act_even_without_the_policy(
    browser: Browser, attacked: Site
) -> None:
    pages = [
        path.relative_to(attacked.folder).as_posix().removesuffix("index.html")
        for path in sorted(attacked.folder.rglob("*.html"))
    ]
    # Help pages are made from build_scripts/help; of the portal's own words they have the frame only.
    for address in [page for page in pages if not re.match("help/problems/.", page)]:
        with opened(browser, attacked.address + address, bypass_csp=True) as (page, noted):
            assert noted.complaints == [], address
            assert page.locator(GAINED).count() == 0, address
            assert page.locator("script", has_text="alert(1)").count() == 0, address


def test_an_attack_appears_as_text_on_the_indicator_page(browser: Browser, attacked: Site) -> None:
    with opened(browser, attacked.address + INDICATOR) as (page, noted):
        assert TITLE in page.title()
        assert page.locator("article h1").inner_text() == TITLE
        text = page.locator("article").inner_text()
        words = yaml.safe_load((TINY_PORTAL / INDICATOR_YML).read_text(encoding="utf-8"))
        for key in ("summary", "definition", "cohort", "method", "why_it_matters"):
            assert hostile(words[key]) in text, key
        assert hostile(words["confidentiality"]["says"]) in text
        chart = page.locator("figure.chart-trend .wide svg")
        assert SHORT_ATTACK in (chart.locator("title").text_content() or "")
        assert ATTACK in page.locator("figure.chart-trend figcaption").inner_text()
        drawn = chart.locator("text").all_text_contents()
        assert any("<img src=x" in label for label in drawn), drawn
        assert noted.complaints == []


def test_an_attack_appears_as_text_in_search_results(browser: Browser, attacked: Site) -> None:
    with opened(browser, attacked.address, bypass_csp=True) as (page, noted):
        search(page, "dentist onerror")
        results = page.locator(".md-search-result__item")
        expect(results.first).to_be_visible()
        expect(results.first.locator("h1")).to_contain_text("<script>alert(1)</script>")
        assert results.locator(f"script, {GAINED}").count() == 0
        assert noted.complaints == []


def test_an_attack_reaches_downloads_unchanged(attacked: Site) -> None:
    package = json.loads((attacked.folder / "datapackage.json").read_text(encoding="utf-8"))
    assert TITLE in [resource["title"] for resource in package["resources"]]
    assert ATTACK in package["title"]
    rows = (attacked.folder / "data" / "dental-check.csv").read_text(encoding="utf-8")
    assert ATTACK.replace('"', '""') in rows


@pytest.mark.parametrize(
    ("key", "value"),
    [
        pytest.param("address", "javascript:alert(1)", id="address of the site"),
        pytest.param("repository", "javascript:alert(1)", id="address of the repository"),
        pytest.param(
            "repository", "https://a.example/)[x](javascript:alert(1)", id="end of a link"
        ),
        pytest.param("colours", {"accent": "red}body{", "accent_on_dark": "#8FC1EA"}, id="colour"),
    ],
)
def test_what_could_act_and_is_no_free_text_is_refused(
    tiny_portal: Path, key: str, value: object
) -> None:
    path = tiny_portal / "portal.yml"
    words = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump(words | {key: value}), encoding="utf-8")
    result = check(tiny_portal)
    assert result.exit_code == 1, result.output
    assert f"portal.yml, line {_line_of(path, key)}" in result.output


def _line_of(path: Path, key: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text.startswith(f"{key}:"))
    return line + 1 if key == "colours" else line
