"""What each part of an indicator's YAML file refuses, and what it asks to go with what."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from build_scripts.model.indicator_parts import (
    Availability,
    Breakdown,
    Change,
    DataQuality,
    Dated,
    Exceptional,
    ToConfirm,
)
from build_scripts.model.measure import DenominatorBound
from build_scripts.model.texts import LONGEST_CLAUSE

Made = Callable[[], object]


def refused(made: Made, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        made()


@pytest.mark.parametrize("level", ["part", "near", "none"])
def test_what_is_not_the_whole_measure_is_explained(level: str) -> None:
    told = {"level": level, "to_publish": "Count them."}
    refused(lambda: Availability.model_validate(told), f"`level: {level}` and no `note`")
    assert Availability.model_validate({**told, "note": "Since 2023 only."}).level == level


def test_the_whole_measure_needs_no_words_and_none_needs_what_it_would_take() -> None:
    assert Availability(level="full").note == ""
    refused(lambda: Availability(level="none", note="None."), "no `to_publish`")
    refused(lambda: Availability.model_validate({"level": "partly", "note": "Some."}), "level")


@pytest.mark.parametrize(
    ("periods", "found"), [([], r"periods \[\]"), (["2021", "2022", "2021"], "each once")]
)
def test_an_exception_is_of_some_periods_each_once(periods: list[str], found: str) -> None:
    told = {"periods": periods, "reason": "Few were seen."}
    refused(lambda: Exceptional.model_validate(told), found)


def test_an_exception_has_a_reason_and_concerns_some_measures_or_all() -> None:
    refused(lambda: Exceptional.model_validate({"periods": ["2021"]}), "reason")
    found = Exceptional.model_validate({"periods": ["2021", "2022"], "reason": "Few were seen."})
    assert (found.periods, found.measures) == (("2021", "2022"), ())


def test_a_break_to_come_has_a_period_and_a_reason() -> None:
    refused(lambda: Dated.model_validate({"period": "2027"}), "reason")


@pytest.mark.parametrize("key", ["remark", "because"])
def test_a_remark_to_confirm_has_its_words_and_its_doubt(key: str) -> None:
    told = {"remark": "Children see a dentist twice a year.", "because": "From memory."}
    assert ToConfirm.model_validate(told).remark == "Children see a dentist twice a year."
    refused(lambda: ToConfirm.model_validate({**told, key: ""}), key)


SPLIT = {"topic": "Age", "measure": "percent", "categories": ["All", "Under 5"]}


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("the groups nest.", "with a full stop"),
        ("x" * (LONGEST_CLAUSE + 1), f"{LONGEST_CLAUSE + 1} characters"),
        ("TODO", "a reminder to write something"),
    ],
)
def test_a_clause_ends_a_sentence_of_the_page_and_is_short(clause: str, found: str) -> None:
    refused(lambda: Breakdown.model_validate({**SPLIT, "not_compared_because": clause}), found)


def test_a_clause_may_be_as_long_as_fits_or_left_out() -> None:
    longest = "x" * LONGEST_CLAUSE
    told = Breakdown.model_validate({**SPLIT, "not_compared_because": longest})
    assert told.not_compared_because == longest
    assert Breakdown.model_validate(SPLIT).not_compared_because == ""


@pytest.mark.parametrize("rating", ["caution", "poor"])
def test_a_doubt_about_the_data_is_explained(rating: str) -> None:
    refused(lambda: DataQuality.model_validate({"rating": rating}), "no concern")


def test_a_change_changes_something() -> None:
    told = {"area_code": "E10000991", "period": "2025", "old": "5"}
    refused(lambda: Change.model_validate({**told, "new": "5"}), "both before and after")
    assert Change.model_validate({**told, "new": "x"}).breakdown == "Total"


BOUND = {"measure": "children", "because": "each has one at least"}


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({"at_least": 0}, "`at_least: 0`"),
        ({"at_least": -1}, "`at_least: -1`"),
        ({"at_least": 1.25, "at_most": 1}, "`at_least: 1.25` and `at_most: 1.0`"),
        ({"at_most": 0.5}, "the smaller one first"),
        ({"because": "each has one."}, "with a full stop"),
    ],
)
def test_the_bounds_of_a_denominator_are_in_order(keys: dict[str, object], found: str) -> None:
    refused(lambda: DenominatorBound.model_validate({**BOUND, **keys}), found)


def test_the_upper_bound_of_a_denominator_need_not_be_known() -> None:
    found = DenominatorBound.model_validate(BOUND)
    assert (found.at_least, found.at_most) == (1, None)
    same = DenominatorBound.model_validate({**BOUND, "at_least": 1.25, "at_most": 1.25})
    assert same.at_least == same.at_most == 1.25
