"""The site generator's own process: loads MkDocs and waits for a line before it builds.

The only module that imports MkDocs and its theme. It imports nothing of ours, and is run as a file,
in the folder that holds `mkdocs.yml`; without a line, the build has ended before it came to pages.
"""

from __future__ import annotations

import sys

import material.plugins.search.plugin  # noqa: F401  loaded now, while nobody waits for it
import mkdocs.commands.build  # noqa: F401
from mkdocs.__main__ import cli


def main() -> None:
    """Wait for the word, and build the folder the process was started in."""
    if sys.stdin.readline():
        # Never with --quiet: it keeps --strict from seeing the warnings it should stop at.
        cli(["build", "--strict", "--clean", "-f", "mkdocs.yml"], prog_name="mkdocs")


if __name__ == "__main__":
    main()
