"""What an indicator's YAML file may say.

The keys below are the whole list. `yaml_models` reads a file into these values; references to
other files (areas, commitments, publishers) are checked in `references`.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import HttpUrl, field_validator, model_validator

from build_scripts.field_types import Id, MeasureId, Model, Text, UnfitError
from build_scripts.periods import PERIOD_TYPES, PeriodError, PeriodKind


class Availability(Model):
    """Whether figures exist in public, and what a reader must know about that.

    Attributes:
        level: `full` (the measure itself), `near` (another measure close to it, or only some
            areas) or `none`.
        note: what the figures are exactly, or why there are none. Shown first on the page.
        to_publish: what the council would have to record to publish its own measure.
    """

    level: Literal["full", "near", "none"]
    note: Text = ""
    to_publish: Text = ""

    @model_validator(mode="after")
    def _explained(self) -> Availability:
        if self.level != "full" and not self.note:
            raise UnfitError(
                f"`level: {self.level}` and no `note`",
                "a `note` saying what the figures are, or why there are none",
            )
        if self.level == "none" and not self.to_publish:
            raise UnfitError(
                "`level: none` and no `to_publish`",
                "`to_publish`, saying what would have to be recorded to publish figures",
            )
        return self


class DeclaredPeriods(Model):
    """The kind of period all figures of the indicator are counted in."""

    type: str
    reference: str = ""

    @model_validator(mode="after")
    def _known(self) -> DeclaredPeriods:
        try:
            PeriodKind(self.type, self.reference)
        except PeriodError as error:
            if self.type not in PERIOD_TYPES:
                expected = f"one of: {', '.join(PERIOD_TYPES)}"
                raise UnfitError(f"`type: {self.type}`", expected) from error
            reference = f"`reference: {self.reference}`" if self.reference else "no `reference`"
            raise UnfitError(
                f"`type: {self.type}` with {reference}",
                "a `reference` such as 31 March for a year ending or a snapshot, such as December to "
                "February for an average of months, and none for the other types",
            ) from error
        return self

    @property
    def kind(self) -> PeriodKind:
        """The same, ready to read and write periods."""
        return PeriodKind(self.type, self.reference)


UNITS = Literal[
    "percent",
    "percentage_points",
    "count",
    "rate_per_10000",
    "score",
    "points",
    "months",
    "days",
]


class CountRounding(Model):
    """To what multiple the publisher rounds counts, for each level of geography."""

    country: int = 1
    region: int = 1
    local_authority: int = 1


class Plausible(Model):
    """Bounds no true figure of this measure lies outside."""

    minimum: float
    maximum: float


class Measure(Model):
    """One published series of numbers.

    Attributes:
        unit: what one unit of `value` is; percentages are 0 to 100, not 0 to 1.
        unit_words: the unit as a reader says it after a number: `children`, `per 10,000 children`.
        decimals: how many the page shows; the CSV may carry more if the source does.
        polarity: whether a higher figure is better (`high`), worse (`low`) or neither (`neutral`).
        per: value = numerator / denominator * per, where both are published.
        counts_rounded_to: the publisher's rounding of numerator and denominator.
        tolerance: further difference allowed between value and counts, in the value's unit.
        plausible: outside these a figure stops publication.
        over_100_because: why a percentage of this measure may exceed 100.
        coverage: what part of the indicator this measure covers, if not all of it.
    """

    id: MeasureId
    title: Text
    unit: UNITS
    unit_words: Text
    decimals: int
    polarity: Literal["high", "low", "neutral"]
    numerator: Text
    denominator: Text = ""
    headline: bool = False
    per: float = 100
    counts_rounded_to: CountRounding = CountRounding()
    tolerance: float = 0
    tolerance_because: Text = ""
    plausible: Plausible
    over_100_because: Text = ""
    largest_change: float | None = None
    coverage: Text = ""

    @field_validator("decimals")
    @classmethod
    def _few(cls, value: int) -> int:
        if not 0 <= value <= 5:
            raise UnfitError(f"“{value}”", "a whole number from 0 to 5")
        return value

    @model_validator(mode="after")
    def _consistent(self) -> Measure:
        if self.plausible.minimum >= self.plausible.maximum:
            raise UnfitError(
                f"a plausible minimum of {self.plausible.minimum:g} and maximum of "
                f"{self.plausible.maximum:g}",
                "a minimum below the maximum",
            )
        if self.unit == "percent" and self.plausible.maximum > 100 and not self.over_100_because:
            raise UnfitError(
                f"a percentage with a plausible maximum of {self.plausible.maximum:g}",
                "a maximum of 100, or the reason under `over_100_because`",
            )
        if self.tolerance and not self.tolerance_because:
            raise UnfitError(
                "a `tolerance` without a reason", "the reason under `tolerance_because`"
            )
        return self


class Breakdown(Model):
    """A way in which a measure is split, with its categories in the order to show them."""

    topic: Text
    measure: MeasureId
    categories: tuple[Text, ...]


class Dated(Model):
    """Something that is true of one period, and why."""

    period: Text
    reason: Text
    measures: tuple[MeasureId, ...] = ()


class Source(Model):
    """Where figures were published.

    Attributes:
        covers: which of the figures come from here, if not all.
        released, next_release: dates, where they are known.
    """

    publisher: Id
    publication: Text
    address: HttpUrl
    covers: Text = ""
    licence: Id = "ogl-v3"
    released: date | None = None
    next_release: date | None = None


class DataQuality(Model):
    """How far the figures can be relied on: `good`, `caution`, `poor`, or `none` without figures."""

    rating: Literal["good", "caution", "poor", "none"]
    concerns: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _explained(self) -> DataQuality:
        if self.rating in ("caution", "poor") and not self.concerns:
            raise UnfitError(
                f"`rating: {self.rating}` and no concern", "at least one line under `concerns`"
            )
        return self


class Rows(Model):
    """How many data rows the file should have."""

    at_least: int
    at_most: int


class Expected(Model):
    """The shape the data should have. A failed expectation is to be explained, not just widened."""

    rows: Rows
    first_period: Text
    last_period: Text
    areas_at_least: int
    areas_outside_validity_because: Text = ""


class Revision(Model):
    """One change to figures already published."""

    date: date
    reason: Text
    kind: Literal["scheduled", "correction"]


class Indicator(Model):
    """The words and rules of one page, in page order."""

    id: Id
    title: Text
    other_names: tuple[Text, ...] = ()
    summary: Text
    commitment: Id
    availability: Availability
    data_quality: DataQuality
    period: DeclaredPeriods
    measures: tuple[Measure, ...]
    breakdowns: tuple[Breakdown, ...] = ()
    definition: Text
    cohort: Text
    method: Text
    why_it_matters: Text
    limits: tuple[Text, ...]
    breaks: tuple[Dated, ...] = ()
    gaps: tuple[Dated, ...] = ()
    sources: tuple[Source, ...] = ()
    disclosure: Text
    rounding: Text
    expected: Expected | None = None
    revisions: tuple[Revision, ...] = ()
    related: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Indicator:
        headlines = [measure.id for measure in self.measures if measure.headline]
        if len(headlines) != 1:
            raise UnfitError(
                f"{len(headlines)} measures with `headline: true`",
                "exactly one, which the page leads with",
            )
        ids = [measure.id for measure in self.measures]
        if repeated := sorted({name for name in ids if ids.count(name) > 1}):
            raise UnfitError(f"two measures with the id “{repeated[0]}”", "each id once")
        named = {name for item in (*self.breaks, *self.gaps) for name in item.measures}
        named |= {breakdown.measure for breakdown in self.breakdowns}
        if unknown := sorted(named - set(ids)):
            raise UnfitError(
                f"a breakdown, break or gap of “{unknown[0]}”, which is no measure here",
                f"the id of one of the measures: {', '.join(ids)}",
            )
        if self.has_figures and (self.expected is None or not self.sources):
            raise UnfitError(
                f"`level: {self.availability.level}` without `expected` or without `sources`",
                "both, because an indicator with figures needs them",
            )
        return self

    @property
    def has_figures(self) -> bool:
        """Whether a CSV belongs to this indicator."""
        return self.availability.level != "none"

    @property
    def headline(self) -> Measure:
        """The measure the page leads with."""
        return next(measure for measure in self.measures if measure.headline)

    def measure(self, measure_id: str) -> Measure:
        """The measure with this id, which must exist."""
        return next(measure for measure in self.measures if measure.id == measure_id)
