"""What each kind of sentence about the council's figure may say.

For each kind: whether the page must have it, and a reader that takes every claim from its text and
sets it beside what the rows say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

from tests.oracle.changing import WHEN, change, direction
from tests.oracle.comparing import comparison, told
from tests.oracle.facts import WITHHELD, Facts
from tests.oracle.files import Comparator
from tests.oracle.measuring import Limits, counted, read, shown
from tests.oracle.reading import NUMBER, Claim, Reading, labels, value

QUARTERS = ("top", "second", "third", "bottom")
SCALES = (100, 1000, 10000, 100000)


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
    main, words = facts.main, facts.data.words
    measures = [f"{m.title}, {m.unit_words}" for m in facts.data.measures.values()]
    dated = (words.get(key) or [] for key in ("exceptional", "breaks_to_come"))
    return [
        main.of,
        main.in_words,
        main.unjudged,
        main.clustered,
        main.bound.because if main.bound else "",
        *measures,
        *(target["set_by"] for target in words.get("targets") or []),
        *(item["reason"] for items in dated for item in items),
        *(item.get("not_compared_because", "") for item in words.get("breakdowns") or []),
    ]


def _headline(r: Reading, f: Facts) -> None:
    now, gone, name = f.council, f.missing, f.shared.name
    noun = f"published {f.main.noun}" if f.poor else f.main.noun
    wanted = [(noun, f.main.show(now.value), f.kind.label(now.period))] if now else []
    r.expect(
        rf"^In {re.escape(name)} the ([\w ]+) was {value(f.main)} {WHEN}({labels(f)})",
        *wanted,
    )
    r.expect("(No figure for|No public figures exist)", *([] if now else [("No figure for",)]))
    r.expect(rf"no figure for ({labels(f)})", *([(f.kind.label(gone.period),)] if gone else []))
    wanted_symbol = [(gone.status, f.shared.symbols[gone.status])] if gone else []
    r.expect(r"symbol ([a-z]+) there means ([^.]*)\.", *wanted_symbol)
    beside = [(f.shared.symbols[now.status],)] if now and now.status else []
    r.expect(r"\(([^()]*)\)\.", *beside)


def _share(facts: Facts) -> Fraction:
    """What a figure is as a share of all: as published, which stands beside it."""
    assert facts.council is not None
    row, published = facts.council, facts.council.value / facts.main.per
    # A figure rounded to none or all of them need be neither; the counts tell.
    if published in (0, 1) and row.numerator and row.denominator and read(row.denominator):
        return Fraction(row.numerator) / Fraction(row.denominator)
    return published


def about(share: Fraction) -> Claim | None:
    """About how many in how many: the first scale that is off by a tenth at most."""
    for scale in SCALES:
        number = read(shown(share * scale, 0))
        if 0 < number < scale and abs(number / scale - share) * 10 <= share:
            return shown(number, 0), f"{scale:,}"
    return None


def _in_every(r: Reading, f: Facts) -> None:
    share = _share(f)
    said = {Fraction(0): "none of the", Fraction(1): "all"}.get(share, "")
    if not said and (found := about(share)):
        said = f"about {found[0]} in every {found[1]}"
    r.exactly(f"In {f.shared.name}, {said} {f.main.in_words}.")


def _plain(facts: Facts) -> bool:
    """Whether the figure is said as so many in every hundred."""
    now, main = facts.council, facts.main
    if now is None or not main.in_words or facts.unjudged(facts.shared.council, now) in WITHHELD:
        return False
    share = _share(facts)
    return share in (0, 1) or bool(0 < share < 1 and about(share))


def both_limits(facts: Facts) -> tuple[Limits, Limits] | None:
    """The limits at 95% and at 99.8%."""
    now = facts.council
    if now is None:
        return None
    found = [facts.limits(facts.shared.council, now, chance) for chance in (0.05, 0.002)]
    return (found[0], found[1]) if found[0] and found[1] else None


def _range(facts: Facts, ends: Sequence[Fraction | float]) -> str:
    """From one figure to another, each with its sign or both with their unit."""
    low, high = map(facts.main.show, ends)
    if facts.main.unit == "percent":
        return f"{low}% to {high}%"
    return f"{low} to {high} {facts.main.unit_words}"


def _certainty(r: Reading, f: Facts) -> None:
    found = both_limits(f)
    assert found is not None
    first, second = (_range(f, limits) for limits in found)
    wanted = (
        f"The 95% interval around {f.shared.name}’s figure is {first}; "
        f"the 99.8% interval is {second}."
    )
    if f.main.clustered and f.main.effect is None:
        why = f"{f.main.clustered}, so the true range is wider"
        wanted += f" It counts every case by itself: {why}."
    r.exactly(wanted)


def _rank(r: Reading, f: Facts) -> None:
    place, now, name = f.standing, f.council, f.shared.name
    assert place is not None and now is not None
    withheld = f.withheld(now.period)
    more = f"; {withheld} more {_have(withheld)} no published figure" if withheld else ""
    if place.crowded:
        shown = f.main.with_unit(now.value) if now.value else "none"
        hidden = ", and small numbers are hidden" if withheld else ""
        crowd = f"one of {place.shared_by} councils, of {place.ranked}, that show {shown}"
        r.exactly(f"{name} is {crowd}{more}{hidden}.")
        return
    first = "highest" if f.main.polarity == "neutral" else "best"
    quarter = f", in the {QUARTERS[place.quarter - 1]} quarter" if place.quarter else ""
    among = f"{place.words} of {place.ranked} councils (1st is {first})"
    r.exactly(f"{name} is {among}{quarter}{more}.")


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _spread(of: Comparator, r: Reading, f: Facts) -> None:
    """How far apart the areas of a group are, or that too many of them are missing."""
    if lacking := f.lacking(of):
        gone, members = lacking
        said = f"No median of the {of.many} is given:"
        missing = f"{gone} of the {members} {_have(gone)} no published figure"
        if gone == members:
            r.exactly(f"{said} none of the {members} has a published figure.")
        else:
            r.exactly(f"{said} {missing}, and those left may not be typical.")
        return
    point = next(point for point in f.comparators if point.of == of)
    values = f.values(of)[point.period]
    number, ends = f"{len(values)} {of.counted}", (min(values), max(values))
    if len(set(map(f.main.show, ends))) == 1:
        shown = f.main.with_unit(ends[0]) if any(values) else "none"
        r.exactly(f"All {number} show {shown}.")
    else:
        r.exactly(f"The figures of the {number} run from {_range(f, ends)}.")


def _spreads(of: Comparator, facts: Facts) -> bool:
    """Whether the page says how far apart the areas of a group are, or why it does not."""
    return told(of, facts) or facts.lacking(of) is not None


def _target(r: Reading, f: Facts) -> None:
    assert f.target is not None
    r.expect(rf"target is {value(f.main)}", (f.main.show(Fraction(f.target["value"])),))
    said = [] if f.met is None else [("" if f.met else "not",)]
    r.expect(r"It is (?:(not) )?met", *said)


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


Needed = Callable[[Facts], bool]
Read = Callable[[Reading, Facts], None]
Kinds = dict[str, tuple[Needed, Read]]
KINDS: Kinds = {
    "headline": (lambda f: bool(f.data.rows), _headline),
    "change": (lambda f: f.before is not None, change),
    "in-every": (_plain, _in_every),
    "comparison": (lambda f: bool(f.comparators), comparison),
    "target": (lambda f: f.target is not None, _target),
    "certainty": (lambda f: both_limits(f) is not None, _certainty),
    "rank": (lambda f: f.standing is not None, _rank),
    "direction": (lambda f: f.council is not None, direction),
    "worked": (_divides, _worked),
}


def kinds(facts: Facts) -> Kinds:
    """Every kind of sentence a page of this site may have: one for each group of areas too."""
    groups = (one for one in facts.shared.comparators if one.many)
    return KINDS | {one.id: (partial(_spreads, one), partial(_spread, one)) for one in groups}
