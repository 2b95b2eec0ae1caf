"""Which further cells would have to be hidden so that none is given away.

In the terms of the field this is secondary, or complementary, cell suppression. A hidden count
that is given away has a reason: relations that suffice to give it away. As long as these are known
and every other count in them is printed, nothing else that is hidden helps; so one of the cells in
the reason has to be hidden. Each trial that fails leaves such a reason behind, and no set of cells
that leaves it whole is tried again: see J. Hooker, Logic-Based Benders Decomposition (2003).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf

from build_scripts.disclosure.solving import Infeasible, given_away_by, possible
from build_scripts.disclosure.system import Key, System, Unknown, groups

# With no more candidates than this the smallest set is found; among more, a small one.
MOST_CANDIDATES = 12
# For so many counts given away at once the reasons are worked out.
MOST_REASONS = 3


@dataclass(frozen=True)
class Candidate:
    """A printed cell that could be hidden.

    Hiding it means that its counts are known no better than `hidden` says, and that the relations
    `given_by` it are not known any more. A count that several candidates name is printed by each
    of them, so it is known until all of them are hidden.

    Attributes:
        key: the name of the cell, as in `Relation.given_by`.
        hidden: what would be known of each of its counts: bounds that hold the printed ones.
        wanted: how many counts must remain for each of its counts once it is hidden.
    """

    key: Key
    hidden: tuple[Unknown, ...]
    wanted: int


@dataclass(frozen=True)
class Protection:
    """Cells that protect everything once they are hidden. It was tried.

    Attributes:
        hide: keys of the candidates, in the order in which they were given.
        smallest: whether it is known that no fewer do.
    """

    hide: tuple[Key, ...]
    smallest: bool


def protect(
    system: System, wanted: Mapping[Key, int], candidates: Sequence[Candidate]
) -> Protection | None:
    """Find printed cells to hide so that as many counts as wanted remain for every hidden one.

    Where at most `MOST_CANDIDATES` could be chosen from, the set is one of the smallest, and of
    those the first in the order of the candidates. Candidates that nothing links with a count
    given away are not counted among them, and never proposed.

    Args:
        system: everything known, printed counts as fixed unknowns. Not only the group of a target:
            what is hidden may link it with others.
        wanted: how many counts must remain for each unknown that is hidden already, by key.
        candidates: the cells that could be hidden, those to be preferred first.

    Returns:
        What to hide, nothing if nothing need be; or None if no set protects all, none was found
        among many, or what is printed can't all be true.

    Raises:
        ValueError: if a candidate's bounds would shut out what is printed.
    """
    _check(system, candidates)
    short = _short(system, wanted)
    if short is None:
        return None
    if not short:
        return Protection((), smallest=True)
    trials = _Trials(system, {key: wanted[key] for key, _ in short}, candidates)
    few = len(trials.candidates) <= MOST_CANDIDATES
    chosen = trials.smallest() if few else trials.small()
    if chosen is None:
        return None
    hide = tuple(trials.candidates[number].key for number in sorted(chosen))
    return Protection(hide, smallest=few)


def _check(system: System, candidates: Iterable[Candidate]) -> None:
    for candidate in candidates:
        for unknown in candidate.hidden:
            printed = system.by_key[unknown.key]
            if unknown.low > printed.low or not _reaches(unknown.high, printed.high):
                raise ValueError(f"the bounds of {unknown.key!r} shut out what is printed")


def _reaches(high: int | None, other: int | None) -> bool:
    return high is None or (other is not None and high >= other)


def _short(system: System, wanted: Mapping[Key, int]) -> list[tuple[Key, int]] | None:
    """The unknowns that have fewer counts than wanted, each with how many it lacks.

    None if the system is infeasible.
    """
    fixed = [key for key in wanted if system.by_key[key].fixed]
    short = [(key, wanted[key] - 1) for key in fixed if wanted[key] > 1]
    for group in groups(system, wanted):
        remaining = possible(group, {key: wanted[key] for key in group.by_key if key in wanted})
        if isinstance(remaining, Infeasible):
            return None
        short += [
            (key, wanted[key] - len(one.counts)) for key, one in remaining.items() if not one.enough
        ]
    return short


def _released(
    system: System, candidates: Sequence[Candidate], chosen: frozenset[int], *, relations: bool
) -> System:
    """The system as it would be with some candidates hidden.

    Args:
        system: with all of them printed.
        candidates: all of them.
        chosen: the numbers of the hidden ones.
        relations: whether relations that they give are left out too.
    """
    printed = {
        unknown.key
        for number, candidate in enumerate(candidates)
        if number not in chosen
        for unknown in candidate.hidden
    }
    hidden: dict[Key, Unknown] = {}
    for number in sorted(chosen):
        for unknown in candidates[number].hidden:
            if unknown.key not in printed:
                hidden[unknown.key] = _wider(hidden.get(unknown.key, unknown), unknown)
    gone = [candidates[number].key for number in chosen] if relations else []
    return system.without(gone, hidden)


def _wider(one: Unknown, other: Unknown) -> Unknown:
    open_above = one.high is None or other.high is None
    high = None if open_above else max(one.high or 0, other.high or 0)
    return Unknown(one.key, min(one.low, other.low), high)


@dataclass(frozen=True)
class _Reason:
    """Why sets of candidates with `all_of` in them and none of `none_of` don't protect all."""

    all_of: frozenset[int]
    none_of: frozenset[int]

    def fails(self, chosen: frozenset[int]) -> bool:
        return self.all_of <= chosen and self.none_of.isdisjoint(chosen)


class _Trials:
    """Sets of candidates, by their numbers, tried until one protects all."""

    def __init__(
        self, system: System, short: Mapping[Key, int], candidates: Sequence[Candidate]
    ) -> None:
        self.short = short
        self.reasons: list[_Reason] = []
        everything = _released(
            system, candidates, frozenset(range(len(candidates))), relations=False
        )
        self.candidates: list[Candidate] = []
        while True:  # what is hidden besides must be protected too, wherever it is
            keys = {unknown.key for one in self.candidates for unknown in one.hidden} | set(short)
            linked = groups(everything, [key for key in everything.by_key if key in keys])
            concerned = [one for one in candidates if _concerns(one, linked, keys)]
            if len(concerned) == len(self.candidates):
                break
            self.candidates = concerned
        within = keys | {key for group in linked for key in group.by_key}
        self.system = System(
            tuple(unknown for unknown in system.unknowns if unknown.key in within),
            tuple(relation for group in linked for relation in group.relations),
        )

    def smallest(self) -> frozenset[int] | None:
        """The first of the smallest sets that protect all; None if there is none."""
        numbers = range(len(self.candidates))
        for size in range(len(self.candidates) + 1):
            for chosen in map(frozenset, combinations(numbers, size)):
                known = any(reason.fails(chosen) for reason in self.reasons)
                if not known and not self._failures(chosen):
                    return chosen
        return None

    def small(self) -> frozenset[int] | None:
        """A set that protects all, none of which can be left out; None if none was found.

        It grows by that cell in the first reason after which least is lacking, and shrinks at the
        end.
        """
        chosen: frozenset[int] = frozenset()
        useless: set[int] = set()
        while failures := self._failures(chosen):
            reason = self.reasons[-failures]
            helpful = [number for number in sorted(reason.none_of) if number not in useless]
            if helpful:
                tried = helpful[:MOST_CANDIDATES]
                chosen |= {min(tried, key=lambda number: self._lacking(chosen | {number}))}
            elif reason.all_of:
                useless |= reason.all_of
                chosen -= reason.all_of
            else:
                return None
        for number in sorted(chosen, reverse=True):
            if not self._lacking(chosen - {number}):
                chosen -= {number}
        return chosen

    def _demands(self, chosen: frozenset[int]) -> dict[Key, int]:
        demands = dict(self.short)
        for number in sorted(chosen):
            for unknown in self.candidates[number].hidden:
                before = demands.get(unknown.key, 1)
                demands[unknown.key] = max(before, self.candidates[number].wanted)
        return demands

    def _lacking(self, chosen: frozenset[int]) -> float:
        """How many counts are lacking in all if some candidates are hidden."""
        system = _released(self.system, self.candidates, chosen, relations=True)
        short = _short(system, self._demands(chosen))
        return inf if short is None else sum(lacking for _, lacking in short)

    def _failures(self, chosen: frozenset[int]) -> int:
        """Try to hide some candidates; note why it fails, and say how many reasons were noted."""
        system = _released(self.system, self.candidates, chosen, relations=True)
        demands = self._demands(chosen)
        short = _short(system, demands)
        if short is None:  # what is printed contradicts itself where nobody asked before
            others = frozenset(range(len(self.candidates))) - chosen
            self.reasons.append(_Reason(chosen, others))
            return 1
        keys = [key for key, _ in short][:MOST_REASONS]
        self.reasons += [self._reason(system, key, demands[key], chosen) for key in keys]
        return len(keys)

    def _reason(self, system: System, key: Key, wanted: int, chosen: frozenset[int]) -> _Reason:
        """Why a count has too few counts: what has to be hidden for it, one of several cells."""
        group = next(iter(groups(system, [key])), None)
        relations = () if group is None else given_away_by(group, key, wanted)
        involved = {key} | {name for relation in relations for name, _ in relation.terms}
        givers = {name for relation in relations for name in relation.given_by}
        helpful = frozenset(
            number
            for number, one in enumerate(self.candidates)
            if number not in chosen
            and (one.key in givers or any(unknown.key in involved for unknown in one.hidden))
        )
        if self.short.get(key, 1) >= wanted:
            return _Reason(frozenset(), helpful)
        asking = min(
            number
            for number in chosen
            if self.candidates[number].wanted == wanted
            and any(unknown.key == key for unknown in self.candidates[number].hidden)
        )
        return _Reason(frozenset([asking]), helpful)


def _concerns(candidate: Candidate, linked: Iterable[System], keys: Iterable[Key]) -> bool:
    """Whether hiding a candidate changes anything that is known of some groups, or is one of them."""
    names = {unknown.key for unknown in candidate.hidden}
    return not names.isdisjoint(keys) or any(
        not names.isdisjoint(group.by_key)
        or any(candidate.key in relation.given_by for relation in group.relations)
        for group in linked
    )
