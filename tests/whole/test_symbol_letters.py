"""Symbols are known by their role: a portal with other letters for them tells and draws the same."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from build_scripts.charts.draw import draw
from build_scripts.charts.styles import PAGE, WIDE
from build_scripts.charts.trend import trend_spec
from build_scripts.model.edition import Edition, edition_of
from build_scripts.model.symbols import KnownSymbols, Symbol
from build_scripts.pages.values import Page
from build_scripts.statistics.answers import answers
from build_scripts.statistics.series import Entry
from build_scripts.statistics.trends import trend
from tests import tiny
from tests.designs import DESIGNS
from tests.making import pages
from tests.mistakes import TINY_PORTAL, copy_tiny_portal, replaced

# What the portal writes, by what official shorthand does.
LETTERS = {"c": "k", "b": "q", "p": "v"}
ROLES = {"c": "withheld", "b": "break", "p": "provisional"}
IDS = ("dental-check", "exam-results")
EXAMS = tiny.with_headline(tiny.indicator("exam-results", breaks=(), targets=()))


@pytest.fixture(scope="module")
def datasets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny portal with other letters for three of its symbols."""
    copied = copy_tiny_portal(tmp_path_factory.mktemp("letters"))
    for old, new in LETTERS.items():
        symbols = copied / "_shared" / "symbols.yml"
        replaced(symbols, f"symbol: {old}\n", f"symbol: {new}\n    role: {ROLES[old]}\n")
    for name in IDS:
        path = copied / name / f"{name}.csv"
        lines = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        at = lines[0].index("status")
        for line in lines:
            line[at] = LETTERS.get(line[at], line[at])
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(lines)
        path.write_text(text.getvalue(), encoding="utf-8")
    return copied


def with_letters(text: str) -> str:
    """A fragment with the letters that the other portal writes in place of the usual ones."""
    for old, new in LETTERS.items():
        text = text.replace(f"[{old}]", f"[{new}]")
    return text


def without_key(text: str) -> str:
    """A fragment without the key to all symbols, which stand there in their own order."""
    return re.sub(r' data-symbols="[^"]*"', "", text)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


@pytest.mark.parametrize("indicator_id", IDS)
def test_a_page_is_the_same_but_for_the_letters(indicator_id: str, datasets: Path) -> None:
    usual, other = pages(TINY_PORTAL)[indicator_id], pages(datasets)[indicator_id]
    assert set(usual.fragments) == set(other.fragments)
    for name, text in usual.fragments.items():
        expected = with_letters(without_key(text))
        assert without_key(other.fragments[name]) == expected, name
    assert other.summary == usual.summary
    assert other.areas == usual.areas
    # Something was there to be told apart.
    assert any("[v]" in text or "[q]" in text for text in other.fragments.values())


@pytest.mark.parametrize("indicator_id", IDS)
def test_the_rows_of_its_charts_are_the_same_but_for_the_letters(
    indicator_id: str, datasets: Path
) -> None:
    usual, other = pages(TINY_PORTAL)[indicator_id], pages(datasets)[indicator_id]
    tables = [name for name in usual.files if name.endswith(".csv")]
    assert f"charts/{indicator_id}/trend.csv" in tables
    for name in tables:
        expected = [
            row | ({"status": LETTERS.get(row["status"], row["status"])} if "status" in row else {})
            for row in rows(usual.files[name])
        ]
        assert rows(other.files[name]) == expected


def test_the_chart_to_explore_is_told_the_letters_there_are(datasets: Path) -> None:
    def told(page: Page) -> dict[str, str]:
        found = re.findall(r'data-symbols="([^"]*)"', page.fragments["trend"])
        key: dict[str, str] = json.loads(found[0].replace("&#34;", '"'))
        return key

    usual, other = (told(pages(place)["dental-check"]) for place in (TINY_PORTAL, datasets))
    assert other == {LETTERS.get(letter, letter): means for letter, means in usual.items()}


def lettered(**letters: str) -> Edition:
    """The tiny portal's site with a symbol of each of these roles, and no other symbol."""
    stands = {"withheld": "instead_of_value"}
    symbols = KnownSymbols(
        Symbol.model_validate(
            {
                "symbol": letter,
                "means": f"{role} here",
                "stands": stands.get(role, "beside_value"),
                "explanation": "Made up.",
                "role": role,
            }
        )
        for role, letter in letters.items()
    )
    reference = replace(tiny.reference(), symbols=symbols)
    return edition_of(tiny.edition().portal, reference)


OTHER = lettered(withheld="k", **{"break": "q"}, provisional="v", revised="b", estimate="p")


def entry(*figures: str) -> Entry:
    return tiny.entry_with(EXAMS, *figures, within=OTHER)


def test_the_symbol_with_the_role_of_a_break_cuts_off_what_is_before() -> None:
    before = ("Testshire, 2022/23, 60, , 600, 1000", "Testland, 2022/23, 50")
    cut = answers(entry(*before, "Testshire, 2023/24, 62, q, 620, 1000")).standing
    assert (cut.before, cut.year_before, cut.comparators) == (None, None, ())
    # The letter that usually means a break means something else here.
    whole = answers(entry(*before, "Testshire, 2023/24, 62, b, 620, 1000")).standing
    assert whole.before is not None and whole.year_before is not None
    assert [compared.benchmark.value for compared in whole.comparators] == [Decimal(50)]


@pytest.mark.parametrize(("letter", "refused"), [("q", "broken"), ("b", ""), ("p", "")])
def test_the_symbol_with_the_role_of_a_break_forbids_the_test_of_a_trend(
    letter: str, refused: str
) -> None:
    years = ("2020/21", "2021/22", "2022/23", "2023/24", "2024/25")
    figures = [
        f"Testshire, {year}, {60 + 4 * i}, {letter if i == 2 else ''}, {600 + 40 * i}, 1000"
        for i, year in enumerate(years)
    ]
    assert answers(entry(*figures)).direction.refused == refused


def test_the_symbol_with_the_role_of_a_provisional_figure_makes_its_point_hollow() -> None:
    shown = entry("Testshire, 2021/22, 60, p", "Testshire, 2022/23, 61, v")
    data = trend(shown)
    assert data is not None
    assert data.provisional == ((1, "v"),)
    chart = draw(shown, answers(shown), OTHER, DESIGNS).trend
    assert chart is not None
    assert chart.rows == (
        ("Testshire", "2021/22", "60", "", "", ""),
        ("Testshire", "2022/23", "61", "", "", "v"),
    )
    assert " Provisional, drawn hollow: 2022/23." in chart.drawings[0].description
    assert "A hollow point is a provisional figure." in chart.note
    dots: Any = trend_spec(data, "Testshire", WIDE, DESIGNS)["datasets"]
    assert [row["at"] for row in dots["dots"] if row["fill"] == PAGE] == [1]


def test_a_withheld_figure_stands_in_a_chart_as_the_letter_it_has() -> None:
    shown = entry("Testshire, 2021/22, 60", "Testshire, 2022/23, , k", "Testshire, 2023/24, 61")
    chart = draw(shown, answers(shown), OTHER, DESIGNS).trend
    assert chart is not None
    assert "[k]" in chart.drawings[0].inside
    assert ("Testshire", "2022/23", "", "", "", "k") in chart.rows


def test_a_declared_break_gets_the_symbol_of_a_break_in_the_rows_of_a_chart() -> None:
    item = tiny.with_headline(tiny.indicator("exam-results", targets=()))
    shown = tiny.entry_with(item, "Testshire, 2021/22, 60", "Testshire, 2022/23, 61", within=OTHER)
    chart = draw(shown, answers(shown), OTHER, DESIGNS).trend
    assert chart is not None
    assert [row[-1] for row in chart.rows] == ["", "q"]


def test_without_a_symbol_for_breaks_the_row_of_a_break_has_none() -> None:
    item = tiny.with_headline(tiny.indicator("exam-results", targets=()))
    site = lettered(withheld="c")
    shown = tiny.entry_with(item, "Testshire, 2021/22, 60", "Testshire, 2022/23, 61", within=site)
    chart = draw(shown, answers(shown), site, DESIGNS).trend
    assert chart is not None
    assert [row[-1] for row in chart.rows] == ["", ""]
