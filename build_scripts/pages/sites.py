"""What the pages that belong to no single indicator are written from, and what is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from build_scripts.model.indicator import Indicator
from build_scripts.model.shared import Shared
from build_scripts.pages.values import AreaLine, Summary
from build_scripts.site.provenance import Provenance


@dataclass
class Pages:
    """Pages by their path under docs/, and fragments by name."""

    markdown: dict[str, str] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """What the pages are written from.

    Attributes:
        areas: for each indicator, what the page of each area says of it, by the area's code.
    """

    shared: Shared
    indicators: Mapping[str, Indicator]
    summaries: Mapping[str, Summary]
    areas: Mapping[str, Mapping[str, AreaLine]]
    provenance: Provenance

    @property
    def ordered(self) -> list[str]:
        """Ids in the order of the printed list, then those it does not name."""
        first: dict[str, int] = {}
        for bullet in self.shared.printed_list:
            first.setdefault(bullet.indicator_id, bullet.position)
        last = len(self.shared.printed_list)
        return sorted(self.indicators, key=lambda i: (first.get(i, last + 1), i))

    @property
    def counts(self) -> dict[str, int]:
        """How many indicators there are, by availability."""
        levels = [indicator.availability.level for indicator in self.indicators.values()]
        counted = {level: levels.count(level) for level in ("full", "near", "none")}
        return counted | {
            "indicators": len(levels),
            "with_figures": counted["full"] + counted["near"],
        }

    def of_commitment(self, commitment: str) -> list[str]:
        """The indicators of one commitment, in order."""
        return [i for i in self.ordered if self.indicators[i].commitment == commitment]
