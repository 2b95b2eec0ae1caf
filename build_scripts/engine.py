"""Runs the site generator over the finished Markdown. The only module that knows MkDocs.

Search is the only plugin and there are no hooks, so that another generator reading the same folder
and the same configuration can take its place.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path

import yaml

from build_scripts import files
from build_scripts.problems import Problem
from build_scripts.shared import Shared

COMPLAINT = re.compile(r"^(WARNING|ERROR)\s+-\s+(.*)$", re.MULTILINE)
NAMED_FILE = re.compile(r"'([^']+\.md)'")


class EngineError(Exception):
    """The generator failed in a way that no page explains: our fault."""


def configuration(shared: Shared, base: Path, folder: Path) -> str:
    """The generator's configuration: the hand-written one with the portal's own words.

    Args:
        shared: the shared files.
        base: the hand-written mkdocs.yml.
        folder: where the result will stand, with the folder `docs` beside it.

    Returns:
        YAML.
    """
    portal = shared.portal
    # The theme writes these names into the page as they are.
    title = escape(portal.title)
    settings = yaml.safe_load(base.read_text(encoding="utf-8"))
    settings |= {
        "site_name": title,
        "site_url": str(portal.address),
        "site_description": f"{title}: {escape(portal.council.name)}",
        "docs_dir": "docs",
        "site_dir": "html",
        "copyright": _footer(shared),
    }
    commitments = [{escape(c.short_title): f"commitments/{c.id}.md"} for c in shared.commitments]
    settings["nav"] = [{"Home": "index.md"}, *commitments, *settings["nav"]]
    settings["theme"]["custom_dir"] = os.path.relpath(files.TEMPLATES / "theme", folder)
    return str(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False))


def _footer(shared: Shared) -> str:
    portal = shared.portal
    licence = shared.licences[portal.licence]
    links = (
        ("about/", "About"),
        ("accessibility-statement/", "Accessibility"),
        ("confidentiality-policy/", "Confidentiality"),
        ("revisions-policy/", "Revisions"),
        ("downloads/", "Download the data"),
    )
    listed = " · ".join(f'<a href="@root/{to}">{escape(text)}</a>' for to, text in links)
    return (
        f"<p>{listed}</p><p>{escape(licence.attribution)} Figures are available under the "
        f'<a href="{escape(str(licence.address))}">{escape(licence.name)}</a>, '
        f"except where otherwise stated.</p><p>{escape(portal.statement)}</p>"
    )


def build(folder: Path, epoch: int) -> list[Problem]:
    """Turn `folder/docs` into HTML in `folder/html`.

    Args:
        folder: holds `mkdocs.yml` and `docs`.
        epoch: seconds since 1970, written where the generator would write the time of the build.

    Returns:
        A problem for each complaint about a page, such as a link that leads nowhere.

    Raises:
        EngineError: the generator failed without saying which page is at fault.
    """
    settings = {
        "SOURCE_DATE_EPOCH": str(epoch),
        # Material announces its end of life on every run; README says what we do about it.
        "NO_MKDOCS_2_WARNING": "1",
    }
    # Never with --quiet: it keeps --strict from seeing the warnings it should stop at.
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "-f", "mkdocs.yml"],
        cwd=folder,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    output = run.stdout + run.stderr
    problems = _problems(COMPLAINT.findall(output))
    if run.returncode and not problems:
        raise EngineError(output.strip())
    if not problems:
        _tag_pages_only(folder / "html" / "search" / "search_index.json")
    return problems


def _tag_pages_only(path: Path) -> None:
    """Take the page's tags from its sections, which would all be found instead of the page."""
    index = json.loads(path.read_text(encoding="utf-8"))
    for entry in index["docs"]:
        if "#" in entry["location"]:
            entry.pop("tags", None)
    path.write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")


def _problems(complaints: Sequence[tuple[str, str]]) -> list[Problem]:
    problems = []
    for _, text in complaints:
        named = NAMED_FILE.search(text)
        problems.append(
            Problem(
                named[1] if named else "site_src",
                None,
                None,
                "page-not-built",
                text.rstrip("."),
                "a page whose links all lead somewhere",
                "Correct the page in site_src/, or the name it links to.",
            )
        )
    return problems
