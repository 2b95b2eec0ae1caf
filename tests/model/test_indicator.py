"""The kind of period of each measure, what breaks and gaps concern, and when a target holds."""

from __future__ import annotations

import copy
import pickle

import pytest
from pydantic import ValidationError

from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import Target
from build_scripts.model.measure import DeclaredPeriods
from build_scripts.model.periods import PeriodKind

YEARS, MONTHS = PeriodKind("financial_year"), PeriodKind("month")
MONTHLY = {"type": "month", "first_period": "2024-04", "last_period": "2025-03"}


def _measure(name: str, **keys: object) -> dict[str, object]:
    return {
        "id": name,
        "title": name,
        "unit": "score",
        "unit_words": "points",
        "decimals": 0,
        "polarity": "high",
        "numerator": "children",
        "plausible": {"minimum": 0, "maximum": 40},
        **keys,
    }


def _indicator(**keys: object) -> Indicator:
    """An indicator with the measures `yearly`, which leads, `other` and `monthly`."""
    words = ("title", "summary", "definition", "cohort", "method", "why_it_matters")
    return Indicator.model_validate(
        {
            **dict.fromkeys((*words, "rounding"), "Some words"),
            "id": "scores",
            "commitment": "health",
            "availability": {"level": "near", "note": "A note"},
            "data_quality": {"rating": "good"},
            "period": {"type": "financial_year"},
            "measures": [
                _measure("yearly", headline=True),
                _measure("other"),
                _measure("monthly", period=MONTHLY),
            ],
            "limits": ["One"],
            "confidentiality": {
                "rule": "as_published",
                "publisher": "dfe",
                "permission": "https://example.org/rule",
                "says": "Small counts are withheld.",
            },
            "sources": [
                {"publisher": "dfe", "publication": "Scores", "address": "https://example.org"}
            ],
            "expected": {
                "rows": {"at_least": 1, "at_most": 2},
                "first_period": "2020-21",
                "last_period": "2024-25",
                "areas_at_least": 1,
            },
            **keys,
        }
    )


def test_a_measure_has_its_own_kind_of_period_or_that_of_its_indicator() -> None:
    item = _indicator()
    assert [measure.kind for measure in item.measures] == [YEARS, YEARS, MONTHS]
    assert item.kinds() == (YEARS, MONTHS)
    assert item.bounds(item.headline) == ("2020-21", "2024-25")
    assert item.bounds(item.measure("monthly")) == ("2024-04", "2025-03")


def test_without_figures_there_are_no_bounds() -> None:
    availability = {"level": "none", "note": "None", "to_publish": "Count"}
    protected = {"rule": "no_figures", "says": "Small counts would be withheld."}
    item = _indicator(availability=availability, expected=None, confidentiality=protected)
    assert item.bounds(item.headline) == ("", "")
    assert item.headline.kind == YEARS


def test_a_copy_with_another_kind_of_period_has_it_in_every_measure_but_those_with_their_own() -> (
    None
):
    item = _indicator().model_copy(update={"period": DeclaredPeriods(type="calendar_year")})
    years = PeriodKind("calendar_year")
    assert [measure.kind for measure in item.measures] == [years, years, MONTHS]
    fewer = item.model_copy(update={"measures": item.measures[:1], "title": "Another"})
    assert (fewer.headline.kind, fewer.title) == (years, "Another")


def test_an_indicator_equals_its_copies() -> None:
    item = _indicator()
    assert item == _indicator() == copy.deepcopy(item) == item.model_copy()
    assert item == pickle.loads(pickle.dumps(item))
    assert item != item.model_copy(update={"period": DeclaredPeriods(type="calendar_year")})


def test_outside_an_indicator_a_measure_has_no_kind_of_period() -> None:
    alone = _indicator().headline.model_copy(update={"period": None})
    with pytest.raises(AssertionError, match="yearly"):
        _ = alone.kind


def test_a_break_or_gap_concerns_the_measures_it_names_or_those_of_the_indicators_own_kind() -> (
    None
):
    years = {"period": "2023-24", "reason": "All years"}
    other = {"period": "2022-23", "reason": "The other", "measures": ["other"]}
    months = {"period": "2024-06", "reason": "Months", "measures": ["monthly"]}
    item = _indicator(breaks=[years, other, months], gaps=[months, years])
    reasons = {
        measure.id: [found.reason for found in item.breaks_of(measure)] for measure in item.measures
    }
    assert reasons == {
        "yearly": ["All years"],
        "other": ["All years", "The other"],
        "monthly": ["Months"],
    }
    assert [gap.reason for gap in item.gaps_of(item.measure("monthly"))] == ["Months"]
    assert [gap.reason for gap in item.gaps_of(item.headline)] == ["All years"]
    assert [item.kind_of(found) for found in item.breaks] == [YEARS, YEARS, MONTHS]


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (
            {"gaps": [{"period": "2024-06", "reason": "Both", "measures": ["yearly", "monthly"]}]},
            "a break or gap in 2024-06 for measures with different kinds of period",
        ),
        (
            {
                "exceptional": [
                    {
                        "periods": ["2024-06", "2024-07"],
                        "reason": "Both",
                        "measures": ["yearly", "monthly"],
                    }
                ]
            },
            "2024-06, 2024-07 for measures with different kinds of period",
        ),
        (
            {
                "breaks_to_come": [
                    {"period": "2026-27", "reason": "New", "measures": ["unheard_of"]}
                ]
            },
            "“unheard_of” named by",
        ),
        (
            {
                "measures": [
                    _measure("yearly", headline=True, spread="monthly"),
                    _measure("monthly", period=MONTHLY),
                ]
            },
            "“monthly” named by yearly, counted in another kind of period",
        ),
        (
            {"measures": [_measure("yearly", headline=True, period={"type": "month"})]},
            "first_period",
        ),
        (
            {"measures": [_measure("yearly", headline=True, period={**MONTHLY, "type": "week"})]},
            "`type: week`",
        ),
    ],
)
def test_measures_whose_kinds_of_period_do_not_fit_are_refused(
    keys: dict[str, object], found: str
) -> None:
    with pytest.raises(ValidationError, match=found):
        _indicator(**keys)


def test_an_exception_concerns_the_measures_it_names_or_those_of_the_indicators_own_kind() -> None:
    item = _indicator(
        exceptional=[
            {"periods": ["2020-21", "2021-22"], "reason": "All years"},
            {"periods": ["2022-23"], "reason": "The other", "measures": ["other"]},
            {"periods": ["2024-06"], "reason": "Months", "measures": ["monthly"]},
        ]
    )
    reasons = {
        measure.id: [found.reason for found in item.exceptional_of(measure)]
        for measure in item.measures
    }
    assert reasons == {
        "yearly": ["All years"],
        "other": ["All years", "The other"],
        "monthly": ["Months"],
    }
    yearly, other, monthly = item.measures
    assert item.is_exceptional(yearly, YEARS.parse("2021-22"))
    assert not item.is_exceptional(yearly, YEARS.parse("2022-23"))
    assert item.is_exceptional(other, YEARS.parse("2022-23"))
    assert item.is_exceptional(monthly, MONTHS.parse("2024-06"))
    assert not item.is_exceptional(monthly, MONTHS.parse("2024-07"))
    assert [item.kind_of(found) for found in item.exceptional] == [YEARS, YEARS, MONTHS]


def _share(name: str, **keys: object) -> dict[str, object]:
    plausible = {"minimum": 0, "maximum": 100}
    return _measure(name, unit="percent", plausible=plausible, **keys)


def _gap(**keys: object) -> dict[str, object]:
    return _measure("gap", unit="percentage_points", gap_between=["upper", "lower"], **keys)


BOUND = {"measure": "children", "because": "each has one at least"}


@pytest.mark.parametrize(
    ("measures", "found"),
    [
        (
            [_gap(headline=True), _share("upper"), _measure("lower")],
            r"`gap_between: \['upper', 'lower'\]` in gap",
        ),
        ([_gap(headline=True), _share("upper")], "“lower” named by"),
        (
            [_gap(headline=True), _share("upper"), _share("lower", period=MONTHLY)],
            "“lower” named by gap, counted in another kind of period",
        ),
        ([_share("share", headline=True, denominator_bound=BOUND)], "“children” named by"),
        (
            [_share("share", headline=True, denominator_bound=BOUND), _share("children")],
            "`measure: children` under `denominator_bound` of share",
        ),
        (
            [
                _share("share", headline=True, denominator_bound=BOUND),
                _measure("children", unit="count", period=MONTHLY),
            ],
            "“children” named by share, counted in another kind of period",
        ),
    ],
)
def test_a_measure_rests_on_others_that_there_are_of_its_kind_of_period_and_of_the_right_unit(
    measures: list[dict[str, object]], found: str
) -> None:
    with pytest.raises(ValidationError, match=found):
        _indicator(measures=measures)


def test_a_gap_between_shares_and_a_bound_by_a_count_are_accepted() -> None:
    item = _indicator(measures=[_gap(headline=True), _share("upper"), _share("lower")])
    assert item.headline.gap_between == ("upper", "lower")
    counted = _indicator(
        measures=[
            _share("share", headline=True, denominator_bound=BOUND),
            _measure("children", unit="count"),
        ]
    )
    assert counted.headline.denominator_bound is not None


def test_why_groups_may_not_be_compared_is_asked_by_measure_and_topic() -> None:
    told = {"categories": ["All", "Under 5"], "topic": "Age"}
    nested = {**told, "measure": "yearly", "not_compared_because": "all include those under 5"}
    item = _indicator(breakdowns=[nested, {**told, "measure": "other"}])
    assert item.not_compared_because("yearly", "Age") == "all include those under 5"
    assert item.not_compared_because("other", "Age") == ""


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [
        ("", "", ["2022-23", "2023-24", "2024-25"]),
        ("2023-24", "", ["2023-24", "2024-25"]),
        ("", "2023-24", ["2022-23", "2023-24"]),
        ("2023-24", "2023-24", ["2023-24"]),
        ("soon", "2022-23", ["2022-23"]),
    ],
)
def test_a_target_holds_from_its_first_period_to_its_last(
    first: str, last: str, held: list[str]
) -> None:
    given = {key: text for key, text in (("from_period", first), ("to_period", last)) if text}
    target = Target.model_validate({"value": 80, "set_by": "The plan", **given})
    periods = [YEARS.parse(text) for text in ("2022-23", "2023-24", "2024-25")]
    assert [period.text for period in periods if target.holds(period, YEARS)] == held


def test_a_target_from_a_month_on_does_not_hold_for_the_year_to_an_earlier_month() -> None:
    kind = PeriodKind("year_to_date")
    target = Target(value=80, set_by="The plan", from_period="2025-26 M06")
    assert not target.holds(kind.parse("2025-26 M05"), kind)
    assert target.holds(kind.parse("2025-26 M06"), kind)
