"""The words all indicators share: commitments, glossary, publishers and licences."""

from __future__ import annotations

from build_scripts.model.entries import Flag
from build_scripts.model.texts import Address, Id, Model, Text, Title


class Commitment(Model):
    """One promise of the council's plan, under which indicators are grouped."""

    id: Id
    title: Title
    short_title: Title
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

    term: Title
    stands_for: Title = ""
    forms: tuple[Title, ...] = ()
    also_called: tuple[Title, ...] = ()
    meaning: Title


class Glossary(Model):
    """The whole of glossary.yml."""

    terms: tuple[Term, ...]


class Publisher(Model):
    """A body that publishes figures.

    Attributes:
        national: whether it publishes official figures of the whole country, under a rule of its
            own for what it withholds, so that they may be carried as they are.
    """

    id: Id
    name: Title
    address: Address
    national: Flag = False


class Licence(Model):
    """Terms under which figures may be used; `spdx` is the identifier machines know."""

    id: Id
    name: Title
    address: Address
    attribution: Text
    spdx: Title


class Publishers(Model):
    """The whole of publishers.yml."""

    publishers: tuple[Publisher, ...]
    licences: tuple[Licence, ...]
