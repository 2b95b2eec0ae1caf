"""Fixtures that several test modules share."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.browsing import Site, launched, served
from tests.builds import HERE, built, copy_tree
from tests.mistakes import copy_tiny_portal


@pytest.fixture
def tiny_portal(tmp_path: Path) -> Path:
    """The datasets folder of a fresh copy of the tiny portal."""
    return copy_tiny_portal(tmp_path)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of the real datasets, built once for all processes of the tests.

    It is built from a copy of the tree that is under no version control.
    """
    place = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        place = place.parent  # each process has a folder of its own in that of the run
    tree = place / "real"
    site = tree / "site"
    with (place / "real.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the first builds, the others wait
        if not site.exists():
            shutil.rmtree(tree, ignore_errors=True)
            built(site, None, "--workers", "2", tree=copy_tree(tree), environment=HERE)
    return site


@pytest.fixture(scope="session")
def site(real_site: Path) -> Iterator[Site]:
    """The site of the real datasets, served."""
    with served(real_site) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser."""
    with sync_playwright() as playwright, launched(playwright) as browser:
        yield browser


# The same examples on every run and every machine, and no failure because a machine was busy.
settings.register_profile("portal", deadline=None, derandomize=True, database=None)
settings.load_profile("portal")


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Show what tests counted: each says it by `record_property("counts", ...)`."""
    said = [
        str(value)
        for outcome in ("passed", "failed")
        for report in terminalreporter.getreports(outcome)
        for name, value in report.user_properties
        if name == "counts"
    ]
    if said:
        terminalreporter.section("counted")
    for line in sorted(said):
        terminalreporter.write_line(line)
