"""Edits of any file as bytes, and of a name in every file that has it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from tests.fuzz import odd
from tests.fuzz.tables import Hand
from tests.fuzz.tree import Tree

# Names that several files share, so that an edit of one place alone would only be unknown.
SHARED_NAMES = (
    "Sex",
    "Type of school",
    "Female",
    "Mixed schools",
    "May 2025",
    "Testshire",
    "Testland",
    "Newborough",
    "dental_check_percent",
    "children_count",
    "english_maths_percent",
    "healthy-children",
    "statistics-testland",
    "ogl-v3",
    "E10000991",
    "E12000091",
    "2025",
    "2022/23",
    "percentage point",
)
HUGE = 300_000


def bent(hand: Hand, content: bytes, other: bytes) -> tuple[str, bytes]:
    """A file with some bytes changed.

    Args:
        hand: what draws.
        content: the file.
        other: the content of another file.
    """
    here, there = sorted((hand.below(len(content) + 1), hand.below(len(content) + 1)))
    byte = bytes([hand.below(256)])
    ways: tuple[tuple[str, Callable[[], bytes]], ...] = (
        ("byte changed", lambda: content[:here] + byte + content[here + 1 :]),
        ("bit flipped", lambda: _flipped(content, here, hand.below(8))),
        ("byte added", lambda: content[:here] + byte + content[here:]),
        ("bytes deleted", lambda: content[:here] + content[there:]),
        ("bytes repeated", lambda: content[:there] + content[here:there] + content[there:]),
        ("cut short", lambda: content[:here]),
        ("beginning cut off", lambda: content[here:]),
        ("empty", lambda: b""),
        ("only spaces", lambda: b" \n \n"),
        ("content of another file", lambda: other),
        ("other file below", lambda: content + other),
        ("NUL inside", lambda: content[:here] + b"\0" + content[here:]),
        ("a long run of one byte", lambda: content[:here] + byte * HUGE + content[here:]),
        ("a picture", lambda: b"\x89PNG\r\n\x1a\n" + content),
        ("a zip", lambda: b"PK\x03\x04" + content),
    )
    name, way = ways[hand.below(len(ways))]
    return name, way()


def _flipped(content: bytes, place: int, bit: int) -> bytes:
    if place >= len(content):
        return content
    return content[:place] + bytes([content[place] ^ (1 << bit)]) + content[place + 1 :]


def renamed(hand: Hand, tree: Tree) -> tuple[str, str]:
    """Put another text in place of a name wherever it stands, so that all files still agree.

    Returns:
        The kind of edit and the first file that changed; the tree is changed in place.
    """
    name = hand.one_of(SHARED_NAMES)
    pool = odd.IDS + odd.LONG_IDS if re.fullmatch(r"[a-z0-9_-]+", name) else odd.TEXTS
    new = hand.one_of(pool)
    if hand.below(2) == 0:
        new = f"{name} {new}"
    changed = []
    for path, content in sorted(tree.items()):
        typed, quoted = name.encode(), new.encode()
        if typed not in content:
            continue
        if path.endswith(".csv"):
            if re.search(r'[",\r\n]', new):
                quoted = ('"' + new.replace('"', '""') + '"').encode()
            tree[path] = re.sub(
                rb"(?m)(?<=,)" + typed + rb"(?=,|$)|^" + typed + rb"(?=,)",
                lambda _, put=quoted: put,  # type: ignore[misc]
                content,
            )
        else:
            as_yaml = json.dumps(new, ensure_ascii=False).encode()
            whole = rb"(?m)(?<=: )" + typed + rb"$|(?<=- )" + typed + rb"$|(?<=[\[ ])" + typed
            tree[path] = re.sub(
                whole + rb"(?=[,\]}])",
                lambda _, put=as_yaml: put,  # type: ignore[misc]
                content,
            )
        if tree[path] != content:
            changed.append(path)
    return "name changed everywhere", changed[0] if changed else "portal.yml"
