"""Whether the council's figure has really been moving, as a sentence."""

from __future__ import annotations

from build_scripts.model.edition import Edition
from build_scripts.statistics.answers import Answers
from build_scripts.words.numbers import possessive
from build_scripts.words.phrases import refusal_words


def direction_sentence(found: Answers, edition: Edition) -> str:
    """Whether the figure has really been moving, or why that cannot be said."""
    direction, kind = found.direction, found.measure.kind
    if direction.refused:
        why = refusal_words(direction, kind)
        whose = f"{possessive(edition.area_name)} figure"
        return f"Whether {whose} is really changing can’t be stated: {why}." if why else ""
    assert direction.first is not None and direction.last is not None
    span = f"From {kind.label(direction.first)} to {kind.label(direction.last)}"
    begun = f"{span} {possessive(edition.area_name)} figure"
    if direction.word == "unclear":
        return (
            f"{begun} shows no steady rise or fall, and its changes are no larger than chance can "
            "explain."
        )
    if direction.word == "changed":
        return f"{begun} has changed by more than chance explains, but with no steady rise or fall."
    rising = direction.word == "increasing"
    sentence = f"{begun} has {'risen' if rising else 'fallen'} by more than chance explains"
    if direction.turned:
        sentence += f", though it {'fell' if rising else 'rose'} in the latest year"
    return sentence + (f": it is getting {direction.meaning}." if direction.meaning else ".")
