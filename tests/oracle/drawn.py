"""What the charts of an indicator are drawn from: lines, breaks, bands, targets and breakdowns."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from string import ascii_uppercase

from build_scripts.model.periods import Period
from tests.oracle.facts import Facts
from tests.oracle.files import Area, Figure, Measure
from tests.oracle.measuring import FEWEST_RANKED, Limits, middle
from tests.oracle.reading import one_of


@dataclass(frozen=True, eq=False)
class Line:
    """A line of a chart over time, by period."""

    label: str
    values: dict[Period, Fraction]


@dataclass(frozen=True, eq=False)
class Split:
    """The newest figures of a breakdown: for each category, those of each area with any row."""

    topic: str
    measure: Measure
    period: Period
    areas: tuple[Area, ...]
    figures: dict[str, dict[Area, Figure | None]]


@cache
def lines(facts: Facts) -> list[Line]:
    """The lines of the chart over time, the council's first."""
    shared, found = facts.shared, []
    named = ((shared.name, shared.council), *((a.name, a) for a in (shared.country, shared.region)))
    for label, area in named:
        found.append(Line(label, {p: f.value for p, f in facts.of(area).items() if f.text}))
    medians = {period: middle(values) for period, values in facts.neighbours.items()}
    found.append(Line("Neighbours’ median", medians))
    return [line for line in found if line.values]


@cache
def axis(facts: Facts) -> list[Period]:
    """Every period of the headline measure, gaps included."""
    return facts.kind.between(*facts.spans[facts.headline.id]) if facts.rows else []


@cache
def texts_of(facts: Facts) -> str:
    """The pattern of a period as the axis writes it."""
    return one_of(period.text for period in axis(facts))


@cache
def splits(facts: Facts) -> list[Split]:
    """Every breakdown with a figure for the council, its region or its country."""
    shared, found = facts.shared, []
    areas = (shared.council, shared.region, shared.country)
    for said in facts.words.get("breakdowns") or []:
        of, topic = facts.measures[said["measure"]], said["topic"]
        rows = {
            (category, area): facts.series.get((of.id, area.code, topic, category), {})
            for category in said["categories"]
            for area in areas
        }
        dated = [period for row in rows.values() for period, f in row.items() if f.text]
        if dated:
            newest = max(dated)
            there = tuple(a for a in areas if any(newest in rows[c, a] for c in said["categories"]))
            figures = {c: {a: rows[c, a].get(newest) for a in there} for c in said["categories"]}
            found.append(Split(topic, of, newest, there, figures))
    return found


@cache
def cuts(facts: Facts) -> list[tuple[str, str]]:
    """The period with which each new series begins on the axis, and its letter."""
    begun = [period.text for period in axis(facts)[1:] if facts.breaks(period)]
    return list(zip(begun, ascii_uppercase, strict=False))


@cache
def band(facts: Facts, period: Period) -> Limits | None:
    """The 95% limits of the council's figure of a period, where there are any."""
    row = facts.of(facts.shared.council).get(period)
    return facts.limits(facts.shared.council, row, 0.05) if row and row.text else None


def targets(facts: Facts) -> list[tuple[Period, Period, Fraction]]:
    """The first and last period on the axis that a target holds for, and its value."""
    found, at, parse = [], axis(facts), facts.kind.parse
    for item in facts.words.get("targets") or []:
        first = parse(item["from_period"]) if item.get("from_period") else at[0]
        last = parse(item["to_period"]) if item.get("to_period") else at[-1]
        if inside := [period for period in at if first <= period <= last]:
            found.append((inside[0], inside[-1], Fraction(item["value"])))
    return found


def kinds(facts: Facts) -> list[str]:
    """The charts a page has, in their order."""
    if not facts.rows:
        return []
    first = "trend" if any(len(line.values) > 1 for line in lines(facts)) else "bars"
    now = facts.council
    values = [row.value for row in facts.ranked(now.period).values()] if now else []
    spread = len(values) >= FEWEST_RANKED and len(set(values)) > 1
    return [first, *(["councils"] if spread else []), *["groups" for _ in splits(facts)]]
