"""The words all indicators share: commitments, glossary, publishers and licences."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, HttpUrl, model_validator

from build_scripts.model.texts import Id, Model, Text, UnfitError


class Commitment(Model):
    """One promise of the council's plan, under which indicators are grouped."""

    id: Id
    title: Text
    short_title: Text
    summary: Text


class Commitments(Model):
    """The whole of commitments.yml."""

    commitments: tuple[Commitment, ...]


class Term(Model):
    """A word or abbreviation of the field, explained.

    Attributes:
        forms: other spellings that show the same tooltip.
        also_called: synonyms, found by search and listed in the glossary.
    """

    term: Text
    stands_for: Text = ""
    forms: tuple[Text, ...] = ()
    also_called: tuple[Text, ...] = ()
    meaning: Annotated[Text, Field(max_length=200)]


class Glossary(Model):
    """The whole of glossary.yml."""

    terms: tuple[Term, ...]

    @model_validator(mode="after")
    def _once(self) -> Glossary:
        seen: set[str] = set()
        for term in self.terms:
            for text in (term.term, *term.forms):
                if text in seen:
                    raise UnfitError(f"“{text}” explained twice", "each word or spelling once")
                seen.add(text)
        return self


class Publisher(Model):
    """A body that publishes figures.

    Attributes:
        national: whether it publishes official figures of the whole country, under a rule of its
            own for what it withholds, so that they may be carried as they are.
    """

    id: Id
    name: Text
    address: HttpUrl
    national: bool = False


class Licence(Model):
    """Terms under which figures may be used; `spdx` is the identifier machines know."""

    id: Id
    name: Text
    address: HttpUrl
    attribution: Text
    spdx: Text


class Publishers(Model):
    """The whole of publishers.yml."""

    publishers: tuple[Publisher, ...]
    licences: tuple[Licence, ...]
