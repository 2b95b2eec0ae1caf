"""Edits of a YAML file: of a value, a key, an item of a list, or a line.

The file is parsed only to find the places; the edit is made in its text, and the rest stays as it
was typed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from tests.fuzz import odd
from tests.fuzz.tables import Hand, changed_text

TYPES = ("[]", "{}", "[a]", "{a: b}", "", "~", '""', "[[a]]", "5", "true")
MARKS = ("&a ", "!!str ", "!a ", "!!python/object:os.system ", "*a ", "!!binary ", "| ", "> ", "? ")
KEYS = ("title", "id", "Title", "titel", "value", "note", "<<", "a", "a b", "=", "__class__", "5")


@dataclass(frozen=True)
class Place:
    """Where a key and its value, or an item of a list, stand in the text, in characters."""

    key: str | None
    key_at: tuple[int, int]
    value_at: tuple[int, int]
    is_text: bool


def places(text: str) -> list[Place]:
    """Every place of a YAML text in its order; none if it is no YAML."""
    try:
        top = yaml.compose(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return []
    return [] if top is None else list(_below(top, 0))


def _below(node: yaml.Node, depth: int) -> Iterator[Place]:
    if depth > 20:
        return
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield Place(str(key.value), _at(key), _at(value), isinstance(value, yaml.ScalarNode))
            yield from _below(value, depth + 1)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield Place(None, _at(item), _at(item), isinstance(item, yaml.ScalarNode))
            yield from _below(item, depth + 1)


def _at(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index


def edited(hand: Hand, content: bytes) -> tuple[str, bytes] | None:
    """An edit of a YAML file.

    Returns:
        The kind of edit and the new bytes; None if it is no YAML any more.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    found = places(text)
    if not found:
        return None
    here = found[hand.below(len(found))]
    texts = [place for place in found if place.is_text]
    match hand.below(12):
        case 0 | 1 | 2 | 3 if texts:
            kind, new = _value(hand, text, texts[hand.below(len(texts))], texts)
        case 4:
            mark = hand.one_of(MARKS)
            kind, new = f"mark {mark.strip()}", _put(text, (here.value_at[0],) * 2, mark)
        case 5:
            kind, new = "another type", _put(text, here.value_at, hand.one_of(TYPES))
        case 6 | 7:
            kind, new = _key(hand, text, here)
        case 8 | 9:
            kind, new = _item(hand, text, [p for p in found if p.key is None] or found)
        case _:
            kind, new = _line(hand, text)
    return kind, new.encode("utf-8", "surrogatepass")


def _put(text: str, at: tuple[int, int], new: str) -> str:
    return text[: at[0]] + new + text[at[1] :]


def _value(hand: Hand, text: str, place: Place, texts: list[Place]) -> tuple[str, str]:
    start, end = place.value_at
    typed = text[start:end]
    match hand.below(5):
        case 0:
            return "value as YAML may misread it", _put(text, (start, end), hand.one_of(odd.RAW))
        case 1:
            other = texts[hand.below(len(texts))]
            there = text[slice(*other.value_at)]
            return "value of another key", _put(text, (start, end), there)
        case 2:
            new = changed_text(hand, typed.strip("\"'"), [], odd.TEXTS)
            return "value typed as it is", _put(text, (start, end), new)
        case 3:
            number = hand.one_of((*odd.NUMBERS, *odd.LONG_NUMBERS, *odd.DATES))
            return "odd number or date", _put(text, (start, end), number)
        case _:
            new = changed_text(hand, typed.strip("\"'"), [], odd.TEXTS)
            quoted = json.dumps(new, ensure_ascii=bool(hand.below(2)))
            return "value in quotes", _put(text, (start, end), quoted)


def _key(hand: Hand, text: str, place: Place) -> tuple[str, str]:
    if place.key is None:
        return _line(hand, text)
    start, end = place.key_at[0], place.value_at[1]
    match hand.below(4):
        case 0:
            return "key deleted", _put(text, (start, end), "")
        case 1:
            return "key renamed", _put(text, place.key_at, hand.one_of(KEYS))
        case 2:
            indent = start - (text.rfind("\n", 0, start) + 1)
            again = f"{text[start:end].rstrip()}\n{' ' * indent}"
            return "key repeated", _put(text, (start, start), again)
        case _:
            indent = start - (text.rfind("\n", 0, start) + 1)
            new = f"{hand.one_of(KEYS)}: {hand.one_of(odd.RAW)}\n{' ' * indent}"
            return "key added", _put(text, (start, start), new)


def _item(hand: Hand, text: str, items: list[Place]) -> tuple[str, str]:
    """An item of a list repeated (in shared files: an id twice), deleted or exchanged."""
    place = items[hand.below(len(items))]
    start, end = place.value_at
    line = text.rfind("\n", 0, start) + 1
    dash = text[line:start]
    if dash.strip() != "-":  # in brackets
        if hand.below(2):
            return "item repeated", _put(text, (start, start), f"{text[start:end]}, ")
        return "item deleted", _put(text, (start, end), "")
    match hand.below(3):
        case 0:
            again = f"{dash}{text[start:end].rstrip()}\n"
            return "item repeated", _put(text, (line, line), again)
        case 1:
            return "item deleted", _put(text, (line, end), "")
        case _:
            other = items[hand.below(len(items))]
            return "item of another list", _put(
                text, (start, end), text[slice(*other.value_at)].rstrip() + "\n"
            )


def _line(hand: Hand, text: str) -> tuple[str, str]:
    lines = text.split("\n")
    here, there = hand.below(len(lines)), hand.below(len(lines))
    match hand.below(7):
        case 0:
            del lines[here]
            kind = "line deleted"
        case 1:
            lines.insert(there, lines[here])
            kind = "line repeated"
        case 2:
            lines[here], lines[there] = lines[there], lines[here]
            kind = "lines swapped"
        case 3:
            lines[here] = ("  ", " ", "\t")[hand.below(3)] + lines[here]
            kind = "line indented"
        case 4:
            lines[here] = lines[here].lstrip()
            kind = "line at the margin"
        case 5:
            place = hand.below(len(lines[here]) + 1)
            lines[here] = lines[here][:place] + "\n" + lines[here][place:]
            kind = "line cut in two"
        case _:
            lines.insert(here, hand.one_of(("---", "...", "%YAML 1.2", "# a", "a", "- a", "a: b")))
            kind = "line added"
    return kind, "\n".join(lines)
