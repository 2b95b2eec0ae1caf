"""Looks for withheld counts that could be worked out from what stands around them.

A count withheld (`c`) in one category of a breakdown is given away when every other category and
their total are published: one subtraction brings it back. This is looked for within one file.
"""

from __future__ import annotations

import pandas as pd

from build_scripts.dataset_checks import TOTAL
from build_scripts.metadata import Indicator
from build_scripts.problems import Problem
from build_scripts.shared_files import Shared

WITHHELD = "c"
CELL = ["measure", "area_code", "period"]


def check_rows(
    name: str, indicator: Indicator, shared: Shared, text: pd.DataFrame
) -> list[Problem]:
    """Find every category whose count follows from its total and the other categories.

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
    parts = text[text["breakdown_topic"] != TOTAL]
    withheld_cells = parts.loc[parts["status"] == WITHHELD, CELL].drop_duplicates()
    if withheld_cells.empty:
        return []
    parts = parts.merge(withheld_cells.assign(hit=True), on=CELL, how="left").set_index(parts.index)
    parts = parts[parts["hit"].notna()]
    totals = text[text["breakdown_topic"] == TOTAL].set_index(CELL)
    exact = {
        (measure.id, area.code)
        for measure in indicator.measures
        for area in shared.areas.values()
        if getattr(measure.counts_rounded_to, area.level) == 1
    }
    problems = []
    for key, group in parts.groupby([*CELL, "breakdown_topic"], sort=True):
        withheld = group[group["status"] == WITHHELD]
        others = group.drop(withheld.index)
        known = (others["numerator"] != "") | (others["status"] == "low")
        if tuple(key)[:2] not in exact:
            continue
        if len(withheld) != 1 or others.empty or not known.all():
            continue
        cell = tuple(key)[:3]
        has_total = cell in totals.index and bool((totals.loc[[cell], "numerator"] != "").any())
        denominators = set(group["denominator"])
        shares_whole = len(denominators) == 1 and denominators != {""}
        if not has_total and not shares_whole:
            continue
        row = int(withheld.index[0])
        problems.append(
            Problem(
                name,
                row,
                "value" if is_count[row] else "numerator",
                "withheld-count-recoverable",
                f"“{withheld.at[row, 'breakdown']}” is the only category withheld here, so its "
                "count is the total less the others",
                "at least two categories withheld, or none",
                "Withhold the next smallest category as well: empty its value and numerator and "
                "put “c” in status.",
            )
        )
    return problems
