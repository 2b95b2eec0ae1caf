"""Checks whether the values of one indicator can be true: range and arithmetic."""

from __future__ import annotations

import numpy as np
import pandas as pd

from build_scripts.checks.rows import Rows
from build_scripts.model.measure import Measure
from build_scripts.model.problems import Problem


def _of(rows: Rows, measure: Measure) -> pd.Series[bool]:
    return rows.text["measure"] == measure.id


def plausible(rows: Rows) -> list[Problem]:
    """Values outside what is declared plausible for their measure."""
    problems = []
    value = rows.numbers["value"]
    for measure in rows.indicator.measures:
        low, high = measure.plausible.minimum, measure.plausible.maximum
        outside = _of(rows, measure) & ((value < low) | (value > high))
        if measure.is_share and high <= 100:
            code = "percentage-out-of-range"
            expected = f"a percentage from {low:g} to {high:g}"
            advice = "If this is a count, it belongs in numerator. If a percentage can truly be "
            advice += "more than 100 here, say why in `over_100_because`."
        else:
            code = "implausible-value"
            expected = f"from {low:g} to {high:g}, declared plausible for {measure.id}"
            advice = "Compare with the source. If the figure is right, widen `plausible` and say "
            advice += "why in `limits`."
        problems += rows.problems(outside, "value", code, rows.cell("value"), expected, advice)
    return problems


def arithmetic(rows: Rows) -> list[Problem]:
    """Where a value and both counts are given, they must agree within what rounding can explain.

    A count rounded to a multiple of r lies within r/2 of the true one, so the true ratio lies
    between (n - r/2) / (d + r/2) and (n + r/2) / (d - r/2); the value may differ from it by half
    of its last decimal.
    """
    problems = []
    levels = rows.text["area_code"].map(
        {code: area.level for code, area in rows.reference.areas.items()}
    )
    n, d = rows.numbers["numerator"], rows.numbers["denominator"]
    value = rows.numbers["value"]
    for measure in rows.indicator.measures:
        if not measure.is_ratio:
            continue
        rounding = measure.counts_rounded_to.model_dump()
        halves = {level: r / 2 if r > 1 else 0.0 for level, r in rounding.items()}
        slack = levels.map(halves).astype(float)
        half = 0.5 * 10.0**-measure.decimals + measure.tolerance + 1e-9
        low = measure.per * (n - slack).clip(lower=0) / (d + slack) - half
        least = (d - slack).where(d > slack, np.nan)
        high = (measure.per * (n + slack) / least).fillna(np.inf) + half
        wrong = _of(rows, measure) & (d > 0) & ((value < low) | (value > high))
        problems += rows.problems(
            wrong,
            "value",
            "value-disagrees-with-counts",
            lambda row, m=measure: (  # type: ignore[misc]
                f"{rows.at(row, 'value')}, but {rows.at(row, 'numerator')} / "
                f"{rows.at(row, 'denominator')} × {m.per:g} = "
                f"{m.per * n[row] / d[row]:.{m.decimals + 2}f}"
            ),
            "a value that follows from its numerator and denominator, but for rounding",
            "Compare all three with the source. If the publisher rounds its counts, declare it in "
            "`counts_rounded_to`.",
        )
    return problems
