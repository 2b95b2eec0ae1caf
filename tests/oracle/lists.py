"""What the cells of lists may hold, the block at the head of a page, and chart files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from build_scripts.model.periods import Period
from tests.oracle.changing import by, refusal, size
from tests.oracle.comparing import VERDICTS, of_verdicts, reason_claims
from tests.oracle.drawn import Split, axis, band, lines, targets
from tests.oracle.facts import Facts
from tests.oracle.files import TOTAL, Area, Figure
from tests.oracle.measuring import counted as with_commas
from tests.oracle.reading import Reading, folded, headings, labels, value
from tests.oracle.sentences import quotations

SIGNS = {"better": "+", "similar": "=", "worse": "−", "higher": "↑", "lower": "↓"}
MOVING = {
    "risen": "Rising",
    "fallen": "Falling",
    "changed": "Changed, not steadily",
    "unclear": "No clear change",
}
LEVELS = {"full": "", "part": "In part", "near": "Near measure", "none": "No national figures"}
RATINGS = {
    "good": "",
    "caution": "Read with care",
    "poor": "Probably not right",
    "none": "No national figures",
}
UNPLACED = "no place"


def judged(verdict: str, country: str) -> str:
    """A verdict as lists have it, with its sign."""
    if verdict in VERDICTS:
        return f"{SIGNS[verdict]} {VERDICTS[verdict].capitalize()} {country}"
    return {"too-few": "? Too few to judge", "not-stated": "? Can’t be stated"}.get(verdict, "")


def beside(facts: Facts, figure: Fraction, period: Period, now: Figure | None) -> str:
    """A figure beside another, with its own period where that is not the other's."""
    text = facts.main.with_unit(figure)
    if now is not None and period == now.period:
        return text
    return f"{text} ({facts.kind.heading(period)})"


def area_row(facts: Facts, area: Area) -> list[str]:
    """A row of an area's page after the title: figure, period, country, verdict and place."""
    now, country = facts.latest(area), facts.shared.country
    if now is None:
        row = ["no figure", "", "", "", ""]
    else:
        other = facts.beside(country, now, area) if area != country else None
        verdict = facts.verdict(area, now, country, other) if other else ""
        place = facts.placed(area, now)
        row = [
            facts.main.with_unit(now.value),
            facts.kind.heading(now.period),
            beside(facts, other.value, other.period, now) if other else "",
            judged(verdict, country.name) if other else "",
            f"{place.words} of {place.ranked}" if place and not place.crowded else UNPLACED,
        ]
    if area == country:
        return row[:2]
    return row if area.level == "local_authority" else row[:4]


def listing_row(facts: Facts) -> list[str]:
    """A row of a list of indicators: figure, trend, period, verdict and comparators."""
    now, main, compared = facts.council, facts.main, []
    for point in facts.comparators:
        told = beside(facts, point.value, point.period, now)
        compared.append(f"{point.of.label} {told}")
    country = next((point for point in facts.comparators if point.of.id == "country"), None)
    verdict = judged(country.verdict, country.of.name) if country else ""
    figure = [main.with_unit(now.value), "", facts.kind.heading(now.period)] if now else []
    return [*(figure or ["no figure", "", ""]), verdict, " ".join(compared)]


def changes_row(facts: Facts) -> list[str]:
    """A row of the latest changes: figure, trend, period, before, change and direction."""
    now, before, main, trend = facts.council, facts.before, facts.main, facts.trend
    assert now is not None
    said = ["", ""]
    if before is not None:
        change = by(facts) if facts.change is None else facts.change
        moved = f"{'up' if change > 0 else 'down'} {size(facts, change)}" if change else "no change"
        said = [main.with_unit(before.value), moved]
    way = MOVING.get(trend.word, "Can’t be stated")
    if trend.word in ("risen", "fallen") and (meaning := facts.better(trend.word == "risen")):
        way += f": getting {meaning}"
    return [main.with_unit(now.value), "", facts.kind.heading(now.period), *said, way]


def remark(facts: Facts) -> str:
    """What a list says of an indicator beneath its title: that it is not quite it, or not sure."""
    level = facts.data.words["availability"]["level"]
    rating = facts.data.words["data_quality"]["rating"]
    return ". ".join(dict.fromkeys(filter(None, (LEVELS[level], RATINGS[rating]))))


def same_figures(facts: Facts) -> frozenset[tuple[str, str, str]]:
    """The rows of the headline measure of every area: two indicators that share all are one."""
    return frozenset(
        (area, period.text, str(figure.value) if figure.text else "")
        for (of, area, *split), rows in facts.data.series.items()
        if of == facts.data.headline.id and tuple(split) == TOTAL
        for period, figure in rows.items()
    )


def tally(found: Mapping[str, Facts]) -> dict[str, int]:
    """How many indicators have each verdict on the country; what is counted twice counts once."""
    return dict(Counter(_on_country(found[ids[0]]) for ids in counted(found)))


def counted(found: Mapping[str, Facts]) -> list[list[str]]:
    """The indicators that have a verdict on the country; those of the same figures are one."""
    ids: dict[frozenset[tuple[str, str, str]], list[str]] = {}
    for i, facts in found.items():
        if _on_country(facts):
            ids.setdefault(same_figures(facts), []).append(i)
    return list(ids.values())


def _on_country(facts: Facts) -> str:
    """The verdict on the country as lists have it, or empty."""
    told = (judged(p.verdict, p.of.name) for p in facts.comparators if p.of.id == "country")
    return next(told, "")


def headline(facts: Facts, part: int, text: str) -> list[str]:
    """What is wrong with a line of the block at the head of a page; the first is the figure."""
    now, main, shared = facts.council, facts.main, facts.shared
    reading = Reading(folded(text))
    figure = value(main).casefold()
    if part == 0:
        symbol = f" [{now.status}] {shared.symbols[now.status]}" if now and now.status else ""
        label = facts.kind.label(now.period).removeprefix("the ") if now else ""
        shown = (
            main.show(now.value) + ("%" if main.unit == "percent" else f" {main.unit_words}")
            if now
            else ""
        )
        wanted = (
            f"{shown} {shared.name}, {label}{symbol}" if now else f"No figure for {shared.name}"
        )
        if behind := counts(facts):
            # The counts may stand anywhere in the block, once and to the letter.
            if text.count(behind) != 1:
                return [f"says {text}, without the counts {behind}"]
            text = " ".join(text.replace(behind, " ").split())
        return [] if text == wanted else [f"says {text}, the rows say {wanted}"]
    if part > len(facts.comparators):
        return [f"a comparator that has no figure: {text}"]
    point = facts.comparators[part - 1]
    # Beside a verdict it is called what sentences call it.
    name = folded(point.said if point.verdict in VERDICTS else point.heading)
    if name not in reading.rest:
        reading.wrong.append(f"the figure is that of {name}")
    reading.rest = reading.rest.replace(name, "…", 1)
    reading.expect(figure, (main.show(point.value),))
    reading.expect(rf"({headings(facts)})", (folded(facts.kind.label(point.period)),))
    verdict = [(SIGNS[point.verdict], VERDICTS[point.verdict])] if point.verdict in VERDICTS else []
    words = "|".join(VERDICTS.values())
    reading.expect(rf"([+=−↑↓]) ({words})", *verdict)
    return reading.complaints()


def counts(facts: Facts) -> str:
    """The counts beside the big figure, where both are exact, agree with it, and it is not poor."""
    now, main, council = facts.council, facts.main, facts.shared.council
    if now is None or main.half(council.level) or not facts.possible(council, now).counted:
        return ""
    if facts.unjudged(council, now) == "poor":
        return ""
    top, bottom = Fraction(now.numerator), Fraction(now.denominator)
    text = f"{with_commas(now.numerator)} of {with_commas(now.denominator)} {main.of}"
    whole = top.denominator == bottom.denominator == 1
    if main.unit == "percent" and main.polarity == "high" and whole and bottom >= top:
        text += f"; {int(bottom - top):,} not"
    return text


def unsaid(facts: Facts, what: str, why: str) -> list[str]:
    """What is wrong with a row of what cannot be said."""
    now, gone, trend = facts.council, facts.missing, facts.trend
    note = facts.data.words["availability"].get("note", "")
    if not facts.data.rows or now is None:
        return Reading(f"{what} {why}", [note]).complaints()
    said = Reading(what)
    missing = what.startswith("The figure for")
    about = [(facts.kind.label(gone.period),)] if missing and gone else []
    said.expect(rf"({labels(facts)})", *about)
    reason = Reading(why, [*quotations(facts), *_exceptions(facts)])
    reason.rest = reason.rest[:1].lower() + reason.rest[1:]
    if what.startswith("Better or worse"):
        reason_claims(reason, facts)
    elif what == "Really changing":
        refusal(reason, facts)
    elif what == "The change on the period before":
        _no_change(reason, facts)
    if not trend.refused and what == "Really changing":
        reason.wrong.append("the trend was tested")
    return said.complaints() + reason.complaints()


def _exceptions(facts: Facts) -> list[str]:
    return [item["reason"] for item in facts.data.words.get("exceptional") or []]


def _no_change(reason: Reading, facts: Facts) -> None:
    """Read why there is no change on the period before."""
    now = facts.council
    assert now is not None
    span = axis(facts)
    place, about = span.index(now.period), now.period
    if place and not facts.begins(now) and not facts.exceptional(about):
        before = facts.of(facts.shared.council).get(span[place - 1])
        if before and before.text:
            # Then only that it is exceptional can stand between the two.
            about = before.period
    reason.expect(rf"({labels(facts)})", (facts.kind.label(about),))


def unsaid_rows(facts: Facts) -> int:
    """How many rows an indicator has among what cannot be said."""
    now = facts.council
    if now is None:
        return 1
    unjudged: str | bool = facts.unjudged(facts.shared.council, now)
    # Where every verdict falls for a reason of its own, that is one more thing to say.
    unjudged = unjudged or (0 < len(of_verdicts(facts)) == len(facts.comparators))
    return sum(map(bool, (facts.missing, unjudged, facts.trend.refused))) + (facts.before is None)


def chart_rows(facts: Facts, kind: str, split: Split | None) -> list[list[str]]:
    """The rows of a chart's file for download, without its header."""
    if split is not None:
        drawn = [area for area in split.areas if area.level != "region"] or list(split.areas)
        return [
            [category, area.name, row.text if row else "", row.status if row else ""]
            for category, by_area in split.figures.items()
            for area, row in by_area.items()
            if area in drawn
        ]
    rows = {"councils": _council_rows, "trend": _trend_rows, "bars": _bar_rows}
    return rows[kind](facts)


def _bar_rows(facts: Facts) -> list[list[str]]:
    now, shared = facts.council, facts.shared
    rows = [[shared.council.name, now.period.text, now.text]] if now else []
    others = ([p.of.name, p.period.text, _exact(p.value)] for p in facts.comparators)
    return [*rows, *others]


def _council_rows(facts: Facts) -> list[list[str]]:
    now, shared = facts.council, facts.shared
    assert now is not None
    near, rows = {area.code for area in shared.neighbours}, []
    for code, row in facts.ranked(now.period).items():
        group = "statistical neighbour" if code in near else "other council"
        group = "council" if code == shared.council.code else group
        rows.append((row.value, shared.areas[code].full_name, group, row.text))
    found = [[name, group, text] for _, name, group, text in sorted(rows)]
    country = facts.of(shared.country).get(now.period)
    if country and country.text:
        found.append([shared.country.name, "country", country.text])
    return found


def _trend_rows(facts: Facts) -> list[list[str]]:
    rows, at = [], axis(facts)
    ours, shared = facts.of(facts.shared.council), facts.shared
    cut = {period for period in at[1:] if facts.breaks(period)}
    begins = shared.beginning[0] if shared.beginning else ""
    for line in lines(facts):
        council = line.label == shared.name
        for period in at:
            row = ours.get(period) if council else None
            limits = band(facts, period) if council else None
            places = facts.main.decimals + 2
            shown = [f"{limit:.{places}f}" for limit in limits] if limits else ["", ""]
            if period in line.values:
                status = begins if period in cut else ""
                status = row.status if row and row.status in shared.provisional else status
                text = row.text if row else _exact(line.values[period])
                rows.append([line.label, period.text, text, *shown, status])
            elif row is not None:
                rows.append([line.label, period.text, "", "", "", row.status])
    for area in shared.neighbours:
        for period, row in sorted(facts.of(area).items()):
            if row.text:
                status = begins if period in cut else ""
                rows.append([area.name, period.text, row.text, "", "", status])
    for first, last, aim in targets(facts):
        rows += [["Target", p.text, _exact(aim), "", "", ""] for p in at if first <= p <= last]
    return rows


def _exact(number: Fraction) -> str:
    """A number that has an end, with as many decimals as it needs."""
    return f"{float(number):.10f}".rstrip("0").rstrip(".")
