"""Says what is wrong with the text of one cell, as staff's tools leave it behind."""

from __future__ import annotations

import re

# What a problem says: its code, what was found, what was expected and what to do.
Finding = tuple[str, str, str, str]
PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
EXCEL_DATE = re.compile(
    r"[A-Z][a-z]{2}-\d{2}|\d{1,2}-[A-Z][a-z]{2}(-\d{2,4})?|\d{1,2}/\d{1,2}/\d{2,4}"
    r"|\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?"
)
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
ODD_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u3000\ufeff\t\r\n]")
FORMULA = re.compile(r"[=+\-@]")


def spaces_problem(text: str) -> Finding | None:
    """A space where none belongs, seen or unseen."""
    if text == text.strip() and not ODD_SPACE.search(text):
        return None
    odd = ODD_SPACE.search(text)
    if odd is None:
        place = "before" if text[0] == " " else "after"
        kind, advice = f"a space {place}", "Delete the space; in Excel the function TRIM does so."
    elif odd[0] in "\r\n\t":
        kind, advice = "a line break or tab in", "Type the cell again without it."
    else:
        kind = "a non-breaking or invisible space in"
        advice = "Type the cell again. Excel’s function TRIM does not remove this kind of space."
    clean = ODD_SPACE.sub(" ", text).strip()
    return "stray-space", f"{kind} “{clean}”", f"“{clean}” and nothing else", advice


def text_problem(text: str) -> Finding | None:
    """A text that Excel changed, or that a spreadsheet would run."""
    if EXCEL_DATE.fullmatch(text):
        return _excel_date(text)
    if FORMULA.match(text):
        return (
            "formula-in-text",
            f"“{text[:40]}”, which a spreadsheet would run as a formula",
            "text that does not begin with = + - or @",
            "Reword the text so that it begins with a letter or a number.",
        )
    return None


def date_problem(text: str) -> Finding | None:
    """A date written in another way than year-month-day."""
    if ISO_DATE.fullmatch(text):
        return None
    return (
        "wrong-type",
        f"“{text}”",
        "a date written like 2025-03-31",
        "Format the column as Text in Excel, then type the date as year-month-day.",
    )


def _excel_date(text: str) -> Finding:
    return (
        "excel-date",
        f"“{text}”, which looks like a date made by Excel",
        "what was typed before Excel changed it, such as 2024/25 or 5 to 9",
        "Format the column as Text in Excel before typing or pasting, then enter the value again.",
    )


def number_problem(text: str, symbols: frozenset[str]) -> Finding | None:
    """A number written in another way than in plain digits."""
    if PLAIN_NUMBER.fullmatch(text):
        return None
    plain = text.replace(",", "").replace("%", "").strip()
    if text.casefold() in symbols:
        return (
            "symbol-in-number",
            f"the symbol “{text}” in a column of numbers",
            "an empty cell here and the symbol in the column status",
            f"Move “{text}” to status and leave this cell empty.",
        )
    if text.endswith("%") and PLAIN_NUMBER.fullmatch(plain):
        return (
            "percent-sign",
            f"“{text}”",
            f"“{plain}”, without the sign",
            "Format the column as Number in Excel. If that turns 94% into 0.94, "
            "multiply the column by 100.",
        )
    if "," in text and PLAIN_NUMBER.fullmatch(plain):
        return (
            "thousands-separator",
            f"“{text}”",
            f"“{plain}”, without separators",
            "Format the column as Number in Excel, with “Use 1000 separator” off.",
        )
    if re.fullmatch(r"[+-]?[0-9.]+E[+-]?[0-9]+", text, re.IGNORECASE):
        return (
            "scientific-notation",
            f"“{text}”, a rounded form that Excel writes",
            "the number in full",
            "Format the column as Number in Excel and widen it, then save again. "
            "Digits may have been lost: check against the original.",
        )
    if EXCEL_DATE.fullmatch(text):
        return _excel_date(text)
    if text.casefold().strip("+-") in ("inf", "infinity", "nan", "na", "n/a", "null", "#div/0!"):
        return (
            "not-a-number",
            f"“{text}”",
            "a number, or an empty cell with a symbol in status",
            "Find out what is missing: a division by zero is “z”, a missing return is “x”.",
        )
    return (
        "not-a-number",
        f"“{text[:40]}”",
        "plain digits with at most one full stop",
        "Type the number again, or leave the cell empty and put a symbol in status.",
    )
