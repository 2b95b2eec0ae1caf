"""Answers to text: the only place where a sentence with a number in it is made."""

__all__ = [
    "charts",
    "comparing",
    "confidentiality",
    "headlines",
    "lists",
    "moving",
    "numbers",
    "phrases",
    "sentences",
    "values",
    "verdicts",
]
