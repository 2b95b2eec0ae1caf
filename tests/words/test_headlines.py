"""The titles of charts, each word for word, by the one rule for all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from build_scripts.model.figures import Figure
from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import Dated, Exceptional
from build_scripts.model.reference import Area
from build_scripts.statistics.answers import answers
from build_scripts.statistics.directions import has_changed
from build_scripts.statistics.groups import Split, bars
from build_scripts.statistics.runs import run_of
from build_scripts.statistics.trends import trend
from build_scripts.words.headlines import bars_title, distribution_title, split_title, trend_title
from tests import tiny
from tests.saying import DENTAL, GAP, POOR

LAST = 2025


def title(item: Indicator, *figures: str) -> str:
    """What the trend chart of some figures is called."""
    entry = tiny.entry_with(item, *figures)
    data, found = trend(entry), answers(entry)
    assert data is not None
    line = data.lines[-1]
    run = [point.period for point in run_of(data, line).points]
    changed = has_changed(entry, data.measure, run) if line.is_council else None
    return trend_title(data, found.direction, tiny.edition(), changed)


def years(*values: float | None, area: str = "Testshire", of: int = 0) -> list[str]:
    """Percentages of so many in the years up to 2025; None for a year without; 0 for no counts."""
    rows = []
    for year, value in enumerate(values, LAST + 1 - len(values)):
        if value is not None:
            counts = f", , {value * of / 100:g}, {of}" if of else ""
            rows.append(f"{area}, {year}, {value}{counts}")
    return rows


def odd(*periods: str) -> Indicator:
    declared = Exceptional(periods=periods, reason="Few were seen.")
    return DENTAL.model_copy(update={"exceptional": (declared,)})


FINER = tiny.with_headline(DENTAL, decimals=1)
EACH = 1000
MIDDLE = ((2022, 60), (2023, 64), (2024, 68))


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ((60, 64, 68, 72, 76), "rose from 60% in 2021 to 76% in 2025"),
        ((76, 72, 68, 64, 60), "fell from 76% in 2021 to 60% in 2025"),
        # A steady rise has no turning point, though its newest figure goes back.
        ((60, 68, 76, 84, 80), "rose from 60% in 2021 to 80% in 2025"),
        (
            (60, 66, 74, 70, 64),
            "rose from 60% in 2021 to 74% in 2023, then fell to 64% in 2025",
        ),
        (
            (74, 66, 60, 64, 70),
            "fell from 74% in 2021 to 60% in 2023, then rose to 70% in 2025",
        ),
        # 72 is only two beyond 70, and twelve beyond 60.
        ((60, 70, 62, 72, 70), "changed, but not steadily: 60% in 2021, 70% in 2025"),
        ((60, 61, 60, 59, 60), "shows no clear change: 60% in 2021, 60% in 2025"),
        ((60, 61, 60, 61, 62), "shows no clear change: 60% in 2021, 62% in 2025"),
    ],
    ids=[
        "a rise",
        "a fall",
        "a rise that goes back",
        "up and down",
        "down and up",
        "changed",
        "nothing",
        "nothing more than chance",
    ],
)
def test_five_figures_are_told_as_the_test_finds_them(shares: tuple[int, ...], told: str) -> None:
    assert title(DENTAL, *years(*shares, of=EACH)) == f"Testshire {told}"


def test_a_rise_in_the_middle_is_not_called_one_where_the_ends_fell() -> None:
    """Of twenty children in the first and the last year the test takes next to no notice."""
    ends = ("Testshire, 2021, 75, , 15, 20", "Testshire, 2025, 50, , 10, 20")
    middle = [f"Testshire, {year}, {n}, , {n * 1000}, 100000" for year, n in MIDDLE]
    entry = tiny.entry_with(DENTAL, *ends, *middle)
    assert answers(entry).direction.word == "increasing"
    assert title(DENTAL, *ends, *middle) == (
        "Testshire changed, but not steadily: 75% in 2021, 50% in 2025"
    )


@pytest.mark.parametrize(
    ("shares", "of", "told"),
    [
        # Of 100 each, 15 points are more than chance, and 13 are not.
        ((60, 75), 100, "rose from 60% in 2024 to 75% in 2025"),
        ((75, 60), 100, "fell from 75% in 2024 to 60% in 2025"),
        ((60, 73), 100, "shows no clear change: 60% in 2024, 73% in 2025"),
        # Of very many, one point is more than chance: it did not hardly change.
        ((60, 61), 100_000, "rose from 60% in 2024 to 61% in 2025"),
        ((60, 70, 62), EACH, "rose from 60% in 2023 to 70% in 2024, then fell to 62% in 2025"),
        ((60, 70, 62, 74), EACH, "changed, but not steadily: 60% in 2022, 74% in 2025"),
        ((60, 62, 70, 74), EACH, "rose from 60% in 2022 to 74% in 2025"),
        # A turn that chance could make is none.
        ((60, 66, 60), 100, "shows no clear change: 60% in 2023, 60% in 2025"),
    ],
)
def test_fewer_than_five_with_counts_are_told_as_the_test_of_equality_finds_them(
    shares: tuple[int, ...], of: int, told: str
) -> None:
    assert title(DENTAL, *years(*shares, of=of)) == f"Testshire {told}"


def test_clusters_take_a_short_rise_back() -> None:
    clustered = tiny.with_headline(DENTAL, clustered_because="families come together")
    assert title(clustered, *years(60, 75, of=100)) == (
        "Testshire shows no clear change: 60% in 2024, 75% in 2025"
    )


@pytest.mark.parametrize(
    ("item", "values", "told"),
    [
        (DENTAL, (60, 62), "rose from 60% in 2024 to 62% in 2025"),
        (DENTAL, (62, 60), "fell from 62% in 2024 to 60% in 2025"),
        (DENTAL, (60, 61), "hardly changed: 60% in 2024, 61% in 2025"),
        (DENTAL, (60, 61, 60), "hardly changed: 60% in 2023, 60% in 2025"),
        (FINER, (60, 60.1), "hardly changed: 60.0% in 2024, 60.1% in 2025"),
        (FINER, (60, 60.2), "rose from 60.0% in 2024 to 60.2% in 2025"),
        (DENTAL, (60, 60, 60), "stayed at 60% from 2023 to 2025"),
        # Figures are told as they are shown.
        (DENTAL, (60.4, 59.6), "stayed at 60% from 2024 to 2025"),
        (DENTAL, (60, 66, 62), "rose from 60% in 2023 to 66% in 2024, then fell to 62% in 2025"),
        (DENTAL, (60, 64, 62, 70), "rose from 60% in 2022 to 70% in 2025"),
        # Without counts there is no test of five either.
        (DENTAL, (60, 70, 62, 72, 70), "rose from 60% in 2021 to 70% in 2025"),
        (
            GAP,
            (-3, 2.4),
            "rose from −3.0 percentage points in 2024 to 2.4 percentage points in 2025",
        ),
    ],
)
def test_without_a_test_figures_are_told_as_they_are_shown(
    item: Indicator, values: tuple[float, ...], told: str
) -> None:
    assert title(item, *years(*values)) == f"Testshire {told}"


@pytest.mark.parametrize(
    ("item", "values"),
    [
        (DENTAL, (60, None, 80)),
        (DENTAL.model_copy(update={"breaks": (Dated(period="2025", reason="New."),)}), (60, 80)),
        (odd("2024"), (60, 70, 80)),
        (odd("2025"), (60, 70, 80)),
        (odd("2024", "2025"), (60, 70, 80)),
    ],
    ids=["a gap", "a break", "an odd year before", "an odd year", "two odd years"],
)
def test_a_figure_that_nothing_can_be_set_beside_is_only_named(
    item: Indicator, values: tuple[int | None, ...]
) -> None:
    assert title(item, *years(*values)) == "Testshire was at 80% in 2025"


def test_counts_are_tested_over_the_run_and_not_beyond_a_break() -> None:
    """The test of five is refused here; that of the two since the break is not."""
    broken = DENTAL.model_copy(update={"breaks": (Dated(period="2024", reason="New."),)})
    assert title(broken, *years(20, 30, 40, 60, 73, of=100)) == (
        "Testshire shows no clear change: 60% in 2024, 73% in 2025"
    )


LONG = (70, 72, 74, 76, 78, 80)


@pytest.mark.parametrize(
    ("item", "values", "end"),
    [
        (DENTAL, (82, *LONG), "to 80% in 2025, the highest since 2019"),
        (DENTAL, (60, *LONG[::-1]), "to 70% in 2025, the lowest since 2019"),
        (DENTAL, (69, *LONG), "to 80% in 2025, the highest since the series began in 2019"),
        (DENTAL, (81, *LONG[::-1]), "to 70% in 2025, the lowest since the series began in 2019"),
        (DENTAL, LONG, "to 80% in 2025"),
        (DENTAL, (82, None, *LONG), "to 80% in 2025"),
        (
            odd("2022", "2023"),
            (84, 50, 52, 78, 80),
            "to 80% in 2025, still below 84% in 2021, before the exceptional years",
        ),
        (
            odd("2023"),
            (60, 90, 80, 70),
            "to 70% in 2025, still above 60% in 2022, before the exceptional years",
        ),
        (odd("2023"), (80, 50, 78, 80), "to 80% in 2025"),
    ],
)
def test_a_rise_or_fall_is_set_beside_what_was_before_it(
    item: Indicator, values: tuple[int | None, ...], end: str
) -> None:
    assert title(item, *years(*values)).endswith(end)


def test_a_tested_rise_is_set_beside_what_was_before_it_too() -> None:
    assert title(DENTAL, *years(82, *LONG, of=EACH)) == (
        "Testshire rose from 72% in 2021 to 80% in 2025, the highest since 2019"
    )


@pytest.mark.parametrize(
    "values",
    [(90, 70, 71, 72, 80, 74, 70), (90, 60, 61, 60, 61, 60, 61)],
    ids=["up and down", "hardly changed"],
)
def test_only_a_rise_or_fall_is_set_beside_what_was_before(values: tuple[int, ...]) -> None:
    assert "since" not in title(DENTAL, *years(*values))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ((60, 64, 68, 72, 76), "rose from 60% in 2021 to 76% in 2025"),
        ((60, 60, 60, 60, 60), "stayed at 60% from 2021 to 2025"),
        ((60, 60, 60, 60, 61), "hardly changed: 60% in 2021, 61% in 2025"),
    ],
)
def test_of_poor_data_it_is_the_published_figure_that_moved(
    values: tuple[int, ...], told: str
) -> None:
    assert title(POOR, *years(*values, of=EACH)) == f"Testshire’s published figure {told}"


def test_without_figures_of_the_council_the_line_of_another_area_is_told_untested() -> None:
    figures = years(60, 61, 60, 61, 62, area="Testland", of=EACH)
    assert title(DENTAL, *figures) == "Testland rose from 60% in 2021 to 62% in 2025"
    assert title(POOR, *figures) == "Testland rose from 60% in 2021 to 62% in 2025"


def place(value: str, *others: str, item: Indicator = DENTAL, year: int = LAST) -> str:
    within = tiny.with_councils(len(others))
    rows = [f"Council {i}, {year}, {other}" for i, other in enumerate(others, 1)]
    entry = tiny.entry_with(item, f"Testshire, {year}, {value}", *rows, within=within)
    return distribution_title(answers(entry), tiny.edition())


DIFFERENT = tuple(str(number) for number in range(41, 60))


def test_a_chart_of_all_councils_tells_the_place() -> None:
    assert place("70", *DIFFERENT) == "Testshire is 1st of 20, 1st is best"
    assert place("59", *DIFFERENT) == "Testshire is joint 1st of 20, 1st is best"
    neutral = tiny.with_headline(DENTAL, polarity="neutral")
    assert place("40", *DIFFERENT, item=neutral) == "Testshire is 20th of 20, 1st is highest"


def test_a_chart_of_all_councils_tells_a_crowd() -> None:
    assert place("0", "0", "0", *DIFFERENT[:17]) == "Testshire is one of 3 councils that show none"
    assert place("9", "9", "9", *DIFFERENT[:17]) == "Testshire is one of 3 councils that show 9%"


@pytest.mark.parametrize(
    ("item", "value", "year"),
    [
        (DENTAL, "70, , 7, 10", LAST),
        (tiny.with_headline(DENTAL, not_judged_because="so it is"), "70", LAST),
        (POOR, "70", LAST),
        (DENTAL, "70", 2023),
    ],
    ids=["too few", "declared", "poor data", "too old"],
)
def test_a_chart_of_all_councils_tells_no_place_where_none_is_given(
    item: Indicator, value: str, year: int
) -> None:
    assert place(value, *DIFFERENT, item=item, year=year) == "Testshire is not given a place"


def groups(*values: str | None, compared: bool = True, area: Area | None = None) -> str:
    """The title of a chart of as many groups; None for one whose figure is withheld."""
    period = DENTAL.period.kind.parse("2025")
    named = ("boys", "girls", "others", "unknown")[: len(values)]
    figures = tuple(
        (Figure(period, Decimal(v) if v else None, "" if v else "c", None, None),) for v in values
    )
    areas = (area or tiny.edition().council,)
    split = Split("Sex", DENTAL.headline, period, areas, named, figures, compared)
    return split_title(split, tiny.edition())


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (("80", "70"), "Testshire ranged from 70% for girls to 80% for boys"),
        (("80", None, "70"), "Testshire ranged from 70% for others to 80% for boys"),
        (
            ("70", "80", "70", "80"),
            "Testshire ranged from 70% for boys and others to 80% for girls and unknown",
        ),
        (("80", "80"), "Testshire was the same in every group, 80%"),
        (("80.4", "79.6"), "Testshire was the same in every group, 80%"),
        (("80", None, "80"), "Testshire was the same in every group shown, 80%"),
        ((None, "80"), "Testshire: girls was 80%"),
        ((None, None), "Testshire: no figure by Sex"),
    ],
)
def test_groups_that_exclude_each_other_are_told_from_the_lowest_to_the_highest(
    values: tuple[str | None, ...], told: str
) -> None:
    assert groups(*values) == told


@pytest.mark.parametrize("values", [("80", "70"), (None, "70", "80"), ("80", "80"), (None, "80")])
def test_groups_that_may_not_be_compared_are_not(values: tuple[str | None, ...]) -> None:
    assert groups(*values, compared=False) == (
        "Testshire by sex: groups that are not set against each other"
    )


def test_of_groups_that_may_not_be_compared_it_is_said_that_there_is_no_figure() -> None:
    assert groups(None, None, compared=False) == "Testshire: no figure by Sex"


def test_groups_of_another_area_are_told_by_its_name() -> None:
    country = tiny.edition().country
    assert groups("80", "70", area=country) == "Testland ranged from 70% for girls to 80% for boys"


def test_bars_tell_the_first_figure() -> None:
    entry = tiny.entry_with(DENTAL, "Testshire, 2025, 80", "Testland, 2025, 70")
    shown = bars(entry, answers(entry))
    assert bars_title(shown, DENTAL.headline) == "Testshire was at 80% in 2025"
