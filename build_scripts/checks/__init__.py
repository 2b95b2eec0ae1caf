"""Rows and words to problems. Reads nothing, writes nothing, and knows no council."""

__all__ = [
    "declared",
    "disclosure",
    "references",
    "revisions",
    "rows",
    "run",
    "values",
    "watched",
]
