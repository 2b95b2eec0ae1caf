"""Rows are held against what the indicator declares, each measure in its own kind of period."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from build_scripts.checks.declared import check_declared
from build_scripts.checks.rows import CheckedRows
from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import Dated, Expected, RowCount
from build_scripts.model.measure import MeasurePeriods
from build_scripts.model.symbols import KnownSymbols, Symbol
from tests.checks.making import rows_of
from tests.tiny import indicator, reference

DENTAL = indicator(
    "dental-check",
    expected=Expected(
        rows=RowCount(at_least=1, at_most=100),
        first_period="2023",
        last_period="2024",
        areas_at_least=1,
    ),
)
PERCENT, COUNT = DENTAL.measures[0], DENTAL.measures[1]
QUARTERS = MeasurePeriods(
    type="quarter", first_period="2023-24 Q4", last_period="2024-25 Q2", reference=""
)
# The headline measure in years, the count beside it in quarters.
MIXED = DENTAL.model_copy(
    update={"measures": (PERCENT, COUNT.model_copy(update={"period": QUARTERS}))}
)
YEARS = ("Testshire, 2023, Total, 50", "Testshire, 2024, Total, 50")


def with_counts(item: Indicator, *periods: str) -> CheckedRows:
    """Two years of the headline measure, then counts in some periods."""
    rows = rows_of(item, *YEARS, *(f"Testshire, {period}, Total, 5" for period in periods))
    text = rows.text.copy()
    text.loc[4:, "measure"] = COUNT.id
    return replace(rows, text=text)


def problems_of(rows: CheckedRows) -> list[tuple[str, int | None, str]]:
    return [(one.code, one.row, one.found) for one in check_declared(rows)]


def test_measures_that_say_nothing_begin_and_end_together() -> None:
    assert problems_of(with_counts(DENTAL, "2024")) == []
    assert problems_of(with_counts(DENTAL, "2025")) == [("period-not-expected", 4, "“2025”")]
    assert problems_of(rows_of(DENTAL, YEARS[1])) == [("period-missing", None, "no rows for 2023")]


def test_a_measure_with_periods_of_its_own_is_held_against_those() -> None:
    assert problems_of(with_counts(MIXED, "2023-24 Q4", "2024-25 Q1", "2024-25 Q2")) == []
    assert problems_of(with_counts(MIXED, "2023-24 Q4", "2024-25 Q2", "2024-25 Q3")) == [
        ("period-not-expected", 6, "“2024-25 Q3”"),
        ("period-missing", None, "no rows for 2024-25 Q1"),
    ]


def test_a_text_that_is_a_period_of_two_kinds_is_held_against_the_bounds_of_its_measure() -> None:
    years = MeasurePeriods(type="calendar_year", first_period="2025", last_period="2025")
    measures = (PERCENT, COUNT.model_copy(update={"period": years}))
    rows = with_counts(DENTAL.model_copy(update={"measures": measures}), "2025")
    assert problems_of(rows) == []
    late = rows.text.copy()
    late.loc[3, "period"] = "2025"
    assert problems_of(replace(rows, text=late)) == [
        ("period-not-expected", 3, "“2025”"),
        ("period-missing", None, "no rows for 2024"),
    ]


def test_a_period_of_another_measures_kind_is_wrong() -> None:
    quarters = ("2023-24 Q4", "2024-25 Q1", "2024-25 Q2")
    (found,) = check_declared(with_counts(MIXED, *quarters, "2024"))
    assert (found.code, found.row) == ("wrong-period", 7)
    assert "2024-25 Q1" in found.expected


def test_a_gap_excuses_the_measures_it_concerns() -> None:
    gap = Dated(period="2024-25 Q1", reason="Not counted.", measures=(COUNT.id,))
    item = MIXED.model_copy(update={"gaps": (gap,)})
    assert problems_of(with_counts(item, "2023-24 Q4", "2024-25 Q2")) == []
    gap = Dated(period="2023", reason="Not counted.")
    item = DENTAL.model_copy(update={"gaps": (gap,)})
    assert problems_of(rows_of(item, YEARS[1])) == []


@pytest.mark.parametrize(
    ("council", "codes"), [("Oldshire", ["area-not-valid-in-period"]), ("Newborough", [])]
)
def test_an_area_must_exist_in_the_period_of_the_measure(council: str, codes: list[str]) -> None:
    rows = rows_of(DENTAL, YEARS[0], f"{council}, 2024, Total, 50")
    assert [one.code for one in check_declared(rows)] == codes


def symbols(**roles: str) -> KnownSymbols:
    return KnownSymbols(
        Symbol.model_validate(
            {
                "symbol": name,
                "means": "m",
                "stands": "instead_of_value",
                "explanation": "e",
                "role": role,
            }
        )
        for name, role in roles.items()
    )


def test_the_role_of_a_symbol_decides_and_not_its_letter() -> None:
    rows = rows_of(DENTAL, YEARS[0], "Testshire, 2024, Total, , h, 5, 10")
    rows = replace(rows, symbols=symbols(h="withheld"))
    assert [(one.code, one.row, one.column) for one in check_declared(rows)] == [
        ("number-with-suppression-symbol", 3, "numerator")
    ]
    assert check_declared(replace(rows, symbols=symbols(h="not_available"))) == []


def test_rows_may_be_held_as_categories() -> None:
    rows = with_counts(MIXED, "2023-24 Q4", "2024-25 Q2")
    columns: dict[str, str] = dict.fromkeys(
        ("measure", "area_code", "period", "status"), "category"
    )
    assert isinstance(rows.text, pd.DataFrame)
    assert problems_of(replace(rows, text=rows.text.astype(columns))) == problems_of(rows)


def test_the_reference_has_the_areas_these_tests_name() -> None:
    assert {"Oldshire", "Newborough"} <= {area.name for area in reference().areas.values()}


def test_a_break_to_come_has_no_figures_yet() -> None:
    def announced(period: str, *measures: str) -> Indicator:
        item = Dated(period=period, reason="Another way of counting.", measures=measures)
        return DENTAL.model_copy(update={"breaks_to_come": (item,)})

    assert problems_of(with_counts(announced("2025"), "2024")) == []
    (code, row, _), *more = problems_of(with_counts(announced("2024"), "2024"))
    assert (code, row, [one[1] for one in more]) == ("period-not-expected", 3, [4])
    # Only the measures it names wait for it.
    assert [row for _, row, _ in problems_of(with_counts(announced("2024", COUNT.id), "2024"))] == [
        4
    ]
    later = problems_of(with_counts(announced("2023", COUNT.id), "2024"))
    assert [row for _, row, _ in later] == [4]
