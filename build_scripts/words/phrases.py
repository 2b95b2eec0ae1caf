"""The parts that sentences and lists share: reasons, and what areas are called."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from build_scripts.model.edition import Edition
from build_scripts.model.periods import PeriodKind
from build_scripts.statistics.answers import Answers
from build_scripts.statistics.benchmarks import Benchmark
from build_scripts.statistics.directions import Direction
from build_scripts.statistics.judging import fewest
from build_scripts.statistics.verdicts import Reason, Verdict
from build_scripts.words.numbers import count, listed


def spoken(benchmark: Benchmark) -> str:
    """What a sentence calls the area or group of areas of a figure."""
    return benchmark.comparator.spoken(benchmark.counted)


def reason_words(reason: Reason, found: Answers, edition: Edition) -> str:
    """Why nothing is stated of a figure beside any other, without a full stop."""
    standing, measure = found.standing, found.measure
    if reason == "too_few":
        assert standing.certainty is not None and standing.certainty.out_of is not None
        out_of, needed = standing.certainty.out_of, fewest(measure, edition.portal.judgement)
        rounding = measure.counts_rounded_to.at(edition.council.level)
        rounded = f", rounded to the nearest {rounding}" if out_of >= needed else ""
        return (
            f"there are too few {measure.of} to judge ({count(out_of)}{rounded}, where a verdict "
            f"needs {needed})"
        )
    return {
        "": "",
        "poor_data": "the quality of the data is not good enough",
        "too_old": "the figure is from a period that ended more than three years ago",
        "declared": measure.not_judged_because,
        "no_counts": "the source gives no counts",
        "not_a_share": "the counts are not those of a share of a whole",
        "no_spread": "the source gives an average without its spread",
        "rounding": "",
        "clustered": "",
    }[reason]


def verdict_reason_words(verdicts: Sequence[Verdict], found: Answers, edition: Edition) -> str:
    """Why nothing is stated of a figure beside some others, without a full stop.

    Args:
        verdicts: those that are not given, all for the same reason.
        found: what can be said of the figure.
        edition: whose site it is.
    """
    reason = verdicts[0].reason
    if reason == "rounding":
        return "the figures are rounded, and what rounding hides could decide it"
    if reason == "clustered":
        asked = edition.portal.judgement.smallest_design_effect
        effects = list(dict.fromkeys(map(_design_effect, verdicts)))
        what = "a design effect" if len(effects) == 1 else "design effects"
        return (
            f"{found.measure.clustered_because}; {what} of little more than {listed(effects)} would "
            f"overturn it, and {asked:g} is asked for"
        )
    sure = found.standing.certainty
    if reason == "no_counts" and sure is not None and sure.bound is not None:
        return "what is known of the number behind it does not settle that"
    return reason_words(reason, found, edition)


def _design_effect(verdict: Verdict) -> str:
    """The smallest that would overturn it, rounded down: none is shown as what is asked for."""
    assert verdict.overturned_by is not None
    by = (Decimal(str(verdict.overturned_by)) * 10).to_integral_value(ROUND_FLOOR) / 10
    return f"{by:.1f}"


def refusal_words(direction: Direction, kind: PeriodKind) -> str:
    """Why there is no test of the trend, without a full stop; empty without a figure."""
    at = kind.label(direction.at) if direction.at else ""
    within = "within the periods the test would cover"
    return {
        "": "",
        "no_figure": "",
        "not_yearly": "the test is made for yearly figures that do not overlap",
        "too_short": "there are too few periods for the test",
        "broken": f"a new series begins with {at}, {within}",
        "gap": f"there is no figure for {at}, {within}",
        "exceptional": f"{at} is not comparable with other years, and is {within}",
        "declared": "no interval can be put around this measure",
        "poor_data": "the quality of the data is not good enough",
        "too_old": "the latest figure is from a period that ended more than three years ago",
        "too_few": "in at least one of the periods too few were counted",
        "no_counts": "the source gives no counts for some or all of the periods",
        "no_spread": "the source gives averages without their spread",
    }[direction.refused]
