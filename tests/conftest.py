"""Fixtures that several test modules share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.browsing import Site, launched, served
from tests.builds import built
from tests.mistakes import copy_tiny_portal


@pytest.fixture
def tiny_portal(tmp_path: Path) -> Path:
    """The datasets folder of a fresh copy of the tiny portal."""
    return copy_tiny_portal(tmp_path)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the real datasets, built once and served."""
    folder = built(tmp_path_factory.mktemp("real") / "site")
    with served(folder) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser."""
    with sync_playwright() as playwright, launched(playwright) as browser:
        yield browser


# The same examples on every run and every machine, and no failure because a machine was busy.
settings.register_profile("portal", deadline=None, derandomize=True, database=None)
settings.load_profile("portal")
