"""How many different whole counts remain possible for a count that is not printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_scripts.disclosure.system import Key, Relation, System


@dataclass(frozen=True)
class Remaining:
    """The counts that remain possible for one unknown. Not to be shown to anybody.

    Attributes:
        counts: different counts that are possible, lowest first: all there are, or as many as were
            wanted. There may be holes between them.
        enough: whether there are as many as were wanted. If not, `counts` is all there is.
        low: no lower count is possible. Exact if not `enough`.
        high: no higher count is possible; None where there is no limit. Exact if not `enough`.
    """

    counts: tuple[int, ...]
    enough: bool
    low: int
    high: int | None


@dataclass(frozen=True)
class Infeasible:
    """No whole counts satisfy all relations: what is printed can't all be true.

    Attributes:
        relations: relations that clash, few of them if that was cheap to find; empty if the bounds
            of an unknown clash by themselves.
    """

    relations: tuple[Relation, ...]


def possible(group: System, wanted: Mapping[Key, int]) -> Mapping[Key, Remaining] | Infeasible:
    """Find out how many different counts remain possible for each of some unknowns.

    A count is possible if all unknowns can be filled with whole numbers so that it is among them
    and every relation holds.

    Args:
        group: a system; best one of `groups(...)`, so that a clash elsewhere is no matter here.
        wanted: how many different counts must remain, 1 or more, by key of the unknown.

    Returns:
        What remains for each key of `wanted`, in its order; or that nothing does.
    """
    raise NotImplementedError


def given_away_by(group: System, key: Key, wanted: int) -> tuple[Relation, ...]:
    """Relations that suffice to leave an unknown fewer counts than wanted: as few as were found.

    None of them can be left out without leaving enough counts, as far as the search went.

    Args:
        group: a system for which `possible` found fewer than `wanted` counts.
        key: the unknown.
        wanted: how many counts must remain.
    """
    raise NotImplementedError
