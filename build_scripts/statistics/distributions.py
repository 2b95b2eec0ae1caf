"""What a chart of all councils shows, before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period
from build_scripts.statistics.answers import Answers
from build_scripts.statistics.series import Entry

# A picture of how councils are spread needs some to be spread.
FEWEST_COUNCILS = 12


@dataclass(frozen=True)
class Dot:
    """One council's figure."""

    name: str
    who: Literal["council", "neighbour", "other"]
    value: Decimal


@dataclass(frozen=True)
class Distribution:
    """The figures of all ranked councils for one period.

    Attributes:
        dots: lowest figure first, and by name where figures are the same.
        country: the country's figure of the same period, if there is one.
    """

    measure: Measure
    period: Period
    dots: tuple[Dot, ...]
    country_name: str
    country: Decimal | None


def distribution(entry: Entry, answers: Answers) -> Distribution | None:
    """The figures of all councils in the period of the council's latest figure.

    Returns:
        None where the council has no figure, fewer than `FEWEST_COUNCILS` have one, or all have
        the same.
    """
    league, shared = answers.league, entry.shared
    if league is None or len(league.values) < FEWEST_COUNCILS:
        return None
    if len(set(league.values.values())) == 1:
        return None
    dots = []
    for code, value in league.values.items():
        who: Literal["council", "neighbour", "other"] = "other"
        if code == shared.council.code:
            who = "council"
        elif code in shared.neighbours:
            who = "neighbour"
        dots.append(Dot(shared.areas[code].full_name, who, value))
    figure = entry.headline(shared.country).at(league.period)
    return Distribution(
        measure=entry.indicator.headline,
        period=league.period,
        dots=tuple(sorted(dots, key=lambda dot: (dot.value, dot.name))),
        country_name=shared.country.name,
        country=figure.value if figure else None,
    )
