"""What a trend chart shows, before it is drawn."""

from __future__ import annotations

from decimal import Decimal

import pytest

from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import DataQuality, Dated, Exceptional
from build_scripts.statistics.trends import Trend, trend
from tests import tiny

# Its new series begins with 2022/23.
EXAMS = tiny.with_headline(tiny.indicator("exam-results"))
DENTAL = tiny.with_headline(tiny.indicator("dental-check"))


def breaks(*figures: str) -> tuple[int, ...]:
    """The places of the periods with which a new series begins."""
    data = trend(tiny.entry_with(EXAMS, *figures))
    assert data is not None
    return data.breaks


def test_a_break_is_shown_where_the_new_series_begins() -> None:
    assert breaks("Testshire, 2021/22, 61", "Testshire, 2022/23, 40", "Testshire, 2023/24, 41") == (
        1,
    )


def test_a_symbol_of_the_source_breaks_the_lines_too() -> None:
    figures = ("Testshire, 2021/22, 61", "Testshire, 2022/23, 40, b", "Testshire, 2023/24, 41")
    assert breaks(*figures) == (1,)


def test_the_first_period_is_no_break_because_nothing_stands_before_it() -> None:
    assert breaks("Testshire, 2022/23, 40", "Testshire, 2023/24, 41") == ()


def test_a_measure_with_periods_of_its_own_has_an_axis_of_its_own() -> None:
    entry = tiny.figures_with_months(tiny.indicator("dental-check"))
    data = trend(entry, entry.indicator.measure("by_month"))
    assert data is not None
    assert [period.text for period in data.periods] == [f"2025-0{month}" for month in range(1, 7)]
    assert [line.values for line in data.lines] == [
        (Decimal(55), None, None, None, None, Decimal(56)),
        (None, Decimal(61), Decimal(62), None, None, None),
    ]
    assert (data.missing, data.provisional) == (((4, "c"),), ((2, "p"),))
    yearly = trend(entry)
    assert yearly is not None
    assert [period.text for period in yearly.periods] == ["2024", "2025"]
    assert trend(entry, entry.indicator.measure("in_twelve_months")) is None


def test_a_break_cuts_only_lines_that_are_counted_in_its_kind_of_period() -> None:
    breaks = (
        Dated(period="2025", reason="Another way of counting."),
        Dated(period="2025-03", reason="Counted on another day.", measures=("by_month",)),
    )
    item = tiny.indicator("dental-check", breaks=breaks)
    entry = tiny.figures_with_months(item)
    for name, places in {"dental_check_percent": (1,), "by_month": (2,), "to_date": ()}.items():
        data = trend(entry, entry.indicator.measure(name))
        assert data is not None and data.breaks == places


def shown(item: Indicator, *figures: str) -> Trend:
    data = trend(tiny.entry_with(item, *figures))
    assert data is not None
    return data


SIX = [f"Testshire, {year}, 50, , 50, 100" for year in range(2020, 2026)]


@pytest.mark.parametrize(
    ("odd", "broken", "cuts"),
    [
        ((), (), ()),
        (("2022",), (), (2, 3)),
        (("2022", "2023"), (), (2, 3, 4)),
        (("2020",), (), (0, 1)),
        (("2025",), (), (5, 6)),
        (("2022",), ("2023", "2024"), (2, 3, 4)),
    ],
)
def test_no_line_reaches_an_exceptional_period_or_leaves_it(
    odd: tuple[str, ...], broken: tuple[str, ...], cuts: tuple[int, ...]
) -> None:
    """A cut is the place of a figure that is not joined to the one before."""
    item = DENTAL.model_copy(
        update={
            "exceptional": (Exceptional(periods=odd, reason="Few were seen."),) if odd else (),
            "breaks": tuple(Dated(period=text, reason="Counted anew.") for text in broken),
        }
    )
    data = shown(item, *SIX)
    assert data.exceptional == tuple(int(text) - 2020 for text in odd)
    assert data.cuts == cuts
    # The points stay.
    assert data.lines[-1].values == (Decimal(50),) * 6


def test_exceptional_periods_of_another_measure_cut_nothing() -> None:
    declared = Exceptional(periods=("2022",), reason="Few were seen.", measures=("another",))
    data = shown(DENTAL.model_copy(update={"exceptional": (declared,)}), *SIX)
    assert (data.exceptional, data.cuts) == ((), ())


def test_a_band_is_drawn_around_older_figures_too_but_only_where_one_may_be_claimed() -> None:
    figures = [*SIX[:4], "Testshire, 2024, 50, , 5, 10", "Testshire, 2025, 50, , 50, 100"]
    data = shown(DENTAL, *figures)
    assert [interval is not None for interval in data.band] == [True] * 4 + [False, True]
    assert not data.doubted


@pytest.mark.parametrize(
    ("item", "newest"),
    [
        (DENTAL, "Testshire, 2025, 50, , 5, 10"),
        (tiny.with_headline(DENTAL, not_judged_because="so it is"), SIX[-1]),
        (
            DENTAL.model_copy(
                update={"data_quality": DataQuality(rating="poor", concerns=("One was late.",))}
            ),
            SIX[-1],
        ),
    ],
    ids=["too few", "declared", "poor data"],
)
def test_where_nothing_may_be_claimed_of_the_newest_figure_no_band_is_drawn(
    item: Indicator, newest: str
) -> None:
    data = shown(item, *SIX[:-1], newest)
    assert set(data.band) == {None}
    assert data.doubted == (item.data_quality.rating == "poor")


def test_of_an_old_newest_figure_no_band_is_drawn() -> None:
    assert set(shown(DENTAL, *SIX[:4]).band) == {None}


def test_the_median_of_a_group_is_cut_where_too_many_miss() -> None:
    rows = [
        f"{name}, {year}, 60"
        for name in ("Northshire", "Southshire", "Westshire")
        for year in (2023, 2024, 2025)
    ]
    rows.remove("Westshire, 2024, 60")
    data = shown(DENTAL, *SIX, *rows)
    median = data.lines[0]
    assert median.comparator is not None and median.comparator.id == "neighbours"
    assert median.values == (None, None, None, Decimal(60), None, Decimal(60))
