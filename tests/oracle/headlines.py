"""The titles that charts may have, each written out in full.

Where the rules leave more than one, each is given: a title must be one of them, letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from build_scripts.model.periods import Period
from tests.oracle.drawn import Line, Split, axis, lines
from tests.oracle.facts import Facts
from tests.oracle.measuring import listed, ordinal

# How many figures a title looks back over, and how far back a record must lie.
RUN, RECORD = 5, 6


@dataclass(frozen=True)
class Run:
    """The newest figures of a line that may be set beside each other, oldest first."""

    periods: tuple[Period, ...]
    values: tuple[Fraction, ...]

    @property
    def rise(self) -> Fraction:
        """The last less the first."""
        return self.values[-1] - self.values[0]


def begins(facts: Facts, line: Line, period: Period) -> bool:
    """Whether a new series of a line begins with a period, by a symbol or as declared."""
    if facts.breaks(period):
        return True
    row = facts.of(line.area).get(period) if line.area else None
    return row is not None and row.status in facts.shared.beginning


def run(facts: Facts, line: Line) -> Run:
    """The newest figures that nothing separates: at most five, at least the newest."""
    at = axis(facts)
    place = max(i for i, period in enumerate(at) if period in line.values)
    first = place
    while (
        first > 0
        and place - first < RUN - 1
        and not facts.exceptional(at[first])
        and not begins(facts, line, at[first])
        and at[first - 1] in line.values
        and not facts.exceptional(at[first - 1])
    ):
        first -= 1
    chosen = at[first : place + 1]
    return Run(tuple(chosen), tuple(facts.main.seen(line.values[period]) for period in chosen))


def turns(facts: Facts, found: Run) -> list[int]:
    """Where the run turns: the inner point furthest beyond both ends, or several as far as it."""
    first, last = found.values[0], found.values[-1]
    legs = {}
    for i, point in list(enumerate(found.values))[1:-1]:
        if not min(first, last) <= point <= max(first, last):
            legs[i] = sorted((abs(point - first), abs(point - last)))
    furthest = max((smaller for smaller, _ in legs.values()), default=None)
    return [
        i
        for i, (smaller, larger) in legs.items()
        if smaller == furthest and smaller >= 2 * facts.main.last_place and smaller * 3 >= larger
    ]


def trend_titles(facts: Facts) -> list[str]:
    """Every title that a chart over time may have."""
    line = lines(facts)[0]
    found, show, name = run(facts, line), facts.main.with_unit, line.label
    ends = [f"{show(v)} in {p.text}" for p, v in zip(found.periods, found.values, strict=True)]
    first, last = ends[0], ends[-1]
    if facts.exceptional(found.periods[-1]) or len(ends) == 1:
        return [f"{name} was at {last}"]
    span = f"from {found.periods[0].text} to {found.periods[-1].text}"
    if len(set(found.values)) == 1:
        return [f"{name} stayed at {show(found.values[0])} {span}"]
    turned = []
    for i in turns(facts, found):
        there, back = ("rose", "fell") if found.values[i] > found.values[0] else ("fell", "rose")
        turned.append(f"{name} {there} from {first} to {ends[i]}, then {back} to {last}")
    unsteady = [f"{name} changed, but not steadily: {first}, {last}"]
    word = facts.trend.word if line.label == facts.shared.name else ""
    rose = found.rise > 0
    moved = [
        f"{name} {'rose' if rose else 'fell'} from {first} to {last}{more}"
        for more in records(facts, line, found, rose)
    ]
    if word in ("risen", "fallen"):
        # A figure that the test finds rising need not end above where it began.
        return moved if found.rise and rose == (word == "risen") else [*turned, *unsteady]
    if word == "changed":
        return turned or unsteady
    if word == "unclear":
        return [f"{name} shows no clear change: {first}, {last}"]
    if turned:
        return turned
    if abs(found.rise) < 2 * facts.main.last_place:
        return [f"{name} hardly changed: {first}, {last}"]
    return moved


def records(facts: Facts, line: Line, found: Run, rose: bool) -> list[str]:
    """What is added of how long it has not been as high or as low; any of several, or nothing."""
    told = [*_since(facts, line, found, rose), *_still(facts, line, found, rose)]
    return told or [""]


def _reaches(value: Fraction, other: Fraction, rose: bool) -> bool:
    return value >= other if rose else value <= other


def _since(facts: Facts, line: Line, found: Run, rose: bool) -> Iterator[str]:
    at, last = axis(facts), found.values[-1]
    place, which = at.index(found.periods[-1]), "highest" if rose else "lowest"
    start = place
    for i in range(place - 1, -1, -1):
        if begins(facts, line, at[i + 1]):
            break
        if at[i] not in line.values:
            if any(period in line.values for period in at[:i]):
                return  # nobody knows what it was in between
            break
        start = i
        value = facts.main.seen(line.values[at[i]])
        if not facts.exceptional(at[i]) and _reaches(value, last, rose):
            if place - i >= RECORD:
                yield f", the {which} since {at[i].text}"
            return
    if place - start >= RECORD:
        yield f", the {which} since the series began in {at[start].text}"


def _still(facts: Facts, line: Line, found: Run, rose: bool) -> Iterator[str]:
    at = axis(facts)
    i = at.index(found.periods[0]) - 1
    if i < 0 or not facts.exceptional(at[i]) or begins(facts, line, at[i + 1]):
        return
    while i >= 0 and (facts.exceptional(at[i]) or at[i] not in line.values):
        if begins(facts, line, at[i]):
            return
        i -= 1
    if i < 0:
        return
    before = facts.main.seen(line.values[at[i]])
    if any(_reaches(value, before, rose) for value in found.values):
        return
    where = "below" if rose else "above"
    shown = facts.main.with_unit(line.values[at[i]])
    yield f", still {where} {shown} in {at[i].text}, before the exceptional years"


def split_titles(facts: Facts, split: Split) -> list[str]:
    """Every title that a chart of groups may have."""
    of, ours = split.measure, split.areas[0]
    if ours.level != "local_authority":
        ours = split.areas[-1]
    rows = {c: row.value for c, by in split.figures.items() if (row := by[ours]) and row.text}
    if not rows:
        return [f"{ours.name}: no figure by {split.topic}"]
    first = next(iter(rows))
    alone = f"{ours.name}: {first} was {of.with_unit(rows[first])}"
    if split.apart:
        return [alone]
    seen = {category: of.seen(value) for category, value in rows.items()}
    low, high = min(seen.values()), max(seen.values())
    if low == high:
        same = f"{ours.name} was the same in every group, {of.with_unit(low)}"
        return [same] if len(rows) > 1 else [alone, same]
    exact = [
        [c for c in rows if rows[c] == end] for end in (min(rows.values()), max(rows.values()))
    ]
    as_shown = [[c for c in rows if seen[c] == end] for end in (low, high)]
    return [
        f"{ours.name} ranged from {of.with_unit(low)} for {listed(lowest)} "
        f"to {of.with_unit(high)} for {listed(highest)}"
        for lowest, highest in (exact, as_shown)
    ]


@cache
def distribution_titles(facts: Facts) -> list[str]:
    """The title that a chart of all councils may have."""
    place, now, name = facts.standing, facts.council, facts.shared.name
    if place is None or now is None:
        return [f"{name} is not given a place"]
    if place.crowded:
        shown = facts.main.with_unit(now.value) if now.value else "none"
        return [f"{name} is one of {place.shared_by} councils that show {shown}"]
    first = "highest" if facts.main.polarity == "neutral" else "best"
    joint = "joint " if place.shared_by > 1 else ""
    return [f"{name} is {joint}{ordinal(place.place)} of {place.ranked}, 1st is {first}"]
