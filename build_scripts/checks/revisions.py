"""Checks that what a revision says of a figure agrees with the figures.

What a revision may name at all (a known area, a period of the right kind) is checked in
`references`; a change that names a figure which cannot exist is passed over here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from build_scripts.checks.rows import CheckedRows
from build_scripts.model.figures import KEY_COLUMNS, FigureKey
from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import Change
from build_scripts.model.periods import PeriodError
from build_scripts.model.problems import Problem
from build_scripts.reading.cells import PLAIN_NUMBER
from build_scripts.reading.lines import At, Lines


@dataclass(frozen=True)
class _Placed:
    """A change, where it stands in the YAML, and the date of its revision."""

    at: At
    date: date
    change: Change


def check_revisions(rows: CheckedRows, lines: Lines) -> list[Problem]:
    """Check the changes of an indicator's revisions against its figures.

    Of a figure revised more than once, only the newest change must agree with the file. Of a
    figure that is withheld now, no change may give a number.

    Args:
        rows: the rows of the indicator.
        lines: the lines of its YAML.

    Returns:
        A problem for each change that the figures contradict, with its line in the YAML.
    """
    placed = _by_figure(rows.indicator)
    if not placed:
        return []
    text = rows.text[rows.text["area_code"].isin({figure.area_code for figure in placed})]
    cells = text[[*KEY_COLUMNS, "value", "status"]].itertuples(index=False, name=None)
    there = {FigureKey(*key): (value, status) for *key, value, status in cells}
    withheld = rows.symbols.with_role("withheld")
    problems = []
    for figure, changes in placed.items():
        found = there.get(figure)
        if found is None and not _can_exist(figure, rows):
            continue
        if found is not None and found[1] in withheld:
            problems += [
                lines.problem("number-with-suppression-symbol--revision", at, status=found[1])
                for at in _numbers(changes)
            ]
        newest = max(one.date for one in changes)
        problems += [
            lines.problem(
                "revision-not-in-figures",
                one.at,
                there=_there(found, hidden=one.change.new in withheld),
                figure=_described(figure, rows),
                new=one.change.new,
            )
            for one in changes
            if one.date == newest and not _agrees(one.change.new, found, withheld)
        ]
    return problems


def _by_figure(indicator: Indicator) -> dict[FigureKey, list[_Placed]]:
    """Every change of every revision, by the figure it names."""
    found: dict[FigureKey, list[_Placed]] = {}
    for i, revision in enumerate(indicator.revisions):
        for j, change in enumerate(revision.changes):
            figure = FigureKey(
                change.measure or indicator.headline.id,
                change.area_code,
                change.period,
                change.breakdown_topic,
                change.breakdown,
            )
            at = ("revisions", i, "changes", j)
            found.setdefault(figure, []).append(_Placed(at, revision.date, change))
    return found


def _can_exist(figure: FigureKey, rows: CheckedRows) -> bool:
    """Whether a row could hold the figure; if not, `references` says why."""
    try:
        rows.indicator.measure(figure.measure).kind.parse(figure.period)
    except PeriodError:
        return False
    return figure.area_code in rows.areas and (
        figure.is_total
        or rows.indicator.declares(figure.measure, figure.breakdown_topic, figure.breakdown)
    )


def _agrees(new: str, found: tuple[str, str] | None, withheld: Collection[str]) -> bool:
    """Whether a figure is as the change left it, as far as both can be read."""
    if found is None:
        return False
    value, status = found
    if PLAIN_NUMBER.fullmatch(new):
        if status in withheld:  # a number too many, and reported as one
            return True
        if value and not PLAIN_NUMBER.fullmatch(value):  # reported with the cell
            return True
        return bool(value) and Decimal(new) == Decimal(value)
    return not value and new == status


def _numbers(changes: list[_Placed]) -> list[At]:
    """Where some changes give a number."""
    return [
        (*one.at, side)
        for one in changes
        for side, text in (("old", one.change.old), ("new", one.change.new))
        if PLAIN_NUMBER.fullmatch(text)
    ]


def _described(figure: FigureKey, rows: CheckedRows) -> str:
    area = rows.areas.get(figure.area_code)
    name = area.full_name if area is not None else ""
    text = f"{figure.measure} of {name} ({figure.area_code}) in {figure.period}"
    if not figure.is_total:
        text += f", {figure.breakdown_topic}: {figure.breakdown}"
    return text


def _there(found: tuple[str, str] | None, hidden: bool) -> str:
    """What the CSV says of a figure, to stand before `in the CSV`.

    Args:
        found: value and status, or None where there is no row.
        hidden: whether the figure is meant to be withheld, and not to be repeated in a message.
    """
    if found is None:
        return "no row"
    value, status = found
    if value and hidden:
        return "a number"
    return f"“{value or status}”" if value or status else "an empty value"
