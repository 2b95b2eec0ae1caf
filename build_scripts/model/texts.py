"""The kinds of text a YAML file may hold, and the base of every model."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, HttpUrl, StringConstraints

PLACEHOLDERS = re.compile(r"\b(TODO|TBC|TBA|FIXME|XXX|lorem ipsum)\b|\[To be ", re.IGNORECASE)
# What other programs take for yes, no or nothing; a page would show the word.
NO_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "~"})
# In characters. The longest paragraph so far has 824, the longest title 131; a clause becomes the
# end of a sentence; of a label a file is named, beside an id.
LONGEST_TEXT = 4000
LONGEST_TITLE = 200
LONGEST_CLAUSE = 200
LONGEST_LABEL = 100
# What a reader cannot see, by the ranges of Unicode 15.1 and not by what a version of Python knows.
UNSEEN = re.compile(
    "["
    # Control characters, but for the tab and the line feed, which are spaces here.
    r"\x00-\x08\x0b-\x1f\x7f-\x9f"
    # All that the property Default_Ignorable_Code_Point lets a program leave out: soft hyphen,
    # joiners, marks and overrides of direction, fillers, variation selectors, tags.
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    r"\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    # What else has the category Cf: signs that act on those around them.
    r"\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\ufff9-\ufffb\U000110bd\U000110cd"
    r"\U00013430-\U0001345f"
    # Separators of lines and paragraphs, a blank that counts as a sign, halves of characters,
    # and what has no agreed form: private use and what is no character at all.
    r"\u2028\u2029\u2800\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    r"\U000f0000-\U0010ffff"
    "]"
)
# Letters, numbers, punctuation and symbols; a mark alone, or a space, shows nothing.
SEEN = frozenset("LNPS")


class UnfitError(ValueError):
    """A value that does not fit, in words that follow `Found` and `Expected` in a report.

    Attributes:
        near: a value that would fit and was probably meant.
    """

    def __init__(self, found: str, expected: str, near: str | None = None) -> None:
        super().__init__(f"found {found}, expected {expected}")
        self.found = found
        self.expected = expected
        self.near = near


def unseen(text: str) -> str | None:
    """The first character of a text that no reader sees, or that turns the direction of others.

    The one rule for everything that is typed: words in YAML, cells and headers of tables, names of
    files. No language of this site needs such a character. A tab and a line feed are not among
    them; whoever has no room for those says so.

    Returns:
        Its number and name, such as `U+200E LEFT-TO-RIGHT MARK`; None if there is none.
    """
    found = UNSEEN.search(text)
    if found is None:
        return None
    number = f"U+{ord(found[0]):04X}"
    return f"{number} {unicodedata.name(found[0], '')}".rstrip()


def shows_nothing(text: str) -> bool:
    """Whether a text that is not empty has nothing to see in it: spaces and marks alone."""
    return bool(text) and not any(unicodedata.category(letter)[0] in SEEN for letter in text)


def _readable(text: str) -> str:
    if reminder := PLACEHOLDERS.search(text):
        raise UnfitError(f"“{reminder[0]}”, a reminder to write something", "text for readers")
    if found := unseen(text):
        raise UnfitError(f"an invisible character ({found})", "the text typed again without it")
    if shows_nothing(text):
        raise UnfitError("a text with nothing to see in it", "words for readers")
    return text


def _worded(text: str) -> str:
    if text.casefold() in NO_WORDS:
        raise UnfitError(f"“{text}”", "words for readers, or no such key at all")
    return text


def at_most(longest: int) -> Callable[[str], str]:
    """A validator that refuses texts of more characters."""

    def check(text: str) -> str:
        if len(text) > longest:
            raise UnfitError(f"{len(text):,} characters", f"at most {longest:,} characters")
        return text

    return check


def _on_one_line(text: str) -> str:
    if "\n" in text or "\t" in text:
        raise UnfitError("a line break or a tab within the text", "a text on one line")
    return text


def _open_to_all(address: HttpUrl) -> HttpUrl:
    if address.username or address.password:
        raise UnfitError("an address with a user name or a password", "one that everybody can open")
    return address


def _unfinished(text: str) -> str:
    if text.endswith("."):
        raise UnfitError(f"“{text}” with a full stop", "words without one: they end a sentence")
    return text


_Seen = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(at_most(LONGEST_TEXT)),
    AfterValidator(_readable),
]
# What a row, a period or a category is called: here “No” can be a category.
Label = Annotated[_Seen, AfterValidator(at_most(LONGEST_LABEL)), AfterValidator(_on_one_line)]
Text = Annotated[_Seen, AfterValidator(_worded)]
Title = Annotated[Text, AfterValidator(at_most(LONGEST_TITLE)), AfterValidator(_on_one_line)]
Address = Annotated[HttpUrl, AfterValidator(_open_to_all)]
# Words that end a sentence of the page, after a colon.
Clause = Annotated[Text, AfterValidator(at_most(LONGEST_CLAUSE)), AfterValidator(_unfinished)]
ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MEASURE_ID = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
AREA_CODE = r"^[EKWSN][0-9]{8}$"
COLOUR = r"^#[0-9A-Fa-f]{6}$"
WEB_ADDRESS = r"^(https?://[^\s<>()\[\]\"\\]+)?$"
EMAIL = r"^[A-Za-z0-9._+-]+@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$"
# Files and pages are named after ids: no system can keep a file of these names, whatever its
# ending, and the list of pages of a kind is called `index`.
NOT_ON_WINDOWS = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
LIST_OF_PAGES = "index"


def _free(name: str) -> str:
    if name in NOT_ON_WINDOWS:
        raise UnfitError(f"“{name}”", "another name: Windows can keep no file of this one")
    if name == LIST_OF_PAGES:
        raise UnfitError(f"“{name}”", "another name: the list of such pages has this one")
    return name


def repeated_in(names: Iterable[str]) -> list[str]:
    """Those that stand more than once, each once, in alphabetical order."""
    return sorted(name for name, count in Counter(names).items() if count > 1)


def file_name(text: str) -> str:
    """What a file is called that is named after a text: its letters a to z and digits."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


Id = Annotated[str, StringConstraints(pattern=ID, max_length=80), AfterValidator(_free)]
MeasureId = Annotated[str, StringConstraints(pattern=MEASURE_ID, max_length=50)]
AreaCode = Annotated[str, StringConstraints(pattern=AREA_CODE)]


class Model(BaseModel):
    """Unknown keys are refused and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
