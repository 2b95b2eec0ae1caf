"""Killed at every single call of the system, the last step leaves the old site or the new, whole."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from build_scripts.store.locks import alone
from build_scripts.store.marks import mark_site
from build_scripts.store.paths import work_folder
from build_scripts.store.trees import write_tree
from tests.builds import ROOT, contents
from tests.last_step import BEGINS
from tests.setup_tracer import find_tracer

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="strace is a tool of Linux"),
]
# Whatever changes a folder or a file, and whatever the step looks at in between.
CALLS = (
    "rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,openat,write,close,getdents64,"
    "newfstatat,lstat,stat,statx,chmod,fchmod,utimensat,copy_file_range,sendfile,exit_group"
)
CALL = re.compile(r"^(?:\[pid +\d+\] )?(\w+)\(")
OLD = {"index.html": b"old", "about/index.html": b"old", "gone/a.csv": b"old"}
NEW = {"index.html": b"new", "about/index.html": b"new", "data/b.csv": b"new"}


def prepared(where: Path) -> Path:
    """An earlier site, and a finished one that is to take its place."""
    write_tree(where / "site", OLD)
    mark_site(where / "site")
    write_tree(where / "finished", NEW)
    return where


def traced(where: Path, how: str, *words: str) -> str:
    """Run the step under strace; what that writes down."""
    log = where.with_name(f"{where.name}.log")
    tracer = find_tracer()
    assert tracer, "there is no strace; `make tracer` installs it"
    subprocess.run(
        [
            *(tracer, "-f", "-qq", "-o", str(log), "-e", f"trace=?{CALLS.replace(',', ',?')}"),
            *words,
            *(sys.executable, "-m", "tests.last_step", str(where), how),
        ],
        cwd=ROOT,
        # So that one run makes the same calls as the next.
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"},
        capture_output=True,
        check=False,
    )
    return re.sub(r"^\d+ +", "", log.read_text(encoding="utf-8"), flags=re.MULTILINE)


def moments(log: str) -> list[tuple[str, int]]:
    """Each call of the step: its name, and which of that name it is in the whole run."""
    counts: Counter[str] = Counter()
    found, begun = [], False
    for line in log.splitlines():
        if call := CALL.match(line):
            counts[call[1]] += 1
            if begun:
                found.append((call[1], counts[call[1]]))
        begun = begun or BEGINS in line
    return found


def own(place: Path) -> Mapping[str, bytes]:
    return {
        name: content for name, content in contents(place).items() if "/" in name or name[0] != "."
    }


@pytest.mark.parametrize("how", ["exchanged", "renamed"])
def test_a_kill_at_any_call_leaves_a_whole_site(how: str, tmp_path: Path) -> None:
    first = moments(traced(prepared(tmp_path / "first"), how))
    assert own(tmp_path / "first" / "site") == NEW
    called = Counter(name for name, _ in first)
    assert called["unlink"] + called["unlinkat"] >= len(OLD)
    assert called["renameat2"] == (how == "exchanged")
    assert called["rename"] == (1 if how == "exchanged" else 3)
    seen = Counter[str]()

    def kill_at(number: int) -> str:
        call, ordinal = first[number]
        where = prepared(tmp_path / f"{number}")
        log = traced(where, how, "-e", f"inject={call}:signal=SIGKILL:when={ordinal}")
        assert "+++ killed by SIGKILL +++" in log, (call, ordinal)
        place = where / "site"
        now = own(place) if place.exists() else {}
        # Where two names cannot be exchanged, the next build puts right what was interrupted.
        assert now in ([OLD, NEW] if how == "exchanged" else [OLD, NEW, {}]), (call, ordinal, now)
        with alone(place, work_folder(place), ()):
            after = own(place)
        assert after in (OLD, NEW), (call, ordinal, after)
        assert not now or after == now, (call, ordinal)
        beside = {path.name for path in where.iterdir()} - {"site", "site.build", "finished"}
        assert beside == set(), (call, ordinal, beside)
        shutil.rmtree(where)
        return "none" if not now else "old" if now == OLD else "new"

    with ThreadPoolExecutor(2) as pool:
        seen.update(pool.map(kill_at, range(len(first))))
    assert seen["old"] and seen["new"]
    assert bool(seen["none"]) == (how == "renamed")
