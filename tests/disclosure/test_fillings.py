"""Nothing that HiGHS says is believed: answers are right although it is made to lie."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest

from build_scripts.disclosure import fillings
from build_scripts.disclosure.bounds import Part, Row
from build_scripts.disclosure.fillings import Solver, UndecidedError

# 3a + 5b - 2c is 7 to 8, and a + b + c is 9: some boxes hold fillings, some only fractions.
ROWS = (
    Row(((0, 3), (1, 5), (2, -2)), 7, 8),
    Row(((0, 1), (1, 1), (2, 1)), 9, 9),
)
PART = Part((0, 1, 2), (0, 0, 0), (6, 6, 6), ROWS)
TRUE = {counts for counts in product(range(7), repeat=3) if all(row.holds(counts) for row in ROWS)}


@pytest.fixture(autouse=True)
def left_to_highs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fillings, "SMALL", 0)


def says(**answer: object) -> Callable[..., SimpleNamespace]:
    """A `milp` that has the same answer to everything."""
    return lambda *_, **__: SimpleNamespace(**answer)


IMPOSSIBLE = says(x=None, status=2)
GAVE_UP = says(x=None, status=1)


def check_every_box() -> int:
    """Ask for each box of which one count is known; how many of them hold nothing."""
    solver, empty = Solver(PART), 0
    for place, count in product(range(3), range(7)):
        low, high = list(PART.low), list(PART.high)
        low[place] = high[place] = count
        within = {counts for counts in TRUE if counts[place] == count}
        found = solver.filling(low, high)
        assert found in within if within else found is None
        empty += not within
    return empty


def test_every_box_of_an_honest_solver() -> None:
    assert 0 < check_every_box() < 21


@pytest.mark.parametrize("milp", [IMPOSSIBLE, GAVE_UP])
def test_a_solver_that_finds_nothing_rules_nothing_out(
    monkeypatch: pytest.MonkeyPatch, milp: Callable[..., SimpleNamespace]
) -> None:
    monkeypatch.setattr(fillings, "milp", milp)
    assert 0 < check_every_box() < 21


@pytest.mark.parametrize("wrong", [0.0, 3.0, 5.5, -4.0])
def test_a_filling_that_breaks_a_row_is_none(monkeypatch: pytest.MonkeyPatch, wrong: float) -> None:
    milp = says(x=np.full(3, wrong), status=0, mip_node_count=1)
    monkeypatch.setattr(fillings, "milp", milp)
    assert 0 < check_every_box() < 21


@pytest.mark.parametrize("multiplier", [0.0, 1.0, 0.37])
def test_multipliers_that_prove_nothing_rule_nothing_out(
    monkeypatch: pytest.MonkeyPatch, multiplier: float
) -> None:
    def lie(weights: np.ndarray, **given: np.ndarray) -> SimpleNamespace:
        marginals = np.full(len(given["b_ub"]), -multiplier)
        return SimpleNamespace(
            x=np.zeros(len(weights)), ineqlin=SimpleNamespace(marginals=marginals)
        )

    monkeypatch.setattr(fillings, "milp", IMPOSSIBLE)
    monkeypatch.setattr(fillings, "linprog", lie)
    assert 0 < check_every_box() < 21


def test_a_solver_that_gives_up_altogether_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fillings, "milp", IMPOSSIBLE)
    monkeypatch.setattr(fillings, "linprog", lambda *_, **__: SimpleNamespace(x=None))
    assert 0 < check_every_box() < 21


def test_what_takes_too_long_is_not_taken_for_impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("milp", "linprog"):
        monkeypatch.setattr(fillings, name, IMPOSSIBLE)
    monkeypatch.setattr(fillings, "MOST_BOXES", 1)
    with pytest.raises(UndecidedError):
        Solver(PART).filling(PART.low, PART.high)


def test_a_part_that_has_taken_too_long_is_asked_little_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Three sums of two that can't all be even: no fractions show it, and no bound helps.
    sums = (((0, 1), (1, 1), (3, -2)), ((1, 1), (2, 1), (4, -2)), ((0, 1), (2, 1), (5, -2)))
    rows = tuple(Row(terms, odd, odd) for terms, odd in zip(sums, (0, 0, 1), strict=True))
    solver = Solver(Part(tuple(range(6)), (0,) * 6, (10**3,) * 6, rows))
    asked = []

    def gave_up(*given: object, **options: object) -> SimpleNamespace:
        asked.append(given)
        return GAVE_UP()

    monkeypatch.setattr(fillings, "milp", gave_up)
    monkeypatch.setattr(fillings, "MOST_WORK", 3 * fillings.MOST_NODES)
    for _ in range(9):
        with pytest.raises(UndecidedError):
            solver.filling(solver.part.low, solver.part.high)
    assert 9 <= len(asked) < 14


def test_large_coefficients_are_left_to_the_search_in_whole_numbers_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Percentages to two decimals: looking at fractions alone takes hundreds of steps for each.
    percentage = (((0, 20_000), (1, -74_241)), ((2, 20_000), (3, -2_503)))
    near = [Row(terms, -20_000, 20_000) for terms in percentage]
    sums = [Row(((0, 1), (2, 1)), 4_500, 4_500), Row(((1, 1), (3, 1)), 2_900, None)]
    part = Part((0, 1, 2, 3), (1,) * 4, (10**6,) * 4, (*near, *sums))
    monkeypatch.setattr(fillings, "linprog", None)
    found = Solver(part).filling(part.low, part.high)
    assert found is not None and all(row.holds(found) for row in part.rows)


def test_an_aim_pulls_the_filling_to_one_end() -> None:
    solver = Solver(PART)
    ends = [solver.filling(PART.low, PART.high, aim=aim) for aim in ([1, 0, 0], [-1, 0, 0])]
    assert [None if end is None else end[0] for end in ends] == [
        min(counts[0] for counts in TRUE),
        max(counts[0] for counts in TRUE),
    ]


def test_the_solver_says_nothing_by_itself(capfd: pytest.CaptureFixture[str]) -> None:
    check_every_box()
    assert capfd.readouterr() == ("", "")
