"""Writes more rows than any indicator has, as an export of everything would."""

from pathlib import Path

HEADER = b"measure,area_code,period,breakdown_topic,breakdown,value,status,numerator,denominator\n"
ROW = b"dental_check_percent,E10000991,2025,Total,Total,88,,588,670\n"


def make(datasets: Path) -> None:
    """Repeat one row four hundred thousand times."""
    path = datasets / "dental-check" / "dental-check.csv"
    path.write_bytes(HEADER + ROW * 400_000)
