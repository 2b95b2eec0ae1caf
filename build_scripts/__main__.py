"""The command line: `portal check`, `build`, `serve`, `new` and `explain`.

It prints and exits by way of `terminal`. Exit codes: 0 fine, 1 the data has problems, 2 wrong command or
surroundings that do not allow it, 3 our own fault (and only then a traceback), 130 and 143 stopped
by Ctrl+C and by SIGTERM.
"""

from __future__ import annotations

import difflib
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

import click

from build_scripts import reports, terminal
from build_scripts.model.problems import grouped, stopping
from build_scripts.store import places
from build_scripts.store.kept import KEPT, Keeper
from build_scripts.store.locks import alone
from build_scripts.store.paths import (
    HELP,
    INDICATOR_YAML,
    PACKAGE,
    PORTAL_FILE,
    TEMPLATES,
    Repository,
    repository,
    work_folder,
)
from build_scripts.store.surroundings import SurroundingsError
from build_scripts.terminal import Place, counted, run, say
from build_scripts.work.pool import processes

# In letters: files of the site are named after an id.
LONGEST_ID = 80


def here() -> Repository:
    """The publication that is meant: the one around the present folder, or else our own."""
    try:
        return repository(Path.cwd())
    except FileNotFoundError as error:
        raise SurroundingsError("The folder you are in is no longer there.") from error


datasets_option = click.option(
    "--datasets",
    type=Place(path_type=Path),
    default=lambda: here().datasets,
    help="The datasets folder, with its own portal.yml.",
)
workers_option = click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=None,
    help="How many processes to use; by default one for each core.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Check a council's published indicators and build the site that presents them."""


def _sentence(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


@cli.command()
@click.argument("place", type=Place(path_type=Path), default=lambda: here().datasets)
@click.option("--format", "form", type=click.Choice(reports.FORMATS), default="text")
@workers_option
def check(place: Path, form: str, workers: int | None) -> None:
    r"""Check the data and say everything that is wrong with it.

    PLACE is a datasets folder, or one indicator's folder inside it.

    \b
    $ portal check datasets/lac-dental-check
    1 indicator, 1,803 rows. Nothing to fix.
    """
    from build_scripts.checks.personal import without_repeating
    from build_scripts.checks.references import check_words
    from build_scripts.reading import folder as reading
    from build_scripts.reading import shared as shared_files
    from build_scripts.site.tracked import check_tracked
    from build_scripts.work import tripwires
    from build_scripts.work.audits import audited, beside
    from build_scripts.work.checking import check_all
    from build_scripts.work.task import watched

    place = place.resolve()
    one = (place / INDICATOR_YAML).is_file() or (place.parent / PORTAL_FILE).is_file()
    datasets = place.parent if one else place
    folder = reading.read_folder(datasets, shared_files.read_shared)
    ids = tuple(i for i in folder.ids if i == place.name) if one else folder.ids
    problems = [*folder.problems, *check_words(folder), *tripwires.in_datasets(datasets)]
    keeper = None
    if datasets == here().datasets.resolve():
        problems += tripwires.in_documents(here(), datasets)
        keeper = Keeper(here().checked)
    if one and not place.is_dir():
        problems.append(reading.no_folder(place.name))
    with (
        # One process for four indicators: fewer are checked sooner than a process starts.
        processes(workers, len(ids) // 4, at_once=True) as executor,
        counted("Checking", len(ids)) as done,
    ):
        checked = []
        if folder.shared is not None:
            about = watched(folder.shared.portal)
            checked = check_all(folder, about, ids, executor, done)
        audit = audited(folder, ids, executor, keeper)
    problems += [problem for result in checked for problem in result.problems]
    if keeper is not None and not one:
        with suppress(OSError):
            keeper.forget_unused()
    problems += beside(audit, problems)
    given_away = [cell for cell in audit.given_away if not one or cell.indicator == place.name]
    if not one:
        problems += check_tracked(here(), datasets)
    problems = without_repeating(problems)
    if one:
        problems = [
            p for p in problems if p.file.split("/")[0] in (place.name, "_shared", "portal.yml")
        ]
    shown = grouped(problems)
    match form:
        case "json":
            say(reports.as_json(shown, given_away))
        case "github":
            say(reports.as_github(shown, os.path.relpath(datasets)))
        case _:
            if shown:
                say(reports.as_text(shown))
            rows = sum(result.count for result in checked)
            summary = f"{_sentence(len(ids), 'indicator', 'indicators')}, "
            summary += f"{_sentence(rows, 'row', 'rows')}. "
            say(summary + _verdict(len(stopping(problems)), len(problems)))
    sys.exit(terminal.PROBLEMS if stopping(problems) else terminal.FINE)


def _build(datasets: Path, out: Path, workers: int | None) -> None:
    began = time.monotonic()
    datasets, ours = datasets.resolve(), here()
    out = places.real(out)
    named = _place(out)  # now: the folder we are in may be the one that is replaced
    work = work_folder(out)
    count = sum(1 for _ in datasets.glob(f"*/{INDICATOR_YAML}"))
    with (
        alone(out, work, (datasets, PACKAGE, ours.site_src)),
        terminal.explained(f"Nothing was published, and {named} is as it was."),
        processes(workers, count, at_once=not (work / KEPT).is_dir()) as executor,
    ):
        from build_scripts import story
        from build_scripts.site import engine
        from build_scripts.site.provenance import provenance
        from build_scripts.work.workshop import Workshop

        try:
            made_from = provenance(datasets, ours.root)
            with counted("Making", count) as done:
                built = story.build(ours, datasets, out, Workshop(work, executor, done), made_from)
        except engine.EngineError as error:
            say(f"MkDocs could not build the pages:\n{error}", err=True)
            sys.exit(terminal.OUR_FAULT)
    shown = grouped(built.problems)
    if shown:
        say(reports.as_text(shown))
    if stopping(built.problems):
        say(
            f"Nothing was published, and {named} is as it was. "
            f"{_verdict(len(stopping(built.problems)), len(built.problems))}"
        )
        sys.exit(terminal.PROBLEMS)
    count = len(built.problems)
    warnings = f"{_sentence(count, 'warning', 'warnings')}, " if count else ""
    say(
        f"{_sentence(built.indicators, 'indicator', 'indicators')}, "
        f"{_sentence(built.rows, 'row', 'rows')}, "
        f"problems {len(stopping(built.problems))}, {warnings}"
        f"{_sentence(built.pages, 'page', 'pages')}, {time.monotonic() - began:.1f} seconds. "
        f"The site is in {named}."
    )


def _place(path: Path) -> str:
    with suppress(ValueError, FileNotFoundError):  # it lies elsewhere; or we are nowhere
        path = path.relative_to(Path.cwd())
    return f"{path}/"


@cli.command()
@datasets_option
@click.option(
    "--out",
    type=Place(path_type=Path),
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
        say(f"Open http://localhost:{port}/ and stop with Ctrl+C.")
        try:
            server.serve_forever()
        except terminal.Stopped as stopped:
            if stopped.number != signal.SIGINT:
                raise
            say("Stopped.", err=True)


@cli.command()
@click.argument("indicator_id", metavar="ID")
@datasets_option
def new(indicator_id: str, datasets: Path) -> None:
    r"""Start a new indicator: a folder with a form to fill in.

    \b
    $ portal new school-meals-take-up
    Fill in datasets/school-meals-take-up/indicator.yml and put the figures beside it.
    """
    from build_scripts.reading.folder import RESERVED, SAFE_NAME

    if not SAFE_NAME.fullmatch(indicator_id) or "." in indicator_id or "_" in indicator_id:
        raise click.BadParameter(
            "an id has small letters, digits and hyphens, such as school-meals-take-up",
            param_hint="ID",
        )
    if RESERVED.fullmatch(indicator_id):
        raise click.BadParameter(
            f"Windows keeps {indicator_id} for itself; choose another id", param_hint="ID"
        )
    if not (datasets / PORTAL_FILE).is_file():
        raise click.BadParameter(
            f"{datasets} is not a datasets folder: it has no {PORTAL_FILE}",
            param_hint="--datasets",
        )
    folder = datasets / indicator_id
    if len(indicator_id) > LONGEST_ID:
        raise click.BadParameter(
            f"an id has at most {LONGEST_ID} letters, because files are named after it",
            param_hint="ID",
        )
    if folder.exists():
        raise click.BadParameter(f"{folder} is there already", param_hint="ID")
    form = (TEMPLATES / "new_indicator.yml").read_text(encoding="utf-8")
    folder.mkdir(parents=True)
    path = folder / INDICATOR_YAML
    path.write_text(form.replace("INDICATOR_ID", indicator_id), encoding="utf-8")
    say(f"Fill in {path} and put the figures beside it, as {indicator_id}.csv.")


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
        say(f"{case.why}\n\nWhat the check says:\n\n{case.expected}\n")


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
    run(cli)


if __name__ == "__main__":
    main()
