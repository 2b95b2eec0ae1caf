"""What is to be made of an indicator, and what was made: values that can go between processes.

Light to load: a build that finds everything made loads this and neither pandas nor Altair.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from build_scripts.charts.styles import Spec
from build_scripts.model.edition import Edition, Portal
from build_scripts.model.indicator import Indicator
from build_scripts.model.problems import Problem
from build_scripts.model.standpoint import Watched
from build_scripts.pages.values import Page
from build_scripts.reading.lines import Read
from build_scripts.store.plain import Content


def watched(portal: Portal) -> Watched:
    """The areas that a site is about, by what its portal.yml says."""
    named = portal.comparators
    return Watched(portal.council.area_code, (named.region, named.country))


@dataclass(frozen=True)
class Task:
    """One indicator to make.

    Attributes:
        read: what its YAML says, with its lines.
        related: id and title of each related indicator.
        designs: the designs of charts, from `chart_designs`.
    """

    datasets: Path
    folder_name: str
    read: Read[Indicator]
    edition: Edition
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
    csv: Content | None
    resource: dict[str, object] | None
