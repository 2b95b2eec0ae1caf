"""The package can leave its repository: what it needs lies in it, or beside what people write."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builds import MOMENT, contents
from tests.mistakes import copy_tiny_portal
from tests.places import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.long, pytest.mark.xdist_group("tiny builds")]


def portal(place: Path, library: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, with the package of another."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "build_scripts", *words],
        cwd=place,
        env=os.environ | {"PYTHONPATH": os.fspath(library), "SOURCE_DATE_EPOCH": MOMENT},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_publication_is_checked_explained_and_built_by_a_package_that_lies_elsewhere(
    tmp_path: Path,
) -> None:
    library, place = tmp_path / "library", tmp_path / "ours"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "build_scripts", library / "build_scripts", ignore=ignored)
    place.mkdir()
    shutil.copytree(ROOT / "site_src", place / "site_src")
    shutil.copyfile(ROOT / "mkdocs.yml", place / "mkdocs.yml")
    copy_tiny_portal(place)

    checked = portal(place, library, "check")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout == "3 indicators, 94 rows. Nothing to fix.\n"
    explained = portal(place / "datasets", library, "explain", "stray-space")
    assert explained.returncode == 0 and "What the check says:" in explained.stdout
    made = portal(place, library, "build")
    assert made.returncode == 0, made.stdout + made.stderr
    assert made.stdout.endswith("The site is in site/.\n")
    assert {"index.html", "SHA256SUMS", "indicators/dental-check/index.html"} <= set(
        contents(place / "site")
    )
