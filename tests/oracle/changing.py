"""What the sentences may say of the change on the period before, and of the test of the trend."""

from __future__ import annotations

import re
from fractions import Fraction

from tests.oracle.facts import Facts
from tests.oracle.measuring import read, shown
from tests.oracle.reading import Reading, labels

MOVED = {"risen": "has risen", "fallen": "has fallen"}
CHANGED = "has changed by more than chance explains, but with no steady rise or fall"
UNCLEAR = "shows no steady rise or fall, and its changes are no larger than chance can explain"
ABOUT = {
    "gap": "no figure for",
    "break": "a new series begins with",
    "exceptional": "not comparable",
}
# Between a figure and its period: `in`, `on`, `on average from`.
WHEN = r"(?:[a-z]+ )*?"


def by(facts: Facts) -> Fraction:
    """The difference of the council's two newest figures as readers see them."""
    assert facts.council is not None and facts.before is not None
    return facts.main.seen(facts.council.value) - facts.main.seen(facts.before.value)


def size(facts: Facts, change: Fraction) -> str:
    """The size of a change with its unit: by exact counts, never without a decimal."""
    main = facts.main
    text = shown(abs(change), main.decimals if facts.change is None else main.decimals or 1)
    one = read(text) == 1
    if main.unit == "percent":
        return f"{text} percentage point{'' if one else 's'}"
    return f"{text} {main.singular if one else main.unit_words}"


def change(r: Reading, f: Facts) -> None:
    """Read by how much the figure has changed."""
    assert f.before is not None
    seen, exact = by(f), f.change
    moved = seen if exact is None else exact
    before, way = f.main.with_unit(f.before.value), "up" if (seen or moved) > 0 else "down"
    when, by_counts = f"WHEN{f.kind.label(f.before.period)}", "by the counts behind"
    if seen:
        told = f" {by_counts} them" if moved != seen else ""
        said = f"That is {way} from {before} {when}, a change of {size(f, moved)}{told}."
    elif moved:
        said = f"Rounded, that is the same as {when}; {by_counts} it, it is {way} {size(f, moved)}."
    else:
        said = f"That is the same as {when}."
    if re.fullmatch(re.escape(said).replace("WHEN", WHEN), r.text) is None:
        r.wrong.append(f"the rows say {said.replace('WHEN', '… ')}")
    r.rest = ""


def refusal(r: Reading, f: Facts) -> None:
    """Read why there is no test of the trend: it names the period it is about, and no other."""
    trend = f.trend
    about = ABOUT.get(trend.refused, "")
    if about and about not in r.rest.casefold():
        r.wrong.append(f"does not say {about}")
    at = [(f.kind.label(trend.at),)] if trend.at and about else []
    r.expect(rf"({labels(f)})", *at)


def direction(r: Reading, f: Facts) -> None:
    """Read what the test of the trend says, or why there is none."""
    trend = f.trend
    if trend.refused:
        r.says("can’t be stated", wanted=True)
        refusal(r, f)
        claims = (*MOVED.values(), CHANGED, UNCLEAR, "getting ", "latest year")
        for claim in claims:
            r.says(claim, wanted=False)
        return
    assert trend.first is not None and trend.last is not None
    said = {"changed": CHANGED, "unclear": UNCLEAR}.get(trend.word, "")
    if trend.word in MOVED:
        said = f"{MOVED[trend.word]} by more than chance explains{_latest(f)}"
        if meaning := f.better(trend.word == "risen"):
            said += f": it is getting {meaning}"
    first, last = (f.kind.label(period) for period in (trend.first, trend.last))
    wanted = f"From {first} to {last} {f.shared.name}’s figure {said}."
    r.exactly(wanted)


def _latest(facts: Facts) -> str:
    """What is added where the latest change goes against the test."""
    if facts.before is None:
        return ""
    moved = by(facts) if facts.change is None else facts.change
    rises = facts.trend.word == "risen"
    if not moved or (moved > 0) == rises:
        return ""
    return f", though it {'fell' if rises else 'rose'} in the latest year"
