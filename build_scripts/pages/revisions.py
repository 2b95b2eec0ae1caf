"""The revision history of an indicator: what each changed figure was before and after."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from build_scripts.checks.rows import TOTAL
from build_scripts.model.indicator import Change
from build_scripts.model.measure import Measure
from build_scripts.pages.tables import Cell, Table
from build_scripts.statistics.series import Entry
from build_scripts.words.numbers import number


def revision_rows(entry: Entry) -> list[Table]:
    """A table for each revision that names the figures it changed, newest revision first."""
    found = []
    for revision in sorted(entry.indicator.revisions, key=lambda r: r.date, reverse=True):
        if revision.changes:
            rows = [_row(entry, change) for change in revision.changes]
            found.append(
                Table(
                    heading="",
                    caption=f"Figures changed on {revision.date.isoformat()}",
                    head=("Area", "Period", "Figure", "Before", "After"),
                    rows=tuple(rows),
                )
            )
    return found


def _row(entry: Entry, change: Change) -> tuple[str | Cell, ...]:
    indicator = entry.indicator
    measure = indicator.measure(change.measure) if change.measure else indicator.headline
    what = measure.title
    if change.breakdown_topic != TOTAL:
        what += f", {change.breakdown_topic}: {change.breakdown}"
    area = entry.shared.areas[change.area_code].full_name
    return (
        area,
        Cell(change.period),
        Cell(what),
        _cell(entry, change.old, measure),
        _cell(entry, change.new, measure),
    )


def _cell(entry: Entry, text: str, measure: Measure) -> Cell:
    try:
        return Cell(number(Decimal(text), measure.decimals))
    except InvalidOperation:
        return Cell("", text, entry.shared.symbols[text].means)
