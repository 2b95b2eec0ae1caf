"""Reads the figures of one indicator, if it has any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from build_scripts.model.columns import Fields
from build_scripts.model.indicator import Indicator
from build_scripts.model.problems import Problem, problem
from build_scripts.reading.csv_text import ReadTable, load, read_table
from build_scripts.reading.schemas import table_schema
from build_scripts.reading.tables import check_file


def figures_file(folder_name: str) -> str:
    """The CSV of an indicator as problems name it, relative to the datasets folder."""
    return f"{folder_name}/{folder_name}.csv"


def read_figures(
    datasets: Path,
    folder_name: str,
    indicator: Indicator,
    fields: Fields,
    symbols: frozenset[str],
) -> ReadTable:
    """Read the CSV of one indicator and check its cells.

    Args:
        datasets: the datasets folder.
        folder_name: the indicator's folder, normally its id.
        indicator: what its YAML says.
        fields: the columns of every table.
        symbols: every status symbol there is.
    """
    name = figures_file(folder_name)
    path = datasets / name
    if path.is_symlink():  # reported with the folder
        return ReadTable(None, ())
    if indicator.has_figures and not path.is_file():
        return ReadTable(None, (problem("file-missing--figures", file=name, name=name),))
    if not indicator.has_figures:
        there = (problem("unexpected-file--figures", file=name),) if path.is_file() else ()
        return ReadTable(None, there)
    limits = {
        "measure": {"enum": [measure.id for measure in indicator.measures]},
        "status": {"enum": sorted(symbols)},
    }
    return check_file(path, name, table_schema(fields, "indicator", limits), symbols)


def figures_as_text(
    datasets: Path, folder_name: str, fields: Fields, columns: Sequence[str]
) -> Iterable[tuple[object, ...]]:
    """The rows of an indicator's CSV as they stand: their numbers in Excel, then some columns.

    Nothing where the file can't be read as a table; `read_figures` says why.
    """
    name = figures_file(folder_name)
    path = datasets / name
    if path.is_symlink() or not path.is_file():
        return ()
    content = load(path, name)
    if isinstance(content, Problem):
        return ()
    frame = read_table(content, name, fields.table("indicator").fields).frame
    return () if frame is None else frame[list(columns)].itertuples(name=None)
