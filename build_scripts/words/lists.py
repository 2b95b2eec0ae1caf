"""What lists and the pages of areas say of one indicator."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from build_scripts.model.edition import Edition
from build_scripts.model.figures import TOTAL, Figure
from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period
from build_scripts.model.reference import Area
from build_scripts.statistics.answers import Answers, place_in
from build_scripts.statistics.continuity import begins_anew, in_one_series
from build_scripts.statistics.estimates import possible
from build_scripts.statistics.judging import certainty
from build_scripts.statistics.ranking import League, Rank, league
from build_scripts.statistics.series import Entry
from build_scripts.statistics.verdicts import Verdict
from build_scripts.words.numbers import ordinal, upper_first, with_unit
from build_scripts.words.phrases import reason_words, refusal_words, verdict_reason_words
from build_scripts.words.sentences import change_words
from build_scripts.words.values import AreaLine, Judged, ListCell, Summary
from build_scripts.words.verdicts import looks, verdict_words

# What a list says of an indicator's availability and of the rating of its data.
LISTED = {
    "full": "",
    "part": "In part",
    "near": "Near measure",
    "good": "",
    "caution": "Read with care",
    "poor": "Probably not right",
    "none": "No national figures",
}
DIRECTIONS = {
    "increasing": "Rising",
    "decreasing": "Falling",
    "changed": "Changed, not steadily",
    "unclear": "No clear change",
}
NOTHING = ListCell("")


def summary(entry: Entry, found: Answers, edition: Edition, spark: str) -> Summary:
    """What lists say of an indicator.

    Args:
        entry: the indicator and its figures.
        found: what can be said of it.
        edition: whose site the list is on.
        spark: its small line as an SVG, or empty.
    """
    indicator, measure, now = entry.indicator, found.measure, found.standing
    kind, council = measure.kind, now.council
    remarks = [LISTED[indicator.availability.level], LISTED[indicator.data_quality.rating]]
    shown = council or (now.comparators[0].benchmark if now.comparators else None)
    told = []
    for benchmark in (compared.benchmark for compared in now.comparators):
        text = f"{benchmark.comparator.label} {with_unit(benchmark.value, measure)}"
        if council is None or benchmark.period != council.period:
            text += f" ({kind.heading(benchmark.period)})"
        told.append(text)
    change, before = NOTHING, ""
    if now.change is not None and now.before is not None:
        by = now.change.best
        way = "up" if by > 0 else "down"
        said = f"{way} {change_words(by, measure)}" if by else "no change"
        change = ListCell(said, float(by))
        before = with_unit(now.before.value, measure)
    country = now.against("country")
    return Summary(
        id=indicator.id,
        title=indicator.title,
        summary=indicator.summary,
        commitment=indicator.commitment,
        level=indicator.availability.level,
        value=_value(measure, council.value) if council else ListCell("no figure"),
        period=_period(measure, council.period) if council else NOTHING,
        remark=". ".join(dict.fromkeys(remark for remark in remarks if remark)),
        verdict=_judged(country.verdict, edition.country.name) if country else None,
        change=change,
        before=before,
        direction=_direction(found),
        compared=tuple(told),
        newest=shown.period if shown else None,
        unsaid=tuple(_unsaid(entry, found, edition)),
        same_as=_digest(entry, measure) if council else "",
        spark=spark,
    )


def _digest(entry: Entry, measure: Measure) -> str:
    """The same for two indicators that lead with the same published figures, everywhere."""
    rows = entry.figures.rows
    mine = rows[(rows["measure"] == measure.id) & (rows["breakdown_topic"] == TOTAL)]
    text = mine[["area_code", "period", "value"]].to_csv(index=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _value(measure: Measure, value: Decimal) -> ListCell:
    return ListCell(with_unit(value, measure), float(value))


def _period(measure: Measure, period: Period) -> ListCell:
    return ListCell(measure.kind.heading(period), float(period.end.toordinal()))


def _judged(verdict: Verdict | None, name: str) -> Judged | None:
    if verdict is None:
        return None
    sign, words = verdict_words(verdict, name)
    return Judged(sign, words, looks(verdict.word))


def _direction(found: Answers) -> str:
    way = found.direction
    if way.refused:
        return "Can’t be stated" if way.refused != "no_figure" else ""
    text = DIRECTIONS[way.word]
    return f"{text}: getting {way.meaning}" if way.meaning else text


def _unsaid(entry: Entry, found: Answers, edition: Edition) -> list[tuple[str, str]]:
    """What cannot be said of the council's figure, and why."""
    indicator, now, name = entry.indicator, found.standing, edition.area_name
    kind = found.measure.kind
    if not indicator.has_figures:
        return [("The figure", indicator.availability.note)]
    if now.council is None:
        return [("The figure", f"No figure for {name} is published for this measure.")]
    told = []
    if now.newest is not None:
        period, status = now.newest
        means = edition.reference.symbols[status].means
        told.append((f"The figure for {kind.label(period)}", f"It is {means}."))
    if why := _unjudged(found, edition):
        told.append(("Better or worse than elsewhere", f"{upper_first(why)}."))
    if found.direction.refused:
        told.append(("Really changing", f"{upper_first(refusal_words(found.direction, kind))}."))
    if now.before is None and now.figure is not None:
        told.append(
            ("The change on the period before", _no_change(entry, found.measure, now.figure))
        )
    return told


def _unjudged(found: Answers, edition: Edition) -> str:
    """Why the figure is judged beside no other; empty if it is beside any."""
    now = found.standing
    if now.certainty is not None and now.certainty.reason:
        return reason_words(now.certainty.reason, found, edition)
    verdicts = [compared.verdict for compared in now.comparators if compared.verdict is not None]
    if not verdicts or any(verdict.claims for verdict in verdicts):
        return ""
    first = verdicts[0].reason
    return verdict_reason_words([v for v in verdicts if v.reason == first], found, edition)


def _no_change(entry: Entry, measure: Measure, latest: Figure) -> str:
    label = measure.kind.label(latest.period)
    if entry.indicator.is_exceptional(measure, latest.period):
        return f"{upper_first(label)} is not comparable with other years."
    if begins_anew(entry, measure, latest):
        return f"A new series begins with {label}."
    if entry.periods_of(measure.id)[0] == latest.period:
        return f"There is no period before {label}."
    periods = entry.periods_of(measure.id)
    older = periods[periods.index(latest.period) - 1]
    if entry.indicator.is_exceptional(measure, older):
        return f"{upper_first(measure.kind.label(older))} is not comparable with other years."
    return f"There is no figure for the period directly before {label}."


def area_lines(entry: Entry, measure: Measure) -> dict[str, AreaLine]:
    """What the page of each area says of one measure of this indicator, by the area's code.

    An area's rank is among the councils that have a figure in the same period.
    """
    leagues: dict[Period, League] = {}
    lines = {}
    for code, series in entry.figures.everywhere(measure.id).items():
        figure = series.latest
        if figure is None:
            continue
        if figure.period not in leagues:
            leagues[figure.period] = league(entry, measure, figure.period)
        lines[code] = _area_line(entry, measure, series.area, figure, leagues[figure.period])
    return lines


def _area_line(
    entry: Entry, measure: Measure, area: Area, figure: Figure, found: League
) -> AreaLine:
    assert figure.value is not None
    sure = certainty(entry, measure, area, figure)
    country, verdict, text = entry.standpoint.country, None, ""
    beside = entry.series(measure.id, country).at_or_before(figure.period)
    ours = entry.series(measure.id, area)
    if beside is not None and not in_one_series(entry, measure, ours, beside.period, figure):
        beside = None
    if area != country and beside is not None and beside.value is not None:
        text = with_unit(beside.value, measure)
        if beside.period != figure.period:
            text += f" ({measure.kind.heading(beside.period)})"
        can_be = possible(beside, measure, country.level)
        verdict = _judged(sure.verdict(can_be.low, can_be.high, measure), country.name)
    return AreaLine(
        value=_value(measure, figure.value),
        period=_period(measure, figure.period),
        country=text,
        verdict=verdict,
        place=_place(place_in(found, area, sure)) if area.is_council else NOTHING,
    )


def _place(rank: Rank | None) -> ListCell:
    if rank is None:
        return ListCell("no place")
    joint = "joint " if rank.shared_by > 1 else ""
    return ListCell(f"{joint}{ordinal(rank.place)} of {rank.ranked}", rank.place / rank.ranked)
