"""Answers into sentences.

Every number in a sentence comes from the arguments; no text here contains one.
"""

from __future__ import annotations

from decimal import Decimal

from build_scripts.model.edition import Edition
from build_scripts.model.measure import Measure
from build_scripts.model.periods import PeriodKind
from build_scripts.model.units import rounded
from build_scripts.statistics.answers import Answers
from build_scripts.statistics.comparisons import Benchmark, Point, Standing
from build_scripts.statistics.directions import Direction
from build_scripts.statistics.verdicts import Reason
from build_scripts.words.numbers import (
    count,
    difference,
    listed,
    number,
    ordinal,
    with_unit,
)
from build_scripts.words.phrases import reason_words, refusal_words, spoken
from build_scripts.words.verdicts import VERDICTS

QUARTERS = ("first", "second", "third", "last")
SCALES = (Decimal(100), Decimal(1000), Decimal(10000), Decimal(100000))


def headline_sentence(found: Answers, edition: Edition) -> str:
    """What the latest figure is, and for when."""
    standing, measure, kind = found.standing, found.measure, found.measure.kind
    name = edition.area_name
    if standing.council is not None:
        value = with_unit(standing.council.value, measure)
        sentence = f"In {name} the figure was {value} {kind.when(standing.council.period)}"
        sentence += f"{_remark(standing.council, edition)}."
    elif standing.comparators or standing.newest is not None:
        sentence = f"No figure for {name} is published for this measure."
    else:
        sentence = f"No public figures exist for {name}."
    if standing.newest is not None:
        period, status = standing.newest
        symbol = edition.reference.symbols[status]
        sentence += (
            f" There is no figure for {kind.label(period)}: the symbol {status} there means "
            f"{symbol.means}."
        )
    return sentence


def change_sentence(found: Answers) -> str:
    """How the latest figure differs from the period directly before; empty if there is none."""
    standing, measure = found.standing, found.measure
    if standing.council is None or standing.before is None:
        return ""
    before = with_unit(standing.before.value, measure)
    when = measure.kind.when(standing.before.period)
    change = shown_change(standing, measure)
    if change == 0:
        return f"That is the same as {when}."
    direction = "up from" if change > 0 else "down from"
    return f"That is {direction} {before} {when}, a change of {difference(abs(change), measure)}."


def shown_change(standing: Standing, measure: Measure) -> Decimal:
    """The difference of the two newest figures as shown, so that readers can check it."""
    assert standing.council is not None and standing.before is not None
    now, then = standing.council.value, standing.before.value
    return rounded(now, measure.decimals) - rounded(then, measure.decimals)


def in_every_sentence(found: Answers) -> str:
    """The figure as so many in every hundred, or in as many more as it takes to see one.

    Nothing is said so plainly of figures whose data is not good enough.
    """
    standing, measure = found.standing, found.measure
    sure = standing.certainty
    if standing.council is None or not measure.in_words or sure is None:
        return ""
    if sure.reason == "poor_data":
        return ""
    share, figure = standing.council.value / Decimal(str(measure.per)), standing.figure
    if share in (0, 1) and figure is not None and figure.numerator is not None:
        # A figure rounded to none or all of them need be neither; the counts tell.
        share = figure.numerator / figure.denominator if figure.denominator else share
    if share == 0:
        return f"None of the {measure.in_words}."
    if share == 1:
        return f"All {measure.in_words}."
    # The smallest scale on which it is neither none nor all of them.
    for scale in SCALES:
        shown = rounded(share * scale, 0)
        if 0 < shown < scale:
            return f"About {count(shown)} in every {count(scale)} {measure.in_words}."
    return ""


def worked_example(found: Answers) -> str:
    """The counts behind the latest figure, divided; empty where the source gives none."""
    figure, measure = found.standing.figure, found.measure
    if not measure.is_ratio or figure is None:
        return ""
    if figure.value is None or figure.numerator is None or not figure.denominator:
        return ""
    counted = f"{count(figure.numerator)} out of {count(figure.denominator)} {measure.of}"
    result = figure.numerator / figure.denominator * Decimal(str(measure.per))
    sentence = f"{counted} is {with_unit(result, measure)}."
    if rounded(result, measure.decimals) != rounded(figure.value, measure.decimals):
        sentence += f" The source publishes {with_unit(figure.value, measure)}."
    return sentence


def comparison_sentence(found: Answers, edition: Edition) -> str:
    """The comparators' figures, with a verdict where one can be given, and their own periods."""
    standing = found.standing
    if not standing.comparators:
        return ""
    told = [_told(compared.benchmark, found) for compared in standing.comparators]
    sure = standing.certainty
    if sure is None:
        return f"Published elsewhere: {listed(told)}."
    if sure.reason:
        return f"For comparison: {listed(told)}. {reason_sentence(sure.reason, found, edition)}"
    groups: dict[str, list[str]] = {}
    for compared, text in zip(standing.comparators, told, strict=True):
        assert compared.verdict is not None
        phrase = VERDICTS[compared.verdict.word][0].lower()
        groups.setdefault(phrase, []).append(text)
    return f"That is {listed([f'{said} {listed(points)}' for said, points in groups.items()])}."


def _told(benchmark: Benchmark, found: Answers) -> str:
    ours = found.standing.council
    detail = with_unit(benchmark.value, found.measure)
    if ours is None or benchmark.period != ours.period:
        detail += f", {found.measure.kind.label(benchmark.period)}"
        if ours is not None:
            detail += ", the newest before it"
    return f"{spoken(benchmark)} ({detail})"


def reason_sentence(reason: Reason, found: Answers, edition: Edition) -> str:
    """Why no verdict is given."""
    why = reason_words(reason, found, edition)
    if reason in ("too_few", "poor_data", "declared"):
        return f"No verdict is given: {why}."
    return f"Whether the difference is more than chance can’t be stated: {why}."


def certainty_sentence(found: Answers) -> str:
    """The range that chance leaves open; empty where there is none."""
    sure = found.standing.certainty
    if sure is None or sure.intervals is None:
        return ""
    narrow, broad = (
        _range(Decimal(str(one.low)), Decimal(str(one.high)), found.measure)
        for one in sure.intervals
    )
    return f"The 95% interval is {narrow}; the 99.8% interval is {broad}."


def _range(low: Decimal, high: Decimal, measure: Measure) -> str:
    if measure.unit_record.sign:
        return f"{with_unit(low, measure)} to {with_unit(high, measure)}"
    # The unit's words are said once, and stay as they are even where the range ends with one.
    ends = (number(end, measure.decimals) for end in (low, high))
    return f"{' to '.join(ends)} {measure.unit_words}"


def rank_sentence(answers: Answers, edition: Edition) -> str:
    """The council's place among all ranked; empty where it has none."""
    rank = answers.rank(edition.council.code)
    if rank is None or answers.league is None:
        return ""
    first = "best" if answers.league.best_first else "highest"
    place = ordinal(rank.place)
    sentence = f"Of {rank.ranked} councils counted from the {first} figure, it is "
    sentence += (
        f"joint {place} ({rank.shared_by} share that place)" if rank.shared_by > 1 else place
    )
    if rank.quarter is not None:
        sentence += f", in the {QUARTERS[rank.quarter - 1]} quarter"
    if answers.league.withheld:
        many = answers.league.withheld
        sentence += f"; {many} more {'has' if many == 1 else 'have'} no published figure"
    return f"{sentence}."


def spread_sentence(benchmark: Benchmark, measure: Measure) -> str:
    """How far apart the areas of a group are, and who they are; empty for a single area."""
    if benchmark.spread is None:
        return ""
    areas = f"{benchmark.counted} {benchmark.comparator.ranging}"
    return f"The figures of the {areas} run from {_range(*benchmark.spread, measure)}."


def target_sentence(answers: Answers) -> str:
    """The target and whether it is met; empty where none is set."""
    if answers.target is None:
        return ""
    text = with_unit(Decimal(str(answers.target.value)), answers.measure)
    met = answers.met
    end = "" if met is None else (" It is met." if met else " It is not met.")
    return f"The target is {text} ({answers.target.set_by}).{end}"


def direction_sentence(found: Answers) -> str:
    """Whether the figure has really been moving, or why that cannot be said."""
    direction, kind = found.direction, found.measure.kind
    if direction.refused:
        return _refused(direction, kind)
    assert direction.first is not None and direction.last is not None
    span = f"From {kind.label(direction.first)} to {kind.label(direction.last)}"
    if direction.word == "steady":
        return f"{span} there is no change that chance could not explain."
    moved = "risen" if direction.word == "increasing" else "fallen"
    end = f": it is getting {direction.meaning}" if direction.meaning else ""
    return f"{span} the figure has {moved} by more than chance would explain{end}."


def _refused(direction: Direction, kind: PeriodKind) -> str:
    why = refusal_words(direction, kind)
    return f"Whether the figure is really changing can’t be stated: {why}." if why else ""


def _remark(point: Point, edition: Edition) -> str:
    if not point.status:
        return ""
    return f" ({edition.reference.symbols[point.status].means})"
