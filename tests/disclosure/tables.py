"""Random published tables, and every filling of them that prints the same: without the engine.

A table is made of base counts and of lines that print something of them: a sum, a sum rounded, a
percentage, a rate. A line can be withheld, and then prints a symbol. What a reader can know is
found in the plainest way: every choice of base counts is printed, and those whose print is the
same, letter by letter, are what the table can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import combinations, product
from random import Random

WITHHELD = "c"
NOTHING = "-"  # a percentage of nothing


@dataclass(frozen=True)
class Line:
    """One printed number.

    Attributes:
        name: what it is called.
        of: the base counts it sums.
        over: of a percentage, the base counts it is a share of.
        population: of a rate per 1,000, the known number of people.
        decimals: of a percentage or rate, its printed decimals.
        rounded_to: of a sum, its rounding base.
    """

    name: str
    of: tuple[int, ...]
    over: tuple[int, ...] = ()
    population: int = 0
    decimals: int = 0
    rounded_to: int = 1

    @property
    def is_count(self) -> bool:
        return not self.over and not self.population

    def sum(self, counts: tuple[int, ...]) -> int:
        return sum(counts[base] for base in self.of)

    def text(self, counts: tuple[int, ...]) -> str:
        total = self.sum(counts)
        if self.over:
            return quotient(100 * total, sum(counts[base] for base in self.over), self.decimals)
        if self.population:
            return quotient(1000 * total, self.population, self.decimals)
        return multiple(total, self.rounded_to)


@cache
def quotient(above: int, below: int, decimals: int) -> str:
    if below == 0:
        return NOTHING
    unit = Decimal(1).scaleb(-decimals)
    return str((Decimal(above) / Decimal(below)).quantize(unit, ROUND_HALF_UP))


@cache
def multiple(total: int, base: int) -> str:
    return str(int((Decimal(total) / base).quantize(Decimal(1), ROUND_HALF_UP)) * base)


@dataclass(frozen=True)
class Table:
    """A table as published.

    Attributes:
        largest: no base count is larger, and readers know it.
        truth: the base counts.
        lines: what is printed, or withheld.
        withheld: the numbers of the lines that are withheld.
        zeros_shown: whether a withheld count is known to be 1 at least.
    """

    largest: int
    truth: tuple[int, ...]
    lines: tuple[Line, ...]
    withheld: frozenset[int]
    zeros_shown: bool

    def printed(self, number: int, counts: tuple[int, ...]) -> str:
        """A line of this table if it is not withheld."""
        return self.lines[number].text(counts)

    def may_withhold(self, number: int) -> bool:
        """Whether a printed line could be withheld as well: not a 0, where these are shown."""
        line = self.lines[number]
        return not (line.is_count and self.zeros_shown and line.text(self.truth) == "0")

    def fillings(self, withheld: frozenset[int]) -> list[tuple[int, ...]]:
        """Every choice of base counts that prints as the truth does, but for what is withheld.

        Base counts are chosen one after the other; a line is printed as soon as all of its own are.
        """
        chosen: list[tuple[int, ...]] = [()]
        for base in range(len(self.truth)):
            chosen = [(*start, count) for start in chosen for count in range(self.largest + 1)]
            for number, line in enumerate(self.lines):
                if max(line.of + line.over) == base:
                    if number not in withheld:
                        text = line.text(self.truth)
                        chosen = [counts for counts in chosen if line.text(counts) == text]
                    elif line.is_count and self.zeros_shown:
                        chosen = [counts for counts in chosen if line.sum(counts) > 0]
        return chosen

    def remaining(self, withheld: frozenset[int]) -> dict[int, int]:
        """How many different counts each withheld count can be, by the number of its line."""
        fillings = self.fillings(withheld)
        return {
            number: len({self.lines[number].sum(counts) for counts in fillings})
            for number in sorted(withheld)
            if self.lines[number].is_count
        }

    def is_safe(self, withheld: frozenset[int], wanted: int) -> bool:
        return all(count >= wanted for count in self.remaining(withheld).values())

    @property
    def others(self) -> list[int]:
        """The printed lines that could be withheld too."""
        numbers = range(len(self.lines))
        return [one for one in numbers if one not in self.withheld and self.may_withhold(one)]

    def smallest(self, wanted: int, up_to: int) -> tuple[int, ...] | None:
        """The first of the smallest sets of further lines that make all safe, if it has few."""
        for size in range(up_to + 1):
            for further in combinations(self.others, size):
                if self.is_safe(self.withheld | set(further), wanted):
                    return further
        return None


def random_table(choose: Random, *, large: bool = False) -> Table:
    """A table of one of several kinds, with some lines left out and some withheld."""
    kind = choose.choice([cross, parts, shares, rates, regions, two_indicators])
    bases, largest, lines = kind(choose, large)
    truth = tuple(choose.randint(0, largest) for _ in range(bases))
    lines = [line for line in lines if choose.random() < 0.75] or lines
    choose.shuffle(lines)
    zeros_shown = choose.random() < 0.7
    small = choose.randint(2, 4)
    withheld = set()
    for number, line in enumerate(lines):
        total = sum(truth[base] for base in line.of)
        if line.is_count:
            chance = 0.8 if 0 < total < small else 0.3 if total > 0 or not zeros_shown else 0.0
        else:
            chance = 0.8 if 0 < total < small else 0.3
        if choose.random() < chance:
            withheld.add(number)
    return Table(largest, truth, tuple(lines), frozenset(withheld), zeros_shown)


Kind = tuple[int, int, list[Line]]


def cross(choose: Random, large: bool) -> Kind:
    """Two or three dimensions with all their margins."""
    sizes = choose.choice([(2, 2), (2, 2, 2), (3, 2)] if large else [(2, 2), (2, 2), (2, 2, 2)])
    cells = list(product(*(range(size) for size in sizes)))
    largest = {4: 4, 6: 3, 8: 2 if large else 1}[len(cells)]
    lines = []
    for where in product(*((*range(size), None) for size in sizes)):
        of = tuple(
            number
            for number, cell in enumerate(cells)
            if all(want is None or want == have for want, have in zip(where, cell, strict=True))
        )
        lines.append(Line(f"cell {where}", of))
    return len(cells), largest, lines


def parts(choose: Random, large: bool) -> Kind:
    """One total and its categories, twice, rounded or not."""
    bases = choose.randint(2, 5 if large else 4)
    cut = choose.randint(1, bases)
    base = choose.choice([1, 1, 1, 2, 5])
    lines = [Line(f"part {number}", (number,)) for number in range(bases)]
    lines += [
        Line("total", tuple(range(bases)), rounded_to=base),
        Line("some", tuple(range(cut))),
        Line("others", tuple(range(cut, bases)) or (0,)),
    ]
    return bases, choose.randint(2, 5), lines


def shares(choose: Random, large: bool) -> Kind:
    """Counts, what is left of their denominators, and percentages to some decimals."""
    groups = 2 if not large or choose.random() < 0.5 else 3
    decimals = choose.randint(0, 2)
    lines = []
    for group in range(groups):
        count, rest = 2 * group, 2 * group + 1
        lines += [
            Line(f"count {group}", (count,)),
            Line(f"complement {group}", (rest,)),
            Line(f"denominator {group}", (count, rest)),
            Line(f"percentage {group}", (count,), (count, rest), decimals=decimals),
        ]
    counts = tuple(range(0, 2 * groups, 2))
    everything = tuple(range(2 * groups))
    lines += [
        Line("count", counts),
        Line("denominator", everything),
        Line("percentage", counts, everything, decimals=choose.randint(0, 2)),
    ]
    return 2 * groups, choose.randint(3, 5) if groups == 2 else 3, lines


def rates(choose: Random, large: bool) -> Kind:
    """Counts, and their rates per 1,000 people."""
    bases = choose.randint(2, 4 if large else 3)
    populations = [choose.randint(40, 3000) for _ in range(bases)]
    decimals = choose.randint(0, 2)
    lines = []
    for base, population in enumerate(populations):
        lines += [
            Line(f"count {base}", (base,)),
            Line(f"rate {base}", (base,), population=population, decimals=decimals),
        ]
    everything = tuple(range(bases))
    lines += [
        Line("count", everything),
        Line("rate", everything, population=sum(populations), decimals=choose.randint(0, 2)),
    ]
    return bases, choose.randint(3, 6), lines


def regions(choose: Random, large: bool) -> Kind:
    """Councils, two regions and a country, each level rounded in its own way."""
    bases = choose.randint(3, 5 if large else 4)
    cut = choose.randint(1, bases - 1)
    base = choose.choice([1, 2, 3, 5, 10])
    lines = [Line(f"council {number}", (number,)) for number in range(bases)]
    lines += [
        Line("region 1", tuple(range(cut)), rounded_to=base),
        Line("region 2", tuple(range(cut, bases)), rounded_to=base),
        Line("country", tuple(range(bases)), rounded_to=choose.choice([1, base])),
    ]
    return bases, choose.randint(2, 4), lines


def two_indicators(choose: Random, large: bool) -> Kind:
    """The counts of one indicator are denominators of another; some are printed in both."""
    bases = 4
    lines = [
        Line("children, boys", (0, 1)),
        Line("children, girls", (2, 3)),
        Line("children", (0, 1, 2, 3)),
        Line("children again", (0, 1, 2, 3)),
        Line("seen, boys", (0,)),
        Line("seen, girls", (2,)),
        Line("seen", (0, 2)),
        Line("% seen, boys", (0,), (0, 1), decimals=1),
        Line("% seen, girls", (2,), (2, 3), decimals=choose.randint(0, 1)),
        Line("% seen", (0, 2), (0, 1, 2, 3), decimals=choose.randint(0, 2)),
    ]
    return bases, choose.randint(2, 5 if large else 4), lines


def random_tables(number: int, seed: int, *, large: bool = False) -> Iterator[Table]:
    """Tables with something withheld, the same on each run."""
    choose = Random(seed)
    made = 0
    while made < number:
        table = random_table(choose, large=large)
        if any(table.lines[one].is_count for one in table.withheld):
            made += 1
            yield table


def texts(table: Table, withheld: Iterable[int]) -> list[str]:
    """The table as a reader sees it, for messages of tests."""
    hidden = set(withheld)
    return [
        f"{line.name}: {WITHHELD if number in hidden else line.text(table.truth)}"
        for number, line in enumerate(table.lines)
    ]
