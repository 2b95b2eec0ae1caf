"""From rows to cells: every count that published rows print, hide or leave out, under one name.

Two rows that publish the same count, because their measures call it by the same name, are one
cell. A cell knows between which numbers its true count lies for anybody who reads its rows, and
nothing of other cells; what holds between cells is in `relations`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from build_scripts.disclosure.system import LARGEST
from build_scripts.model.confidentiality import Confidentiality
from build_scripts.model.figures import KEY_COLUMNS, TOTAL
from build_scripts.model.indicator import Indicator
from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period, PeriodError
from build_scripts.model.reference import Reference
from build_scripts.model.symbols import Role

COLUMNS = (*KEY_COLUMNS, "value", "status", "numerator", "denominator")
# Older tables of councils are rounded to fives without a word in each. Where more than so large a
# share of so many counts end in 0 or 5, of which chance makes a fifth, they are taken as rounded.
FIVES, SHARE_OF_FIVES, COUNTS_NEEDED = 5, Fraction(35, 100), 30


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an indicator's CSV, as text; `number` as Excel has it."""

    number: int
    measure: str
    area: str
    period: str
    topic: str
    category: str
    value: str
    status: str
    numerator: str
    denominator: str


@dataclass(frozen=True)
class Table:
    """The rows of one indicator that matter here.

    Attributes:
        file: the CSV as problems name it.
    """

    file: str
    indicator: Indicator
    rows: tuple[Row, ...]


class Key(NamedTuple):
    """The name of a count: what is counted, where, when and in which category.

    Attributes:
        counted: the name that measures share, or indicator, measure and column.
        period: its kind and its text.
    """

    counted: str
    area: str
    period: str
    topic: str
    category: str


@dataclass(frozen=True)
class Place:
    """Where a count stands: the place of its table in the list, its row and its column."""

    table: int
    row: Row
    column: str


@dataclass
class Cell:
    """One count, and what its own rows say of it.

    Attributes:
        low, high: it is no lower and no higher; `high` is None where nothing is known.
        printed: whether a row prints it, exactly or rounded.
        nearly_none: whether a row says that it is more than zero and rounds to zero.
        hidden: where rows withhold it.
        places: every place that prints or withholds it.
        clashing: whether what is printed in two places can't both be true.
    """

    low: int = 0
    high: int | None = None
    printed: bool = False
    nearly_none: bool = False
    hidden: list[Place] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    clashing: bool = False

    @property
    def known(self) -> bool:
        """Whether a reader knows it without any sum."""
        return self.low == self.high

    def also(self, low: int, high: int | None) -> None:
        """Add what another row says of the same count."""
        new_low = max(self.low, low)
        new_high = (
            high if self.high is None else self.high if high is None else min(self.high, high)
        )
        if new_high is not None and new_low > new_high:
            self.clashing = True
        else:
            self.low, self.high = new_low, new_high


@dataclass(frozen=True)
class Published:
    """A row with the cells it is about.

    Attributes:
        numerator: the count itself; of a measure of counts, its value.
        denominator: None where the measure has no such count.
    """

    place: Place
    measure: Measure
    numerator: Key
    denominator: Key | None
    role: Role | None


@dataclass(frozen=True)
class Cells:
    """All cells of some tables, by name, and the rows with theirs."""

    tables: tuple[Table, ...]
    by_key: dict[Key, Cell]
    rows: tuple[Published, ...]
    periods: dict[str, Period]
    reference: Reference


def table_of(
    file: str, indicator: Indicator, rows: Iterable[tuple[object, ...]], reference: Reference
) -> Table:
    """The rows of an indicator as far as they can be understood; the checks report the others.

    Args:
        file: the CSV as problems name it.
        indicator: what its YAML says.
        rows: the number of each row and its texts in the columns `COLUMNS`.
        reference: the shared files.
    """
    known = {measure.id for measure in indicator.measures}
    read: dict[tuple[str, ...], Row] = {}
    for texts in rows:
        number, *cells = texts
        row = Row(int(str(number)), *map(str, cells))
        if row.measure in known and row.area in reference.areas:
            read.setdefault((row.measure, row.area, row.period, row.topic, row.category), row)
    return Table(file, indicator, tuple(read.values()))


def cells_of(tables: Iterable[Table], reference: Reference) -> Cells:
    """Every count of some tables.

    Args:
        tables: the indicators that have to be looked at together.
        reference: the shared files, for the level of each area and what symbols mean.
    """
    tables = tuple(tables)
    found = Cells(tables, {}, (), {}, reference)
    rows: list[Published] = []
    for index, table in enumerate(tables):
        rows += _of_table(index, table, found)
    return Cells(tables, found.by_key, tuple(rows), found.periods, reference)


def _of_table(index: int, table: Table, found: Cells) -> list[Published]:
    indicator = table.indicator
    measures = {measure.id: measure for measure in indicator.measures}
    rounded = _rounded_to_fives(table)
    wholes = parted(table)
    totals = {(r.measure, r.area, r.period) for r in table.rows if r.topic == TOTAL}
    given = {(r.measure, r.period) for r in table.rows if r.denominator}
    published = []
    # Worked out once for all rows of a measure and period, for there are many thousands of rows.
    names: dict[tuple[str, str], str] = {}
    for row in table.rows:
        measure = measures[row.measure]
        column = counted_in(measure, row)
        if column is None:
            continue
        at = (row.measure, row.period)
        if at not in names:
            names[at] = _period(measure, row, found)
        if not (when := names[at]):
            continue
        place = Place(index, row, column)
        role = found.reference.symbols.role_of(row.status)
        name = measure.numerator_called or f"{indicator.id} {measure.id} {column}"
        numerator = Key(name, row.area, when, row.topic, row.category)
        _add(found, numerator, place, role, rounded)
        denominator = None
        if column == "numerator":
            name = measure.denominator_called or f"{indicator.id} {measure.id} denominator"
            topic, category = row.topic, row.category
            if (row.measure, topic) in wholes:
                # The categories are parts of one whole, and what each is out of is that whole.
                has_total = (row.measure, row.area, row.period) in totals
                topic, category = (TOTAL, TOTAL) if has_total else (topic, TOTAL)
            denominator = Key(name, row.area, when, topic, category)
            hidden = role if (row.measure, row.period) in given else None
            _add(found, denominator, Place(index, row, "denominator"), hidden, rounded)
        published.append(Published(place, measure, numerator, denominator, role))
    return published


def counted_in(measure: Measure, row: Row) -> str | None:
    """The column in which a row has its count; None if it has none."""
    if measure.is_count:
        return "numerator" if row.numerator else "value"
    return "numerator" if measure.is_ratio and not measure.is_gap else None


def _period(measure: Measure, row: Row, found: Cells) -> str:
    """The name of a row's period; empty where it can't be read."""
    name = f"{measure.kind.type} {measure.kind.reference} {row.period}"
    if name not in found.periods:
        try:
            found.periods[name] = measure.kind.parse(row.period)
        except PeriodError:
            return ""
    return name


def _add(
    found: Cells, key: Key, place: Place, role: Role | None, fives: set[tuple[str, str, str]]
) -> None:
    """Add what one row says of a count to its cell."""
    row, table = place.row, found.tables[place.table]
    rule = table.indicator.confidentiality
    cell = found.by_key.setdefault(key, Cell())
    text = getattr(row, place.column)
    if text:
        cell.places.append(place)
        base = rounding_of(table, row, found.reference)
        if (row.measure, row.period, place.column) in fives:
            base = max(base, FIVES)
        if (number := _number(text)) is not None:
            cell.printed = True
            slack = base // 2
            # Rounded half up by the council's own rule; how others round is not always known.
            above = (base - 1) // 2 if rule.is_own else slack
            cell.also(max(0, floor(number) - slack), ceil(number) + above)
    elif role == "withheld":
        if place.column != "denominator":
            cell.places.append(place)
            cell.hidden.append(place)
            cell.also(rule.lowest_hidden, None)
        elif rule.is_own:
            cell.places.append(place)
            cell.hidden.append(place)
    elif role == "not_applicable":
        cell.also(0, 0)
    elif role == "nearly_none" and place.column != "denominator":
        cell.nearly_none = True
        cell.also(1, None)


def rules_of(cells: Cells, key: Key) -> list[Confidentiality]:
    """The rules by which a hidden count is hidden, or a printed one printed, in each place."""
    cell = cells.by_key[key]
    places = cell.hidden or cell.places
    return [cells.tables[place.table].indicator.confidentiality for place in places]


def rounding_of(table: Table, row: Row, reference: Reference) -> int:
    """The multiple to which a row's counts are rounded, as declared; 1 if they are exact."""
    measure = table.indicator.measure(row.measure)
    declared = measure.counts_rounded_to.at(reference.areas[row.area].level)
    return max(declared, table.indicator.confidentiality.rounded_to or 1)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number <= LARGEST else None


def _rounded_to_fives(table: Table) -> set[tuple[str, str, str]]:
    """Measure, period and column of counts that look rounded to fives though nothing says so."""
    if table.indicator.confidentiality.is_own:
        return set()
    fives: Counter[tuple[str, str, str]] = Counter()
    counts: Counter[tuple[str, str, str]] = Counter()
    for row in table.rows:
        for column in ("value", "numerator", "denominator"):
            text = getattr(row, column)
            if text.isdecimal() and text != "0":
                counts[row.measure, row.period, column] += 1
                fives[row.measure, row.period, column] += text[-1] in "05"
    return {
        at
        for at, number in counts.items()
        if number >= COUNTS_NEEDED and fives[at] > SHARE_OF_FIVES * number
    }


def parted(table: Table) -> set[tuple[str, str]]:
    """Measures and topics whose categories are parts of one whole, by what they are out of.

    A breakdown either splits those who are counted among, so that each category is out of a number
    of its own; or it says what became of all of them, so that all are out of the same.
    """
    groups: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    wholes: dict[tuple[str, str, str], str] = {}
    for row in table.rows:
        if row.denominator and row.topic == TOTAL:
            wholes[row.measure, row.area, row.period] = row.denominator
        elif row.denominator:
            groups[row.measure, row.topic, row.area, row.period].add(row.denominator)
    found = {(measure, topic) for measure, topic, _, _ in groups}
    for (measure, topic, area, period), texts in groups.items():
        if len(texts) > 1 or wholes.get((measure, area, period), min(texts)) not in texts:
            found.discard((measure, topic))
    return found


def is_open(cells: Cells, *keys: Key) -> bool:
    """Whether one of these counts is not known."""
    return any(not cells.by_key[key].known for key in keys)


def span(cells: Cells, terms: Iterable[tuple[Key, int]]) -> tuple[int, int | None]:
    """Between which numbers a sum lies, by the bounds of its cells alone.

    Coefficients are 1 or -1. The lower end is minus infinity where a negative one has no bound;
    that is given as a number so low that it never matters.
    """
    low, high = 0, 0
    open_low = open_high = False
    for key, coefficient in terms:
        cell = cells.by_key[key]
        if coefficient > 0:
            low += cell.low
            open_high |= cell.high is None
            high += cell.high or 0
        else:
            open_low |= cell.high is None
            low -= cell.high or 0
            high -= cell.low
    return (-(10**12) if open_low else low), (None if open_high else high)
