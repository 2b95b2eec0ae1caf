"""Finds strace for the tests, or installs it: `make test-all` runs this first.

With strace a test stops a program at any one call of the system. It is a tool of Linux; on another
system those tests are left out.
"""

from __future__ import annotations

import os
import shutil
import sys

from tests.setup_browser import INSTALL, limited, reason

HELP = "Install strace, on Debian with `apt-get install strace` as root."


def find_tracer() -> str:
    """The path of strace; empty if it is not there."""
    return shutil.which("strace") or ""


def installing() -> list[str]:
    """The command that installs, as far as this user may; without its words for apt-get."""
    if shutil.which("apt-get") is None:
        return []
    if os.geteuid() == 0:
        return ["apt-get"]
    return ["sudo", "--non-interactive", "apt-get"] if shutil.which("sudo") else []


def main() -> int:
    """Find or install strace; returns an exit code."""
    if sys.platform != "linux" or find_tracer():
        return 0
    said = ""
    if command := installing():
        _announce("strace was not found: installing it with apt-get.")
        limited([*command, "update"], INSTALL)
        _, said = limited([*command, "install", "-y", "strace"], INSTALL)
    if find_tracer():
        return 0
    _announce(
        f"The tests need strace, and it cannot be had. {reason(said) if said else ''}\n{HELP}"
    )
    return 1


def _announce(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201  what it is run for


if __name__ == "__main__":
    sys.exit(main())
