"""The first view of an indicator's page is light: few requests, all to the site, few bytes."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import APIResponse, Browser, Page, Request, Response

from tests.browsing import Site
from tests.examples import facts

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

MOST_REQUESTS = 12
MOST_BYTES = 120_000
# Opened at once: each waits half a second for silence, and most of that is waiting.
TOGETHER = 9


class Scales:
    """Weighs what is sent, as gzip; what many pages share is read and packed once."""

    def __init__(self) -> None:
        self.weights: dict[str, int] = {}

    def weigh(self, answer: Response | APIResponse | None) -> int:
        """The weight of an answer's body in bytes; nothing for a request that had none."""
        if answer is None:
            return 0
        if answer.url not in self.weights:
            self.weights[answer.url] = len(gzip.compress(answer.body(), 9))
        return self.weights[answer.url]


class FirstView:
    """One page opened by a browser that has never been here, and everything it asks for."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.requests: list[Request] = []
        page.on("request", lambda request: self.requests.append(request))
        page.goto(address, wait_until="commit")

    def weights(self, scales: Scales) -> list[tuple[str, int]]:
        """Address and weight of everything that was sent, once nothing more is asked for."""
        self.page.wait_for_load_state("networkidle")
        found = [
            (request.url, scales.weigh(request.response()))
            for request in self.requests
            if not request.url.startswith("data:")
        ]
        # Not every browser tells the test that it asks for the icon too.
        icon = self.page.locator("link[rel=icon]").get_attribute("href") or ""
        address = urljoin(self.address, icon)
        if address not in dict(found):
            found.append((address, scales.weigh(self.page.request.get(address))))
        return found


def pages(site: Site) -> list[str]:
    """The address of every indicator's page."""
    folders = sorted(path.parent for path in (site.folder / "indicators").glob("*/index.html"))
    return [f"{site.address}indicators/{folder.name}/" for folder in folders]


def views(browser: Browser, addresses: Iterator[str]) -> Iterator[FirstView]:
    """The first views of all addresses, a few at a time, with nothing kept from one for another."""
    while some := list(islice(addresses, TOGETHER)):
        with closing(browser.new_context()) as context:
            opened = []
            for address in some:
                page = context.new_page()
                # Half the work of a context for each page.
                protocol = context.new_cdp_session(page)
                protocol.send("Network.setCacheDisabled", {"cacheDisabled": True})
                opened.append(FirstView(page, address))
            yield from opened


def complaints(address: str, weights: list[tuple[str, int]]) -> Iterator[str]:
    """What is wrong with the weight of one page."""
    total = sum(weight for _, weight in weights)
    listed = "".join(
        f"\n  {weight:>7,} {url}"
        for url, weight in sorted(weights, key=lambda pair: (-pair[1], pair[0]))
    )
    strangers = [url for url, _ in weights if urlsplit(url).hostname != "127.0.0.1"]
    if not any(url.endswith("/search_index.json") for url, _ in weights):
        yield f"{address}: closed before the search was ready{listed}"
    if strangers:
        yield f"{address}: asks another host: {', '.join(strangers)}"
    if len(weights) > MOST_REQUESTS:
        yield f"{address}: {len(weights)} requests, more than {MOST_REQUESTS}{listed}"
    if total > MOST_BYTES:
        yield f"{address}: {total:,} bytes, more than {MOST_BYTES:,}{listed}"


def test_the_first_view_of_every_indicator_is_light_and_asks_nobody_else(
    browser: Browser, site: Site
) -> None:
    addresses, scales = pages(site), Scales()
    assert len(addresses) == len(facts())
    wrong = [
        complaint
        for view in views(browser, iter(addresses))
        for complaint in complaints(view.address, view.weights(scales))
    ]
    assert not wrong, "\n".join(wrong)
