"""Says what is wrong with the rows of statistical_neighbours.csv: every list must be whole.

A neighbour that is left out, by a slip in one cell, changes every median it belongs to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from build_scripts.model.problems import Problem, message
from build_scripts.model.reference import COUNCIL_LEVEL
from build_scripts.reading.shared_rows import QUOTED, SharedRows, folded, meet

AREA = "a code in _shared/areas.csv"


def check_neighbours(table: SharedRows, areas: SharedRows | None) -> list[Problem]:
    """Neighbours that are no councils, and lists of neighbours that are not whole.

    Args:
        table: the rows of statistical_neighbours.csv.
        areas: those of areas.csv; None where they could not be read.
    """
    spelling = _spellings(table)
    problems = list(_misspelt(table, spelling))
    known = None if areas is None else _Known.of(areas)
    if known is not None:
        problems += _no_councils(table, known)
    for model, of_model in _lists(table, spelling).items():
        sizes = Counter(len(entries) for entries in of_model.values())
        usual = max(sizes, key=lambda size: (sizes[size], size))
        for area, entries in of_model.items():
            problems += _of_council(table, model, area, entries, usual, known)
    return problems


# Rank, row and code of each neighbour of a council.
_Entries = list[tuple[int, int, str]]


def _lists(table: SharedRows, spelling: Mapping[str, str]) -> dict[str, dict[str, _Entries]]:
    """The neighbours of each council, by model and council; none of which a cell is in doubt."""
    needed = ("model", "area_code", "rank", "neighbour_code")
    lists: dict[str, dict[str, _Entries]] = {}
    doubted: set[str] = set()
    for row, cells in table.rows():
        if not table.sound(row, "model", "area_code"):
            return {}  # whose row it is, nobody knows
        if not table.sound(row, *needed):
            doubted.add(cells["area_code"])
            continue
        of_model = lists.setdefault(spelling[cells["model"]], {})
        entry = (int(cells["rank"]), row, cells["neighbour_code"])
        of_model.setdefault(cells["area_code"], []).append(entry)
    whole = {
        model: {area: entries for area, entries in of_model.items() if area not in doubted}
        for model, of_model in lists.items()
    }
    return {model: of_model for model, of_model in whole.items() if of_model}


def _spellings(table: SharedRows) -> dict[str, str]:
    """For each model as it is written, as most rows write it that mean the same."""
    counts = Counter(table.frame["model"])
    usual: dict[str, str] = {}
    for model, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        usual.setdefault(folded(model), model)
    return {model: usual[folded(model)] for model in counts}


def _misspelt(table: SharedRows, spelling: Mapping[str, str]) -> Iterator[Problem]:
    for row, cells in table.rows("model"):
        model = cells["model"]
        if spelling[model] != model:
            said = message("unknown-reference--spelling", model=model, usual=spelling[model])
            yield said.at(table.name, row, "model")


@dataclass(frozen=True)
class _Known:
    """What areas.csv says of councils.

    Attributes:
        councils: the name, the first and the last day of each, by its code.
        others: the codes of other areas.
        doubted: the codes of areas whose level is wrong, and reported as that.
    """

    councils: Mapping[str, tuple[str, str, str]]
    others: Collection[str]
    doubted: Collection[str]

    @classmethod
    def of(cls, areas: SharedRows) -> _Known:
        """Take it from the rows."""
        councils: dict[str, tuple[str, str, str]] = {}
        others, doubted = set(), set()
        for row, cells in areas.rows():
            code = cells["area_code"]
            if not areas.sound(row, "area_level"):
                doubted.add(code)
            elif cells["area_level"] == COUNCIL_LEVEL:
                councils[code] = (cells["area_name"], cells["valid_from"], cells["valid_to"])
            else:
                others.add(code)
        return cls(councils, others, doubted)

    def called(self, code: str) -> str:
        """A council as a message names it."""
        return f"{self.councils[code][0]} ({code})" if code in self.councils else code


def _no_councils(table: SharedRows, known: _Known) -> Iterator[Problem]:
    for column in ("area_code", "neighbour_code"):
        for row, cells in table.rows(column):
            code = cells[column]
            if code not in known.councils and code not in known.doubted:
                expected = (
                    AREA
                    if code not in known.others
                    else ("the code of a council: this is a region’s or a country’s")
                )
                said = message("unknown-reference", name=code, expected=expected)
                yield said.at(table.name, row, column)


def _of_council(
    table: SharedRows,
    model: str,
    area: str,
    entries: _Entries,
    usual: int,
    known: _Known | None,
) -> Iterator[Problem]:
    """What is wrong with the neighbours of one council by one model.

    Args:
        table: the rows of the table.
        model: the model.
        area: the council's code.
        entries: rank, row and code of each neighbour.
        usual: how many neighbours most councils of the model have.
        known: the councils there are; None where nobody knows.
    """
    called = known.called if known is not None else str
    first: dict[str, int] = {}
    for _, row, code in entries:
        at = (table.name, row, "neighbour_code")
        if code == area:
            yield message("wrong-neighbours--itself", area=called(area)).at(*at)
        elif code in first:
            yield message(
                "wrong-neighbours--twice",
                neighbour=called(code),
                area=called(area),
                first=first[code],
            ).at(*at)
        elif known is not None and area in known.councils and code in known.councils:
            (_, *days), (_, *others) = known.councils[area], known.councils[code]
            if not meet((days[0], days[1]), (others[0], others[1])):
                yield message(
                    "wrong-neighbours--another-time", neighbour=called(code), area=called(area)
                ).at(*at)
        first.setdefault(code, row)
    ranks = [rank for rank, _, _ in sorted(entries)]
    where = (table.name, min(row for _, row, _ in entries), "rank")
    if ranks != list(range(1, len(ranks) + 1)):
        yield message(
            "wrong-neighbours",
            ranks=_listed(ranks),
            area=f"{called(area)} in the model “{model}”",
            count=max(usual, len(ranks)),
        ).at(*where)
    elif len(ranks) != usual:
        yield message(
            "wrong-neighbours--number",
            neighbours="1 neighbour" if len(ranks) == 1 else f"{len(ranks)} neighbours",
            area=called(area),
            usual=usual,
            model=model,
        ).at(*where)


def _listed(ranks: list[int]) -> str:
    shown = ", ".join(str(rank) for rank in ranks[:QUOTED])
    return shown if len(ranks) <= QUOTED else f"{shown} …"
