"""Writes a table in which every row carries two mistakes."""

from pathlib import Path

HEADER = "measure,area_code,period,breakdown_topic,breakdown,value,status,numerator,denominator"


def make(datasets: Path) -> None:
    """Give 1,500 rows a measure that does not exist and a name in place of a code."""
    rows = [f"dental,Council {n},2025,Total,Total,80,,," for n in range(1_500)]
    path = datasets / "dental-check" / "dental-check.csv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
