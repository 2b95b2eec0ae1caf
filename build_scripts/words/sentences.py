"""Answers into sentences.

Every number in a sentence comes from the arguments; no text here contains one.
"""

from __future__ import annotations

from decimal import Decimal

from build_scripts.model.edition import Edition
from build_scripts.model.measure import Measure
from build_scripts.model.units import rounded
from build_scripts.statistics.answers import Answers
from build_scripts.statistics.comparisons import Point
from build_scripts.statistics.estimates import possible
from build_scripts.words.numbers import (
    count,
    difference,
    with_unit,
)

SCALES = (Decimal(100), Decimal(1000), Decimal(10000), Decimal(100000))
# Rounding to a whole number may move a figure by this part of it, and no more.
FAR_OFF = Decimal("0.1")


def headline_sentence(found: Answers, edition: Edition) -> str:
    """What the latest figure is, and for when."""
    standing, measure, kind = found.standing, found.measure, found.measure.kind
    name = edition.area_name
    if standing.council is not None:
        value = with_unit(standing.council.value, measure)
        what = figure_word(measure)
        if standing.certainty is not None and standing.certainty.reason == "poor_data":
            what = f"published {what}"
        sentence = f"In {name} the {what} was {value} {kind.when(standing.council.period)}"
        sentence += f"{_remark(standing.council, edition)}."
    else:
        sentence = f"No figure for {name} is published for this measure."
    if standing.newest is not None:
        period, status = standing.newest
        symbol = edition.reference.symbols[status]
        sentence += (
            f" There is no figure for {kind.label(period)}: the symbol {status} there means "
            f"{symbol.means}."
        )
    return sentence


def figure_word(measure: Measure) -> str:
    """What a figure of a measure is called."""
    if measure.called:
        return measure.called
    if measure.is_gap:
        return "gap"
    return "average" if measure.is_mean else "figure"


def counted_words(found: Answers, edition: Edition) -> str:
    """How many the latest figure is, of how many: empty where the source gives no such counts.

    Of a share that should be high, those it leaves out are told too.
    """
    figure, sure, measure = found.standing.figure, found.standing.certainty, found.measure
    if figure is None or figure.numerator is None or not figure.denominator or sure is None:
        return ""
    can_be = possible(figure, measure, edition.council.level)
    if sure.reason == "poor_data" or not can_be.exact:
        return ""
    text = f"{count(figure.numerator)} of {count(figure.denominator)} {measure.of}"
    left = figure.denominator - figure.numerator
    whole = left == left.to_integral_value()
    if measure.is_share and measure.polarity == "high" and whole and left >= 0:
        text += f"; {count(left)} not"
    return text


def change_sentence(found: Answers) -> str:
    """How the latest figure differs from the period directly before; empty if there is none."""
    standing, measure = found.standing, found.measure
    if standing.change is None or standing.before is None:
        return ""
    before = with_unit(standing.before.value, measure)
    when = measure.kind.when(standing.before.period)
    change = standing.change
    by, way = change_words(change.best, measure), "up" if change.best > 0 else "down"
    if change.best == 0 == change.shown:
        return f"That is the same as {when}."
    if change.best == 0:
        went = "up" if change.shown > 0 else "down"
        return f"Rounded, that is {went} from {before} {when}; by the counts behind it, it is the same."
    if change.shown == 0:
        return f"Rounded, that is the same as {when}; by the counts behind it, it is {way} {by}."
    behind = "" if change.best == change.shown else " by the counts behind them"
    return f"That is {way} from {before} {when}, a change of {by}{behind}."


def change_words(change: Decimal, measure: Measure) -> str:
    """The size of a change, with the decimals that it was worked out to."""
    exponent = change.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else measure.decimals
    return difference(abs(change), measure, max(decimals, measure.decimals))


def in_every_sentence(found: Answers, edition: Edition) -> str:
    """The figure as so many in every hundred, or in as many more as it takes to be near it.

    Nothing is said so plainly of figures of which nothing may be claimed.
    """
    standing, measure = found.standing, found.measure
    sure = standing.certainty
    if standing.council is None or not measure.in_words or sure is None or sure.withheld:
        return ""
    share, figure = standing.council.value / Decimal(str(measure.per)), standing.figure
    if share in (0, 1) and figure is not None and figure.numerator is not None:
        # A figure rounded to none or all of them need be neither; the counts tell.
        share = figure.numerator / figure.denominator if figure.denominator else share
    place = f"In {edition.area_name}, "
    if share == 0:
        return f"{place}none of the {measure.in_words}."
    if share == 1:
        return f"{place}all {measure.in_words}."
    # The smallest scale on which it is neither none nor all of them, nor far from what it is.
    for scale in SCALES:
        shown = rounded(share * scale, 0)
        if 0 < shown < scale and abs(shown / scale - share) <= share * FAR_OFF:
            return f"{place}about {count(shown)} in every {count(scale)} {measure.in_words}."
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


def target_sentence(answers: Answers) -> str:
    """The target and whether it is met; empty where none is set."""
    if answers.target is None:
        return ""
    text = with_unit(Decimal(str(answers.target.value)), answers.measure)
    met = answers.met
    end = "" if met is None else (" It is met." if met else " It is not met.")
    return f"The target is {text} ({answers.target.set_by}).{end}"


def _remark(point: Point, edition: Edition) -> str:
    if not point.status:
        return ""
    return f" ({edition.reference.symbols[point.status].means})"
