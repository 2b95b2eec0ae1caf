"""Reads the datasets folder again: rows as the CSV has them, words as staff typed them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from build_scripts.model.periods import Period, PeriodKind
from tests.oracle.measures import Measure, measure

TOTAL = ("Total", "Total")
# What official shorthand means by a letter, where symbols.yml gives it no role.
SHORTHAND = {"b": "break", "p": "provisional"}


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
    """A row of areas.csv; the full name tells an abolished council from its successor.

    Attributes:
        exists: whether it has not been abolished.
        first, last: the days on which it began and ended, or those of all time.
    """

    code: str
    name: str
    full_name: str
    level: str
    exists: bool
    first: date = date.min
    last: date = date.max

    def existed(self, period: Period) -> bool:
        """Whether there was such an area when a period ended."""
        return self.first <= period.end <= self.last


@dataclass(frozen=True)
class Comparator:
    """An area, or a group of areas by the median of their figures, beside which the council is set.

    Attributes:
        id: `region`, `country`, `neighbours`, or that of a group of portal.yml.
        areas: the one area, or those of the group but the council itself.
        many: what the areas of a group are called together; empty for one area.
        name: what bars and files call its figure.
        label: what lines, columns and lists call it.
        counted: the areas of a group after a number, in the sentence of how far apart they are.
        spoken: what sentences call the one area.
    """

    id: str
    areas: tuple[Area, ...]
    many: str
    name: str
    label: str
    counted: str = ""
    spoken: str = ""

    def said(self, number: object) -> str:
        """What sentences call it, where so many of its areas have a figure."""
        return f"the median of {number} {self.many}" if self.many else self.spoken


class Shared:
    """portal.yml and the shared files.

    Attributes:
        comparators: in the order of the site: region, country, neighbours, then named groups.
        neighbours: the areas that are also shown one by one.
        models: every version of the model of neighbours there is.
        beginning, provisional: the symbols that say so.
        as_at: the day as at which figures are judged.
        effect: at which design effect a verdict must hold, where cases come in groups.
    """

    def __init__(self, folder: Path) -> None:
        words, shared = yaml_at(folder / "portal.yml"), folder / "_shared"
        comparators, judgement = words["comparators"], words.get("judgement", {})
        self.fewest = int(judgement.get("fewest", 20))
        self.effect_typed = str(judgement.get("smallest_design_effect", "2"))
        self.effect = float(self.effect_typed)
        self.as_at = date.fromisoformat(words["review_date"])
        self.not_ranked: list[str] = judgement.get("not_ranked", [])
        self.because: str = judgement.get("not_ranked_because", "")
        self.name: str = words["council"]["area_name"]
        self.model: str = comparators["neighbour_model"]
        self.areas = {row["area_code"]: _area(row) for row in rows_at(shared / "areas.csv")}
        self.council = self.areas[words["council"]["area_code"]]
        self.region = self.areas[comparators["region"]]
        self.country = self.areas[comparators["country"]]
        models = rows_at(shared / "statistical_neighbours.csv")
        self.neighbours = tuple(
            self.areas[row["neighbour_code"]]
            for row in models
            if (row["model"], row["area_code"]) == (self.model, self.council.code)
        )
        self.models = {row["model"] for row in models}
        self.comparators = self._comparators(comparators)
        symbols = yaml_at(shared / "symbols.yml")["symbols"]
        self.symbols: dict[str, str] = {item["symbol"]: item["means"] for item in symbols}
        roles = {s["symbol"]: s.get("role") or SHORTHAND.get(s["symbol"]) for s in symbols}
        self.beginning = sorted(symbol for symbol, role in roles.items() if role == "break")
        self.provisional = sorted(s for s, role in roles.items() if role == "provisional")

    def _comparators(self, named: Mapping[str, Any]) -> list[Comparator]:
        region, country = self.region, self.country
        spoken = named.get("region_in_sentences") or region.name
        found = [
            Comparator("region", (region,), "", region.name, region.name, "", spoken),
            Comparator("country", (country,), "", country.name, country.name, "", country.name),
            Comparator(
                "neighbours",
                self.neighbours,
                "statistical neighbours",
                "Median of statistical neighbours",
                "Neighbours’ median",
                f"neighbours (national model of {self.model})",
            ),
        ]
        for group in named.get("groups") or []:
            areas = (self.areas[code] for code in group["areas"] if code != self.council.code)
            name = group["name"]
            label = f"Median of {name}"
            found.append(
                Comparator(group["id"], tuple(areas), name, f"Median of {name}", label, name)
            )
        return found


class Dataset:
    """One indicator as its files have it: its words as typed, and its rows.

    Attributes:
        series: figures by period, for each measure, area, breakdown topic and category.
        rows: how many rows the file has.
        spans: the first and the last period in which each measure has a row.
    """

    def __init__(self, shared: Shared, path: Path) -> None:
        self.id, self.words = path.parent.name, yaml_at(path)
        said = self.words["period"]
        self.kind = PeriodKind(said["type"], said.get("reference", ""))
        declared = [measure(one, self.kind, shared.fewest) for one in self.words["measures"]]
        self.measures = {one.id: one for one in declared}
        self.headline = next(one for one in declared if one.headline)
        self.series: dict[tuple[str, str, str, str], Rows] = {}
        self.spans: dict[str, tuple[Period, Period]] = {}
        self.rows = 0
        table = path.with_name(f"{self.id}.csv")
        known: dict[tuple[str, str], Period] = {}
        for row in rows_at(table) if table.is_file() else ():
            self.rows += 1
            of, text = row["measure"], row["period"]
            if (of, text) not in known:
                known[of, text] = self.measures[of].kind.parse(text)
            period = known[of, text]
            first, last = self.spans.get(of, (period, period))
            self.spans[of] = min(first, period), max(last, period)
            key = (of, row["area_code"], row["breakdown_topic"], row["breakdown"])
            self.series.setdefault(key, {})[period] = Figure(
                period, row["value"], row["status"], row["numerator"], row["denominator"]
            )

    def of(self, measure: Measure, area: Area) -> Rows:
        """The unsplit figures of a measure and an area."""
        return self.series.get((measure.id, area.code, *TOTAL), {})

    def concerns(self, item: Mapping[str, Any], measure: Measure) -> bool:
        """Whether something dated is about a measure.

        What names no measure is about those that have the indicator's own kind of period.
        """
        named = item.get("measures")
        return measure.id in named if named else measure.kind == self.kind

    def breaks(self, measure: Measure, period: Period) -> bool:
        """Whether a new series of a measure is declared to begin with a period."""
        return any(
            item["period"] == period.text and self.concerns(item, measure)
            for item in self.words.get("breaks") or []
        )

    def exceptional(self, measure: Measure, period: Period) -> bool:
        """Whether a period is declared not comparable with any other."""
        return any(
            period.text in item["periods"] and self.concerns(item, measure)
            for item in self.words.get("exceptional") or []
        )


def _area(row: Mapping[str, str]) -> Area:
    ended = row["valid_to"][:4]
    name = row["area_name"]
    full = f"{name} (to {ended})" if ended else name
    first, last = row["valid_from"], row["valid_to"]
    return Area(
        row["area_code"],
        name,
        full,
        row["area_level"],
        not ended,
        date.fromisoformat(first) if first else date.min,
        date.fromisoformat(last) if last else date.max,
    )


def rows_at(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV, every cell as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def yaml_at(path: Path) -> Any:  # noqa: ANN401 - whatever staff typed
    """The content of a YAML file, every scalar as the text typed."""
    # The base loader makes text, lists and mappings and nothing else.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
