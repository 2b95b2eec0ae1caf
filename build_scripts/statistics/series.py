"""The checked figures of one indicator, ready to be asked for: a series for a measure and an area.

`Figures` hold every area alike and are put in order once, whoever looks at them. An `Entry` is the
same figures seen from one standpoint: one council and what it is set beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pandas as pd

from build_scripts.model.figures import TOTAL, Figure, Series
from build_scripts.model.indicator import Indicator
from build_scripts.model.periods import Period
from build_scripts.model.reference import Area, Reference
from build_scripts.model.standpoint import Standpoint

# What identifies a series, as (measure, area_code, breakdown_topic, breakdown), and what one row
# says in it, as (period, value, status, numerator, denominator): all of them as text.
_Key = tuple[str, str, str, str]
_Row = tuple[str, str, str, str, str]


@dataclass(frozen=True, eq=False)
class Figures:
    """One indicator with its figures, for every area, measure and breakdown.

    Attributes:
        rows: the checked rows, sorted by the table's key; empty where none are public. Columns are
            those of the table `indicator` in fields.yml, all text; `measure`, `area_code`,
            `period`, `breakdown_topic`, `breakdown` and `status` as categories.
        reference: what holds for every council.
    """

    indicator: Indicator
    reference: Reference
    rows: pd.DataFrame
    _texts: Mapping[_Key, tuple[_Row, ...]]
    _periods: Mapping[str, Mapping[str, Period]]
    _read: dict[_Key, Series] = field(default_factory=dict)

    def series(self, measure: str, area: Area, topic: str = TOTAL, category: str = TOTAL) -> Series:
        """The series of a measure, an area and a category; without figures if there are none."""
        key = (measure, area.code, topic, category)
        if key not in self._read:
            self._read[key] = Series(area, self._figures(measure, self._texts.get(key, ())))
        return self._read[key]

    def _figures(self, measure: str, rows: Iterable[_Row]) -> tuple[Figure, ...]:
        by_text = self._periods.get(measure, {})
        figures = [
            Figure(by_text[period], _decimal(value), status, _decimal(top), _decimal(bottom))
            for period, value, status, top, bottom in rows
        ]
        return tuple(sorted(figures, key=lambda figure: figure.period))

    def everywhere(self, measure: str) -> dict[str, Series]:
        """The unsplit series of a measure of every area that has one, by the area's code."""
        return {
            code: self.series(measure, self.reference.areas[code])
            for found, code, topic, _ in self._texts
            if (found, topic) == (measure, TOTAL)
        }

    def periods_of(self, measure: str) -> tuple[Period, ...]:
        """Every period from the measure's first to its last, gaps included, oldest first."""
        present = self._periods.get(measure)
        if not present:
            return ()
        kind = self.indicator.measure(measure).kind
        return tuple(kind.between(min(present.values()), max(present.values())))

    def period(self, measure: str, text: str) -> Period:
        """A period in which a measure has rows, by its text."""
        return self._periods[measure][text]


@dataclass(frozen=True, eq=False)
class Entry:
    """One indicator with its figures, seen from one standpoint."""

    figures: Figures
    standpoint: Standpoint

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.figures.indicator

    @property
    def reference(self) -> Reference:
        """What holds for every council."""
        return self.figures.reference

    @property
    def council(self) -> Area:
        """The area from which the figures are seen."""
        return self.standpoint.area

    def series(self, measure: str, area: Area, topic: str = TOTAL, category: str = TOTAL) -> Series:
        """The series of a measure, an area and a category; without figures if there are none."""
        return self.figures.series(measure, area, topic, category)

    def periods_of(self, measure: str) -> tuple[Period, ...]:
        """Every period from the measure's first to its last, gaps included, oldest first."""
        return self.figures.periods_of(measure)


def assemble(indicator: Indicator, reference: Reference, text: pd.DataFrame | None) -> Figures:
    """Put an indicator's checked rows in order.

    Args:
        indicator: what its YAML says.
        reference: what holds for every council.
        text: its rows, which passed every check, with the columns of the table `indicator`, all
            text or categories of text; None for an indicator without figures.
    """
    table = reference.fields.table("indicator")
    if text is None:
        text = pd.DataFrame(columns=list(table.fields), dtype=object)
    rows = text.sort_values(list(table.key), kind="stable").reset_index(drop=True)
    found: dict[_Key, list[_Row]] = {}
    periods: dict[str, dict[str, Period]] = {measure.id: {} for measure in indicator.measures}
    kinds = {measure.id: measure.kind for measure in indicator.measures}
    keys = ("measure", "area_code", "breakdown_topic", "breakdown")
    values = ("period", "value", "status", "numerator", "denominator")
    columns = (rows[name].tolist() for name in (*keys, *values))
    for measure, area, topic, category, *row in zip(*columns, strict=True):
        period, value, status, top, bottom = row
        found.setdefault((measure, area, topic, category), []).append(
            (period, value, status, top, bottom)
        )
        if period not in periods[measure]:
            periods[measure][period] = kinds[measure].parse(period)
    return Figures(
        indicator, reference, rows, {key: tuple(texts) for key, texts in found.items()}, periods
    )


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None
