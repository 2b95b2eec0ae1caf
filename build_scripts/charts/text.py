"""Texts in charts: how a value is written there, how wide a text is, how it is broken into lines.

Where a text stands is for others to say. Widths are those of Arial and of Liberation Sans, which
was made to match it, by classes of letters: enough to keep texts apart, and the same everywhere.
"""

from __future__ import annotations

from decimal import Decimal

from build_scripts.model.measure import Measure
from build_scripts.words.numbers import number

# Widths in heights of the text, from the metrics of the font, the widest letter of each class.
_CLASSES = (
    ("ijl'‘’", 0.23),
    ("ftI !,./:;[]|\N{NO-BREAK SPACE}", 0.28),
    ("()r-“”", 0.34),
    ("ckJsvxyz", 0.5),
    ("+−=<>~", 0.59),
    ("ABCDEFHKNPRSTUVwXYZ&", 0.73),
    ("GOQ", 0.78),
    ("mM", 0.84),
    ("W%@—…", 1.02),
)
_WIDTHS = {letter: width for letters, width in _CLASSES for letter in letters}
# Digits and the other small letters; then letters with accents; then other scripts, whose letters
# may be as wide as they are high.
_USUAL, _ACCENTED, _FOREIGN = 0.56, 0.78, 1.0
_LAST_PLAIN, _LAST_LATIN = 0x7E, 0x24F
# Bold letters, and those of the widest fonts of today's systems, are wider by this factor at most.
WIDER = 1.16
# The height of a line of text in a chart, in heights of its font: lines of it do not touch.
LINE = 1.25


def written(value: Decimal, measure: Measure) -> str:
    """A value as short as it can be beside a mark: with a percent sign, or without a unit."""
    return number(value, measure.decimals) + measure.unit_record.sign


def width(text: str, size: float) -> float:
    """The width of a text on one line, in pixels, rather too wide than too narrow.

    Args:
        text: the text.
        size: the height of its font in pixels.
    """
    return size * sum(map(_letter, text))


def _letter(letter: str) -> float:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if ord(letter) <= _LAST_PLAIN or letter == "–":
        return _USUAL
    return _ACCENTED if ord(letter) <= _LAST_LATIN else _FOREIGN


def lines(text: str, size: float, room: float) -> list[str]:
    """A text in lines of at most a width, broken between words and, if need be, inside one.

    Args:
        text: the text.
        size: the height of its font in pixels.
        room: the width of a line in pixels; a line has at least one letter.

    Returns:
        The lines; none for a text without words.
    """
    found = [""]
    for word in text.split():
        joined = f"{found[-1]} {word}".lstrip()
        if width(joined, size) <= room:
            found[-1] = joined
            continue
        if found[-1]:
            found.append("")
        for letter in word:
            if found[-1] and width(found[-1] + letter, size) > room:
                found.append("")
            found[-1] += letter
    return [line for line in found if line]
