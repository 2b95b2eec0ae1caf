"""Finds what stands twice in a shared YAML file, where the second would take the place of the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_scripts.model.problems import Problem
from build_scripts.model.symbols import Symbols
from build_scripts.model.vocabulary import Commitments, Glossary, Publishers
from build_scripts.reading.lines import Lines, Read


def repeated_commitments(read: Read[Commitments]) -> list[Problem]:
    """Commitments of one id."""
    ids = [one.id for one in read.value.commitments]
    return list(_repeated(read.lines, "commitments", "id", "commitment", ids))


def repeated_symbols(read: Read[Symbols]) -> list[Problem]:
    """Symbols of one letter."""
    symbols = [one.symbol for one in read.value.symbols]
    return list(_repeated(read.lines, "symbols", "symbol", "symbol", symbols))


def repeated_publishers(read: Read[Publishers]) -> list[Problem]:
    """Publishers of one id, and licences of one id."""
    publishers = [one.id for one in read.value.publishers]
    licences = [one.id for one in read.value.licences]
    return [
        *_repeated(read.lines, "publishers", "id", "publisher", publishers),
        *_repeated(read.lines, "licences", "id", "licence", licences),
    ]


def repeated_terms(read: Read[Glossary]) -> list[Problem]:
    """Words explained by two terms, whatever their capitals; within a term they may differ so."""
    first: dict[str, int] = {}
    problems = []
    for i, term in enumerate(read.value.terms):
        own: set[str] = set()  # the words of this term, as they are and folded
        for j, text in enumerate((term.term, *term.forms)):
            folded = " ".join(text.casefold().split())
            line = read.lines.of(("terms", i))
            at = ("terms", i, "forms", j - 1) if j else ("terms", i, "term")
            if text in own or (folded in first and f"{folded}\n" not in own):
                problems.append(
                    read.lines.problem(
                        "duplicate-key--id",
                        at,
                        kind="word",
                        id=text,
                        first=first[folded],
                    )
                )
            first.setdefault(folded, line)
            own |= {text, f"{folded}\n"}  # no word ends with a line break
    return problems


def _repeated(
    lines: Lines, key: str, part: str, kind: str, ids: Sequence[str]
) -> Iterator[Problem]:
    """A problem for each entry of a list whose id an earlier one has."""
    first: dict[str, int] = {}
    for i, name in enumerate(ids):
        at = (key, i, part)
        if name in first:
            yield lines.problem("duplicate-key--id", at, kind=kind, id=name, first=first[name])
        first.setdefault(name, lines.of(at))
