"""The published rows of measures that are counted in different kinds of period."""

from __future__ import annotations

import csv
import io

from build_scripts.outputs.table import published_csv
from tests import tiny


def test_each_period_has_the_days_of_its_own_measures_kind() -> None:
    figures = tiny.figures_with_months(tiny.indicator("dental-check")).figures
    rows = csv.DictReader(io.StringIO(published_csv(figures).decode("utf-8")))
    days = {
        (row["measure"], row["period"]): (row["period_start"], row["period_end"]) for row in rows
    }
    assert days == {
        ("by_month", "2025-01"): ("2025-01-01", "2025-01-31"),
        ("by_month", "2025-02"): ("2025-02-01", "2025-02-28"),
        ("by_month", "2025-03"): ("2025-03-01", "2025-03-31"),
        ("by_month", "2025-05"): ("2025-05-01", "2025-05-31"),
        ("by_month", "2025-06"): ("2025-06-01", "2025-06-30"),
        ("dental_check_percent", "2024"): ("2023-04-01", "2024-03-31"),
        ("dental_check_percent", "2025"): ("2024-04-01", "2025-03-31"),
        ("in_twelve_months", "2025-03"): ("2024-04-01", "2025-03-31"),
        ("to_date", "2024-25 M12"): ("2024-04-01", "2025-03-31"),
        ("to_date", "2025-26 M01"): ("2025-04-01", "2025-04-30"),
    }
