"""The whole story of a build, in order."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from build_scripts import downloads, engine, files, making, site_checks, site_pages
from build_scripts.checking import read_portal
from build_scripts.finish import Finisher
from build_scripts.making import Made, Task
from build_scripts.problems import Problem, stopping
from build_scripts.progress import Progress
from build_scripts.shared_files import Shared

# 1 January 1980, the earliest date a zip file knows: used where there is no commit to take one from.
NO_COMMIT = 315532800


@dataclass(frozen=True)
class Built:
    """What a build did."""

    indicators: int
    rows: int
    pages: int
    problems: tuple[Problem, ...]


def build(
    datasets: Path, out: Path, work: Path, epoch: int, executor: Executor | None, progress: Progress
) -> Built:
    """Check everything, make every page and, if nothing stops publication, publish.

    Args:
        datasets: the datasets folder.
        out: where the site goes. Left as it was unless the whole build succeeds.
        work: a folder for what is made on the way and kept from build to build.
        epoch: the moment of the build as far as its outputs say, in seconds since 1970.
        executor: where indicators are made; None for this process.
        progress: told of each indicator that is done.
    """
    portal = read_portal(datasets)
    problems = list(portal.problems)
    if portal.shared is None:
        return Built(len(portal.ids), 0, 0, tuple(problems))
    made = _make_all(making.tasks(portal, portal.shared, work / "kept"), executor, progress)
    problems += [problem for one in made for problem in one.problems]
    rows = sum(one.rows for one in made)
    if stopping(problems):
        return Built(len(portal.ids), rows, 0, tuple(problems))
    pages = site_pages.write_pages(
        site_pages.Site(
            portal.shared,
            portal.indicators,
            {one.indicator_id: one.page.summary for one in made if one.page is not None},
        )
    )
    _assemble(portal.shared, made, pages, work)
    problems += engine.build(work, epoch)
    if not stopping(problems):
        count = _finish(portal.shared, pages, work / "html")
        problems += site_checks.check_site(work / "html", str(portal.shared.portal.address))
    if stopping(problems):
        return Built(len(portal.ids), rows, 0, tuple(problems))
    files.swap_in(_beside(work / "html", out), out)
    return Built(len(portal.ids), rows, count, tuple(problems))


def _make_all(tasks: Iterable[Task], executor: Executor | None, progress: Progress) -> list[Made]:
    """Make each indicator, or take what an earlier build made of exactly the same."""
    tasks = list(tasks)
    found = {task.folder_name: making.kept(task) for task in tasks}
    todo = [task for task in tasks if found[task.folder_name] is None]
    # The largest first, so that no process is left with one long task at the end.
    todo.sort(key=lambda task: (-_size(task), task.folder_name))
    if executor is None:
        for task in todo:
            found[task.folder_name] = making.make(task)
            progress.done(task.folder_name)
    else:
        futures = [(task, executor.submit(making.make, task)) for task in todo]
        for task, future in futures:
            found[task.folder_name] = future.result()
            progress.done(task.folder_name)
    _forget_others(tasks)
    return [one for task in tasks if (one := found[task.folder_name]) is not None]


def _size(task: Task) -> int:
    path = task.datasets / task.folder_name / f"{task.folder_name}.csv"
    return path.stat().st_size if path.is_file() else 0


def _forget_others(tasks: Iterable[Task]) -> None:
    """Delete what earlier builds kept and this one could not use."""
    wanted = {task.kept_at for task in tasks}
    for folder in {path.parent for path in wanted}:
        for path in folder.iterdir() if folder.is_dir() else ():
            if path not in wanted:
                path.unlink()


def _assemble(shared: Shared, made: Iterable[Made], pages: site_pages.Pages, work: Path) -> None:
    """Write `docs` and `mkdocs.yml`: everything the site generator needs, and nothing else."""
    contents = {
        path.relative_to(files.SITE_SRC).as_posix(): path.read_bytes()
        for path in sorted(files.SITE_SRC.rglob("*"))
        if path.is_file() and path.suffix != ".md"
    }
    for one in made:
        if one.page is not None:
            pages.markdown[f"indicators/{one.indicator_id}.md"] = one.page.markdown
            for name, text in one.page.fragments.items():
                pages.fragments[f"{one.indicator_id}/{name}"] = text
    contents |= {name: text.encode("utf-8") for name, text in pages.markdown.items()}
    csvs = {one.indicator_id: one.csv for one in made if one.csv is not None}
    resources = [one.resource for one in made if one.resource is not None]
    contents |= downloads.package(shared, csvs, resources)
    files.write_tree(work / "docs", contents)
    configuration = engine.configuration(shared, files.MKDOCS_FILE, work)
    (work / "mkdocs.yml").write_text(configuration, encoding="utf-8")


def _finish(shared: Shared, pages: site_pages.Pages, html: Path) -> int:
    """Finish every page; returns how many there are."""
    finisher = Finisher(pages.fragments, shared.terms)
    root = urlsplit(str(shared.portal.address)).path
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


def moment(root: Path) -> int:
    """The moment outputs may speak of: `SOURCE_DATE_EPOCH`, else the commit's, else a fixed one."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return int(given)
    git = shutil.which("git")
    if git is None:
        return NO_COMMIT
    asked = subprocess.run(
        [git, "log", "-1", "--format=%ct"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    return int(asked.stdout) if asked.stdout.strip().isdigit() else NO_COMMIT
