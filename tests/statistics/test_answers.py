"""What can be said at an earlier period is what could be said before anything newer was published."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import DataQuality, Dated, Target
from build_scripts.model.measure import DeclaredPeriods, Measure, MeasurePeriods
from build_scripts.model.periods import Period
from build_scripts.statistics.answers import Answers, answers, place_in
from build_scripts.statistics.judging import Certainty
from build_scripts.statistics.series import Entry, assemble
from tests import tiny

DENTAL = tiny.with_headline(tiny.indicator("dental-check"))
WITH_FIGURES = ("dental-check", "exam-results")
AREAS = ("Testshire", "Northshire", "Southshire", "Westshire", "Test Midlands", "Testland")
YEARS = tuple(str(year) for year in range(2018, 2026))


def without_newer(entry: Entry, measure: Measure, at: Period) -> Entry:
    """The same indicator as it was before anything newer of a measure was published."""
    rows = entry.figures.rows
    newer = [
        name == measure.id and measure.kind.parse(text) > at
        for name, text in zip(rows["measure"], rows["period"], strict=True)
    ]
    kept = rows[[not one for one in newer]]
    return Entry(assemble(entry.indicator, entry.reference, kept), entry.standpoint)


def periods_with_a_figure(entry: Entry, measure: Measure) -> list[Period]:
    figures = entry.series(measure.id, entry.council).figures
    return [figure.period for figure in figures if figure.value is not None]


def assert_nothing_newer_counts(entry: Entry) -> int:
    """Ask for every measure at every period; returns how often."""
    asked = 0
    for measure in entry.indicator.measures:
        for at in periods_with_a_figure(entry, measure):
            assert answers(entry, measure, at) == answers(
                without_newer(entry, measure, at), measure
            )
            asked += 1
    return asked


@pytest.mark.parametrize(("indicator_id", "asked"), [("dental-check", 8), ("exam-results", 4)])
def test_an_earlier_period_is_told_as_if_nothing_newer_were_published(
    indicator_id: str, asked: int
) -> None:
    assert assert_nothing_newer_counts(tiny.entry(indicator_id)) == asked


@pytest.mark.parametrize("indicator_id", WITH_FIGURES)
def test_the_newest_period_with_a_figure_is_the_one_told_without_asking(indicator_id: str) -> None:
    entry = tiny.entry(indicator_id)
    for measure in entry.indicator.measures:
        newest = periods_with_a_figure(entry, measure)[-1]
        assert answers(entry, measure, newest) == answers(entry, measure)
    assert answers(entry) == answers(entry, entry.indicator.headline)


@st.composite
def rows(draw: st.DrawFn) -> list[str]:
    """Figures of some areas in some years: with counts or without, withheld, provisional, broken."""
    found = []
    for area in AREAS:
        for year in YEARS:
            share = draw(st.integers(0, 100))
            kind = draw(st.sampled_from(["", "counts", "few", "c", "p", "b", "none"]))
            row = f"{area}, {year}"
            match kind:
                case "none":
                    continue
                case "c":
                    row += ", , c"
                case "counts" | "few":
                    bottom = 1000 if kind == "counts" else 10
                    row += f", {share}, , {share * bottom // 100}, {bottom}"
                case status:
                    row += f", {share}, {status}, {share * 10}, 1000"
            found.append(row)
    return found


@settings(max_examples=40)  # each asks for every period of an indicator twice
@given(rows(), st.sampled_from(YEARS), st.integers(0, 100))
def test_of_any_figures_nothing_newer_counts(figures: list[str], first: str, aim: int) -> None:
    item = DENTAL.model_copy(
        update={
            "breaks": (Dated(period=first, reason="Another way of counting."),),
            "targets": (Target(value=aim, set_by="Plan", from_period="2021"),),
        }
    )
    assert_nothing_newer_counts(tiny.entry_with(item, *figures))


def told(item: Indicator, at: str, *figures: str) -> Answers:
    measure = item.headline
    return answers(tiny.entry_with(item, *figures), measure, measure.kind.parse(at))


def test_every_answer_is_about_the_period_asked_for() -> None:
    targets = (
        Target(value=60, set_by="Old plan", to_period="2024"),
        Target(value=90, set_by="New plan", from_period="2025"),
    )
    figures = [f"Testshire, {2020 + i}, {60 + 4 * i}, , {600 + 40 * i}, 1000" for i in range(6)]
    found = told(
        DENTAL.model_copy(update={"targets": targets}),
        "2024",
        *figures,
        "Testland, 2024, 50",
        "Testland, 2025, 99",
        "Northshire, 2024, 90",
        "Northshire, 2025, 20",
        "Southshire, 2025, 99",
    )
    now = found.standing
    assert now.council is not None and now.before is not None and found.league is not None
    assert (now.council.period.text, now.council.value) == ("2024", Decimal(76))
    assert now.before.period.text == "2023"
    country = now.against("country")
    assert country is not None and country.verdict is not None
    assert (country.benchmark.period.text, country.verdict.word) == ("2024", "better")
    rank = found.place
    assert rank is not None
    assert rank == found.rank
    assert (found.league.period.text, rank.place, rank.ranked) == ("2024", 2, 2)
    assert found.direction.first is not None and found.direction.last is not None
    assert (found.direction.word, found.direction.meaning) == ("increasing", "better")
    assert (found.direction.first.text, found.direction.last.text) == ("2020", "2024")
    assert found.target == targets[0]
    assert found.met is True


@pytest.mark.parametrize(
    ("row", "newest"),
    [(["Testshire, 2024, , c"], ("2024", "c")), ([], None)],
    ids=["withheld", "no row"],
)
def test_a_period_without_a_figure_says_why_and_compares_what_is_not_newer(
    row: list[str], newest: tuple[str, str] | None
) -> None:
    found = told(
        DENTAL,
        "2024",
        "Testshire, 2023, 70, , 700, 1000",
        "Testshire, 2025, 80, , 800, 1000",
        *row,
        "Testland, 2024, 78",
        "Testland, 2025, 79",
        "Test Midlands, 2023, 74",
        "Test Midlands, 2025, 75",
        *(f"{name}, 2025, 90" for name in ("Northshire", "Southshire", "Westshire")),
    )
    now = found.standing
    assert (now.council, now.figure, now.certainty, now.before, now.year_before) == (None,) * 5
    assert newest == ((now.newest[0].text, now.newest[1]) if now.newest else None)
    assert [
        (c.benchmark.comparator.id, c.benchmark.period.text, c.verdict) for c in now.comparators
    ] == [("region", "2023", None), ("country", "2024", None)]
    assert (found.league, found.rank, found.place) == (None, None, None)
    assert (found.target, found.met) == (None, None)
    assert found.direction.refused == "no_figure"


def test_before_the_first_figure_of_all_there_is_nothing() -> None:
    found = told(DENTAL, "2020", "Testshire, 2024, 70", "Testland, 2024, 78")
    assert (found.standing.council, found.standing.newest) == (None, None)
    assert found.standing.comparators == ()


def counted_in(kind: str, reference: str = "") -> Indicator:
    return DENTAL.model_copy(update={"period": DeclaredPeriods(type=kind, reference=reference)})


@pytest.mark.parametrize(
    ("kind", "reference", "texts", "before", "year_before"),
    [
        ("month", "", ("2024-03", "2025-02", "2025-03"), "2025-02", "2024-03"),
        ("rolling_year", "", ("2024-03", "2025-02", "2025-03"), "2025-02", "2024-03"),
        (
            "quarter",
            "",
            ("2024-25 Q1", "2024-25 Q4", "2025-26 Q1"),
            "2024-25 Q4",
            "2024-25 Q1",
        ),
        (
            "year_to_date",
            "",
            ("2024-25 M06", "2025-26 M05", "2025-26 M06"),
            "2025-26 M05",
            "2024-25 M06",
        ),
        ("academic_year", "", ("2023/24", "2024/25"), "2023/24", "2023/24"),
        ("snapshot", "31 March", ("2024", "2025"), "2024", "2024"),
        ("three_years", "", ("2021-24", "2022-25"), "2021-24", "2021-24"),
    ],
)
def test_the_year_before_is_the_same_period_a_year_earlier(
    kind: str, reference: str, texts: tuple[str, ...], before: str, year_before: str
) -> None:
    figures = [f"Testshire, {text}, {70 + i}" for i, text in enumerate(texts)]
    now = told(counted_in(kind, reference), texts[-1], *figures).standing
    assert now.before is not None and now.year_before is not None
    assert (now.before.period.text, now.year_before.period.text) == (before, year_before)
    assert now.year_before.value == Decimal(70)


@pytest.mark.parametrize(
    ("broken", "before", "year_before"),
    [
        ("2024-03", True, True),
        ("2024-04", True, False),
        ("2025-02", True, False),
        ("2025-03", False, False),
    ],
)
def test_no_year_before_lies_across_a_break(broken: str, before: bool, year_before: bool) -> None:
    item = counted_in("month").model_copy(
        update={"breaks": (Dated(period=broken, reason="Another way of counting."),)}
    )
    figures = ("Testshire, 2024-03, 70", "Testshire, 2025-02, 71", "Testshire, 2025-03, 72")
    now = told(item, "2025-03", *figures).standing
    assert (now.before is not None, now.year_before is not None) == (before, year_before)


@pytest.mark.parametrize(
    "figures",
    [
        ("Testshire, 2024-04, 70",),
        ("Testshire, 2024-03, , c",),
        ("Testland, 2024-03, 70",),
        (),
    ],
    ids=["another month", "withheld", "of others only", "less than a year of figures"],
)
def test_without_a_figure_of_that_period_there_is_no_year_before(figures: tuple[str, ...]) -> None:
    now = told(counted_in("month"), "2025-03", *figures, "Testshire, 2025-03, 72").standing
    assert now.council is not None
    assert now.year_before is None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("calendar_year", "1980"),
        ("academic_year", "1980/81"),
        ("three_years", "1980-83"),
        ("month", "1980-01"),
        ("quarter", "1980-81 Q1"),
        ("year_to_date", "1980-81 M12"),
    ],
)
def test_before_the_first_year_that_can_be_written_there_is_nothing(kind: str, text: str) -> None:
    now = told(counted_in(kind), text, f"Testshire, {text}, 72, , 720, 1000").standing
    assert now.council is not None
    assert (now.before, now.year_before) == (None, None)


@cache
def monthly_beside_yearly() -> Entry:
    """A yearly headline, and beside it a measure counted by the month."""
    months = MeasurePeriods(type="month", first_period="2024-03", last_period="2025-05")
    other = DENTAL.headline.model_copy(
        update={"id": "by_month", "headline": False, "period": months}
    )
    return tiny.entry_with(
        DENTAL.model_copy(update={"measures": (DENTAL.headline, other)}),
        "Testshire, 2024, 80, , 800, 1000",
        "Testshire, 2025, 82, , 820, 1000",
        "Testland, 2025, 70",
        others={
            "by_month": [
                "Testshire, 2024-03, 60",
                "Testshire, 2025-02, 61, , 610, 1000",
                "Testshire, 2025-03, 62, , 620, 1000",
                "Testshire, 2025-05, , c",
                "Testland, 2025-01, 55",
                "Testland, 2025-04, 99",
                "Northshire, 2025-03, 50",
            ]
        },
    )


def test_a_measure_with_periods_of_its_own_is_told_in_them() -> None:
    entry = monthly_beside_yearly()
    yearly, monthly = entry.indicator.measures
    now = answers(entry, monthly).standing
    assert now.council is not None and now.before is not None and now.year_before is not None
    assert (now.council.period.text, now.council.period.end.isoformat()) == (
        "2025-03",
        "2025-03-31",
    )
    assert (now.before.value, now.year_before.value) == (Decimal(61), Decimal(60))
    assert now.newest is not None and (now.newest[0].text, now.newest[1]) == ("2025-05", "c")
    country = now.against("country")
    assert country is not None and country.verdict is not None
    assert (country.benchmark.period.text, country.verdict.word) == ("2025-01", "better")
    found = answers(entry, monthly)
    assert found.league is not None and found.league.period.text == "2025-03"
    assert (found.direction.refused, found.target) == ("not_yearly", None)
    assert answers(entry).measure == yearly
    before = answers(entry).standing.before
    assert before is not None and before.period.text == "2024"


def test_a_measure_with_periods_of_its_own_knows_nothing_newer_either() -> None:
    assert assert_nothing_newer_counts(monthly_beside_yearly()) == 5


def poor(item: Indicator) -> Indicator:
    quality = DataQuality(rating="poor", concerns=("One return was late.",))
    return item.model_copy(update={"data_quality": quality})


@pytest.mark.parametrize(
    ("item", "year", "counts", "order", "place"),
    [
        (DENTAL, "2025", "80, 100", True, True),
        (DENTAL, "2025", ",", True, True),
        (DENTAL, "2025", "8, 10", True, False),
        (tiny.with_headline(DENTAL, not_judged_because="so it is"), "2025", "80, 100", True, False),
        (poor(DENTAL), "2025", "80, 100", False, False),
        (DENTAL, "2023", "80, 100", False, False),
    ],
    ids=["counts", "no counts", "too few", "declared", "poor data", "too old"],
)
def test_where_nothing_may_be_claimed_there_is_no_place_and_at_times_no_order_at_all(
    item: Indicator, year: str, counts: str, order: bool, place: bool
) -> None:
    ours = f"Testshire, {year}, 80, , {counts}"
    rows = [f"{name}, {year}, 70" for name in ("Northshire", "Southshire")]
    entry = tiny.entry_with(item, ours, *rows)
    found = answers(entry)
    assert (found.league is not None, found.rank is not None) == (order, order)
    assert (found.place is not None) == place
    if found.league is not None:
        assert found.standing.certainty is not None
        assert place_in(found.league, entry.council, found.standing.certainty) == found.place
        others = [entry.reference.areas[code] for code in ("E10000992", "E10000993")]
        theirs = [place_in(found.league, area, Certainty((), "no_counts")) for area in others]
        # The two share a place of three, which is more than a tenth.
        assert theirs == [None, None]


@pytest.mark.parametrize(("same", "given"), [(2, True), (3, False)])
def test_a_place_that_more_than_a_tenth_share_is_given_to_none_of_them(
    same: int, given: bool
) -> None:
    """Of twenty councils, two are a tenth of all and three are more."""
    within = tiny.with_councils(19)
    rows = [f"Council {i}, 2025, {80 if i < same else 40 + i}" for i in range(1, 20)]
    entry = tiny.entry_with(DENTAL, "Testshire, 2025, 80", *rows, within=within)
    found = answers(entry)
    assert found.league is not None and found.rank is not None
    assert (found.rank.place, found.rank.shared_by, found.rank.ranked) == (1, same, 20)
    assert found.place == (found.rank if given else None)
    last = entry.reference.areas["E08000919"]
    assert place_in(found.league, last, Certainty((), "no_counts")) is not None
    assert place_in(found.league, last, Certainty((), "too_few")) is None


def test_a_council_that_is_alone_or_not_ranked_has_no_place() -> None:
    entry = tiny.entry_with(DENTAL, "Testshire, 2025, 80", "Testland, 2025, 70")
    assert (answers(entry).league, answers(entry).place) == (None, None)
    within = tiny.with_judgement(not_ranked=("E10000991",))
    rows = [f"{name}, 2025, 80" for name in ("Testshire", "Northshire", "Southshire")]
    found = answers(tiny.entry_with(DENTAL, *rows, within=within))
    assert found.league is not None
    assert (found.rank, found.place) == (None, None)
