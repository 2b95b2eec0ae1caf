"""Checks that what a revision says of a figure agrees with the figures.

What a revision may name at all (a known area, a period of the right kind) is checked in
`references`; a change that names a figure which cannot exist is passed over here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd

from build_scripts.model.figures import TOTAL
from build_scripts.model.indicator import Change, Indicator
from build_scripts.model.periods import PeriodError
from build_scripts.model.problems import Problem
from build_scripts.model.reference import Reference
from build_scripts.reading.cells import PLAIN_NUMBER
from build_scripts.reading.yaml_text import dotted, read_yaml
from build_scripts.store.files import INDICATOR_YAML

KEY = ["measure", "area_code", "period", "breakdown_topic", "breakdown"]
WITHHELD = "c"


@dataclass(frozen=True)
class _Figure:
    """What identifies a figure: the cells of its row in the columns of `KEY`."""

    measure: str
    area_code: str
    period: str
    breakdown_topic: str
    breakdown: str


@dataclass(frozen=True)
class _Placed:
    """A change, its key in the YAML and the date of its revision."""

    key: str
    date: date
    change: Change


def check_rows(
    folder: Path, indicator: Indicator, reference: Reference, text: pd.DataFrame
) -> list[Problem]:
    """Check the changes of an indicator's revisions against its figures.

    Of a figure revised more than once, only the newest change must agree with the file. Of a
    figure that is withheld now, no change may give a number.

    Args:
        folder: the indicator's folder, to find lines in its YAML.
        indicator: what its YAML says.
        reference: the shared files.
        text: the table as text, from `row_checks.check_table`.

    Returns:
        A problem for each change that the figures contradict, with its line in the YAML.
    """
    placed = _by_figure(indicator)
    if not placed:
        return []
    rows = text[text["area_code"].isin({figure.area_code for figure in placed})]
    cells = rows[[*KEY, "value", "status"]].itertuples(index=False, name=None)
    there = {_Figure(*key): (value, status) for *key, value, status in cells}
    name = f"{folder.name}/{INDICATOR_YAML}"
    problems = []
    for figure, changes in placed.items():
        found = there.get(figure)
        if found is None and not _can_exist(figure, indicator, reference):
            continue
        if found is not None and found[1] == WITHHELD:
            problems += [_given_away(name, key) for key in _keys_of_numbers(changes)]
        newest = max(one.date for one in changes)
        problems += [
            _contradiction(name, one, _described(figure, reference), found)
            for one in changes
            if one.date == newest and not _agrees(one.change.new, found)
        ]
    if not problems:
        return []
    read = read_yaml(folder / INDICATOR_YAML, name)  # only now are line numbers needed
    lines = {dotted(path): line for path, line in read.lines.items()}
    return [replace(problem, row=lines.get(problem.column or "")) for problem in problems]


def _by_figure(indicator: Indicator) -> dict[_Figure, list[_Placed]]:
    """Every change of every revision, by the figure it names."""
    found: dict[_Figure, list[_Placed]] = {}
    for i, revision in enumerate(indicator.revisions):
        for j, change in enumerate(revision.changes):
            figure = _Figure(
                change.measure or indicator.headline.id,
                change.area_code,
                change.period,
                change.breakdown_topic,
                change.breakdown,
            )
            key = dotted(("revisions", i, "changes", j))
            found.setdefault(figure, []).append(_Placed(key, revision.date, change))
    return found


def _can_exist(figure: _Figure, indicator: Indicator, reference: Reference) -> bool:
    """Whether a row could hold the figure; if not, `references` says why."""
    try:
        indicator.period.kind.parse(figure.period)
    except PeriodError:
        return False
    breakdown = (figure.breakdown_topic, figure.breakdown)
    return figure.area_code in reference.areas and (
        breakdown == (TOTAL, TOTAL) or indicator.declares(figure.measure, *breakdown)
    )


def _agrees(new: str, found: tuple[str, str] | None) -> bool:
    """Whether a figure is as the change left it, as far as both can be read."""
    if found is None:
        return False
    value, status = found
    if PLAIN_NUMBER.fullmatch(new):
        if status == WITHHELD:  # a number too many, and reported as one
            return True
        if value and not PLAIN_NUMBER.fullmatch(value):  # reported with the cell
            return True
        return bool(value) and Decimal(new) == Decimal(value)
    return not value and new == status


def _keys_of_numbers(changes: list[_Placed]) -> list[str]:
    return [
        f"{one.key}.{side}"
        for one in changes
        for side, text in (("old", one.change.old), ("new", one.change.new))
        if PLAIN_NUMBER.fullmatch(text)
    ]


def _described(figure: _Figure, reference: Reference) -> str:
    name = (
        reference.areas[figure.area_code].full_name if figure.area_code in reference.areas else ""
    )
    text = f"{figure.measure} of {name} ({figure.area_code}) in {figure.period}"
    if figure.breakdown_topic != TOTAL:
        text += f", {figure.breakdown_topic}: {figure.breakdown}"
    return text


def _contradiction(name: str, one: _Placed, figure: str, found: tuple[str, str] | None) -> Problem:
    if found is None:
        there = "no row"
    elif found[0] and one.change.new == WITHHELD:
        there = "a number"  # not repeated here: it is meant to be withheld
    elif found[0] or found[1]:
        there = f"“{found[0] or found[1]}”"
    else:
        there = "an empty value"
    return Problem(
        name,
        None,
        one.key,
        "revision-not-in-figures",
        f"{there} in the CSV for {figure}",
        f"“{one.change.new}”, as the newest revision of this figure says",
        "Compare with the source, then correct the CSV or the revision. If the figure was revised "
        "once more, add a revision for that.",
    )


def _given_away(name: str, key: str) -> Problem:
    return Problem(
        name,
        None,
        key,
        "number-with-suppression-symbol",
        f"a number for a figure whose status in the CSV is “{WITHHELD}”",
        "no number, before or after, of a figure that is withheld",
        "Delete this change, and any other of the same figure. Say in the `reason` of the revision "
        "that a figure was withheld, without giving it.",
    )
