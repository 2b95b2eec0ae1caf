"""Rows to check, made of a few figures."""

from __future__ import annotations

import pandas as pd

from build_scripts.checks.rows import CheckedRows
from build_scripts.model.figures import TOTAL
from build_scripts.model.indicator import Indicator
from tests.tiny import COLUMNS, reference

NAME = "dental-check/dental-check.csv"


def rows_of(item: Indicator, *figures: str) -> CheckedRows:
    """The rows of an indicator of the tiny portal, numbered from 2 as in its CSV.

    Args:
        item: the indicator.
        figures: each one `area, period, category, value, status, numerator, denominator` of the
            headline measure, where what is empty at the end may be left out. The category is of
            the topic Sex, or `Total`; the area a name or, where no area has it, a code.
    """
    codes = {area.name: code for code, area in reference().areas.items()}
    rows = []
    for figure in figures:
        area, period, category, *rest = [part.strip() for part in figure.split(",")]
        topic = TOTAL if category == TOTAL else "Sex"
        rest += [""] * (4 - len(rest))
        rows.append([item.headline.id, codes.get(area, area), period, topic, category, *rest])
    text = pd.DataFrame(rows, columns=COLUMNS, dtype=object, index=range(2, len(rows) + 2))
    return CheckedRows(NAME, item, reference().areas, reference().symbols, text)
