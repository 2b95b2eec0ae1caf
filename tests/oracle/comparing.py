"""What the sentence may say that sets the council's figure beside its comparators."""

from __future__ import annotations

import re

from tests.oracle.claiming import overturned
from tests.oracle.facts import WITHHELD, Compared, Facts
from tests.oracle.files import Comparator
from tests.oracle.measuring import counted, listed
from tests.oracle.reading import NUMBER, Reading

VERDICTS = {
    "better": "better than",
    "similar": "similar to",
    "worse": "worse than",
    "higher": "higher than",
    "lower": "lower than",
}
# Why nothing can be stated against a comparator, where the rules have the words.
UNSETTLED = "what is known of the number behind it does not settle that"


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
    if reason:
        _fair(r, f, reason)
        return
    _verdicts(r, f)


def _fair(r: Reading, f: Facts, reason: str) -> None:
    """Read figures without any verdict, and why there is none."""
    fair = f"For comparison: {listed([_with_figure(point, f) for point in f.comparators])}."
    known = reason in WITHHELD
    whether = "Whether the difference is more than chance can’t be stated"
    begins = f"{fair} {'No verdict is given' if known else whether}: "
    if not r.text.startswith(begins):
        r.wrong.append(f"should begin with {begins}")
    r.rest = r.rest.removeprefix(r.masked(begins))
    whole(r, f, reason)


def _with_figure(point: Compared, f: Facts) -> str:
    """A comparator with its figure, and with its period where that is not the council's."""
    assert f.council is not None
    shown = f.main.with_unit(point.value)
    if point.period != f.council.period:
        shown += f", {f.kind.label(point.period)}, the newest before it"
    return f"{point.said} ({shown})"


def _alone(r: Reading, f: Facts) -> None:
    """Figures beside none of the council: each with its period, unless that is the last one's."""
    said, last = [], None
    for point in f.comparators:
        when = f", {f.kind.label(point.period)}" if point.period != last else ""
        text = f"{point.said}: {f.main.with_unit(point.value)}{when}."
        said.append(text[0].upper() + text[1:])
        last = point.period
    r.exactly(" ".join(said))


def _verdicts(r: Reading, f: Facts) -> None:
    """The figure, then each comparator with its own, after the verdict on it."""
    assert f.council is not None
    by_word: dict[str, list[Compared]] = {}
    for point in f.comparators:
        if point.verdict in VERDICTS:
            by_word.setdefault(point.verdict, []).append(point)
    if not by_word:
        r.expect(rf"({'|'.join(VERDICTS.values())})")
        return
    parts = [
        f"{VERDICTS[word]} {listed([_with_figure(point, f) for point in points])}"
        for word, points in by_word.items()
    ]
    *before, last = parts
    # After a list of several only a comma tells that another verdict follows.
    several = any(len(points) > 1 for points in list(by_word.values())[:-1])
    joints = [", and "] if several else [" and ", ", and "]
    ours = f"{f.shared.name}’s {f.main.with_unit(f.council.value)} is "
    choices = [f"{ours}{joint.join([', '.join(before), last])}." for joint in joints]
    said = choices if before else [f"{ours}{last}."]
    found = next((one for one in said if r.text.startswith(one)), None)
    if found is None:
        r.wrong.append(f"should begin with {said[0]}")
    else:
        r.rest = r.rest.removeprefix(r.masked(found))


def _bound(r: Reading, f: Facts) -> None:
    """Read how many are known to be behind a figure whose source gives no counts."""
    assert f.council is not None
    resting = any(p.claim and p.claim.by_bound and not p.claim.reason for p in f.comparators)
    known = f.known(f.shared.council, f.council) if resting else None
    if known is not None and f.main.bound:
        least = f"at least {counted(str(known))} {f.main.of} are known to be behind the figure"
        said = f"The source gives no counts; {least}: {f.main.bound.because}."
        r.says(said, wanted=True)
        r.rest = r.rest.replace(r.masked(said), "…", 1)
    r.expect("(known to be behind)")


def _reasons(r: Reading, f: Facts) -> None:
    """Read why it cannot be stated whether the figure differs: one sentence for each reason."""
    assert f.council is not None
    unstated = of_verdicts(f)
    alone = bool(unstated) and len(unstated) == len(f.comparators)
    ours = f"{f.shared.name}’s {f.main.with_unit(f.council.value)}" if alone else "it"
    for reason, points in by_reason(unstated).items():
        named = listed([_with_figure(point, f) for point in points])
        begins = f"Whether {ours} differs from {named} can’t be stated: "
        why = because(reason, points, f, r)
        said = re.search(re.escape(r.masked(begins)) + why + r"\.", r.rest)
        if said is None:
            r.wrong.append(f"does not say {begins}… for reasons of {reason}")
        else:
            r.rest = r.rest[: said.start()] + r.rest[said.end() :]
    r.expect("(Whether .*? differs) from")


def by_reason(unstated: list[Compared]) -> dict[str, list[Compared]]:
    """The comparators against which nothing can be stated, by why that is."""
    found: dict[str, list[Compared]] = {}
    for point in unstated:
        assert point.claim is not None
        found.setdefault(point.claim.reason, []).append(point)
    return found


def because(reason: str, points: list[Compared], f: Facts, r: Reading) -> str:
    """The pattern of why nothing can be stated against some comparators."""
    if reason == "rounding":
        return r"[^.:\d]*round[^.:\d]*"
    if reason == "no counts":
        return UNSETTLED
    effects = list(dict.fromkeys(overturns(f, point) for point in points))
    one = f"a design effect of little more than {effects[0]}"
    several = one if len(effects) == 1 else f"design effects of little more than {listed(effects)}"
    asked = f"would overturn it, and {f.shared.effect_typed} is asked for"
    return re.escape(r.masked(f"{f.main.clustered}; {several} {asked}"))


def whole(r: Reading, f: Facts, reason: str) -> None:
    """Read the numbers in the reason why a figure is not judged at all."""
    now, main = f.council, f.main
    assert now is not None
    behind = f.behind(f.shared.council, now)
    few = [(counted(behind), str(main.fewest))] if reason == "few" else []
    off = main.half(f.shared.council.level)
    if reason == "few" and off:
        r.allow(f", rounded to the nearest {off * 2}", f", to the nearest {off * 2}")
    r.expect(rf"\(({NUMBER}), where a verdict needs ({NUMBER})\)", *few)


def reason_claims(r: Reading, f: Facts) -> None:
    """Read a reason by itself, as lists of what cannot be said have it."""
    assert f.council is not None
    whole(r, f, f.unjudged(f.shared.council, f.council))
    for reason, points in by_reason(of_verdicts(f)).items():
        why = because(reason, points, f, r)
        if re.search(why, r.rest, re.IGNORECASE) is None:
            r.wrong.append(f"does not give the reason {why}")
        r.rest = re.sub(why, "…", r.rest, count=1, flags=re.IGNORECASE)
