"""The last stretch of comparable figures of a line: where it begins, how it turns, what it passes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest

from build_scripts.model.indicator_parts import Dated, Exceptional
from build_scripts.statistics.runs import Dated as Point
from build_scripts.statistics.runs import Run, run_of
from build_scripts.statistics.trends import trend
from tests import tiny

DENTAL = tiny.with_headline(tiny.indicator("dental-check"))
LAST = 2025


def run(
    *values: float | None,
    odd: tuple[int, ...] = (),
    broken: tuple[int, ...] = (),
    decimals: int = 0,
) -> Run:
    """The run that ends with the newest of a council's figures, the last of which is of 2025.

    Args:
        values: the figures of as many years; None for a year that has none.
        odd: years that are exceptional.
        broken: years with which a new series begins.
        decimals: how many are shown.
    """
    years = range(LAST - len(values) + 1, LAST + 1)
    exceptional = tuple(Exceptional(periods=(str(year),), reason="Few were seen.") for year in odd)
    item = tiny.with_headline(DENTAL, decimals=decimals).model_copy(
        update={
            "exceptional": exceptional,
            "breaks": tuple(Dated(period=str(year), reason="Counted anew.") for year in broken),
        }
    )
    rows = [
        f"Testshire, {year}, {'' if value is None else value}, {'c' if value is None else ''}"
        for year, value in zip(years, values, strict=True)
    ]
    country = [f"Testland, {year}, 50" for year in years]
    data = trend(tiny.entry_with(item, *rows, *country))
    assert data is not None
    return run_of(data, data.lines[-1])


def years_of(found: Run) -> list[str]:
    return [point.period.text for point in found.points]


def told(point: Point | None) -> tuple[str, Decimal] | None:
    return (point.period.text, point.value) if point else None


@pytest.mark.parametrize(
    ("found", "years"),
    [
        (partial(run, 60, 61, 62, 63, 64, 65, 66), ["2021", "2022", "2023", "2024", "2025"]),
        (partial(run, 60, 61, 62), ["2023", "2024", "2025"]),
        (partial(run, 60, None, 62, 63), ["2024", "2025"]),
        (partial(run, 60, 61, 62, None), ["2022", "2023", "2024"]),
        (partial(run, 60, 61, 62, 63, broken=(2024,)), ["2024", "2025"]),
        (partial(run, 60, 61, 62, 63, broken=(2025,)), ["2025"]),
        (partial(run, 60, 61, 62, 63, odd=(2023,)), ["2024", "2025"]),
        (partial(run, 60, 61, 62, 63, odd=(2024,)), ["2025"]),
        (partial(run, 60, 61, 62, 63, odd=(2025,)), ["2025"]),
        (partial(run, 60, 61, 62, 63, odd=(2024, 2025)), ["2025"]),
    ],
    ids=[
        "five at most",
        "all there are",
        "from a gap on",
        "to the newest figure",
        "from a break on",
        "a break at the end",
        "from an odd year on",
        "after an odd year",
        "an odd year at the end",
        "two odd years at the end",
    ],
)
def test_a_run_is_the_newest_figures_that_can_be_set_beside_each_other(
    found: Callable[[], Run], years: list[str]
) -> None:
    assert years_of(found()) == years


@pytest.mark.parametrize(
    ("found", "by"),
    [
        (partial(run, 60, 75, 64), 4),
        (partial(run, 64, 60), -4),
        (partial(run, 60.4, 60.6), 1),
        (partial(run, 60.6, 61.4), 0),
        (partial(run, 60, 60.3, decimals=1), 3),
    ],
)
def test_by_how_much_a_run_differs_is_told_in_units_of_the_last_digit_shown(
    found: Callable[[], Run], by: int
) -> None:
    assert found().by == by


@pytest.mark.parametrize(
    ("values", "turn"),
    [
        ((60, 66, 62), ("2024", Decimal(66))),
        ((66, 60, 64), ("2024", Decimal(60))),
        # The shorter way must be two units at least, and a third of the longer.
        ((60, 62, 60), ("2024", Decimal(62))),
        ((60, 61, 60), None),
        ((60, 69, 66), ("2024", Decimal(69))),
        ((60, 70, 67), None),
        ((60, 66, 65), None),
        # What lies between the ends, or at one of them, is beyond neither.
        ((60, 63, 66), None),
        ((60, 66, 66), None),
        # Of several the one furthest beyond, above or below; the first of two as far.
        ((60, 64, 68, 62), ("2024", Decimal(68))),
        ((60, 66, 54, 62), ("2024", Decimal(54))),
        ((60, 68, 54, 62), ("2023", Decimal(68))),
        ((60, 69, 54, 62), ("2023", Decimal(69))),
        ((60, 70, 60, 70, 60), ("2022", Decimal(70))),
        ((60, 62), None),
    ],
)
def test_a_turning_point_is_far_enough_beyond_both_ends(
    values: tuple[int, ...], turn: tuple[str, Decimal] | None
) -> None:
    assert told(run(*values).turn) == turn


def test_a_turning_point_is_looked_for_in_figures_as_shown() -> None:
    assert run(60.4, 61.6, 60.4).turn is not None
    assert run(60.4, 61.4, 60.4).turn is None
    assert run(60.4, 60.7, 60.5, decimals=1).turn is not None


RISING = (70, 72, 74, 76, 78, 80)
FALLING = (80, 78, 76, 74, 72, 70)


@pytest.mark.parametrize(
    ("found", "record", "began"),
    [
        (partial(run, 82, *RISING), ("2019", Decimal(82)), None),
        (partial(run, 80, *RISING), ("2019", Decimal(80)), None),
        (partial(run, 90, 79, *RISING), ("2018", Decimal(90)), None),
        (partial(run, 68, *FALLING), ("2019", Decimal(68)), None),
        # Six periods back, and no fewer.
        (partial(run, 82, *RISING[1:]), None, None),
        (partial(run, 69, *RISING), None, "2019"),
        (partial(run, 81, *FALLING), None, "2019"),
        (partial(run, *RISING), None, None),
        # A higher figure within the run or just before it leaves nothing to tell.
        (partial(run, 90, 60, 70, 72, 85, 78, 80), None, None),
        # Nobody knows what is missing.
        (partial(run, 82, None, *RISING), None, None),
        (partial(run, None, *RISING), None, None),
        (partial(run, None, 69, *RISING), None, "2019"),
        # Nothing is told across a break.
        (partial(run, 90, 69, *RISING, broken=(2019,)), None, "2019"),
        (partial(run, 90, 69, *RISING, broken=(2020,)), None, None),
        (partial(run, 90, 69, *RISING, broken=(2025,)), None, None),
        # An exceptional figure is no record; one as extreme leaves none to tell.
        (partial(run, 82, 60, *RISING, odd=(2019,)), ("2018", Decimal(82)), None),
        (partial(run, 82, 85, *RISING, odd=(2019,)), None, None),
        # A run that ends where it began has moved to neither side.
        (partial(run, 82, 70, 72, 74, 76, 78, 74), None, None),
    ],
    ids=[
        "as high six years back",
        "the same six years back",
        "seven years back",
        "as low",
        "five years back",
        "the highest there is",
        "the lowest there is",
        "too few years for either",
        "higher since",
        "one that is missing",
        "missing at the beginning of six years",
        "missing before the first figure",
        "since a break",
        "a break too near",
        "a break now",
        "past an odd year",
        "an odd year as high",
        "level",
    ],
)
def test_a_record_is_the_last_figure_as_extreme_far_enough_back(
    found: Callable[[], Run], record: tuple[str, Decimal] | None, began: str | None
) -> None:
    first = found().began
    assert told(found().record) == record
    assert (first.text if first else None) == began


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (partial(run, 80, 50, 51, 70, 74, odd=(2022, 2023)), ("2021", Decimal(80))),
        (partial(run, 60, 80, 74, 70, odd=(2023,)), ("2022", Decimal(60))),
        (partial(run, 74, 50, 70, 74, odd=(2023,)), None),
        (partial(run, 74, 50, 70, 76, odd=(2023,)), None),
        (partial(run, 60, 50, 70, 74, odd=(2023,)), None),
        (partial(run, 80, 50, 74, 74, odd=(2023,)), None),
        (partial(run, 80, 50, 60, 82, 75, odd=(2022,)), None),
        (partial(run, 80, 50, 70, 74, odd=(2023,), broken=(2024,)), None),
        (partial(run, 80, 50, 70, 74, odd=(2023,), broken=(2023,)), None),
        (partial(run, None, 50, 70, 74, odd=(2023,)), None),
        (partial(run, 50, 70, 74, odd=(2023,)), None),
        (partial(run, 80, None, 70, 74, odd=(2023,)), ("2022", Decimal(80))),
        (partial(run, 80, 60, 61, 62, 63, 64, 65, odd=(2020,)), ("2019", Decimal(80))),
        (partial(run, 80, 60, 61, 62, 63, 64, 65, 66, odd=(2019,)), None),
    ],
    ids=[
        "still below",
        "still above",
        "reached",
        "passed",
        "moving away",
        "level",
        "reached on the way",
        "a break after them",
        "a break within them",
        "no figure before them",
        "nothing before them",
        "no figure in them",
        "right before the five",
        "a year before the five",
    ],
)
def test_the_last_figure_before_exceptional_years_is_told_if_it_is_not_reached_again(
    found: Callable[[], Run], expected: tuple[str, Decimal] | None
) -> None:
    assert told(found().unmatched) == expected


@pytest.mark.parametrize(
    ("values", "monotone"),
    [
        ((60, 62, 62, 64), True),
        ((64, 62, 60), True),
        ((60, 60), True),
        ((60, 62, 61), False),
        # As published, and not only as shown.
        ((60.2, 60.1, 61), False),
    ],
)
def test_a_run_is_monotone_if_no_figure_goes_back(
    values: tuple[float, ...], monotone: bool
) -> None:
    assert run(*values).is_monotone == monotone
