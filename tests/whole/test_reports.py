"""How problems are written: for people, for programs, and for GitHub."""

from __future__ import annotations

import json
from dataclasses import replace

import click
import pytest

from build_scripts.model.problems import EXAMPLES_SHOWN, Problem, grouped
from build_scripts.reports import as_github, as_json, as_text

CELL = Problem(
    file="dental-check/dental-check.csv",
    row=14,
    column="value",
    code="percent-sign",
    found="“74%”",
    expected="a number without a percent sign",
    what_to_do="Format the column as Number.",
)
LINE = replace(CELL, file="dental-check/indicator.yml", column="measures[0].unit")


def text(problem: Problem) -> str:
    return click.unstyle(as_text([problem]))


def test_a_paragraph_says_where_what_what_to_do_and_where_to_read_on() -> None:
    assert text(CELL) == (
        "dental-check/dental-check.csv, row 14, column value\n"
        "  Found “74%”.\n"
        "  Expected a number without a percent sign.\n"
        "  Format the column as Number.\n"
        "  Help: /help/problems/percent-sign/ or `portal explain percent-sign`\n"
    )


def test_a_place_in_yaml_is_a_line_and_a_key() -> None:
    assert text(LINE).startswith("dental-check/indicator.yml, line 14, key measures[0].unit\n")


def test_a_problem_of_a_whole_file_names_no_row() -> None:
    assert text(replace(CELL, row=None, column=None)).startswith("dental-check/dental-check.csv\n")


def test_a_warning_says_that_it_is_one() -> None:
    said = "  A warning: it does not stop publication.\n"
    assert said in text(replace(CELL, stops_publication=False))
    assert said not in text(CELL)


@pytest.mark.parametrize(
    ("count", "line"),
    [
        (1, "(the same in 1 more row: 15)"),
        (5, "(the same in 5 more rows: 15, 16, 17, 18, 19)"),
        (7, "(the same in 7 more rows: 15, 16, 17, 18, 19 and 2 more)"),
        (1234, "(the same in 1,234 more rows: 15, 16, 17, 18, 19 and 1,229 more)"),
    ],
)
def test_repeats_are_folded_into_one_paragraph(count: int, line: str) -> None:
    repeats = [replace(CELL, row=15 + i, found=f"“{i}%”") for i in range(count)]
    folded = grouped([*reversed(repeats), CELL])
    assert len(folded) == 1
    assert line in text(folded[0])
    assert len(folded[0].also_rows) <= EXAMPLES_SHOWN


def test_problems_of_other_columns_files_or_codes_are_not_folded_together() -> None:
    others = [
        replace(CELL, row=15, column="numerator"),
        replace(CELL, row=15, code="stray-space"),
        replace(CELL, row=1, file="club-visits/club-visits.csv"),
        replace(CELL, row=None, found="no rows for 2023"),
        replace(CELL, row=None, found="no rows for 2024"),
    ]
    folded = grouped([CELL, *others])
    assert len(folded) == 6
    assert folded[0].file == "club-visits/club-visits.csv"


def test_the_same_problem_found_twice_is_told_once() -> None:
    assert grouped([CELL, CELL]) == [CELL]


def test_json_holds_every_part_of_every_problem() -> None:
    first, second = json.loads(as_json([CELL, replace(LINE, row=None)], []))["problems"]
    assert first == {
        "file": "dental-check/dental-check.csv",
        "row": 14,
        "column": "value",
        "code": "percent-sign",
        "found": "“74%”",
        "expected": "a number without a percent sign",
        "what_to_do": "Format the column as Number.",
        "stops_publication": True,
        "also_rows": [],
        "more": 0,
        "help": "/help/problems/percent-sign/",
    }
    assert second["row"] is None
    assert json.loads(as_json([], [])) == {"problems": [], "given_away_by_publishers": []}


def test_github_shows_a_problem_beside_its_line() -> None:
    assert as_github([CELL], "datasets") == (
        "::error file=datasets/dental-check/dental-check.csv,line=14,title=percent-sign::"
        "Found “74%25”. Expected a number without a percent sign. Format the column as Number."
    )


def test_github_shows_a_warning_as_one_and_a_problem_without_a_row_at_the_top() -> None:
    line = as_github([replace(CELL, row=None, stops_publication=False)], "datasets")
    assert line.startswith("::warning file=datasets/dental-check/dental-check.csv,line=1,")


def test_signs_that_github_acts_on_are_escaped() -> None:
    nasty = replace(
        CELL, file="a,b:c%d\ne.csv", found="100%\r\n::error::x", expected="a, b: c", what_to_do="d"
    )
    line = as_github([nasty], "da,ta")
    assert len(line.splitlines()) == 1
    assert line == (
        "::error file=da%2Cta/a%2Cb%3Ac%25d\\ne.csv,line=14,title=percent-sign::"
        "Found 100%25\\r\\n::error::x. Expected a, b: c. d"
    )


def test_each_problem_is_a_line_of_its_own_for_github() -> None:
    assert len(as_github([CELL, LINE, CELL], "datasets").splitlines()) == 3


# Sets the title of a terminal's window; clears it in one sign; turns what follows round; ends a
# line, in three ways; is half a character.
ACTS = "\x1b]0;mine\x07 \x9b2J \u202egnorw \n \u2028 \x85 \ud800 \x7f"
SHOWN = r"\x1b]0;mine\x07 \x9b2J \u202egnorw \n \u2028 \x85 \ud800 \x7f"
ACTING = replace(
    CELL, file=f"a/{ACTS}.csv", column=ACTS, found=ACTS, expected=ACTS, what_to_do=ACTS
)


def test_what_a_terminal_would_act_on_is_shown_and_not_obeyed() -> None:
    said = text(ACTING)
    assert said.splitlines() == [
        f"a/{SHOWN}.csv, row 14, column {SHOWN}",
        f"  Found {SHOWN}.",
        f"  Expected {SHOWN}.",
        f"  {SHOWN}",
        "  Help: /help/problems/percent-sign/ or `portal explain percent-sign`",
    ]
    line = as_github([ACTING], "datasets")
    assert line.isprintable() and line.count(SHOWN) == 4
    found = json.loads(as_json([ACTING], []))["problems"][0]
    assert (found["found"], found["column"]) == (SHOWN, SHOWN)
    assert found["file"] == ACTING.file


def test_signs_that_only_look_foreign_are_left_as_they_are() -> None:
    plain = "“Ynys Môn” – 3½ °C\u00a0… 漢字 🙂"
    assert f"  Found {plain}.\n" in text(replace(CELL, found=plain))


@pytest.mark.parametrize("sign", ["x", "\x1b", "\u202e", "\U000e0041", "%", "\n"])
@pytest.mark.parametrize("length", [399, 400, 401, 10_000_000])
def test_no_line_of_a_report_is_longer_than_a_few_hundred_characters(
    sign: str, length: int
) -> None:
    long = sign * length
    everywhere = replace(
        CELL, file=f"{long}.csv", column=long, found=long, expected=long, what_to_do=long
    )
    assert max(map(len, text(everywhere).splitlines())) <= 420
    readable = as_github([everywhere], long).replace("%25", "%")
    assert len(readable) <= 900 and len(readable.splitlines()) == 1
    whole = as_json([replace(everywhere, file="a.csv")], [])
    parts = json.loads(whole)["problems"][0]
    assert max(len(part) for part in parts.values() if isinstance(part, str)) <= 400
    assert "…" in parts["found"] or len(sign * length) <= 400


def test_a_long_text_keeps_its_beginning_and_its_end() -> None:
    found = text(replace(CELL, found=f"begins{'x' * 1000}ends")).splitlines()[1]
    assert found.startswith("  Found beginsxxx") and found.endswith("xxxends.")


def test_json_is_ascii_so_that_every_output_can_carry_it() -> None:
    found = replace(CELL, found="“Môn” 🙂")
    assert as_json([found], []).isascii()
    assert json.loads(as_json([found], []))["problems"][0]["found"] == "“Môn” 🙂"
