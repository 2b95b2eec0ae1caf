"""A rule of confidentiality is whole, or it is refused."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from build_scripts.model.confidentiality import NEEDED, Confidentiality
from tests.tiny import indicator

KEYS: dict[str, dict[str, object]] = {
    "as_published": {"publisher": "dfe", "permission": "https://a.example/", "says": "Some."},
    "own": {
        "smallest_shown": 6,
        "zeros_shown": True,
        "rounded_to": 1,
        "secondary": True,
        "fewest_possible": 2,
        "agreed": "All, today",
    },
    "no_figures": {"says": "Some."},
}


@pytest.mark.parametrize(("rule", "key"), [(r, key) for r, keys in NEEDED.items() for key in keys])
def test_no_key_that_a_rule_needs_may_be_left_out(rule: str, key: str) -> None:
    Confidentiality.model_validate({"rule": rule, **KEYS[rule]})
    rest = {name: value for name, value in KEYS[rule].items() if name != key}
    with pytest.raises(ValidationError, match=f"without `{key}`"):
        Confidentiality.model_validate({"rule": rule, **rest})


def test_keys_of_another_rule_are_refused() -> None:
    with pytest.raises(ValidationError, match="with `agreed`"):
        Confidentiality.model_validate(
            {"rule": "as_published", **KEYS["as_published"], "agreed": "x"}
        )


@pytest.mark.parametrize(("key", "number"), [("fewest_possible", 1), ("rounded_to", 0)])
def test_numbers_that_would_protect_nothing_are_refused(key: str, number: int) -> None:
    with pytest.raises(ValidationError, match=f"`{key}: {number}`"):
        Confidentiality.model_validate({"rule": "own", **KEYS["own"], key: number})


def test_a_rule_without_figures_is_for_indicators_without_figures_and_no_other() -> None:
    none = Confidentiality.model_validate({"rule": "no_figures", **KEYS["no_figures"]})
    item = indicator("dental-check")
    # Measures have got the indicator's own kind of period by now, which is not theirs to declare.
    given = item.model_dump(exclude_unset=True, exclude={"measures": {"__all__": {"period"}}})
    with pytest.raises(ValidationError, match="no_figures"):
        type(item).model_validate({**given, "confidentiality": none.model_dump(exclude_unset=True)})
