"""What a chart of many shows, before it is drawn: all councils, and the groups of a breakdown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from build_scripts.model.comparators import Members
from build_scripts.model.figures import Figure
from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period
from build_scripts.model.reference import Area
from build_scripts.statistics.answers import Answers
from build_scripts.statistics.series import Entry

# A picture of how councils are spread needs some to be spread.
FEWEST_COUNCILS = 12


@dataclass(frozen=True)
class Dot:
    """One council's figure.

    Attributes:
        is_council: whether it is the council from which the figures are seen.
        members: the group it is shown as one of, if any.
    """

    name: str
    is_council: bool
    members: Members | None
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
    """The figures of all councils in the period that was asked about.

    Returns:
        None where the council has no figure, fewer than `FEWEST_COUNCILS` have one, or all have
        the same.
    """
    league = answers.league
    if league is None or len(league.values) < FEWEST_COUNCILS:
        return None
    if len(set(league.values.values())) == 1:
        return None
    dots = [
        Dot(
            entry.reference.areas[code].full_name,
            code == entry.council.code,
            None if code == entry.council.code else members_of(entry, code),
            value,
        )
        for code, value in league.values.items()
    ]
    country = entry.standpoint.country
    figure = entry.series(answers.measure.id, country).at(league.period)
    return Distribution(
        measure=answers.measure,
        period=league.period,
        dots=tuple(sorted(dots, key=lambda dot: (dot.value, dot.name))),
        country_name=country.name,
        country=figure.value if figure else None,
    )


@dataclass(frozen=True)
class Bar:
    """One of the latest figures side by side.

    Attributes:
        name: of the area or group of areas.
        is_council: whether it is the council from which the figures are seen.
    """

    name: str
    is_council: bool
    period: Period
    value: Decimal


def bars(entry: Entry, answers: Answers) -> tuple[Bar, ...]:
    """The council's figure, if it has one, and those of its comparators."""
    now = answers.standing
    ours = (
        [Bar(entry.council.name, True, now.council.period, now.council.value)]
        if now.council
        else []
    )
    others = (compared.benchmark for compared in now.comparators)
    return (*ours, *(Bar(b.comparator.name, False, b.period, b.value) for b in others))


def members_of(entry: Entry, code: str) -> Members | None:
    """How an area is shown as one of a comparator's areas; None where it is one of none."""
    for comparator in entry.standpoint.comparators:
        if comparator.members is not None and any(a.code == code for a in comparator.areas):
            return comparator.members
    return None


@dataclass(frozen=True)
class Split:
    """One breakdown of a measure in the newest period for which there is any figure.

    Attributes:
        areas: the council and the single areas it is set beside, as far as they have rows.
        categories: names of the groups, in the order declared.
        figures: for each category and each area, the figure or None where there is no row.
        compared: whether one category may be set beside another.
    """

    topic: str
    measure: Measure
    period: Period
    areas: tuple[Area, ...]
    categories: tuple[str, ...]
    figures: tuple[tuple[Figure | None, ...], ...]
    compared: bool = True


def splits(entry: Entry) -> list[Split]:
    """Every declared breakdown that has figures, in the order declared."""
    single = (c.areas[0] for c in entry.standpoint.comparators if not c.is_group)
    areas = (entry.council, *single)
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
        found.append(
            Split(
                breakdown.topic,
                measure,
                newest,
                shown,
                breakdown.categories,
                figures,
                compared=not breakdown.not_compared_because,
            )
        )
    return found
