"""Everything that can be said of one measure at one period, and what cannot, as values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from build_scripts.model.indicator_parts import Target
from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period
from build_scripts.model.units import rounded
from build_scripts.statistics.comparisons import Standing, standing
from build_scripts.statistics.directions import Direction, direction
from build_scripts.statistics.ranking import League, Rank, league
from build_scripts.statistics.series import Entry


@dataclass(frozen=True)
class Answers:
    """The answers of one measure at one period.

    Attributes:
        measure: what was asked about.
        league: all councils in the period of the council's figure; None without one, or where
            fewer than two councils have a figure.
        target: the target of that period, if the council has set one.
    """

    measure: Measure
    standing: Standing
    league: League | None
    direction: Direction
    target: Target | None

    def rank(self, code: str) -> Rank | None:
        """The place of a council in the league."""
        return self.league.ranks.get(code) if self.league else None

    @property
    def met(self) -> bool | None:
        """Whether the figure as shown meets the target; None where neither side of it is better."""
        if self.target is None or self.standing.council is None or not self.measure.has_better:
            return None
        figure = rounded(self.standing.council.value, self.measure.decimals)
        target = Decimal(str(self.target.value))
        return figure == target or self.measure.better(higher=figure > target)


def answers(entry: Entry, measure: Measure | None = None, at: Period | None = None) -> Answers:
    """Work out what can be said.

    Args:
        entry: the indicator, seen from one council.
        measure: one of its measures; None for the headline.
        at: the period asked about, as if nothing newer had been published; None for the newest
            for which the council has a figure.
    """
    asked = entry.indicator.headline if measure is None else measure
    now = standing(entry, asked, at)
    found = target = None
    if now.council is not None:
        found = league(entry, asked, now.council.period)
        target = target_at(entry, asked, now.council.period)
    return Answers(
        measure=asked,
        standing=now,
        league=found if found is not None and len(found.values) > 1 else None,
        direction=direction(entry, asked, at),
        target=target,
    )


def target_at(entry: Entry, measure: Measure, at: Period) -> Target | None:
    """The target that holds for a measure in a period; only the headline measure has any."""
    if not measure.headline:
        return None
    targets = entry.indicator.targets
    return next((target for target in targets if target.holds(at, measure.kind)), None)
