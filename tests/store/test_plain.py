"""What is written plainly is read as the same, and nothing else is read at all."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import PurePosixPath
from random import Random
from typing import Any, Literal

import pytest
from markupsafe import Markup
from pydantic import HttpUrl

from build_scripts.model.texts import Model, Text
from build_scripts.store.plain import Content, NotPlainError, read, written
from tests.alike import unlike


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Words(Model):
    title: Text
    remark: Text = ""
    address: HttpUrl


@dataclass(frozen=True)
class Small:
    text: str
    sort: float | None = None


@dataclass(frozen=True)
class Everything:
    whole: int
    number: float
    exact: Decimal
    yes: bool
    nothing: str | None
    day: date
    place: PurePosixPath
    colour: Colour
    choice: Literal["one", "two"]
    words: Words
    small: Small
    pair: tuple[str, int]
    many: tuple[Small, ...]
    listed: list[tuple[int, ...]]
    mapping: Mapping[str, Small]
    picture: Content
    files: Mapping[str, Content]
    table: Content | None
    free: dict[str, object]


# The keys of the mapping are not in alphabetical order, and the file has every byte there is.
VALUE = Everything(
    whole=-3,
    number=2.0,
    exact=Decimal("1.10"),
    yes=True,
    nothing=None,
    day=date(2026, 11, 21),
    place=PurePosixPath("charts/rent.svg"),
    colour=Colour.BLUE,
    choice="two",
    words=Words(title="Rent “paid” \\ é 😀", address=HttpUrl("https://rent.example/a?b=c")),
    small=Small("a", 0.25),
    pair=("a", 1),
    many=(Small("b"), Small("", 0.1)),
    listed=[(1, 2), ()],
    mapping={"z": Small("z"), "a": Small("a")},
    picture=bytes(range(256)),
    files={"b.png": b"\x89PNG\r\n", "a.csv": b"1,2\n", "empty": b""},
    table=None,
    free={"type": "rect", "deep": [{"a": [1, 1.0, None, True, "x"]}], "": {}},
)


def parts_of(content: bytes) -> tuple[dict[str, Any], bytes]:
    """The words of what was written, and the bytes of the files behind them."""
    (count,) = struct.unpack_from(">I", content)
    _, first, *_ = struct.unpack_from(f">I{count}Q", content)
    begins = struct.calcsize(f">I{count}Q")
    return json.loads(content[begins : begins + first]), content[begins + first :]


def with_words(content: bytes, words: object) -> bytes:
    """The same with other words and the same files behind them."""
    (count,) = struct.unpack_from(">I", content)
    _, _, *others = struct.unpack_from(f">I{count}Q", content)
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()
    _, files = parts_of(content)
    return struct.pack(f">I{count}Q", count, len(text), *others) + text + files


def test_a_value_of_every_kind_is_read_as_it_was_written() -> None:
    content = written(Everything, VALUE)
    again = read(Everything, content)
    assert unlike(again, VALUE) == []
    assert written(Everything, VALUE) == content
    assert read(Everything, memoryview(content)) == VALUE


def test_files_stand_in_it_byte_for_byte_and_do_not_grow() -> None:
    content = written(dict[str, Content], {"a.png": bytes(range(256)) * 100})
    assert bytes(range(256)) * 100 in content
    assert len(content) < 25_600 + 100


def test_nothing_that_would_be_read_as_another_value_is_written() -> None:
    unfit: list[tuple[type[Any], object]] = [
        (dict[str, object], {"a": (1, 2)}),  # would come back as a list
        (dict[str, object], {"a": 1, 2: "b"}),
        (dict[str, float], {"a": 1}),  # would come back as 1.0
        (dict[str, int], {"a": "1"}),
        (dict[str, str], {"a": Markup("<b>")}),
        (dict[str, float], {"a": float("nan")}),
        (dict[str, str], {"a": "\ud800"}),
        (dict[str, object], {"a": object()}),
    ]
    for kind, value in unfit:
        with pytest.raises(NotPlainError):
            written(kind, value)


def test_our_own_words_can_be_exchanged_in_these_tests() -> None:
    content = written(Everything, VALUE)
    words, _ = parts_of(content)
    assert with_words(content, words) == content


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "a field less": lambda words: words.pop("whole"),
    "a field less that has a default": lambda words: words["small"].pop("sort"),
    "a field more": lambda words: words.update(more=1),
    "a field more, inside": lambda words: words["small"].update(more=1),
    "a key more in a model": lambda words: words["words"].update(more="x"),
    "a key less in a model": lambda words: words["words"].pop("title"),
    "a text for a number": lambda words: words.update(whole="3"),
    "a number for a text": lambda words: words["small"].update(text=3),
    "a decimal for a whole number": lambda words: words.update(whole=3.0),
    "a whole number for a decimal": lambda words: words.update(number=2),
    "one for yes": lambda words: words.update(yes=1),
    "nothing for something": lambda words: words.update(day=None),
    "another writing of a day": lambda words: words.update(day=1795219200),
    "a day that is none": lambda words: words.update(day="2026-02-30"),
    "no such choice": lambda words: words.update(choice="three"),
    "no such colour": lambda words: words.update(colour="green"),
    "too many items": lambda words: words.update(pair=["a", 1, 2]),
    "a mapping for a list": lambda words: words.update(listed={}),
    "a file that is not there": lambda words: words.update(picture=9),
    "the last file, counted from the end": lambda words: words.update(picture=-1),
    "a file twice": lambda words: words.update(picture=1),
    "a file in words": lambda words: words.update(table="GIF89a"),
    "the name of a class": lambda words: words.update({"__class__": "os.system"}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_has_not_the_form_it_should_have_is_not_read(
    change: Callable[[dict[str, Any]], object],
) -> None:
    content = written(Everything, VALUE)
    words, _ = parts_of(content)
    change(words)
    assert read(Everything, with_words(content, words)) is None


def test_words_that_are_no_words_of_ours_are_not_read() -> None:
    content = written(Everything, VALUE)
    for wrong in (b"", b"\0", b"\xff" * 4, b"\xff" * 400, content[:-1], content + b"x"):
        assert read(Everything, wrong) is None
    deep = b"[" * 100_000 + b"]" * 100_000
    assert read(dict[str, object], struct.pack(">IQ", 1, len(deep)) + deep) is None
    twice = b'{"a":1,"a":1}'
    assert read(dict[str, int], struct.pack(">IQ", 1, len(twice)) + twice) is None


def test_what_was_changed_by_somebody_who_knows_the_seal_is_still_of_its_type() -> None:
    # Without the seal: a thousand times one byte of what it guards is another.
    content, random = bytearray(written(Everything, VALUE)), Random(9)
    held = 0
    for _ in range(1_000):
        at, by = random.randrange(len(content)), random.randrange(1, 256)
        content[at] ^= by
        found = read(Everything, bytes(content))
        assert found is None or written(Everything, found) == content
        held += found is None
        content[at] ^= by
    assert read(Everything, bytes(content)) == VALUE
    assert 500 < held < 1_000, "most of it is refused, and a letter in a text is another text"
