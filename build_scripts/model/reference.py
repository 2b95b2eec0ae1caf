"""What holds for every council: areas, their neighbours, words, symbols and columns, as values.

Whose site it is, and whom that council is compared with, is in `edition`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from build_scripts.model.columns import Fields
from build_scripts.model.symbols import KnownSymbols
from build_scripts.model.vocabulary import Commitment, Licence, Publisher, Term

COUNCIL_LEVEL = "local_authority"
REGION_LEVEL = "region"
LEVELS = ("country", REGION_LEVEL, COUNCIL_LEVEL)


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

    @property
    def is_council(self) -> bool:
        """Whether it is a council responsible for children's services."""
        return self.level == COUNCIL_LEVEL


@dataclass(frozen=True)
class PrintedBullet:
    """One line of the source document's list of measures."""

    position: int
    heading: str
    text: str
    indicator_id: str


@dataclass(frozen=True)
class Reference:
    """Everything in `_shared/`, the same whichever council a site is for.

    Attributes:
        areas: by code.
        neighbours: for each version of the neighbour model, the codes of the statistical
            neighbours of each council, closest first, by the council's code.
    """

    fields: Fields
    commitments: tuple[Commitment, ...]
    symbols: KnownSymbols
    terms: tuple[Term, ...]
    publishers: Mapping[str, Publisher]
    licences: Mapping[str, Licence]
    areas: Mapping[str, Area]
    neighbours: Mapping[str, Mapping[str, tuple[str, ...]]]
    printed_list: tuple[PrintedBullet, ...]
