"""Which figures of a series can be set beside each other: breaks, and periods out of the ordinary."""

from __future__ import annotations

from build_scripts.model.figures import Figure, Series
from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period
from build_scripts.statistics.series import Entry


def begins_anew(entry: Entry, measure: Measure, figure: Figure) -> bool:
    """Whether a new series begins with a figure: by its symbol, or as declared."""
    return _marked(entry, figure) or broken_at(entry, measure, figure.period)


def _marked(entry: Entry, figure: Figure) -> bool:
    return entry.reference.symbols.role_of(figure.status) == "break"


def broken_at(entry: Entry, measure: Measure, period: Period) -> bool:
    """Whether a break in the series is declared to begin with this period."""
    return any(item.period == period.text for item in entry.indicator.breaks_of(measure))


def in_one_series(
    entry: Entry, measure: Measure, series: Series, older: Period, figure: Figure | None
) -> bool:
    """Whether figures of two periods can be set beside each other.

    They cannot where a new series begins after the older one, up to the newer one, and where one
    of the periods from the older to the newer is exceptional.

    Args:
        entry: the indicator.
        measure: one of its measures.
        series: the one that the figure is in.
        older: a period that is not newer than the figure's.
        figure: the newer figure; without one there is nothing to be cut off from.
    """
    if figure is None or older == figure.period:
        return True
    between = measure.kind.between(older, figure.period)
    if any(entry.indicator.is_exceptional(measure, period) for period in between):
        return False
    later = between[1:]
    # A symbol breaks a series wherever it stands, not only beside the newest figure.
    marked = {found.period for found in series.figures if _marked(entry, found)}
    return marked.isdisjoint(later) and not any(broken_at(entry, measure, p) for p in later)
