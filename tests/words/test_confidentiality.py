"""The rule by which counts are withheld, as a page says it."""

from __future__ import annotations

from build_scripts.model.confidentiality import Confidentiality
from build_scripts.words.confidentiality import rule_words
from tests.disclosure.publishing import OWN


def own(**keys: object) -> str:
    """What is said of a rule of the council's own, with some keys changed."""
    return rule_words(OWN.model_copy(update=keys))


def test_a_rule_of_its_own_says_all_that_it_rules() -> None:
    said = own(rounded_to=5, agreed="The board, 3 March 2025.")
    for part in (
        "Counts from 1 to 5 are withheld",
        "Further counts are withheld",
        "a withheld one is never zero",
        "rounded to the nearest 5, halves up",
        "at least 3 numbers remain possible",
        "agreed: The board, 3 March 2025.",
    ):
        assert part in said


def test_what_a_rule_does_not_rule_is_not_said() -> None:
    said = own(secondary=False, zeros_shown=False, rounded_to=1)
    assert "Further" not in said and "zero" not in said and "rounded" not in said
    assert "Counts of 1 are withheld" in own(smallest_shown=2)
    assert "No count is withheld for being small" in own(smallest_shown=1)


def test_the_rule_of_a_publisher_is_said_as_it_was_written_down() -> None:
    rule = Confidentiality(rule="no_figures", says="Nothing is withheld.")
    assert rule_words(rule) == "Nothing is withheld."
    both = rule.model_copy(update={"also": "But for one."})
    assert rule_words(both) == "Nothing is withheld.\n\nBut for one."
