"""What is known of each group in a breakdown, for its newest period, before it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period
from build_scripts.model.shared import Area
from build_scripts.statistics.series import Entry, Figure


@dataclass(frozen=True)
class Split:
    """One breakdown of a measure in the newest period for which there is any figure.

    Attributes:
        areas: the council, its region and its country, as far as they have rows.
        categories: names of the groups, in the order declared.
        figures: for each category and each area, the figure or None where there is no row.
    """

    topic: str
    measure: Measure
    period: Period
    areas: tuple[Area, ...]
    categories: tuple[str, ...]
    figures: tuple[tuple[Figure | None, ...], ...]


def splits(entry: Entry) -> list[Split]:
    """Every declared breakdown that has figures, in the order declared."""
    shared = entry.shared
    areas = (shared.council, shared.region, shared.country)
    found = []
    for breakdown in entry.indicator.breakdowns:
        measure = entry.indicator.measure(breakdown.measure)
        series = {
            (category, area.code): entry.series(measure.id, area, breakdown.topic, category)
            for category in breakdown.categories
            for area in areas
        }
        dated = [f.period for item in series.values() for f in item.figures if f.value is not None]
        if not dated:
            continue
        newest = max(dated)
        shown = tuple(
            area
            for area in areas
            if any(series[category, area.code].at(newest) for category in breakdown.categories)
        )
        figures = tuple(
            tuple(series[category, area.code].at(newest) for area in shown)
            for category in breakdown.categories
        )
        found.append(Split(breakdown.topic, measure, newest, shown, breakdown.categories, figures))
    return found
