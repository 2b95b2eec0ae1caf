"""Refuses counts of the council's own that its rule does not let stand: too small, not rounded."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from build_scripts.disclosure.cells import Cells, Place, Published
from build_scripts.disclosure.messages import at, symbol_for_withheld
from build_scripts.disclosure.relations import printed_between
from build_scripts.disclosure.system import LARGEST
from build_scripts.model.confidentiality import Confidentiality
from build_scripts.model.problems import Message, Problem, message


def check_thresholds(cells: Cells) -> list[Problem]:
    """Find printed counts that the rules of own figures withhold or round."""
    return [found for row in cells.rows for found in _of_row(cells, row)]


def _of_row(cells: Cells, row: Published) -> Iterator[Problem]:
    rule = cells.tables[row.place.table].indicator.confidentiality
    if not rule.is_own:
        return
    places = [row.place]
    if row.denominator is not None:
        places.append(Place(row.place.table, row.place.row, "denominator"))
    for place in places:
        text = getattr(place.row, place.column)
        if not text.replace(".", "", 1).isdecimal():
            continue
        number = Decimal(text)
        if number > LARGEST:  # reported as implausible
            continue
        # A rate is out of a population, which is no count of those who are protected.
        protects = place.column != "denominator" or row.measure.is_share
        if protects and 0 < number < (rule.smallest_shown or 1):
            yield at(cells, place, _too_small(cells, rule))
        if protects and number % (rule.rounded_to or 1):
            yield at(cells, place, message("count-not-rounded", base=rule.rounded_to))
    if _stands_for_few(cells, row, rule):
        place = Place(row.place.table, row.place.row, "value")
        yield at(cells, place, _from_value(cells, rule))


def _too_small(cells: Cells, rule: Confidentiality) -> Message:
    smallest, symbol = rule.smallest_shown or 1, symbol_for_withheld(cells)
    return message("count-too-small", smallest=smallest, largest=smallest - 1, symbol=symbol)


def _from_value(cells: Cells, rule: Confidentiality) -> Message:
    smallest, symbol = rule.smallest_shown or 1, symbol_for_withheld(cells)
    return message(
        "count-too-small--from-value", smallest=smallest, largest=smallest - 1, symbol=symbol
    )


def _stands_for_few(cells: Cells, row: Published, rule: Confidentiality) -> bool:
    """Whether a value and its denominator tell a count that is too small to print."""
    at = row.place.row
    if row.place.column == "value" or at.numerator or row.denominator is None:
        return False
    whole = cells.by_key[row.denominator]
    between = printed_between(at.value, row.measure, own=True)
    if between is None or not whole.known:
        return False
    out_of = whole.low / Fraction(str(row.measure.per))
    low, high = ceil(between[0] * out_of), floor(between[1] * out_of)
    return 1 <= low <= high < (rule.smallest_shown or 1)
