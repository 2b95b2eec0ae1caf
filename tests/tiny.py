"""The tiny portal as values, and short ways to give its indicators other figures."""

from __future__ import annotations

from functools import cache

import pandas as pd

from build_scripts.catalogue import Entry, assemble
from build_scripts.checking import check_figures
from build_scripts.metadata import Indicator, Measure
from build_scripts.reading import Portal, read_portal
from build_scripts.shared import Shared
from build_scripts.shared_files import read_shared
from tests.mistakes import TINY_PORTAL

COLUMNS = [
    "measure",
    "area_code",
    "period",
    "breakdown_topic",
    "breakdown",
    "value",
    "status",
    "numerator",
    "denominator",
]


@cache
def portal() -> Portal:
    """The tiny portal, read."""
    return read_portal(TINY_PORTAL, read_shared)


def shared() -> Shared:
    """The shared files of the tiny portal."""
    found = portal().shared
    assert found is not None
    return found


def indicator(indicator_id: str, **changes: object) -> Indicator:
    """An indicator of the tiny portal, with some of its keys changed."""
    return portal().indicators[indicator_id].model_copy(update=changes)


def with_headline(item: Indicator, **changes: object) -> Indicator:
    """The same indicator with some keys of its headline measure changed, and no other measure."""
    headline: Measure = item.headline.model_copy(update=changes)
    return item.model_copy(update={"measures": (headline,), "breakdowns": ()})


@cache
def entry(indicator_id: str) -> Entry:
    """An indicator of the tiny portal with its own figures."""
    item = portal().indicators[indicator_id]
    checked = check_figures(TINY_PORTAL, indicator_id, item, shared())
    assert checked.problems == ()
    return assemble(item, shared(), checked.rows)


def entry_with(item: Indicator, *figures: str) -> Entry:
    """An indicator with other figures of its headline measure.

    Args:
        item: the indicator.
        figures: each one `area, period, value, status`, where the value may be empty and the
            status may be left out.
    """
    codes = {area.name: code for code, area in shared().areas.items()}
    rows = []
    for figure in figures:
        area, period, value, *status = [part.strip() for part in figure.split(",")]
        symbol = status[0] if status else ""
        rows.append(
            [item.headline.id, codes[area], period, "Total", "Total", value, symbol, "", ""]
        )
    return assemble(item, shared(), pd.DataFrame(rows, columns=COLUMNS, dtype=object))
