"""What an indicator's YAML file may say.

The keys below are the whole list. `yaml_models` reads a file into these values; references to
other files (areas, commitments, publishers) are checked in `references`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Literal

from pydantic import HttpUrl, ValidationInfo, field_validator, model_validator

from build_scripts.model.measure import DeclaredPeriods, Measure, MeasurePeriods
from build_scripts.model.periods import Period, PeriodError, PeriodKind
from build_scripts.model.texts import AreaCode, Id, MeasureId, Model, Text, UnfitError


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


class Breakdown(Model):
    """A way in which a measure is split, with its categories in the order to show them."""

    topic: Text
    measure: MeasureId
    categories: tuple[Text, ...]


class Dated(Model):
    """Something that is true of one period, and why.

    Attributes:
        measures: those it concerns; empty for all that have the indicator's own kind of period.
    """

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


class RowCount(Model):
    """How many data rows the file should have."""

    at_least: int
    at_most: int


class Expected(Model):
    """The shape the data should have. A failed expectation is to be explained, not just widened.

    Attributes:
        first_period, last_period: of the indicator's own kind.
    """

    rows: RowCount
    first_period: Text
    last_period: Text
    areas_at_least: int
    areas_outside_validity_because: Text = ""


class Change(Model):
    """One figure as it stood before and after a revision.

    Attributes:
        measure: empty for the headline measure.
        old, new: a number as the CSV writes it, or a status symbol where there was no number.
    """

    measure: MeasureId = ""
    area_code: AreaCode
    period: Text
    breakdown_topic: Text = "Total"
    breakdown: Text = "Total"
    old: Text
    new: Text

    @model_validator(mode="after")
    def _changed(self) -> Change:
        if self.old == self.new:
            raise UnfitError(f"“{self.old}” both before and after", "two figures that differ")
        return self


class Revision(Model):
    """One change to figures already published, with every figure that changed."""

    date: date
    reason: Text
    kind: Literal["scheduled", "correction"]
    changes: tuple[Change, ...] = ()


class Target(Model):
    """A value of the headline measure that the council has set itself.

    Attributes:
        value: in the unit of the measure.
        set_by: who set it, and where it can be read.
        from_period, to_period: the first and last period it holds for; empty where it holds from
            the first figure or until further notice.
    """

    value: float
    set_by: Text
    from_period: Text = ""
    to_period: Text = ""

    def bounds(self, kind: PeriodKind) -> tuple[date, date]:
        """The days on which the first and the last period it holds for end.

        Args:
            kind: of the periods of the headline measure. A period that is not of this kind is
                reported with the references, and counts here as not given.
        """
        first, last = date.min, date.max
        with suppress(PeriodError):
            first = kind.parse(self.from_period).end
        with suppress(PeriodError):
            last = kind.parse(self.to_period).end
        return first, last

    def holds(self, period: Period, kind: PeriodKind) -> bool:
        """Whether it is the target of a period of this kind."""
        first, last = self.bounds(kind)
        return first <= period.end <= last


class Indicator(Model):
    """The words and rules of one page, in page order.

    Attributes:
        period: the indicator's own kind: that of every measure that says nothing else.
        measures: each with its kind of period, its own or the indicator's.
        targets: values of the headline measure the council has set itself, no two for one period.
    """

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
    targets: tuple[Target, ...] = ()
    breaks: tuple[Dated, ...] = ()
    gaps: tuple[Dated, ...] = ()
    sources: tuple[Source, ...] = ()
    disclosure: Text
    rounding: Text
    expected: Expected | None = None
    revisions: tuple[Revision, ...] = ()
    related: tuple[Id, ...] = ()

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
        if repeated := sorted({name for name in ids if ids.count(name) > 1}):
            raise UnfitError(f"two measures with the id “{repeated[0]}”", "each id once")
        named = {name for item in (*self.breaks, *self.gaps) for name in item.measures}
        named |= {breakdown.measure for breakdown in self.breakdowns}
        named |= {measure.spread for measure in self.measures if measure.spread}
        named |= {change.measure for _, change in self.changes() if change.measure}
        if unknown := sorted(named - set(ids)):
            raise UnfitError(
                f"“{unknown[0]}” named by a breakdown, break, gap, spread or change",
                f"the id of one of the measures: {', '.join(ids)}",
            )
        for item in (*self.breaks, *self.gaps):
            if len({self.measure(name).kind for name in item.measures}) > 1:
                raise UnfitError(
                    f"a break or gap in {item.period} for measures with different kinds of period",
                    "one entry for each kind, under `measures` only those that have it",
                )
        for measure in self.measures:
            if measure.spread and self.measure(measure.spread).kind != measure.kind:
                raise UnfitError(
                    f"`spread: {measure.spread}`, counted in another kind of period",
                    f"a measure with the kind of period that {measure.id} has",
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
        return tuple(item for item in self.breaks if self._concerns(item, measure))

    def gaps_of(self, measure: Measure) -> tuple[Dated, ...]:
        """The gaps declared for a measure; their periods are of its kind."""
        return tuple(item for item in self.gaps if self._concerns(item, measure))

    def kind_of(self, item: Dated) -> PeriodKind:
        """The kind of period of a break or gap: that of the measures it concerns."""
        return self.measure(item.measures[0]).kind if item.measures else self.period.kind

    def _concerns(self, item: Dated, measure: Measure) -> bool:
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


def _counted_in(period: DeclaredPeriods, measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The measures, where they say nothing of their own with this kind of period."""
    shared = MeasurePeriods.of_indicator(period)
    return tuple(
        measure
        if measure.period is not None and measure.period.of_its_own
        else measure.model_copy(update={"period": shared})
        for measure in measures
    )
