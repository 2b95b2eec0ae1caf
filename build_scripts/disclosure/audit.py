"""What published tables give away of the counts they withhold, and what has to be done about it.

Figures of the council's own are refused where a withheld count is not protected as their rule
demands. Of figures taken as a national publisher printed them it is only told what the source
gives away, but for two things that this site answers for: what it adds itself may narrow nothing,
and a count that one sum in the same table brings back is withheld here too.

No count that remains possible leaves this module, neither in a message nor in what is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from build_scripts.disclosure.areas import AREAS, COUNCILS, REGIONS
from build_scripts.disclosure.cells import Cells, Key, Place, Table, cells_of, rules_of
from build_scripts.disclosure.messages import (
    clash_of,
    contradicted,
    disagreeing,
    narrowed,
    one_sum,
    refused,
)
from build_scripts.disclosure.relations import GAP, PARTS, SHARED, VALUE, Known, known
from build_scripts.disclosure.solving import Infeasible, Remaining, possible
from build_scripts.disclosure.system import Relation, System, groups
from build_scripts.disclosure.thresholds import check_thresholds
from build_scripts.disclosure.values import Audit, GivenAway
from build_scripts.model.problems import Problem
from build_scripts.model.reference import Reference

# So many counts are looked for where something of this site's own could narrow them.
NARROWING_SEEN = 20
# What is set aside of relations that clash: the first of these kinds that is among them. Clash after
# clash is looked for so often in one group.
DOUBTED = (COUNCILS, REGIONS, VALUE, GAP)
MOST_CLASHES = 12
Because = tuple[str, ...]


def audit(tables: Iterable[Table], reference: Reference) -> Audit:
    """Look at some indicators that share counts.

    Args:
        tables: the indicators of one of the sets of `values.linked`.
        reference: the shared files.
    """
    tables = tuple(tables)
    if not any(_has_something(table, reference) for table in tables):
        return Audit()
    cells = cells_of(tables, reference)
    found = known(cells)
    problems = [*disagreeing(cells), *contradicted(cells, found), *check_thresholds(cells)]
    summed = _one_sum(cells, found)
    problems += one_sum(cells, summed)
    solved = _Audit(cells, found, summed)
    solved.all_groups()
    hidden = [place for cell in cells.by_key.values() for place in _published(cells, cell.hidden)]
    return Audit(
        (*problems, *solved.problems),
        tuple(sorted(solved.given_away, key=lambda one: (one.indicator, one.row))),
        _counted(cells, hidden),
        _counted(cells, solved.aside),
        _counted(cells, solved.not_examined),
    )


def _has_something(table: Table, reference: Reference) -> bool:
    """Whether a count is hidden, or has to be by a rule of the council's own, or is shared."""
    withheld = reference.symbols.with_role("withheld")
    measures = table.indicator.measures
    return (
        table.indicator.confidentiality.is_own
        or any(row.status in withheld for row in table.rows)
        or any(m.numerator_called or m.denominator_called for m in measures)
        or any(b.adds_up for b in table.indicator.breakdowns)
    )


def _published(cells: Cells, places: Iterable[Place]) -> list[Place]:
    """The places in tables taken as published."""
    return [
        place for place in places if not cells.tables[place.table].indicator.confidentiality.is_own
    ]


def _counted(cells: Cells, places: Iterable[Place]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for place in places:
        name = cells.tables[place.table].indicator.id
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items()))


def _one_sum(cells: Cells, found: Known) -> list[Key]:
    """Hidden counts of tables taken as published that a single exact sum brings back."""
    recovered: dict[Key, None] = {}
    for relation in found.system.relations:
        if relation.because != PARTS or relation.low is None:
            continue
        keys = [key for key, _ in relation.terms if isinstance(key, Key)]
        # More than zero but rounding to zero is as good as known.
        unsure = [k for k in keys if not (cells.by_key[k].known or cells.by_key[k].nearly_none)]
        if len(unsure) == 1 and _published(cells, cells.by_key[unsure[0]].hidden):
            recovered[unsure[0]] = None
    return list(recovered)


class _Audit:
    """What is found in one set of tables, group by group."""

    def __init__(self, cells: Cells, found: Known, summed: Iterable[Key]) -> None:
        """Begin.

        Args:
            cells: all cells.
            found: what is known of them together.
            summed: hidden counts that are refused already.
        """
        self.cells, self.found, self.summed = cells, found, frozenset(summed)
        self.problems: list[Problem] = []
        self.given_away: list[GivenAway] = []
        self.aside: list[Place] = []
        self.not_examined: list[Place] = []

    def all_groups(self) -> None:
        """Find out what remains possible of every hidden cell."""
        wanted = {key: self._wanted(key) for key, cell in self.cells.by_key.items() if cell.hidden}
        for key in wanted:
            if self.cells.by_key[key].known:
                self._found(None, {key: 1}, {key: (SHARED,)})
        for group in groups(self.found.system, wanted):
            self._group(group, _of(group, wanted))

    def _group(self, group: System, wanted: Mapping[Key, int], clashes: int = 0) -> None:
        result = _possible(group, wanted)
        if isinstance(result, Infeasible):
            self._infeasible(group, result, wanted, clashes)
            return
        self._narrowed(group, wanted)
        short = {key: len(left.counts) for key, left in result.items() if not left.enough}
        self._found(group, short, {key: _because(group, key, wanted[key]) for key in short})

    def _infeasible(
        self, group: System, result: Infeasible, wanted: Mapping[Key, int], clashes: int
    ) -> None:
        """What does not fit is set aside in figures as published; own figures have to fit."""
        if any(self._own(key) for key in wanted):
            self.problems += clash_of(self.cells, group, result, wanted)
            return
        places = [place for key in wanted for place in self.cells.by_key[key].hidden]
        rest = _fitting(group, result, clashes)
        if len(rest) == len(group.relations):
            self.not_examined += places
            return
        if not clashes:
            self.aside += places
        for part in groups(System(group.unknowns, rest), wanted):
            self._group(part, _of(part, wanted), clashes + 1)

    def _found(
        self, group: System | None, short: Mapping[Key, int], because: Mapping[Key, Because]
    ) -> None:
        """Note hidden counts of which too few remain, with how many do."""
        if own := {key: fewest for key in short if (fewest := self._own(key))}:
            self.problems += refused(self.cells, self.found, group, own, because)
        for key, remaining in short.items():
            if key not in self.summed:
                self.given_away += self._reported(key, remaining, because[key])

    def _reported(self, key: Key, remaining: int, because: Because) -> Iterator[GivenAway]:
        for place in _published(self.cells, self.cells.by_key[key].hidden):
            row = place.row
            yield GivenAway(
                indicator=self.cells.tables[place.table].indicator.id,
                row=row.number,
                measure=row.measure,
                area_code=row.area,
                period=row.period,
                breakdown_topic=row.topic,
                breakdown=row.category,
                counts_possible="one" if remaining == 1 else "fewer than demanded",
                because=because,
            )

    def _narrowed(self, group: System, wanted: Mapping[Key, int]) -> None:
        """Refuse what was worked out for this site where fewer counts remain with it."""
        ours = self.found.worked_out_here
        if not any(ours.intersection(relation.given_by) for relation in group.relations):
            return
        seen = {key: max(NARROWING_SEEN, number) for key, number in wanted.items()}
        with_all = _possible(group, seen)
        if isinstance(with_all, Infeasible):
            return
        for part in groups(group.without(ours, {}), seen):
            apart = _possible(part, _of(part, seen))
            if not isinstance(apart, Infeasible):
                fewer = [
                    k for k, left in apart.items() if len(with_all[k].counts) < len(left.counts)
                ]
                self.problems += narrowed(self.cells, fewer)

    def _wanted(self, key: Key) -> int:
        return max(rule.wanted for rule in rules_of(self.cells, key))

    def _own(self, key: Key) -> int:
        """How many counts must remain by the council's own rule; 0 if none is concerned."""
        rules = rules_of(self.cells, key)
        return max((rule.wanted for rule in rules if rule.is_own), default=0)


def _possible(group: System, wanted: Mapping[Key, int]) -> dict[Key, Remaining] | Infeasible:
    """`possible`, of groups whose unknowns have names of ours."""
    result = possible(group, {key: wanted[key] for key in wanted})
    if isinstance(result, Infeasible):
        return result
    return {key: left for key, left in result.items() if isinstance(key, Key)}


def _of(group: System, wanted: Mapping[Key, int]) -> dict[Key, int]:
    """Of the targets, those in a group that are not known there."""
    return {
        unknown.key: wanted[unknown.key]
        for unknown in group.unknowns
        if isinstance(unknown.key, Key) and unknown.key in wanted and not unknown.fixed
    }


def _fitting(group: System, result: Infeasible, clashes: int) -> tuple[Relation, ...]:
    """The relations of a group without those of a clash that are likeliest not to be true.

    Totals of regions come first: sources leave out or add somebody there most often.

    Args:
        group: a group that is infeasible.
        result: a clash in it.
        clashes: how many were set aside before; after many all sums of areas go at once.
    """
    if clashes >= MOST_CLASHES:
        return tuple(r for r in group.relations if r.because not in AREAS)
    for kind in DOUBTED:
        doubted = [r for r in result.relations if r.because == kind]
        rows = {r.given_by for r in doubted if r.given_by}
        if doubted:
            return tuple(r for r in group.relations if r not in doubted and r.given_by not in rows)
    return group.relations


def _because(group: System, key: Key, wanted: int) -> Because:
    """The kinds of relation that give a count away, none of which can be left out."""
    kinds = sorted({relation.because for relation in group.relations})
    needed = list(kinds)
    for kind in kinds:
        fewer = [one for one in needed if one != kind]
        rest = System(group.unknowns, tuple(r for r in group.relations if r.because in fewer))
        if _too_few(rest, key, wanted):
            needed = fewer
    return tuple(needed)


def _too_few(system: System, key: Key, wanted: int) -> bool:
    for group in groups(system, [key]):
        result = _possible(group, {key: wanted})
        return not isinstance(result, Infeasible) and not result[key].enough
    return False
