"""How what others have typed is put into a line of a report: shown, and never obeyed.

A terminal acts on control characters, and a line with a whole file in it hides all others.
"""

from __future__ import annotations

import unicodedata


def shown(text: str, longest: int) -> str:
    r"""A text as it can be put into one line.

    Args:
        text: anything, such as the content of a cell or the name of a file.
        longest: how many characters the result may have.

    Returns:
        The text with every control character, every one that changes the direction of writing and
        what else Python does not count as printable written as Python writes it, such as `\x1b`;
        and, if it is too long, with `…` in place of its middle.
    """
    if len(text) > longest:  # not a character becomes shorter, so no more is needed of either end
        text = f"{text[:longest]}…{text[-longest:]}"
    plain = "".join(map(_visible, text))
    if len(plain) <= longest:
        return plain
    end = (longest - 1) // 3
    return f"{plain[: longest - 1 - end]}…{plain[-end:]}"


def _visible(character: str) -> str:
    # Spaces of other kinds are left alone: they are seen, as spaces.
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    return character.encode("unicode_escape").decode("ascii")
