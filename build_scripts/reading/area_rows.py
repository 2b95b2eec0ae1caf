"""Says what is wrong with the rows of areas.csv beside each other."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.model.problems import Message, Problem, message
from build_scripts.model.reference import COUNCIL_LEVEL, REGION_LEVEL
from build_scripts.reading.shared_rows import QUOTED, SharedRows, folded, meet


def check_areas(table: SharedRows) -> list[Problem]:
    """Areas in no region or in what is none, that end before they begin, or that share a name."""
    return [*_regions(table), *_days(table), *_names(table), *_replaced(table)]


def _regions(table: SharedRows) -> Iterator[Problem]:
    regions = {
        cells["area_code"]
        for row, cells in table.rows()
        # An area whose level is wrong, and reported as that, may be one too.
        if cells["area_level"] == REGION_LEVEL or not table.sound(row, "area_level")
    }
    for row, cells in table.rows("area_level", "region_code"):
        level, code = cells["area_level"], cells["region_code"]
        said: Message | None = None
        if level == COUNCIL_LEVEL and not code:
            guidance = table.guidance("region_code")
            said = message("blank-cell", title="code of the region it lies in", guidance=guidance)
        elif level == COUNCIL_LEVEL and code not in regions:
            expected = f"the code of a region in _shared/areas.csv, for {cells['area_name']}"
            said = message("unknown-reference", name=code, expected=expected)
        elif level != COUNCIL_LEVEL and code:
            said = message(
                "unknown-reference--no-parent", code=code, name=cells["area_name"], level=level
            )
        if said is not None:
            yield said.at(table.name, row, "region_code")


def _days(table: SharedRows) -> Iterator[Problem]:
    for row, cells in table.rows("valid_from", "valid_to"):
        first, last = cells["valid_from"], cells["valid_to"]
        if first and last and first > last:
            said = message("wrong-type--backwards", first=first, last=last)
            yield said.at(table.name, row, "valid_from")


def _names(table: SharedRows) -> Iterator[Problem]:
    """Two areas a reader could not tell apart."""
    seen: dict[tuple[str, str], list[tuple[int, str, str]]] = {}
    for row, cells in table.rows("area_name", "area_level", "valid_from", "valid_to"):
        key = (cells["area_level"], folded(cells["area_name"]))
        first, last = cells["valid_from"], cells["valid_to"]
        others = seen.setdefault(key, [])
        for other, begin, end in others:
            if meet((first, last), (begin, end)):
                said = message("duplicate-key--area", name=cells["area_name"], first=other)
                yield said.at(table.name, row, "area_name")
                break
        others.append((row, first, last))


def _replaced(table: SharedRows) -> Iterator[Problem]:
    """Predecessors and successors that are no areas."""
    known = set(table.frame["area_code"])
    for column in ("predecessors", "successors"):
        if column not in table.frame:
            continue
        for row, cells in table.rows(column):
            for code in cells[column].split():
                if code not in known:
                    said = message(
                        "unknown-reference", name=code[:QUOTED], expected="a code in this file"
                    )
                    yield said.at(table.name, row, column)
