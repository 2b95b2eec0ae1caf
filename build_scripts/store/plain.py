"""Turns values into bytes and back: no code in them, and nothing taken for what it is not.

What a value is made of stands in its type: dataclasses, models, tuples, mappings. Its words and
numbers are written as JSON. Pictures and tables, which are bytes already, stand behind it as they
are: as text they would be a third larger and have to be searched for what JSON must mark.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

from pydantic import (
    PlainSerializer,
    PlainValidator,
    SerializationInfo,
    TypeAdapter,
    ValidationInfo,
)

Value = TypeVar("Value")


def _put_aside(content: bytes, info: SerializationInfo[list[bytes]]) -> int:
    info.context.append(content)
    return len(info.context) - 1


def _fetch(number: object, info: ValidationInfo[list[bytes]]) -> bytes:
    if type(number) is not int or not 0 <= number < len(info.context):
        raise ValueError("no such part")
    return info.context[number]


# The bytes of a file. A type that is to be written says this instead of `bytes`.
Content = Annotated[bytes, PlainSerializer(_put_aside), PlainValidator(_fetch)]
# By type: making one takes longer than using it.
_ADAPTERS: dict[object, TypeAdapter[Any]] = {}


def _adapter(kind: type[Value]) -> TypeAdapter[Value]:
    """What writes and reads a type."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


class NotPlainError(TypeError):
    """A value that would not be the same again: a mistake in our code, never in the data."""


def written(kind: type[Value], value: Value) -> bytes:
    """Write a value.

    Args:
        kind: its type, as exactly as it is to be read. Sets have no order in which they could be
            written twice alike: say a sorted tuple.
        value: the value.

    Raises:
        NotPlainError: what would be read is not what was given.
    """
    try:
        words, parts = _taken_apart(kind, value)
    except ValueError as error:
        raise NotPlainError(f"a value of the type {kind} cannot be written") from error
    content = _put_together((words, *parts))
    again = read(kind, content)
    # Not `==`, which takes a whole number for a decimal one: a page would say 1 or 1.0.
    if again is None or _shown(kind, again) != _shown(kind, value):
        raise NotPlainError(f"a value of the type {kind} is not the same when it is read again")
    return content


def read(kind: type[Value], content: bytes | memoryview) -> Value | None:
    """Read a value.

    Args:
        kind: its type.
        content: what `written` made of it.

    Returns:
        The value; None unless every word of it has its type and place, nothing is missing and
        nothing is too much: what is read is taken only if it would be written the same.
    """
    try:
        words, *parts = _parts(content)
        adapter = _adapter(kind)
        # Not `strict`, which would refuse some addresses that a file may give; that it is written
        # the same again lets no other type pass.
        value = adapter.validate_json(words, context=parts)
        again, parts_again = _taken_apart(kind, value)
    except (ValueError, RecursionError, struct.error):
        return None
    same = again == words and len(parts) == len(parts_again)
    if same and all(one is other for one, other in zip(parts, parts_again, strict=True)):
        return value
    return None


def _taken_apart(kind: type[Value], value: Value) -> tuple[bytes, list[bytes]]:
    parts: list[bytes] = []
    # What a file left out stays left out: an empty text may be a default and yet not be typed.
    words = _adapter(kind).dump_json(value, context=parts, exclude_unset=True, warnings="error")
    return words, parts


def _shown(kind: type[Value], value: Value) -> str:
    """Every word and number of a value with its type."""
    parts: list[bytes] = []
    return repr(_adapter(kind).dump_python(value, context=parts, exclude_unset=True))


def _put_together(parts: Sequence[bytes]) -> bytes:
    """How many parts there are, how long each is, in bytes, then the parts themselves."""
    lengths = struct.pack(f">I{len(parts)}Q", len(parts), *map(len, parts))
    return b"".join((lengths, *parts))


def _parts(content: bytes | memoryview) -> list[bytes]:
    """The parts again.

    Raises:
        struct.error: there are fewer bytes than parts.
        ValueError: the parts are longer or shorter than what they are taken from.
    """
    (count,) = struct.unpack_from(">I", content)
    _, *lengths = struct.unpack_from(f">I{count}Q", content)
    parts, at = [], struct.calcsize(f">I{count}Q")
    for length in lengths:
        parts.append(bytes(content[at : at + length]))
        at += length
    if at != len(content):
        raise ValueError("too long or too short")
    return parts
