"""What the words of a chart may say: its title, its text alternative and the note beneath."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import cache

from build_scripts.model.periods import Period
from tests.oracle.drawn import (
    Line,
    Split,
    axis,
    band,
    cuts,
    exceptional,
    lines,
    targets,
    texts_of,
)
from tests.oracle.facts import Facts
from tests.oracle.headlines import bars_title, distribution_title, split_title, trend_title
from tests.oracle.measuring import listed, quartiles
from tests.oracle.pages import Chart
from tests.oracle.reading import Reading, folded, headings, one_of, value
from tests.oracle.sentences import quotations

Text = tuple[str, str, Callable[[str], list[str]]]


def spark(facts: Facts) -> Callable[[str], list[str]]:
    """What judges the text alternative of an indicator's small line."""
    return _judge(_trend_alternative, facts, None)


def texts(chart: Chart, facts: Facts, split: Split | None) -> list[Text]:
    """Every text of a chart with what judges it.

    Args:
        chart: a chart of the indicator's page.
        facts: the indicator.
        split: the breakdown it is drawn from, if it is.
    """
    readers = READERS[chart.kind]
    parts = [("title", chart.title), ("subtitle", chart.subtitle), ("note", chart.note)]
    parts += [("title", title) for title, _ in chart.alternatives]
    parts += [("alternative", alternative) for _, alternative in chart.alternatives]
    return [
        (f"{chart.kind} {part}", text, _judge(readers[part], facts, split)) for part, text in parts
    ]


def _judge(read: Reader, facts: Facts, split: Split | None) -> Callable[[str], list[str]]:
    def judge(text: str) -> list[str]:
        reading = Reading(text, quoted(facts, split))
        read(reading, facts, split)
        return reading.complaints()

    return judge


@cache
def quoted(facts: Facts, split: Split | None) -> list[str]:
    """Words typed by staff that charts quote."""
    reasons = [item["reason"] for item in facts.data.words.get("breaks") or []]
    topics = [split.topic, split.topic[0].lower() + split.topic[1:]] if split else []
    return [*quotations(facts), facts.shared.because, *reasons, *topics]


Reader = Callable[[Reading, Facts, Split | None], None]


def _trend_title(r: Reading, f: Facts, _: Split | None) -> None:
    r.exactly(trend_title(f))


def _bare(facts: Facts, period: Period) -> str:
    return folded(facts.kind.label(period))


def _trend_subtitle(r: Reading, f: Facts, _: Split | None) -> None:
    r.rest = folded(r.rest)
    first, last = _bare(f, axis(f)[0]), _bare(f, axis(f)[-1])
    r.expect(rf"({headings(f)}) to ({headings(f)})", (first, last))
    _places(r, f, [line.label for line in lines(f)])


def _places(r: Reading, f: Facts, named: list[str]) -> None:
    """A subtitle names its measure, then the areas in the order of the drawing, then periods."""
    begins = f"{f.main.title}, {f.main.unit_words}. {listed(named)}, "
    if not r.text.startswith(begins):
        r.wrong.append(f"should begin with {begins}")


def _trend_alternative(r: Reading, f: Facts, _: Split | None) -> None:
    at = texts_of(f)
    r.expect(rf"from ({at}) to ({at})", (axis(f)[0].text, axis(f)[-1].text))
    _exceptional(r, f)
    for line in lines(f):
        said = re.search(rf"{re.escape(line.label)}: (.*?)\.(?= |$)", r.rest)
        if said is None:
            r.wrong.append(f"says nothing of {line.label}")
            continue
        r.rest = r.rest.replace(said[0], " … ", 1)
        _line(r, said[1], line, f)
    r.expect(rf"before ({at}) \(([A-Z])\), where a new series begins", *cuts(f))
    ours = f.of(f.shared.council)
    gone = [(period.text, row.status) for period, row in ours.items() if not row.text]
    r.expect(rf"No figure in ({at}), marked ([a-z]+)", *gone)
    drawn_hollow = (p for p, row in ours.items() if row.status in f.shared.provisional and row.text)
    hollow = sorted(drawn_hollow)
    drawn = [(listed([period.text for period in hollow]),)] if hollow else []
    r.expect(r"Provisional, drawn hollow: ([^.]*)\.", *drawn)
    known = {p: found for p in sorted(ours) if (found := band(f, p))}
    last = [(p.text, *map(f.main.show, found)) for p, found in list(known.items())[-1:]]
    r.expect(rf"95% interval in ({at}): {value(f.main)} to {value(f.main)}", *last)
    aims = [(f.main.show(aim), first.text, end.text) for first, end, aim in targets(f)]
    r.expect(rf"Target: {value(f.main)} from ({at}) to ({at})", *aims)


def _exceptional(r: Reading, f: Facts) -> None:
    """Read which periods are exceptional: all that are, each once."""
    at, named = [period.text for period in axis(f)], []
    some = texts_of(f)

    def read_of(said: re.Match[str]) -> str:
        for first, last in re.findall(rf"({some})(?: to ({some}))?", said[0]):
            end = at.index(last or first)
            named.extend(at[at.index(first) : end + 1])
        return re.sub(some, "…", said[0])

    r.rest = re.sub(r"[^.]*\b(?:[Ee]xceptional|[Ss]haded|comparable)\b[^.]*\.?", read_of, r.rest)
    known = [period.text for period in exceptional(f)]
    if sorted(named) != sorted(known):
        r.wrong.append(f"calls {named} exceptional, declared are {known}")


def _line(r: Reading, text: str, line: Line, f: Facts) -> None:
    """Read what is said of one line: its ends, its lowest and its highest point.

    The points of exceptional years are drawn like all others, and may be the lowest or highest.
    """
    inner, claim = Reading(text), rf"{value(f.main)} in ({texts_of(f)})"
    dated = sorted(line.values)

    def point(period: Period) -> tuple[str, str]:
        return f.main.show(line.values[period]), period.text

    low = min(dated, key=lambda period: line.values[period])
    high = max(dated, key=lambda period: line.values[period])
    several = len(dated) > 1
    inner.expect(f"lowest {claim}", *([point(low)] if several else []))
    inner.expect(f"highest {claim}", *([point(high)] if several else []))
    inner.expect(claim, *(point(period) for period in dict.fromkeys((dated[0], dated[-1]))))
    r.wrong += [f"{line.label}: {complaint}" for complaint in inner.complaints()]


def _trend_note(r: Reading, f: Facts, _: Split | None) -> None:
    near = any(row.text for area in f.shared.neighbours for row in f.of(area).values())
    r.expect(r"model of ([^()]+)\)", *([(f.shared.model,)] if near else []))
    ours = [row for row in f.of(f.shared.council).values() if row.text]
    tinted = any(band(f, row.period) for row in ours)
    r.expect(r"(95%) interval", *([("95%",)] if tinted else []))
    letters = [(letter, begun) for begun, letter in cuts(f)]
    r.expect(rf"\b([A-Z]): a new series begins with ({texts_of(f)})", *letters)
    _exceptional(r, f)


def _bars_title(r: Reading, f: Facts, _: Split | None) -> None:
    r.exactly(bars_title(f, *_points(f)[0]))


def _points(facts: Facts) -> list[tuple[str, Fraction]]:
    """The figures of bars, by what they are called."""
    now = facts.council
    found = [(facts.shared.name, now.value)] if now else []
    return found + [(point.of.name, point.value) for point in facts.comparators]


def _older(facts: Facts) -> list[str]:
    """The periods of bars that are not of the first one's, as their texts."""
    now, points = facts.council, facts.comparators
    first = now.period if now else points[0].period
    return [point.period.text for point in points if point.period != first]


def _bars_subtitle(r: Reading, f: Facts, _: Split | None) -> None:
    period = f.council.period if f.council else f.comparators[0].period
    r.rest = folded(r.rest)
    r.expect(rf"({headings(f)})", (_bare(f, period),))
    _places(r, f, [called for called, _ in _points(f)])


def _councils_subtitle(r: Reading, f: Facts, _: Split | None) -> None:
    assert f.council is not None
    r.rest = folded(r.rest)
    r.expect(rf"({headings(f)})", (_bare(f, f.council.period),))
    _places(r, f, [f"Councils of {f.shared.country.name}"])


def _bars_alternative(r: Reading, f: Facts, _: Split | None) -> None:
    named = one_of(name for name, _ in _points(f))
    wanted = [(name, f.main.show(figure)) for name, figure in _points(f)]
    r.expect(rf"({named}) {value(f.main)}", *wanted)
    r.expect(rf" \(({texts_of(f)})\)", *((text,) for text in _older(f)))


def _councils_title(r: Reading, f: Facts, _: Split | None) -> None:
    r.exactly(distribution_title(f))


def _councils_alternative(r: Reading, f: Facts, _: Split | None) -> None:
    now, main, shared = f.council, f.main, f.shared
    assert now is not None
    rows = f.ranked(now.period)
    ordered = sorted(row.value for row in rows.values())
    low, mid, high = (main.show(found) for found in quartiles(ordered))
    r.expect(r"chart of (\d+) councils", (str(len(ordered)),))
    of = value(main)
    r.expect(f"Lowest {of}, highest {of}", (main.show(ordered[0]), main.show(ordered[-1])))
    r.expect(f"the middle one {of}", (mid,))
    r.expect(f"half of them between {of} and {of}", (low, high))
    near = [(area.full_name, rows[area.code]) for area in shared.neighbours if area.code in rows]
    if shared.council.code in rows:
        near.append((f"{shared.council.full_name}:", rows[shared.council.code]))
    country = f.of(shared.country).get(now.period)
    if country and country.text:
        near.append((f"{shared.country.name}:", country))
    names = one_of(name for name, _ in near)
    r.expect(rf"({names}) {of}", *((name, main.show(row.value)) for name, row in near))


def _councils_note(r: Reading, f: Facts, _: Split | None) -> None:
    assert f.council is not None
    for code in f.shared.not_ranked:
        area = f.shared.areas[code]
        row = f.of(area).get(f.council.period)
        if (area.full_name in r.text.replace(f.shared.because, "")) != bool(row and row.text):
            r.wrong.append(f"{area.full_name} has {'a' if row and row.text else 'no'} figure")


def _groups_title(r: Reading, f: Facts, split: Split | None) -> None:
    assert split is not None
    r.exactly(split_title(f, split))


def _groups_subtitle(r: Reading, f: Facts, split: Split | None) -> None:
    assert split is not None
    r.rest, other = folded(r.rest), f.about(split.measure)
    r.expect(rf"({headings(other)})", (_bare(other, split.period),))


def _groups_note(r: Reading, f: Facts, split: Split | None) -> None:
    assert split is not None
    council, country = f.shared.council, f.shared.country
    bars, diamonds = [], []
    if country in split.areas:
        bars = [(council.name if council in split.areas else country.name,)]
        diamonds = [(country.name,)] if council in split.areas else []
    r.expect(r"Bars: ([^.]+)\.", *bars)
    r.expect(r"Diamonds: ([^.]+)\.", *diamonds)


def _groups_alternative(r: Reading, f: Facts, split: Split | None) -> None:
    assert split is not None
    said = []
    for category, by in split.figures.items():
        parts = []
        for area, row in by.items():
            if area != f.shared.region:
                told = "no row" if row is None else f.shared.symbols.get(row.status, "")
                shown = split.measure.with_unit(row.value) if row and row.text else told
                parts.append(f"{area.name} {shown}")
        said.append(f"{category}: {' and '.join(parts)}")
    wanted = f"Bar chart by {split.topic}. {'; '.join(said)}."
    r.exactly(wanted)


def _nothing(_: Reading, __: Facts, ___: Split | None) -> None:
    """Read nothing: such a text has no number but those it quotes."""


READERS: dict[str, dict[str, Reader]] = {
    "trend": {
        "title": _trend_title,
        "subtitle": _trend_subtitle,
        "alternative": _trend_alternative,
        "note": _trend_note,
    },
    "bars": {
        "title": _bars_title,
        "subtitle": _bars_subtitle,
        "alternative": _bars_alternative,
        "note": _nothing,
    },
    "councils": {
        "title": _councils_title,
        "subtitle": _councils_subtitle,
        "alternative": _councils_alternative,
        "note": _councils_note,
    },
    "groups": {
        "title": _groups_title,
        "subtitle": _groups_subtitle,
        "alternative": _groups_alternative,
        "note": _groups_note,
    },
}
