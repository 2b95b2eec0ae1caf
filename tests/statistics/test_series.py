"""The figures of an indicator in order: a series for a measure and an area, in the measure's periods."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests import tiny

DENTAL = tiny.indicator("dental-check")


def days(measure: str, text: str) -> tuple[date, date]:
    """The first and the last day of a period of a measure."""
    period = tiny.figures_with_months(DENTAL).figures.period(measure, text)
    return period.start, period.end


@pytest.mark.parametrize(
    ("measure", "text", "start", "end"),
    [
        ("dental_check_percent", "2025", "2024-04-01", "2025-03-31"),
        ("by_month", "2025-03", "2025-03-01", "2025-03-31"),
        ("in_twelve_months", "2025-03", "2024-04-01", "2025-03-31"),
        ("to_date", "2024-25 M12", "2024-04-01", "2025-03-31"),
        ("to_date", "2025-26 M01", "2025-04-01", "2025-04-30"),
    ],
)
def test_a_text_is_read_as_a_period_of_its_own_measure(
    measure: str, text: str, start: str, end: str
) -> None:
    assert days(measure, text) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("measure", "texts"),
    [
        ("dental_check_percent", ["2024", "2025"]),
        ("by_month", [f"2025-0{month}" for month in range(1, 7)]),
        ("in_twelve_months", ["2025-03"]),
        ("to_date", ["2024-25 M12", "2025-26 M01"]),
        ("nothing_of_the_kind", []),
    ],
)
def test_the_periods_of_a_measure_run_from_its_first_to_its_last_without_a_gap(
    measure: str, texts: list[str]
) -> None:
    found = tiny.figures_with_months(DENTAL).periods_of(measure)
    assert [period.text for period in found] == texts


def test_a_series_is_in_the_order_of_time_and_has_what_is_withheld() -> None:
    entry = tiny.figures_with_months(DENTAL)
    series = entry.series("by_month", entry.council)
    assert [(f.period.text, f.value, f.status) for f in series.figures] == [
        ("2025-02", Decimal(61), ""),
        ("2025-03", Decimal(62), "p"),
        ("2025-05", None, "c"),
    ]
    assert series.latest == series.figures[1]


def test_the_figures_are_the_same_from_whichever_council_they_are_seen() -> None:
    figures = tiny.figures("dental-check")
    everywhere = figures.everywhere("dental_check_percent")
    assert len(everywhere) == 8
    for code, series in everywhere.items():
        assert series.area.code == code
        assert series == tiny.entry("dental-check").series("dental_check_percent", series.area)
    assert set(figures.everywhere("children_count")) == {"E10000991", "E12000091", "E92000091"}
