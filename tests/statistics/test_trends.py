"""What a trend chart shows, before it is drawn."""

from __future__ import annotations

from build_scripts.statistics.trends import trend
from tests import tiny

# Its new series begins with 2022/23.
EXAMS = tiny.with_headline(tiny.indicator("exam-results"))


def breaks(*figures: str) -> tuple[int, ...]:
    """The places of the periods with which a new series begins."""
    data = trend(tiny.entry_with(EXAMS, *figures))
    assert data is not None
    return data.breaks


def test_a_break_is_shown_where_the_new_series_begins() -> None:
    assert breaks("Testshire, 2021/22, 61", "Testshire, 2022/23, 40", "Testshire, 2023/24, 41") == (
        1,
    )


def test_the_first_period_is_no_break_because_nothing_stands_before_it() -> None:
    assert breaks("Testshire, 2022/23, 40", "Testshire, 2023/24, 41") == ()
