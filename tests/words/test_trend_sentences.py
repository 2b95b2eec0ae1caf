"""The sentences of a target and of a trend, each word for word, and each reason for none."""

from __future__ import annotations

import pytest

from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import Dated, Exceptional, Target
from build_scripts.model.measure import DeclaredPeriods
from tests import tiny
from tests.saying import DENTAL, POOR, five_years, said


def aimed(polarity: str, value: float, **periods: str) -> Indicator:
    target = Target(value=value, set_by="Plan for children", **periods)
    return tiny.with_headline(DENTAL, polarity=polarity).model_copy(update={"targets": (target,)})


@pytest.mark.parametrize(
    ("polarity", "value", "end"),
    [
        ("high", 80, " It is met."),
        ("high", 90, " It is not met."),
        ("high", 85, " It is met."),
        ("low", 80, " It is not met."),
        ("low", 90, " It is met."),
        ("low", 85, " It is met."),
        ("neutral", 80, ""),
        ("neutral", 90, ""),
    ],
)
def test_a_target_is_met_or_not_unless_neither_side_is_better(
    polarity: str, value: float, end: str
) -> None:
    told = said(aimed(polarity, value), "Testshire, 2025, 85").target
    assert told == f"The target is {value:g}% (Plan for children).{end}"


@pytest.mark.parametrize(
    ("periods", "holds"),
    [
        ({}, True),
        ({"from_period": "2025"}, True),
        ({"to_period": "2025"}, True),
        ({"from_period": "2024", "to_period": "2026"}, True),
        ({"from_period": "2026"}, False),
        ({"to_period": "2024"}, False),
    ],
)
def test_a_target_holds_for_its_periods_only(periods: dict[str, str], holds: bool) -> None:
    told = said(aimed("high", 80, **periods), "Testshire, 2025, 85")
    assert bool(told.target) == holds
    assert (told.answers.target is not None) == holds


def test_of_two_targets_the_one_of_the_figures_period_counts() -> None:
    first = Target(value=60, set_by="Old plan", to_period="2024")
    second = Target(value=90, set_by="New plan", from_period="2025")
    item = DENTAL.model_copy(update={"targets": (first, second)})
    assert said(item, "Testshire, 2025, 85").target == (
        "The target is 90% (New plan). It is not met."
    )
    assert said(item, "Testshire, 2024, 85").target == "The target is 60% (Old plan). It is met."


def test_without_a_figure_no_target_is_said() -> None:
    assert said(aimed("high", 80), "Testshire, 2025, , c").target == ""


SPAN = "From the year ending 31 March 2021 to the year ending 31 March 2025"


@pytest.mark.parametrize(
    ("shares", "polarity", "told"),
    [
        (
            (60, 64, 68, 72, 76),
            "high",
            "risen by more than chance explains: it is getting better.",
        ),
        (
            (60, 64, 68, 72, 76),
            "low",
            "risen by more than chance explains: it is getting worse.",
        ),
        (
            (76, 72, 68, 64, 60),
            "high",
            "fallen by more than chance explains: it is getting worse.",
        ),
        (
            (76, 72, 68, 64, 60),
            "low",
            "fallen by more than chance explains: it is getting better.",
        ),
        ((76, 72, 68, 64, 60), "neutral", "fallen by more than chance explains."),
    ],
)
def test_a_figure_that_moves_is_said_to_get_better_or_worse(
    shares: tuple[int, ...], polarity: str, told: str
) -> None:
    item = tiny.with_headline(DENTAL, polarity=polarity)
    assert said(item, *five_years(*shares)).direction == f"{SPAN} Testshire’s figure has {told}"


def test_a_figure_that_may_only_seem_to_move_is_said_not_to() -> None:
    assert said(DENTAL, *five_years(60, 61, 60, 59, 60)).direction == (
        f"{SPAN} Testshire’s figure shows no steady rise or fall, and its changes are no larger than "
        "chance can explain."
    )


def test_a_figure_that_moves_without_a_direction_is_said_to_have_changed() -> None:
    assert said(DENTAL, *five_years(60, 70, 60, 70, 60)).direction == (
        f"{SPAN} Testshire’s figure has changed by more than chance explains, but with no steady "
        "rise or fall."
    )


@pytest.mark.parametrize(
    ("shares", "polarity", "told"),
    [
        (
            (60, 66, 72, 78, 76),
            "high",
            "risen by more than chance explains, though it fell in the latest year: it is getting "
            "better.",
        ),
        (
            (78, 72, 66, 60, 62),
            "neutral",
            "fallen by more than chance explains, though it rose in the latest year.",
        ),
    ],
)
def test_a_latest_year_against_the_direction_is_told(
    shares: tuple[int, ...], polarity: str, told: str
) -> None:
    item = tiny.with_headline(DENTAL, polarity=polarity)
    assert said(item, *five_years(*shares)).direction == f"{SPAN} Testshire’s figure has {told}"


WITHIN = "within the periods the test would cover"
ODD = Exceptional(periods=("2022",), reason="Few were seen.")


@pytest.mark.parametrize(
    ("item", "changed", "why"),
    [
        (
            DENTAL,
            "Testshire, 2023, , c",
            f"there is no figure for the year ending 31 March 2023, {WITHIN}",
        ),
        (
            DENTAL,
            "Testshire, 2023, 68, b, 680, 1000",
            f"a new series begins with the year ending 31 March 2023, {WITHIN}",
        ),
        (
            DENTAL.model_copy(update={"breaks": (Dated(period="2022", reason="Changed."),)}),
            "Testshire, 2023, 68, , 680, 1000",
            f"a new series begins with the year ending 31 March 2022, {WITHIN}",
        ),
        (
            DENTAL,
            "Testshire, 2023, 68, , 13, 19",
            "in at least one of the periods too few were counted",
        ),
        (
            DENTAL,
            "Testshire, 2023, 68",
            "the source gives no counts for some or all of the periods",
        ),
        (POOR, "Testshire, 2023, 68, , 680, 1000", "the quality of the data is not good enough"),
        (
            DENTAL.model_copy(update={"exceptional": (ODD,)}),
            "Testshire, 2023, 68, , 680, 1000",
            f"the year ending 31 March 2022 is not comparable with other years, and is {WITHIN}",
        ),
        (
            tiny.with_headline(DENTAL, not_judged_because="places come in whole schools"),
            "Testshire, 2023, 68, , 680, 1000",
            "no interval can be put around this measure",
        ),
    ],
    ids=[
        "gap",
        "status b",
        "declared break",
        "too few",
        "no counts",
        "poor data",
        "exceptional",
        "declared",
    ],
)
def test_a_test_that_is_refused_says_why(item: Indicator, changed: str, why: str) -> None:
    figures = five_years(60, 64, 68, 72, 76)
    figures[2] = changed
    assert said(item, *figures).direction == (
        f"Whether Testshire’s figure is really changing can’t be stated: {why}."
    )


def test_periods_that_overlap_are_not_tested() -> None:
    item = DENTAL.model_copy(update={"period": DeclaredPeriods(type="three_years")})
    assert said(item, "Testshire, 2022-25, 80").direction == (
        "Whether Testshire’s figure is really changing can’t be stated: the test is made for yearly "
        "figures that do not overlap."
    )


def test_an_old_figure_is_not_tested() -> None:
    figures = [row.replace("2025", "2020") for row in five_years(60, 64, 68, 72, 76)[4:]]
    figures += [f"Testshire, {year}, 60, , 600, 1000" for year in range(2016, 2020)]
    assert said(DENTAL, *figures).direction == (
        "Whether Testshire’s figure is really changing can’t be stated: the latest figure is from a "
        "period that ended more than three years ago."
    )
