"""From where figures are looked at: one area, what it is set beside, and the rules of judging.

The little that statistics and checks know of a site.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pydantic import field_validator, model_validator

from build_scripts.model.comparators import Comparator
from build_scripts.model.entries import Number, Whole
from build_scripts.model.reference import Area
from build_scripts.model.texts import AreaCode, Model, Text, UnfitError


class Judgement(Model):
    """What keeps a figure from being judged or ranked.

    Attributes:
        fewest: with a smaller denominator than this a figure is not judged.
        smallest_design_effect: where cases come in groups and no source says how much that
            matters, a verdict must hold even if the variance were so many times as large.
        not_ranked: councils left out of ranks and quarters, and the reason.
    """

    fewest: Whole = 20
    smallest_design_effect: Number = 2
    not_ranked: tuple[AreaCode, ...] = ()
    not_ranked_because: Text = ""

    @field_validator("fewest")
    @classmethod
    def _some(cls, value: int) -> int:
        if value < 1:
            raise UnfitError(f"“{value}”", "a whole number, 1 or more")
        return value

    @field_validator("smallest_design_effect")
    @classmethod
    def _not_less(cls, value: float) -> float:
        if value < 1:
            raise UnfitError(f"“{value:g}”", "a number, 1 or more")
        return value

    @model_validator(mode="after")
    def _explained(self) -> Judgement:
        if self.not_ranked and not self.not_ranked_because:
            raise UnfitError(
                "`not_ranked` without a reason", "the reason under `not_ranked_because`"
            )
        return self


@dataclass(frozen=True)
class Standpoint:
    """An area and what it is set beside.

    Attributes:
        area: whose figures are asked for.
        comparators: in the order to show them.
        country: the area that the chart of all councils and the lists measure against.
        judgement: what keeps a figure from being judged or ranked.
        as_at: the day on which the site was last reviewed: figures are called old as of then.
    """

    area: Area
    comparators: tuple[Comparator, ...]
    country: Area
    judgement: Judgement
    as_at: date


@dataclass(frozen=True)
class Watched:
    """The areas whose figures a site leads with, by their codes.

    The codes are those in portal.yml, which may be wrong: `references` reports that, and here
    nothing is found for them.

    Attributes:
        council: the council whose site it is.
        others: the single areas it is set beside.
    """

    council: str
    others: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """All of them."""
        return (self.council, *self.others)
