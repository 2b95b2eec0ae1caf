"""What all indicators share, as values: the portal, its areas, neighbours and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from build_scripts.model.shared_models import (
    Commitment,
    Fields,
    Licence,
    Portal,
    Publisher,
    Term,
)
from build_scripts.model.symbols import KnownSymbols


@dataclass(frozen=True)
class Area:
    """England, a region or a council, with the days between which it exists.

    Attributes:
        code: the nine-character ONS code.
        level: `country`, `region` or `local_authority`.
        valid_from, valid_to: None where the area was there before, or is there still.
    """

    code: str
    name: str
    level: str
    region_code: str
    valid_from: date | None
    valid_to: date | None

    @property
    def full_name(self) -> str:
        """The name, with the years of an area that no longer exists (two were called Dorset)."""
        return f"{self.name} (to {self.valid_to.year})" if self.valid_to else self.name


@dataclass(frozen=True)
class PrintedBullet:
    """One line of the source document's list of measures."""

    position: int
    heading: str
    text: str
    indicator_id: str


@dataclass(frozen=True)
class Shared:
    """Everything the indicators share."""

    portal: Portal
    fields: Fields
    commitments: tuple[Commitment, ...]
    symbols: KnownSymbols
    terms: tuple[Term, ...]
    publishers: Mapping[str, Publisher]
    licences: Mapping[str, Licence]
    areas: Mapping[str, Area]
    neighbours: tuple[str, ...]
    neighbour_models: frozenset[str]
    printed_list: tuple[PrintedBullet, ...]

    @property
    def council(self) -> Area:
        """The council whose portal this is."""
        return self.areas[self.portal.council.area_code]

    @property
    def region(self) -> Area:
        """Its region."""
        return self.areas[self.portal.comparators.region]

    @property
    def country(self) -> Area:
        """Its country."""
        return self.areas[self.portal.comparators.country]
