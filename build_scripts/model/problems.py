"""One thing wrong with the data, as a value.

Checks return problems; only the command line prints them. What a problem says comes from the
register of messages: a check gives the code and the words of the case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from build_scripts.model.register import register


@dataclass(frozen=True, kw_only=True)
class Message:
    """What is said of a mistake, wherever it stands; `Problem` explains the words."""

    code: str
    found: str
    expected: str
    what_to_do: str
    stops_publication: bool

    def at(self, file: str, row: int | None = None, column: str | None = None) -> Problem:
        """The same, said of a place."""
        return Problem(
            file=file,
            row=row,
            column=column,
            code=self.code,
            found=self.found,
            expected=self.expected,
            what_to_do=self.what_to_do,
            stops_publication=self.stops_publication,
        )


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing wrong with one file, in words the person who sent it can act on.

    Attributes:
        file: path as the reader knows it, relative to the datasets folder, with forward slashes.
        row: the line as Excel numbers it (the header is row 1); in a YAML file, the line.
        column: the CSV column or the YAML key, written as `measures[0].unit`.
        code: the kind of mistake; also the address of its help page.
        found: what stands in the file.
        expected: what should stand there.
        what_to_do: the next action, as an instruction.
        stops_publication: False for a warning that a person may accept.
        also_rows: further rows with the same mistake, after grouping.
        more: how many further rows there are beyond `also_rows`.
    """

    file: str
    row: int | None
    column: str | None
    code: str
    found: str
    expected: str
    what_to_do: str
    stops_publication: bool = True
    also_rows: tuple[int, ...] = ()
    more: int = 0

    @property
    def help_address(self) -> str:
        """Address of the help page on the site, from its root."""
        return f"/help/problems/{self.code}/"


def message(name: str, /, *, near: str | None = None, **words: object) -> Message:
    """Make a message of the register.

    Args:
        name: its name there: a code, or `code--variant`.
        near: a known name near to what was typed, to be offered in place of what to do.
        **words: what fills the gaps of the message, by their names.

    Raises:
        KeyError: the register has no such message.
        TypeError: a gap is left open, or a word is given that has no gap.
    """
    entry = register().entries[name]
    if words.keys() != entry.gaps:
        raise TypeError(f"the message {name} needs {sorted(entry.gaps)}, not {sorted(words)}")
    advice = register().did_you_mean.format(near=near) if near else entry.what_to_do.format(**words)
    return Message(
        code=entry.code,
        found=entry.found.format(**words),
        expected=entry.expected.format(**words),
        what_to_do=advice,
        stops_publication=entry.stops,
    )


def problem(
    name: str,
    /,
    *,
    file: str,
    row: int | None = None,
    column: str | None = None,
    near: str | None = None,
    **words: object,
) -> Problem:
    """Make a problem: a message of the register, said of a place.

    Args:
        name: the name of the message: a code, or `code--variant`.
        file: the file, as in `Problem`.
        row: the row or line, if it is at one.
        column: the column or key, if it is at one.
        near: a known name near to what was typed, to be offered in place of what to do.
        **words: what fills the gaps of the message, by their names.
    """
    return message(name, near=near, **words).at(file, row, column)


def problem_again(plain: Mapping[str, Any]) -> Problem:
    """A problem that was kept as plain values, as `dataclasses.asdict` gives them.

    Raises:
        KeyError, TypeError: they are those of something else.
    """
    return Problem(**{**plain, "also_rows": tuple(plain["also_rows"])})


# Five are enough to recognise a pattern; a wrong column repeats itself in every row of a file.
EXAMPLES_SHOWN = 5


def grouped(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by place and fold repeats of one mistake in one column into one problem.

    Args:
        problems: any number of problems, in any order.

    Returns:
        Problems sorted by file, then row; the first of each (file, column, code, advice) carries
        the rows of up to `EXAMPLES_SHOWN` others and the number of any beyond that.
    """
    groups: dict[tuple[str, str, str, str, str], list[Problem]] = {}
    ordered = sorted(
        set(problems),
        key=lambda p: (p.file, p.row or 0, p.column or "", p.code, p.found, p.expected),
    )
    for problem in ordered:
        # Problems without a row say something about a whole file: each stands alone.
        where = problem.found if problem.row is None else ""
        key = (problem.file, problem.column or "", problem.code, problem.what_to_do, where)
        groups.setdefault(key, []).append(problem)
    folded = []
    for first, *others in groups.values():
        rows = tuple(other.row for other in others if other.row is not None)
        folded.append(
            replace(
                first,
                also_rows=rows[:EXAMPLES_SHOWN],
                more=max(0, len(rows) - EXAMPLES_SHOWN),
            )
        )
    return sorted(folded, key=lambda p: (p.file, p.row or 0, p.column or "", p.code))


def stopping(problems: Iterable[Problem]) -> list[Problem]:
    """Keep the problems that stop publication."""
    return [problem for problem in problems if problem.stops_publication]
