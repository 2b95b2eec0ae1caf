"""The council's latest figure beside other areas: which of which period, and how it stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import Dated, Exceptional
from build_scripts.model.measure import CountRounding
from build_scripts.statistics.comparisons import Change, Compared, Standing, standing
from build_scripts.statistics.verdicts import Verdict
from tests import tiny

EXAMS = tiny.with_headline(tiny.indicator("exam-results"))
DENTAL = tiny.with_headline(tiny.indicator("dental-check"))
MEDIAN = "Median of statistical neighbours"
NEIGHBOURS = ("Northshire", "Southshire", "Westshire")


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
        change=None,
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
        *(f"{name}, 2025, 95" for name in NEIGHBOURS),
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


def test_the_median_of_a_group_comes_with_how_many_it_is_of_and_their_ends() -> None:
    values = zip(NEIGHBOURS, ("70", "71", "90"), strict=True)
    found = now(
        DENTAL, "Testshire, 2025, 80", *(f"{name}, 2025, {value}" for name, value in values)
    )
    assert told(found) == [(MEDIAN, "2025", Decimal(71))]
    assert found.comparators[0].benchmark.counted == 3
    assert found.comparators[0].benchmark.spread == (Decimal(70), Decimal(90))
    assert found.thinned == ()


def test_where_too_many_of_a_group_miss_it_gets_no_older_median_in_its_place() -> None:
    found = now(
        DENTAL,
        "Testshire, 2025, 80",
        *(f"{name}, 2024, 70" for name in NEIGHBOURS),
        "Northshire, 2025, 90",
        "Southshire, 2025, 91",
        "Westshire, 2025, , c",
    )
    assert told(found) == []
    assert [(thin.comparator.id, thin.missing, thin.members) for thin in found.thinned] == [
        ("neighbours", 1, 3)
    ]


def test_without_a_council_figure_no_group_is_said_to_miss_any() -> None:
    rows = [f"{name}, 2024, 70" for name in NEIGHBOURS]
    found = now(DENTAL, "Testshire, 2025, , c", *rows, "Northshire, 2025, 90")
    assert told(found) == [(MEDIAN, "2024", Decimal(70))]
    assert found.thinned == ()


def test_the_median_is_never_of_a_period_newer_than_the_councils_figure() -> None:
    newer = [f"{name}, 2025, 90" for name in NEIGHBOURS]
    older = [f"{name}, 2024, 70" for name in NEIGHBOURS]
    found = now(DENTAL, "Testshire, 2024, 80", *newer, *older)
    assert told(found) == [(MEDIAN, "2024", Decimal(70))]


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


OLDER = ("Testland, 2022/23, 60", "Test Midlands, 2022/23, 61")
BOTH = ["Test Midlands", "Testland"]


@pytest.mark.parametrize(
    ("first", "status", "compared"),
    [
        ("2022/23", "", BOTH),
        ("2023/24", "", []),
        ("", "b", []),
        ("", "p", BOTH),
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
    assert names(found.comparators) == BOTH


def test_the_symbol_of_a_break_in_between_leaves_a_comparator_of_before_out() -> None:
    series = ("Testshire, 2023, 70", "Testshire, 2025, 80", "Testland, 2023, 75")
    assert names(now(DENTAL, *series, "Testshire, 2024, 78").comparators) == ["Testland"]
    assert names(now(DENTAL, *series, "Testshire, 2024, 78, b").comparators) == []


def odd(*periods: str) -> Indicator:
    """Some years that are not comparable with others."""
    declared = Exceptional(periods=periods, reason="Few children were seen.")
    return DENTAL.model_copy(update={"exceptional": (declared,)})


@pytest.mark.parametrize(
    ("years", "before"),
    [(("2024",), None), (("2025",), None), (("2023",), "2024"), (("2024", "2025"), None)],
    ids=["the year before", "the year itself", "an earlier year", "both"],
)
def test_an_exceptional_period_is_neither_the_base_nor_the_end_of_a_change(
    years: tuple[str, ...], before: str | None
) -> None:
    rows = ("Testshire, 2023, 60", "Testshire, 2024, 70", "Testshire, 2025, 80")
    found = now(odd(*years), *rows)
    assert (found.before.period.text if found.before else None) == before
    assert (found.change is None, found.year_before is None) == (before is None, before is None)


@pytest.mark.parametrize(
    ("years", "compared"),
    [
        (("2023",), []),
        (("2024",), []),
        (("2025",), []),
        (("2022",), ["Testland"]),
    ],
    ids=["the older year", "between", "the council’s year", "before both"],
)
def test_an_older_benchmark_is_none_across_an_exceptional_period(
    years: tuple[str, ...], compared: list[str]
) -> None:
    found = now(odd(*years), "Testshire, 2025, 80, , 160, 200", "Testland, 2023, 60")
    assert names(found.comparators) == compared


def test_in_an_exceptional_period_figures_of_that_period_stand_beside_each_other() -> None:
    found = now(odd("2025"), "Testshire, 2025, 80, , 160, 200", "Testland, 2025, 60")
    assert [compared.verdict for compared in found.comparators] == [Verdict("better")]


@pytest.mark.parametrize(
    ("decimals", "older", "newer", "shown", "counted"),
    [
        # 588/670 less 540/660 is 87.761 less 81.818.
        (0, "82, , 540, 660", "88, , 588, 670", "6", "5.9"),
        (1, "81.8, , 540, 660", "87.8, , 588, 670", "6.0", "5.9"),
        (2, "81.82, , 540, 660", "87.76, , 588, 670", "5.94", "5.94"),
        (0, "80, , 800, 1000", "80, , 804, 1000", "0", "0.4"),
        (0, "80, , 804, 1000", "80, , 800, 1000", "0", "-0.4"),
        (0, "80, , 800, 1000", "81, , 805, 1000", "1", "0.5"),
        # A half is rounded away from zero: 0.25 and -0.25.
        (0, "80, , 8000, 10000", "80, , 8025, 10000", "0", "0.3"),
        (0, "80, , 8025, 10000", "80, , 8000, 10000", "0", "-0.3"),
        (0, "80", "88, , 588, 670", "8", None),
        (0, "82, , 540, 660", "88", "6", None),
        (0, "82, , , 660", "88, , , 670", "6", None),
        (0, "80, , 540, 660", "88, , 588, 670", "8", None),
    ],
    ids=[
        "one decimal where none is shown",
        "as many as are shown",
        "two, as shown",
        "up behind what is shown as the same",
        "down behind what is shown as the same",
        "less than what is shown",
        "a half up",
        "a half down",
        "no counts before",
        "no counts now",
        "no numerators",
        "counts that do not give the figure back",
    ],
)
def test_a_change_is_told_by_the_counts_where_they_give_both_figures_back(
    decimals: int, older: str, newer: str, shown: str, counted: str | None
) -> None:
    item = tiny.with_headline(DENTAL, decimals=decimals)
    found = now(item, f"Testshire, 2024, {older}", f"Testshire, 2025, {newer}").change
    assert found is not None
    expected = Change(Decimal(shown), Decimal(counted) if counted is not None else None)
    assert (found, found.best) == (expected, Decimal(shown if counted is None else counted))
    assert str(found.best) == str(expected.best)


def test_a_change_is_not_told_by_counts_that_are_rounded() -> None:
    item = tiny.with_headline(DENTAL, counts_rounded_to=CountRounding(local_authority=5))
    found = now(item, "Testshire, 2024, 82, , 540, 660", "Testshire, 2025, 88, , 590, 670")
    assert found.change == Change(Decimal(6), None)


def test_a_change_of_a_rate_is_told_by_its_counts_too() -> None:
    """30 of 9,800 is 30.612 in 10,000, and 33 of 10,000 is 33."""
    item = tiny.with_headline(DENTAL, unit="rate_per_10000", per=10000, decimals=0)
    found = now(item, "Testshire, 2024, 31, , 30, 9800", "Testshire, 2025, 33, , 33, 10000")
    assert found.change == Change(Decimal(2), Decimal("2.4"))
