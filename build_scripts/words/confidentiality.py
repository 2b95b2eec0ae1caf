"""The rule by which counts of an indicator are withheld, in sentences."""

from __future__ import annotations

from build_scripts.model.confidentiality import Confidentiality


def rule_words(rule: Confidentiality) -> str:
    """What is withheld and rounded, and what else its page says of that; in paragraphs."""
    said = _own(rule) if rule.is_own else rule.says
    return f"{said}\n\n{rule.also}" if rule.also else said


def _own(rule: Confidentiality) -> str:
    assert rule.smallest_shown is not None and rule.rounded_to is not None
    largest = rule.smallest_shown - 1
    sentences = ["These are figures of the council’s own."]
    if largest == 0:
        sentences.append("No count is withheld for being small.")
    else:
        which = "of 1" if largest == 1 else f"from 1 to {largest:,}"
        sentences.append(f"Counts {which} are withheld, with the percentages that rest on them.")
    if rule.secondary:
        sentences.append("Further counts are withheld where one could be worked out from others.")
    if rule.zeros_shown:
        sentences.append("A count of none is shown, so a withheld one is never zero.")
    if rule.rounded_to > 1:
        sentences.append(f"Counts are rounded to the nearest {rule.rounded_to:,}, halves up.")
    sentences.append(
        f"Of each withheld count at least {rule.wanted:,} numbers remain possible, whatever "
        "else is printed here."
    )
    sentences.append(f"The rule was agreed: {rule.agreed.rstrip('.')}.")
    return " ".join(sentences)
