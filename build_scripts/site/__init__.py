"""The site generator, and what comes after it: finishing, checking and showing pages.

In the order of a build: `provenance`, `engine`, `finish`, `checks`; and `serving`. Beside them,
`tracked` asks git about the folders that a build writes. The others are theirs.
"""

__all__ = ["checks", "engine", "finish", "provenance", "serving", "tracked"]
