"""What the charts of an indicator are drawn from: lines, breaks, bands, targets and breakdowns."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from string import ascii_uppercase

from build_scripts.model.periods import Period
from tests.oracle.facts import Facts
from tests.oracle.files import Area, Figure
from tests.oracle.measures import Measure
from tests.oracle.measuring import FEWEST_RANKED, Limits, middle
from tests.oracle.reading import one_of


@dataclass(frozen=True, eq=False)
class Line:
    """A line of a chart over time, by period; `area` is None where it is that of a group."""

    label: str
    values: dict[Period, Fraction]
    area: Area | None = None


@dataclass(frozen=True, eq=False)
class Split:
    """The newest figures of a breakdown: for each category, those of each area with any row.

    Attributes:
        apart: why no category may be set beside another, or empty.
    """

    topic: str
    measure: Measure
    period: Period
    areas: tuple[Area, ...]
    figures: dict[str, dict[Area, Figure | None]]
    apart: str = ""


@cache
def lines(facts: Facts) -> list[Line]:
    """The lines of the chart over time, the council's first."""
    shared = facts.shared
    ours = {p: f.value for p, f in facts.of(shared.council).items() if f.text}
    single = [one for one in reversed(shared.comparators) if not one.many]
    groups = [one for one in shared.comparators if one.many]
    others = (
        Line(
            one.label,
            {period: middle(values) for period, values in facts.values(one).items()},
            None if one.many else one.areas[0],
        )
        for one in (*single, *groups)
    )
    return [line for line in (Line(shared.name, ours, shared.council), *others) if line.values]


@cache
def axis(facts: Facts) -> list[Period]:
    """Every period of the measure, gaps included."""
    span = facts.data.spans.get(facts.main.id)
    return facts.kind.between(*span) if span else []


@cache
def texts_of(facts: Facts) -> str:
    """The pattern of a period as the axis writes it."""
    return one_of(period.text for period in axis(facts))


@cache
def splits(facts: Facts) -> list[Split]:
    """Every breakdown with a figure for the council, its region or its country."""
    data, found = facts.data, []
    single = (one.areas[0] for one in facts.shared.comparators if not one.many)
    areas = (facts.shared.council, *single)
    for said in data.words.get("breakdowns") or []:
        of, topic = data.measures[said["measure"]], said["topic"]
        rows = {
            (category, area): data.series.get((of.id, area.code, topic, category), {})
            for category in said["categories"]
            for area in areas
        }
        dated = [period for row in rows.values() for period, f in row.items() if f.text]
        if dated:
            newest = max(dated)
            there = tuple(a for a in areas if any(newest in rows[c, a] for c in said["categories"]))
            figures = {c: {a: rows[c, a].get(newest) for a in there} for c in said["categories"]}
            apart = said.get("not_compared_because", "")
            found.append(Split(topic, of, newest, there, figures, apart))
    return found


@cache
def cuts(facts: Facts) -> list[tuple[str, str]]:
    """The period with which each new series begins on the axis, and its letter."""
    begun = [period.text for period in axis(facts)[1:] if facts.breaks(period)]
    return list(zip(begun, ascii_uppercase, strict=False))


@cache
def band(facts: Facts, period: Period) -> Limits | None:
    """The 95% limits of the council's figure of a period, where there are any.

    By its age only the newest figure can take the band away, and then all of it: every line goes
    back to years that are too old to judge by.
    """
    council, now = facts.shared.council, facts.council
    row = facts.of(council).get(period)
    if row is None or not row.text or now is None or facts.old(now):
        return None
    return None if facts.flawed(council, row) else facts.range_of(council, row, 0.05)


@cache
def exceptional(facts: Facts) -> list[Period]:
    """The periods on the axis that are declared not comparable with any other."""
    return [period for period in axis(facts) if facts.exceptional(period)]


def targets(facts: Facts) -> list[tuple[Period, Period, Fraction]]:
    """The first and last period on the axis that a target holds for, and its value."""
    found, at, parse = [], axis(facts), facts.kind.parse
    for item in facts.data.words.get("targets") or []:
        first = parse(item["from_period"]) if item.get("from_period") else at[0]
        last = parse(item["to_period"]) if item.get("to_period") else at[-1]
        if inside := [period for period in at if first <= period <= last]:
            found.append((inside[0], inside[-1], Fraction(item["value"])))
    return found


def hidden(facts: Facts) -> bool:
    """Whether a figure is too poor or too old to show it among those of all councils."""
    now = facts.council
    return now is not None and facts.unjudged(facts.shared.council, now) in ("poor", "old")


def kinds(facts: Facts) -> list[str]:
    """The charts a page has, in their order."""
    if not facts.data.rows:
        return []
    first = "trend" if any(len(line.values) > 1 for line in lines(facts)) else "bars"
    now = facts.council
    values = [row.value for row in facts.ranked(now.period).values()] if now else []
    spread = len(values) >= FEWEST_RANKED and len(set(values)) > 1 and not hidden(facts)
    return [first, *(["councils"] if spread else []), *["groups" for _ in splits(facts)]]
