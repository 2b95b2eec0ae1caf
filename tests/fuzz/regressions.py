"""Inputs that went wrong once, each as small as it could be made. None may go wrong again."""

from __future__ import annotations

from tests.fuzz.tree import Edit, Example, tiny


def typed(file: str, before: str, after: str) -> Example:
    """The tiny portal with the first of some words in a file replaced."""
    content = tiny()[file].decode("utf-8")
    assert before in content, f"{file} no longer has {before!r}"
    changed = content.replace(before, after, 1).encode("utf-8")
    return Example((Edit("regression", file),), {file: changed})


def new(file: str, content: bytes = b"a\n") -> Example:
    """The tiny portal with one file more; a name that ends with a slash is a folder."""
    return Example((Edit("regression", file),), {file: content})


CASES: dict[str, Example] = {}
