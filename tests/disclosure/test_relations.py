"""Small tables laid out by hand: what each kind of relation says, and that each finds something."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from build_scripts.disclosure import areas, relations
from build_scripts.disclosure.cells import Cells, Table
from build_scripts.disclosure.relations import Known
from build_scripts.disclosure.solving import Infeasible, possible
from build_scripts.disclosure.system import System, groups
from build_scripts.model.indicator_parts import Breakdown, NotAddingUp
from tests.disclosure.publishing import (
    COUNTRY,
    NORTH,
    SOUTH,
    A,
    B,
    C,
    D,
    indicator,
    known_of,
    measure,
    named,
    reference,
    table,
)

SEX = Breakdown(topic="Sex", measure="seen", categories=("Girls", "Boys"))
SEEN = indicator(measure("seen"), breakdowns=(SEX,))


def remaining(cells: Cells, system: System) -> dict[str, int]:
    """How many counts remain, up to three, of each hidden cell, by its last words."""
    hidden = {key: 3 for key, cell in cells.by_key.items() if cell.hidden and not cell.known}
    left: dict[str, int] = {}
    for group in groups(system, hidden):
        wanted = {unknown.key: 3 for unknown in group.unknowns if unknown.key in hidden}
        found = possible(group, dict.fromkeys(wanted, 3))
        assert not isinstance(found, Infeasible)
        left |= {f"{k.area} {k.category}": len(found[k].counts) for k in hidden if k in found}
    return left


def without(known: Known, because: str) -> System:
    """What is known but for one kind of relation."""
    rest = tuple(one for one in known.system.relations if one.because != because)
    return System(known.system.unknowns, rest)


SHARES = (
    measure("girls", counts_rounded_to={}),
    measure("boys", counts_rounded_to={}),
    measure(
        "gap",
        unit="percentage_points",
        gap_between=("girls", "boys"),
        worked_out_here=True,
        plausible={"minimum": -100, "maximum": 100},
    ),
)
# One table for each kind of relation, with a cell that nothing else gives away.
EXAMPLES: dict[str, tuple[str, Table]] = {
    relations.PARTS: (
        f"{A} Girls",
        table(
            SEEN, f"seen,{A},Total,50,,30,60", f"seen,{A},Girls,,c,,25", f"seen,{A},Boys,,,20,35"
        ),
    ),
    relations.WHOLE: (
        f"{A} Total",
        table(
            SEEN,
            f"seen,{A},Total,,c,,4",
            f"seen,{B},Total,,,100,200",
            f"seen,{C},Total,,,95,200",
            f"seen,{NORTH},Total,,,204,404",
        ),
    ),
    relations.VALUE: (f"{A} Total", table(SEEN, f"seen,{A},Total,33,x,,12")),
    areas.COUNCILS: (
        f"{A} Total",
        table(
            indicator(measure("seen", counts_rounded_to={})),
            f"seen,{A},Total,,c,,60",
            f"seen,{B},Total,50,,30,60",
            f"seen,{C},Total,50,,30,60",
            f"seen,{NORTH},Total,,,70,180",
        ),
    ),
    areas.REGIONS: (
        f"{NORTH} Total",
        table(
            indicator(measure("seen", counts_rounded_to={})),
            f"seen,{NORTH},Total,,c,,60",
            f"seen,{SOUTH},Total,50,,30,60",
            f"seen,{COUNTRY},Total,,,70,120",
        ),
    ),
    relations.GAP: (
        f"{A} Total",
        table(
            indicator(*SHARES),
            f"girls,{A},Total,50,,50,100",
            f"boys,{A},Total,,c,,12",
            f"gap,{A},Total,25",
        ),
    ),
}


@pytest.mark.parametrize("because", [*EXAMPLES])
def test_each_kind_of_relation_gives_away_what_nothing_else_does(because: str) -> None:
    cell, laid_out = EXAMPLES[because]
    if because == relations.VALUE:  # a hidden count has no value beside it: a region has
        rows = replace(laid_out.rows[0], status="c"), *laid_out.rows[1:]
        laid_out = replace(laid_out, rows=rows)
    cells, known = known_of(laid_out)
    assert remaining(cells, known.system)[cell] == 1
    assert remaining(cells, without(known, because)).get(cell, 3) > 1


def test_a_breakdown_that_does_not_add_up_gives_nothing() -> None:
    rows = ("seen,{A},Total,50,,30,60", "seen,{A},Girls,,c,,25", "seen,{A},Boys,,,20,35")
    for breakdown in (
        SEX.model_copy(update={"adds_up": False}),
        SEX.model_copy(
            update={"adds_up_except": (NotAddingUp(area_code=A, period="2025", reason="So."),)}
        ),
    ):
        item = indicator(measure("seen"), breakdowns=(breakdown,))
        _, known = known_of(table(item, *(row.format(A=A) for row in rows)))
        assert [one for one in known.system.relations if one.because == relations.PARTS] == []


def test_printed_categories_that_do_not_make_up_the_total_contradict_their_breakdown() -> None:
    rows = [f"seen,{A},Total,50,,30,60", f"seen,{A},Girls,40,,10,25", f"seen,{A},Boys,60,,21,35"]
    assert len(known_of(table(SEEN, *rows))[1].contradictions) == 1
    rows[2] = f"seen,{A},Boys,57,,20,35"
    assert known_of(table(SEEN, *rows))[1].contradictions == ()
    rounded = [row.replace(A, NORTH).replace("35", "40") for row in rows]
    assert known_of(table(SEEN, *rounded))[1].contradictions == ()


def test_a_category_without_a_row_leaves_room_for_more() -> None:
    rows = (f"seen,{A},Total,50,,30,60", f"seen,{A},Girls,,c,,25")
    _, known = known_of(table(SEEN, *rows))
    (tops, wholes) = [one for one in known.system.relations if one.because == relations.PARTS]
    assert (tops.low, tops.high) == (None, 0)
    assert (wholes.low, wholes.high) == (None, 0)


def test_parts_of_one_whole_are_told_from_groups_with_a_number_each() -> None:
    bands = table(SEEN, f"seen,{A},Girls,,c,,50", f"seen,{A},Boys,60,,30,50")
    cells, known = known_of(bands)
    assert remaining(cells, known.system) == {f"{A} Girls": 1}
    groups_ = table(
        SEEN, f"seen,{A},Girls,,c,,50", f"seen,{A},Boys,60,,30,50", f"seen,{A},Total,,x,,100"
    )
    cells, known = known_of(groups_)
    assert remaining(cells, known.system)[f"{A} Girls"] > 1


@pytest.mark.parametrize(
    ("begin", "end", "certain"),
    [
        (None, None, True),
        (date(2024, 4, 1), None, True),
        (date(2024, 9, 1), None, False),
        (None, date(2025, 3, 31), True),
        (None, date(2024, 9, 1), False),
    ],
)
def test_areas_add_up_only_where_it_is_certain_which_there_are(
    begin: date | None, end: date | None, certain: bool
) -> None:
    _, laid_out = EXAMPLES[areas.COUNCILS]
    _, known = known_of(laid_out, among=reference(**{C: (begin, end)}))
    found = [one for one in known.system.relations if one.because == areas.COUNCILS]
    assert bool(found) == certain


def test_a_council_with_figures_after_its_end_makes_the_map_uncertain() -> None:
    _, laid_out = EXAMPLES[areas.COUNCILS]
    _, known = known_of(laid_out, among=reference(**{C: (None, date(2020, 3, 31))}))
    assert [one for one in known.system.relations if one.because == areas.COUNCILS] == []


def test_a_region_with_a_council_missing_is_only_an_upper_bound() -> None:
    _, laid_out = EXAMPLES[areas.COUNCILS]
    cells, known = known_of(replace(laid_out, rows=laid_out.rows[:2] + laid_out.rows[3:]))
    assert remaining(cells, known.system)[f"{A} Total"] == 3
    (found,) = [
        one
        for one in known.system.relations
        if one.because == areas.COUNCILS
        and len(one.terms) == 3
        and any(named(cells, "numerator", A) == key for key, _ in one.terms)
    ]
    assert (found.low, found.high) == (None, 0)


def test_areas_whose_printed_counts_do_not_add_up_are_believed_nowhere_in_that_share() -> None:
    rows = (
        f"seen,{A},Total,,c,,60",
        f"seen,{B},Total,50,,30,60",
        f"seen,{C},Total,50,,30,60",
        f"seen,{NORTH},Total,,,70,300",
    )
    _, known = known_of(table(SEEN, *rows))
    assert {area for _, area, _ in known.uncertain} == {NORTH}
    assert [one for one in known.system.relations if one.because == areas.COUNCILS] == []


def test_counts_of_one_name_are_one_cell_wherever_they_stand() -> None:
    first = indicator(measure("seen", denominator_called="children"))
    other = indicator(
        measure("fed", denominator_called="children", numerator_called="fed"), name="food"
    )
    cells, _ = known_of(
        table(first, f"seen,{A},Total,,c,,"), table(other, f"fed,{A},Total,50,,6,12")
    )
    assert cells.by_key[named(cells, "children", A)].known
    clashing, _ = known_of(
        table(first, f"seen,{A},Total,,c,,13"), table(other, f"fed,{A},Total,50,,6,12")
    )
    assert clashing.by_key[named(clashing, "children", A)].clashing


def test_councils_of_other_regions_are_not_added() -> None:
    _, laid_out = EXAMPLES[areas.COUNCILS]
    stranger = replace(laid_out.rows[1], number=9, area=D)
    cells, known = known_of(replace(laid_out, rows=(*laid_out.rows, stranger)))
    assert remaining(cells, known.system)[f"{A} Total"] == 1
