"""The tiny portal as values, and short ways to give its indicators other figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import pandas as pd

from build_scripts.checks.run import check_figures
from build_scripts.model.indicator import Indicator
from build_scripts.model.measure import Measure
from build_scripts.model.shared import Area, Shared
from build_scripts.reading.datasets import Portal, read_portal
from build_scripts.reading.shared import read_shared
from build_scripts.statistics.series import Entry, assemble
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


def with_portal(**changes: object) -> Shared:
    """The shared files of the tiny portal with some keys of portal.yml changed."""
    return replace(shared(), portal=shared().portal.model_copy(update=changes))


def with_judgement(**changes: object) -> Shared:
    """The same with some keys of `judgement` in portal.yml changed."""
    return with_portal(judgement=shared().portal.judgement.model_copy(update=changes))


def with_councils(number: int) -> Shared:
    """The shared files of the tiny portal with more councils: `Council 1` and so on."""
    more = [
        Area(f"E080009{i:02}", f"Council {i}", "local_authority", "E12000091", None, None)
        for i in range(1, number + 1)
    ]
    return replace(shared(), areas={**shared().areas, **{area.code: area for area in more}})


def entry_with(
    item: Indicator,
    *figures: str,
    others: Mapping[str, Sequence[str]] | None = None,
    within: Shared | None = None,
) -> Entry:
    """An indicator with other figures of its headline measure.

    Args:
        item: the indicator.
        figures: each one `area, period, value, status, numerator, denominator`, where any of the
            last four may be empty and what is empty at the end may be left out.
        others: figures of other measures in the same form, by the id of the measure.
        within: the shared files; None for those of the tiny portal.
    """
    all_shared = within or shared()
    codes = {area.name: code for code, area in all_shared.areas.items()}
    rows = []
    for measure, texts in {item.headline.id: figures, **(others or {})}.items():
        for text in texts:
            area, period, *rest = [part.strip() for part in text.split(",")]
            rest += [""] * (4 - len(rest))
            rows.append([measure, codes[area], period, "Total", "Total", *rest])
    return assemble(item, all_shared, pd.DataFrame(rows, columns=COLUMNS, dtype=object))
