"""How many different whole counts remain possible for a count that is not printed.

In the terms of the field this audits a table with cells suppressed, but it asks for more than the
lowest and the highest possible count: for the counts themselves, since not all between those two
need be possible.

Few questions have to be put to the solver. Bounds are narrowed first, and a count that stands
alone after that can be anything within its own. Each filling found is a possible count of every
unknown in it; a few fillings far apart show enough counts for most. Only what is still short is
asked for by itself, gap by gap, until there are enough or it is proved that there are no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from build_scripts.disclosure.bounds import Part, narrowed, parts, whole
from build_scripts.disclosure.fillings import Solver, UndecidedError
from build_scripts.disclosure.system import LARGEST, Key, Relation, System, groups

# Fillings far apart, besides those with all counts low and all high, and from how many short
# unknowns on they are worth their time.
DIRECTIONS = 4
MANY = 4
SEED = 9
# How often a set of relations is tried for being enough, before it is taken as it is.
MOST_TRIALS = 80


@dataclass(frozen=True)
class Remaining:
    """The counts that remain possible for one unknown. Not to be shown to anybody.

    Attributes:
        counts: different counts that are possible, lowest first: all there are, or as many as were
            wanted. There may be holes between them.
        enough: whether there are as many as were wanted. If not, `counts` is all there is.
        low: no lower count is possible. Exact if not `enough`.
        high: no higher count is possible; None where there is no limit. Exact if not `enough`.
        proved: whether all others are proved impossible, if not `enough`. False only if that took
            too long; whoever wants to be safe takes it as proved.
    """

    counts: tuple[int, ...]
    enough: bool
    low: int
    high: int | None
    proved: bool = True


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
    place = {unknown.key: number for number, unknown in enumerate(group.unknowns)}
    remaining = _possible(whole(group), {place[key]: number for key, number in wanted.items()})
    if remaining is None:
        return Infeasible(_clash(group))
    return {key: remaining[place[key]] for key in wanted}


def given_away_by(group: System, key: Key, wanted: int) -> tuple[Relation, ...]:
    """Relations that suffice to leave an unknown fewer counts than wanted: as few as were found.

    None of them can be left out without leaving enough counts, unless the search was cut short
    because there are very many.

    Args:
        group: a system for which `possible` found fewer than `wanted` counts.
        key: the unknown.
        wanted: how many counts must remain.

    Returns:
        The relations, those nearest the unknown first; empty if its own bounds suffice.
    """

    def gives_away(relations: Sequence[Relation]) -> bool:
        found = _within(group, relations, key)
        place = list(found.by_key).index(key)
        remaining = _possible(whole(found), {place: wanted})
        return remaining is None or not remaining[place].enough

    near: list[Relation] = []
    for ring in _rings(group, key):
        near += ring
        if gives_away(near):
            break
    return tuple(_sufficient(near, gives_away))


def _within(group: System, relations: Sequence[Relation], key: Key) -> System:
    """What has to do with a count, if only some relations were known."""
    names = dict.fromkeys([key, *(name for relation in relations for name, _ in relation.terms)])
    unknowns = tuple(group.by_key[name] for name in names)
    found = groups(System(unknowns, tuple(relations)), [key])
    return found[0] if found else System((group.by_key[key],))


def _rings(group: System, key: Key) -> Iterator[list[Relation]]:
    """The relations of a group by how far they are from a count, nearest first."""
    reached = {key}
    seen: set[int] = set()
    edge = [key]
    while edge:
        ring = sorted({number for name in edge for number in group.touching[name]} - seen)
        if ring:
            yield [group.relations[number] for number in ring]
        seen |= set(ring)
        names = dict.fromkeys(name for number in ring for name, _ in group.relations[number].terms)
        edge = [name for name in names if name not in reached and not group.by_key[name].fixed]
        reached |= set(edge)


def _sufficient(
    relations: Sequence[Relation], suffice: Callable[[Sequence[Relation]], bool]
) -> list[Relation]:
    """Some of the relations that suffice for something, none of which can be left out.

    By U. Junker, QuickXplain (2004), which keeps early ones rather than late ones. After
    `MOST_TRIALS` the rest is kept untried.

    Args:
        relations: relations that together suffice.
        suffice: whether some do; more always do if fewer do.
    """
    trials = 0

    def needed(
        known: list[Relation], is_new: bool, candidates: Sequence[Relation]
    ) -> list[Relation]:
        nonlocal trials
        if is_new and trials < MOST_TRIALS:
            trials += 1
            if suffice(known):
                return []
        if len(candidates) <= 1 or trials >= MOST_TRIALS:
            return list(candidates)
        middle = len(candidates) // 2
        late = needed([*known, *candidates[:middle]], True, candidates[middle:])
        early = needed([*known, *late], bool(late), candidates[:middle])
        return early + late

    return needed([], True, relations)


def _clash(group: System) -> tuple[Relation, ...]:
    """Relations of an infeasible system that can't all be true."""

    def clashes(relations: Sequence[Relation]) -> bool:
        return _possible(whole(System(group.unknowns, tuple(relations))), {}) is None

    return tuple(_sufficient(group.relations, clashes))


def _possible(part: Part, wanted: Mapping[int, int]) -> dict[int, Remaining] | None:
    """The same as `possible`, by place; None if nothing is."""
    box = narrowed(part, part.low, part.high)
    pieces = None if box is None else parts(part, *box)
    if box is None or pieces is None:
        return None
    remaining = {place: _range(box[0][place], box[1][place], wanted[place]) for place in wanted}
    for piece in pieces:
        if piece.rows:
            asked = {place: wanted[of] for place, of in enumerate(piece.places) if of in wanted}
            search = _Search(piece, asked)
            if not search.is_feasible():
                return None
            for place in asked:
                remaining[piece.places[place]] = search.remaining(place)
    return remaining


def _range(low: int, high: int, wanted: int) -> Remaining:
    """What remains of a count that can be anything within its bounds."""
    counts = tuple(range(low, min(high, low + wanted - 1) + 1))
    return Remaining(counts, len(counts) >= wanted, low, _limit(high))


def _limit(high: int) -> int | None:
    return None if high >= LARGEST else high


class _Search:
    """The counts found so far for each count that is asked for in one part with rows."""

    def __init__(self, part: Part, wanted: Mapping[int, int]) -> None:
        self.part = part
        self.wanted = wanted
        self.solver = Solver(part)
        self.found: dict[int, set[int]] = {place: set() for place in wanted}
        self.undecided = False

    def is_feasible(self) -> bool:
        """Look for a first filling, and a few more: False if it is proved that there is none."""
        try:
            first = self.solver.filling(self.part.low, self.part.high)
        except UndecidedError:
            self.undecided = True
            return True
        if first is None:
            return False
        self._note(first)
        self._look_around()
        return True

    def remaining(self, place: int) -> Remaining:
        """Find as many counts as wanted at a place, or all there are."""
        found, wanted = self.found[place], self.wanted[place]
        shut: set[tuple[int, int]] = set()
        undecided = self.undecided
        while len(found) < wanted and not undecided:
            gap = next((gap for gap in self._gaps(place) if gap not in shut), None)
            if gap is None:
                break
            try:
                filling = self._with(place, *gap)
            except UndecidedError:
                filling, undecided = None, True
            if filling is None:
                shut.add(gap)
            else:
                self._note(filling)
        counts = tuple(sorted(found))
        if len(counts) >= wanted or undecided:
            low, high = self.part.low[place], self.part.high[place]
        else:
            low, high = counts[0], counts[-1]
        return Remaining(counts[:wanted], len(counts) >= wanted, low, _limit(high), not undecided)

    def _gaps(self, place: int) -> Iterator[tuple[int, int]]:
        """The ranges in which no count was found, lowest first."""
        ends = [self.part.low[place] - 1, *sorted(self.found[place]), self.part.high[place] + 1]
        for below, above in pairwise(ends):
            if above - below > 1:
                yield below + 1, above - 1

    def _with(self, place: int, lowest: int, highest: int) -> tuple[int, ...] | None:
        low, high = list(self.part.low), list(self.part.high)
        low[place], high[place] = lowest, highest
        return self.solver.filling(low, high, changed=[place])

    def _note(self, filling: Sequence[int]) -> None:
        for place, found in self.found.items():
            found.add(filling[place])

    def _look_around(self) -> None:
        """Note some fillings that are far apart, if many counts are short."""
        choose = Random(SEED)  # noqa: S311 - the same directions each time are what is wanted
        size = len(self.part.places)
        for number in range(2 + DIRECTIONS):
            short = [place for place in self.found if len(self.found[place]) < self.wanted[place]]
            if len(short) < MANY:
                return
            aim = [0] * size
            for place in short:
                aim[place] = (1, -1)[number] if number < 2 else 1 - 2 * choose.getrandbits(1)
            try:
                filling = self.solver.filling(self.part.low, self.part.high, changed=[], aim=aim)
            except UndecidedError:
                return
            if filling is not None:
                self._note(filling)
