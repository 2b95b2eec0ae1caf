"""Cuts short what is said of a file of words that is wrong throughout."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from build_scripts.model.problems import Problem
from build_scripts.reading.lines import Lines

# More would help nobody, and take long to find.
MOST_SHOWN = 200


def first_ones(problems: Iterable[Problem], lines: Lines) -> list[Problem]:
    """As many problems of a file as somebody may read, and one that says if there are more."""
    found = list(islice(problems, MOST_SHOWN + 1))
    if len(found) > MOST_SHOWN:
        found[MOST_SHOWN:] = [lines.problem("wrong-yaml-value--many", (), shown=MOST_SHOWN)]
    return found
