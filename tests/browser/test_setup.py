"""How the tests come by a browser: what is there is used, and what is not is fetched or said."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.setup_browser import (
    Step,
    Surroundings,
    limited,
    may_install,
    prepare,
    reason,
    steps,
    version,
)

DEBIAN = 'NAME="Debian GNU/Linux"\nID=debian\n'
UBUNTU = 'ID=ubuntu\nID_LIKE=debian\nNAME="Ubuntu"\n'
MINT = 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'
FEDORA = 'ID=fedora\nNAME="Not Debian"\n'
APT = "/usr/bin/apt-get"


@pytest.mark.parametrize("allowed", [True, False])
@pytest.mark.parametrize("named", ["", "/opt/chrome"])
def test_a_browser_that_starts_is_used(named: str, allowed: bool) -> None:
    assert steps(Surroundings(named, "/usr/bin/chromium", allowed)) == ("use",)


@pytest.mark.parametrize("allowed", [True, False])
def test_a_browser_that_is_named_and_does_not_start_is_not_replaced(allowed: bool) -> None:
    assert steps(Surroundings("/opt/chrome", "", allowed)) == ("stop",)


def test_the_package_manager_comes_before_the_download() -> None:
    assert steps(Surroundings("", "", may_install=True)) == ("install", "download", "stop")


def test_who_may_not_install_downloads() -> None:
    assert steps(Surroundings("", "", may_install=False)) == ("download", "stop")


@pytest.mark.parametrize(
    ("user", "release", "apt", "may"),
    [
        pytest.param(0, DEBIAN, APT, True, id="root on Debian"),
        pytest.param(0, UBUNTU, APT, True, id="root on Ubuntu"),
        pytest.param(0, MINT, APT, True, id="root on something like Ubuntu"),
        pytest.param(1000, DEBIAN, APT, False, id="somebody on Debian"),
        pytest.param(0, FEDORA, APT, False, id="root on something else"),
        pytest.param(0, DEBIAN, None, False, id="no package manager"),
        pytest.param(0, "", None, False, id="no Linux"),
    ],
)
def test_only_root_on_debian_or_ubuntu_installs(
    user: int, release: str, apt: str | None, may: bool
) -> None:
    assert may_install(user, release, apt) == may


class Machine:
    """A machine without a browser, on which some attempts bring one."""

    def __init__(self, *works: Step, named: str = "", browser: str = "") -> None:
        self.works, self.named, self.browser = works, named, browser
        self.tried: list[str] = []

    def look(self) -> Surroundings:
        return Surroundings(self.named, self.browser, may_install=True)

    def _attempt(self, step: Step) -> Callable[[], str]:
        def run() -> str:
            self.tried.append(step)
            if step in self.works:
                self.browser = f"/fetched/by/{step}"
            return f"{step} failed"

        return run

    def prepare(self) -> tuple[str, list[str]]:
        return prepare(
            self.look, {"install": self._attempt("install"), "download": self._attempt("download")}
        )


@pytest.mark.parametrize(
    ("machine", "browser", "tried", "failed"),
    [
        pytest.param(Machine(browser="/it"), "/it", [], [], id="there"),
        pytest.param(Machine("install"), "/fetched/by/install", ["install"], [], id="installed"),
        pytest.param(
            Machine("download"),
            "/fetched/by/download",
            ["install", "download"],
            ["install failed"],
            id="downloaded",
        ),
        pytest.param(
            Machine(), "", ["install", "download"], ["install failed", "download failed"], id="none"
        ),
        pytest.param(
            Machine("install", named="/opt/x"),
            "",
            [],
            ["CHROMIUM names /opt/x, which does not start."],
            id="named",
        ),
    ],
)
def test_nothing_is_fetched_that_is_not_needed_and_every_failure_is_told(
    machine: Machine, browser: str, tried: list[str], failed: list[str]
) -> None:
    assert machine.prepare() == (browser, failed)
    assert machine.tried == tried


def test_a_program_and_what_it_started_are_stopped_in_time() -> None:
    began = time.monotonic()
    # Whatever still lived would hold the other end of what is printed, and be waited for.
    code, said = limited(["sh", "-c", "echo begun; sleep 60 & wait"], 1)
    assert code is None
    assert said == "begun\nIt was stopped after 1 seconds."
    assert time.monotonic() - began < 30


def test_a_program_that_is_not_there_is_a_failure_in_words() -> None:
    code, said = limited(["/nowhere/chromium", "--version"], 1)
    assert code is None
    assert "/nowhere/chromium" in said


def test_a_browser_is_one_that_says_its_version(tmp_path: Path) -> None:
    good, pointer = tmp_path / "good", tmp_path / "pointer"
    good.write_text(f"#!{sys.executable}\nprint('A warning')\nprint('Chromium 1.2 ')\n")
    pointer.write_text("#!/bin/sh\necho 'requires the chromium snap'; exit 1\n")
    for path in (good, pointer):
        path.chmod(0o755)
    assert version(str(good)) == "Chromium 1.2"
    assert version(str(pointer)) == ""


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Reading package lists...\nE: Unable to locate package chromium\n", "E: Unable to"),
        (
            "Downloading 1 of 2\nError: getaddrinfo ENOTFOUND\n  at GetAddrInfo (node:dns)",
            "Error: ge",
        ),
        ("Failed to install browsers\nError: no room", "Failed to install"),
        ("half of it\nIt was stopped after 120 seconds.", "It was stopped after"),
        ("", "it said nothing"),
    ],
)
def test_of_what_a_program_printed_the_line_with_the_error_is_told(said: str, told: str) -> None:
    assert reason(said).startswith(told)
