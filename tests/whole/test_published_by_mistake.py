"""The page on what to do with what was published by mistake: its commands do what it says.

They are run as they stand, one block after the other, on a host that is a folder, with a figure
that lies in commits, in a copy, under a tag, behind a merge and in a closed proposal.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.mistakes import check
from tests.places import ROOT, SITE_SRC

PAGE = ROOT / ".github" / "PUBLISHED-BY-MISTAKE.md"
FILE = "datasets/school-lunches/school-lunches.csv"
OTHER = "datasets/school-lunches/indicator.yml"
SECRET = b"a-figure-that-nobody-may-see"
CORRECTED = b"value\nc\n"
# A person who commits, and none of the settings of this machine.
IDENTITY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "A colleague",
    "GIT_AUTHOR_EMAIL": "colleague@council.example",
    "GIT_COMMITTER_NAME": "A colleague",
    "GIT_COMMITTER_EMAIL": "colleague@council.example",
}


def blocks(language: str) -> list[str]:
    """What the page gives in this language, block by block."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def run(command: list[str], place: Path) -> str:
    done = subprocess.run(
        command,
        cwd=place,
        env={**os.environ, **IDENTITY},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def git(place: Path, *words: str) -> str:
    return run(["git", *words], place)


def commit(place: Path, message: str, name: str, content: bytes) -> None:
    path = place / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    git(place, "add", "--", name)
    git(place, "commit", "--quiet", "-m", message)


def secrets_on(host: Path) -> int:
    """How many objects of a repository, referred to or not, have the figure in them."""
    done = subprocess.run(
        ["git", "cat-file", "--batch-all-objects", "--batch"],
        cwd=host,
        capture_output=True,
        check=True,
    )
    return done.stdout.count(SECRET)


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """A host with the figure in every place it can be, deleted since by a further change."""
    host, work = tmp_path / "host.git", tmp_path / "work"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(host))
    git(tmp_path, "clone", "--quiet", str(host), str(work))
    git(work, "checkout", "--quiet", "-B", "main")
    commit(work, "Begin", OTHER, b"id: school-lunches\n")
    commit(work, "Add figures", FILE, b"value\n" + SECRET + b"\n")
    git(work, "tag", "-a", "v1", "-m", "First release")
    git(work, "checkout", "--quiet", "-b", "words")
    commit(work, "Change words", OTHER, b"id: school-lunches\ntitle: Lunches\n")
    git(work, "checkout", "--quiet", "main")
    commit(work, "Change figures", FILE, b"value\n" + SECRET + b"\n85\n")
    git(work, "merge", "--quiet", "--no-ff", "-m", "Merge words", "words")
    git(work, "checkout", "--quiet", "-b", "closed")
    commit(work, "Propose", FILE, b"value\n" + SECRET + b"\n90\n")
    git(work, "push", "--quiet", "origin", "closed:refs/pull/1/head")
    git(work, "checkout", "--quiet", "main")
    git(work, "rm", "--quiet", "--", FILE)
    git(work, "commit", "--quiet", "-m", "Delete figures")
    git(work, "push", "--quiet", "origin", "main", "words", "v1")
    return host


@pytest.fixture
def steps(host: Path, tmp_path: Path) -> Iterator[str]:
    """What each block of commands prints, run when it is asked for."""
    corrected = tmp_path / "corrected.csv"
    corrected.write_bytes(CORRECTED)
    place = tmp_path / "empty"
    place.mkdir()
    first, *others = blocks("sh")
    filled = first
    for name, value in (("ADDRESS", host.as_uri()), ("FILE", FILE), ("CORRECTED", corrected)):
        assert f'{name}=""\n' in first
        filled = filled.replace(f'{name}=""', f'{name}="{value}"')
    return (run(["bash", "-euo", "pipefail", "-c", f"{filled}{block}"], place) for block in others)


def test_the_commands_take_a_file_out_of_the_history_for_good(
    host: Path, tmp_path: Path, steps: Iterator[str]
) -> None:
    assert secrets_on(host) == 3, "deleting the file left every version in the history"

    changes = {line.split(maxsplit=2)[2] for line in next(steps).splitlines()}
    assert changes >= {"Add figures", "Change figures", "Propose", "Delete figures"}
    assert next(steps).splitlines() == [FILE]
    rewritten, forgotten, looked = next(steps), next(steps), next(steps)
    assert "was rewritten" in rewritten
    assert forgotten == ""
    assert [line.split()[1] for line in looked.splitlines()] == ["missing"] * 3
    assert secrets_on(tmp_path / "empty" / "clean.git") == 0

    next(steps)  # pushed
    next(steps)  # the corrected file added
    fresh = tmp_path / "empty" / "fresh"
    assert (fresh / FILE).read_bytes() == CORRECTED
    assert secrets_on(fresh) == 0
    assert git(fresh, "log", "--format=%s", "v1").splitlines() == ["Begin"]
    messages = git(fresh, "log", "--format=%s").splitlines()
    assert messages[0] == "Add the figures as they may be shown"
    assert {"Begin", "Change words"} <= set(messages)
    assert git(fresh, "show", f"HEAD:{OTHER}") == "id: school-lunches\ntitle: Lunches\n"

    assert secrets_on(host) == 3, "only the host can end what it keeps"
    git(host, "update-ref", "-d", "refs/pull/1/head")  # what the page asks the host to do
    git(host, "reflog", "expire", "--expire=now", "--all")
    git(host, "gc", "--quiet", "--prune=now")
    assert [line.split()[1] for line in next(steps).splitlines()] == ["missing"] * 3
    assert secrets_on(host) == 0

    next(steps)  # tidied
    assert sorted(path.name for path in (tmp_path / "empty").iterdir()) == ["fresh"]
    assert list(steps) == [], "every block of the page was run"


def test_a_copy_under_another_name_is_listed(
    host: Path, tmp_path: Path, steps: Iterator[str]
) -> None:
    work = tmp_path / "work"
    commit(work, "Copy", "notes/copy.csv", b"value\n" + SECRET + b"\n")
    git(work, "push", "--quiet", "origin", "main")
    next(steps)
    assert next(steps).splitlines() == [FILE, "notes/copy.csv"]


def test_a_proposal_that_the_host_keeps_is_seen(host: Path, steps: Iterator[str]) -> None:
    *_, looked, tidied = steps  # nobody asked the host
    said = {line.split()[1] for line in looked.splitlines()}
    assert "blob" in said, "the host still hands a version out, and the page's command says so"
    assert tidied == ""


def test_a_revision_without_the_number_passes_the_check(tiny_portal: Path) -> None:
    (example,) = blocks("yaml")
    path = tiny_portal / "dental-check" / "indicator.yml"
    text = path.read_text(encoding="utf-8")
    assert "revisions: []\n" in text
    path.write_text(text.replace("revisions: []\n", example), encoding="utf-8")
    assert yaml.safe_load(example)["revisions"][0].keys() == {"date", "reason", "kind"}
    result = check(tiny_portal)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    "path",
    [
        ROOT / ".github" / "CONTRIBUTING.md",
        ROOT / ".github" / "PULL_REQUEST_TEMPLATE.md",
        SITE_SRC / "confidentiality-policy.md",
    ],
    ids=lambda path: path.name,
)
def test_whoever_needs_the_page_is_led_to_it(path: Path) -> None:
    assert PAGE.name in path.read_text(encoding="utf-8")
