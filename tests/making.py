"""Makes the pages of a portal as values, as a build does before the site generator comes in."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from build_scripts.disclosure.values import Audit
from build_scripts.pages.reference import write_pages
from build_scripts.pages.values import Page, Site
from build_scripts.reading.folder import Folder, read_folder
from build_scripts.reading.shared import read_shared
from build_scripts.site.provenance import Provenance
from build_scripts.work.make import make
from build_scripts.work.task import Task
from tests.designs import DESIGNS
from tests.places import SITE_SRC

MADE_FROM = Provenance(int(datetime(2026, 11, 21, tzinfo=UTC).timestamp()), "", changed=False)


@cache
def folder_in(datasets: Path) -> Folder:
    """The datasets folder of a portal without problems, read."""
    folder = read_folder(datasets, read_shared)
    assert folder.problems == () and folder.shared is not None
    return folder


@cache
def pages(datasets: Path) -> dict[str, Page]:
    """The page of each indicator of a portal, by id."""
    folder, designs = folder_in(datasets), DESIGNS
    assert folder.shared is not None
    edition, written = folder.shared.edition, {}
    for name, read in folder.read.items():
        related = tuple((other, folder.indicators[other].title) for other in read.value.related)
        made = make(Task(datasets, name, read, edition, related, designs))
        assert made.page is not None, made.problems
        written[name] = made.page
    return written


@cache
def fragments(datasets: Path) -> dict[str, str]:
    """Every fragment of a portal's pages, by name."""
    folder, written = folder_in(datasets), pages(datasets)
    assert folder.shared is not None
    found = {
        f"{name}/{part}": text
        for name, page in written.items()
        for part, text in page.fragments.items()
    }
    site = Site(folder.shared.edition, folder.indicators, written, MADE_FROM, SITE_SRC, Audit())
    return found | write_pages(site).fragments
