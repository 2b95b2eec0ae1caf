"""Which further cells would have to be hidden so that none is given away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_scripts.disclosure.system import Key, System, Unknown

# With no more candidates than this the smallest set is found; among more, a small one.
MOST_CANDIDATES = 12


@dataclass(frozen=True)
class Candidate:
    """A printed cell that could be hidden.

    Hiding it means that its counts are known no better than `hidden` says, and that the relations
    `given_by` it are not known any more.

    Attributes:
        key: the name of the cell, as in `Relation.given_by`.
        hidden: what would be known of each of its counts: bounds that hold the printed ones.
        wanted: how many counts must remain for each of its counts once it is hidden.
    """

    key: Key
    hidden: tuple[Unknown, ...]
    wanted: int


@dataclass(frozen=True)
class Protection:
    """Cells that protect everything once they are hidden. It was tried.

    Attributes:
        hide: keys of the candidates, in the order in which they were given.
        smallest: whether it is known that no fewer do.
    """

    hide: tuple[Key, ...]
    smallest: bool


def protect(
    system: System, wanted: Mapping[Key, int], candidates: Sequence[Candidate]
) -> Protection | None:
    """Find printed cells to hide so that as many counts as wanted remain for every hidden one.

    Where at most `MOST_CANDIDATES` could be chosen from, the set is one of the smallest, and of
    those the first in the order of the candidates.

    Args:
        system: everything known, printed counts as fixed unknowns. Not only the group of a target:
            what is hidden may link it with others.
        wanted: how many counts must remain for each unknown that is hidden already, by key.
        candidates: the cells that could be hidden, those to be preferred first.

    Returns:
        What to hide, nothing if nothing need be; or None if no set protects all, or none was
        found among many.

    Raises:
        ValueError: if a candidate's bounds would shut out what is printed.
    """
    raise NotImplementedError
