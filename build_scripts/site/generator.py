"""The site generator's own process: loads MkDocs and waits for a line before it builds.

The only module that imports MkDocs and its theme. It imports nothing of ours, and is run as a file,
in the folder that holds `mkdocs.yml`. The other end of its standard input is held by the build: when
that is closed, the build has ended, in whatever way, and this process ends too.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading

# The exit code that says that the last line printed is an error of the system, as JSON.
SYSTEM_ERROR = 74


def _watch(told: threading.Event) -> None:
    """Wait for the word to begin; then for the end of whoever gave it, to end with them."""
    # Not through sys.stdin: a thread that waits there would keep Python from ending.
    while os.read(0, 1024):
        told.set()
    os._exit(1)


def main() -> None:
    """Wait for the word, and build the folder the process was started in."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the build, which stops this too
    told = threading.Event()
    threading.Thread(target=_watch, args=(told,), daemon=True).start()
    try:
        import material.plugins.search.plugin  # noqa: F401  loaded now, while nobody waits for it
        import mkdocs.commands.build  # noqa: F401  the same
        from mkdocs.__main__ import cli

        told.wait()
        # Never with --quiet: it keeps --strict from seeing the warnings it should stop at.
        cli(["build", "--strict", "--clean", "-f", "mkdocs.yml"], prog_name="mkdocs")
    except OSError as error:
        name = error.filename if error.filename2 is None else error.filename2
        print(f"\n{json.dumps([error.errno, error.strerror, name])}")  # noqa: T201
        sys.exit(SYSTEM_ERROR)


if __name__ == "__main__":
    main()
