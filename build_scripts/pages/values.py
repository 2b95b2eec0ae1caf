"""What is written: the page of one indicator, and what the pages of no single one are written from.

Light to load: a build that finds everything made loads this and neither pandas nor Altair.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from build_scripts.disclosure.values import Audit
from build_scripts.model.edition import Edition
from build_scripts.model.indicator import Indicator
from build_scripts.site.provenance import Provenance
from build_scripts.store.plain import Content
from build_scripts.words.values import AreaLine, Summary


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
    files: Mapping[str, Content]


@dataclass
class Pages:
    """Pages by their path under docs/, fragments by name, and other files by their path."""

    markdown: dict[str, str] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """What the pages that belong to no single indicator are written from.

    Attributes:
        indicators: by id.
        written: the page of each indicator, by id.
        by_hand: the folder of pages and assets written by hand.
        audit: what was found of counts that are withheld.
    """

    edition: Edition
    indicators: Mapping[str, Indicator]
    written: Mapping[str, Page]
    provenance: Provenance
    by_hand: Path
    audit: Audit

    @property
    def ordered(self) -> list[str]:
        """Ids in the order of the printed list, then those it does not name."""
        first: dict[str, int] = {}
        for bullet in self.edition.reference.printed_list:
            first.setdefault(bullet.indicator_id, bullet.position)
        last = len(self.edition.reference.printed_list)
        return sorted(self.indicators, key=lambda i: (first.get(i, last + 1), i))

    @property
    def counts(self) -> dict[str, int]:
        """How many indicators there are, by availability."""
        levels = [indicator.availability.level for indicator in self.indicators.values()]
        counted = {level: levels.count(level) for level in ("full", "part", "near", "none")}
        return counted | {
            "indicators": len(levels),
            "with_figures": len(levels) - counted["none"],
        }

    def of_commitment(self, commitment: str) -> list[str]:
        """The indicators of one commitment, in order."""
        return [i for i in self.ordered if self.indicators[i].commitment == commitment]
