"""Whether a figure is really moving: what the test says, and each reason not to test."""

from __future__ import annotations

from typing import Literal

import pytest

from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import DataQuality, Dated, Exceptional
from build_scripts.model.measure import DeclaredPeriods, DenominatorBound, MeasurePeriods
from build_scripts.statistics.directions import Direction, direction, has_changed
from tests import tiny

DENTAL = tiny.with_headline(tiny.indicator("dental-check"))
RATE = tiny.with_headline(
    DENTAL, unit="rate_per_10000", unit_words="per 10,000 children", per=10000, decimals=1
)
YEARS = ("2021", "2022", "2023", "2024", "2025")
KIND = DENTAL.period.kind
RISING = (60, 64, 68, 72, 76)
FALLING = tuple(reversed(RISING))
LEVEL = (60, 61, 60, 59, 60)
# Of 1,000 each: up and down by far more than chance; with a slope that the scatter about it
# outweighs (F is 48.4 over a third of 68.4, which is 2.1); and in one year alone.
UNSTEADY = (60, 70, 60, 70, 60)
OFF_THE_LINE = (60, 70, 62, 72, 70)
ONE_ALONE = (60, 60, 60, 60, 70)


def counted(*shares: int, years: tuple[str, ...] = YEARS, bottom: int = 1000) -> list[str]:
    """A percentage with both counts for each year."""
    return [
        f"Testshire, {year}, {share}, , {share * bottom // 100}, {bottom}"
        for year, share in zip(years, shares, strict=True)
    ]


def told(item: Indicator, *figures: str) -> Direction:
    return direction(tiny.entry_with(item, *figures), item.headline)


def refused(item: Indicator, *figures: str) -> tuple[str, str]:
    """Why there is no test, and the text of the period it is about."""
    found = told(item, *figures)
    assert found.word == found.meaning == ""
    return found.refused, found.at.text if found.at else ""


@pytest.mark.parametrize(
    ("shares", "polarity", "word", "meaning"),
    [
        (RISING, "high", "increasing", "better"),
        (RISING, "low", "increasing", "worse"),
        (RISING, "neutral", "increasing", ""),
        (FALLING, "high", "decreasing", "worse"),
        (FALLING, "low", "decreasing", "better"),
        (FALLING, "neutral", "decreasing", ""),
        (LEVEL, "high", "unclear", ""),
        (LEVEL, "neutral", "unclear", ""),
        ((0, 0, 0, 0, 0), "low", "unclear", ""),
        ((100, 100, 100, 100, 100), "high", "unclear", ""),
        (UNSTEADY, "high", "changed", ""),
        (UNSTEADY[::-1], "low", "changed", ""),
        (OFF_THE_LINE, "high", "changed", ""),
        (ONE_ALONE, "low", "changed", ""),
    ],
)
def test_a_percentage_with_counts_is_tested(
    shares: tuple[int, ...],
    polarity: str,
    word: Literal["increasing", "decreasing", "changed", "unclear"],
    meaning: Literal["better", "worse", ""],
) -> None:
    found = told(tiny.with_headline(DENTAL, polarity=polarity), *counted(*shares))
    assert found == Direction(word, meaning, first=KIND.parse("2021"), last=KIND.parse("2025"))


def test_a_percentage_with_its_denominator_only_is_tested_too() -> None:
    figures = [
        f"Testshire, {year}, {share}, , , 1000" for year, share in zip(YEARS, RISING, strict=True)
    ]
    assert told(DENTAL, *figures).word == "increasing"


@pytest.mark.parametrize(
    ("bottom", "clustered", "word"),
    [
        (50, "", "unclear"),
        (60, "", "increasing"),
        (100, "families come together", "unclear"),
        (120, "families come together", "increasing"),
    ],
)
def test_fewer_counted_or_clusters_make_a_rise_one_that_chance_could_explain(
    bottom: int, clustered: str, word: str
) -> None:
    """A rise of 4 points a year about 68%: chi-square is 10 n × 0.04² over 0.68 × 0.32.

    It is 3.841 with 52.2 in each year, and with twice as many where cases come in clusters.
    """
    item = tiny.with_headline(DENTAL, clustered_because=clustered)
    figures = [
        f"Testshire, {year}, {share}, , {share * bottom / 100:g}, {bottom}"
        for year, share in zip(YEARS, RISING, strict=True)
    ]
    assert told(item, *figures).word == word


def test_a_design_effect_from_a_source_is_taken_instead_of_the_one_asked_for() -> None:
    keys = {"clustered_because": "families come together", "design_effect_from": "A study"}
    for effect, word in ((1.8, "increasing"), (2.0, "unclear")):
        item = tiny.with_headline(DENTAL, design_effect=effect, **keys)
        assert told(item, *counted(*RISING, bottom=100)).word == word


def test_clusters_could_make_points_differ_too() -> None:
    """Chi-square of 60, 70, 60, 70 and 60 of 200 is 10.42; 9.488 is more than chance."""
    item = tiny.with_headline(DENTAL, clustered_because="families come together")
    assert told(DENTAL, *counted(*UNSTEADY, bottom=200)).word == "changed"
    assert told(item, *counted(*UNSTEADY, bottom=200)).word == "unclear"
    assert told(item, *counted(*UNSTEADY, bottom=400)).word == "changed"


@pytest.mark.parametrize(
    ("shares", "word", "turned"),
    [
        ((60, 66, 72, 78, 76), "increasing", True),
        ((60, 66, 72, 78, 78), "increasing", False),
        ((76, 78, 72, 66, 60), "decreasing", False),
        ((78, 72, 66, 60, 62), "decreasing", True),
        ((60, 70, 60, 70, 60), "changed", False),
    ],
)
def test_a_newest_figure_that_goes_against_the_trend_is_told(
    shares: tuple[int, ...], word: str, turned: bool
) -> None:
    found = told(DENTAL, *counted(*shares))
    assert (found.word, found.turned) == (word, turned)


def test_whether_the_newest_figure_goes_against_the_trend_is_told_of_figures_as_shown() -> None:
    figures = counted(60, 66, 72, 78, 78)
    figures[4] = "Testshire, 2025, 77.8, , 778, 1000"
    assert not told(DENTAL, *figures).turned
    assert told(tiny.with_headline(DENTAL, decimals=1), *figures).turned


@pytest.mark.parametrize(("bottom", "word"), [("100000", "decreasing"), ("", "decreasing")])
def test_a_rate_is_tested_with_and_without_its_population(bottom: str, word: str) -> None:
    figures = [
        f"Testshire, {year}, {top / 10}, , {top}, {bottom}"
        for year, top in zip(YEARS, (700, 650, 600, 550, 500), strict=True)
    ]
    assert told(RATE, *figures).word == word


def test_a_rate_is_tested_as_exactly_as_its_counts_give_it() -> None:
    """By the counts chi-square of equality is 10.08 beside 9.49; by whole numbers it is 8.59."""
    plans = (539, 557, 637, 604, 570)
    figures = [
        f"Testshire, {year}, {plan / 15:.0f}, , {plan}, 150000"
        for year, plan in zip(YEARS, plans, strict=True)
    ]
    item = tiny.with_headline(RATE, decimals=0)
    assert told(item, *figures).word == "changed"


def test_a_mean_is_tested_with_its_standard_deviations() -> None:
    spread = DENTAL.headline.model_copy(update={"id": "score_sd", "headline": False})
    mean = DENTAL.headline.model_copy(
        update={"unit": "score", "unit_words": "points", "spread": "score_sd", "polarity": "low"}
    )
    item = DENTAL.model_copy(update={"measures": (mean, spread)})
    means = [
        f"Testshire, {year}, {score}, , , 400"
        for year, score in zip(YEARS, (16, 15, 14, 13, 12), strict=True)
    ]
    spreads = [f"Testshire, {year}, 6" for year in YEARS]
    found = direction(tiny.entry_with(item, *means, others={"score_sd": spreads}), mean)
    assert (found.word, found.meaning) == ("decreasing", "better")
    level = [f"Testshire, {year}, 0" for year in YEARS]
    assert direction(tiny.entry_with(item, *means, others={"score_sd": level}), mean).refused


def test_only_the_last_five_points_are_tested() -> None:
    years = ("2018", "2019", "2020", *YEARS)
    found = told(DENTAL, *counted(10, 20, 30, *LEVEL, years=years))
    assert found == Direction("unclear", first=KIND.parse("2021"), last=KIND.parse("2025"))


def test_the_test_ends_with_the_councils_newest_figure() -> None:
    newer = ["Testshire, 2026, , c", "Testland, 2026, 90", "Testland, 2027, 91"]
    found = told(DENTAL, *counted(*RISING), *newer)
    assert found.last == KIND.parse("2025")
    assert found.word == "increasing"


@pytest.mark.parametrize("figures", [(), ("Testshire, 2025, , c",), ("Testland, 2025, 80",)])
def test_without_a_figure_there_is_nothing_to_test(figures: tuple[str, ...]) -> None:
    assert told(DENTAL, *figures) == Direction("", refused="no_figure")


# Five periods in a row of every kind that overlaps or has seasons.
NOT_YEARLY = {
    "month": tuple(f"2025-0{n}" for n in range(1, 6)),
    "rolling_year": tuple(f"2025-0{n}" for n in range(1, 6)),
    "year_to_date": tuple(f"2025-26 M0{n}" for n in range(1, 6)),
    "quarter": ("2024-25 Q1", "2024-25 Q2", "2024-25 Q3", "2024-25 Q4", "2025-26 Q1"),
    "three_years": ("2018-21", "2019-22", "2020-23", "2021-24", "2022-25"),
}


@pytest.mark.parametrize("kind", NOT_YEARLY)
def test_periods_that_overlap_or_have_seasons_are_not_tested(kind: str) -> None:
    item = DENTAL.model_copy(update={"period": DeclaredPeriods(type=kind)})
    figures = counted(*RISING, years=NOT_YEARLY[kind])
    assert told(item, *figures) == Direction("", refused="not_yearly")


@pytest.mark.parametrize("kind", NOT_YEARLY)
def test_a_measure_with_such_periods_of_its_own_is_not_tested_beside_one_that_is(kind: str) -> None:
    texts = NOT_YEARLY[kind]
    own = MeasurePeriods(type=kind, first_period=texts[0], last_period=texts[-1])
    other = DENTAL.headline.model_copy(update={"id": "other", "headline": False, "period": own})
    item = DENTAL.model_copy(update={"measures": (DENTAL.headline, other)})
    figures = counted(*RISING, years=texts)
    entry = tiny.entry_with(item, *counted(*RISING), others={"other": figures})
    assert direction(entry, item.headline).word == "increasing"
    assert direction(entry, other) == Direction("", refused="not_yearly")


def test_a_yearly_measure_is_tested_beside_a_headline_that_is_not() -> None:
    years = MeasurePeriods(
        type="year_ending", reference="31 March", first_period="2021", last_period="2025"
    )
    yearly = DENTAL.headline.model_copy(update={"id": "yearly", "headline": False, "period": years})
    item = DENTAL.model_copy(
        update={
            "period": DeclaredPeriods(type="month"),
            "measures": (DENTAL.headline, yearly),
        }
    )
    months = counted(*RISING, years=NOT_YEARLY["month"])
    entry = tiny.entry_with(item, *months, others={"yearly": counted(*RISING)})
    assert direction(entry, item.headline).refused == "not_yearly"
    found = direction(entry, yearly)
    assert (found.word, found.first, found.last) == (
        "increasing",
        KIND.parse("2021"),
        KIND.parse("2025"),
    )


@pytest.mark.parametrize("last", ["2024", "2025"])
def test_the_last_period_of_the_test_may_be_asked_for(last: str) -> None:
    figures = counted(55, *RISING, years=("2020", *YEARS))
    entry = tiny.entry_with(DENTAL, *figures)
    found = direction(entry, DENTAL.headline, KIND.parse(last))
    assert found.last == KIND.parse(last)
    assert found.first == KIND.parse(str(int(last) - 4))
    assert found.word == "increasing"


@pytest.mark.parametrize("last", ["2019", "2023", "2026"])
def test_at_a_period_without_a_figure_there_is_nothing_to_test(last: str) -> None:
    figures = counted(*RISING)
    figures[2] = "Testshire, 2023, , c"
    entry = tiny.entry_with(DENTAL, *figures)
    assert direction(entry, DENTAL.headline, KIND.parse(last)) == Direction("", refused="no_figure")


def test_four_periods_are_too_short() -> None:
    found = told(DENTAL, *counted(*RISING[1:], years=YEARS[1:]))
    assert found == Direction(
        "", refused="too_short", first=KIND.parse("2022"), last=KIND.parse("2025")
    )


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2020", ("", "")),
        ("2021", ("", "")),
        ("2022", ("broken", "2022")),
        ("2025", ("broken", "2025")),
    ],
    ids=["before the first point", "at the first point", "at the second point", "at the last"],
)
@pytest.mark.parametrize("declared", [True, False], ids=["declared", "by the status b"])
def test_a_break_after_the_first_point_tested_forbids_the_test(
    declared: bool, period: str, expected: tuple[str, str]
) -> None:
    item = DENTAL
    figures = counted(55, *RISING, years=("2020", *YEARS))
    if declared:
        broken = Dated(period=period, reason="Another way of counting.")
        item = DENTAL.model_copy(update={"breaks": (broken,)})
    else:
        figures = [
            text.replace(", ,", ", b,", 1) if f" {period}," in text else text for text in figures
        ]
    found = told(item, *figures)
    assert (found.refused, found.at.text if found.at else "") == expected
    assert (found.word == "increasing") == (expected == ("", ""))


def test_a_break_of_another_measure_forbids_nothing() -> None:
    broken = Dated(period="2023", reason="Another way of counting.", measures=("another",))
    item = DENTAL.model_copy(update={"breaks": (broken,)})
    assert told(item, *counted(*RISING)).word == "increasing"


def odd(*periods: str, measures: tuple[str, ...] = ()) -> Indicator:
    declared = Exceptional(periods=periods, reason="Few were seen.", measures=measures)
    return DENTAL.model_copy(update={"exceptional": (declared,)})


@pytest.mark.parametrize("period", YEARS)
def test_an_exceptional_period_anywhere_within_forbids_the_test(period: str) -> None:
    assert refused(odd(period), *counted(*RISING)) == ("exceptional", period)


def test_exceptional_periods_elsewhere_forbid_nothing() -> None:
    figures = counted(55, *RISING, years=("2020", *YEARS))
    assert told(odd("2020"), *figures).word == "increasing"
    assert told(odd("2023", measures=("another",)), *figures).word == "increasing"


def test_of_what_lies_within_the_newest_is_told() -> None:
    broken = (Dated(period="2023", reason="Changed."),)
    assert refused(odd("2022", "2024"), *counted(*RISING)) == ("exceptional", "2024")
    item = odd("2022").model_copy(update={"breaks": broken})
    assert refused(item, *counted(*RISING)) == ("broken", "2023")
    assert refused(odd("2024").model_copy(update={"breaks": broken}), *counted(*RISING)) == (
        "exceptional",
        "2024",
    )
    figures = counted(*RISING)
    assert refused(item, *figures[:3], *figures[4:]) == ("gap", "2024")


def test_the_newest_of_two_breaks_is_named() -> None:
    breaks = tuple(Dated(period=year, reason="Changed.") for year in ("2022", "2024"))
    item = DENTAL.model_copy(update={"breaks": breaks})
    assert refused(item, *counted(*RISING)) == ("broken", "2024")


def test_a_period_without_a_row_is_a_gap() -> None:
    figures = counted(*RISING)
    assert refused(DENTAL, *figures[:2], *figures[3:]) == ("gap", "2023")


def test_a_period_with_figures_of_others_only_is_a_gap() -> None:
    figures = counted(*RISING)
    figures[1] = "Testland, 2022, 80, , 80, 100"
    assert refused(DENTAL, *figures) == ("gap", "2022")


@pytest.mark.parametrize("symbol", ["c", "x", "low"])
def test_a_withheld_figure_within_is_a_gap(symbol: str) -> None:
    figures = counted(*RISING)
    figures[3] = f"Testshire, 2024, , {symbol}"
    assert refused(DENTAL, *figures) == ("gap", "2024")


def test_figures_of_poor_quality_are_not_tested() -> None:
    quality = DataQuality(rating="poor", concerns=("One return was late.",))
    item = DENTAL.model_copy(update={"data_quality": quality})
    assert refused(item, *counted(*RISING)) == ("poor_data", "")


def test_an_old_newest_figure_is_not_tested_and_older_ones_before_it_are_no_matter() -> None:
    """The tiny portal was reviewed on 21 November 2026."""
    years = ("2019", "2020", "2021", "2022", "2023")
    assert refused(DENTAL, *counted(*RISING, years=years)) == ("too_old", "")
    years = ("2020", "2021", "2022", "2023", "2024")
    assert told(DENTAL, *counted(*RISING, years=years)).word == "increasing"


def test_a_measure_declared_not_to_be_judged_is_not_tested() -> None:
    item = tiny.with_headline(DENTAL, not_judged_because="places come in whole schools")
    assert refused(item, *counted(*RISING, bottom=10)) == ("declared", "")


def test_of_several_reasons_the_first_is_told() -> None:
    """Poor data, then an old period, then what is declared, then too few."""
    quality = DataQuality(rating="poor", concerns=("One return was late.",))
    declared = tiny.with_headline(DENTAL, not_judged_because="places come in whole schools")
    poor = declared.model_copy(update={"data_quality": quality})
    old = counted(*RISING, years=("2018", "2019", "2020", "2021", "2022"), bottom=10)
    assert refused(poor, *old)[0] == "poor_data"
    assert refused(declared, *old)[0] == "too_old"
    assert refused(declared, *counted(*RISING, bottom=10))[0] == "declared"
    few = counted(*RISING, bottom=10)
    few[0] = "Testshire, 2021, 60"
    assert refused(DENTAL, *few)[0] == "too_few"


def test_means_without_a_spread_are_not_tested() -> None:
    item = tiny.with_headline(DENTAL, unit="score", unit_words="points")
    figures = [
        f"Testshire, {year}, {score}, , , 400" for year, score in zip(YEARS, RISING, strict=True)
    ]
    assert refused(item, *figures) == ("no_spread", "")


def test_a_bound_of_a_denominator_says_nothing_of_a_trend() -> None:
    bound = DenominatorBound(measure="children", at_least=1, because="each has one at least")
    share = DENTAL.headline.model_copy(update={"denominator_bound": bound})
    count = share.model_copy(
        update={"id": "children", "headline": False, "unit": "count", "denominator_bound": None}
    )
    item = DENTAL.model_copy(update={"measures": (share, count)})
    shares = [f"Testshire, {year}, {n}" for year, n in zip(YEARS, RISING, strict=True)]
    entry = tiny.entry_with(
        item, *shares, others={"children": [f"Testshire, {year}, 1000" for year in YEARS]}
    )
    assert direction(entry, share).refused == "no_counts"
    assert has_changed(entry, share, [KIND.parse(year) for year in YEARS[:2]]) is None


def test_too_few_in_any_one_period_forbid_the_test() -> None:
    figures = counted(*RISING)
    figures[2] = "Testshire, 2023, 68, , 13, 19"
    assert refused(DENTAL, *figures) == ("too_few", "")


def test_too_few_are_counted_by_the_measures_own_number() -> None:
    item = tiny.with_headline(DENTAL, fewest_to_judge=1001)
    assert refused(item, *counted(*RISING)) == ("too_few", "")


@pytest.mark.parametrize("place", range(5))
def test_counts_missing_in_any_one_period_forbid_the_test(place: int) -> None:
    figures = counted(*RISING)
    figures[place] = f"Testshire, {YEARS[place]}, {RISING[place]}"
    assert refused(DENTAL, *figures) == ("no_counts", "")


def test_more_counted_than_there_are_is_no_share_to_test() -> None:
    figures = counted(*RISING)
    figures[4] = "Testshire, 2025, 104, , 104, 100"
    assert refused(DENTAL, *figures) == ("no_counts", "")


def test_a_provisional_figure_is_tested_as_any_other() -> None:
    figures = counted(*RISING)
    figures[4] = figures[4].replace(", ,", ", p,", 1)
    assert told(DENTAL, *figures).word == "increasing"


def changed(item: Indicator, *figures: str) -> bool | None:
    """Whether all figures of the council differ by more than chance."""
    entry = tiny.entry_with(item, *figures)
    series = entry.series(item.headline.id, entry.council)
    return has_changed(entry, item.headline, [figure.period for figure in series.figures])


@pytest.mark.parametrize(
    ("shares", "expected"),
    [((60, 75), True), ((60, 73), False), ((60, 70, 60), False), ((60, 76, 60), True)],
)
def test_a_run_that_is_too_short_for_a_trend_is_tested_for_equality(
    shares: tuple[int, ...], expected: bool
) -> None:
    """Of 100 each: chi-square is 5.13 and 3.79, with one degree; 2.87 and 7.54, with two."""
    figures = counted(*shares, years=YEARS[-len(shares) :], bottom=100)
    assert changed(DENTAL, *figures) == expected


def test_clusters_are_asked_for_in_a_short_run_too() -> None:
    item = tiny.with_headline(DENTAL, clustered_because="families come together")
    figures = counted(60, 75, years=("2024", "2025"), bottom=100)
    assert (changed(DENTAL, *figures), changed(item, *figures)) == (True, False)


@pytest.mark.parametrize(
    "figures",
    [
        ("Testshire, 2025, 75, , 75, 100",),
        ("Testshire, 2024, 60", "Testshire, 2025, 75, , 75, 100"),
        ("Testshire, 2024, 60, , 60, 100", "Testshire, 2025, 75"),
        ("Testshire, 2024, 60, , 6, 10", "Testshire, 2025, 75, , 75, 100"),
        ("Testshire, 2022, 60, , 60, 100", "Testshire, 2023, 75, , 75, 100"),
    ],
    ids=["one figure", "no counts before", "no counts now", "too few", "an old newest figure"],
)
def test_of_figures_of_which_nothing_may_be_claimed_a_change_is_not_known(
    figures: tuple[str, ...],
) -> None:
    assert changed(DENTAL, *figures) is None


def test_an_older_figure_of_a_short_run_may_be_old() -> None:
    figures = counted(60, 75, years=("2023", "2024"), bottom=100)
    assert changed(DENTAL, *figures) is True
