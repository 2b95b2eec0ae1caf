"""What is said of cells that are not protected, with what would protect them. Never a count."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from build_scripts.disclosure.cells import Cells, Key, Place, rules_of
from build_scripts.disclosure.protecting import MOST_CANDIDATES, Candidate, protect
from build_scripts.disclosure.relations import Known
from build_scripts.disclosure.solving import Infeasible
from build_scripts.disclosure.system import System, Unknown
from build_scripts.model.problems import Message, Problem, message


def at(cells: Cells, place: Place, said: Message) -> Problem:
    """A message said of one row and column."""
    return said.at(cells.tables[place.table].file, place.row.number, place.column)


def symbol_for_withheld(cells: Cells) -> str:
    """What stands in `status` of a withheld figure, of the first symbol that says so."""
    return min(cells.reference.symbols.with_role("withheld"), default="")


def one_sum(cells: Cells, keys: Iterable[Key]) -> list[Problem]:
    """Hidden counts that one addition or subtraction in their table brings back."""
    return [
        at(
            cells,
            place,
            message(
                "withheld-count-recoverable",
                category=place.row.category,
                symbol=place.row.status,
            ),
        )
        for key in keys
        for place in cells.by_key[key].hidden
        if place.column != "denominator"
    ]


def disagreeing(cells: Cells) -> list[Problem]:
    """Counts of one name that are printed differently."""
    problems = []
    for key, cell in cells.by_key.items():
        if not cell.clashing:
            continue
        first, *others = cell.places
        for place in others:
            same = place.table == first.table
            where = f"row {first.row.number}" if same else cells.tables[first.table].file
            problems.append(
                at(cells, place, message("shared-count-disagrees", other=where, name=key.counted))
            )
    return problems


def contradicted(cells: Cells, found: Known) -> list[Problem]:
    """Breakdowns whose printed counts do not add up though nothing says so."""
    return [
        at(
            cells,
            one.row.place,
            message("breakdown-does-not-add-up", topic=one.row.place.row.topic),
        )
        for one in found.contradictions
    ]


def narrowed(cells: Cells, keys: Iterable[Key]) -> list[Problem]:
    """Hidden counts of which figures worked out for this site tell more than the source."""
    return [
        at(
            cells,
            place,
            message("withheld-count-recoverable--worked-out-here", symbol=place.row.status),
        )
        for key in keys
        for place in cells.by_key[key].hidden
    ]


def clash_of(
    cells: Cells, group: System, result: Infeasible, wanted: Mapping[Key, int]
) -> list[Problem]:
    """That no counts fit what is printed: said once, at the first hidden cell of the group."""
    reasons = sorted({relation.because for relation in result.relations or group.relations})
    key = next(iter(wanted))
    place = cells.by_key[key].hidden[0]
    return [at(cells, place, message("figures-clash", because="; ".join(reasons)))]


def refused(
    cells: Cells,
    found: Known,
    group: System | None,
    short: Mapping[Key, int],
    because: Mapping[Key, tuple[str, ...]],
) -> list[Problem]:
    """Hidden counts of the council's own that are not protected, with what would protect them.

    Args:
        cells: all cells.
        found: what is known of them together.
        group: those that are solved together; None where a count is printed elsewhere as it is.
        short: the counts, with the number that must remain possible.
        because: what gives each away.
    """
    advice = _advice(cells, found, short) if group is not None else _PRINTED_ELSEWHERE
    return [
        at(
            cells,
            place,
            message(
                "withheld-count-recoverable--own",
                because="; ".join(because[key]),
                fewest=fewest,
                advice=advice,
            ),
        )
        for key, fewest in short.items()
        for place in cells.by_key[key].hidden
        if cells.tables[place.table].indicator.confidentiality.is_own
    ]


_PRINTED_ELSEWHERE = "Withhold the count in the other place too, or show it in both."
_NOTHING_FOUND = (
    "Withhold the whole breakdown of this area and period, or put categories together: no set of "
    "single rows was found that protects it."
)
_NOT_AGREED = (
    "Leave out a figure that helps to work it out, or put categories together: the rule of this "
    "indicator does not withhold further counts."
)


def _advice(cells: Cells, found: Known, short: Mapping[Key, int]) -> str:
    """The further rows to withhold, tried before they are named."""
    first = next(iter(short))
    if not all(rule.secondary for rule in rules_of(cells, first) if rule.is_own):
        return _NOT_AGREED
    candidates = _candidates(cells, short)
    # Everything hidden must stay protected, not only what is given away now.
    wanted: dict[Hashable, int] = {
        key: fewest
        for key, cell in cells.by_key.items()
        if cell.hidden and not cell.known and (fewest := _fewest(cells, key))
    }
    protection = protect(found.system, wanted, candidates) if candidates else None
    if protection is None or not protection.hide:
        return _NOTHING_FOUND
    rows = sorted(
        {
            (place.table, place.row.number): place
            for name in protection.hide
            if isinstance(name, Key)
            for place in cells.by_key[name].places
        }.items()
    )
    named = _joined([_row(cells, place) for _, place in rows])
    symbol = symbol_for_withheld(cells)
    return (
        f"Withhold as well: {named}. Empty value and numerator there and put “{symbol}” in status. "
        "This was tried: with it, enough counts remain possible."
    )


def _fewest(cells: Cells, key: Key) -> int:
    return max((rule.wanted for rule in rules_of(cells, key) if rule.is_own), default=0)


def _row(cells: Cells, place: Place) -> str:
    row, table = place.row, cells.tables[place.table]
    area = cells.reference.areas[row.area].full_name
    return f"row {row.number} of {table.file} ({area}, {row.period}, “{row.category}”)"


def _candidates(cells: Cells, short: Mapping[Key, int]) -> list[Candidate]:
    """Printed counts that could be withheld: those nearest to the ones that are given away."""
    near: dict[Key, int] = {}
    for row in cells.rows:
        key = row.numerator
        table = cells.tables[row.place.table]
        rule = table.indicator.confidentiality
        if not rule.is_own or key in near:
            continue
        cell = cells.by_key[key]
        printed_here = cell.printed and not cell.hidden
        if not printed_here or cell.low < rule.lowest_hidden:
            continue
        distance = min(_distance(key, one) for one in short)
        if distance is not None:
            near[key] = distance
    first = sorted(near, key=lambda key: (near[key], cells.by_key[key].places[0].row.number))
    return [_candidate(cells, key) for key in first[:MOST_CANDIDATES] if near[key] < _FAR]


def _candidate(cells: Cells, key: Key) -> Candidate:
    rules = rules_of(cells, key)
    hidden = Unknown(key, min(rule.lowest_hidden for rule in rules), None)
    return Candidate(key, (hidden,), max(rule.wanted for rule in rules))


_FAR = 9


def _distance(key: Key, target: Key) -> int:
    """How far one cell is from another: the same breakdown first, then other areas."""
    if key.period != target.period:
        return _FAR
    if key.counted == target.counted and key.area == target.area:
        return 0 if key.topic == target.topic else 1
    if key.counted == target.counted and (key.topic, key.category) == (
        target.topic,
        target.category,
    ):
        return 2
    return 3 if key.area == target.area else _FAR


def _joined(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
