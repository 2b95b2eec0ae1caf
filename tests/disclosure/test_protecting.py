"""What else to hide: the edges. That it is the smallest is shown by the attack."""

from __future__ import annotations

import pytest

from build_scripts.disclosure.protecting import Candidate, Protection, protect
from build_scripts.disclosure.solving import Infeasible, possible
from build_scripts.disclosure.system import Key, Relation, System, Unknown


def printed(key: str, count: int) -> Unknown:
    return Unknown(key, count, count)


def hideable(*keys: str, wanted: int = 2) -> list[Candidate]:
    return [Candidate(key, (Unknown(key, 1),), wanted) for key in keys]


def total(keys: str, count: int, *given_by: str) -> Relation:
    return Relation(tuple((key, 1) for key in keys), count, count, "a sum", given_by)


ONE_HIDDEN = System(
    (Unknown("a", 1), printed("b", 12), printed("c", 1), printed("t", 16)),
    (Relation((("a", 1), ("b", 1), ("c", 1), ("t", -1)), 0, 0, "categories and total"),),
)


def test_nothing_need_be_hidden_where_enough_counts_remain() -> None:
    system = System((Unknown("a", 1), Unknown("b", 1)), (total("ab", 9),))
    assert protect(system, {"a": 2, "b": 2}, []) == Protection((), smallest=True)


def test_one_other_cell_protects_and_the_first_of_those_that_do_is_taken() -> None:
    for order in ("bct", "tbc", "ctb"):
        found = protect(ONE_HIDDEN, {"a": 2}, hideable(*order))
        assert found == Protection((order[0],), smallest=True)


def test_a_cell_that_would_be_given_away_itself_does_not_protect() -> None:
    # a + c = 4 would leave c three counts, which is too few for it.
    candidates = [*hideable("c", wanted=9), *hideable("b")]
    assert protect(ONE_HIDDEN, {"a": 2}, candidates) == Protection(("b",), smallest=True)


def test_no_set_of_cells_is_an_answer() -> None:
    assert protect(ONE_HIDDEN, {"a": 2}, []) is None
    assert protect(ONE_HIDDEN, {"a": 50}, hideable("b", "c")) is None


def test_a_relation_goes_with_the_cell_that_prints_it() -> None:
    percentage = Relation((("a", 2000),), 5900, 6100, "a percentage", ("the percentage",))
    system = System((Unknown("a", 1),), (percentage,))
    found = protect(system, {"a": 2}, [Candidate("the percentage", (), 2)])
    assert found == Protection(("the percentage",), smallest=True)


def test_a_count_printed_in_two_places_is_known_until_both_are_hidden() -> None:
    candidates = [Candidate(name, (Unknown("b", 1),), 2) for name in ("here", "there")]
    found = protect(ONE_HIDDEN, {"a": 2}, candidates)
    assert found == Protection(("here", "there"), smallest=True)


def test_what_is_hidden_besides_is_protected_in_its_other_tables_too() -> None:
    # b alone would protect a, but then the other breakdown gives b away, and a with it.
    system = System(
        (*ONE_HIDDEN.unknowns, printed("d", 5), printed("e", 17)),
        (*ONE_HIDDEN.relations, Relation((("b", 1), ("d", 1), ("e", -1)), 0, 0, "other")),
    )
    found = protect(system, {"a": 2}, hideable("b", "d"))
    assert found == Protection(("b", "d"), smallest=True)


def test_cells_that_nothing_links_with_what_is_given_away_are_not_proposed() -> None:
    others = tuple(printed(f"z{number}", 4) for number in range(20))
    system = System((*others, *ONE_HIDDEN.unknowns), ONE_HIDDEN.relations)
    candidates = hideable(*(one.key for one in others if isinstance(one.key, str)), "b")
    assert protect(system, {"a": 2}, candidates) == Protection(("b",), smallest=True)


def test_among_many_candidates_a_set_that_holds_is_found_and_nothing_in_it_is_idle() -> None:
    # Ten rows of three with one hidden each, their columns printed as well.
    cells = {f"{row}{column}": 3 + row + column for row in range(10) for column in range(3)}
    unknowns = [
        Unknown(key, 1) if key.endswith("0") else printed(key, count)
        for key, count in cells.items()
    ]
    relations = []
    for row in range(10):
        keys = [f"{row}{column}" for column in range(3)]
        terms = tuple((key, 1) for key in keys)
        known = sum(cells[key] for key in keys)
        relations.append(Relation(terms, known, known, "a row"))
    system = System(tuple(unknowns), tuple(relations))
    wanted: dict[Key, int] = {key: 2 for key in cells if key.endswith("0")}
    candidates = hideable(*(key for key in cells if not key.endswith("0")))
    found = protect(system, wanted, candidates)
    assert found is not None and not found.smallest and len(found.hide) == 10

    def is_safe(hide: set[object]) -> bool:
        released: dict[Key, Unknown] = {key: Unknown(key, 1) for key in cells if key in hide}
        demands: dict[Key, int] = {**wanted, **dict.fromkeys(released, 2)}
        remaining = possible(system.without(hide, released), demands)
        assert not isinstance(remaining, Infeasible)
        return all(one.enough for one in remaining.values())

    assert is_safe(set(found.hide))
    assert not any(is_safe(set(found.hide) - {key}) for key in found.hide)


def test_numbers_that_contradict_each_other_are_protected_by_nothing() -> None:
    system = System((Unknown("a", 1), printed("b", 3)), (total("ab", 2),))
    assert protect(system, {"a": 2}, hideable("b")) is None


def test_a_contradiction_met_only_on_the_way_is_no_fault() -> None:
    # b is printed as 12 and its other table says 11: to hide b shows it.
    system = System(
        (*ONE_HIDDEN.unknowns, printed("d", 5), printed("e", 16)),
        (
            *ONE_HIDDEN.relations,
            Relation((("b", 1), ("d", 1), ("e", -1)), 0, 0, "other"),
            total("b", 12),
        ),
    )
    assert protect(system, {"a": 2}, hideable("b")) is None
    assert protect(system, {"a": 2}, hideable("b", "c")) == Protection(("c",), smallest=True)


def test_bounds_that_would_shut_out_what_is_printed_are_refused() -> None:
    with pytest.raises(ValueError, match="shut out"):
        protect(ONE_HIDDEN, {"a": 2}, [Candidate("b", (Unknown("b", 13),), 2)])
    with pytest.raises(ValueError, match="shut out"):
        protect(ONE_HIDDEN, {"a": 2}, [Candidate("b", (Unknown("b", 1, 11),), 2)])
