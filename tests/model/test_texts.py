"""What of a text is invisible, how long it may be, and what may be named after it."""

from __future__ import annotations

import unicodedata

import pytest
from pydantic import ValidationError

from build_scripts.model.texts import (
    Address,
    Id,
    Label,
    Model,
    Text,
    Title,
    UnfitError,
    file_name,
    repeated_in,
    shows_nothing,
    unseen,
)


@pytest.mark.parametrize(
    "number",
    [
        *(0x00, 0x08, 0x0B, 0x0D, 0x1B, 0x7F, 0x85, 0x9B),
        *(0xAD, 0x34F, 0x61C, 0x115F, 0x180E, 0x200B, 0x200D, 0x200E, 0x200F),
        *(0x2028, 0x202A, 0x202E, 0x2060, 0x2064, 0x2066, 0x2069, 0x2800, 0x3164),
        *(0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xE000, 0xFFFF, 0xD800),
        *(0xE0001, 0xE0041, 0xE007F, 0xE0100, 0xE01EF, 0x10FFFF),
    ],
)
def test_a_character_nobody_sees_is_found_in_a_text(number: int) -> None:
    found = unseen(f"North{chr(number)}shire")
    assert found is not None
    assert found.startswith(f"U+{number:04X}")


def test_every_character_that_acts_on_others_is_found() -> None:
    acting = [chr(n) for n in range(0x110000) if unicodedata.category(chr(n)) == "Cf"]
    assert len(acting) > 150
    assert [letter for letter in acting if unseen(letter) is None] == []


def test_it_is_called_by_its_name() -> None:
    assert unseen("Testshire\u200e") == "U+200E LEFT-TO-RIGHT MARK"
    assert unseen("\x07") == "U+0007"


@pytest.mark.parametrize(
    "text",
    ["", "Girls’ schools – “mixed”", "Ynys Môn", "two\nlines\tof text", "5 000 £", "é", "日本"],
)
def test_what_a_reader_sees_is_not_found(text: str) -> None:
    assert unseen(text) is None
    assert not shows_nothing(text)


@pytest.mark.parametrize("text", [" ", "\u00a0", "\u0301", "\u2003\u0301 ", "\u200e", "\n"])
def test_spaces_and_marks_alone_show_nothing(text: str) -> None:
    assert shows_nothing(text)


class Held(Model):
    text: Text = "x"
    title: Title = "x"
    label: Label = "x"
    id: Id = "x"


def refused(key: str, text: str) -> str:
    """What is said of a text under a key."""
    with pytest.raises(ValidationError) as caught:
        Held.model_validate({key: text})
    (details,) = caught.value.errors()
    error = details["ctx"]["error"]
    assert isinstance(error, UnfitError)
    return error.found


@pytest.mark.parametrize("text", ["null", "~", "yes", "No", "TRUE", "off"])
def test_a_word_of_other_programs_is_no_text_for_readers_but_may_be_a_category(text: str) -> None:
    assert refused("text", text) == f"“{text}”"
    assert Held(label=text).label == text


@pytest.mark.parametrize(("key", "longest"), [("text", 4000), ("title", 200), ("label", 100)])
def test_a_text_has_a_limit(key: str, longest: int) -> None:
    assert Held.model_validate({key: "x" * longest})
    assert refused(key, "x" * (longest + 1)) == f"{longest + 1:,} characters"


@pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", "com1", "com9", "lpt3", "index"])
def test_a_name_that_no_file_or_page_may_have_is_no_id(name: str) -> None:
    assert refused("id", name) == f"“{name}”"
    assert Held(id=f"{name}-x").id == f"{name}-x"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sex (new form)", "sex-new-form"),
        ("Sex, new form", "sex-new-form"),
        ("children_count Age 5–9", "children-count-age-5-9"),
        ("%", ""),
    ],
)
def test_a_file_is_named_after_letters_and_digits(text: str, name: str) -> None:
    assert file_name(text) == name


def test_names_that_stand_twice_are_told_once() -> None:
    assert repeated_in(["b", "a", "b", "a", "b", "c"]) == ["a", "b"]


@pytest.mark.parametrize("text", ["a\n\nb", "a\tb"])
def test_a_title_stands_on_one_line_and_a_text_may_have_paragraphs(text: str) -> None:
    assert refused("title", text) == "a line break or a tab within the text"
    assert refused("label", text) == "a line break or a tab within the text"
    assert Held(text=text).text == text


def test_an_address_carries_no_password() -> None:
    class Linked(Model):
        address: Address

    assert Linked.model_validate({"address": "https://x.example/a"})
    with pytest.raises(ValidationError, match="a user name or a password"):
        Linked.model_validate({"address": "https://user:secret@x.example/"})
