"""Numbers as readers see them: rounding, signs, units, places, lists."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.model.measure import Measure
from build_scripts.model.units import rounded
from build_scripts.words.numbers import (
    MINUS,
    count,
    difference,
    listed,
    number,
    ordinal,
    with_unit,
)
from tests import tiny

DENTAL = tiny.with_headline(tiny.indicator("dental-check"))


def measure(unit: str, words: str, decimals: int = 0) -> Measure:
    return tiny.with_headline(DENTAL, unit=unit, unit_words=words, decimals=decimals).headline


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-0.5", 0, "−1"),
        ("-2.5", 0, "−3"),
        ("1.005", 2, "1.01"),
        ("2.675", 2, "2.68"),
        ("0.45", 1, "0.5"),
        ("0.4", 0, "0"),
        ("-0.4", 0, "0"),
        ("-0.04", 1, "0.0"),
        ("-0", 0, "0"),
        ("0", 1, "0.0"),
        ("7", 1, "7.0"),
        ("999", 0, "999"),
        ("999.5", 0, "1,000"),
        ("1234567.891", 1, "1,234,567.9"),
        ("-1234.5", 0, "−1,235"),
        ("1E-7", 2, "0.00"),
    ],
)
def test_a_number_is_rounded_half_up_and_written_for_readers(
    value: str, decimals: int, text: str
) -> None:
    assert number(Decimal(value), decimals) == text


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 4))
def test_a_written_number_is_within_half_of_its_last_place(value: Decimal, decimals: int) -> None:
    text = number(value, decimals)
    read = Decimal(text.replace(",", "").replace(MINUS, "-"))
    assert abs(read - value) <= Decimal(1).scaleb(-decimals) / 2
    assert "-" not in text
    assert not re.fullmatch(rf"{MINUS}[0.,]+", text)
    assert read == 0 or (read < 0) == text.startswith(MINUS)


@given(st.decimals(-(10**6), 10**6, places=3), st.integers(0, 2))
def test_rounding_treats_a_number_and_its_negative_alike(value: Decimal, decimals: int) -> None:
    assert rounded(-value, decimals) == -rounded(value, decimals)


@pytest.mark.parametrize(
    ("value", "unit", "words", "text"),
    [
        ("74", "percent", "per cent", "74%"),
        ("1", "percent", "per cent", "1%"),
        ("0", "percent", "per cent", "0%"),
        ("104", "percent", "per cent", "104%"),
        ("1", "count", "children", "1 child"),
        ("2", "count", "children", "2 children"),
        ("0", "count", "children", "0 children"),
        ("1234", "count", "children", "1,234 children"),
        ("1", "percentage_points", "percentage points", "1 percentage point"),
        ("-2", "percentage_points", "percentage points", "−2 percentage points"),
        ("1", "months", "months", "1 month"),
        ("1.4", "months", "months", "1 month"),
        ("1", "days", "days", "1 day"),
        ("1", "rate_per_10000", "per 10,000 children", "1 per 10,000 children"),
        ("1", "rate_per_10000", "absences per 100 pupils", "1 absences per 100 pupils"),
        ("1", "score", "out of 40", "1 out of 40"),
    ],
)
def test_a_unit_is_singular_after_one(value: str, unit: str, words: str, text: str) -> None:
    assert with_unit(Decimal(value), measure(unit, words)) == text


@pytest.mark.parametrize(
    ("value", "unit", "words", "decimals", "text"),
    [
        ("1", "percent", "per cent", 0, "1 percentage point"),
        ("1.4", "percent", "per cent", 0, "1 percentage point"),
        ("1.4", "percent", "per cent", 1, "1.4 percentage points"),
        ("2", "percent", "per cent", 0, "2 percentage points"),
        ("0.3", "percent", "per cent", 1, "0.3 percentage points"),
        ("1", "percentage_points", "percentage points", 0, "1 percentage point"),
        ("3", "percentage_points", "percentage points", 0, "3 percentage points"),
        ("1", "months", "months", 0, "1 month"),
        ("1", "count", "children", 0, "1 child"),
        ("3.5", "rate_per_10000", "per 10,000 children", 1, "3.5 per 10,000 children"),
    ],
)
def test_percentages_differ_by_percentage_points_and_all_else_by_its_unit(
    value: str, unit: str, words: str, decimals: int, text: str
) -> None:
    assert difference(Decimal(value), measure(unit, words, decimals)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("0", "0"), ("1234567", "1,234,567"), ("51.3", "51.3"), ("1058.90", "1,058.90"), ("-3", "−3")],
)
def test_a_count_keeps_the_decimals_it_was_published_with(value: str, text: str) -> None:
    assert count(Decimal(value)) == text


@pytest.mark.parametrize(
    ("rank", "text"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (10, "10th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (101, "101st"),
        (111, "111th"),
        (112, "112th"),
        (113, "113th"),
        (122, "122nd"),
        (153, "153rd"),
    ],
)
def test_a_place_is_written_as_it_is_said(rank: int, text: str) -> None:
    assert ordinal(rank) == text


@pytest.mark.parametrize(
    ("parts", "text"),
    [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_ends_with_and(parts: list[str], text: str) -> None:
    assert listed(parts) == text
