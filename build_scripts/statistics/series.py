"""The checked figures of one indicator, ready to be asked for: a series for a measure and an area.

Values keep the text of the CSV, so that what is shown is rounded once, from what was published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from build_scripts.checks.rows import TOTAL
from build_scripts.model.indicator import Indicator
from build_scripts.model.periods import Period
from build_scripts.model.shared import Area, Shared


@dataclass(frozen=True)
class Figure:
    """One figure, or the reason why there is none.

    Attributes:
        value: as published, in the unit of the measure; None where there is none.
        status: a status symbol, or empty.
        numerator, denominator: counts, where the source gives them.
    """

    period: Period
    value: Decimal | None
    status: str
    numerator: Decimal | None
    denominator: Decimal | None


@dataclass(frozen=True)
class Series:
    """The figures of one measure, area and breakdown category, oldest first."""

    area: Area
    figures: tuple[Figure, ...]

    @property
    def latest(self) -> Figure | None:
        """The newest figure that has a value."""
        return next((f for f in reversed(self.figures) if f.value is not None), None)

    def at(self, period: Period) -> Figure | None:
        """The figure of this period, with or without a value."""
        return next((f for f in self.figures if f.period == period), None)

    def at_or_before(self, period: Period) -> Figure | None:
        """The newest figure with a value that is not newer than a period."""
        return next(
            (f for f in reversed(self.figures) if f.value is not None and f.period <= period), None
        )


@dataclass(frozen=True)
class Entry:
    """One indicator with its figures.

    Attributes:
        rows: the checked rows as text, sorted by the table's key; empty where none are public.
        order: periods in the file, oldest first.
        everywhere: the unsplit headline series of every area that has one, by its code.
    """

    indicator: Indicator
    shared: Shared
    rows: pd.DataFrame
    order: tuple[Period, ...]
    everywhere: Mapping[str, Series]
    _groups: Mapping[tuple[str, ...], pd.DataFrame]

    def series(self, measure: str, area: Area, topic: str = TOTAL, category: str = TOTAL) -> Series:
        """The series of a measure, an area and a category; without figures if there are none."""
        if (measure, topic) == (self.indicator.headline.id, TOTAL):
            return self.everywhere.get(area.code, Series(area, ()))
        rows = self._groups.get((measure, area.code, topic, category))
        if rows is None:
            return Series(area, ())
        by_text = {period.text: period for period in self.order}
        columns = (rows[c] for c in ("period", "value", "status", "numerator", "denominator"))
        figures = [
            Figure(by_text[period], _decimal(value), status, _decimal(top), _decimal(bottom))
            for period, value, status, top, bottom in zip(*columns, strict=True)
        ]
        return Series(area, tuple(sorted(figures, key=lambda f: f.period)))

    def headline(self, area: Area) -> Series:
        """The series of the headline measure for an area."""
        return self.series(self.indicator.headline.id, area)

    def periods_of(self, measure: str) -> tuple[Period, ...]:
        """Every period from the measure's first to its last, gaps included, oldest first."""
        texts = set(self.rows.loc[self.rows["measure"] == measure, "period"])
        present = [period for period in self.order if period.text in texts]
        if not present:
            return ()
        return tuple(self.indicator.period.kind.between(present[0], present[-1]))


def assemble(indicator: Indicator, shared: Shared, text: pd.DataFrame | None) -> Entry:
    """Put an indicator's checked rows in order.

    Args:
        indicator: what its YAML says.
        shared: the shared files.
        text: its rows, which passed every check; None for an indicator without figures.
    """
    table = shared.fields.table("indicator")
    if text is None:
        text = pd.DataFrame(columns=list(table.fields), dtype=object)
    rows = text.sort_values(list(table.key), kind="stable").reset_index(drop=True)
    kind = indicator.period.kind
    order = tuple(sorted(kind.parse(period) for period in rows["period"].unique()))
    wanted = {shared.council.code, shared.region.code, shared.country.code, *shared.neighbours}
    keys = ["measure", "area_code", "breakdown_topic", "breakdown"]
    # The spread of a mean is asked for wherever the mean is judged, which is everywhere.
    spreads = [measure.spread for measure in indicator.measures if measure.spread]
    mine = rows[rows["area_code"].isin(list(wanted)) | rows["measure"].isin(spreads)]
    groups = {
        tuple(map(str, key)): group for key, group in mine.groupby(keys, sort=False, observed=True)
    }
    return Entry(
        indicator, shared, rows, order, _everywhere(indicator, shared, rows, order), groups
    )


def _everywhere(
    indicator: Indicator, shared: Shared, rows: pd.DataFrame, order: tuple[Period, ...]
) -> dict[str, Series]:
    by_text = {period.text: period for period in order}
    unsplit = rows[(rows["measure"] == indicator.headline.id) & (rows["breakdown_topic"] == TOTAL)]
    found: dict[str, list[Figure]] = {}
    columns = ("area_code", "period", "value", "status", "numerator", "denominator")
    for code, period, value, status, top, bottom in zip(
        *(unsplit[c] for c in columns), strict=True
    ):
        figure = Figure(by_text[period], _decimal(value), status, _decimal(top), _decimal(bottom))
        found.setdefault(code, []).append(figure)
    return {
        code: Series(shared.areas[code], tuple(sorted(figures, key=lambda f: f.period)))
        for code, figures in found.items()
    }


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None
