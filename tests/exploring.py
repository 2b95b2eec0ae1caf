"""Opens the chart a reader may explore, and says what it should show."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browsing import Noted, Site, opened
from tests.examples import path_of

FULL = "full figures"
Rows = list[dict[str, str]]


@contextmanager
def exploring(
    browser: Browser, site: Site, kind: str = FULL, *, width: int = 1280, dark: bool = False
) -> Iterator[tuple[Page, Noted]]:
    """The page of an indicator of some kind with its chart opened for exploring."""
    address = site.address + path_of(kind)
    with opened(browser, address, width=width, dark=dark) as (page, noted):
        toggle(page).click()
        expect(toggle(page)).to_have_attribute("aria-expanded", "true")
        yield page, noted


def toggle(page: Page) -> Locator:
    """The button that opens and closes the chart."""
    return page.get_by_role("button", name="Explore this chart")


def chart(page: Page) -> Locator:
    """The chart that is read with keys."""
    return page.get_by_role("application")


def said(page: Page) -> Locator:
    """What a screen reader says."""
    return page.locator(".explore [role=status]")


def seen(page: Page) -> Locator:
    """The line under the chart."""
    return page.locator(".explore-line")


def fixed(page: Page) -> Locator:
    """The fixed chart, at the width that is shown."""
    return page.locator("figure:has(.explore) > div:not(.explore) svg:visible")


def drawn_lines(page: Page) -> Locator:
    """The pieces of the lines."""
    return page.locator(".explore .mark-line path")


def asked(page: Page, name: str) -> str:
    """What the page tells the script of its indicator."""
    return page.locator(".explore").get_attribute(f"data-{name}") or ""


def meanings(page: Page) -> dict[str, str]:
    """What each symbol means."""
    return dict(json.loads(asked(page, "symbols")))


def published(site: Site, page: Page, code: str) -> Rows:
    """The rows of an area that the chart should show, the oldest first."""
    path = site.folder / "data" / asked(page, "csv").rpartition("/")[2]
    measure = asked(page, "measure")
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if (row["measure"], row["breakdown_topic"], row["area_code"])
            == (measure, "Total", code)
        ]
    return sorted(rows, key=lambda row: row["period_end"])


def lines_of(site: Site, page: Page, codes: Iterable[str]) -> int:
    """How many pieces the lines of some areas have together."""
    periods, breaks, apart = (
        asked(page, name).split(",") for name in ("periods", "breaks", "apart")
    )
    after = [next_one for one, next_one in pairwise(periods) if one in apart]
    cuts = [*breaks, *apart, *after]
    return sum(pieces(published(site, page, code), periods, cuts) for code in codes)


def pieces(rows: Rows, periods: list[str], cuts: list[str]) -> int:
    """How many pieces a line has that is cut at gaps, at breaks, and around years set apart."""
    values = {row["period"]: row["value"] for row in rows}
    count, joined = 0, False
    for period in periods:
        has_value = bool(values.get(period))
        count += has_value and not (joined and period not in cuts)
        joined = has_value
    return count


def add(page: Page, council: str) -> None:
    """Add a council to the chart."""
    page.get_by_label("Add any council").select_option(label=council)
    page.get_by_role("button", name="Add", exact=True).click()
