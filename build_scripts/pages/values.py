"""What is to be made of an indicator and what was made: values that can go between processes.

Light to load: a build that finds everything made loads this and neither pandas nor Altair.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from build_scripts.charts.styles import Spec
from build_scripts.model.indicator import Indicator
from build_scripts.model.periods import Period
from build_scripts.model.problems import Problem
from build_scripts.model.shared import Shared


@dataclass(frozen=True)
class Cell:
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
        spark: an SVG, or empty.
    """

    id: str
    title: str
    summary: str
    commitment: str
    level: str
    value: Cell
    period: Cell
    remark: str
    verdict: Judged | None
    change: Cell
    before: str
    direction: str
    compared: tuple[str, ...]
    newest: Period | None
    unsaid: tuple[tuple[str, str], ...]
    spark: str


@dataclass(frozen=True)
class AreaLine:
    """What the page of an area says of one indicator.

    Attributes:
        country: the country's figure, with its period where that is another one.
        place: the rank among all councils; its text is empty for areas that are not ranked.
    """

    value: Cell
    period: Cell
    country: str
    verdict: Judged | None
    place: Cell


@dataclass(frozen=True)
class Page:
    """A page in Markdown, and the HTML fragments to be put into it by name.

    Attributes:
        areas: what the page of each area says of this indicator, by the area's code.
        files: what is drawn on the page, for download, by address from the root of the site.
    """

    markdown: str
    fragments: Mapping[str, str]
    summary: Summary
    areas: Mapping[str, AreaLine]
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class Task:
    """One indicator to make.

    Attributes:
        related: id and title of each related indicator.
        designs: the designs of charts, from `chart_designs`.
    """

    datasets: Path
    folder_name: str
    indicator: Indicator
    shared: Shared
    related: tuple[tuple[str, str], ...]
    designs: Mapping[str, Spec]


@dataclass(frozen=True)
class Made:
    """What was made of one indicator.

    Attributes:
        rows: how many data rows were checked.
        page: None where a problem stops publication.
        csv: the published CSV; None where there are no figures or a problem stops publication.
        resource: the data package's description of the CSV.
    """

    indicator_id: str
    rows: int
    problems: tuple[Problem, ...]
    page: Page | None
    csv: bytes | None
    resource: dict[str, object] | None
