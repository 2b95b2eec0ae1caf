"""Finds the browser for the tests, or installs one: `make test` runs this first.

An installed Chromium or Chrome is used if there is one. Else the system's package manager is asked,
where it may be (root on Debian or Ubuntu), and then Playwright, which downloads its own. Only when
all of that fails does it stop, with the command to type. Tests that are run without `make` find what
is there in the same way, and install nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Seconds after which a program is stopped: to say its version, to install, to download.
ANSWER, INSTALL, DOWNLOAD = 20, 600, 120
HELP = (
    "Install Chromium or Google Chrome, on Debian with `apt-get install chromium` as root, or give "
    "the path of one in the variable CHROMIUM."
)
Step = Literal["use", "install", "download", "stop"]


@dataclass(frozen=True)
class Surroundings:
    """What there is on this machine.

    Attributes:
        named: what the variable CHROMIUM says; empty if it is not set.
        browser: the path of a browser that starts: the one named, or else the first that is found.
            Empty if there is none.
        may_install: whether the system's package manager may be asked.
    """

    named: str
    browser: str
    may_install: bool


def steps(there: Surroundings) -> tuple[Step, ...]:
    """What to try, in order; each only if the one before it brought no browser."""
    if there.browser:
        return ("use",)
    if there.named:  # whoever names one wants no other
        return ("stop",)
    return ("install", "download", "stop") if there.may_install else ("download", "stop")


def may_install(user: int, release: str, apt: str | None) -> bool:
    """Whether this is root on Debian, Ubuntu or a system made of one of them.

    Args:
        user: the number of the user.
        release: what /etc/os-release says.
        apt: the path of apt-get, if there is one.
    """
    kinds = re.findall(r'^ID(?:_LIKE)?="?([^"\n]*)"?$', release, re.MULTILINE)
    return (
        user == 0
        and apt is not None
        and not {"debian", "ubuntu"}.isdisjoint(" ".join(kinds).split())
    )


def prepare(
    look: Callable[[], Surroundings], fetch: Mapping[Step, Callable[[], str]]
) -> tuple[str, list[str]]:
    """Find a browser, or fetch one.

    Args:
        look: looks at the machine, again after each attempt.
        fetch: for `install` and `download`, what tries it and says what went wrong.

    Returns:
        The path of a browser, empty if none can be had; and a line for each attempt that failed.
    """
    there, failed = look(), list[str]()
    if there.named and not there.browser:
        failed.append(f"CHROMIUM names {there.named}, which does not start.")
    for step in steps(there):
        if step in fetch:
            said = fetch[step]()
            there = look()
            if not there.browser:
                failed.append(said)
        if there.browser:
            break
    return there.browser, failed


def limited(command: list[str], seconds: float) -> tuple[int | None, str]:
    """Run a program with everything it starts, for so long and no longer.

    Returns:
        Its exit code, None if it could not be started or was stopped; and what it printed.
    """
    try:
        run = subprocess.Popen(
            command,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
    except OSError as error:
        return None, str(error)
    try:
        said, _ = run.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        said, _ = run.communicate()
        return None, f"{said.strip()}\nIt was stopped after {seconds:g} seconds.".strip()
    return run.returncode, said.strip()


def version(browser: str) -> str:
    """What a browser calls itself; empty if it does not start, as a mere pointer to a snap."""
    code, said = limited([browser, "--version"], ANSWER)
    return said.splitlines()[-1].strip() if code == 0 and said else ""


def _own_of_playwright() -> str:
    def ask() -> str:
        with sync_playwright() as playwright:
            return playwright.chromium.executable_path

    # In a thread of its own: there can be one Playwright in each, and a test may have one.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(ask).result()


def look() -> Surroundings:
    """Look at this machine."""
    named = os.environ.get("CHROMIUM", "")
    paths = [path for name in ([named] if named else NAMES) if (path := shutil.which(name))]
    browser = next(filter(version, paths), "")
    if not browser and not named:
        own = _own_of_playwright()
        browser = own if Path(own).is_file() and version(own) else ""
    release = Path("/etc/os-release")
    text = release.read_text(encoding="utf-8") if release.is_file() else ""
    user = os.geteuid() if hasattr(os, "geteuid") else -1
    return Surroundings(named, browser, may_install(user, text, shutil.which("apt-get")))


def _install() -> str:
    _announce("No browser was found: installing Chromium with apt-get.")
    limited(["apt-get", "update"], INSTALL)
    _, said = limited(["apt-get", "install", "-y", "chromium"], INSTALL)
    return f"apt-get install chromium: {reason(said)}"


def _download() -> str:
    _announce("No browser was found: downloading Playwright's own, for at most two minutes.")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    _, said = limited(command, DOWNLOAD)
    return f"playwright install chromium: {reason(said)}"


def reason(said: str) -> str:
    """The line of what a program printed that says what went wrong: the first that names an error."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    wrong = (line for line in lines if re.match(r"E: |(\w*error|failed)\b", line, re.IGNORECASE))
    return next(wrong, lines[-1] if lines else "it said nothing, and no browser starts")


def _announce(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201  what it is run for


@cache
def find_browser() -> str:
    """The path of a browser that is there; empty if there is none."""
    return look().browser


def main() -> int:
    """Find or install a browser and say which; returns an exit code."""
    browser, failed = prepare(look, {"install": _install, "download": _download})
    if browser:
        _announce(f"The tests use {browser}, {version(browser)}.")
        return 0
    _announce("\n".join(["The tests need a browser, and none can be had.", *failed, HELP]))
    return 1


if __name__ == "__main__":
    sys.exit(main())
