"""What each kind of sentence about the council's figure may say.

For each kind: whether the page must have it, and a reader that takes every claim from its text and
sets it beside what the rows say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import partial

from tests.oracle.changing import WHEN, change, direction
from tests.oracle.comparing import comparison, told
from tests.oracle.facts import WITHHELD, Facts
from tests.oracle.files import Comparator
from tests.oracle.measuring import Limits, counted, ordinal, read, shown
from tests.oracle.reading import NUMBER, Claim, Reading, labels, units, value

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
    wanted = [(f.main.noun, f.main.show(now.value), f.kind.label(now.period))] if now else []
    r.expect(
        rf"^In {re.escape(name)} the (\w+) was {value(f.main)} {WHEN}({labels(f)})",
        *wanted,
    )
    r.expect("(No figure for|No public figures exist)", *([] if now else [("No figure for",)]))
    r.expect(rf"no figure for ({labels(f)})", *([(f.kind.label(gone.period),)] if gone else []))
    wanted_symbol = [(gone.status, f.shared.symbols[gone.status])] if gone else []
    r.expect(r"symbol ([a-z]+) there means ([^.]*)\.", *wanted_symbol)
    beside = [(f.shared.symbols[now.status],)] if now and now.status else []
    r.expect(r"\(([^()]*)\)\.", *beside)


def _shares(facts: Facts) -> list[Fraction]:
    """What a figure is as a share of all: as published, and by its counts where they agree."""
    assert facts.council is not None
    row, per = facts.council, facts.main.per
    published, central = row.value / per, facts.possible(facts.shared.council, row).central / per
    # A figure rounded to none or all of them need be neither; the counts tell.
    if published in (0, 1) and row.numerator and row.denominator and read(row.denominator):
        return [Fraction(row.numerator) / Fraction(row.denominator)]
    return list(dict.fromkeys((published, central)))


def about(share: Fraction) -> Claim | None:
    """About how many in how many: the first scale that is off by a tenth at most."""
    for scale in SCALES:
        number = read(shown(share * scale, 0))
        if 0 < number < scale and abs(number / scale - share) * 10 <= share:
            return shown(number, 0), f"{scale:,}"
    return None


def _in_every(r: Reading, f: Facts) -> None:
    begins = rf"^In {re.escape(f.shared.name)}, "
    shares = _shares(f)
    whole = {0: "none of the", 1: "all"}.get(int(shares[0]), "") if shares[0] in (0, 1) else ""
    choices = [[found] for share in shares if (found := about(share))] if not whole else []
    r.either(rf"{begins}about ({NUMBER}) in every ({NUMBER}) ", *(choices or [[]]))
    r.expect(rf"{begins}(none of the|all) ", *([(whole,)] if whole else []))


def _plain(facts: Facts) -> bool:
    """Whether the figure is said as so many in every hundred."""
    now, main = facts.council, facts.main
    if now is None or not main.in_words or facts.unjudged(facts.shared.council, now) in WITHHELD:
        return False
    shares = _shares(facts)
    return shares[0] in (0, 1) or any(0 < share < 1 and about(share) for share in shares)


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
    around = f" around {f.shared.name}’s figure"
    r.says(f"The 95% interval{around} is ", wanted=True)
    r.expect(rf"(95%|99\.8%) interval(?:{re.escape(around)})? is {_range(f)}", *wanted)
    alone = bool(f.main.clustered) and f.main.effect is None
    r.says("counts every case by itself", wanted=alone)
    if alone:
        r.says(f.main.clustered, wanted=True)


def _rank(r: Reading, f: Facts) -> None:
    place, now, name = f.standing, f.council, re.escape(f.shared.name)
    assert place is not None and now is not None
    first = "highest" if f.main.polarity == "neutral" else "best"
    joint = "joint" if place.shared_by > 1 else ""
    quarter = QUARTERS[place.quarter - 1] if place.quarter else ""
    r.expect(
        rf"^{name} is (?:(joint) )?(\d+(?:st|nd|rd|th)) of (\d+) councils \(1st is (best|highest)\)"
        r"(?:, in the (\w+) quarter)?",
        *(
            []
            if place.crowded
            else [(joint, ordinal(place.place), str(place.ranked), first, quarter)]
        ),
    )
    shared = (str(place.shared_by), str(place.ranked), f.main.show(now.value) if now.value else "")
    r.expect(
        rf"^{name} is one of (\d+) councils, of (\d+), that show (?:none|{value(f.main)})",
        *([shared] if place.crowded else []),
    )
    withheld = f.withheld(now.period)
    r.expect(r"(\d+) more ha(?:s|ve)", *([(str(withheld),)] if withheld else []))


def _spread(of: Comparator, r: Reading, f: Facts) -> None:
    """How far apart the areas of a group are, or that too many of them are missing."""
    lacking, point = f.lacking(of), next((p for p in f.comparators if p.of == of), None)
    # With an older median beside the figure either may be said.
    gone = lacking if lacking and (point is None or r.text.startswith("No median")) else None
    missed = [(str(gone[0]), str(gone[1]))] if gone else []
    r.expect(
        rf"^No median of the {re.escape(of.many)} is given: (\d+) of the (\d+) ha(?:ve|s) no "
        "published figure",
        *missed,
    )
    values = f.values(of)[point.period] if point and not gone else []
    ends = [f.main.show(end) for end in (min(values), max(values))] if values else []
    counted_of, same = rf"(\d+) {re.escape(of.counted)}", len(set(ends)) == 1
    number = str(len(values))
    shows = ends[0] if same and any(values) else ""
    r.expect(
        rf"^All {counted_of} show (?:none|{value(f.main)})\.", *([(number, shows)] if same else [])
    )
    r.expect(
        rf"^The figures of the {counted_of} run", *([(number,)] if values and not same else [])
    )
    r.expect(_range(f), *([(ends[0], ends[1])] if values and not same else []))


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
