"""Writes a file of ninety million bytes in one line."""

from pathlib import Path

HEADER = b"measure,area_code,period,breakdown_topic,breakdown,value,status,numerator,denominator\n"


def make(datasets: Path) -> None:
    """Write a million cells at a time and never end the line."""
    with (datasets / "dental-check" / "dental-check.csv").open("wb") as file:
        file.write(HEADER)
        for _ in range(45):
            file.write(b"x," * 1_000_000)
