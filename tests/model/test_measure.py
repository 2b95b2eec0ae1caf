"""What follows from the unit and the polarity of a measure, and how a number is rounded."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest
from pydantic import ValidationError

from build_scripts.model.measure import Measure
from build_scripts.model.units import UNITS, UnitName, rounded


def measure(unit: str = "percent", **keys: object) -> Measure:
    per = {"rate_per_10000": 10000}.get(unit, 100)
    told = {"unit_words": "per cent", "decimals": 0, "polarity": "high", "numerator": "children"}
    bounds = {"plausible": {"minimum": 0, "maximum": 100}, "per": per}
    return Measure.model_validate(
        {"id": "share", "title": "Share", "unit": unit, **told, **bounds, **keys}
    )


def test_every_unit_has_a_record() -> None:
    assert list(UNITS) == list(get_args(UnitName))


@pytest.mark.parametrize(
    ("unit", "is_a", "ratio", "sign", "difference"),
    [
        ("percent", "share", True, "%", "percentage point"),
        ("percentage_points", "gap", False, "", "percentage point"),
        ("count", "count", False, "", ""),
        ("rate_per_10000", "rate", True, "", ""),
        ("score", "mean", False, "", ""),
        ("points", "mean", False, "", ""),
        ("months", "mean", False, "", ""),
        ("days", "mean", False, "", ""),
    ],
)
def test_a_measure_knows_what_its_unit_is(
    unit: str, is_a: str, ratio: bool, sign: str, difference: str
) -> None:
    one = measure(unit)
    kinds = ("share", "rate", "count", "mean", "gap")
    assert [kind for kind in kinds if getattr(one, f"is_{kind}")] == [is_a]
    assert one.is_ratio == ratio
    assert (one.unit_record.sign, one.unit_record.difference) == (sign, difference)


@pytest.mark.parametrize(
    ("polarity", "higher", "lower", "has_better", "highest_first"),
    [
        ("high", True, False, True, True),
        ("low", False, True, True, False),
        ("neutral", None, None, False, True),
    ],
)
def test_the_polarity_says_which_figure_is_better(
    polarity: str, higher: bool | None, lower: bool | None, has_better: bool, highest_first: bool
) -> None:
    one = measure(polarity=polarity)
    assert (one.better(higher=True), one.better(higher=False)) == (higher, lower)
    assert (one.has_better, one.ranks_highest_first) == (has_better, highest_first)


@pytest.mark.parametrize(
    ("unit", "keys"),
    [
        ("percent", {"per": 1}),
        ("rate_per_10000", {"per": 1000}),
        ("percent", {"plausible": {"minimum": 0, "maximum": 101}}),
        ("count", {"in_words": "children had a check"}),
        ("percent", {"spread": "deviation"}),
        ("parts", {}),
    ],
)
def test_what_does_not_fit_the_unit_is_refused(unit: str, keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        measure(unit, **keys)


BOUND = {"measure": "children", "because": "each has one at least"}
CLUSTERS = "families come together"


@pytest.mark.parametrize(
    ("unit", "keys", "found"),
    [
        ("score", {"gap_between": ["one", "other"]}, "`unit: score`"),
        ("percent", {"gap_between": ["one", "other"]}, "only in percentage points"),
        ("percentage_points", {"gap_between": ["one"]}, "the ids of two shares"),
        ("percentage_points", {"gap_between": ["one", "one"]}, "the ids of two shares"),
        ("percentage_points", {"gap_between": ["a", "b", "c"]}, "the ids of two shares"),
        ("rate_per_10000", {"denominator_bound": BOUND}, "only for percentages"),
        ("score", {"denominator_bound": BOUND}, "`denominator_bound` in a measure with `unit: sc"),
        ("percent", {"design_effect": 2}, "with `clustered_because` and `design_effect_from`"),
        ("percent", {"design_effect": 2, "clustered_because": CLUSTERS}, "`design_effect: 2`"),
        ("percent", {"design_effect": 2, "design_effect_from": "A study"}, "`design_effect: 2`"),
        (
            "percent",
            {
                "design_effect": 1,
                "clustered_because": CLUSTERS,
                "design_effect_from": "A study",
            },
            "a number above 1",
        ),
        ("percent", {"clustered_because": f"{CLUSTERS}."}, "with a full stop"),
        ("percent", {"not_judged_because": "places come in schools."}, "with a full stop"),
        ("percent", {"called": "rate."}, "with a full stop"),
        ("percent", {"called": "x" * 41}, "at most 40 characters"),
        ("score", {"spread": "share"}, "the measure of that id"),
    ],
)
def test_what_is_said_of_certainty_must_fit_together(
    unit: str, keys: dict[str, object], found: str
) -> None:
    with pytest.raises(ValidationError, match=found):
        measure(unit, **keys)


def test_a_measure_names_the_others_it_rests_on() -> None:
    assert measure().rests_on == ()
    assert measure("score", spread="deviation").rests_on == ("deviation",)
    assert measure(denominator_bound=BOUND).rests_on == ("children",)
    gap = measure("percentage_points", gap_between=["upper", "lower"])
    assert gap.rests_on == gap.gap_between == ("upper", "lower")


def test_clusters_may_be_declared_without_a_design_effect_and_with_one_from_a_source() -> None:
    assert measure(clustered_because=CLUSTERS).design_effect is None
    told = measure(clustered_because=CLUSTERS, design_effect=1.5, design_effect_from="A study")
    assert told.design_effect == 1.5


@pytest.mark.parametrize(
    ("value", "decimals", "result"),
    [("0.5", 0, "1"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("1.25", 1, "1.3"), ("7", 1, "7.0")],
)
def test_a_half_is_rounded_away_from_zero(value: str, decimals: int, result: str) -> None:
    assert str(rounded(Decimal(value), decimals)) == result
