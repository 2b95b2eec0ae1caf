"""Says what is wrong with the text of one cell, as staff's tools leave it behind."""

from __future__ import annotations

import re

from build_scripts.model.texts import UNSEEN, shows_nothing, unseen
from build_scripts.reading.faults import Fault, fault
from build_scripts.reading.limits import LONGEST_CELL, MOST_DIGITS, quoted

# One way to write each number: two texts for one number would be two figures for a program.
PLAIN_NUMBER = re.compile(r"(?!-0(\.0*)?\Z)-?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)
# The same number in digits, written in another way.
LOOSE_NUMBER = re.compile(r"([+-]?)0*([0-9]*)(\.[0-9]*)?", re.ASCII)
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


def any_fault(text: str) -> Fault | None:
    """What no cell may have: too much text, a space where none belongs, what nobody sees."""
    if len(text) > LONGEST_CELL:
        return fault("too-long", count=len(text), most=LONGEST_CELL)
    if text.isascii() and text.isprintable() and text[0] != " " and text[-1] != " ":
        return None  # as nearly every cell
    odd = ODD_SPACE.search(text)
    clean = quoted(UNSEEN.sub("", ODD_SPACE.sub(" ", text)).strip())
    if odd is not None:
        if odd[0] in "\r\n\t":
            return fault("stray-space--line-break", clean=clean)
        return fault("stray-space--non-breaking", clean=clean)
    if (sign := unseen(text)) is not None:
        return fault("unseen-character", found=sign, clean=clean)
    if text != text.strip():
        place = "before" if text[0] == " " else "after"
        return fault("stray-space", place=place, clean=clean)
    if shows_nothing(text):
        return fault("unseen-character--nothing")
    return None


def text_fault(text: str) -> Fault | None:
    """A text that Excel changed, or that a spreadsheet would run."""
    if EXCEL_DATE.fullmatch(text):
        return fault("excel-date", text=text)
    if FORMULA.match(text):
        return fault("formula-in-text", text=quoted(text))
    return None


def date_fault(text: str) -> Fault | None:
    """A date written in another way than year-month-day."""
    return None if ISO_DATE.fullmatch(text) else fault("wrong-type--date", text=quoted(text))


def number_fault(text: str, symbols: frozenset[str]) -> Fault | None:
    """A number written in another way than in plain digits, or with more than can be true."""
    if len(text) <= MOST_DIGITS and PLAIN_NUMBER.fullmatch(text):
        return None
    digits = sum(letter.isdigit() for letter in text)
    if digits > MOST_DIGITS:
        return fault("too-long--number", digits=digits, most=MOST_DIGITS)
    if PLAIN_NUMBER.fullmatch(text):
        return None
    plain = text.replace(",", "").replace("%", "").strip()
    if text.casefold() in symbols:
        return fault("symbol-in-number", text=text)
    if text.endswith("%") and PLAIN_NUMBER.fullmatch(plain):
        return fault("percent-sign", text=quoted(text), plain=plain)
    if "," in text and PLAIN_NUMBER.fullmatch(plain):
        return fault("thousands-separator", text=quoted(text), plain=plain)
    if SCIENTIFIC.fullmatch(text):
        return fault("scientific-notation", text=quoted(text))
    if EXCEL_DATE.fullmatch(text):
        return fault("excel-date", text=text)
    if text.casefold().strip("+-") in NO_VALUE:
        return fault("not-a-number--no-value", text=text)
    if digits and (meant := plainly(text)) is not None:
        return fault("not-a-number--plain", text=quoted(text), plain=meant)
    return fault("not-a-number", text=quoted(text))


def plainly(text: str) -> str | None:
    """The plain form of a number in digits, such as 97 for `0097`; None of anything else."""
    found = LOOSE_NUMBER.fullmatch(text)
    if found is None:
        return None
    sign, whole, decimals = found[1], found[2] or "0", found[3] or ""
    decimals = "" if decimals == "." else decimals
    nothing = not f"{whole}{decimals}".strip("0.")
    return f"{'-' if sign == '-' and not nothing else ''}{whole}{decimals}"
