"""The council's latest figure beside other areas: which of which period, and how it stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import Dated
from build_scripts.statistics.comparisons import Compared, Standing, standing
from build_scripts.statistics.verdicts import Verdict
from tests import tiny

EXAMS = tiny.with_headline(tiny.indicator("exam-results"))
DENTAL = tiny.with_headline(tiny.indicator("dental-check"))
MEDIAN = "Median of statistical neighbours"


def now(item: Indicator, *figures: str) -> Standing:
    return standing(tiny.entry_with(item, *figures), item.headline)


def told(found: Standing) -> list[tuple[str, str, Decimal]]:
    """Name, period and value of each comparator."""
    shown = [compared.benchmark for compared in found.comparators]
    return [(b.comparator.name, b.period.text, b.value) for b in shown]


def names(found: tuple[Compared, ...]) -> list[str]:
    return [compared.benchmark.comparator.name for compared in found]


def test_the_councils_figure_is_the_newest_one_with_a_value() -> None:
    found = now(DENTAL, "Testshire, 2024, 80", "Testshire, 2023, 70, r", "Testshire, 2025, , c")
    assert found.council is not None
    assert (found.council.period.text, found.council.value) == ("2024", Decimal(80))
    assert found.newest is not None
    assert (found.newest[0].text, found.newest[1]) == ("2025", "c")


def test_a_council_with_a_newest_value_has_no_newest_row_without_one() -> None:
    assert now(DENTAL, "Testshire, 2024, , c", "Testshire, 2025, 81").newest is None


def test_a_comparator_is_given_for_the_councils_own_period_and_not_for_a_newer_one() -> None:
    found = now(DENTAL, "Testshire, 2024, 80", "Testland, 2024, 78", "Testland, 2025, 90")
    assert told(found) == [("Testland", "2024", Decimal(78))]


def test_a_comparator_without_a_figure_for_that_period_is_given_for_the_newest_before_it() -> None:
    found = now(
        DENTAL,
        "Testshire, 2025, 80",
        "Test Midlands, 2023, 75",
        "Test Midlands, 2024, 77, p",
        "Test Midlands, 2025, , x",
    )
    assert told(found) == [("Test Midlands", "2024", Decimal(77))]
    assert found.comparators[0].benchmark.status == "p"


def test_a_comparator_with_newer_figures_only_is_left_out() -> None:
    assert told(now(DENTAL, "Testshire, 2023, 80", "Testland, 2024, 78")) == []


def test_without_a_council_figure_each_comparators_newest_is_given() -> None:
    found = now(DENTAL, "Testshire, 2025, , x", "Testland, 2024, 78", "Test Midlands, 2025, 79")
    assert found.council is None
    assert told(found) == [
        ("Test Midlands", "2025", Decimal(79)),
        ("Testland", "2024", Decimal(78)),
    ]


def test_an_indicator_without_figures_has_nothing_to_stand_beside() -> None:
    item = tiny.indicator("club-visits")
    assert now(item) == Standing(
        council=None,
        figure=None,
        certainty=None,
        newest=None,
        before=None,
        year_before=None,
        comparators=(),
    )


def test_the_councils_figure_comes_with_its_counts_and_its_certainty() -> None:
    found = now(DENTAL, "Testshire, 2024, 70, , 70, 100", "Testshire, 2025, 80, p, 160, 200")
    assert found.figure is not None and found.council is not None and found.certainty is not None
    assert (found.figure.numerator, found.figure.denominator) == (Decimal(160), Decimal(200))
    assert found.council.status == "p"
    assert found.certainty.reason == ""


def test_each_comparator_has_its_own_verdict() -> None:
    found = now(
        DENTAL,
        "Testshire, 2025, 80, , 160, 200",
        "Test Midlands, 2025, 79",
        "Testland, 2025, 60",
        *(f"{name}, 2025, 95" for name in ("Northshire", "Southshire", "Westshire")),
    )
    verdicts = {c.benchmark.comparator.id: c.verdict for c in found.comparators}
    assert verdicts == {
        "region": Verdict("similar"),
        "country": Verdict("better"),
        "neighbours": Verdict("worse"),
    }


def test_an_older_comparator_has_a_verdict_too() -> None:
    found = now(DENTAL, "Testshire, 2025, 80, , 160, 200", "Testland, 2024, 60")
    assert [compared.verdict for compared in found.comparators] == [Verdict("better")]


def test_without_a_council_figure_there_is_nothing_to_judge() -> None:
    found = now(DENTAL, "Testshire, 2025, , c", "Testland, 2025, 60")
    assert found.certainty is None
    assert [compared.verdict for compared in found.comparators] == [None]


def test_without_counts_every_verdict_says_why_there_is_none() -> None:
    found = now(DENTAL, "Testshire, 2025, 80", "Testland, 2025, 60, , 600, 1000")
    assert [compared.verdict for compared in found.comparators] == [
        Verdict("not_stated", "no_counts")
    ]


@pytest.mark.parametrize(
    ("values", "median"),
    [(("70", "71", "90"), Decimal(71)), (("90", "70", "71"), Decimal(71))],
    ids=["in order", "in any order"],
)
def test_the_median_is_the_middle_one_of_the_neighbours(
    values: tuple[str, str, str], median: Decimal
) -> None:
    first, second, third = values
    found = now(
        DENTAL,
        "Testshire, 2025, 80",
        f"Northshire, 2025, {first}",
        f"Southshire, 2025, {second}",
        f"Westshire, 2025, {third}",
    )
    assert told(found) == [(MEDIAN, "2025", median)]
    assert found.comparators[0].benchmark.counted == 3
    assert found.comparators[0].benchmark.spread == (Decimal(70), Decimal(90))


def test_the_median_of_an_even_number_lies_halfway_between_the_two_in_the_middle() -> None:
    neighbours = [area.code for area in tiny.edition().neighbours]
    more = tiny.with_councils(1, [*neighbours, "E08000901"])
    entry = tiny.entry_with(
        DENTAL,
        "Testshire, 2025, 80",
        "Northshire, 2025, 70",
        "Southshire, 2025, 71",
        "Westshire, 2025, 74",
        "Council 1, 2025, 90",
        within=more,
    )
    assert told(standing(entry, DENTAL.headline)) == [(MEDIAN, "2025", Decimal("72.5"))]


def test_too_few_neighbours_give_no_median_so_that_an_older_period_is_taken() -> None:
    found = now(
        DENTAL,
        "Testshire, 2025, 80",
        *(f"{name}, 2024, 70" for name in ("Northshire", "Southshire", "Westshire")),
        "Northshire, 2025, 90",
        "Southshire, 2025, 91",
        "Westshire, 2025, , c",
    )
    assert told(found) == [(MEDIAN, "2024", Decimal(70))]


def test_the_median_is_never_of_a_period_newer_than_the_councils_figure() -> None:
    names = ("Northshire", "Southshire", "Westshire")
    newer = [f"{name}, 2025, 90" for name in names]
    older = [f"{name}, 2023, 70" for name in names]
    found = now(DENTAL, "Testshire, 2024, 80", *newer, *older)
    assert told(found) == [(MEDIAN, "2023", Decimal(70))]


def test_councils_that_are_no_neighbours_do_not_count_into_the_median() -> None:
    found = now(
        DENTAL,
        "Testshire, 2025, 80",
        "Northshire, 2025, 70",
        "Southshire, 2025, 71",
        "Newborough, 2025, 10",
    )
    assert told(found) == []


def test_the_figure_before_is_the_one_of_the_period_directly_before() -> None:
    found = now(DENTAL, "Testshire, 2023, 60", "Testshire, 2024, 70", "Testshire, 2025, 80")
    assert found.before is not None
    assert (found.before.period.text, found.before.value) == ("2024", Decimal(70))


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param(("Testshire, 2019/20, 60", "Testshire, 2021/22, 62"), id="a gap in between"),
        pytest.param(
            ("Testshire, 2019/20, 60", "Testland, 2020/21, 61", "Testshire, 2021/22, 62"),
            id="a period of others in between",
        ),
        pytest.param(("Testshire, 2020/21, , c", "Testshire, 2021/22, 62"), id="no value before"),
        pytest.param(("Testshire, 2021/22, 60", "Testshire, 2022/23, 62"), id="a break"),
        pytest.param(("Testshire, 2021/22, 60",), id="the first period of all"),
    ],
)
def test_nothing_is_before_a_figure_across(figures: tuple[str, ...]) -> None:
    found = now(EXAMS, *figures)
    assert found.council is not None
    assert found.before is None


@pytest.mark.parametrize(
    ("measures", "is_cut"),
    [((), True), (("english_maths_percent",), True), (("another_measure",), False)],
    ids=["break of all measures", "break of this measure", "break of another measure"],
)
def test_a_break_cuts_only_the_measures_it_names(measures: tuple[str, ...], is_cut: bool) -> None:
    broken = Dated(period="2023/24", reason="Another way of counting.", measures=measures)
    item = EXAMS.model_copy(update={"breaks": (broken,)})
    found = now(item, "Testshire, 2022/23, 60", "Testshire, 2023/24, 62")
    assert (found.before is None) == is_cut


NEIGHBOURS = ("Northshire", "Southshire", "Westshire")
OLDER = ("Testland, 2022/23, 60", *(f"{name}, 2022/23, 61" for name in NEIGHBOURS))


@pytest.mark.parametrize(
    ("first", "status", "compared"),
    [
        ("2022/23", "", ["Testland", MEDIAN]),
        ("2023/24", "", []),
        ("", "b", []),
        ("", "p", ["Testland", MEDIAN]),
    ],
    ids=["older than both", "between them", "by the status b", "none"],
)
def test_a_comparator_of_an_older_series_is_left_out(
    first: str, status: str, compared: list[str]
) -> None:
    breaks = (Dated(period=first, reason="Another way of counting."),) if first else ()
    item = EXAMS.model_copy(update={"breaks": breaks})
    found = now(item, f"Testshire, 2023/24, 62, {status}, 62, 100", *OLDER)
    assert names(found.comparators) == compared


def test_a_break_in_the_councils_own_period_leaves_comparators_of_that_period() -> None:
    broken = Dated(period="2022/23", reason="Another way of counting.")
    item = EXAMS.model_copy(update={"breaks": (broken,)})
    found = now(item, "Testshire, 2022/23, 62, b", *OLDER)
    assert names(found.comparators) == ["Testland", MEDIAN]


def test_the_symbol_of_a_break_in_between_leaves_a_comparator_of_before_out() -> None:
    series = ("Testshire, 2023, 70", "Testshire, 2025, 80", "Testland, 2023, 75")
    assert names(now(DENTAL, *series, "Testshire, 2024, 78").comparators) == ["Testland"]
    assert names(now(DENTAL, *series, "Testshire, 2024, 78, b").comparators) == []
