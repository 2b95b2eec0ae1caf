"""What a trend chart shows, before it is drawn."""

from __future__ import annotations

from decimal import Decimal

from build_scripts.model.indicator_parts import Dated
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


def test_a_measure_with_periods_of_its_own_has_an_axis_of_its_own() -> None:
    entry = tiny.figures_with_months(tiny.indicator("dental-check"))
    data = trend(entry, entry.indicator.measure("by_month"))
    assert data is not None
    assert [period.text for period in data.periods] == [f"2025-0{month}" for month in range(1, 7)]
    assert [line.values for line in data.lines] == [
        (Decimal(55), None, None, None, None, Decimal(56)),
        (None, Decimal(61), Decimal(62), None, None, None),
    ]
    assert (data.missing, data.provisional) == (((4, "c"),), ((2, "p"),))
    yearly = trend(entry)
    assert yearly is not None
    assert [period.text for period in yearly.periods] == ["2024", "2025"]
    assert trend(entry, entry.indicator.measure("in_twelve_months")) is None


def test_a_break_cuts_only_lines_that_are_counted_in_its_kind_of_period() -> None:
    breaks = (
        Dated(period="2025", reason="Another way of counting."),
        Dated(period="2025-03", reason="Counted on another day.", measures=("by_month",)),
    )
    item = tiny.indicator("dental-check", breaks=breaks)
    entry = tiny.figures_with_months(item)
    for name, places in {"dental_check_percent": (1,), "by_month": (2,), "to_date": ()}.items():
        data = trend(entry, entry.indicator.measure(name))
        assert data is not None and data.breaks == places
