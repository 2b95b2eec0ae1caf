"""The parts of an indicator's YAML file: what each key of `indicator` holds that is more than a text."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, field_validator, model_validator

from build_scripts.model.entries import Day, Flag, Number, Whole, at_least
from build_scripts.model.periods import Period, PeriodError, PeriodKind
from build_scripts.model.texts import (
    Address,
    AreaCode,
    Clause,
    Id,
    Label,
    MeasureId,
    Model,
    Text,
    Title,
    UnfitError,
)

# The terms of nearly all official statistics of this country.
DEFAULT_LICENCE = "ogl-v3"
Count = Annotated[Whole, AfterValidator(at_least(0))]


class Availability(Model):
    """Whether figures exist in public, and what a reader must know about that.

    Attributes:
        level: `full` (the measure itself), `part` (the measure itself, but only for some periods
            or areas), `near` (another measure close to it) or `none`.
        note: what the figures are exactly, or why there are none. Shown first on the page.
        to_publish: what the council would have to record to publish its own measure.
    """

    level: Literal["full", "part", "near", "none"]
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


class NotAddingUp(Model):
    """An area and a period in which the printed parts of a breakdown do not make up the total."""

    area_code: AreaCode
    period: Text
    reason: Text


class Breakdown(Model):
    """A way in which a measure is split, with its categories in the order to show them.

    Attributes:
        not_compared_because: why no category may be called higher than another, as a clause to
            follow a colon: they nest or overlap, or the largest of them is not published.
        adds_up: whether everybody counted is in exactly one category, so that their counts make up
            the total.
        adds_up_except: where they do not all the same, as their publisher printed them.
    """

    topic: Label
    measure: MeasureId
    categories: tuple[Label, ...]
    not_compared_because: Clause = ""
    adds_up: Flag = True
    adds_up_except: tuple[NotAddingUp, ...] = ()

    @field_validator("categories")
    @classmethod
    def _some(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            raise UnfitError("no categories", "at least one, as the column `breakdown` has it")
        return value


class Dated(Model):
    """Something that is true of one period, and why.

    Attributes:
        measures: those it concerns; empty for all that have the indicator's own kind of period.
    """

    period: Label
    reason: Text
    measures: tuple[MeasureId, ...] = ()


class Exceptional(Model):
    """Periods whose figures are not comparable with those of any other, and why.

    Attributes:
        measures: those it concerns; empty for all that have the indicator's own kind of period.
    """

    periods: tuple[Label, ...]
    reason: Text
    measures: tuple[MeasureId, ...] = ()

    @field_validator("periods")
    @classmethod
    def _some(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value or len(set(value)) < len(value):
            raise UnfitError(f"periods {list(value)}", "at least one period, each once")
        return value


class ToConfirm(Model):
    """A remark that rests on general knowledge, for an officer to confirm; no page shows it.

    Attributes:
        remark: a passage of the words of the same file, letter by letter.
        because: why it is not certain.
    """

    remark: Text
    because: Text


class Source(Model):
    """Where figures were published.

    Attributes:
        covers: which of the figures come from here, if not all.
        released, next_release: dates, where they are known.
    """

    publisher: Id
    publication: Title
    address: Address
    covers: Text = ""
    licence: Id = DEFAULT_LICENCE
    released: Day | None = None
    next_release: Day | None = None


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

    at_least: Count
    at_most: Count


class Expected(Model):
    """The shape the data should have. A failed expectation is to be explained, not just widened.

    Attributes:
        first_period, last_period: of the indicator's own kind.
    """

    rows: RowCount
    first_period: Label
    last_period: Label
    areas_at_least: Count
    areas_outside_validity_because: Text = ""


class Change(Model):
    """One figure as it stood before and after a revision.

    Attributes:
        measure: empty for the headline measure.
        old, new: a number as the CSV writes it, or a status symbol where there was no number.
    """

    measure: MeasureId = ""
    area_code: AreaCode
    period: Label
    breakdown_topic: Label = "Total"
    breakdown: Label = "Total"
    old: Label
    new: Label

    @model_validator(mode="after")
    def _changed(self) -> Change:
        if self.old == self.new:
            raise UnfitError(f"“{self.old}” both before and after", "two figures that differ")
        return self


class Revision(Model):
    """One change to figures already published, with every figure that changed."""

    date: Day
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

    value: Number
    set_by: Text
    from_period: Label = ""
    to_period: Label = ""

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
