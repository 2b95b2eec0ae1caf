"""Says whether the council's figure has really been moving, or why that cannot be said.

The test is the one Fingertips uses, of the last five points; the mathematics is in `trend_tests`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from build_scripts.model.figures import Figure
from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period
from build_scripts.statistics import trend_tests
from build_scripts.statistics.comparisons import begins_anew
from build_scripts.statistics.judging import certainty
from build_scripts.statistics.series import Entry

Refusal = Literal[
    "no_figure",
    "not_yearly",
    "too_short",
    "broken",
    "gap",
    "poor_data",
    "declared",
    "too_few",
    "no_counts",
    "no_spread",
]


@dataclass(frozen=True)
class Direction:
    """What the test of the last five points says.

    Attributes:
        word: increasing, decreasing or steady (no change that could not be chance); empty where
            the test is refused.
        meaning: better or worse where the measure has a polarity and the figure is moving.
        refused: why there is no test; empty where there is one.
        first, last: the periods tested, or which would have been.
        at: the period at which a new series begins, or which has no figure.
    """

    word: Literal["increasing", "decreasing", "steady", ""]
    meaning: Literal["better", "worse", ""] = ""
    refused: Refusal | Literal[""] = ""
    first: Period | None = None
    last: Period | None = None
    at: Period | None = None


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
    slope = _slope(entry, measure, [figure for figure in found if figure is not None])
    if slope is None:
        return Direction("", refused="no_counts", first=first, last=last)
    if not slope.significant:
        return Direction("steady", first=first, last=last)
    return Direction(
        "increasing" if slope.sign > 0 else "decreasing",
        _meaning(measure, slope.sign),
        first=first,
        last=last,
    )


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
    reasons = {certainty(entry, measure, entry.council, f).reason for f in found if f is not None}
    if "poor_data" in reasons:
        return "poor_data", None
    if "declared" in reasons:
        return "declared", None
    if "too_few" in reasons:
        return "too_few", None
    if reasons == {"no_spread"}:
        return "no_spread", None
    return ("no_counts", None) if reasons != {""} else ("", None)


def _slope(entry: Entry, measure: Measure, figures: list[Figure]) -> trend_tests.Slope | None:
    counted = [
        (float(f.numerator), float(f.denominator))
        for f in figures
        if f.numerator is not None and f.denominator
    ]
    if measure.is_share and len(counted) == len(figures):
        return trend_tests.of_proportions([n for n, _ in counted], [d for _, d in counted])
    bands = [certainty(entry, measure, entry.council, figure).intervals for figure in figures]
    if any(band is None for band in bands):
        return None
    values = [float(figure.value) for figure in figures if figure.value is not None]
    return trend_tests.of_values(values, [band[0] for band in bands if band is not None])


def _meaning(measure: Measure, sign: int) -> Literal["better", "worse", ""]:
    better = measure.better(higher=sign > 0)
    return "" if better is None else "better" if better else "worse"
