"""Sentences that set the council's figure beside others: verdicts, reasons, ranges and places.

Every number in a sentence comes from the arguments; no text here contains one.
"""

from __future__ import annotations

from decimal import Decimal

from build_scripts.model.edition import Edition
from build_scripts.model.measure import Measure
from build_scripts.statistics.answers import Answers
from build_scripts.statistics.benchmarks import Benchmark, Thinned
from build_scripts.statistics.verdicts import WITHHELD, Reason, Verdict
from build_scripts.words.numbers import (
    apart,
    count,
    listed,
    number,
    ordinal,
    possessive,
    upper_first,
    with_unit,
)
from build_scripts.words.phrases import reason_words, spoken, verdict_reason_words
from build_scripts.words.verdicts import VERDICTS

QUARTERS = ("top", "second", "third", "bottom")


def comparison_sentence(found: Answers, edition: Edition) -> str:
    """The comparators' figures, with a verdict where one can be given, and their own periods."""
    standing = found.standing
    if not standing.comparators:
        return ""
    told = [_told(compared.benchmark, found) for compared in standing.comparators]
    sure, council = standing.certainty, standing.council
    if sure is None or council is None:
        return " ".join(_alone(c.benchmark, found) for c in standing.comparators)
    if sure.reason:
        return f"For comparison: {listed(told)}. {reason_sentence(sure.reason, found, edition)}"
    groups: dict[str, list[str]] = {}
    unsaid: dict[Reason, list[tuple[Verdict, str]]] = {}
    for compared, text in zip(standing.comparators, told, strict=True):
        verdict = compared.verdict
        assert verdict is not None
        if verdict.claims:
            groups.setdefault(VERDICTS[verdict.word][0].lower(), []).append(text)
        else:
            unsaid.setdefault(verdict.reason, []).append((verdict, text))
    ours = f"{possessive(edition.area_name)} {with_unit(council.value, found.measure)}"
    sentences = []
    if groups:
        said = apart([f"{words} {listed(points)}" for words, points in groups.items()])
        sentences.append(f"{upper_first(ours)} is {said}.")
    for undecided in unsaid.values():
        what = "it" if groups else ours
        others = listed([text for _, text in undecided])
        why = verdict_reason_words([verdict for verdict, _ in undecided], found, edition)
        sentences.append(f"Whether {what} differs from {others} can’t be stated: {why}.")
    if groups and sure.bound is not None:
        sentences.append(_bound_sentence(found))
    return " ".join(sentences)


def _bound_sentence(found: Answers) -> str:
    """On how many a verdict rests whose source gives no counts."""
    sure, measure = found.standing.certainty, found.measure
    assert sure is not None and sure.bound is not None and measure.denominator_bound is not None
    least = count(Decimal(int(sure.bound.at_least)))
    return (
        f"The source gives no counts; at least {least} {measure.of} are known to be behind the "
        f"figure: {measure.denominator_bound.because}."
    )


def _alone(benchmark: Benchmark, found: Answers) -> str:
    measure = found.measure
    return (
        f"{upper_first(spoken(benchmark))}: {with_unit(benchmark.value, measure)}, "
        f"{measure.kind.label(benchmark.period)}."
    )


def _told(benchmark: Benchmark, found: Answers) -> str:
    ours = found.standing.council
    detail = with_unit(benchmark.value, found.measure)
    if ours is not None and benchmark.period != ours.period:
        detail += f", {found.measure.kind.label(benchmark.period)}, the newest before it"
    return f"{spoken(benchmark)} ({detail})"


def reason_sentence(reason: Reason, found: Answers, edition: Edition) -> str:
    """Why no verdict is given."""
    why = reason_words(reason, found, edition)
    if reason in WITHHELD:
        return f"No verdict is given: {why}."
    return f"Whether the difference is more than chance can’t be stated: {why}."


def certainty_sentence(found: Answers, edition: Edition) -> str:
    """The intervals around the figure; empty where there are none."""
    sure, measure = found.standing.certainty, found.measure
    if sure is None or sure.intervals is None:
        return ""
    narrow, broad = (
        _range(Decimal(str(one.low)), Decimal(str(one.high)), measure) for one in sure.intervals
    )
    sentence = (
        f"The 95% interval around {possessive(edition.area_name)} figure is {narrow}; "
        f"the 99.8% interval is {broad}."
    )
    if measure.clustered_because and measure.design_effect is None:
        sentence += (
            f" It counts every case by itself: {measure.clustered_because}, so the true range is "
            "wider."
        )
    return sentence


def _range(low: Decimal, high: Decimal, measure: Measure) -> str:
    if measure.unit_record.sign:
        return f"{with_unit(low, measure)} to {with_unit(high, measure)}"
    # The unit's words are said once, and stay as they are even where the range ends with one.
    ends = (number(end, measure.decimals) for end in (low, high))
    return f"{' to '.join(ends)} {measure.unit_words}"


def rank_sentence(answers: Answers, edition: Edition) -> str:
    """The council's place among all ranked; empty where it is given none."""
    league, rank, name = answers.league, answers.rank, upper_first(edition.area_name)
    sure, council = answers.standing.certainty, answers.standing.council
    if league is None or rank is None or sure is None or sure.withheld or council is None:
        return ""
    many = league.withheld
    missing = f"; {many} more {'has' if many == 1 else 'have'} no published figure" if many else ""
    if rank.is_crowded:
        show = shown_or_none(council.value, answers.measure)
        hidden = ", and small numbers are hidden" if many else ""
        return (
            f"{name} is one of {rank.shared_by} councils, of {rank.ranked}, that show {show}"
            f"{missing}{hidden}."
        )
    joint = "joint " if rank.shared_by > 1 else ""
    first = "best" if league.best_first else "highest"
    sentence = f"{name} is {joint}{ordinal(rank.place)} of {rank.ranked} councils (1st is {first})"
    if rank.quarter is not None:
        sentence += f", in the {QUARTERS[rank.quarter - 1]} quarter"
    return f"{sentence}{missing}."


def shown_or_none(value: Decimal, measure: Measure) -> str:
    """A figure to follow `show`: that of none is told as none."""
    return "none" if value == 0 else with_unit(value, measure)


def spread_sentence(benchmark: Benchmark, measure: Measure) -> str:
    """How far apart the areas of a group are, and who they are; empty for a single area."""
    if benchmark.spread is None:
        return ""
    areas = f"{benchmark.counted} {benchmark.comparator.ranging}"
    low, high = benchmark.spread
    if low == high:
        return f"All {areas} show {shown_or_none(low, measure)}."
    return f"The figures of the {areas} run from {_range(low, high, measure)}."


def thinned_sentence(thin: Thinned) -> str:
    """Why a group has no median."""
    if thin.missing == thin.members:
        return (
            f"No median of the {thin.comparator.called} is given: none of the {thin.members} has a "
            "published figure."
        )
    have = "has" if thin.missing == 1 else "have"
    return (
        f"No median of the {thin.comparator.called} is given: {thin.missing} of the {thin.members} "
        f"{have} no published figure, and those left may not be typical."
    )
