"""What is wrong with a text, before it is put into words: most mistakes are only counted."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from build_scripts.model.problems import Message, message


@dataclass(frozen=True, slots=True)
class Fault:
    """A message still to be made.

    Attributes:
        name: its name in the register.
        words: what fills its gaps.
        known: the names that the `cell` among the words could have been; a near one is offered.
    """

    name: str
    words: dict[str, object]
    known: tuple[str, ...]

    @property
    def code(self) -> str:
        """The kind of mistake."""
        return self.name.partition("--")[0]

    def without_words(self) -> Fault:
        """The same fault of any text, kept where it is only counted."""
        return _COUNTED.setdefault(self.name, Fault(self.name, {}, ()))

    def message(self) -> Message:
        """The fault in words."""
        cell = str(self.words.get("cell", "")).casefold()
        near = next(iter(difflib.get_close_matches(cell, self.known, n=1)), None)
        return message(self.name, near=near, **self.words)


_COUNTED: dict[str, Fault] = {}


def fault(name: str, /, *, known: tuple[str, ...] = (), **words: object) -> Fault:
    """A fault by the name of its message and the words of the case; `Fault` explains them."""
    return Fault(name, words, known)
