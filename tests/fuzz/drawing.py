"""Draws an example: one edit, two or three, each on top of the one before."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.fuzz import folders, letters, tables, words
from tests.fuzz.tables import Hand
from tests.fuzz.tree import Edit, Example, Tree, example_of, tiny


@st.composite
def examples(draw: st.DrawFn) -> Example:
    """The tiny portal after some edits."""
    hand = Hand(draw)
    tree: Tree = dict(tiny())
    edits = tuple(_edit(hand, tree) for _ in range(1 + hand.below(6) // 4))
    return example_of(edits, tree)


def _edit(hand: Hand, tree: Tree) -> Edit:
    files = [name for name in sorted(tree) if not name.endswith("/")]
    name = hand.one_of(files)
    content = tree[name]
    way = hand.below(12)
    if way == 11:
        return Edit(*folders.rearranged(hand, tree))
    if way == 10:
        return Edit(*letters.renamed(hand, tree))
    made = None
    if way < 9:
        made = (words if name.endswith(".yml") else tables).edited(hand, content)
    kind, tree[name] = made or letters.bent(hand, content, tree[hand.one_of(files)])
    return Edit(kind, name)
