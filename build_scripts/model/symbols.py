"""The status symbols: what each means, and the role by which code knows it.

No letter stands in code. A symbol has the role that symbols.yml gives it or, where that says
nothing, the one that official shorthand gives its letter (`standard_symbols.toml`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator, model_validator

from build_scripts.model.texts import Model, Text, Title, UnfitError

Role = Literal[
    "withheld",
    "not_applicable",
    "not_available",
    "nearly_none",
    "unreliable",
    "provisional",
    "revised",
    "break",
    "estimate",
    "forecast",
]
STANDARD = tomllib.loads(
    Path(__file__).with_name("standard_symbols.toml").read_text(encoding="utf-8")
)
# Of these there is no number to publish; of those there is, and the symbol says something of it.
WITHOUT_VALUE = ("withheld", "not_applicable", "nearly_none")
WITH_VALUE = ("break", "provisional")


class Symbol(Model):
    """A status symbol: what it means, and whether it stands instead of or beside a value.

    Attributes:
        role: what code does with a figure that has the symbol; None where it does nothing.
            `break` is the one role that says nothing of its figure but of those before it.
    """

    symbol: Annotated[str, StringConstraints(pattern=r"^[a-z]{1,5}$")]
    means: Title
    stands: Literal["instead_of_value", "beside_value", "either"]
    explanation: Text
    role: Annotated[Role | None, Field(validate_default=True)] = None

    @field_validator("role", mode="before")
    @classmethod
    def _standard(cls, role: object, info: ValidationInfo) -> object:
        return STANDARD.get(info.data.get("symbol", "")) if role is None else role

    @model_validator(mode="after")
    def _stands_as_its_role_does(self) -> Symbol:
        if self.role in WITHOUT_VALUE and self.stands != "instead_of_value":
            raise UnfitError(
                f"`stands: {self.stands}` for the symbol “{self.symbol}” with the role {self.role}",
                "`stands: instead_of_value`, or another `role`",
            )
        if self.role in WITH_VALUE and self.stands == "instead_of_value":
            raise UnfitError(
                f"`stands: {self.stands}` for the symbol “{self.symbol}” with the role {self.role}",
                "`stands: beside_value` or `either`, or another `role`",
            )
        return self


class Symbols(Model):
    """The whole of symbols.yml."""

    symbols: tuple[Symbol, ...]


class KnownSymbols(Mapping[str, Symbol]):
    """The symbols of a portal by what stands in `status`, in the order of symbols.yml."""

    def __init__(self, symbols: Iterable[Symbol]) -> None:
        self._symbols = {symbol.symbol: symbol for symbol in symbols}

    def __getitem__(self, status: str) -> Symbol:
        return self._symbols[status]

    def __iter__(self) -> Iterator[str]:
        return iter(self._symbols)

    def __len__(self) -> int:
        return len(self._symbols)

    def __repr__(self) -> str:
        return f"KnownSymbols({list(self._symbols.values())!r})"

    def role_of(self, status: str) -> Role | None:
        """The role of what stands in `status`; None for nothing and for what is no symbol."""
        symbol = self._symbols.get(status)
        return symbol.role if symbol else None

    def with_role(self, role: Role) -> frozenset[str]:
        """The symbols that have a role; more than one may, or none."""
        return frozenset(name for name, symbol in self._symbols.items() if symbol.role == role)

    @property
    def without_value(self) -> tuple[str, ...]:
        """Those beside which no value may stand."""
        return self._standing("instead_of_value")

    @property
    def may_replace_value(self) -> tuple[str, ...]:
        """Those that explain an empty value."""
        return self._standing("instead_of_value", "either")

    def _standing(self, *stands: str) -> tuple[str, ...]:
        return tuple(name for name, symbol in self._symbols.items() if symbol.stands in stands)
