"""How far the value axis of a trend goes."""

from __future__ import annotations

import pytest

from build_scripts.charts.styles import NARROW, WIDE
from build_scripts.charts.trend_labels import axes_of
from build_scripts.statistics.trends import trend
from tests import tiny

EXAMS = tiny.with_headline(tiny.indicator("exam-results"))


def bounds(low: str, high: str) -> tuple[float, float]:
    """The ends of the axis of a line from one percentage to another."""
    data = trend(
        tiny.entry_with(EXAMS, f"Testshire, 2018/19, {low}", f"Testshire, 2019/20, {high}")
    )
    assert data is not None
    wide, narrow = axes_of(data, WIDE), axes_of(data, NARROW)
    assert (wide.low, wide.high) == (narrow.low, narrow.high)
    return wide.low, wide.high


@pytest.mark.parametrize("low", ["0", "10", "39.9"])
def test_the_axis_begins_at_zero_where_the_lowest_figure_is_below_half_of_the_highest(
    low: str,
) -> None:
    assert bounds(low, "80")[0] == 0


# Eight hundredths of the height of the lines are left below them.
@pytest.mark.parametrize(("low", "begins"), [("40", 36.8), ("60", 58.4), ("79", 78.92)])
def test_the_axis_begins_near_the_lowest_figure_where_zero_would_flatten_the_lines(
    low: str, begins: float
) -> None:
    assert bounds(low, "80")[0] == pytest.approx(begins)


def test_an_axis_of_percentages_ends_at_a_hundred() -> None:
    assert bounds("60", "100")[1] == 100
    assert bounds("60", "90")[1] == pytest.approx(92.4)
