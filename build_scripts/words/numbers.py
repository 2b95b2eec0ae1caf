"""How a number is written for readers: rounded once, with its unit."""

from __future__ import annotations

from decimal import Decimal

from build_scripts.model.measure import Measure
from build_scripts.model.units import rounded

MINUS = "\N{MINUS SIGN}"


def number(value: Decimal, decimals: int) -> str:
    """A number with thousands commas, a true minus sign and a fixed number of decimals."""
    text = f"{rounded(value, decimals):,.{decimals}f}"
    if not any(digit in text for digit in "123456789"):
        text = text.lstrip("-")
    return text.replace("-", MINUS)


def with_unit(value: Decimal, measure: Measure, decimals: int | None = None) -> str:
    """A number with its unit, to stand in a sentence: `74%`, `16.2 points`.

    Args:
        value: in the unit of the measure.
        measure: its measure.
        decimals: how many to show, if not as many as of every figure of the measure.
    """
    places = measure.decimals if decimals is None else decimals
    text = number(value, places)
    if sign := measure.unit_record.sign:
        return f"{text}{sign}"
    words = measure.unit_words
    if rounded(value, places) == 1 and " per " not in f" {words}":
        words = words.removesuffix("s") if words != "children" else "child"
    return f"{text} {words}"


def difference(change: Decimal, measure: Measure, decimals: int | None = None) -> str:
    """The size of a difference between two figures: percentages differ by percentage points.

    Args:
        change: the difference, not negative.
        measure: of both.
        decimals: how many to show, if not as many as of a figure.
    """
    places = measure.decimals if decimals is None else decimals
    if called := measure.unit_record.difference:
        return f"{number(change, places)} {called}" + ("" if rounded(change, places) == 1 else "s")
    return with_unit(change, measure, places)


def count(value: Decimal) -> str:
    """A count with thousands commas, and with the decimals it was published with, if any."""
    return f"{value:,}".replace("-", MINUS)


def ordinal(rank: int) -> str:
    """`1st`, `2nd`, `3rd`, `4th`, `11th`."""
    if rank % 100 in (11, 12, 13):
        return f"{rank}th"
    return f"{rank}{({1: 'st', 2: 'nd', 3: 'rd'}).get(rank % 10, 'th')}"


def listed(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def apart(parts: list[str]) -> str:
    """`a`, `a, and b`, `a, b, and c`: for parts that are lists themselves."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}, and {parts[-1]}"


def possessive(name: str) -> str:
    """`Nottinghamshire’s`, `St Helens’`."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def lower_first(text: str) -> str:
    """The text with a small first letter, to stand inside a sentence."""
    return text[0].lower() + text[1:]


def upper_first(text: str) -> str:
    """The text with a capital first letter, to begin a sentence."""
    return text[0].upper() + text[1:]
