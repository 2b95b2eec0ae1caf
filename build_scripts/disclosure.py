"""Looks for withheld counts that could be worked out from what stands around them.

A withheld count (`c`) is given away when it is the only unknown one among the categories of a
breakdown and their total: one subtraction, or one sum, brings it back. This is looked for within
one file, not between files or areas.
"""

from __future__ import annotations

import pandas as pd

from build_scripts.metadata import Indicator
from build_scripts.problems import Problem
from build_scripts.rows import TOTAL
from build_scripts.shared import Shared

WITHHELD = "c"
CELL = ["measure", "area_code", "period"]


def check_rows(
    name: str, indicator: Indicator, shared: Shared, text: pd.DataFrame
) -> list[Problem]:
    """Find every withheld count that follows from the others of its breakdown.

    The total is the row with breakdown Total or, where all categories share one denominator,
    that denominator: then the categories are parts of it. Where the publisher rounds the counts
    of a level of geography, a subtraction gives no exact count, and nothing is reported.

    Args:
        name: the CSV as problems name it.
        indicator: what its YAML says of the rounding of counts.
        shared: the areas and their levels.
        text: the table as text, indexed by row.
    """
    counted = {measure.id for measure in indicator.measures if measure.unit == "count"}
    # The value of a count is itself the count that a subtraction would bring back.
    is_count = text["measure"].isin(counted) & (text["numerator"] == "")
    text = text.assign(numerator=text["numerator"].mask(is_count, text["value"]))
    cells = pd.Series(list(text[CELL].itertuples(index=False, name=None)), index=text.index)
    text = text.assign(cell=cells)[cells.isin(set(cells[text["status"] == WITHHELD]))]
    is_total = text["breakdown_topic"] == TOTAL
    totals = dict(zip(text["cell"][is_total], text.index[is_total].tolist(), strict=True))
    exact = {
        (measure.id, area.code)
        for measure in indicator.measures
        for area in shared.areas.values()
        if getattr(measure.counts_rounded_to, area.level) == 1
    }
    rows = set()
    for _, categories in text[~is_total].groupby(["cell", "breakdown_topic"], sort=True):
        cell = categories["cell"].iloc[0]
        if cell[:2] in exact:
            total = text[text.index == totals[cell]] if cell in totals else text[:0]
            row = _given_away(categories, total)
            rows |= {row} if row is not None else set()
    return [
        Problem(
            name,
            row,
            "value" if is_count[row] else "numerator",
            "withheld-count-recoverable",
            f"“{text.at[row, 'breakdown']!s}” is the only count withheld here: the others give it away",
            "at least two counts withheld, or none",
            "Withhold the next smallest category as well: empty its value and numerator and "
            "put “c” in status.",
        )
        for row in sorted(rows)
    ]


def _given_away(categories: pd.DataFrame, total: pd.DataFrame) -> int | None:
    """The row of the only unknown count among some categories and their total, if there is one.

    Args:
        categories: the rows of one breakdown of one measure, area and period.
        total: the row of their total, or no row.
    """
    withheld = categories.index[categories["status"] == WITHHELD].tolist()
    others = categories[categories["status"] != WITHHELD]
    if others.empty or not ((others["numerator"] != "") | (others["status"] == "low")).all():
        return None
    if (total["status"] == WITHHELD).any():
        return None if withheld else int(total.index.tolist()[0])
    denominators = set(categories["denominator"])
    shares_whole = len(denominators) == 1 and denominators != {""}
    whole_known = shares_whole or bool((total["numerator"] != "").any())
    return int(withheld[0]) if len(withheld) == 1 and whole_known else None
