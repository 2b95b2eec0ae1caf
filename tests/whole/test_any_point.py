"""What can be said of the latest figure can be said of any measure at any period.

Twenty pairs of a measure and a period that is not its newest are chosen by what is particular in
them, from whatever the datasets hold, and everything the portal answers about them is set beside
what `tests/oracle` works out. Nothing is built: the rows are read as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd
import pytest

from build_scripts.reading.folder import Folder, read_folder
from build_scripts.reading.shared import read_shared
from build_scripts.statistics.answers import Answers, answers
from build_scripts.statistics.comparisons import Point
from build_scripts.statistics.series import Entry, assemble
from tests.oracle.facts import Facts
from tests.oracle.files import TOTAL, Area, Dataset, Figure, Shared, rows_at
from tests.oracle.measuring import Limits
from tests.places import DATASETS

pytestmark = pytest.mark.xdist_group("any point")

PAIRS, INDICATORS = 20, 10
# What must be among the pairs if it is in the datasets; every unit must be, too.
WANTED = {"another measure", "a break", "withheld", "no row"}
CHANCES = (0.05, 0.002)
# What the portal calls something, and what the oracle does.
REASONS = {
    "": "",
    "poor_data": "poor",
    "too_old": "old",
    "declared": "declared",
    "too_few": "few",
    "no_counts": "no counts",
    "not_a_share": "no share",
    "no_spread": "no spread",
}
REFUSALS = REASONS | {
    "no_figure": "no figure",
    "not_yearly": "not yearly",
    "too_short": "short",
    "broken": "break",
    "gap": "gap",
    "exceptional": "exceptional",
}
WAYS = {
    "increasing": "risen",
    "decreasing": "fallen",
    "changed": "changed",
    "unclear": "unclear",
    "": "",
}
# Everything that is said of a measure at a period, by what it is about.
Said = dict[str, object]
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Indicators:
    """Every indicator that has rows, as the portal reads it and as the oracle does."""

    folder: Folder
    shared: Shared
    data: Mapping[str, Dataset]

    def entry(self, indicator_id: str, rows: Rows) -> Entry:
        """An indicator as the portal sees it, with these rows."""
        assert self.folder.shared is not None
        edition, frame = self.folder.shared.edition, pd.DataFrame(rows, dtype=object)
        indicator = self.folder.indicators[indicator_id]
        return Entry(assemble(indicator, edition.reference, frame), edition.standpoint)

    def points(self) -> Iterator[Facts]:
        """Every measure at its newest, then at every period from its first to its last."""
        for data in self.data.values():
            for measure in data.measures.values():
                if measure.id in data.spans:
                    periods = measure.kind.between(*data.spans[measure.id])
                    for period in (None, *periods):
                        yield Facts(self.shared, data, measure, period)


@pytest.fixture(scope="module")
def indicators() -> Indicators:
    shared = Shared(DATASETS)
    found = [Dataset(shared, path) for path in sorted(DATASETS.glob("*/indicator.yml"))]
    data = {one.id: one for one in found if one.rows}
    return Indicators(read_folder(DATASETS, read_shared), shared, data)


@pytest.fixture(scope="module")
def traits(indicators: Indicators) -> dict[Facts, set[str]]:
    """What is particular in each pair of a measure and an earlier period."""
    return {one: set(particular(one)) for one in indicators.points() if earlier(one)}


@pytest.fixture(scope="module")
def pairs(traits: dict[Facts, set[str]]) -> list[Facts]:
    """The pairs that together show most: each adds what those before it have not."""
    left, seen, chosen = dict(traits), set[str](), list[Facts]()
    while left and len(chosen) < PAIRS:
        used = {one.id for one in chosen}
        new = [one for one in left if one.id not in used]
        only_new = new and PAIRS - len(chosen) <= INDICATORS - len(used)
        pool = new if only_new else left
        best = max(pool, key=lambda one: (*_adds(left[one] - seen), one.id not in used))
        chosen.append(best)
        seen |= left.pop(best)
    return chosen


def _adds(traits: set[str]) -> tuple[int, int]:
    return len(wanted(traits)), len(traits)


def wanted(traits: set[str]) -> set[str]:
    """Those of some traits that the pairs must have."""
    return {trait for trait in traits if trait in WANTED or trait.startswith("unit ")}


def earlier(one: Facts) -> bool:
    """Whether the council has a newer figure."""
    newest = one.latest(one.shared.council)
    return newest is not None and one.at is not None and one.at < newest.period


def particular(one: Facts) -> Iterator[str]:
    """What is particular about a measure at a period."""
    assert one.at is not None
    row = one.of(one.shared.council).get(one.at)
    yield f"unit {one.main.unit}"
    yield f"kind {one.kind.type}"
    yield "headline" if one.main.headline else "another measure"
    yield one.main.polarity
    if one.breaks(one.at):
        yield "a break"
    if row is None:
        yield "no row"
    elif not row.text:
        yield "withheld"
    else:
        yield f"symbol {row.status}"
        yield "counts" if row.numerator and row.denominator else "no counts"
        yield f"not judged: {one.unjudged(one.shared.council, row)}"
        yield f"trend: {one.trend.refused or one.trend.word}"
        for point in one.comparators:
            yield f"{'older' if point.period < one.at else point.verdict} {point.of.id}"


def portal_says(found: Answers, entry: Entry) -> Said:
    """What the portal answers."""
    now, way = found.standing, found.direction
    said: Said = {
        "figure": _figure(now.council),
        "missing": now.newest and (now.newest[0].text, now.newest[1]),
        "before": _figure(now.before),
        "a year before": _figure(now.year_before),
        "not judged": REASONS[now.certainty.reason] if now.certainty else None,
        "place": None,
        "ranked and withheld": None,
        "target": None,
        "trend": (WAYS[way.word], REFUSALS[way.refused], way.meaning),
        "tested": tuple(period and period.text for period in (way.first, way.last, way.at)),
    }
    for number, chance in enumerate(CHANCES):
        both = now.certainty.intervals if now.certainty else None
        said[f"interval {chance}"] = (
            _rounded((both[number].low, both[number].high)) if both else None
        )
    for compared in now.comparators:
        mark, verdict = compared.benchmark, compared.verdict
        word = verdict.word.replace("_", "-") if verdict else ""
        told = (mark.period.text, Fraction(mark.value), mark.counted, word)
        said[f"beside {mark.comparator.id}"] = told
        if mark.spread:
            said[f"spread of {mark.comparator.id}"] = tuple(map(Fraction, mark.spread))
    if found.league is not None:
        said["ranked and withheld"] = (len(found.league.values), found.league.withheld)
        if rank := found.rank(entry.council.code):
            said["place"] = (rank.place, rank.shared_by, rank.ranked, rank.quarter)
    if found.target is not None:
        said["target"] = (Fraction(str(found.target.value)), found.met)
    return said


def oracle_says(one: Facts) -> Said:
    """What the oracle works out."""
    now, way, council = one.council, one.trend, one.shared.council
    missing, place, moving = one.missing, one.place, one.trend.word in ("risen", "fallen")
    said: Said = {
        "figure": _row(now),
        "missing": missing and (missing.period.text, missing.status),
        "before": _row(one.before),
        "a year before": _row(one.year_before),
        "not judged": one.unjudged(council, now) if now else None,
        "place": place and (place.place, place.shared_by, place.ranked, place.quarter),
        "ranked and withheld": None,
        "target": one.target and (Fraction(one.target["value"]), one.met),
        "trend": (way.word, way.refused, one.better(way.word == "risen") if moving else ""),
        "tested": tuple(period and period.text for period in (way.first, way.last, way.at)),
    }
    for chance in CHANCES:
        limits = one.limits(council, now, chance) if now else None
        said[f"interval {chance}"] = _rounded(limits) if limits else None
    for point in one.comparators:
        told = (point.period.text, point.value, point.counted, point.verdict)
        said[f"beside {point.of.id}"] = told
        if point.of.many:
            values = one.values(point.of)[point.period]
            said[f"spread of {point.of.id}"] = (min(values), max(values))
    if now and len(ranked := one.ranked(now.period)) > 1:
        said["ranked and withheld"] = (len(ranked), one.withheld(now.period))
    return said


def _figure(point: Point | None) -> tuple[str, Fraction, str] | None:
    return (point.period.text, Fraction(point.value), point.status) if point else None


def _row(row: Figure | None) -> tuple[str, Fraction, str] | None:
    return (row.period.text, row.value, row.status) if row else None


def _rounded(limits: Limits) -> Limits:
    low, high = (round(limit, 6) + 0.0 for limit in limits)
    return low, high


def disagreements(one: Facts, entry: Entry) -> list[str]:
    """What the portal and the oracle do not say alike of a measure at a period."""
    found = answers(entry, entry.indicator.measure(one.main.id), one.at)
    ours, theirs = portal_says(found, entry), oracle_says(one)
    where = f"{one.id}, {one.main.id}, {one.at.text if one.at else 'newest'}"
    return [
        f"{where}, {what}: the portal says {ours.get(what)}, the oracle {theirs.get(what)}"
        for what in sorted(ours.keys() | theirs)
        if ours.get(what) != theirs.get(what)
    ]


def rows_of(indicator_id: str) -> Rows:
    """An indicator's rows as its CSV has them, but for those of groups, which nothing here asks."""
    rows = rows_at(DATASETS / indicator_id / f"{indicator_id}.csv")
    return [row for row in rows if row["breakdown_topic"] == TOTAL[0]]


def test_twenty_earlier_points_are_answered_as_the_oracle_answers_them(
    indicators: Indicators, pairs: list[Facts]
) -> None:
    wrong = []
    for one in pairs:
        wrong += disagreements(one, indicators.entry(one.id, rows_of(one.id)))
    assert wrong == []


def test_the_pairs_are_of_many_indicators_and_kinds(
    traits: dict[Facts, set[str]], pairs: list[Facts]
) -> None:
    assert len(pairs) == min(PAIRS, len(traits))
    there = {one.id for one in traits}
    assert len({one.id for one in pairs}) >= min(INDICATORS, len(there))
    every, shown = (set[str]().union(*(traits[one] for one in some)) for some in (traits, pairs))
    assert wanted(every) <= shown


def test_a_changed_digit_would_be_noticed(indicators: Indicators, pairs: list[Facts]) -> None:
    """The comparison would be worth nothing if it let a wrong number pass."""
    missed, tried = [], 0
    for one in pairs:
        for area, cell, column in cells(one):
            changed = with_other_digit(rows_of(one.id), one, area, cell, column)
            tried += 1
            if not disagreements(one, indicators.entry(one.id, changed)):
                missed.append(f"{one.id}, {one.main.id}, {cell.period.text}, {area.name}, {column}")
    assert missed == []
    assert tried > len(pairs)


def cells(one: Facts) -> Iterator[tuple[Area, Figure, str]]:
    """Cells on which an answer rests: the area, the row and the column."""
    council = one.shared.council
    if one.council is not None:
        yield council, one.council, "value"
        if one.limits(council, one.council, CHANCES[0]):
            yield council, one.council, "denominator"
    for figure in (one.before, one.year_before):
        if figure is not None:
            yield council, figure, "value"
    for point in one.comparators:
        if not point.of.many:
            area = point.of.areas[0]
            yield area, one.of(area)[point.period], "value"


def with_other_digit(rows: Rows, one: Facts, area: Area, cell: Figure, column: str) -> Rows:
    """The rows with the first digit of one cell changed."""
    for row in rows:
        place = (row["measure"], row["area_code"], row["period"])
        if place == (one.main.id, area.code, cell.period.text):
            text = row[column]
            at = next(i for i, sign in enumerate(text) if sign.isdigit())
            row[column] = f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}"
    return rows


@pytest.mark.slow
@pytest.mark.long
def test_every_point_is_answered_as_the_oracle_answers_it(indicators: Indicators) -> None:
    wrong, entries = [], {i: indicators.entry(i, rows_of(i)) for i in indicators.data}
    for one in indicators.points():
        wrong += disagreements(one, entries[one.id])
    assert wrong == []
