"""What lists and the pages of areas say of an indicator, as values that can go between processes.

Light to load: a build that finds everything made loads this and neither pandas nor Altair.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.model.periods import Period


@dataclass(frozen=True)
class ListCell:
    """What a sortable list shows in a cell, and the number it sorts by (None: always last)."""

    text: str
    sort: float | None = None


@dataclass(frozen=True)
class Judged:
    """A verdict for a list: a sign, words, and the class of its looks."""

    sign: str
    words: str
    kind: str


@dataclass(frozen=True)
class Summary:
    """What lists say of an indicator.

    Attributes:
        remark: why there is no figure, or that it is a near measure; often empty.
        verdict: how the council's figure stands to its country's; None without both.
        change: since the period directly before; its text is empty where there is none.
        direction: what the trend test says, or why it says nothing.
        compared: one text for each of the first comparators.
        newest: last day of the newest period, for lists ordered by time.
        unsaid: what cannot be said and why, as (what, sentence).
        same_as: alike in indicators that lead with the same published figures; empty without one.
        spark: an SVG, or empty.
    """

    id: str
    title: str
    summary: str
    commitment: str
    level: str
    value: ListCell
    period: ListCell
    remark: str
    verdict: Judged | None
    change: ListCell
    before: str
    direction: str
    compared: tuple[str, ...]
    newest: Period | None
    unsaid: tuple[tuple[str, str], ...]
    same_as: str
    spark: str


@dataclass(frozen=True)
class AreaLine:
    """What the page of an area says of one indicator.

    Attributes:
        country: the country's figure, with its period where that is another one.
        place: the rank among all councils; its text is empty for areas that are not ranked.
    """

    value: ListCell
    period: ListCell
    country: str
    verdict: Judged | None
    place: ListCell
