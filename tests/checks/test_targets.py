"""A target lies where a figure can."""

from __future__ import annotations

import pytest

from build_scripts.checks.targets import check_targets
from build_scripts.model.indicator_parts import Target
from build_scripts.model.measure import Plausible
from build_scripts.reading.lines import Lines
from tests.tiny import indicator, with_headline

LINES = Lines("dental-check/indicator.yml", {("targets", 0, "value"): 9})


def found(value: float, **headline: object) -> list[tuple[int | None, str]]:
    item = with_headline(indicator("dental-check"), **headline)
    item = item.model_copy(update={"targets": (Target(value=value, set_by="Us."),)})
    return [(one.row, one.found) for one in check_targets(item, LINES)]


@pytest.mark.parametrize("value", [0, 50, 100])
def test_a_target_within_what_is_plausible_is_one(value: float) -> None:
    assert found(value) == []


@pytest.mark.parametrize(("value", "text"), [(850, "850"), (-5, "-5"), (100.5, "100.5")])
def test_a_target_that_no_figure_can_reach_is_none(value: float, text: str) -> None:
    assert found(value) == [(9, f"a target of {text}")]


def test_a_count_is_not_below_nothing_whatever_is_called_plausible() -> None:
    bounds = Plausible(minimum=-10, maximum=10)
    assert found(-5, plausible=bounds, unit="count") == [(9, "a target of -5")]
    assert found(-5, plausible=bounds, unit="percentage_points") == []
