"""Fits the text of a YAML file to a model, and says of every misfit where it stands.

An unknown key is a problem, and the nearest known one is offered.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from types import UnionType
from typing import Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from build_scripts.model.problems import Problem, problem
from build_scripts.model.texts import (
    AREA_CODE,
    COLOUR,
    EMAIL,
    ID,
    MEASURE_ID,
    PLACEHOLDERS,
    WEB_ADDRESS,
    UnfitError,
)
from build_scripts.reading.lines import At, Lines, Read
from build_scripts.reading.shortening import MOST_SHOWN, first_ones
from build_scripts.reading.yaml_text import YamlFile

# So many reminders in a file are a form that nobody has filled in yet.
FOLDED_FROM = 3

AnyModel = TypeVar("AnyModel", bound=BaseModel)


@dataclass(frozen=True)
class _Misfit:
    """A problem, and what it may have to do with others.

    Attributes:
        meant: the key that was meant by a misspelt one.
        missing: the key that is not there.
        reminder: what was left there to remind somebody to write a text.
    """

    problem: Problem
    meant: At | None = None
    missing: At | None = None
    reminder: str | None = None


def parse(file: YamlFile, model: type[AnyModel]) -> tuple[Read[AnyModel] | None, list[Problem]]:
    """Turn the text of a YAML file into a model, with every mistake as a problem.

    Args:
        file: the file as read by `read_yaml`.
        model: the model it should fit.

    Returns:
        The value with its lines, or None if it does not fit, and the problems.
    """
    if not file.content and file.problems:
        return None, list(file.problems)
    try:
        value = model.model_validate(file.content)
    except ValidationError as error:
        details = error.errors(include_url=False)[: MOST_SHOWN + 1]
        found = [_misfit(one, file.lines, model) for one in details]
        return None, [*file.problems, *first_ones(_once(found, file.problems), file.lines)]
    return (None if file.problems else Read(value, file.lines)), list(file.problems)


def _once(found: list[_Misfit], before: tuple[Problem, ...]) -> list[Problem]:
    """Leave out what only follows from another mistake: a misspelt key is not also missing."""
    meant = {misfit.meant for misfit in found if misfit.meant is not None}
    reported = {(problem.row, problem.column) for problem in before}
    return _folded(
        [
            misfit
            for misfit in found
            if (misfit.problem.row, misfit.problem.column) not in reported
            and misfit.missing not in meant
        ]
    )


def _folded(found: list[_Misfit]) -> list[Problem]:
    """The problems, with all reminders of a form as one: whoever fills it in knows them."""
    reminders = [misfit for misfit in found if misfit.reminder is not None]
    if len(reminders) < FOLDED_FROM:
        return [misfit.problem for misfit in found]
    first = reminders[0]
    one = problem(
        "wrong-yaml-value--reminders",
        file=first.problem.file,
        row=first.problem.row,
        first=first.reminder,
        count=len(reminders),
        keys=", ".join(misfit.problem.column or "" for misfit in reminders),
    )
    return [one, *(misfit.problem for misfit in found if misfit.reminder is None)]


def _misfit(details: ErrorDetails, lines: Lines, model: type[BaseModel]) -> _Misfit:
    at = tuple(part for part in details["loc"] if part != "root")
    key = str(at[-1]) if at else ""
    if details["type"] == "extra_forbidden":
        inner = _model_at(model, at[:-1])
        names = list(inner.model_fields) if inner is not None else []
        near = next(iter(difflib.get_close_matches(key, names, n=1)), None)
        known = f"one of: {', '.join(names)}" if names else "a known key"
        unknown = lines.problem("unknown-key", at, near=near, key=key, known=known)
        return _Misfit(unknown, meant=None if near is None else (*at[:-1], near))
    if details["type"] == "missing":
        return _Misfit(lines.problem("missing-key", at, key=key), missing=at)
    found, expected = _found(details), _expected(details, model, at)
    misfit = lines.problem(
        "wrong-yaml-value", at, near=_near(details, model, at), found=found, expected=expected
    )
    given = details["input"]
    reminder = PLACEHOLDERS.search(given) if isinstance(given, str) else None
    return _Misfit(misfit, reminder=None if reminder is None else reminder[0])


def _model_at(model: type[BaseModel], at: At) -> type[BaseModel] | None:
    """The model that stands at a key of another."""
    for part in at:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(part)
        inner = _model_in(field.annotation) if field is not None else None
        if inner is None:
            return None
        model = inner
    return model


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The model in a field's type: itself, or the one it may be or holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if isinstance(annotation, UnionType) or get_args(annotation):
        found = (_model_in(argument) for argument in get_args(annotation))
        return next((model for model in found if model is not None), None)
    return None


def _choices(annotation: object) -> tuple[str, ...]:
    """The values that a field of this type may have, where it names them."""
    if get_origin(annotation) is Literal:
        return tuple(str(value) for value in get_args(annotation))
    return tuple(value for argument in get_args(annotation) for value in _choices(argument))


# What stands in place of the models' own messages, which speak of tuples and patterns.
_EXPECTED = {
    "bool_type": "true or false",
    "date_type": "a date written like 2025-03-31",
    "float_type": "a number in plain digits, such as 85 or 8.5",
    "int_type": "a whole number in plain digits, such as 85",
    "model_type": "lines of the form `key: value`, indented below the key",
    "string_too_long": "at most {max_length} characters",
    "string_too_short": "some text",
    "string_type": "text; put quotes around a text that holds brackets or a colon",
    "tuple_type": "a list: each entry on a line of its own that begins with a hyphen",
    "url_parsing": "an address that begins with https://",
    "url_scheme": "an address that begins with https://",
}
_FORMS = {
    ID: "small letters, digits and hyphens, such as dental-check",
    MEASURE_ID: "small letters, digits and underscores, such as dental_check_percent",
    AREA_CODE: "a nine-character area code, such as E10000024",
    COLOUR: 'a colour in quotes, such as "#12436D"',
    EMAIL: "an email address",
    WEB_ADDRESS: "an address that begins with https://, or nothing",
}


def _found(details: ErrorDetails) -> str:
    """What stands in the file where a value does not fit its model."""
    if isinstance(error := details.get("ctx", {}).get("error"), UnfitError):
        return error.found
    given = details["input"]
    text = f"“{given}”" if isinstance(given, str) else "a list or a group of keys"
    found = "nothing after the key" if given == "" else text
    return f"{found[:79]}…" if len(found) > 80 else found


def _expected(details: ErrorDetails, model: type[BaseModel], at: At) -> str:
    """What should stand there."""
    kind, context = details["type"], details.get("ctx", {})
    if isinstance(error := context.get("error"), UnfitError):
        return error.expected
    if kind in _EXPECTED:
        return _EXPECTED[kind].format(**context)
    if kind == "string_pattern_mismatch":
        return _FORMS.get(context["pattern"], f"text of the form {context['pattern']}")
    if kind == "literal_error":
        return f"one of: {', '.join(_choices_at(model, at))}"
    return details["msg"].removeprefix("Input should be ")


def _choices_at(model: type[BaseModel], at: At) -> tuple[str, ...]:
    """The values that what stands at a key may have, where the model names them."""
    names = [part for part in at if isinstance(part, str)]
    holder = _model_at(model, tuple(names[:-1]))
    assert holder is not None, "a value that is one of several is a field's of a model"
    return _choices(holder.model_fields[names[-1]].annotation)


def _near(details: ErrorDetails, model: type[BaseModel], at: At) -> str | None:
    """The value that was probably meant, where there are only some."""
    if isinstance(error := details.get("ctx", {}).get("error"), UnfitError):
        return error.near
    given = details["input"]
    if details["type"] != "literal_error" or not isinstance(given, str):
        return None
    near = difflib.get_close_matches(given.casefold(), _choices_at(model, at), n=1)
    return near[0] if near else None
