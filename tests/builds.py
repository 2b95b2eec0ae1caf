"""Builds whole sites for the tests, as a person at a terminal would, and reads them back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.mistakes import TESTS

ROOT = TESTS.parent
# 21 November 2026; any moment would do, as long as all builds that are compared share it.
MOMENT = "1795219200"
# What a build reads. A copy of these is a repository that knows nothing of git.
TREE = ("build_scripts", "site_src", "datasets", "mkdocs.yml")
# Two machines that have nothing in common but the input.
HERE = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}
THERE = {
    "TZ": "America/Los_Angeles",
    "PYTHONHASHSEED": "4294967295",
    # As on a machine whose files are not UTF-8 unless one says so.
    "LC_ALL": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
}
NOTHING: Mapping[str, str] = {}


def build(
    out: Path,
    datasets: Path | None = None,
    *options: str,
    tree: Path = ROOT,
    environment: Mapping[str, str] = NOTHING,
) -> subprocess.CompletedProcess[str]:
    """Run `portal build`.

    Args:
        out: where the site goes.
        datasets: the datasets folder; the tree's own by default.
        options: further words of the command.
        tree: the repository whose code and pages are used.
        environment: further variables.
    """
    command = [sys.executable, "-m", "build_scripts", "build", "--out", str(out), *options]
    if datasets is not None:
        command += ["--datasets", str(datasets)]
    return subprocess.run(
        command,
        cwd=tree,
        env=os.environ | {"SOURCE_DATE_EPOCH": MOMENT} | dict(environment),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def built(
    out: Path,
    datasets: Path | None = None,
    *options: str,
    tree: Path = ROOT,
    environment: Mapping[str, str] = NOTHING,
) -> Path:
    """Build a site that must succeed, and return its folder."""
    run = build(out, datasets, *options, tree=tree, environment=environment)
    assert run.returncode == 0, run.stdout + run.stderr
    return out


def work_folder(out: Path) -> Path:
    """Where a build into `out` keeps what it makes on the way."""
    return out.with_name(f"{out.name}.build")


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file in a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def differences(one: Path, other: Path) -> list[str]:
    """The files that two folders do not have in common, byte for byte."""
    first, second = contents(one), contents(other)
    return sorted(name for name in first.keys() | second if first.get(name) != second.get(name))


def copy_tree(place: Path) -> Path:
    """Copy everything a build reads, and nothing it made."""
    for name in TREE:
        source, target = ROOT / name, place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(
                source, target, symlinks=True, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copyfile(source, target)
    return place
