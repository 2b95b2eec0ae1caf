"""The workflows are safe, publish only what was tested, and their commands do what they say.

The last is shown by running them: each step as it stands, in order, in a fresh clone of the last
commit, with none of this machine's settings. Only what a runner fetches is taken from here: Python
with the packages that are installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.places import ROOT
from tests.setup_browser import find_browser

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
BIN = Path(sys.executable).parent
# What a runner has of its own: no variable of ours, and none of a test that runs another.
FROM_HERE = ("PATH", "SYSTEMROOT", "TMPDIR")
# `make test` and `make test-all` are what runs these tests: here they only find their tests again.
# Everything else in them, such as `make lint`, is done.
LOOK_ONLY = {"PYTEST_ADDOPTS": "--collect-only --quiet --quiet"}
WHOLE_RUNS = ("test", "test-all")
# What mypy knows of the libraries, which takes it longest to find out.
MEMORY = ".mypy_cache"

Step = Mapping[str, Any]


@dataclass(frozen=True)
class Job:
    """A job of a workflow with one choice of its matrix."""

    name: str
    steps: tuple[Step, ...]
    matrix: Mapping[str, str]

    @property
    def commands(self) -> list[Step]:
        """The steps that are commands, in order."""
        return [step for step in self.steps if "run" in step]

    @property
    def shown(self) -> set[tuple[str, str]]:
        """Its commands with their variables."""
        return {(step["run"], str(self.environment(step))) for step in self.commands}

    def environment(self, step: Step) -> dict[str, str]:
        """The variables that a step sets, with the choice of the matrix put in."""
        found = {}
        for name, value in step.get("env", {}).items():
            for key, chosen in self.matrix.items():
                value = str(value).replace(f"${{{{ matrix.{key} }}}}", chosen)
            assert "${{" not in value, f"{self.name} needs a value that only GitHub has"
            found[name] = value
        return found


def workflow(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load(
        (ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8")
    )
    return found


def jobs() -> Iterator[Job]:
    """Every job of every workflow."""
    for path in WORKFLOWS:
        for name, job in workflow(path.name)["jobs"].items():
            for row in job.get("strategy", {}).get("matrix", {}).get("include", [{}]):
                called = " ".join([f"{path.stem}: {name}", *row.values()])
                yield Job(called, tuple(job["steps"]), row)


JOBS = [job for job in jobs() if job.commands]


def shown_by_others(job: Job) -> bool:
    """Whether another job has the same commands, and more or earlier."""
    own = job.shown
    return any(
        other.shown > own or (other.shown == own and JOBS.index(other) < JOBS.index(job))
        for other in JOBS
        if other is not job
    )


def zizmor(place: Path) -> subprocess.CompletedProcess[str]:
    """Ask zizmor as its strictest persona, which also reports what may be harmless."""
    return subprocess.run(
        [
            BIN / "zizmor",
            "--offline",
            "--no-config",
            "--no-ignores",
            "--strict-collection",
            "--collect=all",
            "--persona=auditor",
            "--no-progress",
            place,
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_nothing_is_found_in_the_workflows_that_could_be_abused() -> None:
    run = zizmor(ROOT / ".github")
    assert run.returncode == 0, run.stdout + run.stderr
    assert [path for path in WORKFLOWS if path.name not in run.stderr] == []


@pytest.mark.parametrize(
    ("before", "after", "finding"),
    [
        ("run: make check\n", "run: make ${{ github.head_ref }}\n", "template-injection"),
        ("persist-credentials: false", "persist-credentials: true", "artipacked"),
        ("permissions: {}", "permissions: write-all", "excessive-permissions"),
        ("@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2", "@v6", "unpinned-uses"),
    ],
)
def test_what_could_be_abused_would_be_found(
    before: str, after: str, finding: str, tmp_path: Path
) -> None:
    text = (ROOT / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8")
    assert before in text
    place = tmp_path / ".github" / "workflows" / "publish.yml"
    place.parent.mkdir(parents=True)
    place.write_text(text.replace(before, after, 1), encoding="utf-8")
    run = zizmor(tmp_path / ".github")
    assert run.returncode != 0
    assert finding in run.stdout


def test_a_site_is_made_from_nothing_and_put_in_place_only_after_the_tests() -> None:
    jobs = workflow("publish.yml")["jobs"]
    assert (jobs["deploy"]["needs"], jobs["build"]["needs"]) == ("build", "test")
    assert [name for name, job in jobs.items() if "if" in job or "continue-on-error" in job] == []
    steps = {name: [step.get("run") for step in job["steps"]] for name, job in jobs.items()}
    assert [run for run in steps["test"] if run] == ["make check", "make test-quick"]
    assert [run for run in steps["build"] if run] == ["rm -rf build site", "make site"]
    last = jobs["build"]["steps"][-1]
    assert "upload-pages-artifact" in last["uses"] and last["with"] == {"path": "site"}
    uploading = [
        name for name, job in jobs.items() for step in job["steps"] if "upload" in str(step)
    ]
    assert uploading == ["build"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_workflow_keeps_anything_from_run_to_run(path: Path) -> None:
    steps = [step for job in workflow(path.name)["jobs"].values() for step in job["steps"]]
    assert [step for step in steps if "cache" in str(step).casefold()] == []
    assert [step for step in steps if "download-artifact" in str(step)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_job_ends_sometime_and_may_do_no_more_than_it_says(path: Path) -> None:
    assert workflow(path.name)["permissions"] == {}
    for job in workflow(path.name)["jobs"].values():
        assert 10 <= job["timeout-minutes"] <= 60
        assert "permissions" in job
        assert not any(step.get("continue-on-error") for step in job["steps"])


def test_no_command_has_a_value_of_githubs_put_into_its_text() -> None:
    assert [job.name for job in JOBS if any("${{" in step["run"] for step in job.commands)] == []


def furnish(place: Path) -> None:
    """Give a clone what `make` would install: the packages are those of this Python."""
    own = place / ".venv"
    venv.create(own, symlinks=True)
    inside = own / Path(sysconfig.get_path("purelib")).relative_to(sys.prefix)
    # The clone itself comes first: the packages name another tree as this program.
    lines = f"{place}\n{sysconfig.get_path('purelib')}\n"
    (inside / "packages.pth").write_text(lines, encoding="utf-8")
    for program in BIN.iterdir():
        target = own / "bin" / program.name
        if target.exists() or not program.is_file():
            continue
        content = program.read_bytes()
        first, _, rest = content.partition(b"\n")
        if first.startswith(b"#!") and b"python" in first:
            target.write_bytes(b"#!%s\n%s" % (os.fsencode(own / "bin" / "python"), rest))
            target.chmod(0o755)
        else:
            target.symlink_to(program)
    for name in ("ready", "ready-dev"):
        (own / name).touch()
    asked = [str(own / "bin" / "python"), "-P", "-c", "import build_scripts; print(build_scripts)"]
    run = subprocess.run(asked, cwd=own, capture_output=True, encoding="utf-8", check=True)
    assert str(place) in run.stdout, "the clone runs its own program"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The last commit, as a runner has it after its first two steps."""
    place = tmp_path / "clone"
    words = ["git", "clone", "--quiet", "--depth=1", f"file://{ROOT}", os.fspath(place)]
    subprocess.run(words, check=True)
    furnish(place)
    if (ROOT / MEMORY).is_dir():
        shutil.copytree(ROOT / MEMORY, place / MEMORY)
    return place


@pytest.mark.long
@pytest.mark.parametrize(
    "job", [job for job in JOBS if not shown_by_others(job)], ids=lambda job: job.name
)
def test_each_command_of_a_job_succeeds_as_it_stands(job: Job, clone: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    environment = {name: os.environ[name] for name in FROM_HERE if name in os.environ} | {
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_STEP_SUMMARY": str(summary),
        "CHROMIUM": find_browser(),
    }
    if job.matrix.get("target") in WHOLE_RUNS:
        environment |= LOOK_ONLY
    for step in job.commands:
        run = subprocess.run(
            ["bash", "-e", "-c", step["run"]],  # as GitHub does where no shell is named
            cwd=clone,
            env=environment | job.environment(step),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert run.returncode == 0, f"{step['run']}\n{run.stdout[-4000:]}\n{run.stderr[-4000:]}"
        assert "installed" not in run.stderr, "everything that is needed was there"
    asked = ["git", "status", "--porcelain"]
    left = subprocess.run(asked, cwd=clone, capture_output=True, encoding="utf-8", check=True)
    assert left.stdout == "", "a run leaves nothing that could be committed"
    if any("GITHUB_STEP_SUMMARY" in step["run"] for step in job.commands):
        assert "Nothing to fix." in summary.read_text(encoding="utf-8")
    if any(step["run"] == "make site" for step in job.commands):
        assert (clone / "site" / "index.html").is_file()
