"""Writes problems out: as text for people, as JSON for programs, as annotations for GitHub."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from posixpath import normpath

import click

from build_scripts.disclosure.values import GivenAway
from build_scripts.model.problems import Problem
from build_scripts.model.showing import shown

FORMATS = ("text", "json", "github")
# The longest that each part of a message may be, in characters. What is expected may be a list of
# names; GitHub shows a message in one line.
LONGEST_PART, LONGEST_IN_GITHUB = 400, 160
# The same of a place: a path, or a key.
LONGEST_PLACE = 120


def _bounded(problem: Problem, longest: int) -> Problem:
    """The same problem with texts that can be shown."""
    return replace(
        problem,
        file=shown(problem.file, LONGEST_PLACE),
        column=None if problem.column is None else shown(problem.column, LONGEST_PLACE),
        found=shown(problem.found, longest),
        expected=shown(problem.expected, longest),
        what_to_do=shown(problem.what_to_do, longest),
    )


def as_text(problems: Sequence[Problem]) -> str:
    """One paragraph for each problem: where, what was found and expected, what to do, help."""
    return "\n".join(_paragraph(_bounded(problem, LONGEST_PART)) for problem in problems)


def _paragraph(problem: Problem) -> str:
    where = problem.file
    if problem.row is not None:
        called = "line" if problem.file.endswith((".yml", ".md")) else "row"
        where += f", {called} {problem.row}"
    if problem.column is not None:
        where += f", {'key' if problem.file.endswith('.yml') else 'column'} {problem.column}"
    colour = "red" if problem.stops_publication else "yellow"
    lines = [click.style(where, fg=colour, bold=True)]
    if not problem.stops_publication:
        lines.append("  A warning: it does not stop publication.")
    lines.append(f"  Found {problem.found}.")
    lines.append(f"  Expected {problem.expected}.")
    lines.append(f"  {problem.what_to_do}")
    if problem.also_rows:
        rows = ", ".join(str(row) for row in problem.also_rows)
        count = len(problem.also_rows) + problem.more
        more = f" and {problem.more:,} more" if problem.more else ""
        plural = "" if count == 1 else "s"
        lines.append(f"  (the same in {count:,} more row{plural}: {rows}{more})")
    lines.append(f"  Help: {problem.help_address} or `portal explain {problem.code}`")
    return "\n".join(lines) + "\n"


def as_json(problems: Sequence[Problem], given_away: Sequence[GivenAway]) -> str:
    """A JSON object with a list of problems, and one of withheld counts that sources give away.

    In ASCII, which every output can carry. A file is named in full, so that a program can open it.
    """
    found = {
        "problems": [
            asdict(_bounded(problem, LONGEST_PART))
            | {"file": problem.file, "help": problem.help_address}
            for problem in problems
        ],
        "given_away_by_publishers": [asdict(cell) for cell in given_away],
    }
    return json.dumps(found, indent=2, sort_keys=True)


def as_github(problems: Sequence[Problem], folder: str) -> str:
    """Workflow commands that GitHub shows beside the line they concern.

    Args:
        problems: what to show.
        folder: the datasets folder as the repository knows it, to make paths whole.
    """
    lines = []
    for problem in problems:
        level = "error" if problem.stops_publication else "warning"
        bounded = _bounded(problem, LONGEST_IN_GITHUB)
        file = normpath(f"{shown(folder, LONGEST_PLACE)}/{bounded.file}")
        place = f"file={_property(file)},line={problem.row or 1}"
        place += f",title={_property(problem.code)}"
        message = f"Found {bounded.found}. Expected {bounded.expected}. {bounded.what_to_do}"
        lines.append(f"::{level} {place}::{_message(message)}")
    return "\n".join(lines)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
