"""Gathers the mistakes of one file: of each kind the first thousand, and how many there are.

A table that is wrong throughout has a mistake in every cell; a problem for each would take longer
to make, sort and show than anybody would read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from build_scripts.model.problems import Message, Problem, problem
from build_scripts.reading.limits import MOST_SHOWN


class Counted:
    """The mistakes of one file, by kind and column."""

    def __init__(self, file: str) -> None:
        """Begin with none.

        Args:
            file: the file as problems name it.
        """
        self.file = file
        self.counts: Counter[tuple[str, str | None]] = Counter()
        self.shown: list[Problem] = []
        self.cut_short: set[str | None] = set()

    def add(self, kind: str, row: int, column: str | None, make: Callable[[], Message]) -> None:
        """Add a mistake.

        Args:
            kind: the name of its message in the register; mistakes are counted by its code.
            row: its row as Excel numbers it.
            column: its column, if it is in one.
            make: makes the message; not called for those that are only counted.
        """
        of_kind = (kind.partition("--")[0], column)
        self.counts[of_kind] += 1
        if self.counts[of_kind] <= MOST_SHOWN:
            self.shown.append(make().at(self.file, row, column))

    def not_all(self, column: str) -> None:
        """Say that a column has further mistakes, which nobody counted."""
        self.cut_short.add(column)

    def told(self) -> list[Problem]:
        """Those to be shown, and a problem for each kind of which there are more."""
        return self.shown + [
            problem(
                "many-errors",
                file=self.file,
                column=column,
                count=f"at least {count:,}" if column in self.cut_short else f"{count:,}",
                shown=MOST_SHOWN,
                kind=kind,
            )
            for (kind, column), count in self.counts.items()
            if count > MOST_SHOWN
        ]
