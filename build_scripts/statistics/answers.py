"""Everything that can be said of one measure at one period, and what cannot, as values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from build_scripts.model.indicator_parts import Target
from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period
from build_scripts.model.reference import Area
from build_scripts.model.units import rounded
from build_scripts.statistics.comparisons import Standing, standing
from build_scripts.statistics.directions import Direction, direction
from build_scripts.statistics.judging import Certainty
from build_scripts.statistics.ranking import League, Rank, league
from build_scripts.statistics.series import Entry

# Of such figures no order of councils is shown at all.
NO_LEAGUE = ("poor_data", "too_old")


@dataclass(frozen=True)
class Answers:
    """The answers of one measure at one period.

    Attributes:
        measure: what was asked about.
        league: all councils in the period of the council's figure; None without one, where fewer
            than two councils have a figure, and where the data is poor or the period old.
        rank: the council's place in it, even if it may not be given; None if it is not ranked.
        place: the same, if it may be given.
        target: the target of that period, if the council has set one.
    """

    measure: Measure
    standing: Standing
    league: League | None
    rank: Rank | None
    place: Rank | None
    direction: Direction
    target: Target | None

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
    all_of_them = rank = place = target = None
    if now.figure is not None and now.certainty is not None:
        if now.certainty.reason not in NO_LEAGUE:
            found = league(entry, asked, now.figure.period)
            all_of_them = found if len(found.values) > 1 else None
        if all_of_them is not None:
            rank = all_of_them.ranks.get(entry.council.code)
            place = place_in(all_of_them, entry.council, now.certainty)
        target = target_at(entry, asked, now.figure.period)
    return Answers(
        measure=asked,
        standing=now,
        league=all_of_them,
        rank=rank,
        place=place,
        direction=direction(entry, asked, at),
        target=target,
    )


def place_in(found: League, area: Area, sure: Certainty) -> Rank | None:
    """The place of a council among all, if it may be given.

    None where it is not ranked or alone, where nothing is claimed of its figure, and where too
    many share the place.

    Args:
        found: all councils in the period of the figure.
        area: the council.
        sure: what chance and rounding leave open about its figure.
    """
    rank = found.ranks.get(area.code)
    if rank is None or rank.ranked == 1 or sure.withheld or rank.is_crowded:
        return None
    return rank


def target_at(entry: Entry, measure: Measure, at: Period) -> Target | None:
    """The target that holds for a measure in a period; only the headline measure has any."""
    if not measure.headline:
        return None
    targets = entry.indicator.targets
    return next((target for target in targets if target.holds(at, measure.kind)), None)
