"""Reads the words of a datasets folder: everything but the figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from build_scripts.checks import references
from build_scripts.model.edition import SharedFiles
from build_scripts.model.indicator import Indicator
from build_scripts.model.problems import Problem
from build_scripts.reading.yaml_misfits import parse
from build_scripts.reading.yaml_text import read_yaml
from build_scripts.store import files

SharedReader = Callable[[Path], tuple[SharedFiles | None, list[Problem]]]


@dataclass(frozen=True)
class Portal:
    """A datasets folder whose words have been read and whose references have been checked.

    Attributes:
        indicators: by id, in the order of the ids; those whose YAML could be read.
        problems: of the words and references; the figures are checked by `check_figures`.
    """

    datasets: Path
    shared: SharedFiles | None
    ids: tuple[str, ...]
    indicators: dict[str, Indicator]
    problems: tuple[Problem, ...]


def read_portal(datasets: Path, read_shared: SharedReader) -> Portal:
    """Read the words of a datasets folder: the shared files and every indicator's YAML.

    Args:
        datasets: the datasets folder.
        read_shared: reads its shared files; `shared_files.read_shared` or one that remembers.
    """
    if not datasets.is_dir():
        return Portal(datasets, None, (), {}, (no_folder(datasets.name),))
    ids, problems = files.indicator_ids(datasets)
    shared, found = read_shared(datasets)
    problems += found
    indicators: dict[str, Indicator] = {}
    for indicator_id in ids:
        path = datasets / indicator_id / files.INDICATOR_YAML
        if not path.is_file() or path.is_symlink():
            continue
        indicator, found = parse(read_yaml(path, f"{indicator_id}/{path.name}"), Indicator)
        problems += found
        if indicator is not None:
            indicators[indicator_id] = indicator
    if shared is not None:
        problems += references.check_shared(shared.reference, ids, shared.portal.named())
        for indicator_id, indicator in indicators.items():
            folder = datasets / indicator_id
            problems += references.check_indicator(folder, indicator, shared.reference, ids)
    return Portal(datasets, shared, tuple(ids), indicators, tuple(problems))


def no_folder(name: str) -> Problem:
    """The problem of a folder that was named and does not exist."""
    return Problem(
        name,
        None,
        None,
        "file-missing",
        "no such folder",
        "a datasets folder, with portal.yml and one folder for each indicator",
        "Give the path of the datasets folder, or of one indicator's folder inside it.",
    )
