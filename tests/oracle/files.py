"""Reads the datasets folder again: rows as the CSV has them, words as staff typed them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from build_scripts.model.periods import Period
from tests.oracle.measuring import shown


@dataclass(frozen=True)
class Figure:
    """One row of an indicator's CSV; `text` is its value, empty where there is none."""

    period: Period
    text: str
    status: str
    numerator: str
    denominator: str

    @property
    def value(self) -> Fraction:
        """The value, which must be there."""
        return Fraction(self.text)


Rows = dict[Period, Figure]


@dataclass(frozen=True)
class Area:
    """A row of areas.csv; the full name tells an abolished council from its successor."""

    code: str
    name: str
    full_name: str
    level: str
    exists: bool


@dataclass(frozen=True)
class Measure:
    """What is declared of a measure, as far as numbers depend on it.

    Attributes:
        unjudged: why it is declared to have no interval and no verdict, or empty.
        exceeds: why its percentages may be more than 100, so that they are no shares; or empty.
    """

    id: str
    title: str
    unit: str
    unit_words: str
    decimals: int
    polarity: str
    per: Fraction
    of: str
    in_words: str
    fewest: int
    spread: str
    unjudged: str
    exceeds: str

    def show(self, value: Fraction | float) -> str:
        """A value of this measure, without its unit."""
        return shown(value, self.decimals)

    def with_unit(self, value: Fraction) -> str:
        """A value of this measure as lists have it."""
        text = self.show(value)
        if self.unit == "percent":
            return f"{text}%"
        one = Fraction(text.replace(",", "").replace("\N{MINUS SIGN}", "-")) == 1
        return f"{text} {self.singular if one else self.unit_words}"

    @property
    def singular(self) -> str:
        """The unit after the number one; a rate's unit says nothing about how many."""
        if self.unit_words.startswith("per "):
            return self.unit_words
        return "child" if self.unit_words == "children" else self.unit_words.removesuffix("s")


def measure(said: Mapping[str, str], fewest: int) -> Measure:
    """A measure from its YAML; `fewest` is what the portal says of the smallest denominator."""
    return Measure(
        id=said["id"],
        title=said["title"],
        unit=said["unit"],
        unit_words=said["unit_words"],
        decimals=int(said["decimals"]),
        polarity=said["polarity"],
        # By the unit, not by `per`, which a slip could set to something else.
        per=Fraction(10000 if said["unit"] == "rate_per_10000" else 100),
        of=said.get("of", "children"),
        in_words=said.get("in_words", ""),
        fewest=int(said.get("fewest_to_judge", fewest)),
        spread=said.get("spread", ""),
        unjudged=said.get("not_judged_because", ""),
        exceeds=said.get("over_100_because", ""),
    )


class Shared:
    """portal.yml and the shared files."""

    def __init__(self, folder: Path) -> None:
        words, shared = yaml_at(folder / "portal.yml"), folder / "_shared"
        comparators, judgement = words["comparators"], words.get("judgement", {})
        self.fewest = int(judgement.get("fewest", 20))
        self.not_ranked: list[str] = judgement.get("not_ranked", [])
        self.because: str = judgement.get("not_ranked_because", "")
        self.name: str = words["council"]["area_name"]
        self.region_in_sentences: str = comparators.get("region_in_sentences", "")
        self.model: str = comparators["neighbour_model"]
        self.areas = {row["area_code"]: _area(row) for row in rows_at(shared / "areas.csv")}
        self.council = self.areas[words["council"]["area_code"]]
        self.region = self.areas[comparators["region"]]
        self.country = self.areas[comparators["country"]]
        models = rows_at(shared / "statistical_neighbours.csv")
        self.neighbours = [
            self.areas[row["neighbour_code"]]
            for row in models
            if (row["model"], row["area_code"]) == (self.model, self.council.code)
        ]
        symbols = yaml_at(shared / "symbols.yml")["symbols"]
        self.symbols: dict[str, str] = {item["symbol"]: item["means"] for item in symbols}


def _area(row: Mapping[str, str]) -> Area:
    ended = row["valid_to"][:4]
    name = row["area_name"]
    full = f"{name} (to {ended})" if ended else name
    return Area(row["area_code"], name, full, row["area_level"], not ended)


def rows_at(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV, every cell as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def yaml_at(path: Path) -> Any:  # noqa: ANN401 - whatever staff typed
    """The content of a YAML file, every scalar as the text typed."""
    # The base loader makes text, lists and mappings and nothing else.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
