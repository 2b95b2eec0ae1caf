"""Everything that can be said of the council's headline figure, and what cannot, as values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from build_scripts.model.indicator import Target
from build_scripts.model.measure import Measure
from build_scripts.model.units import rounded
from build_scripts.statistics.comparisons import Standing, standing
from build_scripts.statistics.directions import Direction, direction
from build_scripts.statistics.ranking import League, Rank, league
from build_scripts.statistics.series import Entry


@dataclass(frozen=True)
class Answers:
    """The answers of one indicator.

    Attributes:
        league: all councils in the period of the council's latest figure; None without one, or
            where fewer than two councils have a figure.
        target: the target of that period, if the council has set one.
    """

    standing: Standing
    league: League | None
    direction: Direction
    target: Target | None

    def rank(self, code: str) -> Rank | None:
        """The place of a council in the league."""
        return self.league.ranks.get(code) if self.league else None

    def met(self, measure: Measure) -> bool | None:
        """Whether the figure as shown meets the target; None where neither side of it is better."""
        if self.target is None or self.standing.council is None or measure.polarity == "neutral":
            return None
        figure = rounded(self.standing.council.value, measure.decimals)
        target = Decimal(str(self.target.value))
        return figure >= target if measure.polarity == "high" else figure <= target


def answers(entry: Entry) -> Answers:
    """Work out what can be said of the headline measure."""
    now = standing(entry, entry.indicator.headline.id)
    found = target = None
    if now.council is not None:
        found = league(entry, now.council.period)
        target = target_at(entry, now.council.period.text)
    return Answers(
        standing=now,
        league=found if found is not None and len(found.values) > 1 else None,
        direction=direction(entry),
        target=target,
    )


def target_at(entry: Entry, period: str) -> Target | None:
    """The target that holds for a period."""
    kind = entry.indicator.period.kind
    at = kind.parse(period)
    for target in entry.indicator.targets:
        begins = not target.from_period or kind.parse(target.from_period) <= at
        ends = not target.to_period or at <= kind.parse(target.to_period)
        if begins and ends:
            return target
    return None
