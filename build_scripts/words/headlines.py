"""The titles of charts: sentences that say what a chart shows, by one rule for all.

The rule is explained on the Methods page. Every number comes from the rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts.model.edition import Edition
from build_scripts.model.measure import Measure
from build_scripts.statistics.answers import Answers
from build_scripts.statistics.directions import Direction
from build_scripts.statistics.groups import Bar, Split
from build_scripts.statistics.runs import Dated, Run, run_of
from build_scripts.statistics.trends import Line, Trend
from build_scripts.words.comparing import shown_or_none
from build_scripts.words.numbers import (
    listed,
    lower_first,
    ordinal,
    possessive,
    upper_first,
    with_unit,
)

# A difference smaller than so many units of the last digit shown may be rounding and no more.
HARDLY = 2


def line_name(line: Line, edition: Edition) -> str:
    """What a line of a trend chart is called."""
    return edition.area_name if line.comparator is None else line.comparator.label


def trend_title(
    data: Trend, direction: Direction, edition: Edition, changed: bool | None = None
) -> str:
    """What a trend chart shows above all: what the run of comparable figures to the newest did.

    Args:
        data: what the chart shows.
        direction: what the test of the last five points says of the council's figures.
        edition: whose site the chart is on.
        changed: whether the figures of the run differ by more than chance; None if not known.
    """
    line = data.lines[-1]
    name, run = upper_first(line_name(line, edition)), run_of(data, line)
    if line.is_council and data.doubted:
        name = f"{possessive(name)} published figure"
    first, last = run.points[0], run.points[-1]
    if len(run.points) == 1:
        return f"{name} was at {_at(last, data)}"
    shown = {with_unit(point.value, data.measure) for point in run.points}
    if len(shown) == 1:
        span = f"from {first.period.text} to {last.period.text}"
        return f"{name} stayed at {with_unit(last.value, data.measure)} {span}"
    tested = direction.word if line.is_council else ""
    if line.is_council and not tested and changed is False:
        tested = "unclear"
    ends = f"{_at(first, data)}, {_at(last, data)}"
    if tested == "unclear":
        return f"{name} shows no clear change: {ends}"
    if run.turn is not None and tested not in ("increasing", "decreasing"):
        went, came = ("rose", "fell") if run.turn.value > first.value else ("fell", "rose")
        moved = f"{went} from {_at(first, data)} to {_at(run.turn, data)}"
        return f"{name} {moved}, then {came} to {_at(last, data)}"
    against = tested == ("decreasing" if run.by > 0 else "increasing")
    if tested == "changed" or against or (changed and not tested and not run.is_monotone):
        return f"{name} changed, but not steadily: {ends}"
    if not tested and not changed and abs(run.by) < HARDLY:
        return f"{name} hardly changed: {ends}"
    went = "rose" if run.by > 0 else "fell"
    return f"{name} {went} from {_at(first, data)} to {_at(last, data)}{_beyond(run, data)}"


def _at(point: Dated, data: Trend) -> str:
    return f"{with_unit(point.value, data.measure)} in {point.period.text}"


def _beyond(run: Run, data: Trend) -> str:
    """How the newest figure stands to those before the run."""
    most = "highest" if run.by > 0 else "lowest"
    if run.unmatched is not None:
        still = "still below" if run.by > 0 else "still above"
        return f", {still} {_at(run.unmatched, data)}, before the exceptional years"
    if run.record is not None:
        return f", the {most} since {run.record.period.text}"
    if run.began is not None:
        return f", the {most} since the series began in {run.began.text}"
    return ""


def distribution_title(found: Answers, edition: Edition) -> str:
    """Where the council stands among all."""
    rank, name = found.rank, upper_first(edition.area_name)
    sure, council = found.standing.certainty, found.standing.council
    if found.league is None or rank is None or sure is None or sure.withheld or council is None:
        return f"{name} is not given a place"
    if found.place is None:
        shown = shown_or_none(council.value, found.measure)
        return f"{name} is one of {rank.shared_by} councils that show {shown}"
    joint = "joint " if rank.shared_by > 1 else ""
    first = "best" if found.league.best_first else "highest"
    return f"{name} is {joint}{ordinal(rank.place)} of {rank.ranked}, 1st is {first}"


def split_title(split: Split, edition: Edition) -> str:
    """Between which groups the figures of the council, or else of its country, range."""
    area = edition.council if edition.council in split.areas else split.areas[-1]
    at = split.areas.index(area)
    found = [
        (figure.value, category)
        for category, figures in zip(split.categories, split.figures, strict=True)
        if (figure := figures[at]) is not None and figure.value is not None
    ]
    name = upper_first(edition.area_name) if area == edition.council else area.name
    if not found:
        return f"{name}: no figure by {split.topic}"
    if not split.compared:
        return f"{name} by {lower_first(split.topic)}: groups that are not set against each other"
    if len(found) == 1:
        value, category = found[0]
        return f"{name}: {category} was {with_unit(value, split.measure)}"
    # By the text: figures that look the same are told as the same.
    told: dict[str, list[str]] = {}
    for value, category in sorted(found, key=lambda one: one[0]):
        told.setdefault(with_unit(value, split.measure), []).append(category)
    ends = list(told.items())
    if len(ends) == 1:
        shown = "" if len(found) == len(split.categories) else " shown"
        return f"{name} was the same in every group{shown}, {ends[0][0]}"
    least, most = (f"{text} for {listed(groups)}" for text, groups in (ends[0], ends[-1]))
    return f"{name} ranged from {least} to {most}"


def bars_title(bars: Sequence[Bar], measure: Measure) -> str:
    """The first figure of bars."""
    return f"{bars[0].name} was at {with_unit(bars[0].value, measure)} in {bars[0].period.text}"
