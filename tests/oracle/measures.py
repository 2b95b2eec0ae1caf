"""What is declared of a measure, as far as numbers and claims depend on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from build_scripts.model.periods import PeriodKind
from tests.oracle.measuring import read, shown

PERCENT, RATE, GAP = "percent", "rate_per_10000", "percentage_points"
MEANS = ("score", "points", "months", "days")


@dataclass(frozen=True)
class Bound:
    """How large a denominator is that nobody publishes, as multiples of another measure."""

    measure: str
    at_least: Fraction
    at_most: Fraction | None
    because: str


@dataclass(frozen=True)
class Measure:
    """What is declared of a measure.

    Attributes:
        headline: whether the page leads with it.
        called: what a sentence calls its figure, if not what its unit makes it.
        kind: of its periods: its own, or else the indicator's.
        unjudged: why it is declared to have no interval and no verdict, or empty.
        exceeds: why its percentages may be more than 100, so that they are no shares; or empty.
        rounding: to what multiple counts are rounded, as level and number.
        clustered: why its cases come in groups, or empty.
        effect: the design effect that a source gives, if one does.
        parts: the measures whose difference it is, if it is one.
    """

    id: str
    title: str
    headline: bool
    kind: PeriodKind
    unit: str
    unit_words: str
    decimals: int
    polarity: str
    per: Fraction
    of: str
    in_words: str
    fewest: int
    spread: str
    unjudged: str
    exceeds: str
    rounding: tuple[tuple[str, int], ...] = ()
    clustered: str = ""
    effect: float | None = None
    bound: Bound | None = None
    parts: tuple[str, ...] = ()
    called: str = ""

    def show(self, value: Fraction | float) -> str:
        """A value of this measure, without its unit."""
        return shown(value, self.decimals)

    def seen(self, value: Fraction) -> Fraction:
        """A value as readers see it."""
        return read(self.show(value))

    def with_unit(self, value: Fraction) -> str:
        """A value of this measure as lists have it."""
        text = self.show(value)
        if self.unit == PERCENT:
            return f"{text}%"
        return f"{text} {self.singular if read(text) == 1 else self.unit_words}"

    @property
    def singular(self) -> str:
        """The unit after the number one; a rate's unit says nothing about how many."""
        if self.unit_words.startswith("per "):
            return self.unit_words
        return "child" if self.unit_words == "children" else self.unit_words.removesuffix("s")

    @property
    def last_place(self) -> Fraction:
        """One unit of the last place shown."""
        return Fraction(1, 10**self.decimals)

    @property
    def noun(self) -> str:
        """What a sentence calls its figure."""
        return self.called or {GAP: "gap"}.get(
            self.unit, "average" if self.unit in MEANS else "figure"
        )

    def half(self, level: str) -> Fraction:
        """By how much a count of a level of areas may be off by rounding."""
        to = dict(self.rounding).get(level, 1)
        return Fraction(to, 2) if to > 1 else Fraction(0)


def measure(said: Mapping[str, Any], kind: PeriodKind, fewest: int) -> Measure:
    """A measure from its YAML.

    Args:
        said: what the YAML has.
        kind: of the indicator's periods.
        fewest: what the portal says of the smallest denominator.
    """
    own, bound, effect = (
        said.get("period"),
        said.get("denominator_bound"),
        said.get("design_effect"),
    )
    rounding = said.get("counts_rounded_to") or {}
    return Measure(
        id=said["id"],
        title=said["title"],
        headline=said.get("headline") == "true",
        kind=PeriodKind(own["type"], own.get("reference", "")) if own else kind,
        unit=said["unit"],
        unit_words=said["unit_words"],
        decimals=int(said["decimals"]),
        polarity=said["polarity"],
        # By the unit, not by `per`, which a slip could set to something else.
        per=Fraction(10000 if said["unit"] == RATE else 100),
        of=said.get("of", "children"),
        in_words=said.get("in_words", ""),
        fewest=int(said.get("fewest_to_judge", fewest)),
        spread=said.get("spread", ""),
        unjudged=said.get("not_judged_because", ""),
        exceeds=said.get("over_100_because", ""),
        rounding=tuple((level, int(to)) for level, to in rounding.items()),
        clustered=said.get("clustered_because", ""),
        effect=float(effect) if effect else None,
        bound=_bound(bound) if bound else None,
        parts=tuple(said.get("gap_between") or ()),
        called=said.get("called", ""),
    )


def _bound(said: Mapping[str, str]) -> Bound:
    most = said.get("at_most")
    return Bound(
        said["measure"],
        Fraction(said.get("at_least", "1")),
        Fraction(most) if most else None,
        said["because"],
    )
