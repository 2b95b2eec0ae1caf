"""Counts that remain possible: the cases at the edges, and numbers too large for rounded ones."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest

from build_scripts.disclosure import fillings
from build_scripts.disclosure.solving import Infeasible, Remaining, given_away_by, possible
from build_scripts.disclosure.system import Key, Relation, System, Unknown, groups


def total(keys: str, low: int, high: int | None = None, *, because: str = "a sum") -> Relation:
    """The sum of counts named by one letter each; exact unless a highest is given."""
    terms = tuple((key, 1) for key in keys)
    return Relation(terms, low, low if high is None else high, because)


def percentage(of: str, over: str, printed: str) -> list[Relation]:
    """A percentage of two unknown counts, printed rounded half up to as many decimals."""
    decimals = len(printed.partition(".")[2])
    doubled, scale = 2 * int(printed.replace(".", "")), 2 * 10**decimals
    return [
        Relation(((of, 100 * scale), (over, 1 - doubled)), 0, None, "a percentage"),
        Relation(((of, 100 * scale), (over, -1 - doubled)), None, -1, "a percentage"),
    ]


def as_printed(of: int, over: int, decimals: int) -> str:
    unit = Decimal(1).scaleb(-decimals)
    return str((Decimal(100 * of) / Decimal(over)).quantize(unit, ROUND_HALF_UP))


def remaining(system: System, **wanted: int) -> dict[Key, Remaining]:
    asked: dict[Key, int] = {key: wanted[key] for key in wanted}
    found = possible(system, asked)
    assert not isinstance(found, Infeasible)
    return dict(found)


@pytest.fixture(params=["by hand where small", "by HiGHS"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "by HiGHS":
        monkeypatch.setattr(fillings, "SMALL", 0)


def test_nothing_asked_of_nothing_is_nothing() -> None:
    assert possible(System(()), {}) == {}
    assert groups(System(()), []) == []


def test_what_is_printed_is_the_only_count_possible() -> None:
    assert remaining(System((Unknown("a", 7, 7),)), a=2)["a"] == Remaining((7,), False, 7, 7)


def test_a_count_of_which_nothing_is_known_can_be_anything() -> None:
    assert remaining(System((Unknown("a", 1),)), a=3)["a"] == Remaining((1, 2, 3), True, 1, None)


def test_one_subtraction_gives_away_a_count() -> None:
    system = System((Unknown("a", 1), Unknown("b", 12, 12)), (total("ab", 15),))
    assert remaining(system, a=2)["a"] == Remaining((3,), False, 3, 3)


def test_two_withheld_counts_of_one_total_protect_each_other_only_if_it_is_large_enough() -> None:
    unknowns = (Unknown("a", 1), Unknown("b", 1))
    assert remaining(System(unknowns, (total("ab", 2),)), a=2)["a"].counts == (1,)
    assert remaining(System(unknowns, (total("ab", 4),)), a=3)["a"].counts == (1, 2, 3)
    assert not remaining(System(unknowns, (total("ab", 4),)), a=4)["a"].enough


def test_counts_between_the_lowest_and_the_highest_are_not_taken_for_possible() -> None:
    # 4a + 6b = 24 is 2a + 3b = 12, so a goes up by threes.
    relation = Relation((("a", 4), ("b", 6)), 24, 24, "a sum")
    found = remaining(System((Unknown("a"), Unknown("b")), (relation,)), a=4, b=4)
    assert found["a"] == Remaining((0, 3, 6), False, 0, 6)
    assert found["b"] == Remaining((0, 2, 4), False, 0, 4)


def test_margins_of_a_table_give_away_what_no_single_sum_does() -> None:
    # Rows ab and cd, columns ac and bd leave three fillings; one diagonal leaves one of them.
    margins = (total("ab", 5), total("cd", 4), total("ac", 6), total("bd", 3))
    unknowns = tuple(Unknown(key, 1, 5) for key in "abcd")
    assert remaining(System(unknowns, margins), a=3)["a"].counts == (3, 4)
    found = remaining(System(unknowns, (*margins, total("ad", 6))), a=2, b=2, c=2, d=2)
    assert [found[key].counts for key in "abcd"] == [(4,), (1,), (2,), (2,)]


def test_printed_numbers_that_cannot_all_be_true_are_an_answer_and_name_what_clashes() -> None:
    relations = (
        total("ab", 5, because="categories and total"),
        total("bc", 4, because="councils and region"),
        total("ac", 2, because="two indicators"),
    )
    found = possible(System(tuple(Unknown(key) for key in "abc"), relations), {"a": 2})
    assert found == Infeasible(relations)  # an odd sum of everything counted twice


def test_of_many_relations_only_those_that_clash_are_named() -> None:
    relations = (
        total("ab", 5, 9),
        total("bc", 3, because="one"),
        total("cd", 0, 50),
        total("bc", 4, because="other"),
    )
    found = possible(System(tuple(Unknown(key) for key in "abcd"), relations), {"a": 2})
    assert isinstance(found, Infeasible)
    assert [relation.because for relation in found.relations] == ["one", "other"]


def test_bounds_that_clash_by_themselves_are_infeasible_without_any_relation() -> None:
    assert possible(System((Unknown("a", 5, 4),)), {"a": 1}) == Infeasible(())


def test_a_relation_between_printed_counts_alone_is_checked_too() -> None:
    system = System((Unknown("a", 1, 1), Unknown("b", 2, 2)), (total("ab", 4),))
    assert isinstance(possible(system, {"a": 1}), Infeasible)


@pytest.mark.parametrize(("of", "over", "decimals"), [(74242, 200_000, 2), (3, 199_999, 2)])
def test_a_percentage_of_a_large_printed_population(of: int, over: int, decimals: int) -> None:
    printed = as_printed(of, over, decimals)
    near = range(max(0, of - 60), of + 60)
    true = tuple(one for one in near if as_printed(one, over, decimals) == printed)
    relations = (*percentage("n", "d", printed), total("nm", over))
    system = System((Unknown("n"), Unknown("d", over, over), Unknown("m")), relations)
    found = remaining(system, n=200, m=200)
    assert found["n"] == Remaining(true, False, true[0], true[-1])
    assert found["m"].counts == tuple(over - one for one in reversed(true))


@pytest.mark.parametrize("printed", ["37.12", "0.07", "33.3", "99.99"])
def test_a_percentage_of_an_unknown_population_leaves_holes(printed: str) -> None:
    decimals = len(printed.partition(".")[2])
    true = {
        (of, over)
        for over in range(60, 200)
        for of in range(over + 1)
        if as_printed(of, over, decimals) == printed
    }
    system = System((Unknown("n"), Unknown("d", 60, 199)), tuple(percentage("n", "d", printed)))
    if not true:
        assert isinstance(possible(system, {"n": 1}), Infeasible)
        return
    found = remaining(system, n=300, d=300)
    assert found["n"].counts == tuple(sorted({of for of, _ in true}))
    assert found["d"].counts == tuple(sorted({over for _, over in true}))
    assert found["n"].proved and found["d"].proved


def test_percentages_to_two_decimals_of_populations_that_only_have_a_sum() -> None:
    # Coefficients of tens of thousands times counts of hundreds of thousands.
    truth = {"n": 23_457, "d": 300_001, "m": 100_000, "e": 700_002}
    relations = (
        *percentage("n", "d", as_printed(truth["n"], truth["d"], 2)),
        *percentage("m", "e", as_printed(truth["m"], truth["e"], 2)),
        total("nm", truth["n"] + truth["m"]),
        total("de", truth["d"] + truth["e"]),
    )
    system = System(tuple(Unknown(key, 0, 10**7) for key in truth), relations)
    found = remaining(system, n=25, d=25)
    assert found["n"].enough and found["d"].enough


def test_sums_of_counts_of_ten_million_are_exact_to_one() -> None:
    system = System(
        tuple(Unknown(key) for key in "abc"),
        (total("abc", 10**7), total("ab", 10**7 - 3, 10**7 - 1), total("bc", 9_999_999, None)),
    )
    found = remaining(system, a=5, b=9, c=5)
    assert found["c"] == Remaining((1, 2, 3), False, 1, 3)
    assert found["a"] == Remaining((1,), False, 1, 1)


def test_without_an_upper_bound_two_counts_can_grow_together() -> None:
    relation = Relation((("a", 1), ("b", -1)), 2, 2, "a gap")
    found = remaining(System((Unknown("a"), Unknown("b")), (relation,)), a=4)
    assert found["a"].enough and found["a"].high is None


def test_a_question_that_would_take_too_long_is_left_open_on_the_safe_side(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fillings, "MOST_BOXES", 20)

    # Three sums that can't all be even, without any bound: no fractions and no halves show it.
    def even(keys: str, half: str, rest: int) -> Relation:
        return Relation((*((key, 1) for key in keys), (half, -2)), rest, rest, "even")

    relations = (even("xy", "a", 0), even("yz", "b", 0), even("xz", "c", 1))
    found = possible(System(tuple(Unknown(key) for key in "xyzabc"), relations), {"x": 2})
    if not isinstance(found, Infeasible):
        assert not found["x"].enough and not found["x"].proved


def test_what_gives_a_count_away_is_named_and_nothing_else() -> None:
    relations = (
        total("ax", 9, 30, because="rounded region"),
        total("ab", 15, because="categories and total"),
        total("bc", 14, because="other breakdown"),
        total("cy", 2, 90, because="rounded country"),
    )
    unknowns = (*(Unknown(key, 1) for key in "abxy"), Unknown("c", 2, 2))
    why = given_away_by(System(unknowns, relations), "a", 2)
    assert [relation.because for relation in why] == ["categories and total", "other breakdown"]


def test_bounds_alone_can_give_a_count_away() -> None:
    system = System((Unknown("a", 1, 2), Unknown("b", 1)), (total("ab", 3, 9),))
    assert given_away_by(system, "a", 3) == ()


def test_groups_are_linked_by_what_is_not_known_and_hold_a_target() -> None:
    unknowns = tuple(Unknown(key) for key in "abcdef")
    system = System(
        (*unknowns, Unknown("p", 3, 3)), (total("abp", 9), total("cdp", 8), total("ef", 7))
    )
    found = groups(system, ["d", "a", "p"])
    assert [list(group.by_key) for group in found] == [["a", "b", "p"], ["c", "d", "p"]]
    assert [group.relations for group in found] == [system.relations[:1], system.relations[1:2]]


def test_a_system_is_refused_that_names_what_is_not_there_or_one_thing_twice() -> None:
    with pytest.raises(ValueError, match="same key"):
        System((Unknown("a"), Unknown("a")))
    with pytest.raises(ValueError, match="'b'"):
        System((Unknown("a"),), (total("ab", 3),))


def test_a_coefficient_of_nothing_links_nothing() -> None:
    relation = Relation((("a", 1), ("b", 1), ("b", -1)), 3, 3, "a sum")
    assert remaining(System((Unknown("a"), Unknown("b")), (relation,)), a=2)["a"].counts == (3,)
