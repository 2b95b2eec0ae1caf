"""Opens pages in a real browser and notes everything a reader would not want to happen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Playwright, Request, Response

from build_scripts.site.serving import Handler, server
from tests.compressing import Compressing
from tests.setup_browser import HELP, find_browser

# Nothing but the page itself may cause a request.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def browser_path() -> str:
    """The path of a browser, or a failure that says what to install."""
    if not (found := find_browser()):
        pytest.fail(f"No browser was found. {HELP} `make test` does so by itself.", pytrace=False)
    return found


@contextmanager
def launched(playwright: Playwright) -> Iterator[Browser]:
    """A browser with a fresh profile."""
    browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
    try:
        yield browser
    finally:
        browser.close()


@dataclass(frozen=True)
class Site:
    """A finished site and the address at which it is served, with a slash at the end."""

    folder: Path
    address: str


@contextmanager
def served(folder: Path, handler: type[Handler] = Compressing) -> Iterator[Site]:
    """Serve a site on a free port, compressed as hosts do unless another way is asked for."""
    with server(folder, 0, handler) as running:
        thread = Thread(target=running.serve_forever, daemon=True)
        thread.start()
        try:
            yield Site(folder, f"http://127.0.0.1:{running.server_port}/")
        finally:
            running.shutdown()
            thread.join()


@dataclass
class Noted:
    """What happened on a page that should not have."""

    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note what the page says in its console, asks of others and fails to get."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"uncaught: {error}"))
        page.on("dialog", self._dialog)
        page.on("request", self._request)
        page.on("requestfailed", lambda request: self.complaints.append(f"failed: {request.url}"))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # The browser's own line about a missing page repeats what `_response` notes.
        if message.type in ("error", "warning") and "status of 404" not in message.text:
            self.complaints.append(f"console {message.type}: {message.text}")

    def _dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.hostname != "127.0.0.1" and address.scheme != "data":
            self.complaints.append(f"another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.complaints.append(f"status {response.status}: {response.url}")


@contextmanager
def opened(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    dark: bool = False,
    javascript: bool = True,
    bypass_csp: bool = False,
) -> Iterator[tuple[Page, Noted]]:
    """A loaded page in a window of its own, and what is noted about it from then on."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if dark else "light",
        java_script_enabled=javascript,
        bypass_csp=bypass_csp,
    )
    try:
        page, noted = context.new_page(), Noted()
        noted.watch(page)
        page.goto(address)
        yield page, noted
    finally:
        context.close()


def search(page: Page, words: str) -> None:
    """Type words into the search at the top of a page."""
    box = page.locator(".md-search__input")
    box.fill(words)
    box.press("End")  # it listens to keys


def accessibility_violations(page: Page) -> str:
    """What axe-core finds wrong with a page; empty if nothing."""
    results = Axe().run(page)
    return str(results.generate_report()) if results.violations_count else ""
