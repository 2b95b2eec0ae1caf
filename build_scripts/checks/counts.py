"""Checks whether the counts of one indicator can be counts at all, whatever its values say."""

from __future__ import annotations

import pandas as pd

from build_scripts.checks.rows import CheckedRows
from build_scripts.model.measure import Measure
from build_scripts.model.problems import Problem


def check_counts(rows: CheckedRows) -> list[Problem]:
    """Every count that is no count: less than none, part of one, more than the whole."""
    return [
        problem
        for measure in rows.indicator.measures
        for problem in (
            *_negative(rows, measure),
            *_not_whole(rows, measure),
            *_of_nothing(rows, measure),
            *_more_than_all(rows, measure),
        )
    ]


def _of(rows: CheckedRows, measure: Measure) -> pd.Series[bool]:
    return rows.text["measure"] == measure.id


def _negative(rows: CheckedRows, measure: Measure) -> list[Problem]:
    """Counts below zero in `value`; what the columns of counts may hold says fields.yml."""
    if measure.unit_record.kind != "count":
        return []
    wrong = rows.where(_of(rows, measure) & (rows.numbers["value"] < 0))
    return rows.problems("below-minimum", wrong, "value", cell=rows.cell("value"), minimum=0.0)


def _not_whole(rows: CheckedRows, measure: Measure) -> list[Problem]:
    """Counts with decimals. The numerator of a mean is a sum of scores or days, and no count."""
    if measure.counts_not_whole_because:
        return []
    columns = ["denominator"]
    if measure.unit_record.kind != "mean":
        columns.append("numerator")
    if measure.unit_record.kind == "count":
        columns.append("value")
    return [
        problem
        for column in columns
        for problem in rows.problems(
            "count-not-whole",
            rows.where(_of(rows, measure) & rows.text[column].str.contains(".", regex=False)),
            column,
            count=rows.cell(column),
        )
    ]


def _of_nothing(rows: CheckedRows, measure: Measure) -> list[Problem]:
    """Values beside a denominator of 0. Some publishers print 0 where nobody was there to count."""
    value, n = rows.numbers["value"], rows.numbers["numerator"]
    wrong = (rows.numbers["denominator"] == 0) & (
        (value != 0) & value.notna() | (n > 0) & (value == 0)
    )
    return rows.problems(
        "value-disagrees-with-counts--of-nothing",
        rows.where(_of(rows, measure) & wrong),
        "value",
        value=rows.cell("value"),
    )


def _more_than_all(rows: CheckedRows, measure: Measure) -> list[Problem]:
    """Parts larger than their whole, beyond what rounding can explain, value or none.

    A figure that is not available may have counts of two different groups: of nobody on the roll of
    schools that nevertheless excluded pupils, for example.
    """
    if not measure.is_share or measure.over_100_because:
        return []
    n, d = rows.numbers["numerator"], rows.numbers["denominator"]
    not_available = rows.text["status"].isin(rows.symbols.with_role("not_available"))
    wrong = (n - 2 * rows.slack(measure) > d) & ~((d == 0) & not_available)
    return rows.problems(
        "value-disagrees-with-counts--more-than-all",
        rows.where(_of(rows, measure) & wrong & ~((d == 0) & rows.numbers["value"].notna())),
        "numerator",
        numerator=rows.cell("numerator"),
        denominator=rows.cell("denominator"),
    )
