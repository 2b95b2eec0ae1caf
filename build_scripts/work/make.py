"""Makes everything that belongs to one indicator: the checked rows, its page and its download.

In two steps. `examine` holds for every council: it checks the rows and puts the figures in order.
`present` is done for each council's site: words, charts and a page. Both are pure functions of
what they are given and the code, so that they can run in any process and be kept from one build
to the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_scripts.charts.styles import Spec
from build_scripts.checks.run import CheckedFigures, with_watched
from build_scripts.model.edition import Edition
from build_scripts.model.indicator import Indicator
from build_scripts.model.problems import stopping
from build_scripts.model.reference import Reference
from build_scripts.outputs.table import published_csv, resource
from build_scripts.pages.indicator import write_page
from build_scripts.pages.values import Page
from build_scripts.reading.lines import Read
from build_scripts.statistics.series import Entry, Figures, assemble
from build_scripts.work.checking import read_and_check
from build_scripts.work.task import Made, Task, watched


@dataclass(frozen=True, eq=False)
class Examined:
    """What holds of an indicator for every council.

    Attributes:
        figures: None where a problem stops publication.
        csv: the published CSV; None where there are no figures or a problem stops publication.
    """

    checked: CheckedFigures
    figures: Figures | None
    csv: bytes | None


def examine(
    datasets: Path, folder_name: str, read: Read[Indicator], reference: Reference
) -> Examined:
    """Check an indicator's rows and put its figures in order, once for all councils."""
    indicator = read.value
    checked = read_and_check(datasets, folder_name, read, reference)
    if stopping(checked.problems):
        return Examined(checked, None, None)
    figures = assemble(indicator, reference, checked.rows.text if checked.rows else None)
    return Examined(checked, figures, published_csv(figures) if indicator.has_figures else None)


def present(
    examined: Examined,
    edition: Edition,
    related: Sequence[tuple[str, str]],
    designs: Mapping[str, Spec],
) -> Page:
    """Write an indicator's page for one council's site.

    Args:
        examined: the indicator, without a problem that stops publication.
        edition: whose site it is.
        related: id and title of each related indicator.
        designs: the designs of charts.
    """
    assert examined.figures is not None
    entry = Entry(examined.figures, edition.standpoint)
    return write_page(entry, edition, related, designs, examined.csv)


def make(task: Task) -> Made:
    """Check one indicator and, if nothing stops publication, write its page and its download."""
    edition = task.edition
    examined = examine(task.datasets, task.folder_name, task.read, edition.reference)
    checked = with_watched(examined.checked, watched(edition.portal))
    if stopping(checked.problems):
        return Made(task.folder_name, checked.count, checked.problems, None, None, None)
    page = present(examined, edition, task.related, task.designs)
    described = None
    if examined.csv is not None:
        described = resource(task.read.value, edition.reference, examined.csv)
    return Made(task.folder_name, checked.count, checked.problems, page, examined.csv, described)
