"""Numbers, days and yes or no are taken in one plain form and in no other."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from build_scripts.model.entries import Day, Flag, Number, Whole
from build_scripts.model.texts import Model


class Held(Model):
    number: Number = 1
    whole: Whole = 1
    day: Day = date(2025, 3, 31)
    flag: Flag = False
    perhaps: Number | None = None


def test_what_is_written_plainly_is_taken() -> None:
    held = Held.model_validate(
        {"number": "-8.50", "whole": "85", "day": "2024-02-29", "flag": "true", "perhaps": "0"}
    )
    assert (held.number, held.whole, held.day) == (-8.5, 85, date(2024, 2, 29))
    assert held.flag
    assert held.perhaps == 0


@pytest.mark.parametrize(
    "text",
    [
        *("8_5", " 85", "85 ", "+85", "85.", ".5", "8.5e1", "1e300", "0x1F", "0o7", "0b1"),
        *(".inf", "inf", "nan", "-0", "007", "00", "1,000", "٨٥", "½", "8.5.5", "--1", "", " "),
        *("9" * 16, "9" * 400, "0." + "1" * 400),
    ],
)
def test_a_number_in_disguise_is_refused(text: str) -> None:
    for key in ("number", "perhaps", "whole"):
        with pytest.raises(ValidationError):
            Held.model_validate({key: text})


@pytest.mark.parametrize("text", ["8.0", "8.5", "true"])
def test_a_whole_number_has_no_decimals(text: str) -> None:
    with pytest.raises(ValidationError):
        Held.model_validate({"whole": text})


@pytest.mark.parametrize(
    "text",
    [
        *("1763683200", "86400", "0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31"),
        *("2025-02-30", "20251120", "2025-W47-4", "2025-11-20T00:00:00", "2025-1-2", "٢٠٢٥-11-20"),
        *(" 2025-11-20", "20.11.2025", "today", ""),
    ],
)
def test_a_day_in_disguise_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Held.model_validate({"day": text})


@pytest.mark.parametrize("text", ["yes", "no", "on", "off", "True", "1", "0", "t", "", "TRUE"])
def test_yes_and_no_are_written_true_and_false(text: str) -> None:
    with pytest.raises(ValidationError):
        Held.model_validate({"flag": text})


def test_a_value_that_is_no_text_is_left_as_it_is() -> None:
    held = Held(number=8.5, whole=85, day=date(1999, 1, 1), flag=True)
    assert (held.number, held.whole, held.day.year, held.flag) == (8.5, 85, 1999, True)
