"""Reads what all indicators share: the portal's own settings, areas, neighbours, words.

Nothing here knows what an indicator is; references between files are checked in `references`.
Everything that is wrong is said at once: a file that cannot be read hides no other.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from build_scripts.model.columns import Fields
from build_scripts.model.edition import Portal, SharedFiles
from build_scripts.model.problems import Problem, problem
from build_scripts.model.reference import Area, PrintedBullet, Reference
from build_scripts.model.symbols import KnownSymbols, Symbols
from build_scripts.model.vocabulary import Commitments, Glossary, Publishers
from build_scripts.reading.area_rows import check_areas
from build_scripts.reading.lines import Read
from build_scripts.reading.neighbour_rows import check_neighbours
from build_scripts.reading.repeats import (
    repeated_commitments,
    repeated_publishers,
    repeated_symbols,
    repeated_terms,
)
from build_scripts.reading.schemas import table_schema, unfit_columns
from build_scripts.reading.shared_rows import SharedRows, cells_that_do_not_fit
from build_scripts.reading.tables import check_file, repeated_keys
from build_scripts.reading.yaml_misfits import AnyModel, parse
from build_scripts.reading.yaml_text import load_yaml
from build_scripts.store.paths import PORTAL_FILE, SHARED

FIELDS_FILE = f"{SHARED}/fields.yml"
YAML_FILES = (
    PORTAL_FILE,
    FIELDS_FILE,
    f"{SHARED}/commitments.yml",
    f"{SHARED}/symbols.yml",
    f"{SHARED}/glossary.yml",
    f"{SHARED}/publishers.yml",
)
TABLES = ("areas", "statistical_neighbours", "printed_list")
# A council whose indicators come from no printed list leaves this table out.
OPTIONAL_TABLES = ("printed_list",)


def read_shared(datasets: Path) -> tuple[SharedFiles | None, list[Problem]]:
    """Read the shared files of a datasets folder.

    Returns:
        The shared files, or None where one of them is missing or wrong, and the problems.
    """
    missing = [
        problem("file-missing--shared", file=name)
        for name in (
            *YAML_FILES,
            *(f"{SHARED}/{t}.csv" for t in TABLES if t not in OPTIONAL_TABLES),
        )
        if not (datasets / name).is_file()
    ]
    if missing:
        return None, missing
    problems: list[Problem] = []

    def read(name: str, model: type[AnyModel]) -> Read[AnyModel] | None:
        found, misfits = parse(load_yaml(datasets / name, name), model)
        problems.extend(misfits)
        return found

    portal = read(PORTAL_FILE, Portal)
    fields = read(FIELDS_FILE, Fields)
    commitments = read(f"{SHARED}/commitments.yml", Commitments)
    symbols = read(f"{SHARED}/symbols.yml", Symbols)
    glossary = read(f"{SHARED}/glossary.yml", Glossary)
    publishers = read(f"{SHARED}/publishers.yml", Publishers)
    unfit = unfit_columns(fields) if fields is not None else []
    problems += unfit
    tables = _read_tables(datasets, fields.value, problems) if fields and not unfit else {}
    unreadable = any(problem.stops_publication for problem in problems)
    # What stands beside something else that it contradicts can still be read.
    problems += repeated_commitments(commitments) if commitments else []
    problems += repeated_symbols(symbols) if symbols else []
    problems += repeated_terms(glossary) if glossary else []
    problems += repeated_publishers(publishers) if publishers else []
    if (areas := tables.get("areas")) is not None:
        problems += check_areas(areas)
    if (neighbours := tables.get("statistical_neighbours")) is not None:
        problems += check_neighbours(neighbours, areas)
    if (
        portal is None
        or fields is None
        or commitments is None
        or symbols is None
        or glossary is None
        or publishers is None
        or unreadable
    ):
        return None, problems
    frames = {name: table.frame for name, table in tables.items()}
    reference = Reference(
        fields=fields.value,
        commitments=commitments.value.commitments,
        symbols=KnownSymbols(symbols.value.symbols),
        terms=glossary.value.terms,
        publishers={item.id: item for item in publishers.value.publishers},
        licences={item.id: item for item in publishers.value.licences},
        areas=_areas(frames["areas"]),
        neighbours=_neighbours(frames["statistical_neighbours"]),
        printed_list=_printed_list(frames["printed_list"]),
    )
    return SharedFiles(portal.value, reference), problems


def _read_tables(datasets: Path, fields: Fields, problems: list[Problem]) -> dict[str, SharedRows]:
    """The shared tables that could be read, by name; what is wrong with them joins `problems`."""
    tables = {}
    for table in TABLES:
        name = f"{SHARED}/{table}.csv"
        columns = [column.name for column in fields.columns(table)]
        if table in OPTIONAL_TABLES and not (datasets / name).is_file():
            empty = pd.DataFrame(columns=columns, dtype=object)
            tables[table] = SharedRows(name, fields, empty, frozenset())
            continue
        read = check_file(datasets / name, name, table_schema(fields, table))
        problems.extend(read.problems)
        if read.frame is None or any(found.code == "many-errors" for found in read.problems):
            continue  # what follows from so many mistakes could only repeat them
        reported = {(problem.row, problem.column) for problem in read.problems}
        problems.extend(
            cells_that_do_not_fit(SharedRows(name, fields, read.frame, frozenset(reported)))
        )
        problems.extend(repeated_keys(read.frame, name, fields.table(table).key))
        reported = {(problem.row, problem.column) for problem in problems if problem.file == name}
        tables[table] = SharedRows(name, fields, read.frame, frozenset(reported))
    return tables


def _areas(frame: pd.DataFrame) -> dict[str, Area]:
    return {
        row["area_code"]: Area(
            code=row["area_code"],
            name=row["area_name"],
            level=row["area_level"],
            region_code=row["region_code"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for row in frame.to_dict("records")
    }


def _neighbours(frame: pd.DataFrame) -> dict[str, dict[str, tuple[str, ...]]]:
    """The neighbours of every council, closest first, by model and council."""
    found: dict[str, dict[str, list[str]]] = {}
    ranked = frame.assign(order=frame["rank"].astype(int)).sort_values("order", kind="stable")
    columns = (ranked[name] for name in ("model", "area_code", "neighbour_code"))
    for model, area, neighbour in zip(*columns, strict=True):
        found.setdefault(model, {}).setdefault(area, []).append(neighbour)
    return {
        model: {area: tuple(codes) for area, codes in lists.items()}
        for model, lists in found.items()
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _printed_list(frame: pd.DataFrame) -> tuple[PrintedBullet, ...]:
    return tuple(
        PrintedBullet(
            position=int(row["position"]),
            heading=row["printed_heading"],
            text=row["printed_text"],
            indicator_id=row["indicator_id"],
        )
        for row in frame.to_dict("records")
    )
