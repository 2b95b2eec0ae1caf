"""What an indicator's YAML file may say of one measure: a published series of numbers."""

from __future__ import annotations

from difflib import get_close_matches
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, ValidationInfo, field_validator, model_validator

from build_scripts.model.entries import Flag, Number, Whole, above, at_least
from build_scripts.model.periods import PERIOD_TYPES, PeriodError, PeriodKind
from build_scripts.model.texts import (
    LONGEST_LABEL,
    Clause,
    Id,
    Label,
    MeasureId,
    Model,
    Text,
    Title,
    UnfitError,
    at_most,
)
from build_scripts.model.units import UNITS, Unit, UnitName

# How many characters fit into a sentence beside the numbers they stand with.
LONGEST = {"of": 60, "called": 40, "in_words": 140}
Multiple = Annotated[Whole, AfterValidator(at_least(1))]
NotNegative = Annotated[Number, AfterValidator(at_least(0))]
Above = Annotated[Number, AfterValidator(above(0))]


class CountRounding(Model):
    """To what multiple the publisher rounds counts, for each level of geography."""

    country: Multiple = 1
    region: Multiple = 1
    local_authority: Multiple = 1

    def at(self, level: str) -> int:
        """The multiple that counts of areas of a level are rounded to; 1 if they are exact."""
        return int(getattr(self, level))

    def slack(self, level: str) -> Fraction:
        """How far a count of an area of a level can be from the true one."""
        return Fraction(self.at(level), 2) if self.at(level) > 1 else Fraction(0)


class DeclaredPeriods(Model):
    """The kind of period in which figures are counted."""

    type: str
    reference: Annotated[str, AfterValidator(at_most(LONGEST_LABEL))] = ""

    @model_validator(mode="after")
    def _known(self) -> DeclaredPeriods:
        try:
            PeriodKind(self.type, self.reference)
        except PeriodError as error:
            if self.type not in PERIOD_TYPES:
                expected = f"one of: {', '.join(PERIOD_TYPES)}"
                near = next(iter(get_close_matches(self.type, PERIOD_TYPES, n=1)), None)
                raise UnfitError(f"`type: {self.type[:LONGEST_LABEL]}`", expected, near) from error
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


class MeasurePeriods(DeclaredPeriods):
    """The kind of period of one measure, and between which periods it has figures.

    Attributes:
        first_period, last_period: as `expected` has them for the indicator's own kind; both empty
            in a measure that says nothing of periods and has those of its indicator.
    """

    first_period: Label
    last_period: Label

    @classmethod
    def of_indicator(cls, period: DeclaredPeriods) -> MeasurePeriods:
        """The periods of a measure that says nothing of them."""
        return cls.model_construct(
            type=period.type, reference=period.reference, first_period="", last_period=""
        )

    @property
    def of_its_own(self) -> bool:
        """Whether the measure says itself how its figures are counted."""
        return bool(self.first_period)


class Plausible(Model):
    """Bounds no true figure of this measure lies outside."""

    minimum: Number
    maximum: Number


class DenominatorBound(Model):
    """Between which numbers a denominator lies that its source does not publish.

    Attributes:
        measure: a count of the same indicator, for the same area and period.
        at_least, at_most: the denominator is at least, and at most, so many times that count; the
            upper bound is often not known.
        because: why that is certain, as a clause to follow a colon.
    """

    measure: MeasureId
    at_least: Number = 1
    at_most: Number | None = None
    because: Clause

    @model_validator(mode="after")
    def _in_order(self) -> DenominatorBound:
        if self.at_least <= 0 or (self.at_most is not None and self.at_most < self.at_least):
            raise UnfitError(
                f"`at_least: {self.at_least:g}` and `at_most: {self.at_most}`",
                "two numbers above 0, the smaller one first",
            )
        return self


class Measure(Model):
    """One published series of numbers.

    Attributes:
        unit: what one unit of `value` is; percentages are 0 to 100, not 0 to 1.
        unit_words: the unit as a reader says it after a number: `children`, `per 10,000 children`.
        decimals: how many the page shows; the CSV may carry more if the source does.
        polarity: whether a higher figure is better (`high`), worse (`low`) or neither (`neutral`).
        numerator_called, denominator_called: names of the counts themselves, where other measures,
            of any indicator, publish the same ones: same area, same period, same category.
        worked_out_here: whether its figures were made for this site from published ones, so that
            its source does not print them.
        per: value = numerator / denominator * per, where both are published.
        counts_rounded_to: the publisher's rounding of numerator and denominator.
        tolerance: further difference allowed between value and counts, in the value's unit.
        plausible: outside these a figure stops publication.
        over_100_because: why a percentage of this measure may exceed 100.
        counts_not_whole_because: why counts of this measure may have decimals.
        coverage: what part of the indicator this measure covers, if not all of it.
        of: what the denominator counts, as words to follow a number: `care leavers aged 19 to 21`.
        called: what a figure is called in a sentence, where `figure` would mislead: `gap`.
        in_words: a clause to follow `About 74 in every 100`: `children had their teeth checked`.
        fewest_to_judge: the smallest denominator with which a figure is judged, if not the
            portal's.
        not_judged_because: why chance says nothing about this measure, though it has counts: a
            clause to follow a colon. No interval is put around it and no verdict is given.
        clustered_because: why what is counted comes in groups, of families or of schools, and so
            varies more than by single cases: a clause to follow a colon.
        design_effect: by how much that widens the variance, where a source says so.
        design_effect_from: that source.
        denominator_bound: between which numbers the denominator lies where it is not published.
        gap_between: where this is the gap between two shares, their measures: the one it is
            taken from, and the one taken from it.
        period: the kind of its periods and their bounds. Within an indicator every measure has
            one: its own, or else the indicator's.
        spread: the measure that holds the standard deviation of this one, where this is a mean.
    """

    id: MeasureId
    title: Title
    unit: UnitName
    unit_words: Label
    decimals: Whole
    polarity: Literal["high", "low", "neutral"]
    numerator: Text
    denominator: Text = ""
    numerator_called: Id = ""
    denominator_called: Id = ""
    worked_out_here: Flag = False
    headline: Flag = False
    per: Above = 100
    counts_rounded_to: CountRounding = CountRounding()
    tolerance: NotNegative = 0
    tolerance_because: Text = ""
    plausible: Plausible
    over_100_because: Text = ""
    counts_not_whole_because: Text = ""
    largest_change: Above | None = None
    coverage: Text = ""
    of: Text = "children"
    called: Text = ""
    in_words: Text = ""
    not_judged_because: Clause = ""
    clustered_because: Clause = ""
    design_effect: Number | None = None
    design_effect_from: Text = ""
    denominator_bound: DenominatorBound | None = None
    gap_between: tuple[MeasureId, ...] = ()
    fewest_to_judge: Whole | None = None
    spread: MeasureId = ""
    period: MeasurePeriods | None = None

    @field_validator("decimals")
    @classmethod
    def _few(cls, value: int) -> int:
        if not 0 <= value <= 5:
            raise UnfitError(f"“{value}”", "a whole number from 0 to 5")
        return value

    @field_validator("fewest_to_judge")
    @classmethod
    def _some(cls, value: int | None) -> int | None:
        if value is not None and value < 1:
            raise UnfitError(f"“{value}”", "a whole number, 1 or more")
        return value

    @field_validator("of", "called", "in_words")
    @classmethod
    def _part_of_a_sentence(cls, value: str, info: ValidationInfo) -> str:
        longest = LONGEST[str(info.field_name)]
        if len(value) > longest:
            raise UnfitError(f"{len(value)} characters", f"at most {longest} characters")
        if value.endswith("."):
            raise UnfitError(
                f"“{value}” with a full stop", "words without one: they become part of a sentence"
            )
        return value

    @model_validator(mode="after")
    def _consistent(self) -> Measure:
        if self.plausible.minimum >= self.plausible.maximum:
            raise UnfitError(
                f"a plausible minimum of {self.plausible.minimum:g} and maximum of "
                f"{self.plausible.maximum:g}",
                "a minimum below the maximum",
            )
        if self.is_share and self.plausible.maximum > 100 and not self.over_100_because:
            raise UnfitError(
                f"a percentage with a plausible maximum of {self.plausible.maximum:g}",
                "a maximum of 100, or the reason under `over_100_because`",
            )
        per = self.unit_record.per
        if per is not None and self.per != per:
            raise UnfitError(f"`unit: {self.unit}` with `per: {self.per:g}`", f"`per: {per}`")
        if self.in_words and not self.is_ratio:
            raise UnfitError(
                f"`in_words` in a measure with `unit: {self.unit}`",
                "`in_words` only for percentages and rates, which say how many in so many",
            )
        if self.gap_between and not (self.is_gap and len(set(self.gap_between)) == 2):
            raise UnfitError(
                f"`gap_between: {list(self.gap_between)}` in a measure with `unit: {self.unit}`",
                "`gap_between` only in percentage points, with the ids of two shares",
            )
        if self.denominator_bound and not self.is_share:
            raise UnfitError(
                f"`denominator_bound` in a measure with `unit: {self.unit}`",
                "`denominator_bound` only for percentages",
            )
        if self.design_effect is not None and not (
            self.design_effect > 1 and self.clustered_because and self.design_effect_from
        ):
            raise UnfitError(
                f"`design_effect: {self.design_effect:g}`",
                "a number above 1, with `clustered_because` and `design_effect_from`",
            )
        if self.spread == self.id:
            raise UnfitError(
                f"`spread: {self.spread}` in the measure of that id",
                "the id of another measure, which holds the standard deviation of this one",
            )
        if self.spread and not self.is_mean:
            means = ", ".join(name for name, unit in UNITS.items() if unit.kind == "mean")
            raise UnfitError(
                f"`spread` in a measure with `unit: {self.unit}`",
                f"`spread` only for a mean, whose unit is one of: {means}",
            )
        if self.tolerance and not self.tolerance_because:
            raise UnfitError(
                "a `tolerance` without a reason", "the reason under `tolerance_because`"
            )
        return self

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The other measures of the indicator that it names."""
        bound = (self.denominator_bound.measure,) if self.denominator_bound else ()
        return (*filter(None, (self.spread,)), *bound, *self.gap_between)

    @property
    def kind(self) -> PeriodKind:
        """The kind of period of its figures; the measure must be one of an indicator."""
        assert self.period is not None, f"{self.id} is asked for its periods outside an indicator"
        return self.period.kind

    @property
    def unit_record(self) -> Unit:
        """All there is to know of the unit."""
        return UNITS[self.unit]

    @property
    def is_share(self) -> bool:
        """Whether a figure is a share of a whole, as a percentage is."""
        return self.unit_record.kind == "share"

    @property
    def is_rate(self) -> bool:
        """Whether a figure is a rate: events in so many of a population."""
        return self.unit_record.kind == "rate"

    @property
    def is_count(self) -> bool:
        """Whether a figure is itself a count."""
        return self.unit_record.kind == "count"

    @property
    def is_mean(self) -> bool:
        """Whether a figure is a mean, around which values lie more or less widely."""
        return self.unit_record.kind == "mean"

    @property
    def is_gap(self) -> bool:
        """Whether a figure is the gap between two shares."""
        return self.unit_record.kind == "gap"

    @property
    def is_ratio(self) -> bool:
        """Whether a figure says how many in so many: a ratio of two counts, as shares and rates are."""
        return self.unit_record.per is not None

    def better(self, higher: bool) -> bool | None:
        """Whether a figure is better than another, from whether it is higher.

        The one place that says which way is better. None where neither is.
        """
        if self.polarity == "neutral":
            return None
        return higher == (self.polarity == "high")

    @property
    def has_better(self) -> bool:
        """Whether one of two different figures is better than the other."""
        return self.better(higher=True) is not None

    @property
    def ranks_highest_first(self) -> bool:
        """Whether the first place belongs to the highest figure; it does where none is better."""
        return self.better(higher=True) is not False
