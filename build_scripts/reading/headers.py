"""Says what is wrong with the first row of a CSV, which should name its columns."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from build_scripts.model.problems import Problem, message, problem
from build_scripts.model.texts import UNSEEN, unseen
from build_scripts.reading.limits import MOST_COLUMNS, quoted

# How far below the first line a header is looked for, under titles and notes.
HEADER_SEARCH = 10


def header_problems(
    header: list[str], below: Iterable[list[str]], name: str, columns: Sequence[str]
) -> list[Problem]:
    """What is wrong with the header of a table.

    Args:
        header: the first row.
        below: the rows under it; read only where the header is wrong.
        name: how problems should name the file.
        columns: what the header must be, in order.
    """
    if header == list(columns):
        return []
    wanted = ",".join(columns)
    first_line = ",".join(header)
    for mark, called in ((";", "semicolons"), ("\t", "tabs")):
        if first_line.count(mark) >= len(columns) - 1:
            return [problem("wrong-delimiter", file=name, row=1, called=called)]
    for number, record in enumerate(islice(below, HEADER_SEARCH - 1), start=2):
        if set(columns) <= set(record):
            title = _quoted_title(first_line)
            return [problem("title-above-header", file=name, row=1, title=title, header=number)]
    if len(header) > MOST_COLUMNS:
        count = len(header)
        return [problem("wrong-header--many", file=name, row=1, count=count, wanted=wanted)]
    return _column_problems(header, name, columns) or [
        problem("wrong-header--order", file=name, row=1, order=first_line, wanted=wanted)
    ]


def _column_problems(header: list[str], name: str, columns: Sequence[str]) -> list[Problem]:
    """Columns that stand twice, that nobody asked for, or that are not there."""
    found = [
        (column, message("duplicate-header", name=_shown(column), count=count))
        for column, count in sorted(Counter(header).items())
        if column and count > 1
    ]
    wanted = ",".join(columns)
    missing = [column for column in columns if column not in header]
    unknown = list(dict.fromkeys(column for column in header if column not in columns))
    nearest = {column: _nearest(column, missing) for column in unknown}
    if len(missing) == len(columns) and not any(nearest.values()):
        # What stands here are not names but perhaps the first figures, which nobody may repeat.
        return [problem("wrong-header--none", file=name, row=1, wanted=wanted)]
    for column in unknown:
        near = _nearest(column, missing)
        sign = unseen(column)
        if sign is not None:
            said = message("unseen-character--header", found=sign, clean=_shown(column))
            near = near or ""
        elif near:
            said = message(
                "wrong-header--misspelt", name=_shown(column), wanted=wanted, nearest=near
            )
        elif column:
            said = message("wrong-header--unknown", name=_shown(column), wanted=wanted)
        else:
            said = message("wrong-header--empty-column", wanted=wanted)
        if near in missing:
            missing.remove(near)  # renaming brings it back
        found.append((column, said))
    found += [
        (column, message("wrong-header--missing-column", name=column, wanted=wanted))
        for column in missing
    ]
    return [said.at(name, row=1, column=_shown(column) or None) for column, said in found]


def _nearest(column: str, missing: Sequence[str]) -> str | None:
    plain = UNSEEN.sub("", column)[: 2 * max(map(len, missing), default=0)].strip().lower()
    return next(iter(difflib.get_close_matches(plain, missing, n=1)), None)


def _shown(column: str) -> str:
    return quoted(UNSEEN.sub("", column))


def _quoted_title(first_line: str) -> str:
    title = UNSEEN.sub("", first_line).strip(",")[:60]
    return f"“{title}”" if title else "an empty row"
