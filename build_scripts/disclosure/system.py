"""What a reader of published tables knows of the counts that are not printed, in whole numbers.

A `System` holds counts and what is known of them together. It knows nothing of indicators, areas
or files: whoever makes one has turned each printed percentage, rate and rounded total into a
relation between counts with whole numbers in it. What follows from a system is worked out in
`solving`, and what would have to be hidden besides in `protecting`.

The terms are those of statistical disclosure control: see A. Hundepool et al., Statistical
Disclosure Control (2012), chapter 4, on tables of magnitude and frequency.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

# Names of counts. Nothing is ever sorted by them: the order is that in which they are given.
Key = Hashable

# No count of people, or of what happens to them, is larger. What has no upper bound stops here.
LARGEST = 10**9


@dataclass(frozen=True)
class Unknown:
    """A count, and the bounds it is known to lie between before anything else is asked.

    A printed count is an unknown too, with `low` equal to `high`.

    Attributes:
        key: its name, one of a kind in its system.
        low: the lowest it can be, 0 or more.
        high: the highest it can be; None where nothing is known.
    """

    key: Key
    low: int = 0
    high: int | None = None

    @property
    def fixed(self) -> bool:
        """Whether it is known."""
        return self.low == self.high


@dataclass(frozen=True)
class Relation:
    """What is known of a sum of counts: `low <= sum(coefficient * count) <= high`.

    Attributes:
        terms: pairs of a count's key and its coefficient. A key may come twice.
        low: the lowest the sum can be; None where nothing is known.
        high: the highest the sum can be; None where nothing is known.
        because: what gives it, in words for people. No number that is not printed stands in it.
        given_by: the cells without whose print nobody knows it, by the names that `Candidate` in
            `protecting` has for them. Empty where it holds whatever is printed, as that parts
            make up a whole.
    """

    terms: tuple[tuple[Key, int], ...]
    low: int | None
    high: int | None
    because: str
    given_by: tuple[Key, ...] = ()


@dataclass(frozen=True)
class System:
    """Counts, and what is known of them together.

    Raises:
        ValueError: if a key is there twice, or a relation names a count that is not there.
    """

    unknowns: tuple[Unknown, ...]
    relations: tuple[Relation, ...] = ()

    def __post_init__(self) -> None:
        if len(self.by_key) < len(self.unknowns):
            raise ValueError("two unknowns have the same key")
        for relation in self.relations:
            for key, _ in relation.terms:
                if key not in self.by_key:
                    raise ValueError(f"a relation names {key!r}, which is not among the unknowns")

    @cached_property
    def by_key(self) -> dict[Key, Unknown]:
        """The unknowns by their keys, in their order."""
        return {unknown.key: unknown for unknown in self.unknowns}

    @cached_property
    def touching(self) -> dict[Key, list[int]]:
        """The numbers of the relations that name each unknown, by its key."""
        numbers: dict[Key, list[int]] = {unknown.key: [] for unknown in self.unknowns}
        for number, relation in enumerate(self.relations):
            for key in dict.fromkeys(key for key, _ in relation.terms):
                numbers[key].append(number)
        return numbers

    def without(self, cells: Iterable[Key], hidden: Mapping[Key, Unknown]) -> System:
        """The system as it would be with some cells not printed.

        Args:
            cells: names of the cells; the relations `given_by` any of them go.
            hidden: what is known then of the counts that were printed, by key.
        """
        gone = frozenset(cells)
        return replace(
            self,
            unknowns=tuple(hidden.get(unknown.key, unknown) for unknown in self.unknowns),
            relations=tuple(
                relation for relation in self.relations if gone.isdisjoint(relation.given_by)
            ),
        )


def groups(system: System, targets: Iterable[Key]) -> list[System]:
    """The parts of a system that have to be solved together, each with a target in it.

    Two counts belong together if a relation has both and neither is known. What is known links
    nothing, but stays in each group that has a relation with it.

    Args:
        system: everything that is known.
        targets: keys of the counts that are asked for. What none of them is linked with is left
            out, and so is a target that is known itself.

    Returns:
        The groups in the order of their first unknowns; unknowns and relations keep their order.
    """
    asked = set(targets)
    relations = system.relations
    open_keys = [unknown.key for unknown in system.unknowns if not unknown.fixed]
    order = {key: number for number, key in enumerate(system.by_key)}
    found = []
    for keys, numbers in linked(open_keys, [_open(system, relation) for relation in relations]):
        if not asked.isdisjoint(keys):
            within = [relations[number] for number in numbers]
            needed = {key for relation in within for key, _ in relation.terms} | set(keys)
            unknowns = [system.by_key[key] for key in sorted(needed, key=order.__getitem__)]
            found.append(System(tuple(unknowns), tuple(within)))
    return found


def _open(system: System, relation: Relation) -> list[Key]:
    return [
        key for key, coefficient in relation.terms if coefficient and not system.by_key[key].fixed
    ]


Node = TypeVar("Node", bound=Hashable)


def linked(
    nodes: Iterable[Node], links: Iterable[Sequence[Node]]
) -> list[tuple[list[Node], list[int]]]:
    """The connected components of a hypergraph.

    Args:
        nodes: everything that can be linked.
        links: what each link holds together; one that holds nothing is in no component.

    Returns:
        Of each component its nodes and the numbers of its links, in the order given; the
        components in the order of their first nodes.
    """
    above: dict[Node, Node] = {node: node for node in nodes}

    def top(node: Node) -> Node:
        while above[node] != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    links = list(links)
    for link in links:
        for node in link:
            above[top(node)] = top(link[0])
    components: dict[Node, tuple[list[Node], list[int]]] = {}
    for node in above:
        components.setdefault(top(node), ([], []))[0].append(node)
    for number, link in enumerate(links):
        if link:
            components[top(link[0])][1].append(number)
    return list(components.values())
