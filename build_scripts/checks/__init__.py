"""Rows and words to problems. Reads nothing, writes nothing, and knows no council.

`run` has all checks of figures, in order; `references` those of words.
"""

__all__ = ["personal", "references", "run"]
