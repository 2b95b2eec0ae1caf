"""The kinds of text a YAML file may hold, and the base of every model."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

PLACEHOLDERS = re.compile(r"\b(TODO|TBC|TBA|FIXME|XXX|lorem ipsum)\b|\[To be ", re.IGNORECASE)
# In characters: a clause becomes the end of a sentence.
LONGEST_CLAUSE = 200
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")


class UnfitError(ValueError):
    """A value that does not fit, in words that follow `Found` and `Expected` in a report."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"found {found}, expected {expected}")
        self.found = found
        self.expected = expected


def _readable(text: str) -> str:
    if found := PLACEHOLDERS.search(text):
        raise UnfitError(f"“{found[0]}”, a reminder to write something", "text for readers")
    if UNSEEN.search(text):
        raise UnfitError("an invisible character in the text", "the text typed again without it")
    return text


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(_readable),
]


def _unfinished(text: str) -> str:
    if len(text) > LONGEST_CLAUSE:
        raise UnfitError(f"{len(text)} characters", f"at most {LONGEST_CLAUSE} characters")
    if text.endswith("."):
        raise UnfitError(f"“{text}” with a full stop", "words without one: they end a sentence")
    return text


# Words that end a sentence of the page, after a colon.
Clause = Annotated[Text, AfterValidator(_unfinished)]
ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MEASURE_ID = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
AREA_CODE = r"^[EKWSN][0-9]{8}$"
COLOUR = r"^#[0-9A-Fa-f]{6}$"
WEB_ADDRESS = r"^(https?://[^\s<>()\[\]\"\\]+)?$"
EMAIL = r"^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+$"
Id = Annotated[str, StringConstraints(pattern=ID, max_length=80)]
MeasureId = Annotated[str, StringConstraints(pattern=MEASURE_ID, max_length=50)]
AreaCode = Annotated[str, StringConstraints(pattern=AREA_CODE)]


class Model(BaseModel):
    """Unknown keys are refused and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
