"""Reads what all indicators share: the portal's own settings, areas, neighbours, words.

Nothing here knows what an indicator is; references between files are checked in `references`.
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
from build_scripts.reading.schemas import table_schema
from build_scripts.reading.tables import check_file, repeated_keys
from build_scripts.reading.yaml_misfits import AnyModel, parse
from build_scripts.reading.yaml_text import read_yaml
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

    def read(name: str, model: type[AnyModel]) -> AnyModel | None:
        found, misfits = parse(read_yaml((datasets / name).read_bytes(), name), model)
        problems.extend(misfits)
        return None if found is None else found.value

    portal = read(PORTAL_FILE, Portal)
    fields = read(FIELDS_FILE, Fields)
    commitments = read(f"{SHARED}/commitments.yml", Commitments)
    symbols = read(f"{SHARED}/symbols.yml", Symbols)
    glossary = read(f"{SHARED}/glossary.yml", Glossary)
    publishers = read(f"{SHARED}/publishers.yml", Publishers)
    tables = _read_tables(datasets, fields, problems) if fields else {}
    if (
        portal is None
        or fields is None
        or commitments is None
        or symbols is None
        or glossary is None
        or publishers is None
        or any(problem.stops_publication for problem in problems)
    ):
        return None, problems
    reference = Reference(
        fields=fields,
        commitments=commitments.commitments,
        symbols=KnownSymbols(symbols.symbols),
        terms=glossary.terms,
        publishers={item.id: item for item in publishers.publishers},
        licences={item.id: item for item in publishers.licences},
        areas=_areas(tables["areas"]),
        neighbours=_neighbours(tables["statistical_neighbours"]),
        printed_list=_printed_list(tables["printed_list"]),
    )
    return SharedFiles(portal, reference), problems


def _read_tables(
    datasets: Path, fields: Fields, problems: list[Problem]
) -> dict[str, pd.DataFrame]:
    tables = {}
    for table in TABLES:
        name = f"{SHARED}/{table}.csv"
        columns = [column.name for column in fields.columns(table)]
        if table in OPTIONAL_TABLES and not (datasets / name).is_file():
            tables[table] = pd.DataFrame(columns=columns, dtype=object)
            continue
        read = check_file(datasets / name, name, table_schema(fields, table))
        problems.extend(read.problems)
        if read.frame is None:
            continue
        tables[table] = read.frame
        problems.extend(repeated_keys(read.frame, name, fields.table(table).key))
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
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    ranked = frame.assign(order=frame["rank"].astype(int)).sort_values("order", kind="stable")
    columns = (ranked[name] for name in ("model", "area_code", "neighbour_code"))
    for model, area, neighbour in zip(*columns, strict=True):
        of_model = found.setdefault(model, {})
        of_model[area] = (*of_model.get(area, ()), neighbour)
    return found


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
