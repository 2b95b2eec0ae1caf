"""What the sentences may say of the change on the period before, and of the test of the trend."""

from __future__ import annotations

import re
from fractions import Fraction

from tests.oracle.facts import Facts
from tests.oracle.measuring import shown
from tests.oracle.reading import Claim, Reading, difference, labels, value

MOVED = {"risen": "has risen", "fallen": "has fallen"}
CHANGED = "has changed by more than chance explains, but with no steady rise or fall"
UNCLEAR = "shows no steady rise or fall, and its changes are no larger than chance can explain"
ABOUT = {"gap": "no figure for", "break": "a new series begins with"}
# Between a figure and its period: `in`, `on`, `on average from`.
WHEN = r"(?:[a-z]+ )*?"


def by(facts: Facts) -> Fraction:
    """The difference of the council's two newest figures as readers see them."""
    assert facts.council is not None and facts.before is not None
    return facts.main.seen(facts.council.value) - facts.main.seen(facts.before.value)


def bare(facts: Facts, number: Fraction) -> str:
    """The size of a change: with a decimal more where figures are whole and the change is not."""
    main, size = facts.main, abs(number)
    return main.show(size) if main.seen(size) == size else shown(size, 1)


def trimmed(text: str, facts: Facts) -> str:
    """A text whose changes of whole figures may end with a nought or do without."""
    return re.sub(r"(\d)\.0(?= )", r"\1", text) if not facts.main.decimals else text


def change(r: Reading, f: Facts) -> None:
    """Read by how much the figure has changed."""
    assert f.before is not None
    main, seen, exact = f.main, by(f), f.change
    before, when = main.show(f.before.value), f.kind.label(f.before.period)
    moved = seen if exact is None else exact
    way, size = "up" if (seen or moved) > 0 else "down", bare(f, moved)
    r.rest = trimmed(r.rest, f)
    by_counts = "by the counts behind"
    hidden = [("Rounded", when, way, size)] if not seen and moved else []
    r.expect(
        rf"^(Rounded), that is the same as {WHEN}({labels(f)}); {by_counts} it, "
        rf"it is (up|down) {difference(main)}\.",
        *hidden,
    )
    told = f" {by_counts} them" if moved != seen else ""
    r.expect(
        rf"^That is (up|down) from {value(main)} {WHEN}({labels(f)}), "
        rf"a change of {difference(main)}( {by_counts} them)?\.",
        *([(way, before, when, size, told)] if seen else []),
    )
    same = [(when,)] if not seen and not moved else []
    r.expect(rf"^That is the same as {WHEN}({labels(f)})\.", *same)


def refusal(r: Reading, f: Facts) -> None:
    """Read why there is no test of the trend."""
    trend = f.trend
    about = ABOUT.get(trend.refused, "")
    at = [(about, f.kind.label(trend.at))] if trend.at and about else []
    r.expect(rf"(no figure for|a new series begins with) ({labels(f)})", *at)
    if trend.refused == "exceptional" and trend.first and trend.last and trend.at:
        span = f.kind.between(trend.first, trend.last)
        every = [(f.kind.label(period),) for period in span if f.exceptional(period)]
        # It may name the newest of them, all of them or none.
        r.either(rf"({labels(f)})", [(f.kind.label(trend.at),)], every, [])
    if trend.refused == "old" and trend.last:
        r.either(rf"({labels(f)})", [(f.kind.label(trend.last),)], [])


def direction(r: Reading, f: Facts) -> None:
    """Read what the test of the trend says, or why there is none."""
    trend = f.trend
    r.rest = r.rest[:1].lower() + r.rest[1:] if trend.refused else r.rest
    refusal(r, f)
    r.expect("(can’t be stated)", *([("can’t be stated",)] if trend.refused else []))
    ends: list[Claim] = []
    if trend.first and trend.last and not trend.refused:
        ends = [(f.kind.label(trend.first), f.kind.label(trend.last))]
    r.expect(rf"^From ({labels(f)}) to ({labels(f)}) {re.escape(f.shared.name)}’s figure", *ends)
    said = MOVED.get(trend.word, {"changed": CHANGED, "unclear": UNCLEAR}.get(trend.word, ""))
    claims = f"(has risen|has fallen|{CHANGED}|{UNCLEAR})"
    r.expect(claims, *([(said,)] if said else []))
    moving = trend.word in MOVED
    r.says("by more than chance explains", wanted=moving or trend.word == "changed")
    r.either(r"though it (rose|fell) in the latest year", *_latest(f))
    meaning = f.better(trend.word == "risen") if moving else ""
    r.expect("getting (better|worse)", *([(meaning,)] if meaning else []))


def _latest(facts: Facts) -> list[list[Claim]]:
    """What is added where the latest change goes against the test."""
    if facts.trend.word not in MOVED or facts.before is None:
        return [[]]
    against = "fell" if facts.trend.word == "risen" else "rose"

    def added(moved: Fraction) -> list[Claim]:
        return [(against,)] if moved and (moved > 0) == (against == "rose") else []

    seen, exact = by(facts), facts.change
    # A change that only the counts show may be told or not.
    return [added(exact or seen), added(seen)]
