"""A verdict in words and as a sign."""

from __future__ import annotations

from build_scripts.statistics.verdicts import Verdict, Word

# A verdict in words and as a sign, which a reader sees without telling colours apart.
VERDICTS: dict[Word, tuple[str, str]] = {
    "better": ("Better than", "+"),
    "similar": ("Similar to", "="),
    "worse": ("Worse than", "\N{MINUS SIGN}"),
    "higher": ("Higher than", "\N{UPWARDS ARROW}"),
    "lower": ("Lower than", "\N{DOWNWARDS ARROW}"),
    "too_few": ("Too few to judge against", "?"),
    "not_stated": ("Can’t be stated:", "?"),
}


def looks(word: Word) -> str:
    """The class that style sheets know a verdict by."""
    return word.replace("_", "-")


def verdict_words(verdict: Verdict, name: str) -> tuple[str, str]:
    """A verdict for a list: its sign, and `Better than England`."""
    words, sign = VERDICTS[verdict.word]
    if verdict.word == "not_stated":
        return sign, "Can’t be stated"
    if verdict.word == "too_few":
        return sign, "Too few to judge"
    return sign, f"{words} {name}"
