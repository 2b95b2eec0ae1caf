"""Writes problems out: as text for people, as JSON for programs, as annotations for GitHub."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

import click

from build_scripts.disclosure.values import GivenAway
from build_scripts.model.problems import Problem

FORMATS = ("text", "json", "github")


def as_text(problems: Sequence[Problem]) -> str:
    """One paragraph for each problem: where, what was found and expected, what to do, help."""
    return "\n".join(_paragraph(problem) for problem in problems)


def _paragraph(problem: Problem) -> str:
    where = problem.file
    if problem.row is not None:
        called = "line" if problem.file.endswith(".yml") else "row"
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
    """A JSON object with a list of problems, and one of withheld counts that sources give away."""
    found = {
        "problems": [asdict(problem) | {"help": problem.help_address} for problem in problems],
        "given_away_by_publishers": [asdict(cell) for cell in given_away],
    }
    return json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True)


def as_github(problems: Sequence[Problem], folder: str) -> str:
    """Workflow commands that GitHub shows beside the line they concern.

    Args:
        problems: what to show.
        folder: the datasets folder as the repository knows it, to make paths whole.
    """
    lines = []
    for problem in problems:
        level = "error" if problem.stops_publication else "warning"
        place = f"file={_property(f'{folder}/{problem.file}')},line={problem.row or 1}"
        place += f",title={_property(problem.code)}"
        message = f"Found {problem.found}. Expected {problem.expected}. {problem.what_to_do}"
        lines.append(f"::{level} {place}::{_message(message)}")
    return "\n".join(lines)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
