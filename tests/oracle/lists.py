"""What the cells of lists and tables may hold, the block at the head of a page, and chart files."""

from __future__ import annotations

import re
from fractions import Fraction

from build_scripts.model.periods import Period
from tests.oracle.drawn import Split, axis, band, lines, targets
from tests.oracle.facts import Facts
from tests.oracle.files import Area, Figure, Measure
from tests.oracle.measuring import counted, middle
from tests.oracle.reading import Reading, folded, headings, labels, value
from tests.oracle.sentences import VERDICTS, by, quotations

SIGNS = {"better": "+", "similar": "=", "worse": "−", "higher": "↑", "lower": "↓"}
MOVING = {"risen": "Rising", "fallen": "Falling", "steady": "No clear change"}
DASH = "–"


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
        place = facts.league(now.period).get(area.code)
        ranked = place is not None and place.ranked > 1
        row = [
            facts.main.with_unit(now.value),
            facts.kind.heading(now.period),
            beside(facts, other.value, other.period, now) if other else "",
            judged(facts.verdict(area, now, other.value), country.name) if other else "",
            f"{place.words} of {place.ranked}" if place and ranked else "not ranked",
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
        change = by(facts)
        size = f"{main.show(abs(change))} percentage point{'' if abs(change) == 1 else 's'}"
        if main.unit != "percent":
            size = main.with_unit(abs(change))
        moved = f"{'up' if change > 0 else 'down'} {size}" if change else "no change"
        said = [main.with_unit(before.value), moved]
    way = MOVING.get(trend.word, "Can’t be stated")
    if trend.word in ("risen", "fallen") and (meaning := facts.better(trend.word == "risen")):
        way += f": getting {meaning}"
    return [main.with_unit(now.value), "", facts.kind.heading(now.period), *said, way]


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
    reason = Reading(why, quotations(facts))
    at = {"Really changing": trend.at, "The change on the period before": now.period}.get(what)
    reason.expect(rf"({labels(facts)})", *([(facts.kind.label(at),)] if at else []))
    unjudged = facts.unjudged(facts.shared.council, now)
    few = [(counted(now.denominator), str(facts.main.fewest))] if unjudged == "few" else []
    judging = what.startswith("Better or worse")
    reason.expect(r"\(([\d,.]+), where a verdict needs (\d+)\)", *(few if judging else []))
    return said.complaints() + reason.complaints()


def unsaid_rows(facts: Facts) -> int:
    """How many rows an indicator has among what cannot be said."""
    now = facts.council
    if now is None:
        return 1
    reasons = (facts.missing, facts.unjudged(facts.shared.council, now), facts.trend.refused)
    return sum(map(bool, reasons)) + (facts.before is None)


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
        return [] if text == wanted else [f"says {text}, the rows say {wanted}"]
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


def league_rows(facts: Facts) -> list[list[str]]:
    """The table of all councils: name, place and figure, the first place first."""
    now, shared = facts.council, facts.shared
    assert now is not None
    near = {area.code for area in shared.neighbours}
    rows = []
    for code, place in facts.league(now.period).items():
        area = shared.areas[code]
        mark = " (this council)" if area == shared.council else ""
        mark = " (neighbour)" if code in near else mark
        figure = facts.main.show(facts.ranked(now.period)[code].value)
        rows.append((place.place, area.name, [f"{area.full_name}{mark}", str(place.place), figure]))
    return [cells for _, _, cells in sorted(rows)]


def _cell(row: Figure | None, of: Measure) -> str:
    if row is None:
        return DASH
    shown = of.show(row.value) if row.text else ""
    return " ".join(part for part in (shown, f"[{row.status}]" if row.status else "") if part)


def figure_head(facts: Facts) -> list[str]:
    """What stands above the figures of that table, from left to right."""
    return [facts.shared.name, *(one.label for one in facts.shared.comparators)]


def figure_rows(facts: Facts, of: Measure) -> list[list[str]]:
    """The table of a measure: a row for each period, newest first."""
    shared, rows = facts.shared, []
    ours = facts.of(shared.council, of)
    counts = any(row.numerator and row.denominator for row in ours.values())
    for period in reversed(of.kind.between(*facts.data.spans[of.id])):
        cells = [period.text, _cell(ours.get(period), of)]
        for one in shared.comparators:
            if one.many:
                values = facts.values(one, of).get(period)
                cells.append(f"{of.show(middle(values))} (of {len(values)})" if values else DASH)
            else:
                cells.append(_cell(facts.of(one.areas[0], of).get(period), of))
        if counts:
            row = ours.get(period)
            whole = row is not None and row.numerator and row.denominator
            cells.append(
                f"{counted(row.numerator)} / {counted(row.denominator)}" if row and whole else DASH
            )
        rows.append(cells)
    return rows


def split_rows(split: Split) -> list[list[str]]:
    """The table of a breakdown: a row for each category."""
    return [
        [category, *(_cell(row, split.measure) for row in by_area.values())]
        for category, by_area in split.figures.items()
    ]


def revision_rows(facts: Facts, day: str) -> list[list[str]]:
    """The table of the figures that a revision changed."""
    rows = []
    revisions = (one for one in facts.data.words["revisions"] if one["date"] == day)
    for change in (change for one in revisions for change in one["changes"]):
        of = facts.data.measures[change.get("measure") or facts.data.headline.id]
        what, topic = of.title, change.get("breakdown_topic", "Total")
        what += f", {topic}: {change['breakdown']}" if topic != "Total" else ""
        shown = [
            of.show(Fraction(text)) if re.search(r"\d", text) else f"[{text}]"
            for text in (change["old"], change["new"])
        ]
        area = facts.shared.areas[change["area_code"]].full_name
        rows.append([area, change["period"], what, *shown])
    return rows


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
