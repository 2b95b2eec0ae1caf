"""The tiny portal as values, and short ways to give its indicators other figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import pandas as pd

from build_scripts.model.edition import Edition, edition_of
from build_scripts.model.indicator import Indicator
from build_scripts.model.measure import Measure, MeasurePeriods
from build_scripts.model.reference import Area, Reference
from build_scripts.reading.folder import Folder, read_folder
from build_scripts.reading.shared import read_shared
from build_scripts.statistics.series import Entry, Figures, assemble
from build_scripts.work.checking import read_and_check
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
def folder() -> Folder:
    """The tiny portal, read."""
    return read_folder(TINY_PORTAL, read_shared)


def reference() -> Reference:
    """What holds for every council of the tiny portal."""
    found = folder().shared
    assert found is not None
    return found.reference


@cache
def edition() -> Edition:
    """The tiny portal's own site."""
    found = folder().shared
    assert found is not None
    return found.edition


def indicator(indicator_id: str, **changes: object) -> Indicator:
    """An indicator of the tiny portal, with some of its keys changed."""
    return folder().indicators[indicator_id].model_copy(update=changes)


def with_headline(item: Indicator, **changes: object) -> Indicator:
    """The same indicator with some keys of its headline measure changed, and no other measure."""
    headline: Measure = item.headline.model_copy(update=changes)
    return item.model_copy(update={"measures": (headline,), "breakdowns": ()})


@cache
def figures(indicator_id: str) -> Figures:
    """An indicator of the tiny portal with its own figures."""
    read = folder().read[indicator_id]
    checked = read_and_check(TINY_PORTAL, indicator_id, read, reference())
    assert checked.problems == ()
    return assemble(read.value, reference(), checked.rows.text if checked.rows else None)


def entry(indicator_id: str) -> Entry:
    """An indicator of the tiny portal with its own figures, seen from its council."""
    return Entry(figures(indicator_id), edition().standpoint)


def with_portal(**changes: object) -> Edition:
    """The tiny portal's site with some keys of portal.yml changed."""
    return edition_of(edition().portal.model_copy(update=changes), reference())


def with_judgement(**changes: object) -> Edition:
    """The same with some keys of `judgement` in portal.yml changed."""
    return with_portal(judgement=edition().portal.judgement.model_copy(update=changes))


def with_councils(number: int, neighbours: Sequence[str] | None = None) -> Edition:
    """The tiny portal's site with more councils: `Council 1` and so on.

    Args:
        number: how many more.
        neighbours: codes of the council's statistical neighbours, if not those of the portal.
    """
    more = [
        Area(f"E080009{i:02}", f"Council {i}", "local_authority", "E12000091", None, None)
        for i in range(1, number + 1)
    ]
    areas = {**reference().areas, **{area.code: area for area in more}}
    models = dict(reference().neighbours)
    if neighbours is not None:
        model, council = edition().portal.comparators.neighbour_model, edition().council.code
        models[model] = {**models[model], council: tuple(neighbours)}
    return edition_of(edition().portal, replace(reference(), areas=areas, neighbours=models))


def entry_with(
    item: Indicator,
    *figures: str,
    others: Mapping[str, Sequence[str]] | None = None,
    within: Edition | None = None,
) -> Entry:
    """An indicator with other figures of its headline measure.

    Args:
        item: the indicator.
        figures: each one `area, period, value, status, numerator, denominator`, where any of the
            last four may be empty and what is empty at the end may be left out.
        others: figures of other measures in the same form, by the id of the measure.
        within: whose site it is; None for the tiny portal's own.
    """
    site = within or edition()
    codes = {area.name: code for code, area in site.reference.areas.items()}
    rows = []
    for measure, texts in {item.headline.id: figures, **(others or {})}.items():
        for text in texts:
            area, period, *rest = [part.strip() for part in text.split(",")]
            rest += [""] * (4 - len(rest))
            rows.append([measure, codes[area], period, "Total", "Total", *rest])
    frame = pd.DataFrame(rows, columns=COLUMNS, dtype=object)
    return Entry(assemble(item, site.reference, frame), site.standpoint)


def with_months(item: Indicator) -> Indicator:
    """An indicator with its headline, yearly, and beside it the same counted in other periods.

    The others are called `by_month`, `in_twelve_months` and `to_date`.
    """
    kinds = {
        "by_month": ("month", "2025-01", "2025-06"),
        "in_twelve_months": ("rolling_year", "2025-01", "2025-06"),
        "to_date": ("year_to_date", "2024-25 M10", "2025-26 M03"),
    }
    others = [
        item.headline.model_copy(
            update={
                "id": name,
                "title": f"The same {name.replace('_', ' ')}",
                "headline": False,
                "period": MeasurePeriods(type=kind, first_period=first, last_period=last),
            }
        )
        for name, (kind, first, last) in kinds.items()
    ]
    return item.model_copy(update={"measures": (item.headline, *others), "breakdowns": ()})


def figures_with_months(item: Indicator) -> Entry:
    """Figures of each of the measures of `with_months`, made up."""
    return entry_with(
        with_months(item),
        "Testshire, 2024, 80, , 800, 1000",
        "Testshire, 2025, 82, , 820, 1000",
        "Testland, 2025, 70",
        others={
            "by_month": [
                "Testshire, 2025-02, 61",
                "Testshire, 2025-03, 62, p",
                "Testshire, 2025-05, , c",
                "Testland, 2025-01, 55",
                "Testland, 2025-06, 56",
            ],
            "in_twelve_months": ["Testshire, 2025-03, 71", "Testland, 2025-03, 72"],
            "to_date": ["Testshire, 2024-25 M12, 81", "Testshire, 2025-26 M01, 50"],
        },
    )
