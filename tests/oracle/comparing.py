"""What the sentence may say that sets the council's figure beside its comparators."""

from __future__ import annotations

import re

from tests.oracle.claiming import overturned
from tests.oracle.facts import WITHHELD, Compared, Facts
from tests.oracle.files import Comparator
from tests.oracle.measuring import counted
from tests.oracle.reading import NUMBER, Claim, Reading, labels, value

VERDICTS = {
    "better": "better than",
    "similar": "similar to",
    "worse": "worse than",
    "higher": "higher than",
    "lower": "lower than",
}
OVERTURN = rf"design effect of ({NUMBER}) would overturn it, and ({NUMBER}) is asked for"


def called(comparator: Comparator) -> str:
    """The pattern of what sentences call a comparator, however many of its areas have a figure."""
    before, number, after = comparator.said("\n").partition("\n")
    return re.escape(before) + (r"\d+" if number else "") + re.escape(after)


def told(of: Comparator, facts: Facts) -> bool:
    """Whether the page sets its figure beside a comparator."""
    return any(point.of == of for point in facts.comparators)


def of_verdicts(facts: Facts) -> list[Compared]:
    """The comparators against which nothing can be stated, though the figure could be judged."""
    now = facts.council
    if now is None or facts.unjudged(facts.shared.council, now):
        return []
    return [point for point in facts.comparators if point.claim and point.claim.reason]


def overturns(facts: Facts, point: Compared) -> str:
    """At which design effect the verdict against a comparator no longer holds."""
    assert point.claim is not None
    ends = facts.ends(point.of, point.period)
    return overturned(point.claim.corners, ends, facts.shared.effect)


def comparison(r: Reading, f: Facts) -> None:
    """Read the sentence."""
    now = f.council
    if now is None:
        _alone(r, f)
        return
    reason = f.unjudged(f.shared.council, now)
    _bound(r, f)
    _reasons(r, f)
    _beside(r, f)
    name, main = re.escape(f.shared.name), f.main
    ours: list[Claim] = [] if reason else [(main.show(now.value),)]
    # Where there is no verdict at all, each of several sentences may name it again.
    several = [ours * number for number in (1, 2, 3)]
    r.either(rf"(?:^|Whether ){name}’s {value(main)} (?:is|differs)", *several)
    r.expect("^(For comparison): ", *([("For comparison",)] if reason else []))
    whole(r, f, reason)
    known = reason in WITHHELD
    refusal = "No verdict is given" if known else "Whether the difference is more than chance"
    r.expect(
        "(No verdict is given|Whether the difference is more than chance)(?: can’t be stated)?: ",
        *([(refusal,)] if reason else []),
    )


def _alone(r: Reading, f: Facts) -> None:
    """Figures beside none of the council: each with its period, unless it is that of the last."""
    r.rest = re.sub(r"(^|\. )The ", r"\1the ", r.rest)
    one = "|".join(called(comparator) for comparator in f.shared.comparators)
    wanted, bare, last = [], [], None
    for point in f.comparators:
        period, shown = f.kind.label(point.period), f.main.show(point.value)
        wanted.append((point.said, shown, period))
        bare.append((point.said, shown, "" if point.period == last else period))
        last = point.period
    r.either(rf"({one}): {value(f.main)}(?:, ({labels(f)}))?\.", wanted, bare)


def _beside(r: Reading, f: Facts) -> None:
    """Each comparator with its figure, after the verdict on it."""
    now, main = f.council, f.main
    assert now is not None
    one = "|".join(called(comparator) for comparator in f.shared.comparators)
    judged, verdict = [], ""
    tokens = rf"({'|'.join(VERDICTS.values())})|({one}) \(|(differs from)"
    clauses = (main.clustered, main.unjudged, main.bound.because if main.bound else "")
    text = r.rest
    for clause in filter(None, clauses):
        text = text.replace(clause, "…")
    for said in re.finditer(tokens, text):
        verdict = "" if said[3] else said[1] or verdict
        if said[2]:
            judged.append((said[2], verdict))
    rows = [(point.said, VERDICTS.get(point.verdict, "")) for point in f.comparators]
    if sorted(judged) != sorted(rows):
        r.wrong.append(f"says {judged}, the intervals say {rows}")
    wanted = []
    for point in f.comparators:
        other = point.period != now.period
        when = f.kind.label(point.period) if other else ""
        wanted.append(
            (point.said, main.show(point.value), when, "the newest before it" if other else "")
        )
    r.expect(
        rf"({one}) \({value(main)}(?:, ({labels(f)}))?(?:, (the newest before it))?\)", *wanted
    )


def _bound(r: Reading, f: Facts) -> None:
    """Read how many are known to be behind a figure whose source gives no counts."""
    assert f.council is not None
    resting = any(p.claim and p.claim.by_bound and not p.claim.reason for p in f.comparators)
    known = f.known(f.shared.council, f.council) if resting else None
    r.expect(
        rf"The source gives no counts; at least ({NUMBER}) .*? known to be behind the figure",
        *([(counted(str(known)),)] if known is not None else []),
    )
    if known is not None and f.main.bound:
        r.says(f.main.bound.because, wanted=True)


def _reasons(r: Reading, f: Facts) -> None:
    """Read why it cannot be stated whether the figure differs from a comparator's."""
    one = "|".join(called(comparator) for comparator in f.shared.comparators)
    unstated = of_verdicts(f)
    wanted = sorted((p.said, p.claim.reason) for p in unstated if p.claim)
    found: list[tuple[str, str]] = []
    pattern = r"Whether [^:]*? differs from (.*?) can’t be stated: (.*?)(?=\.? Whether |\. |\.$|$)"
    for m in re.finditer(pattern, r.rest):
        named = re.findall(rf"({one}) \(", m[1])
        found += [(name, _kind(m[2])) for name in named]
    if sorted(found) != wanted:
        r.wrong.append(f"gives the reasons {sorted(found)}, the intervals give {wanted}")
    overturn(r, f)


def overturn(r: Reading, f: Facts) -> None:
    """Read which design effect would overturn a verdict: for each comparator, or the smallest."""
    fragile = [p for p in of_verdicts(f) if p.claim and p.claim.reason == "clustered"]
    effects = [(overturns(f, point), f.shared.effect_typed) for point in fragile]
    least = [min(effects, key=lambda pair: float(pair[0]))] if effects else []
    r.either(OVERTURN, effects, list(dict.fromkeys(effects)), least)


def _kind(why: str) -> str:
    """Which reason some words give."""
    if "design effect" in why:
        return "clustered"
    return "rounding" if "round" in why else "no counts"


def whole(r: Reading, f: Facts, reason: str) -> None:
    """Read the numbers in the reason why a figure is not judged at all."""
    now, main = f.council, f.main
    assert now is not None
    few = [(counted(now.denominator), str(main.fewest))] if reason == "few" else []
    off = main.half(f.shared.council.level)
    if reason == "few" and off:
        r.allow(f", rounded to the nearest {off * 2}", f", to the nearest {off * 2}")
    r.expect(rf"\(({NUMBER}), where a verdict needs ({NUMBER})\)", *few)
    if reason == "old":
        r.allow(f.kind.label(now.period))


def reason_claims(r: Reading, f: Facts) -> None:
    """Read a reason by itself, as lists of what cannot be said have it."""
    assert f.council is not None
    whole(r, f, f.unjudged(f.shared.council, f.council))
    overturn(r, f)
    for point in of_verdicts(f):
        r.allow(f"{point.said} ({f.main.with_unit(point.value)})", point.said)
