"""Two builds at once into one place, of portals whose pages can be told apart."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.builds import MOMENT, ROOT, built, contents
from tests.mistakes import copy_tiny_portal, replaced

NAMES = ("Alpha", "Beta")
FINE, REFUSED = 0, 2


@dataclass(frozen=True)
class Rivals:
    """Portals that differ in a word of every page, and the site of each as it must be.

    Attributes:
        datasets: the datasets folder of each, by its name.
        sites: the bytes of each site, by path.
        place: where both are built; what was kept of both lies beside it.
    """

    datasets: Mapping[str, Path]
    sites: Mapping[str, Mapping[str, bytes]]
    place: Path

    def now(self) -> str:
        """Whose site is in the place, whole; empty if it is none's."""
        there = contents(self.place)
        return next((name for name, site in self.sites.items() if there == site), "")


def rivals(folder: Path) -> Rivals:
    """Make both, and build both once, which leaves the second one's site in the place."""
    place = folder / "site"
    datasets, sites = {}, {}
    for name in NAMES:
        (folder / name).mkdir()
        datasets[name] = copy_tiny_portal(folder / name)
        replaced(datasets[name] / "portal.yml", "Testshire children in", f"{name} children in")
        sites[name] = contents(built(place, datasets[name]))
    assert sites["Alpha"] != sites["Beta"]
    return Rivals(datasets, sites, place)


def start(datasets: Path, place: Path | str) -> subprocess.Popen[str]:
    """Start a build."""
    words = ["build", "--datasets", os.fspath(datasets), "--out", os.fspath(place)]
    return subprocess.Popen(
        [sys.executable, "-m", "build_scripts", *words],
        cwd=ROOT,
        env=os.environ | {"SOURCE_DATE_EPOCH": MOMENT},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def race(rivals: Rivals, *places: Path | str, moved: bool = False) -> tuple[str, list[int]]:
    """Build both at once, and look what has come of it.

    Args:
        rivals: which two.
        places: the place as each of them calls it.
        moved: whether the second begins with nothing kept.

    Returns:
        Whose site is in the place afterwards, and the two exit codes.
    """
    before = rivals.now()
    if moved:
        shutil.rmtree(rivals.place.with_name(f"{rivals.place.name}.build"))
    runs = [start(rivals.datasets[name], at) for name, at in zip(NAMES, places, strict=True)]
    said = [run.communicate() for run in runs]
    codes = [run.returncode for run in runs]
    for code, (output, complaint) in zip(codes, said, strict=True):
        if code == FINE:
            assert "problems 0" in output and complaint == "", (output, complaint)
        else:
            assert (code, output) == (REFUSED, ""), (code, output, complaint)
            assert complaint.startswith("Error: Another build is running into "), complaint
            assert len(complaint.splitlines()) == 1
    done = [name for name, code in zip(NAMES, codes, strict=True) if code == FINE]
    # Both can have had their turn, one after the other.
    assert rivals.now() in done, (before, codes)
    return rivals.now(), codes
