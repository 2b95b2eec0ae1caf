"""Every misfit of a YAML file is said once, with its line and what would fit."""

from __future__ import annotations

from typing import Literal

from build_scripts.model.entries import Number
from build_scripts.model.problems import Problem
from build_scripts.model.texts import Model, Text
from build_scripts.reading.shortening import MOST_SHOWN
from build_scripts.reading.yaml_misfits import parse
from build_scripts.reading.yaml_text import read_yaml


class Part(Model):
    title: str
    kind: Literal["this or that", "input's"] | None = None
    kinds: tuple[Literal["a", "b"], ...] = ()


class Whole(Model):
    title: str
    parts: tuple[Part, ...] = ()


def problems_of(text: str) -> list[Problem]:
    value, problems = parse(read_yaml(text.encode(), "whole.yml"), Whole)
    assert (value is None) == bool(problems)
    return problems


def test_what_fits_is_kept_with_its_lines() -> None:
    read, problems = parse(read_yaml(b"title: A\nparts:\n  - title: B\n", "whole.yml"), Whole)
    assert read is not None
    assert problems == []
    assert read.value.parts[0].title == "B"
    assert read.lines.of(("parts", 0, "title")) == 3


def test_a_misspelt_key_is_not_also_missing() -> None:
    (found,) = problems_of("titel: A\n")
    assert (found.code, found.row, found.column) == ("unknown-key", 1, "titel")
    assert found.what_to_do == "Did you mean “title”?"


def test_a_key_misspelt_in_one_place_may_be_missing_in_another() -> None:
    found = problems_of("title: A\nparts:\n  - titel: B\n  - kind: input's\n")
    assert [(one.code, one.column) for one in found] == [
        ("unknown-key", "parts[0].titel"),
        ("missing-key", "parts[1].title"),
    ]


def test_a_key_unlike_any_other_is_one_too_many_and_hides_nothing() -> None:
    found = problems_of("x: A\n")
    assert [one.code for one in found] == ["missing-key", "unknown-key"]
    assert found[1].expected == "one of: title, parts"
    assert found[1].what_to_do == "Remove it, or check the spelling."


def test_the_choices_are_those_of_the_model_whatever_signs_are_in_them() -> None:
    (found,) = problems_of("title: A\nparts:\n  - title: B\n    kind: c\n")
    assert (found.code, found.row, found.column) == ("wrong-yaml-value", 4, "parts[0].kind")
    assert (found.found, found.expected) == ("“c”", "one of: this or that, input's")


def test_the_choices_of_an_entry_of_a_list_are_found_too() -> None:
    (found,) = problems_of("title: A\nparts:\n  - title: B\n    kinds: [a, c]\n")
    assert (found.column, found.expected) == ("parts[0].kinds[1]", "one of: a, b")


def test_a_value_that_could_not_be_read_is_not_also_wrong() -> None:
    found = problems_of("title: &name A\nparts: *name\n")
    assert [(one.code, one.row, one.column) for one in found] == [
        ("yaml-syntax", 1, None),
        ("yaml-syntax", 2, "parts"),
    ]


def test_the_nearest_choice_is_offered() -> None:
    (found,) = problems_of("title: A\nparts:\n  - title: B\n    kind: This or Thatt\n")
    assert found.what_to_do == "Did you mean “this or that”?"


class Form(Model):
    first: Text
    second: Text
    number: Number = 1
    texts: tuple[Text, ...] = ()


def test_the_reminders_of_a_form_are_one_problem_that_names_all_keys() -> None:
    form = "first: TBC\nsecond: TODO x\nnumber: tbc\ntexts: [TBC, A]\nthird: B\n"
    value, (unknown, one) = parse(read_yaml(form.encode(), "form.yml"), Form)
    if unknown.code != "unknown-key":
        unknown, one = one, unknown
    assert value is None
    assert (unknown.code, unknown.row) == ("unknown-key", 5)
    assert (one.code, one.row, one.column) == ("wrong-yaml-value", 1, None)
    assert one.found == "“TBC” and the like, reminders to write something, under 4 keys"
    assert one.expected == "text for readers under first, second, number, texts[0]"


def test_two_reminders_are_two_problems() -> None:
    _, found = parse(read_yaml(b"first: TBC\nsecond: TBC\n", "form.yml"), Form)
    assert [one.column for one in found] == ["first", "second"]


def test_of_a_file_that_is_wrong_throughout_the_first_mistakes_are_shown() -> None:
    found = problems_of("title: A\n" + "".join(f"k{i}: x\n" for i in range(MOST_SHOWN + 50)))
    assert len(found) == MOST_SHOWN + 1
    assert {one.code for one in found[:-1]} == {"unknown-key"}
    assert found[-1].found == "200 mistakes, after which no more of this file are shown"
    assert len(problems_of("title: A\n" + "".join(f"k{i}: x\n" for i in range(MOST_SHOWN)))) == 200
