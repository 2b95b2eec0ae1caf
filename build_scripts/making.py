"""Makes everything that belongs to one indicator: the checked rows, its page and its download.

A pure function of the indicator's folder, the shared files and the code, and therefore kept from
one build to the next under a digest of exactly these.
"""

from __future__ import annotations

import hashlib
import pickle
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from build_scripts import downloads, files
from build_scripts.catalogue import assemble
from build_scripts.checking import Portal, check_figures
from build_scripts.indicator_page import Page, related_titles, write_page
from build_scripts.metadata import Indicator
from build_scripts.problems import Problem, stopping
from build_scripts.shared_files import Shared

# What decides, beside our own code, how a row is judged and how a chart looks.
DECIDING = ("altair", "frictionless", "jinja2", "pandas", "pydantic", "pyyaml", "vl-convert-python")


@dataclass(frozen=True)
class Task:
    """One indicator to make. Holds values only, so that it can be sent to another process."""

    datasets: Path
    folder_name: str
    indicator: Indicator
    shared: Shared
    related: tuple[tuple[str, str], ...]
    kept_at: Path


@dataclass(frozen=True)
class Made:
    """What was made of one indicator.

    Attributes:
        rows: how many data rows were checked.
        page: None where a problem stops publication.
        csv: the published CSV; None where there are no figures or a problem stops publication.
        resource: the data package's description of the CSV.
    """

    indicator_id: str
    rows: int
    problems: tuple[Problem, ...]
    page: Page | None
    csv: bytes | None
    resource: dict[str, object] | None


def tasks(portal: Portal, shared: Shared, kept: Path) -> list[Task]:
    """One task for each indicator, in the order of the ids.

    Args:
        portal: the words of all indicators.
        shared: the shared files.
        kept: the folder in which results are kept.
    """
    titles = {i: indicator.title for i, indicator in portal.indicators.items()}
    common = _common_digest(portal.datasets)
    found = []
    for folder_name, indicator in portal.indicators.items():
        related = related_titles([r for r in indicator.related if r in titles], titles)
        own = sorted(p for p in (portal.datasets / folder_name).iterdir() if p.is_file())
        key = hashlib.sha256(f"{common}{files.digest(own)}{related}".encode()).hexdigest()[:32]
        place = kept / f"{folder_name}.{key}"
        found.append(Task(portal.datasets, folder_name, indicator, shared, related, place))
    return found


def _common_digest(datasets: Path) -> str:
    """Over the shared files, our own code and templates, and the versions of what it stands on."""
    code = files.TEMPLATES.parent
    paths = [
        datasets / "portal.yml",
        *sorted(p for p in (datasets / "_shared").iterdir() if p.is_file()),
        *sorted(code.glob("*.py")),
        *sorted(p for p in files.TEMPLATES.rglob("*") if p.is_file()),
    ]
    versions = " ".join(f"{name} {version(name)}" for name in DECIDING)
    return files.digest(paths) + versions


def make(task: Task) -> Made:
    """Check one indicator and, if nothing stops publication, write its page and its download."""
    checked = check_figures(task.datasets, task.folder_name, task.indicator, task.shared)
    if stopping(checked.problems):
        return Made(task.folder_name, checked.count, checked.problems, None, None, None)
    entry = assemble(task.indicator, task.shared, checked.rows)
    page = write_page(entry, task.related)
    csv = resource = None
    if task.indicator.has_figures:
        csv = downloads.published_csv(entry)
        resource = downloads.resource(task.indicator, task.shared, csv)
    made = Made(task.folder_name, checked.count, checked.problems, page, csv, resource)
    _keep(task.kept_at, made)
    return made


def _keep(place: Path, made: Made) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f"{place.name}.part")
    unfinished.write_bytes(pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL))
    unfinished.replace(place)


def kept(task: Task) -> Made | None:
    """What an earlier build made of exactly this, if it was kept."""
    if not task.kept_at.is_file():
        return None
    try:
        made = pickle.loads(task.kept_at.read_bytes())  # noqa: S301  our own file, under build/
    except Exception:  # noqa: BLE001  a damaged file, of whatever kind, is made anew
        return None
    return made if isinstance(made, Made) else None
