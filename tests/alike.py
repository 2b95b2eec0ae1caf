"""Whether two values are the same in every respect: `==` takes a whole number for a decimal one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass

from pydantic import BaseModel


def unlike(one: object, other: object, at: str = "value") -> list[str]:
    """Where two values differ: in a type, an order, a key that was left out, or what they say.

    Args:
        one: a value.
        other: another.
        at: how to call them in the answer.
    """
    if type(one) is not type(other):
        return [f"{at}: {type(one).__name__} and {type(other).__name__}"]
    if isinstance(one, BaseModel) and isinstance(other, BaseModel):
        if one.model_fields_set != other.model_fields_set:
            return [f"{at}: other keys were given"]
        return unlike(dict(one), dict(other), at)
    if is_dataclass(one):
        names = [field.name for field in fields(one)]
        return _each((f"{at}.{n}", getattr(one, n), getattr(other, n)) for n in names)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        if list(one) != list(other):
            return [f"{at}: other keys, or in another order"]
        return _each((f"{at}[{key!r}]", one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        if len(one) != len(other):
            return [f"{at}: {len(one)} and {len(other)} items"]
        pairs = zip(one, other, strict=True)
        return _each((f"{at}[{i}]", a, b) for i, (a, b) in enumerate(pairs))
    return [] if one == other and repr(one) == repr(other) else [at]


def _each(pairs: Iterable[tuple[str, object, object]]) -> list[str]:
    return [place for at, one, other in pairs for place in unlike(one, other, at)]
