"""Runs the site generator over the finished Markdown: settings, complaints, the search index.

MkDocs itself is loaded by `generator`, in a process of its own; beside it, this is the only module
that knows which generator it is. Search is the only plugin and there are no hooks, so that another
one reading the same folder and the same configuration can take its place.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import yaml

from build_scripts.model.edition import Edition
from build_scripts.model.problems import Problem, problem
from build_scripts.site.generator import SYSTEM_ERROR
from build_scripts.store.paths import TEMPLATES
from build_scripts.store.surroundings import SurroundingsError

GENERATOR = Path(__file__).with_name("generator.py")
COMPLAINT = re.compile(r"^(WARNING|ERROR)\s+-\s+(.*)$", re.MULTILINE)
# Where a page stands among others of its kind: `indicators/<id>/`, but not `indicators/` itself.
IN_A_FOLDER = re.compile(r"([^/]+/)+[^/]+/")
NAMED_FILE = re.compile(r"'([^']+\.md)'")


class EngineError(Exception):
    """The generator failed in a way that no page explains: our fault."""


def configuration(edition: Edition, base: Path, folder: Path) -> str:
    """The generator's configuration: the hand-written one with the portal's own words.

    Args:
        edition: whose site it is.
        base: the hand-written mkdocs.yml.
        folder: where the result will stand, with the folder `docs` beside it.

    Returns:
        YAML.
    """
    portal = edition.portal
    # The theme writes these names into the page as they are.
    title = escape(portal.title)
    settings = yaml.safe_load(base.read_text(encoding="utf-8"))
    settings |= {
        "site_name": title,
        "site_url": str(portal.address),
        "site_description": f"{title}: {escape(portal.council.name)}",
        "docs_dir": "docs",
        "site_dir": "html",
        "copyright": _footer(edition),
    }
    commitments = [
        {escape(c.short_title): f"commitments/{c.id}.md"} for c in edition.reference.commitments
    ]
    settings["nav"] = [{"Home": "index.md"}, *commitments, *settings["nav"]]
    settings["theme"]["custom_dir"] = os.path.relpath(TEMPLATES / "theme", folder)
    return str(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False))


def _footer(edition: Edition) -> str:
    portal = edition.portal
    licence = edition.reference.licences[portal.licence]
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


@contextmanager
def waiting(folder: Path, epoch: int) -> Iterator[Engine]:
    """Start the generator in a process of its own, where it loads while other work is done.

    Args:
        folder: will hold `mkdocs.yml` and `docs`; the HTML goes to `folder/html`.
        epoch: seconds since 1970, written where the generator would write the time of the build.
    """
    folder.mkdir(parents=True, exist_ok=True)
    settings = {
        "SOURCE_DATE_EPOCH": str(epoch),
        # Material announces its end of life on every run; README says what we do about it.
        "NO_MKDOCS_2_WARNING": "1",
        # What it says is read here, whatever the terminal can show.
        "PYTHONIOENCODING": "utf-8",
    }
    process = subprocess.Popen(
        # -P: no folder comes before the installed modules, neither ours nor the one it works in.
        [sys.executable, "-P", os.fspath(GENERATOR)],
        cwd=folder,
        env=os.environ | settings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    try:
        yield Engine(process, folder)
    finally:
        process.kill()
        with suppress(BrokenPipeError):  # it had ended before it was told to begin
            process.communicate()


@dataclass(frozen=True)
class Engine:
    """A generator that has been started and waits for the word to begin."""

    process: subprocess.Popen[str]
    folder: Path

    def build(self) -> list[Problem]:
        """Turn `docs` into HTML in `html`. Can be asked for once.

        Returns:
            A problem for each complaint about a page, such as a link that leads nowhere.

        Raises:
            EngineError: the generator failed without saying which page is at fault.
            OSError: the system did not let it read or write a file.
            SurroundingsError: it was stopped from outside.
        """
        output = self._said()
        if self.process.returncode == SYSTEM_ERROR:
            number, words, name = json.loads(output.splitlines()[-1])
            raise OSError(number, words, name)
        if self.process.returncode < 0:
            raise SurroundingsError(
                "The site generator was stopped from outside, which mostly means that there was "
                "not enough memory."
            )
        problems = _problems(COMPLAINT.findall(output))
        if self.process.returncode and not problems:
            raise EngineError(output.strip())
        if not problems:
            _shorten_index(self.folder / "html" / "search" / "search_index.json")
        return problems

    def _said(self) -> str:
        """Give the word, and return everything the generator prints until it ends."""
        assert self.process.stdin is not None and self.process.stdout is not None
        with suppress(BrokenPipeError):  # it has ended already, and said why
            # Left open: when it closes, the generator knows that the build has ended before it.
            self.process.stdin.write("build\n")
            self.process.stdin.flush()
        output = self.process.stdout.read()
        self.process.wait()
        return output


def _shorten_index(path: Path) -> None:
    """Keep of the search index what people look for: every page of the site loads it.

    A page in a folder is one of many of its kind, such as an indicator's, and is found as a whole:
    what its templates leave of its sections joins it. Any other page is found by its headings, and
    the text below them is left out. Synonyms, which are tags, belong to the whole page.
    """
    index = json.loads(path.read_text(encoding="utf-8"))
    entries: list[dict[str, Any]] = []
    for entry in index["docs"]:
        page, part, _ = entry["location"].partition("#")
        if not part:
            entries.append(entry)
        elif IN_A_FOLDER.fullmatch(page) and entries[-1]["location"] == page:
            entries[-1]["text"] += entry["text"]
        else:
            entries.append({"location": entry["location"], "title": entry["title"], "text": ""})
    index["docs"] = entries
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8", newline="\n")


def _problems(complaints: Sequence[tuple[str, str]]) -> list[Problem]:
    problems = []
    for _, text in complaints:
        named = NAMED_FILE.search(text)
        problems.append(
            problem(
                "page-not-built",
                file=named[1] if named else "site_src",
                found=text.rstrip("."),
            )
        )
    return problems
