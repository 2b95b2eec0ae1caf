"""The titles of charts, each written out in full: a title must be that, letter by letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise

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


def turn(facts: Facts, found: Run) -> int | None:
    """Where the run turns: the inner point furthest beyond both ends, the first if several are."""
    first, last = found.values[0], found.values[-1]
    legs = {}
    for i, point in list(enumerate(found.values))[1:-1]:
        if not min(first, last) <= point <= max(first, last):
            legs[i] = sorted((abs(point - first), abs(point - last)))
    if not legs:
        return None
    furthest = max(legs, key=lambda i: legs[i][0])
    smaller, larger = legs[furthest]
    far = smaller >= 2 * facts.main.last_place and smaller * 3 >= larger
    return furthest if far else None


def steady(values: Sequence[Fraction]) -> bool:
    """Whether values in a row never go back."""
    steps = [later - earlier for earlier, later in pairwise(values)]
    return all(step >= 0 for step in steps) or all(step <= 0 for step in steps)


def differs(facts: Facts, line: Line, found: Run) -> bool | None:
    """Whether the figures of a run differ by more than chance; None where nobody can tell."""
    if line.area is None:
        return None
    rows = facts.of(line.area)
    return facts.differ(line.area, [rows[period] for period in found.periods])


def trend_title(facts: Facts) -> str:
    """The title of a chart over time."""
    line = lines(facts)[0]
    found, show, name = run(facts, line), facts.main.with_unit, line.label
    if facts.poor:
        name += "’s published figure"
    ends = [f"{show(v)} in {p.text}" for p, v in zip(found.periods, found.values, strict=True)]
    first, last = ends[0], ends[-1]
    if facts.exceptional(found.periods[-1]) or len(ends) == 1:
        return f"{name} was at {last}"
    if len(set(found.values)) == 1:
        span = f"from {found.periods[0].text} to {found.periods[-1].text}"
        return f"{name} stayed at {show(found.values[0])} {span}"
    turned, i = "", turn(facts, found)
    if i is not None:
        there, back = ("rose", "fell") if found.values[i] > found.values[0] else ("fell", "rose")
        turned = f"{name} {there} from {first} to {ends[i]}, then {back} to {last}"
    unsteady = f"{name} changed, but not steadily: {first}, {last}"
    unclear = f"{name} shows no clear change: {first}, {last}"
    rose = found.rise > 0
    moved = f"{name} {'rose' if rose else 'fell'} from {first} to {last}"
    moved += record(facts, line, found, rose)
    word = facts.trend.word if line.area == facts.shared.council else ""
    if word in ("risen", "fallen"):
        # A figure that the test finds rising need not end above where it began.
        return moved if found.rise and rose == (word == "risen") else turned or unsteady
    if word:
        return unclear if word == "unclear" else turned or unsteady
    differing = differs(facts, line, found)
    if differing is None:
        hardly = f"{name} hardly changed: {first}, {last}"
        return turned or (hardly if abs(found.rise) < 2 * facts.main.last_place else moved)
    if not differing:
        return unclear
    published = [line.values[period] for period in found.periods]
    return turned or (moved if steady(published) else unsteady)


def bars_title(facts: Facts, name: str, figure: Fraction) -> str:
    """The title of bars, of the first of which a name and a figure are given."""
    period = facts.council.period if facts.council else facts.comparators[0].period
    name += "’s published figure" if facts.poor else ""
    return f"{name} was at {facts.main.with_unit(figure)} in {period.text}"


def record(facts: Facts, line: Line, found: Run, rose: bool) -> str:
    """What is added of how long it has not been as high or as low, or of what it was before.

    What it was before exceptional years comes first, where it has not been that again.
    """
    told = (*_still(facts, line, found, rose), *_since(facts, line, found, rose))
    return next(iter(told), "")


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
        if _reaches(facts.main.seen(line.values[at[i]]), last, rose):
            # That of an exceptional year is not comparable, and yet nobody may pass over it.
            if place - i >= RECORD and not facts.exceptional(at[i]):
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


def split_title(facts: Facts, split: Split) -> str:
    """The title of a chart of groups."""
    of, ours = split.measure, split.areas[0]
    if ours.level != "local_authority":
        ours = split.areas[-1]
    rows = {c: row.value for c, by in split.figures.items() if (row := by[ours]) and row.text}
    topic = split.topic[0].lower() + split.topic[1:]
    if split.apart:
        return f"{ours.name} by {topic}: groups that are not set against each other"
    if not rows:
        return f"{ours.name}: no figure by {topic}"
    seen = {category: of.seen(value) for category, value in rows.items()}
    low, high = min(seen.values()), max(seen.values())
    if len(rows) == 1:
        return f"{ours.name}: {next(iter(rows))} was {of.with_unit(low)}"
    if low == high:
        every = "every group" if len(rows) == len(split.figures) else "every group shown"
        return f"{ours.name} was the same in {every}, {of.with_unit(low)}"
    lowest, highest = (listed([c for c in rows if seen[c] == end]) for end in (low, high))
    ends = f"{of.with_unit(low)} for {lowest} to {of.with_unit(high)} for {highest}"
    return f"{ours.name} ranged from {ends}"


@cache
def distribution_title(facts: Facts) -> str:
    """The title of a chart of all councils."""
    place, now, name = facts.standing, facts.council, facts.shared.name
    if place is None or now is None:
        return f"{name} is not given a place"
    if place.crowded:
        shown = facts.main.with_unit(now.value) if now.value else "none"
        return f"{name} is one of {place.shared_by} councils that show {shown}"
    first = "highest" if facts.main.polarity == "neutral" else "best"
    joint = "joint " if place.shared_by > 1 else ""
    return f"{name} is {joint}{ordinal(place.place)} of {place.ranked}, 1st is {first}"
