"""What each kind of sentence about the council's figure may say.

For each kind: whether the page must have it, and a reader that takes every claim from its text and
sets it beside what the rows say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import partial

from tests.oracle.facts import Facts
from tests.oracle.files import Comparator
from tests.oracle.measuring import Limits, counted, ordinal, read, shown
from tests.oracle.reading import NUMBER, Claim, Reading, difference, labels, units, value

QUARTERS = ("first", "second", "third", "last")
VERDICTS = {
    "better": "better than",
    "similar": "similar to",
    "worse": "worse than",
    "higher": "higher than",
    "lower": "lower than",
}
# Between a figure and its period: `in`, `on`, `on average from`.
WHEN = r"(?:[a-z]+ )*?"


def complaints(kind: str, text: str, facts: Facts) -> list[str]:
    """What is wrong with one sentence; an unknown kind is wrong too."""
    known = kinds(facts)
    if kind not in known:
        return [f"a sentence of the unknown kind {kind}: {text}"]
    needed, claims = known[kind]
    if not needed(facts):
        return [f"a sentence for which the rows give no ground: {text}"]
    reading = Reading(text, quotations(facts))
    claims(reading, facts)
    return reading.complaints()


def missing(found: list[str], facts: Facts) -> list[str]:
    """The kinds of sentences that a page should have had and has not, or has twice."""
    wanted = [kind for kind, (needed, _) in kinds(facts).items() if needed(facts)]
    return [kind for kind in wanted if found.count(kind) != 1]


def quotations(facts: Facts) -> list[str]:
    """Words typed by staff that sentences quote."""
    main, targets = facts.main, facts.data.words.get("targets") or []
    measures = [f"{m.title}, {m.unit_words}" for m in facts.data.measures.values()]
    return [
        main.of,
        main.in_words,
        main.unjudged,
        *measures,
        *(target["set_by"] for target in targets),
    ]


def _headline(r: Reading, f: Facts) -> None:
    now, gone = f.council, f.missing
    wanted = [(f.main.show(now.value), f.kind.label(now.period))] if now else []
    r.expect(rf"the figure was {value(f.main)} {WHEN}({labels(f)})", *wanted)
    r.expect("(No figure for|No public figures exist)", *([] if now else [("No figure for",)]))
    r.expect(rf"no figure for ({labels(f)})", *([(f.kind.label(gone.period),)] if gone else []))
    wanted = [(gone.status, f.shared.symbols[gone.status])] if gone else []
    r.expect(r"symbol ([a-z]+) there means ([^.]*)\.", *wanted)
    beside = [(f.shared.symbols[now.status],)] if now and now.status else []
    r.expect(r"\(([^()]*)\)\.", *beside)


def by(facts: Facts) -> Fraction:
    """How much the council's figure has changed, as readers can check it: by what is shown."""
    assert facts.council is not None and facts.before is not None
    return facts.main.seen(facts.council.value) - facts.main.seen(facts.before.value)


def _change(r: Reading, f: Facts) -> None:
    assert f.before is not None
    main, change = f.main, by(f)
    when = f.kind.label(f.before.period)
    same, way = not change, "up" if change > 0 else "down"
    moved = [] if same else [(way, main.show(f.before.value), when)]
    r.expect(rf"(up|down) from {value(main)} {WHEN}({labels(f)})", *moved)
    r.expect(rf"the (same) as {WHEN}({labels(f)})", *([("same", when)] if same else []))
    r.expect(rf"change of {difference(main)}", *([] if same else [(main.show(abs(change)),)]))


def _share(facts: Facts) -> Fraction:
    assert facts.council is not None
    found, row = facts.council.value / facts.main.per, facts.council
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


def _comparison(r: Reading, f: Facts) -> None:
    now, main = f.council, f.main
    one = "|".join(called(comparator) for comparator in f.shared.comparators)
    judged, verdict = [], ""
    for said in re.finditer(rf"({'|'.join(VERDICTS.values())})|({one}) \(", r.rest):
        verdict = said[1] or verdict
        if said[2]:
            judged.append((said[2], verdict))
    rows = [(point.said, VERDICTS.get(point.verdict, "")) for point in f.comparators]
    if sorted(judged) != sorted(rows):
        r.wrong.append(f"says {judged}, the intervals say {rows}")
    wanted = []
    for point in f.comparators:
        other = now is None or point.period != now.period
        when = f.kind.label(point.period) if other else ""
        older = "the newest before it" if other and now else ""
        wanted.append((point.said, main.show(point.value), when, older))
    r.expect(
        rf"({one}) \({value(main)}(?:, ({labels(f)}))?(?:, (the newest before it))?\)", *wanted
    )
    reason = f.unjudged(f.shared.council, now) if now else ""
    few = [(counted(now.denominator), str(main.fewest))] if now and reason == "few" else []
    r.expect(rf"\(({NUMBER}), where a verdict needs ({NUMBER})\)", *few)
    known = reason in ("few", "poor", "declared")
    refusal = "No verdict is given" if known else "can’t be stated"
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
    unit = "%" if facts.main.unit == "percent" else f"(?: {units(facts.main)})"
    return rf"({NUMBER}){unit}? to ({NUMBER}){unit}"


def _certainty(r: Reading, f: Facts) -> None:
    found = both_limits(f)
    assert found is not None
    wanted = [
        (level, *map(f.main.show, limits))
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
    r.expect(r"\b(best|highest)\b", ("highest" if f.main.polarity == "neutral" else "best",))
    quarter = [(QUARTERS[place.quarter - 1],)] if place.quarter else []
    r.expect(r"(first|second|third|last) quarter", *quarter)
    withheld = f.withheld(now.period)
    r.expect(r"(\d+) more ha(?:s|ve)", *([(str(withheld),)] if withheld else []))


def called(comparator: Comparator) -> str:
    """The pattern of what sentences call a comparator, however many of its areas have a figure."""
    before, number, after = comparator.said("\n").partition("\n")
    return re.escape(before) + (r"\d+" if number else "") + re.escape(after)


def _spread(of: Comparator, r: Reading, f: Facts) -> None:
    """How far apart the areas of a group are."""
    values = next(f.values(of)[point.period] for point in f.comparators if point.of == of)
    r.expect(rf"(\d+) ({re.escape(of.counted)}) run", (str(len(values)), of.counted))
    r.expect(_range(f), (f.main.show(min(values)), f.main.show(max(values))))


def _target(r: Reading, f: Facts) -> None:
    assert f.target is not None
    r.expect(rf"target is {value(f.main)}", (f.main.show(Fraction(f.target["value"])),))
    said = [] if f.met is None else [("" if f.met else "not",)]
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
    now, main = f.council, f.main
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
    share = facts.main.unit in ("percent", "rate_per_10000")
    return bool(share and now and counts and Fraction(now.denominator))


def _plain(facts: Facts) -> bool:
    """Whether the figure is said as so many in every hundred."""
    return bool(
        facts.council
        and facts.main.in_words
        and facts.data.words["data_quality"]["rating"] in ("good", "caution")
        and 0 <= _share(facts) <= 1
    )


def _told(of: Comparator, facts: Facts) -> bool:
    """Whether the page sets its figure beside a comparator."""
    return any(point.of == of for point in facts.comparators)


Needed = Callable[[Facts], bool]
Read = Callable[[Reading, Facts], None]
Kinds = dict[str, tuple[Needed, Read]]
KINDS: Kinds = {
    "headline": (lambda f: bool(f.data.rows), _headline),
    "change": (lambda f: f.before is not None, _change),
    "in-every": (_plain, _in_every),
    "comparison": (lambda f: bool(f.comparators), _comparison),
    "target": (lambda f: f.target is not None, _target),
    "certainty": (lambda f: both_limits(f) is not None, _certainty),
    "rank": (lambda f: f.place is not None, _rank),
    "direction": (lambda f: f.council is not None, _direction),
    "worked": (_divides, _worked),
}


def kinds(facts: Facts) -> Kinds:
    """Every kind of sentence a page of this site may have: one for each group of areas too."""
    groups = (one for one in facts.shared.comparators if one.many)
    return KINDS | {one.id: (partial(_told, one), partial(_spread, one)) for one in groups}
