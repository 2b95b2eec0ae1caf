"""Which figures of a series can be set beside each other: not across a break or an odd year."""

from __future__ import annotations

import pytest

from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import Dated, Exceptional
from build_scripts.model.periods import Period
from build_scripts.statistics.continuity import begins_anew, broken_at, in_one_series
from tests import tiny

DENTAL = tiny.with_headline(tiny.indicator("dental-check"))


def year(text: str) -> Period:
    return DENTAL.period.kind.parse(text)


def broken(*periods: str, measures: tuple[str, ...] = ()) -> Indicator:
    breaks = tuple(Dated(period=p, reason="Counted anew.", measures=measures) for p in periods)
    return DENTAL.model_copy(update={"breaks": breaks})


def odd(*periods: str, measures: tuple[str, ...] = ()) -> Indicator:
    odd_one = Exceptional(periods=periods, reason="Few were seen.", measures=measures)
    return DENTAL.model_copy(update={"exceptional": (odd_one,)})


def together(item: Indicator, older: str, newer: str, status: str = "", at: str = "2024") -> bool:
    """Whether figures of two years can be set beside each other; one year may have a symbol."""
    years = [str(number) for number in range(2020, 2027)]
    rows = [f"Testshire, {text}, 70, {status if text == at else ''}" for text in years]
    entry = tiny.entry_with(item, *rows)
    ours = entry.series(item.headline.id, entry.council)
    return in_one_series(entry, item.headline, ours, year(older), ours.at(year(newer)))


@pytest.mark.parametrize(
    ("older", "newer", "expected"),
    [
        ("2022", "2023", True),
        ("2023", "2024", False),
        ("2022", "2026", False),
        ("2024", "2025", True),
        ("2024", "2024", True),
    ],
)
@pytest.mark.parametrize("declared", [True, False], ids=["declared", "by its symbol"])
def test_a_break_cuts_what_is_before_it_from_what_is_not(
    declared: bool, older: str, newer: str, expected: bool
) -> None:
    item, status = (broken("2024"), "") if declared else (DENTAL, "b")
    assert together(item, older, newer, status) == expected


@pytest.mark.parametrize(
    ("older", "newer", "expected"),
    [
        ("2021", "2022", True),
        ("2022", "2023", False),
        ("2023", "2024", False),
        ("2022", "2026", False),
        ("2024", "2026", True),
        # A figure of the same odd year is beside it.
        ("2023", "2023", True),
    ],
)
def test_an_exceptional_period_cuts_on_both_sides(older: str, newer: str, expected: bool) -> None:
    assert together(odd("2023"), older, newer) == expected
    assert together(odd("2023", measures=("another",)), older, newer)


def test_two_exceptional_periods_in_a_row_are_comparable_with_none_either() -> None:
    item = odd("2022", "2023")
    assert not together(item, "2022", "2023")
    assert not together(item, "2021", "2024")
    assert together(item, "2024", "2025")


def test_without_a_newer_figure_nothing_is_cut_off() -> None:
    entry = tiny.entry_with(odd("2023"), "Testland, 2023, 70")
    ours = entry.series(DENTAL.headline.id, entry.council)
    assert in_one_series(entry, entry.indicator.headline, ours, year("2022"), None)


def test_a_series_begins_anew_by_a_symbol_or_as_declared() -> None:
    entry = tiny.entry_with(
        broken("2023"), "Testshire, 2022, 70, b", "Testshire, 2023, 71", "Testshire, 2024, 72, p"
    )
    item = entry.indicator.headline
    figures = entry.series(item.id, entry.council).figures
    assert [begins_anew(entry, item, figure) for figure in figures] == [True, True, False]
    assert [broken_at(entry, item, figure.period) for figure in figures] == [False, True, False]
    other = item.model_copy(update={"id": "another"})
    named = tiny.entry_with(broken("2023", measures=(item.id,)), "Testshire, 2023, 71")
    assert broken_at(named, item, year("2023"))
    assert not broken_at(named, other, year("2023"))
