"""The register of messages, read from `problems.toml`: every code there is, and what is said of it.

Whatever has to know all codes reads them here: the checks, the help pages, `portal explain` and the
tests. Nothing else holds a sentence that ends up in a message, but for words that name a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

FILE = Path(__file__).with_name("problems.toml")


@dataclass(frozen=True)
class Entry:
    """One message of the check, with gaps for what is of the case.

    Attributes:
        code: the kind of mistake, which several messages may share.
        found: what follows the word `Found`; names in braces are gaps.
        expected: what follows `Expected`.
        what_to_do: the next action, as an instruction.
        stops: False for a warning.
        gaps: the names in braces in all three.
    """

    code: str
    found: str
    expected: str
    what_to_do: str
    stops: bool
    gaps: frozenset[str]


@dataclass(frozen=True)
class Register:
    """All messages, and the sentence that offers a name near to what was typed."""

    entries: Mapping[str, Entry]
    did_you_mean: str

    @property
    def codes(self) -> dict[str, bool]:
        """Every code, in the order of the register, and whether it stops publication."""
        return {entry.code: entry.stops for entry in self.entries.values()}


@cache
def register() -> Register:
    """The register, read once."""
    import tomllib  # takes longer to load than most commands that find nothing wrong can spare

    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    did_you_mean = content.pop("did_you_mean")
    return Register({name: _entry(name, **given) for name, given in content.items()}, did_you_mean)


def _entry(name: str, found: str, expected: str, what_to_do: str, stops: bool = True) -> Entry:
    code = name.partition("--")[0]
    parsed = Formatter().parse(f"{found}{expected}{what_to_do}")
    gaps = frozenset(gap for _, gap, _, _ in parsed if gap is not None)
    return Entry(code, found, expected, what_to_do, stops, gaps)
