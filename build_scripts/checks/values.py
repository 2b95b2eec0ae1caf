"""Checks whether the values of one indicator can be true: range and arithmetic."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from build_scripts.checks.rows import CheckedRows
from build_scripts.model.measure import Measure
from build_scripts.model.problems import Problem


def check_values(rows: CheckedRows) -> list[Problem]:
    """Every value that cannot be true."""
    return [*_plausible(rows), *_arithmetic(rows)]


def _of(rows: CheckedRows, measure: Measure) -> pd.Series[bool]:
    return rows.text["measure"] == measure.id


def _plausible(rows: CheckedRows) -> list[Problem]:
    """Values outside what is declared plausible for their measure."""
    problems = []
    value = rows.numbers["value"]
    for measure in rows.indicator.measures:
        low, high = measure.plausible.minimum, measure.plausible.maximum
        outside = _of(rows, measure) & ((value < low) | (value > high))
        if measure.is_share and high <= 100:
            problems += rows.problems(
                "percentage-out-of-range",
                rows.where(outside),
                "value",
                value=rows.cell("value"),
                low=low,
                high=high,
            )
        else:
            problems += rows.problems(
                "implausible-value",
                rows.where(outside),
                "value",
                value=rows.cell("value"),
                low=low,
                high=high,
                measure=measure.id,
            )
    return problems


def _arithmetic(rows: CheckedRows) -> list[Problem]:
    """Where a value and both counts are given, they must agree within what rounding can explain.

    A count rounded to a multiple of r lies within r/2 of the true one, so the true ratio lies
    between (n - r/2) / (d + r/2) and (n + r/2) / (d - r/2); the value may differ from it by half
    of its last decimal.
    """
    problems = []
    n, d = rows.numbers["numerator"], rows.numbers["denominator"]
    value = rows.numbers["value"]
    for measure in rows.indicator.measures:
        if not measure.is_ratio:
            continue
        slack = rows.slack(measure)
        half = 0.5 * 10.0**-measure.decimals + measure.tolerance + 1e-9
        low = measure.per * (n - slack).clip(lower=0) / (d + slack) - half
        least = (d - slack).where(d > slack, np.nan)
        high = (measure.per * (n + slack) / least).fillna(np.inf) + half
        wrong = _of(rows, measure) & (d > 0) & ((value < low) | (value > high))
        ratio = measure.per * n / d
        problems += rows.problems(
            "value-disagrees-with-counts",
            rows.where(wrong),
            "value",
            value=rows.cell("value"),
            numerator=rows.cell("numerator"),
            denominator=rows.cell("denominator"),
            per=measure.per,
            ratio=_written(ratio, measure.decimals + 2),
        )
    return problems


def _written(numbers: pd.Series[float], decimals: int) -> Callable[[int], str]:
    """A function that writes the number in a given row."""
    return lambda row: f"{numbers[row]:.{decimals}f}"
