"""Says what is wrong with the text of one cell, as staff's tools leave it behind."""

from __future__ import annotations

import re

from build_scripts.model.problems import Message, message

PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
EXCEL_DATE = re.compile(
    r"[A-Z][a-z]{2}-\d{2}|\d{1,2}-[A-Z][a-z]{2}(-\d{2,4})?|\d{1,2}/\d{1,2}/\d{2,4}"
    r"|\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?"
)
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
ODD_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u3000\ufeff\t\r\n]")
FORMULA = re.compile(r"[=+\-@]")
SCIENTIFIC = re.compile(r"[+-]?[0-9.]+E[+-]?[0-9]+", re.IGNORECASE)
# What stands in a cell in place of a number that could not be had.
NO_VALUE = frozenset({"inf", "infinity", "nan", "na", "n/a", "null", "#div/0!"})
# How much of a text a message repeats, so that a pasted page does not become one.
QUOTED = 40


def spaces_message(text: str) -> Message | None:
    """A space where none belongs, seen or unseen."""
    odd = ODD_SPACE.search(text)
    clean = ODD_SPACE.sub(" ", text).strip()
    if odd is None:
        if text == text.strip():
            return None
        place = "before" if text[0] == " " else "after"
        return message("stray-space", place=place, clean=clean)
    if odd[0] in "\r\n\t":
        return message("stray-space--line-break", clean=clean)
    return message("stray-space--non-breaking", clean=clean)


def text_message(text: str) -> Message | None:
    """A text that Excel changed, or that a spreadsheet would run."""
    if EXCEL_DATE.fullmatch(text):
        return message("excel-date", text=text)
    if FORMULA.match(text):
        return message("formula-in-text", text=text[:QUOTED])
    return None


def date_message(text: str) -> Message | None:
    """A date written in another way than year-month-day."""
    return None if ISO_DATE.fullmatch(text) else message("wrong-type--date", text=text)


def number_message(text: str, symbols: frozenset[str]) -> Message | None:
    """A number written in another way than in plain digits."""
    if PLAIN_NUMBER.fullmatch(text):
        return None
    plain = text.replace(",", "").replace("%", "").strip()
    if text.casefold() in symbols:
        return message("symbol-in-number", text=text)
    if text.endswith("%") and PLAIN_NUMBER.fullmatch(plain):
        return message("percent-sign", text=text, plain=plain)
    if "," in text and PLAIN_NUMBER.fullmatch(plain):
        return message("thousands-separator", text=text, plain=plain)
    if SCIENTIFIC.fullmatch(text):
        return message("scientific-notation", text=text)
    if EXCEL_DATE.fullmatch(text):
        return message("excel-date", text=text)
    if text.casefold().strip("+-") in NO_VALUE:
        return message("not-a-number--no-value", text=text)
    return message("not-a-number", text=text[:QUOTED])
