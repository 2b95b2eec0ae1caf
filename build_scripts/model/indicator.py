"""What an indicator's YAML file may say.

The keys below are the whole list. `yaml_models` reads a file into these values; references to
other files (areas, commitments, publishers) are checked in `references`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import ValidationInfo, field_validator, model_validator

from build_scripts.model.confidentiality import Confidentiality
from build_scripts.model.indicator_parts import (
    Availability,
    Breakdown,
    Change,
    DataQuality,
    Dated,
    Exceptional,
    Expected,
    Revision,
    Source,
    Target,
    ToConfirm,
)
from build_scripts.model.measure import DeclaredPeriods, Measure, MeasurePeriods
from build_scripts.model.periods import Period, PeriodKind
from build_scripts.model.texts import Id, Model, Text, Title, UnfitError, repeated_in


class Indicator(Model):
    """The words and rules of one page, in page order.

    Attributes:
        period: the indicator's own kind: that of every measure that says nothing else.
        measures: each with its kind of period, its own or the indicator's.
        targets: values of the headline measure the council has set itself, no two for one period.
        breaks_to_come: breaks announced for periods that have no figures yet.
        confidentiality: the rule by which counts are withheld.
        to_confirm: remarks that rest on general knowledge, for an officer to confirm.
    """

    id: Id
    title: Title
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
    targets: tuple[Target, ...] = ()
    breaks: tuple[Dated, ...] = ()
    breaks_to_come: tuple[Dated, ...] = ()
    exceptional: tuple[Exceptional, ...] = ()
    gaps: tuple[Dated, ...] = ()
    sources: tuple[Source, ...] = ()
    confidentiality: Confidentiality
    rounding: Text
    expected: Expected | None = None
    revisions: tuple[Revision, ...] = ()
    related: tuple[Id, ...] = ()
    to_confirm: tuple[ToConfirm, ...] = ()

    @field_validator("related", "other_names")
    @classmethod
    def _each_once(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if repeated := repeated_in(value):
            raise UnfitError(f"“{repeated[0]}” a second time", "each once")
        return value

    @field_validator("measures")
    @classmethod
    def _with_periods(
        cls, measures: tuple[Measure, ...], info: ValidationInfo
    ) -> tuple[Measure, ...]:
        # Where `period` itself does not fit it is missing here, and reported by itself.
        period = info.data.get("period")
        return measures if period is None else _counted_in(period, measures)

    @model_validator(mode="after")
    def _consistent(self) -> Indicator:
        headlines = [measure.id for measure in self.measures if measure.headline]
        if len(headlines) != 1:
            raise UnfitError(
                f"{len(headlines)} measures with `headline: true`",
                "exactly one, which the page leads with",
            )
        ids = [measure.id for measure in self.measures]
        if repeated := repeated_in(ids):
            raise UnfitError(f"two measures with the id “{repeated[0]}”", "each id once")
        dated: tuple[Dated | Exceptional, ...] = (
            *self.breaks,
            *self.breaks_to_come,
            *self.exceptional,
            *self.gaps,
        )
        named = {name for item in dated for name in item.measures}
        named |= {breakdown.measure for breakdown in self.breakdowns}
        named |= {name for measure in self.measures for name in measure.rests_on}
        named |= {change.measure for _, change in self.changes() if change.measure}
        if unknown := sorted(named - set(ids)):
            raise UnfitError(
                f"“{unknown[0]}” named by a breakdown, break, gap, measure or change",
                f"the id of one of the measures: {', '.join(ids)}",
            )
        for item in dated:
            if len({self.measure(name).kind for name in item.measures}) > 1:
                raise UnfitError(
                    f"a break or gap in {_when(item)} for measures with different kinds of period",
                    "one entry for each kind, under `measures` only those that have it",
                )
        if self.has_figures == (self.confidentiality.rule == "no_figures"):
            raise UnfitError(
                f"`level: {self.availability.level}` with the confidentiality "
                f"`rule: {self.confidentiality.rule}`",
                "`rule: as_published` or `own` where there are figures, and else `no_figures`",
            )
        if self.has_figures and (self.expected is None or not self.sources):
            raise UnfitError(
                f"`level: {self.availability.level}` without `expected` or without `sources`",
                "both, because an indicator with figures needs them",
            )
        return self

    @model_validator(mode="after")
    def _measures_fit(self) -> Indicator:
        for measure in self.measures:
            for name in measure.rests_on:
                if self.measure(name).kind != measure.kind:
                    raise UnfitError(
                        f"“{name}” named by {measure.id}, counted in another kind of period",
                        f"a measure with the kind of period that {measure.id} has",
                    )
            bound = measure.denominator_bound
            if bound is not None and not self.measure(bound.measure).is_count:
                raise UnfitError(
                    f"`measure: {bound.measure}` under `denominator_bound` of {measure.id}",
                    "a measure with `unit: count`",
                )
            if any(not self.measure(name).is_share for name in measure.gap_between):
                raise UnfitError(
                    f"`gap_between: {list(measure.gap_between)}` in {measure.id}",
                    "two measures with `unit: percent`",
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

    def changes(self) -> Iterator[tuple[tuple[str | int, ...], Change]]:
        """Every figure that a revision changed, with its place in the YAML file."""
        for i, revision in enumerate(self.revisions):
            for j, change in enumerate(revision.changes):
                yield ("revisions", i, "changes", j), change

    def declares(self, measure_id: str, topic: str, category: str) -> bool:
        """Whether a measure is declared to be split by this topic into this category."""
        return any(
            (breakdown.measure, breakdown.topic) == (measure_id, topic)
            and category in breakdown.categories
            for breakdown in self.breakdowns
        )

    def not_compared_because(self, measure_id: str, topic: str) -> str:
        """Why the categories of a breakdown may not be compared; empty where they may."""
        return next(
            one.not_compared_because
            for one in self.breakdowns
            if (one.measure, one.topic) == (measure_id, topic)
        )

    def kinds(self) -> tuple[PeriodKind, ...]:
        """The kinds of period its measures have, each once, in the order of the measures."""
        return tuple(dict.fromkeys(measure.kind for measure in self.measures))

    def bounds(self, measure: Measure) -> tuple[str, str]:
        """The first and last period of a measure as texts; both empty without figures."""
        if measure.period is not None and measure.period.of_its_own:
            return measure.period.first_period, measure.period.last_period
        if self.expected is None:
            return "", ""
        return self.expected.first_period, self.expected.last_period

    def breaks_of(self, measure: Measure) -> tuple[Dated, ...]:
        """The breaks declared for a measure; their periods are of its kind."""
        return tuple(item for item in self.breaks if self.concerns(item, measure))

    def gaps_of(self, measure: Measure) -> tuple[Dated, ...]:
        """The gaps declared for a measure; their periods are of its kind."""
        return tuple(item for item in self.gaps if self.concerns(item, measure))

    def is_exceptional(self, measure: Measure, period: Period) -> bool:
        """Whether figures of a measure in a period are declared not comparable with any others."""
        return any(
            period.text in item.periods and self.concerns(item, measure)
            for item in self.exceptional
        )

    def exceptional_of(self, measure: Measure) -> tuple[Exceptional, ...]:
        """The exceptional periods declared for a measure; they are of its kind."""
        return tuple(item for item in self.exceptional if self.concerns(item, measure))

    def kind_of(self, item: Dated | Exceptional) -> PeriodKind:
        """The kind of period of a break, gap or exception: that of the measures it concerns."""
        return self.measure(item.measures[0]).kind if item.measures else self.period.kind

    def concerns(self, item: Dated | Exceptional, measure: Measure) -> bool:
        """Whether a break, gap or exception is one of a measure."""
        if item.measures:
            return measure.id in item.measures
        return measure.kind == self.period.kind

    def model_copy(
        self, *, update: Mapping[str, object] | None = None, deep: bool = False
    ) -> Indicator:
        """A copy with some keys changed, whose measures have its kind of period or their own."""
        copied = super().model_copy(update=update, deep=deep)
        measures = _counted_in(copied.period, copied.measures)
        return super(Indicator, copied).model_copy(update={"measures": measures})

    def measure(self, measure_id: str) -> Measure:
        """The measure with this id, which must exist."""
        return next(measure for measure in self.measures if measure.id == measure_id)


def _when(item: Dated | Exceptional) -> str:
    return item.period if isinstance(item, Dated) else ", ".join(item.periods)


def _counted_in(period: DeclaredPeriods, measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The measures, where they say nothing of their own with this kind of period."""
    shared = MeasurePeriods.of_indicator(period)
    return tuple(
        measure
        if measure.period is not None and measure.period.of_its_own
        else measure.model_copy(update={"period": shared})
        for measure in measures
    )
