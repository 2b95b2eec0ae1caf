"""Numbers, days and yes or no, as a YAML file may hold them: in one plain form and no other.

A YAML file is read as text. What else Python would take for a number or a day is refused here: a
figure written in a form that nobody expects is more likely a slip than meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

from build_scripts.model.texts import UnfitError

# No noughts in front, no sign but a minus, no exponent.
PLAIN = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)
# As many digits as a number of a computer holds exactly.
MOST_DIGITS = 15
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
# No date of these statistics lies outside; what does is a slip of the finger.
FIRST_YEAR, LAST_YEAR = 1900, 2100
# How much of a text a message repeats.
QUOTED = 40


def _quoted(text: str) -> str:
    if not text.strip():
        return "nothing after the key" if not text else "spaces alone"
    return f"“{text}”" if len(text) <= QUOTED else f"“{text[:QUOTED]}…”"


def _plain(given: object, expected: str) -> object:
    """A text that is a number in plain digits, as it is; what is no text is for others to judge."""
    if not isinstance(given, str):
        return given
    if not PLAIN.fullmatch(given) or given == "-0":
        raise UnfitError(_quoted(given), expected)
    if sum(letter.isdigit() for letter in given) > MOST_DIGITS:
        raise UnfitError(f"a number of {len(given):,} characters", f"at most {MOST_DIGITS} digits")
    return given


def _number(given: object) -> object:
    return _plain(given, "a number in plain digits, such as 85 or 8.5")


def _whole(given: object) -> object:
    plain = _plain(given, "a whole number in plain digits, such as 85")
    if isinstance(plain, str) and "." in plain:
        raise UnfitError(_quoted(plain), "a whole number in plain digits, such as 85")
    return plain


def _day(given: object) -> object:
    """A day as year, month and day; a number would be taken for seconds since 1970."""
    if not isinstance(given, str):
        return given
    if not DAY.fullmatch(given):
        raise UnfitError(_quoted(given), "a date written like 2025-03-31")
    try:
        found = date.fromisoformat(given)
    except ValueError as error:
        raise UnfitError(_quoted(given), "a date that exists, written like 2025-03-31") from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise UnfitError(_quoted(given), f"a date between {FIRST_YEAR} and {LAST_YEAR}")
    return found


def _flag(given: object) -> object:
    if isinstance(given, str):
        if given not in ("true", "false"):
            raise UnfitError(_quoted(given), "true or false")
        return given == "true"
    return given


def at_least(least: float) -> Callable[[float], float]:
    """A validator that refuses numbers below a bound."""

    def check(value: float) -> float:
        if value < least:
            raise UnfitError(f"“{value:g}”", f"{least:g} or more")
        return value

    return check


def above(least: float) -> Callable[[float], float]:
    """A validator that refuses a bound and numbers below it."""

    def check(value: float) -> float:
        if value <= least:
            raise UnfitError(f"“{value:g}”", f"a number above {least:g}")
        return value

    return check


Number = Annotated[float, BeforeValidator(_number)]
Whole = Annotated[int, BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_day)]
Flag = Annotated[bool, BeforeValidator(_flag)]
