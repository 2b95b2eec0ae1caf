"""Small portals to try claims on, and whether the oracle lets a sentence pass.

Each has one indicator, with nothing but the rows and the keys that a rule is about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from tests.mistakes import copy_tiny_portal
from tests.oracle import sentences
from tests.oracle.facts import Facts
from tests.oracle.files import Dataset, Figure, Shared, yaml_at

COLUMNS = "measure,area_code,period,breakdown_topic,breakdown,value,status,numerator,denominator"
CODES = {
    "Testshire": "E10000991",
    "Northshire": "E10000992",
    "Southshire": "E10000993",
    "Westshire": "E10000994",
    "Oldshire": "E10000995",
    "Test Midlands": "E12000091",
    "Testland": "E92000091",
} | {f"Council {n}": f"E080009{n:02}" for n in range(1, 21)}
NOTHING: Mapping[str, object] = {}
SHARE: dict[str, object] = {"counts_rounded_to": {"country": "10", "region": "10"}}
EXACT: dict[str, object] = {"counts_rounded_to": {}}
RATE: dict[str, object] = EXACT | {
    "unit": "rate_per_10000",
    "unit_words": "per 10,000 children",
    "decimals": "1",
    "polarity": "neutral",
    "in_words": "children were on a plan",
}
ROUNDED = SHARE | {"decimals": "1", "polarity": "low"}
SIBLINGS = "brothers and sisters usually start a plan together"
NOW = "the year ending 31 March 2025"
ELSEWHERE = ["Testland, 2025, 81, , 810, 1000", "Test Midlands, 2025, 84, , 840, 1000"]
OURS = "Testshire, 2025, 74, , 469, 637"
LEAGUE = [f"Council {n}, 2025, {50 + n}, , {500 + 10 * n}, 1000" for n in range(1, 16)]
PLANS = ["Testshire, 2025, 33.6, , 577, 171572"]
POOR: dict[str, object] = {"data_quality": {"rating": "poor", "concerns": ["One return was late."]}}


class Made:
    """Makes small portals, each in a folder of its own."""

    def __init__(self, place: Path) -> None:
        self.place, self.number = place, 0

    def __call__(
        self,
        rows: Sequence[str],
        measure: Mapping[str, object] = SHARE,
        others: Mapping[str, Sequence[str]] | None = None,
        councils: int = 0,
        neighbours: Sequence[str] = (),
        words: Mapping[str, object] = NOTHING,
    ) -> Facts:
        """What the oracle makes of a portal of one indicator.

        Args:
            rows: `area, period, value, status, numerator, denominator`; what is empty at the end
                may be left out.
            measure: keys of its headline measure.
            others: rows of other measures, by the id of the measure.
            councils: how many more councils there are than in the tiny portal.
            neighbours: the council's, if not those of the tiny portal.
            words: keys of the indicator.
        """
        self.number += 1
        folder = copy_tiny_portal(self.place / str(self.number))
        shared, dataset = folder / "_shared", folder / "dental-check"
        with (shared / "areas.csv").open("a", encoding="utf-8") as file:
            for n in range(1, councils + 1):
                name = f"Council {n}"
                file.write(f"{CODES[name]},{name},local_authority,E12000091,{n},,,,,,\n")
        if neighbours:
            lines = [f"May 2025,{CODES['Testshire']},1,{CODES[name]},close" for name in neighbours]
            head = "model,area_code,rank,neighbour_code,closeness"
            (shared / "statistical_neighbours.csv").write_text(
                "\n".join([head, *lines, ""]), encoding="utf-8"
            )
        said = yaml_at(dataset / "indicator.yml") | words
        main = said["measures"][0] | measure
        said["breakdowns"] = words.get("breakdowns", [])
        said["measures"] = [main] + [
            {**main, "headline": "false", "id": i, "unit": "count", "counts_rounded_to": {}}
            if i == "known"
            else {**main, "headline": "false", "id": i, "unit": "percent"}
            for i in (others or {})
        ]
        (dataset / "indicator.yml").write_text(yaml.safe_dump(said), encoding="utf-8")
        cells = [line(main["id"], row) for row in rows]
        cells += [line(i, row) for i, some in (others or {}).items() for row in some]
        (dataset / "dental-check.csv").write_text(
            "\n".join([COLUMNS, *cells, ""]), encoding="utf-8"
        )
        return Facts(Shared(folder), Dataset(Shared(folder), dataset / "indicator.yml"))


def line(measure: str, row: str) -> str:
    """A line of the CSV."""
    area, period, *rest = (part.strip() for part in row.split(","))
    cells = [*rest, "", "", "", ""][:4]
    return ",".join([measure, CODES[area], period, "Total", "Total", *cells])


def refused(kind: str, text: str, one: Facts) -> bool:
    """Whether the oracle complains of a sentence."""
    return sentences.complaints(kind, text, one) != []


def accepted(kind: str, text: str, one: Facts) -> None:
    """The oracle must not complain of a sentence."""
    found = sentences.complaints(kind, text, one)
    assert found == [], found


def five(*shares: int, whole: int = 1000, last: int = 2025) -> list[str]:
    """Percentages of so many children in years in a row."""
    years = range(last - len(shares) + 1, last + 1)
    return [
        f"Testshire, {year}, {share}, , {share * whole // 100}, {whole}"
        for year, share in zip(years, shares, strict=True)
    ]


def rows_of(one: Facts) -> Figure:
    """The council's figure, which must be there."""
    assert one.council is not None
    return one.council
