"""The whole story of a build, in order.

Where and whether a thing is made is for the workshop to say; what a page looks like, for `pages`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from build_scripts.checks.personal import without_repeating
from build_scripts.checks.references import check_words
from build_scripts.model.problems import Problem, stopping
from build_scripts.pages.documents import documents
from build_scripts.pages.reference import write_pages
from build_scripts.pages.values import Site
from build_scripts.reading.folder import read_folder
from build_scripts.site import engine
from build_scripts.site.checks import check_site
from build_scripts.site.finish import finish_site
from build_scripts.site.provenance import Provenance
from build_scripts.site.tracked import check_tracked
from build_scripts.store.paths import Repository
from build_scripts.store.places import put_in_place
from build_scripts.store.trees import write_tree
from build_scripts.work import tripwires
from build_scripts.work.audits import beside
from build_scripts.work.task import watched
from build_scripts.work.workshop import Workshop


@dataclass(frozen=True)
class Built:
    """What a build did."""

    indicators: int
    rows: int
    pages: int
    problems: tuple[Problem, ...]


def build(
    repository: Repository, datasets: Path, out: Path, workshop: Workshop, made_from: Provenance
) -> Built:
    """Check everything, make every page and, if nothing stops publication, publish.

    Args:
        repository: where pages written by hand and the generator's settings lie.
        datasets: the datasets folder.
        out: where the site goes. Left as it was unless the whole build succeeds.
        workshop: makes things, or knows that they are made.
        made_from: the commit and the moment of the build, as far as its outputs say.
    """
    with engine.waiting(workshop.folder, made_from.epoch) as generator:
        built = _build(repository, datasets, out, workshop, made_from, generator)
    return replace(built, problems=tuple(without_repeating(built.problems)))


def _build(
    repository: Repository,
    datasets: Path,
    out: Path,
    workshop: Workshop,
    made_from: Provenance,
    generator: engine.Engine,
) -> Built:
    designs = workshop.designs()
    folder = read_folder(datasets, workshop.shared_files)
    problems = [
        *folder.problems,
        *check_words(folder),
        *tripwires.in_datasets(datasets),
        *tripwires.in_documents(repository, datasets),
        *check_tracked(repository, datasets, workshop.folder),
    ]
    if folder.shared is None:
        return Built(len(folder.ids), 0, 0, tuple(problems))
    if stopping(problems):
        # Of words that name what is not there no page is made, but figures can be checked.
        checked = workshop.checked(folder, watched(folder.shared.portal))
        problems += [problem for one in checked for problem in one.problems]
        problems += beside(workshop.audited(folder), problems)
        return Built(len(folder.ids), sum(one.count for one in checked), 0, tuple(problems))
    edition, explorer = folder.shared.edition, workshop.explorer()
    made = workshop.indicators(folder, edition, designs)
    problems += [problem for one in made for problem in one.problems]
    audit = workshop.audited(folder)
    problems += beside(audit, problems)
    rows = sum(one.rows for one in made)
    if stopping(problems):
        return Built(len(folder.ids), rows, 0, tuple(problems))

    written = {one.indicator_id: one.page for one in made if one.page is not None}
    site = Site(edition, folder.indicators, written, made_from, repository.site_src, audit)
    pages = write_pages(site)
    csvs = {one.indicator_id: one.csv for one in made if one.csv is not None}
    resources = [one.resource for one in made if one.resource is not None]
    work = workshop.folder
    write_tree(work / "docs", documents(site, pages, explorer(), csvs, resources))
    settings = engine.configuration(edition, repository.mkdocs_file, work)
    (work / "mkdocs.yml").write_text(settings, encoding="utf-8")
    workshop.forget_unused()

    problems += generator.build()
    if not stopping(problems):
        html, address = work / "html", str(edition.portal.address)
        finished = finish_site(html, pages.fragments, edition.reference.terms, address)
        problems += check_site(html, finished, address)
    if stopping(problems):
        return Built(len(folder.ids), rows, 0, tuple(problems))
    put_in_place(work / "html", out)
    return Built(len(folder.ids), rows, len(finished), tuple(problems))
