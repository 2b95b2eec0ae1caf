"""What holds between the cells of published rows, whatever their true counts are.

Each function gives one kind of relation. None may be false for the truth: where it is not certain
which areas make up another one, or whether categories make up a total, there is no relation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import lcm

from build_scripts.disclosure.areas import area_relations
from build_scripts.disclosure.cells import Cells, Key, Published, Table, is_open, parted, span
from build_scripts.disclosure.system import LARGEST, Relation, System, Unknown
from build_scripts.model.figures import TOTAL
from build_scripts.model.indicator_parts import Breakdown
from build_scripts.model.measure import Measure

# What gives a count away, in words for people. Each kind of relation has one.
PARTS = "categories that make up their total"
WHOLE = "the number a count is out of, which it can’t exceed"
VALUE = "percentages or rates printed beside what they are worked out from"
GAP = "a gap printed with one of its two figures"
SHARED = "the same count printed with another measure"
# No source prints more decimals. More are a slip of a spreadsheet, and nothing is concluded from it.
MOST_PLACES = 15


@dataclass(frozen=True)
class Contradiction:
    """Printed cells of which the categories do not make up the total."""

    row: Published
    breakdown: Breakdown


@dataclass(frozen=True)
class Known:
    """All that a reader knows of some cells together.

    Attributes:
        worked_out_here: the rows whose print is the site's own, as relations are `given_by` them.
        contradictions: breakdowns whose printed counts do not add up.
        uncertain: counts, areas and periods for which printed parts of the area do not add up, so
            that nothing is concluded from them.
    """

    system: System
    worked_out_here: frozenset[Hashable]
    contradictions: tuple[Contradiction, ...]
    uncertain: frozenset[tuple[str, str, str]]


def known(cells: Cells) -> Known:
    """Put cells and everything that holds between them into one system."""
    wanted = _periods_with_hidden(cells)
    contradictions: list[Contradiction] = []
    relations = [
        *_parts(cells, wanted, contradictions),
        *_wholes(cells, wanted),
        *_values(cells, wanted),
        *_gaps(cells, wanted),
    ]
    areas, uncertain = area_relations(cells, wanted)
    relations += areas
    named = {key for relation in relations for key, _ in relation.terms}
    named |= {key for key, cell in cells.by_key.items() if cell.hidden}
    ours: frozenset[Hashable] = frozenset(
        (table.file, row.number)
        for table in cells.tables
        for row in table.rows
        if table.indicator.measure(row.measure).worked_out_here
    )
    unknowns = tuple(
        Unknown(key, cell.low, cell.high) for key, cell in cells.by_key.items() if key in named
    )
    return Known(System(unknowns, tuple(relations)), ours, tuple(contradictions), uncertain)


def _periods_with_hidden(cells: Cells) -> frozenset[str]:
    """Only in these is there anything to find: a relation never joins two periods."""
    return frozenset(key.period for key, cell in cells.by_key.items() if cell.hidden)


def row_id(cells: Cells, row: Published) -> tuple[str, int]:
    """The name of a row, by which a relation is said to be given by its print."""
    return cells.tables[row.place.table].file, row.place.row.number


# --- breakdowns ---------------------------------------------------------------------------------


def _parts(
    cells: Cells, wanted: frozenset[str], contradictions: list[Contradiction]
) -> Iterator[Relation]:
    """Categories that make up their total, or the number that all of them are out of."""
    together: dict[tuple[int, str, str, str, str], dict[str, Published]] = defaultdict(dict)
    for row in cells.rows:
        at = row.place.row
        group = (row.place.table, at.measure, at.area, row.numerator.period, at.topic)
        together[group][at.category] = row
    wholes = [parted(table) for table in cells.tables]
    for (index, measure, area, period, topic), categories in together.items():
        breakdown = _breakdown(cells.tables[index], measure, topic)
        if breakdown is None or not _adds_up(breakdown, categories.values()):
            continue
        rows = list(categories.values())
        total = together.get((index, measure, area, period, TOTAL), {}).get(TOTAL)
        parts = _made_up(rows, total, one_whole=(measure, topic) in wholes[index])
        complete = set(breakdown.categories) <= set(categories)
        for keys, whole in parts:
            terms = (*((key, 1) for key in keys), (whole, -1))
            low, high = span(cells, terms)
            if low > 0 or (complete and high is not None and high < 0):
                contradictions.append(Contradiction(rows[0], breakdown))
            elif period in wanted:
                # Categories without a row count for something: then the others are at most all.
                yield Relation(terms, 0 if complete else None, 0, PARTS)


def _adds_up(breakdown: Breakdown, rows: Iterable[Published]) -> bool:
    """Whether a breakdown is declared to add up in the area and period of these rows."""
    at = {(row.place.row.area, row.place.row.period) for row in rows}
    except_at = {(one.area_code, one.period) for one in breakdown.adds_up_except}
    return breakdown.adds_up and not at & except_at


def _made_up(
    rows: list[Published], total: Published | None, *, one_whole: bool
) -> Iterator[tuple[list[Key], Key]]:
    """Counts of categories, and what they make up."""
    tops = [row.numerator for row in rows]
    if total is not None:
        yield tops, total.numerator
    wholes = [row.denominator for row in rows if row.denominator is not None]
    if len(wholes) < len(rows):
        return
    if one_whole:
        yield tops, wholes[0]
    elif total is not None and total.denominator is not None:
        yield wholes, total.denominator


def _breakdown(table: Table, measure: str, topic: str) -> Breakdown | None:
    return next(
        (b for b in table.indicator.breakdowns if (b.measure, b.topic) == (measure, topic)), None
    )


# --- one row ------------------------------------------------------------------------------------


def _wholes(cells: Cells, wanted: frozenset[str]) -> Iterator[Relation]:
    """A share's count is no more than the number it is out of."""
    seen = set()
    for row in cells.rows:
        top, whole = row.numerator, row.denominator
        if whole is None or top.period not in wanted or (top, whole) in seen:
            continue
        if (
            row.measure.is_share
            and row.measure.plausible.maximum <= 100
            and is_open(cells, top, whole)
        ):
            seen.add((top, whole))
            yield Relation(((whole, 1), (top, -1)), 0, None, WHOLE)


def _values(cells: Cells, wanted: frozenset[str]) -> Iterator[Relation]:
    """A percentage or rate that is printed lies within half a unit of its last digit."""
    for row in cells.rows:
        top, whole = row.numerator, row.denominator
        if whole is None or top.period not in wanted or not is_open(cells, top, whole):
            continue
        text = row.place.row.value
        if text:
            found = printed_between(text, row.measure, own=_is_own(cells, row))
        elif row.role == "nearly_none":
            found = Fraction(0), _half_a_unit(row.measure.decimals) + _tolerance(row.measure)
        else:
            continue
        if found is not None:
            yield from _between(row.measure, top, whole, *found, VALUE, (row_id(cells, row), top))


def _is_own(cells: Cells, row: Published) -> bool:
    return cells.tables[row.place.table].indicator.confidentiality.is_own


def _half_a_unit(places: int) -> Fraction:
    return Fraction(1, 2 * 10**places)


def _tolerance(measure: Measure) -> Fraction:
    return Fraction(str(measure.tolerance))


def printed_between(text: str, measure: Measure, *, own: bool) -> tuple[Fraction, Fraction] | None:
    """Between which values a printed one lies.

    Decimals that are zero may have been cut off on the way here. Of the council's own figures the
    page shows as many as declared, so that a reader has them; of others only those that the text
    has are certain.
    """
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value) > LARGEST:
        return None
    places = max(0, -int(value.as_tuple().exponent))
    if places > MOST_PLACES:
        return None
    half = _half_a_unit(max(places, measure.decimals) if own else places) + _tolerance(measure)
    return Fraction(value) - half, Fraction(value) + half


def _between(
    measure: Measure,
    top: Key,
    whole: Key,
    low: Fraction,
    high: Fraction,
    because: str,
    given_by: tuple[object, ...],
) -> Iterator[Relation]:
    """`low <= top / whole * per <= high`, without fractions."""
    per = Fraction(str(measure.per))
    for limit, is_low in ((low, True), (high, False)):
        if is_low and limit <= 0:
            continue
        scale = lcm(limit.denominator, per.denominator)
        terms = ((top, int(per * scale)), (whole, -int(limit * scale)))
        yield Relation(terms, 0 if is_low else None, None if is_low else 0, because, given_by)


def _gaps(cells: Cells, wanted: frozenset[str]) -> Iterator[Relation]:
    """A printed gap with one of its two shares bounds the other share."""
    shares: dict[tuple[int, str, str, str, str, str], Published] = {}
    for row in cells.rows:
        r = row.place.row
        shares[row.place.table, r.measure, r.area, r.period, r.topic, r.category] = row
    for index, table in enumerate(cells.tables):
        gaps = {m.id: m for m in table.indicator.measures if m.gap_between}
        for printed in table.rows:
            if printed.measure not in gaps or not printed.value:
                continue
            measure = gaps[printed.measure]
            at = (printed.area, printed.period, printed.topic, printed.category)
            both = [shares.get((index, name, *at)) for name in measure.gap_between]
            own = table.indicator.confidentiality.is_own
            gap = printed_between(printed.value, measure, own=own)
            for hidden, other, sign in ((both[0], both[1], 1), (both[1], both[0], -1)):
                if hidden is None or other is None or gap is None or hidden.place.row.value:
                    continue
                top, whole = hidden.numerator, hidden.denominator
                shown = printed_between(other.place.row.value, other.measure, own=own)
                if whole is None or top.period not in wanted or shown is None:
                    continue
                # Upper share = lower + gap; lower = upper - gap. The digits of all three may be
                # rounded, each by itself.
                ends = (gap[0], gap[1]) if sign > 0 else (-gap[1], -gap[0])
                half = _half_a_unit(hidden.measure.decimals)
                low, high = shown[0] + ends[0] - half, shown[1] + ends[1] + half
                given = (table.file, printed.number)
                yield from _between(hidden.measure, top, whole, low, high, GAP, (given,))
