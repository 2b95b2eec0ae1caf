"""Tells the person at the terminal how far long work has got."""

from __future__ import annotations

from typing import TextIO


class Progress:
    """Counts finished steps on one line of a terminal; silent where there is no terminal."""

    def __init__(self, total: int, what: str, stream: TextIO) -> None:
        """Start a count.

        Args:
            total: how many steps there will be.
            what: what is being done, such as `Checking`.
            stream: where to write; nothing is written unless it is a terminal.
        """
        self.total = total
        self.what = what
        self.stream = stream
        self.count = 0

    def done(self, name: str) -> None:
        """One more step is done."""
        self.count += 1
        if not self.stream.isatty():
            return
        line = f"\r{self.what} {self.count} of {self.total}: {name}"
        self.stream.write(f"{line:<79.79}")
        if self.count == self.total:
            self.stream.write("\r" + " " * 79 + "\r")
        self.stream.flush()
