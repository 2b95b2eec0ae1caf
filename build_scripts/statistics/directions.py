"""Says whether the council's figure has really been moving, or why that cannot be said.

The tests are made of the last five points; the mathematics is in `trend_tests`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from build_scripts.model.figures import Figure
from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period
from build_scripts.model.units import rounded
from build_scripts.statistics import trend_tests
from build_scripts.statistics.continuity import begins_anew
from build_scripts.statistics.estimates import Proportion
from build_scripts.statistics.judging import certainty
from build_scripts.statistics.series import Entry

Refusal = Literal[
    "no_figure",
    "not_yearly",
    "too_short",
    "broken",
    "gap",
    "exceptional",
    "poor_data",
    "too_old",
    "declared",
    "too_few",
    "no_counts",
    "no_spread",
]


@dataclass(frozen=True)
class Direction:
    """What the tests of the last five points say.

    Attributes:
        word: increasing or decreasing; changed, where the points differ without a steady rise or
            fall; unclear, where chance alone could make them differ as they do; empty where there
            is no test.
        meaning: better or worse where the measure has a polarity and the figure is moving.
        refused: why there is no test; empty where there is one.
        first, last: the periods tested, or which would have been.
        at: the period at which a new series begins, or which has no figure or is exceptional.
        turned: whether the newest figure has gone against a rise or fall.
    """

    word: Literal["increasing", "decreasing", "changed", "unclear", ""]
    meaning: Literal["better", "worse", ""] = ""
    refused: Refusal | Literal[""] = ""
    first: Period | None = None
    last: Period | None = None
    at: Period | None = None
    turned: bool = False


def direction(entry: Entry, measure: Measure, at: Period | None = None) -> Direction:
    """Test the council's last five points of a measure for a trend.

    Args:
        entry: the indicator.
        measure: one of its measures.
        at: the last period to test; None for the newest for which the council has a figure.
    """
    series = entry.series(measure.id, entry.council)
    latest = series.latest if at is None else series.at(at)
    if latest is None or latest.value is None:
        return Direction("", refused="no_figure")
    if not measure.kind.trend_can_be_tested:
        return Direction("", refused="not_yearly")
    periods = [p for p in entry.periods_of(measure.id) if p <= latest.period]
    tested = periods[-trend_tests.POINTS :]
    found = [series.at(period) for period in tested]
    refused, at = _refusal(entry, measure, tested, found)
    first, last = tested[0], tested[-1]
    if refused:
        return Direction("", refused=refused, first=first, last=last, at=at)
    there = [figure for figure in found if figure is not None]
    movement = _movement(entry, measure, there)
    asked = certainty(entry, measure, entry.council, latest).must_stand
    if movement.has_trend(asked):
        return Direction(
            "increasing" if movement.sign > 0 else "decreasing",
            _meaning(measure, movement.sign),
            first=first,
            last=last,
            turned=_turned(measure, there, movement.sign),
        )
    word: Literal["changed", "unclear"] = "changed" if movement.has_changed(asked) else "unclear"
    return Direction(word, first=first, last=last)


def _turned(measure: Measure, figures: list[Figure], sign: int) -> bool:
    """Whether the newest figure, as shown, has gone the other way than the line."""
    last, before = (figure.value for figure in (figures[-1], figures[-2]))
    assert last is not None and before is not None
    return (rounded(last, measure.decimals) - rounded(before, measure.decimals)) * sign < 0


def _refusal(
    entry: Entry, measure: Measure, tested: list[Period], found: list[Figure | None]
) -> tuple[Refusal | Literal[""], Period | None]:
    """The first reason not to test, with the period it is about."""
    if len(tested) < trend_tests.POINTS:
        return "too_short", None
    for period, figure in zip(reversed(tested), reversed(found), strict=True):
        if figure is None or figure.value is None:
            return "gap", period
        if begins_anew(entry, measure, figure) and period != tested[0]:
            return "broken", period
        if entry.indicator.is_exceptional(measure, period):
            return "exceptional", period
    sure = [
        certainty(entry, measure, entry.council, figure, as_newest=figure is found[-1])
        for figure in found
        if figure is not None
    ]
    # A bound of a denominator says nothing of how the figure moves.
    reasons = {one.reason or ("no_counts" if one.bound else "") for one in sure}
    if "poor_data" in reasons:
        return "poor_data", None
    if "too_old" in reasons:
        return "too_old", None
    if "declared" in reasons:
        return "declared", None
    if "too_few" in reasons:
        return "too_few", None
    if reasons == {"no_spread"}:
        return "no_spread", None
    return ("no_counts", None) if reasons != {""} else ("", None)


def has_changed(entry: Entry, measure: Measure, periods: Sequence[Period]) -> bool | None:
    """Whether the council's figures of some periods differ by more than chance.

    None where that cannot be said: there is no test of figures without counts, nor of those of
    which nothing may be claimed.

    Args:
        entry: the indicator.
        measure: one of its measures.
        periods: at least two, for each of which there is a figure.
    """
    series = entry.series(measure.id, entry.council)
    figures = [figure for period in periods if (figure := series.at(period)) is not None]
    if len(figures) < trend_tests.FEWEST_POINTS:
        return None
    sure = [
        certainty(entry, measure, entry.council, f, as_newest=f is figures[-1]) for f in figures
    ]
    if any(one.reason or one.bound for one in sure):
        return None
    return _movement(entry, measure, figures).has_changed(sure[-1].must_stand)


def _movement(entry: Entry, measure: Measure, figures: list[Figure]) -> trend_tests.Movement:
    sure = [certainty(entry, measure, entry.council, figure, as_newest=False) for figure in figures]
    shares = [one.estimates[0] for one in sure if isinstance(one.estimates[0], Proportion)]
    if len(shares) == len(figures):
        return trend_tests.of_proportions([p.top for p in shares], [p.bottom for p in shares])
    likeliest = [one.estimates[0] for one in sure]
    limits = [one.limits(trend_tests.LEVEL) for one in likeliest]
    return trend_tests.of_values([one.value for one in likeliest], limits)


def _meaning(measure: Measure, sign: int) -> Literal["better", "worse", ""]:
    better = measure.better(higher=sign > 0)
    return "" if better is None else "better" if better else "worse"
