"""Checked figures to answers, as values: never a word, never a council by name.

`series` puts figures in order, `answers` says all that can be said of one measure at one period.
"""

__all__ = [
    "answers",
    "benchmarks",
    "comparisons",
    "continuity",
    "directions",
    "estimates",
    "groups",
    "judging",
    "ranking",
    "runs",
    "series",
    "trends",
    "verdicts",
]
