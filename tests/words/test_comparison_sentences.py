"""The sentences that set a figure beside others, each word for word: verdict, range, place."""

from __future__ import annotations

import pytest

from build_scripts.model.indicator import Indicator
from tests import tiny
from tests.saying import DENTAL, GAP, NEIGHBOURS, POOR, RATE, said


def test_verdicts_that_differ_are_said_one_after_the_other() -> None:
    told = said(
        DENTAL,
        "Testshire, 2025, 50, , 50, 100",
        "Test Midlands, 2025, 40",
        "Testland, 2025, 45",
        *(f"{name}, 2025, 60" for name in NEIGHBOURS),
    )
    assert told.comparison == (
        "That is better than the Test Midlands (40%), similar to Testland (45%) and worse than the "
        "median of 3 statistical neighbours (60%)."
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
        f"That is {below} than Testland (70%)."
    )
    assert said(item, ours, "Testland, 2025, 30").comparison == (
        f"That is {above} than Testland (30%)."
    )
    assert said(item, ours, "Testland, 2025, 55").comparison == "That is similar to Testland (55%)."


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
        "That is better than the Test Midlands (60%, the year ending 31 March 2024, the newest before "
        "it) and similar to Testland (79%)."
    )


def test_without_any_council_figure_the_comparators_are_called_published_elsewhere() -> None:
    told = said(DENTAL, "Testland, 2024, 78", "Test Midlands, 2025, 79")
    assert told.headline == "No figure for Testshire is published for this measure."
    assert told.comparison == (
        "Published elsewhere: the Test Midlands (79%, the year ending 31 March 2025) and Testland "
        "(78%, the year ending 31 March 2024)."
    )
    assert (told.change, told.in_every, told.certainty, told.rank, told.direction) == ("",) * 5


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
    ],
    ids=["too few", "too few for the measure", "no counts", "no share", "no spread", "poor data"],
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
            "The 95% interval is 0% to 16%; the 99.8% interval is 0% to 32%.",
        ),
        (
            DENTAL,
            "100, , 20, 20",
            "The 95% interval is 84% to 100%; the 99.8% interval is 68% to 100%.",
        ),
        (
            tiny.with_headline(DENTAL, decimals=1),
            "31, , 81, 263",
            "The 95% interval is 25.5% to 36.6%; the 99.8% interval is 22.8% to 40.1%.",
        ),
        (
            RATE,
            "3.0, , 3, 10000",
            "The 95% interval is 0.6 to 8.8 per 10,000 children; the 99.8% interval is 0.2 to 13.1 "
            "per 10,000 children.",
        ),
        (DENTAL, "80", ""),
        (
            POOR,
            "100, , 20, 20",
            "The 95% interval is 84% to 100%; the 99.8% interval is 68% to 100%.",
        ),
    ],
)
def test_the_range_that_chance_leaves_open_has_its_unit(
    item: Indicator, figure: str, told: str
) -> None:
    assert said(item, f"Testshire, 2025, {figure}").certainty == told


def test_a_shared_place_in_a_quarter_with_councils_without_a_figure() -> None:
    within = tiny.with_councils(11)
    others = [f"Council {i}, 2025, {70 + i}" for i in range(1, 12)]
    told = said(DENTAL, "Testshire, 2025, 81", *others, "Northshire, 2025, , c", within=within)
    assert told.rank == (
        "Of 12 councils counted from the best figure, it is joint 1st (2 share that place), in the "
        "first quarter; 1 more has no published figure."
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("79.5", "3rd, in the first quarter"),
        ("76.5", "6th, in the second quarter"),
        ("73.5", "9th, in the third quarter"),
        ("60", "12th, in the last quarter"),
    ],
)
def test_each_quarter_has_its_word(value: str, told: str) -> None:
    within = tiny.with_councils(11)
    others = [f"Council {i}, 2025, {70 + i}" for i in range(1, 12)]
    figures = [f"Testshire, 2025, {value}", *others]
    assert said(DENTAL, *figures, within=within).rank == (
        f"Of 12 councils counted from the best figure, it is {told}."
    )


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
        "Of 2 councils counted from the highest figure, it is 2nd; 2 more have no published figure."
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
    assert told.rank == "Of 3 councils counted from the best figure, it is 3rd."


def test_the_range_of_negative_gaps_says_its_unit_once() -> None:
    values = zip(NEIGHBOURS, ("-3.2", "1.0", "0.4"), strict=True)
    told = said(GAP, "Testshire, 2025, -1", *(f"{name}, 2025, {value}" for name, value in values))
    assert told.neighbours == (
        "The figures of the 3 neighbours (national model of May 2025) run from −3.2 to 1.0 "
        "percentage points."
    )


def test_too_few_neighbours_have_no_range() -> None:
    figures = [f"{name}, 2025, 60" for name in NEIGHBOURS[:2]]
    assert said(DENTAL, "Testshire, 2025, 50", *figures).neighbours == ""


def test_a_measure_declared_not_to_be_judged_has_counts_and_yet_no_verdict() -> None:
    because = "places come in whole schools"
    item = tiny.with_headline(DENTAL, not_judged_because=because)
    years = [f"Testshire, {year}, 50, , 50, 100" for year in range(2021, 2026)]
    told = said(item, *years, "Testland, 2025, 90")
    assert told.comparison == f"For comparison: Testland (90%). No verdict is given: {because}."
    assert told.certainty == ""
    assert told.direction == (
        "Whether the figure is really changing can’t be stated: no interval can be put around "
        "this measure."
    )
    assert said(DENTAL, *years, "Testland, 2025, 90").comparison.startswith("That is worse than")


def test_braces_in_what_an_area_is_called_stay_as_they_were_typed() -> None:
    settings = tiny.edition().portal.comparators
    called = settings.model_copy(update={"region_in_sentences": "the {counted} {Midlands"})
    within = tiny.with_portal(comparators=called)
    told = said(DENTAL, "Testshire, 2025, 80", "Test Midlands, 2025, 79", within=within)
    assert "the {counted} {Midlands (79%)" in told.comparison
