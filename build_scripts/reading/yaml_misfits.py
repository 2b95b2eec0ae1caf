"""Fits the text of a YAML file to a model, and says of every misfit where it stands.

An unknown key is a problem, and the nearest known one is offered.
"""

from __future__ import annotations

import difflib
import re
from types import UnionType
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from build_scripts.model.problems import Problem
from build_scripts.model.texts import (
    AREA_CODE,
    COLOUR,
    EMAIL,
    ID,
    MEASURE_ID,
    WEB_ADDRESS,
    UnfitError,
)
from build_scripts.reading.yaml_text import YamlFile, dotted

AnyModel = TypeVar("AnyModel", bound=BaseModel)


def parse(read: YamlFile, model: type[AnyModel]) -> tuple[AnyModel | None, list[Problem]]:
    """Turn the text of a YAML file into a model, with every mistake as a problem.

    Args:
        read: the file as read by `yaml_reader`.
        model: the model it should fit.

    Returns:
        The value, or None if it does not fit, and the problems, each with its line.
    """
    if not read.content and read.problems:
        return None, list(read.problems)
    try:
        value = model.model_validate(read.content)
    except ValidationError as error:
        found = [_problem(details, read, model) for details in error.errors()]
        return None, [*read.problems, *_once(found, read.problems)]
    return (None if read.problems else value), list(read.problems)


def _once(found: list[Problem], before: list[Problem]) -> list[Problem]:
    """Leave out what only follows from another mistake: a misspelt key is not also missing."""
    misspelt = {problem.what_to_do for problem in found if problem.code == "unknown-key"}
    reported = {(problem.row, problem.column) for problem in before}
    return [
        problem
        for problem in found
        if (problem.row, problem.column) not in reported
        and not (problem.code == "missing-key" and _did_you_mean(_last(problem)) in misspelt)
    ]


def _last(problem: Problem) -> str:
    return (problem.column or "").rpartition(".")[2]


def _did_you_mean(name: str) -> str:
    return f"Did you mean “{name}”?"


def _known_keys(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """The keys allowed beside the last one of a path."""
    for part in path[:-1]:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(part)
        inner = _model_in(field.annotation) if field is not None else None
        if inner is None:
            return []
        model = inner
    return list(model.model_fields)


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The model in a field's type: itself, or the one it may be or holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if isinstance(annotation, UnionType) or get_args(annotation):
        found = (_model_in(argument) for argument in get_args(annotation))
        return next((model for model in found if model is not None), None)
    return None


def _problem(details: ErrorDetails, read: YamlFile, model: type[BaseModel]) -> Problem:
    path = tuple(part for part in details["loc"] if part != "root")
    line, key = read.line_of(path), dotted(path) or None
    name = str(path[-1]) if path else ""
    if details["type"] == "extra_forbidden":
        known = _known_keys(model, path)
        near = difflib.get_close_matches(name, known, n=1)
        advice = _did_you_mean(near[0]) if near else "Remove it, or check the spelling."
        expected = f"one of: {', '.join(known)}" if known else "a known key"
        return Problem(read.name, line, key, "unknown-key", f"the key “{name}”", expected, advice)
    if details["type"] == "missing":
        return Problem(
            read.name,
            line,
            key,
            "missing-key",
            f"no “{name}”",
            f"the key “{name}”",
            f"Add a line that begins “{name}:”. Another file of the same kind shows what to write.",
        )
    found, expected = _misfit(details)
    advice = "Correct it and check again."
    return Problem(read.name, line, key, "wrong-yaml-value", found, expected, advice)


# What stands in place of the models' own messages, which speak of tuples and patterns.
_EXPECTED = {
    "bool_parsing": "true or false",
    "date_from_datetime_parsing": "a date written like 2025-03-31",
    "date_parsing": "a date written like 2025-03-31",
    "finite_number": "a number",
    "float_parsing": "a number in plain digits",
    "int_parsing": "a whole number in plain digits",
    "model_type": "lines of the form `key: value`, indented below the key",
    "string_too_long": "at most {max_length} characters",
    "too_long": "at most {max_length} characters",
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


def _misfit(details: ErrorDetails) -> tuple[str, str]:
    """What was found and what was expected, where a value does not fit its model."""
    context = details.get("ctx", {})
    if isinstance(error := context.get("error"), UnfitError):
        return error.found, error.expected
    given = details["input"]
    text = f"“{given}”" if isinstance(given, str) else "a list or a group of keys"
    found = "nothing after the key" if given == "" else text
    if len(found) > 80:
        found = found[:79] + "…”"
    said = re.sub(r"^(Value error, |Input should be )", "", details["msg"])
    expected = said
    if details["type"] in _EXPECTED:
        expected = _EXPECTED[details["type"]].format(**context)
    if details["type"] == "string_pattern_mismatch":
        expected = _FORMS.get(context["pattern"], f"text of the form {context['pattern']}")
    if details["type"] == "literal_error":
        expected = f"one of: {said.replace(' or ', ', ').replace(chr(39), '')}"
    return found, expected
