"""What can be claimed of a figure beside another, as a value. Only `judging` makes one from figures.

Light to load: pages that only count verdicts need neither the figures nor the mathematics.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Word = Literal["better", "similar", "worse", "higher", "lower", "too_few", "not_stated"]
Reason = Literal["", "too_few", "no_counts", "not_a_share", "no_spread", "poor_data", "declared"]


@dataclass(frozen=True)
class Verdict:
    """How a figure stands to a benchmark.

    Attributes:
        word: better, similar or worse; higher, similar or lower where neither is better; else
            that there are too few to judge, or that nothing can be stated.
        reason: why nothing is claimed; empty where something is.
    """

    word: Word
    reason: Reason = ""

    @property
    def claims(self) -> bool:
        """Whether it says anything about the figure."""
        return not self.reason
