"""Checks the targets that an indicator's YAML gives: for which periods, and whether they can be met."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from build_scripts.model.indicator import Indicator
from build_scripts.model.measure import Measure
from build_scripts.model.problems import Problem
from build_scripts.reading.lines import Lines


def check_targets(indicator: Indicator, lines: Lines) -> list[Problem]:
    """Every target that is for no period, for one that has another, or that no figure can reach."""
    return [*_spans(indicator, lines), *_out_of_reach(indicator, lines)]


def _spans(indicator: Indicator, lines: Lines) -> Iterator[Problem]:
    """Targets that end before they begin, and two targets for one period."""
    spans: list[tuple[date, date]] = []
    for i, target in enumerate(indicator.targets):
        begin, end = target.bounds(indicator.headline.kind)
        if begin > end:
            yield lines.problem(
                "wrong-period--target-backwards",
                ("targets", i, "from_period"),
                begin=target.from_period,
                end=target.to_period,
            )
        elif any(begin <= other_end and other <= end for other, other_end in spans):
            yield lines.problem("wrong-period--two-targets", ("targets", i))
        spans.append((begin, end))


def _out_of_reach(indicator: Indicator, lines: Lines) -> Iterator[Problem]:
    """Targets outside what the headline measure can be."""
    measure = indicator.headline
    low, high = _reach(measure)
    for i, target in enumerate(indicator.targets):
        if not low <= target.value <= high:
            yield lines.problem(
                "implausible-value--target",
                ("targets", i, "value"),
                value=f"{target.value:g}",
                low=low,
                high=high,
                measure=measure.id,
            )


def _reach(measure: Measure) -> tuple[float, float]:
    """Between which numbers every figure of a measure lies."""
    low, high = measure.plausible.minimum, measure.plausible.maximum
    return (low if measure.is_gap or measure.is_mean else max(low, 0)), high
