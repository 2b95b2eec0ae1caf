"""The sentences that set a figure beside others, each word for word: verdict, range, place."""

from __future__ import annotations

import pytest

from build_scripts.model.indicator import Indicator
from build_scripts.model.measure import CountRounding, DenominatorBound
from tests import tiny
from tests.saying import DENTAL, GAP, NEIGHBOURS, POOR, RATE, said, said_of


def test_verdicts_that_differ_are_said_one_after_the_other() -> None:
    told = said(
        DENTAL,
        "Testshire, 2025, 50, , 50, 100",
        "Test Midlands, 2025, 30",
        "Testland, 2025, 45",
        *(f"{name}, 2025, 70" for name in NEIGHBOURS),
    )
    assert told.comparison == (
        "Testshire’s 50% is better than the Test Midlands (30%), similar to Testland (45%), and worse than the "
        "median of 3 statistical neighbours (70%)."
    )


@pytest.mark.parametrize(
    ("polarity", "below", "above"),
    [("high", "worse", "better"), ("low", "better", "worse"), ("neutral", "lower", "higher")],
)
def test_the_polarity_decides_what_a_difference_is_called(
    polarity: str, below: str, above: str
) -> None:
    item = tiny.with_headline(DENTAL, polarity=polarity)
    ours = "Testshire, 2025, 50, , 50, 100"
    assert said(item, ours, "Testland, 2025, 70").comparison == (
        f"Testshire’s 50% is {below} than Testland (70%)."
    )
    assert said(item, ours, "Testland, 2025, 30").comparison == (
        f"Testshire’s 50% is {above} than Testland (30%)."
    )
    assert said(item, ours, "Testland, 2025, 55").comparison == (
        "Testshire’s 50% is similar to Testland (55%)."
    )


def test_a_region_is_called_what_the_portal_calls_it_in_sentences() -> None:
    portal = tiny.edition().portal
    comparators = portal.comparators.model_copy(update={"region_in_sentences": "the Test Midlands"})
    within = tiny.with_portal(comparators=comparators)
    told = said(DENTAL, "Testshire, 2025, 80", "Test Midlands, 2025, 79", within=within)
    assert told.comparison.startswith("For comparison: the Test Midlands (79%).")


def test_a_comparator_of_another_period_is_named_with_it() -> None:
    told = said(
        DENTAL,
        "Testshire, 2025, 80, , 80, 100",
        "Testland, 2025, 79",
        "Test Midlands, 2024, 60",
    )
    assert told.comparison == (
        "Testshire’s 80% is better than the Test Midlands (60%, the year ending 31 March 2024, the newest before "
        "it), and similar to Testland (79%)."
    )


def test_without_any_council_figure_each_comparator_is_told_with_its_period() -> None:
    told = said(DENTAL, "Testland, 2024, 78", "Test Midlands, 2025, 79")
    assert told.headline == "No figure for Testshire is published for this measure."
    assert told.comparison == (
        "The Test Midlands: 79%, the year ending 31 March 2025. Testland: 78%, the year ending "
        "31 March 2024."
    )
    assert (told.change, told.in_every, told.certainty, told.rank, told.direction) == ("",) * 5
    assert (told.counted, told.thinned) == ("", "")


def test_without_a_comparator_nothing_is_compared() -> None:
    assert said(DENTAL, "Testshire, 2025, 80, , 80, 100").comparison == ""


@pytest.mark.parametrize(
    ("item", "figure", "why"),
    [
        (
            DENTAL,
            "80, , 12, 15",
            "No verdict is given: there are too few children in care for at least a year to judge "
            "(15, where a verdict needs 20).",
        ),
        (
            tiny.with_headline(DENTAL, fewest_to_judge=200),
            "80, , 80, 100",
            "No verdict is given: there are too few children in care for at least a year to judge "
            "(100, where a verdict needs 200).",
        ),
        (
            tiny.with_headline(DENTAL, counts_rounded_to=CountRounding(local_authority=5)),
            "80, , 15, 20",
            "No verdict is given: there are too few children in care for at least a year to judge "
            "(20, rounded to the nearest 5, where a verdict needs 20).",
        ),
        (
            DENTAL,
            "80",
            "Whether the difference is more than chance can’t be stated: the source gives no "
            "counts.",
        ),
        (
            DENTAL,
            "104, , 104, 100",
            "Whether the difference is more than chance can’t be stated: the counts are not those "
            "of a share of a whole.",
        ),
        (
            tiny.with_headline(DENTAL, unit="score"),
            "80, , , 100",
            "Whether the difference is more than chance can’t be stated: the source gives an "
            "average without its spread.",
        ),
        (
            POOR,
            "80, , 80, 100",
            "No verdict is given: the quality of the data is not good enough.",
        ),
        (
            tiny.with_headline(DENTAL, not_judged_because="places come in whole schools"),
            "80, , 80, 100",
            "No verdict is given: places come in whole schools.",
        ),
    ],
    ids=[
        "too few",
        "too few for the measure",
        "too few by rounding",
        "no counts",
        "no share",
        "no spread",
        "poor data",
        "declared",
    ],
)
def test_without_a_verdict_the_reason_is_given(item: Indicator, figure: str, why: str) -> None:
    told = said(item, f"Testshire, 2025, {figure}", "Testland, 2025, 30").comparison
    head, _, reason = told.partition("). ")
    assert head.startswith("For comparison: Testland (30")
    assert reason == why


@pytest.mark.parametrize(
    ("item", "figure", "told"),
    [
        (
            DENTAL,
            "0, , 0, 20",
            "The 95% interval around Testshire’s figure is 0% to 16%; the 99.8% interval is 0% to 32%.",
        ),
        (
            DENTAL,
            "100, , 20, 20",
            "The 95% interval around Testshire’s figure is 84% to 100%; the 99.8% interval is 68% to 100%.",
        ),
        (
            tiny.with_headline(DENTAL, decimals=1),
            "30.8, , 81, 263",
            "The 95% interval around Testshire’s figure is 25.5% to 36.6%; the 99.8% interval is 22.8% to 40.1%.",
        ),
        (
            RATE,
            "3.0, , 3, 10000",
            "The 95% interval around Testshire’s figure is 0.6 to 8.8 per 10,000 children; the 99.8% interval is 0.2 to 13.1 "
            "per 10,000 children.",
        ),
        (DENTAL, "80", ""),
        (POOR, "100, , 20, 20", ""),
        (tiny.with_headline(DENTAL, not_judged_because="so it is"), "100, , 20, 20", ""),
        (DENTAL, "100, , 2, 2", ""),
    ],
)
def test_the_range_that_chance_leaves_open_has_its_unit(
    item: Indicator, figure: str, told: str
) -> None:
    assert said(item, f"Testshire, 2025, {figure}").certainty == told


def test_a_shared_place_in_a_quarter_with_councils_without_a_figure() -> None:
    """Two of twenty share the place: a tenth, and no more."""
    within = tiny.with_councils(19)
    others = [f"Council {i}, 2025, {71 + i}" for i in range(1, 20)]
    told = said(DENTAL, "Testshire, 2025, 90", *others, "Northshire, 2025, , c", within=within)
    assert told.rank == (
        "Testshire is joint 1st of 20 councils (1st is best), in the top quarter; 1 more has no "
        "published figure."
    )


@pytest.mark.parametrize(
    ("value", "missing", "told"),
    [
        ("90", (), "show 90%."),
        ("0", (), "show none."),
        (
            "90",
            ("Northshire",),
            "show 90%; 1 more has no published figure, and small numbers are hidden.",
        ),
        (
            "0",
            ("Northshire", "Southshire"),
            "show none; 2 more have no published figure, and small numbers are hidden.",
        ),
    ],
)
def test_of_a_crowded_place_it_is_only_said_how_many_show_the_same(
    value: str, missing: tuple[str, ...], told: str
) -> None:
    """Three of twenty share the place, which is more than a tenth."""
    within = tiny.with_councils(19)
    others = [f"Council {i}, 2025, {value if i < 3 else 40 + i}" for i in range(1, 20)]
    rows = [*others, *(f"{name}, 2025, , c" for name in missing)]
    found = said(DENTAL, f"Testshire, 2025, {value}", *rows, within=within)
    assert found.rank == f"Testshire is one of 3 councils, of 20, that {told}"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("79.5", "3rd of 12 councils (1st is best), in the top quarter"),
        ("76.5", "6th of 12 councils (1st is best), in the second quarter"),
        ("73.5", "9th of 12 councils (1st is best), in the third quarter"),
        ("60", "12th of 12 councils (1st is best), in the bottom quarter"),
    ],
)
def test_each_quarter_has_its_word(value: str, told: str) -> None:
    within = tiny.with_councils(11)
    others = [f"Council {i}, 2025, {70 + i}" for i in range(1, 12)]
    figures = [f"Testshire, 2025, {value}", *others]
    assert said(DENTAL, *figures, within=within).rank == f"Testshire is {told}."


def test_where_neither_is_better_places_are_counted_from_the_highest() -> None:
    item = tiny.with_headline(DENTAL, polarity="neutral")
    told = said(
        item,
        "Testshire, 2025, 50",
        "Northshire, 2025, 60",
        "Southshire, 2025, , c",
        "Westshire, 2025, , x",
    )
    assert told.rank == (
        "Testshire is 2nd of 2 councils (1st is highest); 2 more have no published figure."
    )


def test_a_council_alone_has_no_place() -> None:
    assert said(DENTAL, "Testshire, 2025, 50", "Testland, 2025, 60").rank == ""


def test_a_council_declared_not_to_be_ranked_has_no_place() -> None:
    within = tiny.with_judgement(not_ranked=("E10000991",))
    figures = [f"{name}, 2025, 60" for name in ("Testshire", *NEIGHBOURS)]
    assert said(DENTAL, *figures, within=within).rank == ""


def test_others_declared_not_to_be_ranked_are_not_counted() -> None:
    within = tiny.with_judgement(not_ranked=("E10000992", "E06000996"))
    figures = [f"{name}, 2025, 60" for name in NEIGHBOURS]
    told = said(DENTAL, "Testshire, 2025, 50", *figures, "Newborough, 2025, , c", within=within)
    assert told.rank == "Testshire is 3rd of 3 councils (1st is best)."


def test_the_range_of_negative_gaps_says_its_unit_once() -> None:
    values = zip(NEIGHBOURS, ("-3.2", "1.0", "0.4"), strict=True)
    told = said(GAP, "Testshire, 2025, -1", *(f"{name}, 2025, {value}" for name, value in values))
    assert told.neighbours == (
        "The figures of the 3 neighbours (national model of May 2025) run from −3.2 to 1.0 "
        "percentage points."
    )


@pytest.mark.parametrize(
    ("value", "told"), [("60", "show 60%"), ("0", "show none"), ("100", "show 100%")]
)
def test_neighbours_that_are_all_the_same_have_no_range(value: str, told: str) -> None:
    figures = [f"{name}, 2025, {value}" for name in NEIGHBOURS]
    assert said(DENTAL, "Testshire, 2025, 50", *figures).neighbours == (
        f"All 3 neighbours (national model of May 2025) {told}."
    )


def test_of_neighbours_of_which_too_many_miss_it_is_said_how_many() -> None:
    figures = [f"{name}, 2025, 60" for name in NEIGHBOURS[:2]]
    told = said(DENTAL, "Testshire, 2025, 50", *figures, "Testland, 2025, 52")
    assert told.neighbours == ""
    assert told.thinned == (
        "No median of the statistical neighbours is given: 1 of the 3 has no published figure, and "
        "those left may not be typical."
    )
    assert "neighbours" not in told.comparison
    fewer = said(DENTAL, "Testshire, 2025, 50", *figures[:1])
    assert "2 of the 3 have no published figure" in fewer.thinned
    assert said(DENTAL, "Testshire, 2025, 50").thinned == (
        "No median of the statistical neighbours is given: none of the 3 has a published figure."
    )


ROUNDED = "the figures are rounded, and what rounding hides could decide it"


def test_what_rounding_could_decide_is_not_stated() -> None:
    """The interval of 50 of 100 ends at 59.6%, and 60% can be 59.5%."""
    ours = "Testshire, 2025, 50, , 50, 100"
    assert said(DENTAL, ours, "Testland, 2025, 60").comparison == (
        f"Whether Testshire’s 50% differs from Testland (60%) can’t be stated: {ROUNDED}."
    )
    told = said(DENTAL, ours, "Test Midlands, 2025, 30", "Testland, 2025, 60").comparison
    assert told == (
        "Testshire’s 50% is better than the Test Midlands (30%). Whether it differs from Testland "
        f"(60%) can’t be stated: {ROUNDED}."
    )


def test_what_clusters_could_decide_is_not_stated_and_how_many_it_would_take_is() -> None:
    """By hand, a design effect of little more than 1.59 makes the interval of 50 of 100 end at 62%: see judging."""
    item = tiny.with_headline(DENTAL, decimals=3, clustered_because="families come together")
    ours = "Testshire, 2025, 50, , 50, 100"
    told = said(item, ours, "Test Midlands, 2025, 30", "Testland, 2025, 62")
    assert told.comparison == (
        "Testshire’s 50.000% is better than the Test Midlands (30.000%). Whether it differs from "
        "Testland (62.000%) can’t be stated: families come together; a design effect of little more than 1.5 would "
        "overturn it, and 2 is asked for."
    )
    assert told.certainty == (
        "The 95% interval around Testshire’s figure is 40.383% to 59.617%; the 99.8% interval is "
        "35.238% to 64.762%. It counts every case by itself: families come together, so the true "
        "range is wider."
    )


def test_several_comparisons_that_clusters_could_decide_are_told_once() -> None:
    """By hand as there: 62% and 63% are reached at design effects of little more than 1.59 and 1.89."""
    item = tiny.with_headline(DENTAL, decimals=3, clustered_because="families come together")
    ours = "Testshire, 2025, 50, , 50, 100"
    told = said(item, ours, "Test Midlands, 2025, 62", "Testland, 2025, 63").comparison
    assert told == (
        "Whether Testshire’s 50.000% differs from the Test Midlands (62.000%) and Testland "
        "(63.000%) can’t be stated: families come together; design effects of little more than 1.5 and 1.8 would "
        "overturn it, and 2 is asked for."
    )


def test_with_a_design_effect_from_a_source_the_interval_is_the_wider_one() -> None:
    item = tiny.with_headline(
        DENTAL,
        decimals=1,
        clustered_because="families come together",
        design_effect=2.0,
        design_effect_from="A study",
    )
    told = said(item, "Testshire, 2025, 50, , 50, 100", "Testland, 2025, 62")
    assert told.certainty.startswith(
        "The 95% interval around Testshire’s figure is 36.6% to 63.4%;"
    )
    assert "by itself" not in told.certainty
    assert told.comparison == "Testshire’s 50.0% is similar to Testland (62.0%)."


def bounded(at_most: float | None, *figures: str) -> str:
    """The comparison of a figure of as many children as 100 make at least."""
    bound = DenominatorBound(
        measure="children", at_most=at_most, because="each child has one review at least"
    )
    share = DENTAL.headline.model_copy(update={"denominator_bound": bound})
    count = DENTAL.headline.model_copy(
        update={"id": "children", "headline": False, "unit": "count", "unit_words": "children"}
    )
    item = DENTAL.model_copy(update={"measures": (share, count)})
    others = {"children": ["Testshire, 2025, 100"]}
    return said_of(tiny.entry_with(item, "Testshire, 2025, 50", *figures, others=others)).comparison


def test_a_verdict_that_rests_on_a_bound_says_so() -> None:
    rests = (
        "The source gives no counts; at least 100 children in care for at least a year are known to "
        "be behind the figure: each child has one review at least."
    )
    assert bounded(None, "Testland, 2025, 70") == (
        f"Testshire’s 50% is worse than Testland (70%). {rests}"
    )
    assert bounded(1.25, "Testland, 2025, 52") == (
        f"Testshire’s 50% is similar to Testland (52%). {rests}"
    )
    unsettled = "what is known of the number behind it does not settle that"
    assert bounded(None, "Testland, 2025, 52") == (
        f"Whether Testshire’s 50% differs from Testland (52%) can’t be stated: {unsettled}."
    )
    assert bounded(None, "Test Midlands, 2025, 70", "Testland, 2025, 52") == (
        "Testshire’s 50% is worse than the Test Midlands (70%). Whether it differs from Testland "
        f"(52%) can’t be stated: {unsettled}. {rests}"
    )


def test_of_an_old_figure_no_verdict_is_given() -> None:
    told = said(DENTAL, "Testshire, 2023, 50, , 50, 100", "Testland, 2023, 70")
    assert told.comparison == (
        "For comparison: Testland (70%). No verdict is given: the figure is from a period that ended "
        "more than three years ago."
    )
    assert (told.certainty, told.rank, told.in_every) == ("", "", "")


def test_a_measure_declared_not_to_be_judged_has_counts_and_yet_no_verdict() -> None:
    because = "places come in whole schools"
    item = tiny.with_headline(DENTAL, not_judged_because=because)
    years = [f"Testshire, {year}, 50, , 50, 100" for year in range(2021, 2026)]
    told = said(item, *years, "Testland, 2025, 90")
    assert told.comparison == f"For comparison: Testland (90%). No verdict is given: {because}."
    assert told.certainty == ""
    assert told.direction == (
        "Whether Testshire’s figure is really changing can’t be stated: no interval can be put around "
        "this measure."
    )
    assert said(DENTAL, *years, "Testland, 2025, 90").comparison == (
        "Testshire’s 50% is worse than Testland (90%)."
    )


def test_braces_in_what_an_area_is_called_stay_as_they_were_typed() -> None:
    settings = tiny.edition().portal.comparators
    called = settings.model_copy(update={"region_in_sentences": "the {counted} {Midlands"})
    within = tiny.with_portal(comparators=called)
    told = said(DENTAL, "Testshire, 2025, 80", "Test Midlands, 2025, 79", within=within)
    assert "the {counted} {Midlands (79%)" in told.comparison
