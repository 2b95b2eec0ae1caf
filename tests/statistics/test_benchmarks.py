"""What a comparator's figure is in a period: of an area, or of a group of which enough have one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from build_scripts.model.comparators import Comparator, named_group
from build_scripts.model.indicator import Indicator
from build_scripts.model.periods import Period
from build_scripts.statistics.benchmarks import (
    Benchmark,
    Thinned,
    benchmark,
    newest_benchmark,
    thinned,
)
from build_scripts.statistics.series import Entry
from tests import tiny

DENTAL = tiny.with_headline(tiny.indicator("dental-check"))
COUNCILS = tuple(f"Council {i}" for i in range(1, 11))
WITH_TEN = tiny.with_councils(10, [f"E080009{i:02}" for i in range(1, 11)])


def year(text: str) -> Period:
    return DENTAL.period.kind.parse(text)


def neighbours(entry: Entry) -> Comparator:
    return next(c for c in entry.standpoint.comparators if c.id == "neighbours")


def of_neighbours(entry: Entry, text: str = "2025") -> tuple[Benchmark | None, Thinned | None]:
    """The median of a period, and what is said of the group instead."""
    item, group = entry.indicator.headline, neighbours(entry)
    return (
        benchmark(entry, item, group, year(text)),
        thinned(entry, item, group, year(text)),
    )


def median_of(*values: str) -> Benchmark:
    """The median of as many neighbours as there are values."""
    codes = [f"E080009{i + 1:02}" for i in range(len(values))]
    within = tiny.with_councils(len(values), codes)
    rows = [f"{name}, 2025, {value}" for name, value in zip(COUNCILS, values, strict=False)]
    found, _ = of_neighbours(tiny.entry_with(DENTAL, *rows, within=within))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("values", "median"),
    [
        (("70", "71", "90"), "71"),
        (("90", "70", "71"), "71"),
        (("70", "90", "71", "74"), "72.5"),
        (("70", "70", "70", "90", "91"), "70"),
    ],
    ids=["in order", "in any order", "halfway between the two in the middle", "of ties"],
)
def test_the_median_is_the_middle_one(values: tuple[str, ...], median: str) -> None:
    found = median_of(*values)
    assert (found.value, found.counted) == (Decimal(median), len(values))
    assert found.spread == (min(map(Decimal, values)), max(map(Decimal, values)))


def test_a_median_can_be_what_the_medians_of_the_lowest_and_highest_values_are() -> None:
    """As printed, 70 can be 69.5 to 70.5; of an even number both in the middle are halved."""
    assert (median_of("70", "71", "90").low, median_of("70", "71", "90").high) == (
        Fraction("70.5"),
        Fraction("71.5"),
    )
    even = median_of("70", "71", "74", "90")
    assert (even.low, even.value, even.high) == (Fraction(72), Decimal("72.5"), Fraction(73))


def test_the_counts_of_the_areas_of_a_group_narrow_what_its_median_can_be() -> None:
    """A council's counts are exact: 71 of 100 is 71, and 1423 of 2000 is 71.15."""
    rows = (
        "Northshire, 2025, 71, , 71, 100",
        "Southshire, 2025, 71, , 1423, 2000",
        "Westshire, 2025, 90",
    )
    found, _ = of_neighbours(tiny.entry_with(DENTAL, *rows))
    assert found is not None
    assert (found.low, found.high) == (Fraction("71.15"), Fraction("71.15"))
    assert found.value == Decimal(71)


def test_a_single_area_has_its_own_figure_and_what_that_can_be() -> None:
    """Counts of the region are rounded to 10: 7985/10005 is 79.81, and 7995/9995 is 79.99."""
    entry = tiny.entry_with(DENTAL, "Test Midlands, 2025, 80, p, 7990, 10000", "Testland, 2025, 79")
    region, country = (c for c in entry.standpoint.comparators if not c.is_group)
    assert benchmark(entry, DENTAL.headline, region, year("2025")) == Benchmark(
        region,
        year("2025"),
        Decimal(80),
        Fraction(798500, 10005),
        Fraction(799500, 9995),
        status="p",
    )
    found = benchmark(entry, DENTAL.headline, country, year("2025"))
    assert found is not None
    assert (found.low, found.high, found.spread) == (Fraction("78.5"), Fraction("79.5"), None)
    assert thinned(entry, DENTAL.headline, country, year("2024")) is None


@pytest.mark.parametrize(
    ("there", "given"), [(10, True), (9, True), (8, True), (7, False), (2, False)]
)
def test_a_fifth_of_a_group_may_miss_and_no_more(there: int, given: bool) -> None:
    rows = [f"{name}, 2025, 60" for name in COUNCILS[:there]]
    rows += [f"{name}, 2025, , c" for name in COUNCILS[there:]]
    entry = tiny.entry_with(DENTAL, *rows, within=WITH_TEN)
    found, thin = of_neighbours(entry)
    assert (found is not None, thin is None) == (given, given)
    if not given:
        assert thin == Thinned(neighbours(entry), missing=10 - there, members=10)


def test_an_area_without_a_row_misses_as_one_whose_figure_is_withheld() -> None:
    entry = tiny.entry_with(DENTAL, "Northshire, 2025, 60", "Southshire, 2025, 61")
    assert of_neighbours(entry) == (None, Thinned(neighbours(entry), missing=1, members=3))


@pytest.mark.parametrize(
    ("areas", "text", "given"),
    [
        # Newborough replaced Oldshire on 1 April 2023; years end on 31 March.
        (("Northshire", "Southshire", "Westshire", "Newborough"), "2023", True),
        (("Northshire", "Southshire", "Westshire", "Newborough"), "2024", False),
        (("Northshire", "Southshire", "Westshire", "Oldshire"), "2023", False),
        (("Northshire", "Southshire", "Westshire", "Oldshire"), "2024", True),
    ],
    ids=["not yet there", "there now", "there to the last day", "there no more"],
)
def test_an_area_that_does_not_exist_in_a_period_does_not_miss(
    areas: tuple[str, ...], text: str, given: bool
) -> None:
    """One of four that misses is more than a fifth; one that does not exist leaves three."""
    codes = {area.name: code for code, area in tiny.reference().areas.items()}
    within = tiny.with_councils(0, [codes[name] for name in areas])
    rows = [f"{name}, {text}, 60" for name in areas[:3]]
    found, thin = of_neighbours(tiny.entry_with(DENTAL, *rows, within=within), text)
    assert (found is not None, thin is None) == (given, given)
    if thin is not None:
        assert (thin.missing, thin.members) == (1, 4)


def test_an_area_that_ended_with_a_figure_hides_none_that_misses() -> None:
    """Oldshire ended within the year for which it still has a figure: one of four misses."""
    codes = {area.name: code for code, area in tiny.reference().areas.items()}
    areas = ("Northshire", "Southshire", "Oldshire", "Westshire")
    within = tiny.with_councils(0, [codes[name] for name in areas])
    rows = [f"{name}, 2024, 60" for name in areas[:3]]
    found, thin = of_neighbours(tiny.entry_with(DENTAL, *rows, within=within), "2024")
    assert found is None
    assert thin is not None and (thin.missing, thin.members) == (1, 4)


def test_a_group_of_two_has_no_median_and_misses_nothing() -> None:
    areas = tuple(tiny.reference().areas[code] for code in ("E10000992", "E10000993"))
    pair = named_group("pair", "two councils", "some", areas, "group-1")
    entry = tiny.entry_with(DENTAL, "Northshire, 2025, 60", "Southshire, 2025, 61")
    assert benchmark(entry, DENTAL.headline, pair, year("2025")) is None
    assert thinned(entry, DENTAL.headline, pair, year("2025")) is None


@pytest.mark.parametrize(
    ("limit", "period"), [("2025", "2024"), ("2024", "2024"), ("2023", "2022"), ("", "2024")]
)
def test_the_newest_figure_may_be_asked_for_up_to_a_period(limit: str, period: str) -> None:
    item: Indicator = DENTAL
    entry = tiny.entry_with(item, "Testland, 2022, 60", "Testland, 2024, 62", "Testland, 2025, , x")
    country = next(c for c in entry.standpoint.comparators if c.id == "country")
    at = year(limit) if limit else None
    found = newest_benchmark(entry, item.headline, country, at)
    assert found is not None
    assert found.period.text == period
    assert newest_benchmark(entry, item.headline, country, year("2021")) is None


def test_the_newest_median_passes_over_periods_in_which_too_many_miss() -> None:
    names = ("Northshire", "Southshire", "Westshire")
    rows = [f"{name}, 2024, 60" for name in names] + [f"{name}, 2025, 61" for name in names[:2]]
    entry = tiny.entry_with(DENTAL, *rows)
    found = newest_benchmark(entry, DENTAL.headline, neighbours(entry))
    assert found is not None
    assert found.period.text == "2024"
    assert found.counted == 3
