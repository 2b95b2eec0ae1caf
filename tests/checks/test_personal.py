"""Tripwires for data about people: published algorithms, written out a second time."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from build_scripts.checks.personal import (
    check_cells,
    check_text,
    found_in,
    is_nhs_number,
    is_upn,
    without_repeating,
)
from build_scripts.model.problems import problem
from tests.checks.making import NAME, rows_of
from tests.tiny import indicator

ALPHABET = "ABCDEFGHJKLMNPQRTUVWXYZ"
digits = st.text("0123456789", min_size=11, max_size=11)


def letter_for(characters: str) -> str:
    """The check letter as the guide has it: 2 times the second character, 3 times the third, …"""
    total = 0
    for place in range(2, 14):
        character = characters[place - 2]
        total += place * (ALPHABET.find(character) if character.isalpha() else int(character))
    return ALPHABET[total - 23 * (total // 23)]


def nhs_digit(nine: str) -> int:
    """The check digit as the dictionary has it, in its five steps; 10 for a number not given out."""
    total = 0
    for factor, digit in zip(range(10, 1, -1), nine, strict=True):
        total += factor * int(digit)
    check = 11 - total % 11
    return 0 if check == 11 else check


@given(digits, st.sampled_from("0123456789" + ALPHABET))
@example("80120000100", "1")
def test_exactly_one_letter_makes_a_unique_pupil_number(eleven: str, last: str) -> None:
    letters = [letter for letter in ALPHABET if is_upn(f"{letter}{eleven}{last}")]
    assert letters == [letter_for(f"{eleven}{last}")]
    found = letters[0] + eleven + last
    assert [kind for _, kind in found_in(f"pupil {found.lower()}, year 6")] == [
        "a unique pupil number (UPN)"
    ]
    assert not is_upn(found[:-1]) and not is_upn(f"{found}0") and not is_upn(f"S{found[1:]}")


@given(st.text("0123456789", min_size=9, max_size=9), st.sampled_from(["", " ", "-"]))
@example("943476591", " ")
def test_exactly_one_digit_makes_an_nhs_number(nine: str, gap: str) -> None:
    def written(last: str) -> str:
        return gap.join((nine[:3], nine[3:6], nine[6:] + last))

    valid = [last for last in "0123456789" if is_nhs_number(written(last))]
    check = nhs_digit(nine)
    assert valid == ([] if check == 10 else [str(check)])
    for last in valid:
        kinds = [kind for _, kind in found_in(f"seen as {written(last)}.")]
        assert "an NHS number" in kinds


PERSONAL = {
    "a child born on 3 May 2012": "a date of birth",
    "DOB: 03/05/2012": "a date of birth",
    "D.O.B. 3.5.12": "a date of birth",
    "date of birth\n  2012-05-03": "a date of birth",
    "3rd May 2012 (date of birth)": "a date of birth",
    "Birthday – May 3, 2012": "a date of birth",
    "QQ 12 34 56 C": None,  # the example that the tax office prints, with letters nobody has
    "AB 12 34 56 C": "a National Insurance number",
    "ab123456d": "a National Insurance number",
    "NG2 7QP": "a postcode finer than a district",
    "in ng2 7qp today": "a postcode finer than a district",
    "SW1A1AA": "a postcode finer than a district",
    "NG2 7": "a postcode finer than a district",
    "the postcode sector NG2 7": "a postcode finer than a district",
    "0115 977 3000": "a telephone number",
    "(0115) 977 3000": "a telephone number",
    "+44 115 977 3000": "a telephone number",
    "+44 (0)7700 900123": "a telephone number",
    "07700900123": "a telephone number",
    "jo.bloggs@council.gov.uk": "an e-mail address that portal.yml does not declare",
}
HARMLESS = [
    "children born on or after 1 September 2015",
    "children born between 1 April 2015 and 31 March 2016",
    "born in the year before",
    "NG2",
    "postcode district NG2",
    "E10000024",
    "E92000001,2015/16,1234567890",
    "the 1st of 2 3rd places",
    "KS2 4th edition",
    "2010 2011 2012 2013",
    "1763683200",
    "2026-11-21",
    "20,000 of 151",
    "https://www.gov.uk/guidance/9434765919/0115-977-3000",
    "office@council.example",
    "somebody@example.org",
    "contact@core.gov.uk",
    "actions/checkout@v4",
    "0.123456789012",
    "A000000000000"[:12],
]


@pytest.mark.parametrize(("text", "kind"), PERSONAL.items(), ids=PERSONAL)
def test_the_form_of_data_about_a_person_is_found(text: str, kind: str | None) -> None:
    assert {found for _, found in found_in(text)} == ({kind} if kind else set())


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_resembles_it_is_passed_over(text: str) -> None:
    assert list(found_in(text, {"contact@core.gov.uk"})) == []


def test_a_message_says_where_and_what_kind_and_never_what() -> None:
    for text, kind in PERSONAL.items():
        if kind is not None and text != "NG2 7":  # a sector without a word beside it: in cells only
            (one,) = check_text(f"first line\nsecond line\n{text}\n", "a.yml")
            assert one.row in (3, 4) and one.code == "personal-data"
            assert kind in one.found
            assert text not in repr(one)


@pytest.mark.parametrize(
    ("text", "name", "row"),
    [
        ("Forename,Surname,DOB\nx,y,z\n", "a.csv", 1),
        ("id;NHS_number;visits\n", "a.csv", 1),
        ("name,value\n", "a.csv", 1),
        ("A list:\n\n| Child’s name | Visits |\n|---|---|\n", "a.md", 3),
    ],
)
def test_the_columns_of_a_table_with_a_row_for_each_child_are_known(
    text: str, name: str, row: int
) -> None:
    (one,) = check_text(text, name)
    assert (one.row, one.code) == (row, "personal-data")
    assert check_text("| Name | What it is |\n", "a.md") == []


def test_cells_of_the_figures_are_looked_at_too() -> None:
    rows = rows_of(
        indicator("dental-check"),
        "Testshire, 2025, 943 476 5919, 50, , 5, 10",
        "Testshire, 2025, Girls, 50, , 9434765919, 10",
        "Testland, 2025, Girls, 50, , 9434765919, 10",
        "Testshire, 2025, Boys, 50, , 9434765918, 10",
    )
    found = {(one.row, one.column, one.code) for one in check_cells(rows)}
    assert found == {(2, "breakdown", "personal-data"), (3, "numerator", "personal-data")}


def test_a_table_whose_every_count_is_one_is_a_list_of_children() -> None:
    one_each = [f"Testshire, 2025, Child {n}, 50, , 1, 10" for n in range(10)]
    (found,) = check_cells(rows_of(indicator("dental-check"), *one_each))
    assert (found.row, found.code) == (2, "personal-data")
    other = [*one_each[:-1], "Testshire, 2025, Child 9, 50, , 2, 10"]
    assert check_cells(rows_of(indicator("dental-check"), *other)) == []


def test_nothing_else_is_said_of_a_file_that_holds_such_data() -> None:
    about = check_text("07700900123", NAME)
    other = problem("blank-row", file=NAME, row=7)
    elsewhere = problem("blank-row", file="exam-results/exam-results.csv", row=7)
    assert without_repeating([other, *about, elsewhere]) == [*about, elsewhere]
