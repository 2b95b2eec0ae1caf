"""Whose site it is: what portal.yml says, and what it means together with the shared files.

Statistics and checks never see it: they are given areas, codes and a `Standpoint`, so that what
they find holds for every council's site.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import HttpUrl, StringConstraints, ValidationInfo, field_validator

from build_scripts.model.comparators import (
    GROUP_STYLES,
    Comparator,
    named_group,
    single_area,
    statistical_neighbours,
)
from build_scripts.model.entries import Day
from build_scripts.model.reference import Area, Reference
from build_scripts.model.standpoint import Judgement, Standpoint
from build_scripts.model.texts import (
    COLOUR,
    EMAIL,
    WEB_ADDRESS,
    Address,
    AreaCode,
    Id,
    Label,
    Model,
    Text,
    Title,
    UnfitError,
    repeated_in,
)

Colour = Annotated[str, StringConstraints(pattern=COLOUR)]
Email = Annotated[str, StringConstraints(pattern=EMAIL)]
# What a page calls something else by: other comparators, and what a sentence is about.
TAKEN = (
    "certainty",
    "change",
    "comparison",
    "council",
    "country",
    "direction",
    "headline",
    "in-every",
    "neighbours",
    "rank",
    "region",
    "target",
    "worked",
)

# In characters: the name of a group stands beside its line, where charts must fit a phone.
LONGEST_NAME = 30


class Council(Model):
    """The council whose portal this is; `area_name` is what sentences call its area."""

    name: Title
    area_name: Label
    area_code: AreaCode


class NamedGroup(Model):
    """A group of areas that the council is set beside, by the median of their figures.

    Attributes:
        id: also its name in addresses and style sheets.
        name: what the areas are called together, as inside a sentence: `metropolitan districts`.
        means: who they are, to complete “Metropolitan districts are”.
        areas: their codes; the council's own is passed over.
    """

    id: Id
    name: Text
    means: Text
    areas: tuple[AreaCode, ...]

    @field_validator("id")
    @classmethod
    def _free(cls, value: str) -> str:
        if value in TAKEN:
            raise UnfitError(f"“{value}”", f"another id than {', '.join(TAKEN)}")
        return value

    @field_validator("name")
    @classmethod
    def _short(cls, value: str) -> str:
        if len(value) > LONGEST_NAME:
            raise UnfitError(f"{len(value)} characters", f"at most {LONGEST_NAME} characters")
        return value

    @field_validator("areas")
    @classmethod
    def _each_once(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if repeated := repeated_in(value):
            raise UnfitError(f"“{repeated[0]}” twice in a group", "each area once")
        if not value:
            raise UnfitError("a group without areas", "the codes of its areas")
        return value


class ComparatorSettings(Model):
    """The areas the council is set beside, and which version of the neighbour model is used.

    Attributes:
        region_in_sentences: what sentences call the region, if not by its name alone:
            `the East Midlands`.
        groups: further groups of areas, in the order to show them.
    """

    region: AreaCode
    region_in_sentences: Label = ""
    country: AreaCode
    neighbour_model: Label
    groups: tuple[NamedGroup, ...] = ()

    @field_validator("groups")
    @classmethod
    def _told_apart(cls, value: tuple[NamedGroup, ...]) -> tuple[NamedGroup, ...]:
        if len(value) > len(GROUP_STYLES):
            raise UnfitError(
                f"{len(value)} groups",
                f"at most {len(GROUP_STYLES)}: more lines could not be told apart in a chart",
            )
        ids = [group.id for group in value]
        if repeated := repeated_in(ids):
            raise UnfitError(f"two groups with the id “{repeated[0]}”", "each id once")
        if repeated := repeated_in(group.name.casefold() for group in value):
            raise UnfitError(f"two groups called “{repeated[0]}”", "each name once")
        return value


class Contact(Model):
    """Who answers questions and takes corrections."""

    team: Title
    email: Email


class Colours(Model):
    """The accent of the site and of the council's line in charts, on light and dark."""

    accent: Colour
    accent_on_dark: Colour


class Portal(Model):
    """The whole of portal.yml."""

    title: Title
    council: Council
    comparators: ComparatorSettings
    statement: Text
    address: Address
    repository: Annotated[str, StringConstraints(pattern=WEB_ADDRESS)] = ""
    contact: Contact
    licence: Id
    colours: Colours
    judgement: Judgement = Judgement()
    review_date: Day

    @field_validator("comparators")
    @classmethod
    def _beside_others(cls, value: ComparatorSettings, info: ValidationInfo) -> ComparatorSettings:
        council = info.data.get("council")  # missing where it does not fit, and reported by itself
        if council is not None and any(g.areas == (council.area_code,) for g in value.groups):
            raise UnfitError("a group of the council alone", "areas to set the council beside")
        return value

    @field_validator("address")
    @classmethod
    def _a_folder(cls, address: HttpUrl) -> HttpUrl:
        if address.query is not None or address.fragment is not None:
            raise UnfitError(f"“{address}”", "the address of a folder, without ? and #")
        return address if str(address).endswith("/") else HttpUrl(f"{address}/")


@dataclass(frozen=True)
class Edition:
    """One council's site: its settings, resolved against what holds for every council.

    Attributes:
        comparators: what the council is set beside, in the order to show it: its region, its
            country, its statistical neighbours, then the groups that portal.yml names.
    """

    portal: Portal
    reference: Reference
    council: Area
    region: Area
    country: Area
    comparators: tuple[Comparator, ...]

    @property
    def area_name(self) -> str:
        """What sentences call the council's area."""
        return self.portal.council.area_name

    @property
    def neighbours(self) -> tuple[Area, ...]:
        """The council's statistical neighbours, closest first."""
        return next(c.areas for c in self.comparators if c.id == "neighbours")

    @property
    def standpoint(self) -> Standpoint:
        """What statistics need to know of it."""
        portal = self.portal
        return Standpoint(
            self.council, self.comparators, self.country, portal.judgement, portal.review_date
        )

    def comparator(self, comparator_id: str) -> Comparator:
        """The comparator with this id, which must exist."""
        return next(one for one in self.comparators if one.id == comparator_id)


@dataclass(frozen=True)
class SharedFiles:
    """What all indicators share: the settings of a site, and what holds for every council."""

    portal: Portal
    reference: Reference

    @property
    def edition(self) -> Edition:
        """Both together; every area that the settings name must be there."""
        return edition_of(self.portal, self.reference)


def edition_of(portal: Portal, reference: Reference) -> Edition:
    """Resolve what portal.yml says.

    Args:
        portal: its settings; every area they name must be one of the reference's.
        reference: the shared files.
    """
    named, areas = portal.comparators, reference.areas
    council, region = areas[portal.council.area_code], areas[named.region]
    country = areas[named.country]
    codes = reference.neighbours[named.neighbour_model].get(council.code, ())
    comparators = [
        single_area("region", region, named.region_in_sentences),
        single_area("country", country),
        statistical_neighbours(tuple(areas[code] for code in codes), named.neighbour_model),
    ]
    comparators += [
        named_group(
            group.id,
            group.name,
            group.means,
            # A council set beside itself would be drawn to its own median.
            tuple(areas[code] for code in group.areas if code != council.code),
            style,
        )
        for group, style in zip(named.groups, GROUP_STYLES, strict=False)
    ]
    return Edition(portal, reference, council, region, country, tuple(comparators))
