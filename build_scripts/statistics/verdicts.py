"""What can be claimed of a figure beside another, as a value. Only `judging` makes one from figures.

Light to load: pages that only count verdicts need neither the figures nor the mathematics.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Word = Literal["better", "similar", "worse", "higher", "lower", "too_few", "not_stated"]
Reason = Literal[
    "",
    "poor_data",
    "too_old",
    "declared",
    "too_few",
    "no_counts",
    "not_a_share",
    "no_spread",
    "rounding",
    "clustered",
]
# Of a figure for one of these reasons nothing is claimed at all: no place, no interval, nothing in
# plain words. For the others it is only not known what chance does.
WITHHELD: tuple[Reason, ...] = ("poor_data", "too_old", "declared", "too_few")


@dataclass(frozen=True)
class Verdict:
    """How a figure stands to a benchmark.

    Attributes:
        word: better, similar or worse; higher, similar or lower where neither is better; else
            that there are too few to judge, or that nothing can be stated.
        reason: why nothing is claimed; empty where something is.
        overturned_by: the smallest design effect that would take the verdict back, where it is
            not given for that.
    """

    word: Word
    reason: Reason = ""
    overturned_by: float | None = None

    @property
    def claims(self) -> bool:
        """Whether it says anything about the figure."""
        return not self.reason
