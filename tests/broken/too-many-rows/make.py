"""Writes two million rows, as an export of everything would."""

from pathlib import Path

HEADER = b"measure,area_code,period,breakdown_topic,breakdown,value,status,numerator,denominator\n"
ROW = b"dental_check_percent,E10000991,2025,Total,Total,88,,588,670\n"


def make(datasets: Path) -> None:
    """Repeat one row two million times, a thousand rows at a time."""
    with (datasets / "dental-check" / "dental-check.csv").open("wb") as file:
        file.write(HEADER)
        for _ in range(2_000):
            file.write(ROW * 1_000)
