"""The rows of a shared table, and what is wrong with their cells beyond what `tables` says.

What is wrong with rows beside each other is said by `area_rows` and `neighbour_rows`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from build_scripts.model.columns import Fields
from build_scripts.model.entries import FIRST_YEAR, LAST_YEAR, PLAIN
from build_scripts.model.problems import Problem, message
from build_scripts.model.texts import LONGEST_LABEL, LONGEST_TEXT, LONGEST_TITLE, UNSEEN

# In characters, where a text must fit a table or a sentence.
LONGEST = {
    "area_name": LONGEST_LABEL,
    "model": LONGEST_LABEL,
    "closeness": LONGEST_LABEL,
    "printed_heading": LONGEST_TITLE,
}
# More neighbours than this no model has, and no list as many lines.
MOST_DIGITS = 6
# How much of a text a message repeats.
QUOTED = 40


@dataclass(frozen=True, eq=False)
class SharedRows:
    """The rows of one shared table, as text.

    Attributes:
        name: the file as problems name it.
        fields: what fields.yml says of its columns.
        frame: the rows, indexed as Excel numbers them.
        reported: row and column of the cells that are wrong in themselves.
    """

    name: str
    fields: Fields
    frame: pd.DataFrame
    reported: Collection[tuple[int | None, str | None]]

    def sound(self, row: int, *columns: str) -> bool:
        """Whether nothing is reported of a row as a whole, nor of some of its cells."""
        cells = [(row, None), *((row, column) for column in columns)]
        return not any(cell in self.reported for cell in cells)

    def rows(self, *columns: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Every row with its number, where nothing is reported of some of its cells."""
        names = list(self.frame.columns)
        for row, *cells in self.frame.itertuples(name=None):
            if self.sound(row, *columns):
                yield row, dict(zip(names, cells, strict=True))

    def guidance(self, column: str) -> str:
        """What fields.yml advises whoever fills in a column."""
        return next(one.guidance for one in self.fields.fields if one.name == column)

    def wrong_type(self, row: int, column: str, cell: str, kind: str) -> Problem:
        """The problem of a cell that holds another kind of thing."""
        shown = cell if len(cell) <= QUOTED else f"{cell[:QUOTED]}…"
        said = message("wrong-type", cell=shown, kind=kind, guidance=self.guidance(column))
        return said.at(self.name, row, column)


def cells_that_do_not_fit(table: SharedRows) -> list[Problem]:
    """Numbers in another form than plain digits, days no area has seen, and texts without an end."""
    found = []
    for column in table.fields.columns(_table_of(table)):
        check = _CHECKS.get(column.type)
        longest = LONGEST.get(column.name, LONGEST_TEXT)
        for row, cell in table.frame[column.name].items():
            assert isinstance(row, int)
            if not cell or not table.sound(row, column.name):
                continue
            if kind := check(cell) if check else None:
                found.append(table.wrong_type(row, column.name, cell, kind))
            elif len(cell) > longest:
                kind = f"at most {longest:,} characters"
                found.append(table.wrong_type(row, column.name, cell, kind))
    return found


def _table_of(table: SharedRows) -> str:
    return table.name.rpartition("/")[2].removesuffix(".csv")


def _not_whole(cell: str) -> str | None:
    if PLAIN.fullmatch(cell) and "." not in cell and len(cell) <= MOST_DIGITS:
        return None
    return f"a whole number in plain digits, at most {MOST_DIGITS} of them"


def _no_day(cell: str) -> str | None:
    try:
        year = date.fromisoformat(cell).year
    except ValueError:
        return "a date that exists, written like 2025-03-31"
    if FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return f"a date between {FIRST_YEAR} and {LAST_YEAR}"


_CHECKS: Mapping[str, Callable[[str], str | None]] = {"integer": _not_whole, "date": _no_day}


def folded(text: str) -> str:
    """A text without what a reader may not notice: capitals, further spaces, what is not seen."""
    return " ".join(UNSEEN.sub("", text).casefold().split())


def meet(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two spans of days, empty where they are open, have a day in common."""
    return all(
        not first or not last or first <= last
        for first, last in ((one[0], other[1]), (other[0], one[1]))
    )
