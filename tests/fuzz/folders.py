"""Edits of the folder: files gone, swapped, new, or an indicator under another name."""

from __future__ import annotations

from tests.fuzz import odd
from tests.fuzz.tables import Hand
from tests.fuzz.tree import Tree

INDICATORS = ("club-visits", "dental-check", "exam-results")
PLACES = ("", "_shared/", *(f"{name}/" for name in INDICATORS))


def rearranged(hand: Hand, tree: Tree) -> tuple[str, str]:
    """An edit of the folder, made in place.

    Returns:
        The kind of edit and the file or folder it is about.
    """
    files = sorted(name for name in tree if not name.endswith("/"))
    one, other = hand.one_of(files), hand.one_of(files)
    match hand.below(7):
        case 6:
            del tree[one]
            return "file gone", one
        case 1:
            tree[one], tree[other] = tree[other], tree[one]
            return "files swapped", one
        case 2:
            name = hand.one_of(PLACES) + hand.one_of(odd.NAMES)
            if _free(tree, name):
                tree[name] = tree[other] if hand.below(2) else b"a\n"
            return "new file", name
        case 3:
            name = f"{hand.one_of(PLACES)}{hand.one_of([*odd.NAMES, *odd.IDS])}/"
            if _free(tree, name.rstrip("/")) and "//" not in name:
                tree[name] = b""
            return "new folder", name
        case 4:
            inside = f"{hand.one_of(PLACES)}{hand.one_of(['a', 'old', 'index', 'con'])}/a.csv"
            tree[inside] = tree[other]
            return "folder with a file", inside
        case 5:
            return "indicator copied", _copied(hand, tree, keep=True)
        case _:
            return "indicator renamed", _copied(hand, tree, keep=False)


def _free(tree: Tree, name: str) -> bool:
    """Whether a file can be made there: on no other file and under none."""
    parts = name.rstrip("/").split("/")
    above = {"/".join(parts[:count]) for count in range(1, len(parts))}
    taken = {path.rstrip("/") for path in tree} | {
        path.rsplit("/", 1)[0] for path in tree if "/" in path
    }
    return (
        name.rstrip("/") not in taken
        and not above & {path for path in tree if not path.endswith("/")}
        and not {".", "..", "~", ""} & set(parts)
    )


def _copied(hand: Hand, tree: Tree, keep: bool) -> str:
    """Copy an indicator to another id, in its words as well, so that the copy is a whole one."""
    old = hand.one_of(list(INDICATORS))
    new = hand.one_of([*odd.IDS, *odd.LONG_IDS, "new-one", old.upper(), old.replace("-", "_")])
    new = new.replace("/", "-").replace("\0", "")
    if not _free(tree, new) or len(new.encode()) > 250:
        return old
    for path in [name for name in tree if name.startswith(f"{old}/")]:
        content = tree[path] if keep else tree.pop(path)
        name = path.removeprefix(f"{old}/").replace(old, new)
        if len(name.encode()) <= 255:
            tree[f"{new}/{name}"] = content.replace(f"id: {old}".encode(), f"id: {new}".encode(), 1)
    if not keep:
        for path, content in tree.items():
            if path.endswith("indicator.yml"):
                tree[path] = content.replace(f"  - {old}\n".encode(), f"  - {new}\n".encode())
    return f"{new}/"
