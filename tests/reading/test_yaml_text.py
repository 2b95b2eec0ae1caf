"""YAML is read as the text that was typed, with the line of every key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from build_scripts.reading.limits import LARGEST_FILE, MOST_NODES
from build_scripts.reading.yaml_text import IN_WORDS, load_yaml, read_yaml

NAME = "dental-check/indicator.yml"
# What makes the installed reader say each sentence of which a part is translated, and on what line.
SAID = {
    "mapping values are not allowed": ("a: 1\nb: c: d\n", 2),
    "could not find expected ':'": ("a: 1\nb\nc: d\n", 3),
    "cannot start any token": ("a: 1\nb: @c\n", 2),
    "undefined alias": ("a: 1\nb: *c\n", 2),
    "did not find expected key": ("a:\n    b: 2\n   c: 3\n", 3),
    "did not find expected '-' indicator": ("a:\n  - b\n  c: d\n", 3),
    "found another document": ("a: 1\n---\nb: 2\n", 2),
    "found unexpected end of stream": ("a: 1\nb: 'c\nd: e\n", 2),
    "control characters are not allowed": ("a: \x07\n", 1),
}


def problem_of(text: str) -> tuple[int | None, str]:
    """The line of the one problem of a file, and what was found."""
    (found,) = read_yaml(text.encode(), NAME).problems
    assert (found.file, found.code) == (NAME, "yaml-syntax")
    return found.row, found.found


def test_every_value_stays_the_text_that_was_typed() -> None:
    read = read_yaml(b"a: no\nb: 2025-03\nc:\n  - 1.50\n  - ~\nd:\n", NAME)
    assert read.content == {"a": "no", "b": "2025-03", "c": ["1.50", "~"], "d": ""}
    assert read.problems == ()


def test_every_key_has_its_line() -> None:
    lines = read_yaml(b"a: 1\nb:\n  - c: 2\n    d: 3\n  - c: 4\n", NAME).lines
    assert lines.of(("a",)) == 1
    assert lines.of(("b", 0, "d")) == 4
    assert lines.of(("b", 1, "c")) == 5


def test_what_has_no_line_has_that_of_the_nearest_key_above() -> None:
    lines = read_yaml(b"a: 1\nb:\n  - c: 2\n", NAME).lines
    assert lines.of(("b", 0, "nothing", "deeper")) == 3
    assert lines.of(("nothing",)) == 1
    made = lines.problem("missing-key", ("b", 0, "e"), key="e")
    assert (made.file, made.row, made.column) == (NAME, 3, "b[0].e")


@pytest.mark.parametrize("part", IN_WORDS)
def test_the_installed_reader_says_what_is_translated(part: str) -> None:
    text, line = SAID[part]
    with pytest.raises(yaml.YAMLError, match=re.escape(part)):
        yaml.compose(text, Loader=yaml.CBaseLoader)
    assert problem_of(text) == (line, IN_WORDS[part])


def test_a_key_that_is_not_finished_at_the_end_is_reported_where_it_began() -> None:
    assert problem_of("a: 1\nb: [c,\n  d\n")[0] == 2
    assert problem_of('a: 1\nb: "c\n\n\n')[0] == 2


def test_a_sentence_without_a_translation_is_shown_as_it_is() -> None:
    assert problem_of('a: "b\\q"\n') == (1, "found unknown escape character")


def test_a_key_that_stands_twice_is_reported_on_its_second_line() -> None:
    read = read_yaml(b"a: 1\nb: 2\na: 3\n", NAME)
    (found,) = read.problems
    assert (found.code, found.row, found.column) == ("yaml-duplicate-key", 3, "a")
    assert found.found == "“a” a second time (first on line 1)"
    assert read.content == {"a": "1", "b": "2"}


def test_a_file_as_large_as_a_table_is_refused_unread() -> None:
    (found,) = read_yaml(b"a: 1\n" * (LARGEST_FILE // 5 + 1), NAME).problems
    assert (found.code, found.row) == ("yaml-syntax", None)
    assert found.found == "more than 500,000 bytes"


def test_the_byte_order_mark_and_line_ends_of_windows_do_not_move_lines() -> None:
    read = read_yaml(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", NAME)
    assert (read.content, read.lines.of(("b",))) == ({"a": "1", "b": "2"}, 2)


@pytest.mark.parametrize(
    ("text", "line", "mark"),
    [
        ("a: &Co and friends\n", 1, "&Co"),
        ("b: 1\na: !important x\n", 2, "!important"),
        ("a: !!python/object:os.system x\n", 1, "!!python/object:os.system"),
        ("a: !!str 5\n", 1, "!!str"),
        ("a: !<tag:x> y\n", 1, "!<tag:x>"),
        ("a: ! y\n", 1, "!"),
        ("a: &x\nb: 1\n", 1, "&x"),
        ("a: [1, !y 2]\n", 1, "!y"),
        ("a: &m {b: c}\n", 1, "&m"),
        ("a: !s\n  - b\n", 1, "!s"),
        ("&k a: b\n", 1, "&k"),
        ("%TAG ! tag:x,2000:\n---\na: !y b\n", 3, "!y"),
    ],
)
def test_a_mark_that_would_be_left_out_of_the_text_is_refused(
    text: str, line: int, mark: str
) -> None:
    (found,) = read_yaml(text.encode(), NAME).problems
    assert (found.code, found.row) == ("yaml-syntax", line)
    assert found.found.startswith(f"“{mark}”, which YAML takes for a mark of its own")


def test_the_same_signs_in_quotes_or_within_a_text_are_text() -> None:
    read = read_yaml(b"a: \"&Co\"\nb: '!x'\nc: R&D\nd: Well! &c.\n", NAME)
    assert read.problems == ()
    assert read.content == {"a": "&Co", "b": "!x", "c": "R&D", "d": "Well! &c."}


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        ("a: North\u200eshire\n", 1, "a"),
        ('b: 1\na: "North\\u202eshire"\n', 2, "a"),
        ("a:\n  - b\n  - c\u2060\n", 3, "a[1]"),
        ("a: 1\nn\u00adame: x\n", 2, None),
        ("a: 1 # a remark\u2066\n", 1, None),
        ("a: |\n  text\n  more\u3164\nb: 1\n", 1, "a"),
    ],
)
def test_an_invisible_character_is_refused_wherever_it_stands(
    text: str, row: int, column: str | None
) -> None:
    (found,) = read_yaml(text.encode(), NAME).problems
    assert (found.code, found.row, found.column) == ("wrong-yaml-value", row, column)
    assert found.found.startswith("an invisible character (U+")


def test_a_file_of_very_many_entries_is_refused_before_they_are_looked_at() -> None:
    (found,) = read_yaml(b"a:\n" + b"  - {}\n" * MOST_NODES, NAME).problems
    assert (found.code, found.row) == ("yaml-syntax", None)
    assert found.found == "more than 10,000 keys and entries"
    assert read_yaml(b"a:\n" + b"  - {}\n" * (MOST_NODES - 3), NAME).problems == ()


def test_no_more_of_a_file_is_read_than_it_may_have(tmp_path: Path) -> None:
    path = tmp_path / "large.yml"
    with path.open("wb") as file:
        file.truncate(10**12)  # of which the disk holds nothing
    (found,) = load_yaml(path, NAME).problems
    assert found.found == "more than 500,000 bytes"
