"""The command line: `portal check`, `build`, `serve`, `new` and `explain`.

The only place that prints or exits. Exit codes: 0 fine, 1 the data has problems, 2 wrong command,
3 our own fault (and only then a traceback).
"""

from __future__ import annotations

import difflib
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from build_scripts import reports
from build_scripts.model.problems import grouped, stopping
from build_scripts.store.kept import KEPT
from build_scripts.store.paths import (
    HELP,
    INDICATOR_YAML,
    PACKAGE,
    PORTAL_FILE,
    TEMPLATES,
    Repository,
    repository,
)
from build_scripts.store.trees import may_replace
from build_scripts.work.pool import processes

# What a terminal of 80 columns has beside the count.
NAME_SHOWN = 30


def here() -> Repository:
    """The publication that is meant: the one around the present folder, or else our own."""
    return repository(Path.cwd())


datasets_option = click.option(
    "--datasets",
    type=click.Path(path_type=Path),
    default=lambda: here().datasets,
    help="The datasets folder, with its own portal.yml.",
)
workers_option = click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=None,
    help="How many processes to use; by default one for each core.",
)


@contextmanager
def _counted(what: str, count: int) -> Iterator[Callable[[str], None]]:
    """Counts finished steps on a line of the terminal; silent where there is no terminal.

    Args:
        what: what is being done, such as `Making`.
        count: how many steps there will be.

    Yields:
        What is to be told the name of each step that is done.
    """
    names: tuple[str, ...] = ()  # each is known only when it is done
    with click.progressbar(
        names,
        length=count,
        label=what,
        show_eta=False,
        show_pos=True,
        item_show_func=lambda name: name and name[:NAME_SHOWN],
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        yield lambda name: bar.update(1, name)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Check a council's published indicators and build the site that presents them."""


def _sentence(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


@cli.command()
@click.argument("place", type=click.Path(path_type=Path), default=lambda: here().datasets)
@click.option("--format", "form", type=click.Choice(reports.FORMATS), default="text")
@workers_option
def check(place: Path, form: str, workers: int | None) -> None:
    r"""Check the data and say everything that is wrong with it.

    PLACE is a datasets folder, or one indicator's folder inside it.

    \b
    $ portal check datasets/lac-dental-check
    1 indicator, 1,803 rows. Nothing to fix.
    """
    from build_scripts.checks.references import check_words
    from build_scripts.reading import folder as reading
    from build_scripts.reading import shared as shared_files
    from build_scripts.work.auditing import audit_all
    from build_scripts.work.checking import check_all
    from build_scripts.work.task import watched

    place = place.resolve()
    one = (place / INDICATOR_YAML).is_file() or (place.parent / PORTAL_FILE).is_file()
    datasets = place.parent if one else place
    folder = reading.read_folder(datasets, shared_files.read_shared)
    ids = tuple(i for i in folder.ids if i == place.name) if one else folder.ids
    problems = [*folder.problems, *check_words(folder)]
    if one and not place.is_dir():
        problems.append(reading.no_folder(place.name))
    with (
        # One process for four indicators: fewer are checked sooner than a process starts.
        processes(workers, len(ids) // 4, at_once=True) as executor,
        _counted("Checking", len(ids)) as done,
    ):
        checked = []
        if folder.shared is not None:
            about = watched(folder.shared.portal)
            checked = check_all(folder, about, ids, executor, done)
        audit = audit_all(folder, ids, executor)
    problems += [problem for result in checked for problem in result.problems]
    problems += audit.problems
    given_away = [cell for cell in audit.given_away if not one or cell.indicator == place.name]
    if one:
        problems = [
            p for p in problems if p.file.split("/")[0] in (place.name, "_shared", "portal.yml")
        ]
    shown = grouped(problems)
    match form:
        case "json":
            click.echo(reports.as_json(shown, given_away))
        case "github":
            click.echo(reports.as_github(shown, os.path.relpath(datasets)))
        case _:
            if shown:
                click.echo(reports.as_text(shown))
            rows = sum(result.count for result in checked)
            summary = f"{_sentence(len(ids), 'indicator', 'indicators')}, "
            summary += f"{_sentence(rows, 'row', 'rows')}. "
            click.echo(summary + _verdict(len(stopping(problems)), len(problems)))
    sys.exit(1 if stopping(problems) else 0)


def _build(datasets: Path, out: Path, workers: int | None) -> None:
    began = time.monotonic()
    datasets, out = datasets.resolve(), out.resolve()
    ours = here()
    if not may_replace(out, (datasets, PACKAGE, ours.site_src)):
        raise click.BadParameter(
            f"{out} holds something other than a site of ours, which a build would delete; "
            "name a new folder, an empty one or an earlier site",
            param_hint="--out",
        )
    work = ours.work_folder(out)
    count = sum(1 for _ in datasets.glob(f"*/{INDICATOR_YAML}"))
    with processes(workers, count, at_once=not (work / KEPT).is_dir()) as executor:
        from build_scripts import story
        from build_scripts.site import engine
        from build_scripts.site.provenance import provenance
        from build_scripts.work.workshop import Workshop

        try:
            made_from = provenance(datasets, ours.root)
            with _counted("Making", count) as done:
                built = story.build(ours, datasets, out, Workshop(work, executor, done), made_from)
        except engine.EngineError as error:
            click.echo(f"MkDocs could not build the pages:\n{error}", err=True)
            sys.exit(3)
    shown = grouped(built.problems)
    if shown:
        click.echo(reports.as_text(shown))
    if stopping(built.problems):
        click.echo(
            f"Nothing was published, and {_place(out)} is as it was. "
            f"{_verdict(len(stopping(built.problems)), len(built.problems))}"
        )
        sys.exit(1)
    count = len(built.problems)
    warnings = f"{_sentence(count, 'warning', 'warnings')}, " if count else ""
    click.echo(
        f"{_sentence(built.indicators, 'indicator', 'indicators')}, "
        f"{_sentence(built.rows, 'row', 'rows')}, "
        f"problems {len(stopping(built.problems))}, {warnings}"
        f"{_sentence(built.pages, 'page', 'pages')}, {time.monotonic() - began:.1f} seconds. "
        f"The site is in {_place(out)}."
    )


def _place(path: Path) -> str:
    inside = path.is_relative_to(Path.cwd())
    return f"{path.relative_to(Path.cwd()) if inside else path}/"


@cli.command()
@datasets_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=lambda: here().site,
    help="Where the site goes.",
)
@workers_option
def build(datasets: Path, out: Path, workers: int | None) -> None:
    r"""Check the data and, if nothing stops publication, build the site.

    A build that fails leaves the site of the last good one as it was.

    \b
    $ portal build
    63 indicators, 139,249 rows, problems 0, 308 pages, 14.2 seconds. The site is in site/.
    """
    _build(datasets, out, workers)


@cli.command()
@datasets_option
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, help="The port on this machine."
)
@workers_option
def serve(datasets: Path, port: int, workers: int | None) -> None:
    r"""Build the site and show it on this machine until Ctrl+C.

    \b
    $ portal serve --port 8080
    63 indicators, 139,249 rows, problems 0, 308 pages, 3.1 seconds. The site is in site/.
    Open http://localhost:8080/ and stop with Ctrl+C.
    """
    from build_scripts.site import serving

    try:
        server = serving.server(here().site, port)
    except OSError as error:
        raise click.BadParameter(
            f"{port} is in use or not allowed ({error.strerror}); choose another",
            param_hint="--port",
        ) from error
    with server:
        _build(datasets, here().site, workers)
        click.echo(f"Open http://localhost:{port}/ and stop with Ctrl+C.")
        with suppress(KeyboardInterrupt):
            server.serve_forever()


@cli.command()
@click.argument("indicator_id", metavar="ID")
@datasets_option
def new(indicator_id: str, datasets: Path) -> None:
    r"""Start a new indicator: a folder with a form to fill in.

    \b
    $ portal new school-meals-take-up
    Fill in datasets/school-meals-take-up/indicator.yml and put the figures beside it.
    """
    from build_scripts.reading.folder import SAFE_NAME

    if not SAFE_NAME.fullmatch(indicator_id) or "." in indicator_id or "_" in indicator_id:
        raise click.BadParameter(
            "an id has small letters, digits and hyphens, such as school-meals-take-up",
            param_hint="ID",
        )
    if not (datasets / PORTAL_FILE).is_file():
        raise click.BadParameter(
            f"{datasets} is not a datasets folder: it has no {PORTAL_FILE}",
            param_hint="--datasets",
        )
    folder = datasets / indicator_id
    if folder.exists():
        raise click.BadParameter(f"{folder} is there already", param_hint="ID")
    form = (TEMPLATES / "new_indicator.yml").read_text(encoding="utf-8")
    folder.mkdir(parents=True)
    path = folder / INDICATOR_YAML
    path.write_text(form.replace("INDICATOR_ID", indicator_id), encoding="utf-8")
    click.echo(f"Fill in {path} and put the figures beside it, as {indicator_id}.csv.")


@cli.command()
@click.argument("code")
def explain(code: str) -> None:
    r"""Explain a message of the check.

    \b
    $ portal explain stray-space
    A space before or after a text ...
    """
    from build_scripts.pages.help import read_mistakes

    mistakes = {mistake.code: mistake for mistake in read_mistakes(HELP)}
    if code not in mistakes:
        near = difflib.get_close_matches(code, mistakes, n=1)
        known = (
            f"did you mean {near[0]}?" if near else f"the codes are: {', '.join(sorted(mistakes))}"
        )
        raise click.BadParameter(f"no message has this code; {known}", param_hint="CODE")
    for case in mistakes[code].cases:
        click.echo(f"{case.why}\n\nWhat the check says:\n\n{case.expected}\n")


def _verdict(stopping_count: int, count: int) -> str:
    if not count:
        return "Nothing to fix."
    warnings = count - stopping_count
    parts = []
    if stopping_count:
        parts.append(f"{_sentence(stopping_count, 'problem', 'problems')} to fix")
    if warnings:
        parts.append(_sentence(warnings, "warning", "warnings"))
    return f"{' and '.join(parts)}."


def main() -> None:
    """Run the command line; turn our own faults, and nothing else, into exit code 3."""
    try:
        cli(standalone_mode=True)
    except Exception:  # noqa: BLE001  whatever else goes wrong is our fault, and says so
        traceback.print_exc()
        click.echo(
            "This is a fault of the portal, not of the data. Report it with the lines above.",
            err=True,
        )
        sys.exit(3)


if __name__ == "__main__":
    main()
