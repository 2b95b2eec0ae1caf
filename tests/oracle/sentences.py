"""What each kind of sentence about the council's figure may say.

For each kind: whether the page must have it, and a reader that takes every claim from its text and
sets it beside what the rows say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from tests.oracle.facts import Comparator, Facts
from tests.oracle.measuring import Limits, counted, ordinal, shown
from tests.oracle.reading import NUMBER, Claim, Reading, difference, labels, units, value

QUARTERS = ("first", "second", "third", "last")
VERDICTS = {
    "better": "better than",
    "similar": "similar to",
    "worse": "worse than",
    "higher": "higher than",
    "lower": "lower than",
}
MEDIAN = r"the median of (\d+) statistical neighbours"
# Between a figure and its period: `in`, `on`, `on average from`.
WHEN = r"(?:[a-z]+ )*?"


def complaints(kind: str, text: str, facts: Facts) -> list[str]:
    """What is wrong with one sentence; an unknown kind is wrong too."""
    if kind not in KINDS:
        return [f"a sentence of the unknown kind {kind}: {text}"]
    needed, read = KINDS[kind]
    if not needed(facts):
        return [f"a sentence for which the rows give no ground: {text}"]
    reading = Reading(text, quotations(facts))
    read(reading, facts)
    return reading.complaints()


def missing(found: list[str], facts: Facts) -> list[str]:
    """The kinds of sentences that a page should have had and has not, or has twice."""
    wanted = [kind for kind, (needed, _) in KINDS.items() if needed(facts)]
    return [kind for kind in wanted if found.count(kind) != 1]


def quotations(facts: Facts) -> list[str]:
    """Words typed by staff that sentences quote."""
    main, targets = facts.headline, facts.words.get("targets", [])
    measures = [f"{m.title}, {m.unit_words}" for m in facts.measures.values()]
    return [
        main.of,
        main.in_words,
        main.unjudged,
        *measures,
        *(target["set_by"] for target in targets),
    ]


def _headline(r: Reading, f: Facts) -> None:
    now, gone = f.council, f.missing
    wanted = [(f.headline.show(now.value), f.kind.label(now.period))] if now else []
    r.expect(rf"the figure was {value(f.headline)} {WHEN}({labels(f)})", *wanted)
    r.expect("(No figure for|No public figures exist)", *([] if now else [("No figure for",)]))
    r.expect(rf"no figure for ({labels(f)})", *([(f.kind.label(gone.period),)] if gone else []))
    wanted = [(gone.status, f.shared.symbols[gone.status])] if gone else []
    r.expect(r"symbol ([a-z]+) there means ([^.]*)\.", *wanted)
    beside = [(f.shared.symbols[now.status],)] if now and now.status else []
    r.expect(r"\(([^()]*)\)\.", *beside)


def by(facts: Facts) -> Fraction:
    """How much the council's figure has changed, as readers can check it: by what is shown."""
    assert facts.council is not None and facts.before is not None
    now, then = (read(facts.headline.show(f.value)) for f in (facts.council, facts.before))
    return now - then


def read(text: str) -> Fraction:
    """A number as readers see it."""
    return Fraction(text.replace(",", "").replace("\N{MINUS SIGN}", "-"))


def _change(r: Reading, f: Facts) -> None:
    assert f.before is not None
    main, change = f.headline, by(f)
    when = f.kind.label(f.before.period)
    same, way = not change, "up" if change > 0 else "down"
    moved = [] if same else [(way, main.show(f.before.value), when)]
    r.expect(rf"(up|down) from {value(main)} {WHEN}({labels(f)})", *moved)
    r.expect(rf"the (same) as {WHEN}({labels(f)})", *([("same", when)] if same else []))
    r.expect(rf"change of {difference(main)}", *([] if same else [(main.show(abs(change)),)]))


def _share(facts: Facts) -> Fraction:
    assert facts.council is not None
    found, row = facts.council.value / facts.headline.per, facts.council
    # A figure rounded to none or all of them need be neither; the counts tell.
    if found in (0, 1) and row.numerator and row.denominator and read(row.denominator):
        return Fraction(row.numerator) / Fraction(row.denominator)
    return found


def _in_every(r: Reading, f: Facts) -> None:
    share, wanted = _share(f), []
    scales = [s for s in (100, 1000, 10000, 100000) if 0 < read(shown(share * s, 0)) < s]
    if share not in (0, 1) and scales:
        wanted = [(shown(share * scales[0], 0), f"{scales[0]:,}")]
    r.expect(rf"About ({NUMBER}) in every ({NUMBER})", *wanted)
    whole = [("None of the",)] if share == 0 else ([("All",)] if share == 1 else [])
    r.expect("^(None of the|All)", *whole)


def name(facts: Facts, point: Comparator) -> str:
    """What sentences call a comparator."""
    if point.who == "neighbours":
        return f"the median of {point.counted} statistical neighbours"
    called = facts.shared.region_in_sentences if point.who == "region" else ""
    return called or point.name


def _comparison(r: Reading, f: Facts) -> None:
    now, main = f.council, f.headline
    names = [name(f, point) for point in f.comparators]
    one = "|".join(
        [*(re.escape(n) for n in names if "median" not in n), MEDIAN.replace("(", "(?:")]
    )
    judged, verdict = [], ""
    for said in re.finditer(rf"({'|'.join(VERDICTS.values())})|({one}) \(", r.rest):
        verdict = said[1] or verdict
        if said[2]:
            judged.append((said[2], verdict))
    rows = [(n, VERDICTS.get(p.verdict, "")) for n, p in zip(names, f.comparators, strict=True)]
    if sorted(judged) != sorted(rows):
        r.wrong.append(f"says {judged}, the intervals say {rows}")
    wanted = []
    for called, point in zip(names, f.comparators, strict=True):
        other = now is None or point.period != now.period
        when = f.kind.label(point.period) if other else ""
        older = "the newest before it" if other and now else ""
        wanted.append((called, main.show(point.value), when, older))
    r.expect(
        rf"({one}) \({value(main)}(?:, ({labels(f)}))?(?:, (the newest before it))?\)", *wanted
    )
    reason = f.unjudged(f.shared.council, now) if now else ""
    few = [(counted(now.denominator), str(main.fewest))] if now and reason == "few" else []
    r.expect(rf"\(({NUMBER}), where a verdict needs ({NUMBER})\)", *few)
    refusal = "can’t be stated" if reason == "unknown" else "No verdict is given"
    said_so = [(refusal,)] if reason else []
    r.expect("(No verdict is given|can’t be stated)", *said_so)


def both_limits(facts: Facts) -> tuple[Limits, Limits] | None:
    """The limits at 95% and at 99.8%."""
    now = facts.council
    if now is None:
        return None
    found = [facts.limits(facts.shared.council, now, chance) for chance in (0.05, 0.002)]
    return (found[0], found[1]) if found[0] and found[1] else None


def _range(facts: Facts) -> str:
    unit = "%" if facts.headline.unit == "percent" else f"(?: {units(facts.headline)})"
    return rf"({NUMBER}){unit}? to ({NUMBER}){unit}"


def _certainty(r: Reading, f: Facts) -> None:
    found = both_limits(f)
    assert found is not None
    wanted = [
        (level, *map(f.headline.show, limits))
        for level, limits in zip(("95%", "99.8%"), found, strict=True)
    ]
    r.expect(rf"(95%|99\.8%) interval is {_range(f)}", *wanted)


def _rank(r: Reading, f: Facts) -> None:
    place, now = f.place, f.council
    assert place is not None and now is not None
    r.expect(r"Of (\d+) councils", (str(place.ranked),))
    joint = "joint" if place.shared_by > 1 else ""
    r.expect(r"(joint)? ?\b(\d+(?:st|nd|rd|th))\b", (joint, ordinal(place.place)))
    r.expect(r"\((\d+) share", *([(str(place.shared_by),)] if joint else []))
    r.expect(r"\b(best|highest)\b", ("highest" if f.headline.polarity == "neutral" else "best",))
    quarter = [(QUARTERS[place.quarter - 1],)] if place.quarter else []
    r.expect(r"(first|second|third|last) quarter", *quarter)
    withheld = f.withheld(now.period)
    r.expect(r"(\d+) more ha(?:s|ve)", *([(str(withheld),)] if withheld else []))


def _neighbours(r: Reading, f: Facts) -> None:
    point = next(point for point in f.comparators if point.who == "neighbours")
    values = f.neighbours[point.period]
    r.expect(r"(\d+) neighbours", (str(len(values)),))
    r.expect(r"model of ([^()]+)\)", (f.shared.model,))
    r.expect(_range(f), (f.headline.show(min(values)), f.headline.show(max(values))))


def target(facts: Facts) -> dict[str, str] | None:
    """The target of the period of the council's figure, as typed."""
    now, parse = facts.council, facts.kind.parse
    for item in facts.words.get("targets", []) if now else ():
        first, last = item.get("from_period"), item.get("to_period")
        assert now is not None
        if (not first or parse(first) <= now.period) and (not last or now.period <= parse(last)):
            return {key: str(text) for key, text in item.items()}
    return None


def _target(r: Reading, f: Facts) -> None:
    wanted, now, polarity = target(f), f.council, f.headline.polarity
    assert wanted is not None and now is not None
    aim = Fraction(wanted["value"])
    r.expect(rf"target is {value(f.headline)}", (f.headline.show(aim),))
    met = now.value >= aim if polarity == "high" else now.value <= aim
    said = [] if polarity == "neutral" else [("" if met else "not",)]
    r.expect(r"It is (?:(not) )?met", *said)


def _direction(r: Reading, f: Facts) -> None:
    trend = f.trend
    assert trend.first is not None or trend.refused
    tested: list[Claim] = []
    if trend.first and trend.last and not trend.refused:
        tested = [(f.kind.label(trend.first), f.kind.label(trend.last))]
    r.expect(rf"From ({labels(f)}) to ({labels(f)})", *tested)
    about = {"gap": "no figure for", "break": "a new series begins with"}.get(trend.refused, "")
    at = [(about, f.kind.label(trend.at))] if trend.at else []
    r.expect(rf"(no figure for|a new series begins with) ({labels(f)})", *at)
    words = {"": trend.word, "steady": "no change"}.get(trend.word if not trend.refused else "", "")
    words = "can’t be stated" if trend.refused else words or trend.word
    r.expect("(risen|fallen|no change|can’t be stated)", (words,))
    moving = trend.word in ("risen", "fallen")
    meaning = f.better(trend.word == "risen") if moving else ""
    r.expect("getting (better|worse)", *([(meaning,)] if meaning else []))


def _worked(r: Reading, f: Facts) -> None:
    now, main = f.council, f.headline
    assert now is not None
    ratio = Fraction(now.numerator) / Fraction(now.denominator) * main.per
    r.expect(rf"({NUMBER}) out of ({NUMBER})", (counted(now.numerator), counted(now.denominator)))
    r.expect(rf"\bis {value(main)}", (main.show(ratio),))
    other = main.show(ratio) != main.show(now.value)
    r.expect(rf"publishes {value(main)}", *([(main.show(now.value),)] if other else []))


def _divides(facts: Facts) -> bool:
    """Whether the figure is two counts divided, and both are there, be the first none."""
    now = facts.council
    counts = now is not None and now.numerator and now.denominator
    share = facts.headline.unit in ("percent", "rate_per_10000")
    return bool(share and now and counts and Fraction(now.denominator))


def _plain(facts: Facts) -> bool:
    """Whether the figure is said as so many in every hundred."""
    return bool(
        facts.council
        and facts.headline.in_words
        and facts.words["data_quality"]["rating"] in ("good", "caution")
        and 0 <= _share(facts) <= 1
    )


def _among_others(facts: Facts) -> bool:
    """Whether the page says how far apart the neighbours are."""
    return any(point.who == "neighbours" for point in facts.comparators)


Needed = Callable[[Facts], bool]
Read = Callable[[Reading, Facts], None]
KINDS: dict[str, tuple[Needed, Read]] = {
    "headline": (lambda f: bool(f.rows), _headline),
    "change": (lambda f: f.before is not None, _change),
    "in-every": (_plain, _in_every),
    "comparison": (lambda f: bool(f.comparators), _comparison),
    "target": (lambda f: target(f) is not None, _target),
    "certainty": (lambda f: both_limits(f) is not None, _certainty),
    "rank": (lambda f: f.place is not None, _rank),
    "neighbours": (_among_others, _neighbours),
    "direction": (lambda f: f.council is not None, _direction),
    "worked": (_divides, _worked),
}
