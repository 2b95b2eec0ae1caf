"""The whole story of a build, in order."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from build_scripts.charts.styles import Spec
from build_scripts.model.edition import Edition, SharedFiles
from build_scripts.model.problems import Problem, stopping
from build_scripts.outputs import package as downloads
from build_scripts.pages import reference as site_pages
from build_scripts.pages.values import Pages, Site
from build_scripts.reading.datasets import Portal, SharedReader, read_portal
from build_scripts.site import checks as site_checks
from build_scripts.site import engine
from build_scripts.site.finish import Finisher
from build_scripts.site.provenance import Provenance
from build_scripts.store import files
from build_scripts.store.kept import Keeper
from build_scripts.work import remote
from build_scripts.work.task import Made, Task, watched

# So few indicators are made sooner here than in processes that must be started first.
FEW = 3
COMMENT = re.compile(rb"/\*.*?\*/\s*", re.DOTALL)


@dataclass(frozen=True)
class Built:
    """What a build did."""

    indicators: int
    rows: int
    pages: int
    problems: tuple[Problem, ...]


def build(
    datasets: Path,
    out: Path,
    work: Path,
    made_from: Provenance,
    executor: Executor | None,
    done: Callable[[str], None],
) -> Built:
    """Check everything, make every page and, if nothing stops publication, publish.

    Args:
        datasets: the datasets folder.
        out: where the site goes. Left as it was unless the whole build succeeds.
        work: a folder for what is made on the way and kept from build to build.
        made_from: the commit and the moment of the build, as far as its outputs say.
        executor: where indicators are made; None for this process.
        done: told of each indicator that is done.
    """
    with engine.waiting(work, made_from.epoch) as generator:
        return _build(datasets, out, work, made_from, generator, executor, done)


def _build(
    datasets: Path,
    out: Path,
    work: Path,
    made_from: Provenance,
    generator: engine.Engine,
    executor: Executor | None,
    done: Callable[[str], None],
) -> Built:
    keeper = Keeper(work / files.KEPT)
    designs = _designs(keeper)  # first: meanwhile the other processes load what they need
    read_shared = _start_reading(keeper, executor, datasets)
    portal = read_portal(datasets, read_shared)
    problems = list(portal.problems)
    if portal.shared is None:
        return Built(len(portal.ids), 0, 0, tuple(problems))
    if stopping(problems):
        return _only_checked(portal, portal.shared, executor, done)
    explorer = _start_explorer(keeper, executor)
    edition = portal.shared.edition
    made = _make_all(portal, edition, designs, keeper, executor, done)
    problems += [problem for one in made for problem in one.problems]
    rows = sum(one.rows for one in made)
    if stopping(problems):
        return Built(len(portal.ids), rows, 0, tuple(problems))
    written = {one.indicator_id: one.page for one in made if one.page is not None}
    pages = site_pages.write_pages(
        Site(
            edition,
            portal.indicators,
            {i: page.summary for i, page in written.items()},
            {i: page.areas for i, page in written.items()},
            made_from,
        )
    )
    _assemble(edition, made, pages, explorer(), work)
    keeper.forget_unused()
    problems += generator.build()
    if not stopping(problems):
        count = _finish(edition, pages, work / "html")
        problems += site_checks.check_site(work / "html", str(edition.portal.address))
    if stopping(problems):
        return Built(len(portal.ids), rows, 0, tuple(problems))
    files.swap_in(_beside(work / "html", out), out)
    return Built(len(portal.ids), rows, count, tuple(problems))


def _only_checked(
    portal: Portal, shared: SharedFiles, executor: Executor | None, done: Callable[[str], None]
) -> Built:
    """Look for the rest of what is wrong: of words that name what is not there, no page is made."""
    from build_scripts.checks.run import check_all  # loads pandas

    checked = check_all(portal, watched(shared.portal), portal.ids, executor, done)
    problems = [*portal.problems, *(problem for one in checked for problem in one.problems)]
    return Built(len(portal.ids), sum(one.count for one in checked), 0, tuple(problems))


def _start_reading(keeper: Keeper, executor: Executor | None, datasets: Path) -> SharedReader:
    """Begin to read the shared files, if they were not kept; the result waits for the end of it."""
    place = keeper.place("shared", _shared_inputs(datasets))
    kept = keeper.get(place, SharedFiles)
    read: Callable[[], tuple[SharedFiles | None, list[Problem]]] = partial(
        remote.read_shared, datasets
    )
    if kept is None and executor is not None:
        read = executor.submit(remote.read_shared, datasets).result

    def finish(_: Path) -> tuple[SharedFiles | None, list[Problem]]:
        if kept is not None:
            return kept, []
        shared, problems = read()
        if shared is not None and not problems:
            keeper.put(place, shared)
        return shared, problems

    return finish


def _shared_inputs(datasets: Path) -> list[Path]:
    folder = datasets / files.SHARED
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in (datasets / files.PORTAL_FILE, *found) if path.is_file()]


def _make_all(
    portal: Portal,
    edition: Edition,
    designs: dict[str, Spec],
    keeper: Keeper,
    executor: Executor | None,
    done: Callable[[str], None],
) -> list[Made]:
    """Make each indicator, or take what an earlier build made of exactly the same."""
    titles = {i: indicator.title for i, indicator in portal.indicators.items()}
    places: dict[str, Path] = {}
    found: dict[str, Made | None] = {}
    todo: list[Task] = []
    for name, indicator in portal.indicators.items():
        related = tuple((other, titles[other]) for other in indicator.related if other in titles)
        own = sorted(path for path in (portal.datasets / name).iterdir() if path.is_file())
        inputs = [*own, *_shared_inputs(portal.datasets)]
        places[name] = keeper.place(name, inputs, repr(related))
        found[name] = keeper.get(places[name], Made)
        if found[name] is None:
            todo.append(Task(portal.datasets, name, indicator, edition, related, designs))
    # The largest first, so that no process is left with one long task at the end.
    todo.sort(key=lambda task: (-_size(task), task.folder_name))
    run = map if executor is None or len(todo) <= FEW else executor.map
    for made in run(remote.make, todo):
        found[made.indicator_id] = made
        if not stopping(made.problems):
            keeper.put(places[made.indicator_id], made)
        done(made.indicator_id)
    return [made for made in found.values() if made is not None]


def _designs(keeper: Keeper) -> dict[str, Spec]:
    """The designs of charts, which depend on our code alone."""
    place = keeper.place("designs", [])
    designs = keeper.get(place, dict)
    if designs is None:
        from build_scripts.charts.designs import all_designs  # loads Altair

        designs = all_designs()
        keeper.put(place, designs)
    return designs


def _start_explorer(keeper: Keeper, executor: Executor | None) -> Callable[[], dict[str, bytes]]:
    """Begin to make the files of the chart a reader may explore; the result waits for them."""
    place = keeper.place("explorer", [])
    kept = keeper.get(place, dict)
    if kept is not None:
        return lambda: kept
    make: Callable[[], dict[str, bytes]] = remote.explorer
    if executor is not None:
        make = executor.submit(remote.explorer).result

    def finish() -> dict[str, bytes]:
        made = make()
        keeper.put(place, made)
        return made

    return finish


def _size(task: Task) -> int:
    path = task.datasets / task.folder_name / f"{task.folder_name}.csv"
    return path.stat().st_size if path.is_file() else 0


def _assemble(
    edition: Edition,
    made: Iterable[Made],
    pages: Pages,
    explorer: Mapping[str, bytes],
    work: Path,
) -> None:
    """Write `docs` and `mkdocs.yml`: everything the site generator needs, and nothing else."""
    contents = {
        path.relative_to(files.SITE_SRC).as_posix(): _as_sent(path)
        for path in sorted(files.SITE_SRC.rglob("*"))
        if path.is_file() and path.suffix != ".md"
    }
    contents |= explorer
    for one in made:
        if one.page is not None:
            pages.markdown[f"indicators/{one.indicator_id}.md"] = one.page.markdown
            for name, text in one.page.fragments.items():
                pages.fragments[f"{one.indicator_id}/{name}"] = text
            contents |= one.page.files
    contents |= {name: text.encode("utf-8") for name, text in pages.markdown.items()}
    csvs = {one.indicator_id: one.csv for one in made if one.csv is not None}
    resources = [one.resource for one in made if one.resource is not None]
    contents |= downloads.package(edition, csvs, resources)
    files.write_tree(work / "docs", contents)
    configuration = engine.configuration(edition, files.MKDOCS_FILE, work)
    (work / "mkdocs.yml").write_text(configuration, encoding="utf-8")


def _as_sent(path: Path) -> bytes:
    """A hand-written file as readers get it: style sheets without the comments meant for us."""
    content = path.read_bytes()
    return COMMENT.sub(b"", content) if path.suffix == ".css" else content


def _finish(edition: Edition, pages: Pages, html: Path) -> int:
    """Finish every page; returns how many there are."""
    finisher = Finisher(pages.fragments, edition.reference.terms)
    root = urlsplit(str(edition.portal.address)).path
    paths = sorted(html.rglob("*.html"))
    for path in paths:
        depth = len(path.relative_to(html).parts) - 1
        text = path.read_text(encoding="utf-8")
        if path == html / "404.html":  # shown at any address, however deep
            text = text.replace('"@root/', f'"{root}')
        path.write_text(finisher.finish(text, depth), encoding="utf-8", newline="\n")
    return len(paths)


def _beside(finished: Path, out: Path) -> Path:
    """Bring the finished folder onto the file system of its place, next to it."""
    beside = out.with_name(f".{out.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(finished, beside)
    return beside
