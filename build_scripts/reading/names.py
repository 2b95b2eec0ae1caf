"""What a datasets folder has that words can name: commitments, publishers, licences, areas, models.

Where a shared file is wrong, its names are read as far as they can be: a slip in one file should not
hide what is wrong with another.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from build_scripts.model.reference import Reference
from build_scripts.reading.yaml_text import YamlFile, load_yaml
from build_scripts.store.paths import SHARED

# The largest of these tables has 150 kB; one ten times as large is reported, and not read here.
LARGEST_TABLE = 2_000_000


@dataclass(frozen=True)
class Names:
    """What can be named. None stands for a file that could not be read: nobody knows then.

    Attributes:
        national: those of the publishers that publish official figures of the whole country.
        areas: the level of each area, by its code.
        models: for each version of the neighbour model, the codes of the councils it has.
    """

    commitments: tuple[str, ...] | None
    publishers: tuple[str, ...] | None
    national: tuple[str, ...] | None
    licences: tuple[str, ...] | None
    areas: Mapping[str, str] | None
    models: Mapping[str, frozenset[str]] | None


def names_of(reference: Reference) -> Names:
    """The names of shared files that could all be read."""
    return Names(
        commitments=tuple(commitment.id for commitment in reference.commitments),
        publishers=tuple(reference.publishers),
        national=tuple(one.id for one in reference.publishers.values() if one.national),
        licences=tuple(reference.licences),
        areas={code: area.level for code, area in reference.areas.items()},
        models={model: frozenset(lists) for model, lists in reference.neighbours.items()},
    )


def readable_names(datasets: Path) -> Names:
    """The names in shared files, some of which are wrong.

    Args:
        datasets: the datasets folder.
    """
    commitments = _yaml(datasets, "commitments.yml")
    publishers = _yaml(datasets, "publishers.yml")
    areas = _rows(datasets, "areas.csv", "area_code", "area_level")
    neighbours = _rows(datasets, "statistical_neighbours.csv", "model", "area_code")
    models: dict[str, set[str]] = {}
    for model, code in neighbours or ():
        models.setdefault(model, set()).add(code)
    return Names(
        commitments=_ids(commitments, "commitments"),
        publishers=_ids(publishers, "publishers"),
        national=_ids(publishers, "publishers", "national"),
        licences=_ids(publishers, "licences"),
        areas=None if areas is None else {code: level for code, level, *_ in sorted(areas)},
        models=None
        if neighbours is None
        else {model: frozenset(codes) for model, codes in sorted(models.items())},
    )


def _yaml(datasets: Path, name: str) -> YamlFile | None:
    path = datasets / SHARED / name
    return load_yaml(path, f"{SHARED}/{name}") if path.is_file() else None


def _ids(file: YamlFile | None, key: str, marked: str = "") -> tuple[str, ...] | None:
    """The ids in a list of a file, of all or of those with a mark; None if that is not there."""
    entries = file.content.get(key) if file is not None else None
    if not isinstance(entries, list):
        return None
    found = [
        entry.get("id")
        for entry in entries
        if isinstance(entry, dict)
        and (not marked or entry.get(marked) == "true")  # a file is read as text
    ]
    return tuple(name for name in found if isinstance(name, str))


def _rows(datasets: Path, name: str, *columns: str) -> set[tuple[str, ...]] | None:
    """Every combination of cells in some columns of a table; None if it has not these columns."""
    path = datasets / SHARED / name
    if not path.is_file() or path.stat().st_size > LARGEST_TABLE:
        return None
    text = path.read_text(encoding="utf-8-sig", errors="replace").replace("\0", "")
    try:
        records = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        return None
    header = records[0] if records else []
    if not set(columns) <= set(header):
        return None
    places = [header.index(column) for column in columns]
    wide = [record for record in records[1:] if len(record) > max(places)]
    return {tuple(record[place] for place in places) for record in wide}
