"""A value read from a YAML file, kept together with the line on which each of its keys stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from build_scripts.model.problems import Problem, problem

# Where something stands in a YAML file: the keys and numbers that lead to it.
At = tuple[str | int, ...]
Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True)
class Lines:
    """The lines of a YAML file.

    Attributes:
        file: the file as problems name it.
        numbers: the line, from 1, of each key, such as `("measures", 0, "unit")`.
    """

    file: str
    numbers: Mapping[At, int]

    def of(self, at: At) -> int:
        """The line of a key, or of the nearest key above it."""
        while at and at not in self.numbers:
            at = at[:-1]
        return self.numbers.get(at, 1)

    def problem(self, name: str, at: At, /, near: str | None = None, **words: object) -> Problem:
        """A problem with what stands at a key; `model.problems.problem` explains the words."""
        column = dotted(at) or None
        return problem(name, file=self.file, row=self.of(at), column=column, near=near, **words)


@dataclass(frozen=True)
class Read(Generic[Value]):
    """A value, and where each part of it stands in the file it came from."""

    value: Value
    lines: Lines


def dotted(at: At) -> str:
    """Write a path of keys as `measures[0].unit`."""
    text = ""
    for part in at:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")
