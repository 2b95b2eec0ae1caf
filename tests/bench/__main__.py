"""Measures the build against its own limit on this machine, in one run, and prints a table.

The limit of a cold build is the work no version of it could leave out: Frictionless alone over the
same files plus Altair and vl-convert alone over the same charts (drawings, pictures for download and
the chart to explore), divided by the cores, plus a bare `mkdocs build` of the same pages. Each of
the three includes loading its libraries; what our own code does to prepare their input is left out.
Ratios within one run can be compared between machines; seconds cannot.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.builds import ROOT


def _alone(program: str, datasets: Path) -> dict[str, float]:
    """Run a program of this folder in a process of its own; its last line is JSON."""
    run = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{program}", datasets],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(run.stdout.strip().splitlines()[-1])
    return found


def _build(datasets: Path, out: Path) -> tuple[float, float]:
    """Run `portal build`: its wall time in seconds, and the peak memory of all its processes in MB.

    Memory is the proportional set size, in which a page shared by processes counts once; it is
    looked up five times a second, and only where the system offers it.
    """
    began = time.perf_counter()
    run = subprocess.Popen(
        [sys.executable, "-m", "build_scripts", "build", "--datasets", datasets, "--out", out],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    peak = 0.0
    while True:
        try:
            code = run.wait(timeout=0.2)
            break
        except subprocess.TimeoutExpired:
            peak = max(
                peak,
                sum(
                    _memory(path)
                    for path in Path("/proc").glob("[0-9]*")
                    if _session(path) == run.pid
                ),
            )
    assert code == 0, "the build that was to be measured failed"
    return time.perf_counter() - began, peak


def _session(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[3])
    except (OSError, IndexError):
        return -1


def _memory(process: Path) -> float:
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _mkdocs(folder: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "mkdocs.yml"],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        check=True,
    )


def main() -> None:
    """Run the whole measurement and print it."""
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        datasets, out = place / "datasets", place / "site"
        shutil.copytree(ROOT / "datasets", datasets)
        _build(datasets, out)  # warms the file cache and compiles the modules
        bare = min(_timed(lambda: _mkdocs(place / "site.build")) for _ in range(2))
        frictionless = _alone("frictionless_alone", datasets)
        charts = _alone("charts_alone", datasets)
        colds = []
        for _ in range(2):
            shutil.rmtree(place / "site.build")
            shutil.rmtree(out)
            colds.append(_build(datasets, out))
        cold, memory = min(colds)
        words = min(datasets.glob("[!_]*/*.csv")).with_name("indicator.yml")
        words.write_text(words.read_text("utf-8") + "# changed\n", "utf-8")
        one, _ = _build(datasets, out)
        none = min(_build(datasets, out)[0] for _ in range(2))
        check = _timed(
            lambda: subprocess.run(
                [sys.executable, "-m", "build_scripts", "check", str(datasets)],
                cwd=ROOT,
                capture_output=True,
                check=True,
            )
        )
    limit = (frictionless["seconds"] + charts["seconds"]) / cores + bare
    rows = [
        ("rows checked", f"{frictionless['rows']:,}", ""),
        ("drawings and pictures of charts", f"{charts['charts']:,}", ""),
        ("Frictionless alone, one core", f"{frictionless['seconds']:.1f} s", ""),
        ("Altair and vl-convert alone, one core", f"{charts['seconds']:.1f} s", ""),
        ("bare mkdocs build of the same pages", f"{bare:.1f} s", ""),
        ("limit of a cold build", f"{limit:.1f} s", ""),
        ("cold build", f"{cold:.1f} s", f"{cold / limit:.2f} × its limit"),
        (
            "build after one indicator changed",
            f"{one:.1f} s",
            f"{one / bare:.2f} × bare mkdocs",
        ),
        (
            "build after nothing changed",
            f"{none:.1f} s",
            f"{none / bare:.2f} × bare mkdocs",
        ),
        (
            "portal check, all of it",
            f"{check:.1f} s",
            f"{frictionless['rows'] / check:,.0f} rows a second",
        ),
        ("peak memory of a cold build, all processes", f"{memory:.0f} MB", ""),
    ]
    print(f"{cores} cores, Python {platform.python_version()}, {platform.system()}")
    width = max(len(row[0]) for row in rows)
    for name, value, ratio in rows:
        print(f"{name:<{width}}  {value:>10}  {ratio}".rstrip())


if __name__ == "__main__":
    main()
