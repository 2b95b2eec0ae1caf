"""Reads a text claim by claim, until no number in it is left unaccounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from build_scripts.model.periods import Period
from tests.oracle.facts import Facts
from tests.oracle.measures import Measure
from tests.oracle.measuring import MINUS

NUMBER = rf"(?:(?<![\w.,])[-{MINUS}])?\d+(?:,\d+)*(?:\.\d+)?"
Claim = tuple[str, ...]


class Reading:
    """A text of the site, and what was wrong with what has been read of it so far.

    Attributes:
        rest: what has not been read yet.
        wrong: one line for each thing that the rows do not bear out.
        allowed: every claim the rows would have borne out, for the message.
    """

    def __init__(self, text: str, quoted: Iterable[str] = ()) -> None:
        self.text = text
        self.wrong: list[str] = []
        self.allowed: list[Claim] = []
        # Words typed by staff that contain a number, for example an age.
        self._quoted = sorted(filter(re.compile(r"\d").search, set(quoted)), key=len, reverse=True)
        self.rest = self.masked(text)

    def masked(self, text: str) -> str:
        """A text without the words typed by staff that contain a number."""
        for words in self._quoted:
            text = text.replace(words, "…")
        return text

    def expect(self, pattern: str, *wanted: Claim) -> None:
        """Read everything that matches, which must say what is wanted, in any order.

        Args:
            pattern: what such a claim looks like; each group is a part of it.
            wanted: what the rows say, part by part; none where no such claim may be made.
        """
        found = [tuple(part or "" for part in m.groups()) for m in re.finditer(pattern, self.rest)]
        self.rest = re.sub(pattern, " … ", self.rest)
        self.allowed += wanted
        if sorted(found) != sorted(wanted):
            self.wrong.append(
                f"says {found or 'nothing'}, the rows say {list(wanted) or 'nothing'}"
            )

    def either(self, pattern: str, *choices: Sequence[Claim]) -> None:
        """The same where the rules leave more than one thing to say: any of them, and no mixture."""
        found = [tuple(part or "" for part in m.groups()) for m in re.finditer(pattern, self.rest)]
        fitting = (wanted for wanted in choices if sorted(wanted) == sorted(found))
        self.expect(pattern, *next(fitting, choices[0]))

    def exactly(self, wanted: str) -> None:
        """Read the whole text, which must be this, letter by letter."""
        if self.text != wanted:
            self.wrong.append(f"the rows say {wanted}")
        self.rest = ""

    def allow(self, *texts: str) -> None:
        """Read past texts that may be there, each once, and need not be."""
        for text in sorted(texts, key=len, reverse=True):
            self.rest = self.rest.replace(text, " … ", 1)

    def says(self, text: str, wanted: bool) -> None:
        """Expect a text to be there, or not to be."""
        if (text in self.text) != wanted:
            self.wrong.append(f"{'does not say' if wanted else 'says'} “{text}”")

    def complaints(self) -> list[str]:
        """Everything that is wrong, numbers that nothing accounts for included."""
        left = [f"nothing accounts for {number}" for number in re.findall(r"\S*\d\S*", self.rest)]
        if not (found := self.wrong + left):
            return []
        return [f"{found}; allowed: {self.allowed}; in: {self.text}"]


@cache
def value(of: Measure) -> str:
    """The pattern of a value with its unit; its one group is the number."""
    if of.unit == "percent":
        return f"({NUMBER})%"
    return f"({NUMBER}) {units(of)}"


@cache
def units(of: Measure) -> str:
    """The pattern of the words after a number."""
    return f"(?:{re.escape(of.unit_words)}|{re.escape(of.singular)})"


@cache
def difference(of: Measure) -> str:
    """The pattern of a difference: percentages differ by percentage points."""
    if of.unit == "percent":
        return rf"({NUMBER}) percentage points?"
    return value(of)


def one_of(words: Iterable[str]) -> str:
    """The pattern of any of some words, the longest first."""
    ordered = sorted(set(words), key=lambda text: (-len(text), text))
    return "|".join(map(re.escape, ordered)) or "(?!)"


@cache
def periods(facts: Facts) -> list[Period]:
    """Every period from the indicator's first to its last, as far as they are of one kind."""
    measures, spans = facts.data.measures, facts.data.spans
    ends = [end for of, span in spans.items() for end in span if measures[of].kind == facts.kind]
    return facts.kind.between(min(ends), max(ends)) if ends else []


@cache
def labels(facts: Facts) -> str:
    """The pattern of a period in words, as sentences have it."""
    return one_of(facts.kind.label(period) for period in periods(facts))


@cache
def headings(facts: Facts) -> str:
    """The same without capitals and articles."""
    return one_of(folded(facts.kind.label(period)) for period in periods(facts))


def folded(text: str) -> str:
    """Text without capitals and articles, as a period may begin a sentence or follow one."""
    return re.sub(r"\bthe ", "", text.casefold())
