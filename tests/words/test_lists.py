"""What lists and the pages of areas say of an indicator, cell for cell."""

from __future__ import annotations

import pytest

from build_scripts.model.edition import Edition
from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import Availability, DataQuality, Dated, Exceptional
from build_scripts.statistics.answers import answers
from build_scripts.statistics.series import Entry
from build_scripts.words.lists import area_lines, summary
from build_scripts.words.values import AreaLine, Judged, ListCell, Summary
from tests import tiny

DENTAL = tiny.with_headline(tiny.indicator("dental-check"))
EXAMS = tiny.with_headline(tiny.indicator("exam-results"))
# 31 March 2025 and 31 March 2024, as days since the beginning of the year 1.
END_OF_2025, END_OF_2024 = 739341.0, 738976.0
BETTER = Judged("+", "Better than Testland", "better")
NO_VERDICT = Judged("?", "Can’t be stated", "not-stated")


def of(entry: Entry) -> Summary:
    return summary(entry, answers(entry), tiny.edition(), "")


def listed(item: Indicator, *figures: str) -> Summary:
    return of(tiny.entry_with(item, *figures))


def lines(item: Indicator, *figures: str, within: Edition | None = None) -> dict[str, AreaLine]:
    """The line of each area, by its name."""
    entry = tiny.entry_with(item, *figures, within=within)
    found = area_lines(entry, item.headline)
    return {entry.reference.areas[code].name: line for code, line in found.items()}


def test_a_list_says_of_an_indicator_with_figures() -> None:
    item, entry = tiny.indicator("dental-check"), tiny.entry("dental-check")
    told = summary(entry, answers(entry), tiny.edition(), "<svg>")
    assert told.same_as
    assert told == (
        Summary(
            id="dental-check",
            title="Children in care who saw a dentist",
            summary=item.summary,
            commitment="healthy-children",
            level="full",
            value=ListCell("88%", 88.0),
            period=ListCell("Year ending 31 March 2025", END_OF_2025),
            remark="",
            verdict=BETTER,
            # 588/670 less 540/660, which is 87.8 less 81.8.
            change=ListCell("up 5.9 percentage points", 5.9),
            before="82%",
            direction="Can’t be stated",
            compared=("Test Midlands 83%", "Testland 82%", "Neighbours’ median 82%"),
            newest=item.period.kind.parse("2025"),
            unsaid=(("Really changing", "There are too few periods for the test."),),
            same_as=told.same_as,
            spark="<svg>",
        )
    )


def test_a_list_says_of_an_indicator_without_figures() -> None:
    item = tiny.indicator("club-visits")
    told = of(tiny.entry("club-visits"))
    assert (told.value, told.period, told.change) == (
        ListCell("no figure"),
        ListCell(""),
        ListCell(""),
    )
    assert (told.remark, told.direction, told.before) == ("No national figures", "", "")
    assert (told.verdict, told.newest, told.compared) == (None, None, ())
    assert told.unsaid == (("The figure", item.availability.note),)
    assert told.same_as == ""


def test_a_list_says_of_an_indicator_with_figures_of_others_only() -> None:
    told = listed(DENTAL, "Testland, 2024, 78", "Test Midlands, 2025, 79", "Testshire, 2025, , c")
    assert told.value == ListCell("no figure")
    assert told.verdict is None
    assert told.compared == (
        "Test Midlands 79% (Year ending 31 March 2025)",
        "Testland 78% (Year ending 31 March 2024)",
    )
    assert told.newest is not None and told.newest.text == "2025"
    assert told.unsaid == (
        ("The figure", "No figure for Testshire is published for this measure."),
    )


def test_a_near_measure_to_be_read_with_care_says_both() -> None:
    told = of(tiny.entry("exam-results"))
    assert told.remark == "Near measure. Read with care"
    assert told.verdict == NO_VERDICT
    assert told.change == ListCell("up 1.5 percentage points", 1.5)


def test_poor_data_is_said_to_be_probably_not_right_and_has_no_verdict() -> None:
    quality = DataQuality(rating="poor", concerns=("One return was late.",))
    item = DENTAL.model_copy(update={"data_quality": quality})
    told = listed(item, "Testshire, 2025, 80, , 80, 100", "Testland, 2025, 30")
    assert (told.remark, told.verdict) == ("Probably not right", NO_VERDICT)
    assert told.unsaid[0] == (
        "Better or worse than elsewhere",
        "The quality of the data is not good enough.",
    )


@pytest.mark.parametrize(
    ("polarity", "verdict"),
    [
        ("high", Judged("−", "Worse than Testland", "worse")),
        ("low", BETTER),
        ("neutral", Judged("↓", "Lower than Testland", "lower")),
    ],
)
def test_the_verdict_follows_the_polarity(polarity: str, verdict: Judged) -> None:
    item = tiny.with_headline(DENTAL, polarity=polarity)
    told = listed(item, "Testshire, 2025, 50, , 50, 100", "Testland, 2025, 70")
    assert told.verdict == verdict


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        ("50, , 50, 100", Judged("=", "Similar to Testland", "similar")),
        ("50, , 5, 10", Judged("?", "Too few to judge", "too-few")),
        ("50", NO_VERDICT),
    ],
)
def test_a_verdict_that_claims_no_difference_has_its_own_sign(figure: str, verdict: Judged) -> None:
    assert listed(DENTAL, f"Testshire, 2025, {figure}", "Testland, 2025, 52").verdict == verdict


@pytest.mark.parametrize(
    ("before", "change", "shown"),
    [
        ("79", ListCell("up 1 percentage point", 1.0), "79%"),
        ("83", ListCell("down 3 percentage points", -3.0), "83%"),
        ("80.4", ListCell("no change", 0.0), "80%"),
    ],
)
def test_a_change_sorts_by_its_size_and_sign(before: str, change: ListCell, shown: str) -> None:
    told = listed(DENTAL, f"Testshire, 2024, {before}", "Testshire, 2025, 80")
    assert (told.change, told.before) == (change, shown)


@pytest.mark.parametrize(
    ("shares", "polarity", "direction"),
    [
        ((60, 64, 68, 72, 76), "high", "Rising: getting better"),
        ((60, 64, 68, 72, 76), "low", "Rising: getting worse"),
        ((76, 72, 68, 64, 60), "low", "Falling: getting better"),
        ((76, 72, 68, 64, 60), "neutral", "Falling"),
        ((60, 61, 60, 59, 60), "high", "No clear change"),
    ],
)
def test_the_direction_in_a_few_words(
    shares: tuple[int, ...], polarity: str, direction: str
) -> None:
    figures = [f"Testshire, {2021 + i}, {n}, , {n * 10}, 1000" for i, n in enumerate(shares)]
    told = listed(tiny.with_headline(DENTAL, polarity=polarity), *figures)
    assert told.direction == direction
    assert told.unsaid == ()


def test_each_thing_that_cannot_be_said_has_its_reason() -> None:
    told = listed(DENTAL, "Testshire, 2024, 70", "Testshire, 2025, , low", "Testland, 2021, 70")
    assert told.unsaid == (
        (
            "The figure for the year ending 31 March 2025",
            "It is more than zero but rounds to zero.",
        ),
        ("Better or worse than elsewhere", "The source gives no counts."),
        ("Really changing", "There are too few periods for the test."),
        (
            "The change on the period before",
            "There is no figure for the period directly before the year ending 31 March 2024.",
        ),
    )


@pytest.mark.parametrize(
    ("figures", "why"),
    [
        (
            ("Testshire, 2021/22, 60", "Testshire, 2022/23, 61"),
            "A new series begins with the school year 2022/23.",
        ),
        (
            ("Testshire, 2022/23, 60", "Testshire, 2023/24, 61, b"),
            "A new series begins with the school year 2023/24.",
        ),
        (
            ("Testshire, 2022/23, , c", "Testshire, 2023/24, 61"),
            "There is no figure for the period directly before the school year 2023/24.",
        ),
        (("Testshire, 2023/24, 61",), "There is no period before the school year 2023/24."),
    ],
    ids=["declared break", "status b", "withheld before", "the first period"],
)
def test_no_change_has_its_reason(figures: tuple[str, ...], why: str) -> None:
    assert dict(listed(EXAMS, *figures).unsaid)["The change on the period before"] == why


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        ("2023/24", "The school year 2023/24 is not comparable with other years."),
        ("2022/23", "The school year 2022/23 is not comparable with other years."),
    ],
)
def test_an_exceptional_period_is_a_reason_for_no_change(odd: str, why: str) -> None:
    declared = Exceptional(periods=(odd,), reason="Few were seen.")
    item = EXAMS.model_copy(update={"exceptional": (declared,), "breaks": ()})
    told = listed(item, "Testshire, 2022/23, 60", "Testshire, 2023/24, 61")
    assert dict(told.unsaid)["The change on the period before"] == why
    assert told.change == ListCell("")


@pytest.mark.parametrize(
    ("item", "rows", "why"),
    [
        (
            DENTAL,
            ("Testshire, 2023, 50, , 50, 100", "Testland, 2023, 70"),
            "The figure is from a period that ended more than three years ago.",
        ),
        (
            DENTAL,
            ("Testshire, 2025, 50, , 50, 100", "Testland, 2025, 60"),
            "The figures are rounded, and what rounding hides could decide it.",
        ),
        (
            tiny.with_headline(DENTAL, clustered_because="families come together"),
            ("Testshire, 2025, 50, , 50, 100", "Testland, 2025, 62, , 6200, 10000"),
            "Families come together; a design effect of",
        ),
    ],
    ids=["too old", "rounding", "clustered"],
)
def test_a_verdict_that_cannot_be_stated_has_its_reason(
    item: Indicator, rows: tuple[str, ...], why: str
) -> None:
    told = listed(item, *rows)
    assert told.verdict == NO_VERDICT
    assert dict(told.unsaid)["Better or worse than elsewhere"].startswith(why)


def test_a_reason_is_no_thing_unsaid_where_another_comparison_is_made() -> None:
    ours = "Testshire, 2025, 50, , 50, 100"
    told = listed(DENTAL, ours, "Testland, 2025, 60", "Test Midlands, 2025, 30")
    assert told.verdict == NO_VERDICT
    assert "Better or worse than elsewhere" not in dict(told.unsaid)


def test_indicators_that_lead_with_the_same_figures_are_told_to_be_the_same() -> None:
    rows = ("Testshire, 2025, 50, , 50, 100", "Testland, 2025, 60")
    ours = listed(DENTAL, *rows).same_as
    other = DENTAL.model_copy(update={"id": "other", "title": "Other words"})
    assert listed(other, *reversed(rows)).same_as == ours
    # Counts are no part of it, but every area, period and value is.
    assert listed(other, "Testshire, 2025, 50", rows[1]).same_as == ours
    for changed in (
        (rows[0],),
        (rows[0], "Testland, 2025, 61"),
        (rows[0], "Testland, 2024, 60"),
        (rows[0], "Test Midlands, 2025, 60"),
    ):
        assert listed(other, *changed).same_as not in (ours, "")
    assert listed(DENTAL, "Testland, 2025, 60").same_as == ""


def test_a_measure_that_is_there_in_part_says_so() -> None:
    part = Availability(level="part", note="Only the newest years are published.")
    told = listed(DENTAL.model_copy(update={"availability": part}), "Testshire, 2025, 50")
    assert (told.level, told.remark) == ("part", "In part")


def test_the_page_of_an_area_has_figure_country_verdict_and_place() -> None:
    found = lines(
        DENTAL,
        "Testshire, 2025, 80, , 80, 100",
        "Northshire, 2025, 82, p, 820, 1000",
        "Southshire, 2024, 50, , 50, 100",
        "Westshire, 2025, , c",
        "Test Midlands, 2025, 75, , 7500, 10000",
        "Testland, 2024, 65",
        "Testland, 2025, 70",
    )
    period = ListCell("Year ending 31 March 2025", END_OF_2025)
    assert found == {
        "Testshire": AreaLine(
            ListCell("80%", 80.0), period, "70%", BETTER, ListCell("2nd of 2", 1.0)
        ),
        "Northshire": AreaLine(
            ListCell("82%", 82.0), period, "70%", BETTER, ListCell("1st of 2", 0.5)
        ),
        "Southshire": AreaLine(
            ListCell("50%", 50.0),
            ListCell("Year ending 31 March 2024", END_OF_2024),
            "65%",
            Judged("−", "Worse than Testland", "worse"),
            ListCell("no place"),
        ),
        "Test Midlands": AreaLine(ListCell("75%", 75.0), period, "70%", BETTER, ListCell("")),
        "Testland": AreaLine(ListCell("70%", 70.0), period, "", None, ListCell("")),
    }


def test_a_countrys_older_figure_is_named_with_its_period() -> None:
    found = lines(DENTAL, "Testshire, 2025, 80", "Testland, 2024, 65", "Testland, 2026, 99")
    assert found["Testshire"].country == "65% (Year ending 31 March 2024)"
    assert found["Testshire"].verdict == NO_VERDICT


def test_a_countrys_figure_of_an_older_series_is_not_set_beside_an_areas() -> None:
    broken = Dated(period="2025", reason="Another way of counting.")
    item = DENTAL.model_copy(update={"breaks": (broken,)})
    found = lines(item, "Testshire, 2025, 80, , 80, 100", "Testland, 2024, 65")
    assert (found["Testshire"].country, found["Testshire"].verdict) == ("", None)


def test_places_on_the_pages_of_areas_are_those_of_their_own_period() -> None:
    found = lines(
        DENTAL,
        "Southshire, 2024, 70",
        "Testshire, 2024, 75",
        "Testshire, 2025, 80",
        "Northshire, 2025, 90",
        "Westshire, 2025, 70",
    )
    assert found["Southshire"].place == ListCell("2nd of 2", 1.0)
    assert found["Testshire"].place.text == "2nd of 3"


def test_a_council_declared_not_to_be_ranked_keeps_figure_and_verdict() -> None:
    found = lines(
        DENTAL,
        "Testshire, 2025, 80, , 80, 100",
        *(f"{name}, 2025, 90" for name in ("Northshire", "Southshire")),
        "Testland, 2025, 30",
        within=tiny.with_judgement(not_ranked=("E10000991",)),
    )
    assert found["Testshire"].place == ListCell("no place")
    assert found["Testshire"].verdict == BETTER
    # Both that are ranked share a place, which says nothing of either.
    assert found["Northshire"].place == ListCell("no place")


def test_a_shared_place_is_one_until_more_than_a_tenth_share_it() -> None:
    within = tiny.with_councils(19)
    for same, place in ((2, ListCell("joint 1st of 20", 0.05)), (3, ListCell("no place"))):
        rows = [f"Council {i}, 2025, {80 if i < same else 40 + i}" for i in range(1, 20)]
        found = lines(DENTAL, "Testshire, 2025, 80", *rows, within=within)
        assert found["Testshire"].place == found["Council 1"].place == place


def test_an_old_figure_or_one_of_too_few_has_no_place_on_the_page_of_its_area() -> None:
    others = ["Northshire, 2025, 70, , 70, 100", "Southshire, 2025, 60, , 6, 10"]
    found = lines(DENTAL, "Testshire, 2023, 80, , 80, 100", *others, "Testland, 2023, 30")
    assert (found["Testshire"].place, found["Testshire"].verdict) == (
        ListCell("no place"),
        NO_VERDICT,
    )
    assert found["Northshire"].place == ListCell("1st of 2", 0.5)
    assert found["Southshire"].place == ListCell("no place")
