"""The engine finds exactly what can be worked out, and no more: held against every filling."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from build_scripts.disclosure import fillings
from build_scripts.disclosure.protecting import MOST_CANDIDATES, Candidate, protect
from build_scripts.disclosure.solving import Infeasible, given_away_by, possible
from build_scripts.disclosure.system import Key, Relation, System, Unknown, groups
from tests.disclosure.tables import NOTHING, Line, Table, random_tables, texts

# Of so many tables what else to hide is held against every smaller set too; the enumeration of
# all sets of a dozen cells takes its time.
EVERY = 8
# To see that nothing at all protects a table, so many sets are tried.
MOST_SETS = 256


def count_of(table: Table, number: int) -> Unknown:
    """What a reader knows of the count of a line."""
    line = table.lines[number]
    if number in table.withheld:
        return Unknown(line.name, int(table.zeros_shown), None)
    printed, base = int(line.text(table.truth)), line.rounded_to
    return Unknown(line.name, max(0, -((base - 2 * printed) // 2)), (2 * printed + base - 1) // 2)


def said_by(table: Table, line: Line) -> list[Relation]:
    """What a printed percentage or rate says of the base counts."""
    text, cells = line.text(table.truth), (line.name,)
    over = [(("base", base), 1) for base in line.over]
    if text == NOTHING:
        return [Relation(tuple(over), 0, 0, "a percentage of nothing", cells)]
    doubled, scale = 2 * int(text.replace(".", "")), 2 * 10**line.decimals
    if line.population:
        of = tuple((("base", base), 1000 * scale) for base in line.of)
        low, high = (doubled - 1) * line.population, (doubled + 1) * line.population - 1
        return [Relation(of, low, high, "a rate", cells)]
    of = tuple((("base", base), 100 * scale) for base in line.of)
    least = tuple((key, -(doubled - 1)) for key, _ in over)
    most = tuple((key, -(doubled + 1)) for key, _ in over)
    return [
        Relation(of + least, 0, None, "a percentage", cells),
        Relation(of + most, None, -1, "a percentage", cells),
    ]


def system_of(table: Table) -> System:
    """What a reader of a table knows, as relations."""
    unknowns = [Unknown(("base", base), 0, table.largest) for base in range(len(table.truth))]
    relations = []
    for number, line in enumerate(table.lines):
        if line.is_count:
            unknowns.append(count_of(table, number))
            terms = ((line.name, -1), *((("base", base), 1) for base in line.of))
            relations.append(Relation(terms, 0, 0, "a sum"))
        elif number not in table.withheld:
            relations += said_by(table, line)
    return System(tuple(unknowns), tuple(relations))


def candidates_of(table: Table, wanted: int) -> list[Candidate]:
    """Every printed line that could be withheld as well."""
    return [
        Candidate(
            table.lines[number].name,
            (Unknown(table.lines[number].name, int(table.zeros_shown), None),)
            if table.lines[number].is_count
            else (),
            wanted,
        )
        for number in table.others
    ]


def given_away(table: Table, wanted: int, *, reasons: bool) -> dict[int, int]:
    """By the engine: the withheld counts with too few possible counts, and how many these are."""
    system = system_of(table)
    number_of = {line.name: number for number, line in enumerate(table.lines)}
    targets = [
        table.lines[number].name for number in sorted(table.withheld)
        if table.lines[number].is_count
    ]  # fmt: skip
    found = {}
    for group in groups(system, targets):
        asked: dict[Key, int] = {key: wanted for key in targets if key in group.by_key}
        remaining = possible(group, asked)
        assert not isinstance(remaining, Infeasible), texts(table, table.withheld)
        for key, one in remaining.items():
            assert one.proved
            if not one.enough:
                found[number_of[str(key)]] = len(one.counts)
                if reasons:
                    check_reason(table, group, str(key), wanted)
    return found


def check_reason(table: Table, group: System, key: str, wanted: int) -> None:
    """What gives a count away does so by itself, and would not with one relation less."""
    reason = given_away_by(group, key, wanted)

    def is_short(relations: tuple[Relation, ...]) -> bool:
        remaining = possible(System(group.unknowns, relations), {key: wanted})
        return isinstance(remaining, Infeasible) or not remaining[key].enough

    assert is_short(reason), texts(table, table.withheld)
    for number in range(len(reason)):
        assert not is_short(reason[:number] + reason[number + 1 :]), texts(table, table.withheld)


def check_protection(table: Table, wanted: int) -> str:
    """What is proposed protects by every filling, and nothing smaller does."""
    candidates = candidates_of(table, wanted)
    protection = protect(
        system_of(table),
        {
            table.lines[number].name: wanted
            for number in sorted(table.withheld)
            if table.lines[number].is_count
        },
        candidates,
    )
    number_of = {table.lines[number].name: number for number in table.others}
    if protection is None:
        if len(candidates) <= MOST_CANDIDATES and 2 ** len(candidates) <= MOST_SETS:
            assert table.smallest(wanted, len(candidates)) is None, texts(table, table.withheld)
            return "nothing protects, proved"
        return "nothing found"
    hide = tuple(number_of[str(key)] for key in protection.hide)
    assert table.is_safe(table.withheld | set(hide), wanted), texts(table, table.withheld)
    if protection.smallest and sum(2 ** len(hide) for _ in hide) <= MOST_SETS:
        assert table.smallest(wanted, len(hide)) == hide, texts(table, table.withheld)
        return f"{len(hide)} more protect, proved smallest"
    return "some more protect"


def attack(
    number: int, seed: int, *, every: int, highs_every: int, large: bool = False
) -> Counter[str]:
    """Hold the engine against tables; say how many of what there were.

    Args:
        number: how many tables.
        seed: of which random ones.
        every: of so many tables one is tried to protect, and the reasons looked at.
        highs_every: of so many tables one is left to HiGHS however small it is.
        large: whether tables may take long to list.
    """
    choose, seen = Random(seed + 1), Counter[str]()
    for index, table in enumerate(random_tables(number, seed, large=large)):
        with pytest.MonkeyPatch.context() as patch:
            if index % highs_every == 0:
                patch.setattr(fillings, "SMALL", 0)
                seen["tables left to HiGHS"] += 1
            wanted = choose.randint(2, 4)
            true = table.remaining(table.withheld)
            short = {number: count for number, count in true.items() if count < wanted}
            chosen = index % every == 0
            found = given_away(table, wanted, reasons=chosen)
            assert found == short, texts(table, table.withheld)
            if short and chosen:
                seen[check_protection(table, wanted)] += 1
        seen["tables"] += 1
        seen["withheld counts"] += len(true)
        seen["given away"] += len(short)
        seen["of these, by one count possible"] += sum(count == 1 for count in short.values())
        seen["tables refused"] += bool(short)
    return seen


def show(seen: Counter[str]) -> None:
    print(  # noqa: T201 - the counts, for whoever runs it with -s
        *(f"{count} {what}" for what, count in sorted(seen.items())), sep="; "
    )


def test_a_thousand_random_tables_are_refused_exactly_when_every_filling_says_so() -> None:
    seen = attack(1000, seed=1, every=EVERY, highs_every=20)
    show(seen)
    assert seen["tables"] == 1000
    assert 200 < seen["tables refused"] < 900
    assert seen["given away"] - seen["of these, by one count possible"] > 100
    assert seen["nothing protects, proved"] > 5
    assert seen["1 more protect, proved smallest"] > 20
    assert seen["2 more protect, proved smallest"] > 10


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
def test_ten_thousand_larger_ones_too(seed: int) -> None:
    seen = attack(2500, seed=100 + seed, every=4, highs_every=5, large=True)
    show(seen)
    assert seen["tables"] == 2500
