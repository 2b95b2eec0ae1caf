"""What lists and the pages of areas say of one indicator."""

from __future__ import annotations

from decimal import Decimal

from build_scripts.model.periods import Period
from build_scripts.pages.values import AreaLine, Cell, Judged, Summary
from build_scripts.statistics.answers import Answers
from build_scripts.statistics.comparisons import BREAK, Point, broken_at, in_one_series
from build_scripts.statistics.judging import Verdict, certainty
from build_scripts.statistics.ranking import COUNCIL_LEVEL, League, Rank, league
from build_scripts.statistics.series import Entry, Figure, Series
from build_scripts.words.numbers import difference, ordinal, upper_first, with_unit
from build_scripts.words.phrases import reason_words, refusal_words, verdict_words
from build_scripts.words.sentences import shown_change

# What a list says of an indicator's availability and of the rating of its data.
LISTED = {
    "full": "",
    "near": "Near measure",
    "good": "",
    "caution": "Read with care",
    "poor": "Probably not right",
    "none": "No public figures",
}
DIRECTIONS = {"increasing": "Rising", "decreasing": "Falling", "steady": "No clear change"}
NOTHING = Cell("")


def summary(entry: Entry, found: Answers, spark: str) -> Summary:
    """What lists say of an indicator.

    Args:
        entry: the indicator and its figures.
        found: what can be said of it.
        spark: its small line as an SVG, or empty.
    """
    indicator, kind = entry.indicator, entry.indicator.period.kind
    measure, now = indicator.headline, found.standing
    remarks = [LISTED[indicator.availability.level], LISTED[indicator.data_quality.rating]]
    shown = now.council or (now.comparators[0] if now.comparators else None)
    compared = []
    for point in now.comparators:
        text = f"{point.name if point.counted == 1 else 'Neighbours’ median'} "
        text += with_unit(point.value, measure)
        if now.council is None or point.period != now.council.period:
            text += f" ({kind.heading(point.period)})"
        compared.append(text)
    country = next((p for p in now.comparators if p.who == "country"), None)
    change, before = NOTHING, ""
    if now.council is not None and now.before is not None:
        by = shown_change(now, measure)
        way = "up" if by > 0 else "down"
        change = Cell(f"{way} {difference(abs(by), measure)}" if by else "no change", float(by))
        before = with_unit(now.before.value, measure)
    council = now.council
    return Summary(
        id=indicator.id,
        title=indicator.title,
        summary=indicator.summary,
        commitment=indicator.commitment,
        level=indicator.availability.level,
        value=_value(entry, council.value) if council else Cell("no figure"),
        period=_period(entry, council.period) if council else NOTHING,
        remark=". ".join(dict.fromkeys(remark for remark in remarks if remark)),
        verdict=_judged(country.verdict, country.name) if country else None,
        change=change,
        before=before,
        direction=_direction(found),
        compared=tuple(compared),
        newest=shown.period if shown else None,
        unsaid=tuple(_unsaid(entry, found)),
        spark=spark,
    )


def _value(entry: Entry, value: Decimal) -> Cell:
    return Cell(with_unit(value, entry.indicator.headline), float(value))


def _period(entry: Entry, period: Period) -> Cell:
    return Cell(entry.indicator.period.kind.heading(period), float(period.end.toordinal()))


def _judged(verdict: Verdict | None, name: str) -> Judged | None:
    if verdict is None:
        return None
    sign, words = verdict_words(verdict, name)
    return Judged(sign, words, verdict.word.replace("_", "-"))


def _direction(found: Answers) -> str:
    way = found.direction
    if way.refused:
        return "Can’t be stated" if way.refused != "no_figure" else ""
    text = DIRECTIONS[way.word]
    return f"{text}: getting {way.meaning}" if way.meaning else text


def _unsaid(entry: Entry, found: Answers) -> list[tuple[str, str]]:
    """What cannot be said of the council's figure, and why."""
    indicator, shared = entry.indicator, entry.shared
    now, name = found.standing, shared.portal.council.area_name
    kind = indicator.period.kind
    if not indicator.has_figures:
        return [("The figure", indicator.availability.note)]
    if now.council is None:
        return [("The figure", f"No figure for {name} is published for this measure.")]
    told = []
    if now.newest is not None:
        period, status = now.newest
        means = shared.symbols[status].means
        told.append((f"The figure for {kind.label(period)}", f"It is {means}."))
    if now.certainty is not None and now.certainty.reason:
        why = reason_words(now.certainty.reason, now, indicator.headline, shared)
        told.append(("Better or worse than elsewhere", f"{upper_first(why)}."))
    if found.direction.refused:
        told.append(("Really changing", f"{upper_first(refusal_words(found.direction, kind))}."))
    if now.before is None:
        told.append(("The change on the period before", _no_change(entry, now.council)))
    return told


def _no_change(entry: Entry, latest: Point) -> str:
    kind, measure = entry.indicator.period.kind, entry.indicator.headline
    period, label = latest.period, kind.label(latest.period)
    if latest.status == BREAK or broken_at(entry, measure.id, period):
        return f"A new series begins with {label}."
    if entry.periods_of(measure.id)[0] == period:
        return f"There is no period before {label}."
    return f"There is no figure for the period directly before {label}."


def area_lines(entry: Entry) -> dict[str, AreaLine]:
    """What the page of each area says of this indicator, by the area's code.

    An area's rank is among the councils that have a figure in the same period.
    """
    leagues: dict[Period, League] = {}
    lines = {}
    for code, series in entry.everywhere.items():
        figure = series.latest
        if figure is None:
            continue
        if figure.period not in leagues:
            leagues[figure.period] = league(entry, figure.period)
        lines[code] = _area_line(entry, series, figure, leagues[figure.period].ranks.get(code))
    return lines


def _area_line(entry: Entry, series: Series, figure: Figure, rank: Rank | None) -> AreaLine:
    assert figure.value is not None
    shared, measure = entry.shared, entry.indicator.headline
    country, verdict, text = shared.country, None, ""
    beside = entry.headline(country).at_or_before(figure.period)
    if beside is not None and not in_one_series(entry, measure.id, beside.period, figure):
        beside = None
    if series.area != country and beside is not None and beside.value is not None:
        text = with_unit(beside.value, measure)
        if beside.period != figure.period:
            text += f" ({entry.indicator.period.kind.heading(beside.period)})"
        sure = certainty(entry, measure, series.area, figure)
        verdict = _judged(sure.verdict(beside.value, measure), country.name)
    return AreaLine(
        value=_value(entry, figure.value),
        period=_period(entry, figure.period),
        country=text,
        verdict=verdict,
        place=_place(rank) if series.area.level == COUNCIL_LEVEL else NOTHING,
    )


def _place(rank: Rank | None) -> Cell:
    if rank is None or rank.ranked == 1:
        return Cell("not ranked")
    joint = "joint " if rank.shared_by > 1 else ""
    return Cell(f"{joint}{ordinal(rank.place)} of {rank.ranked}", rank.place / rank.ranked)
