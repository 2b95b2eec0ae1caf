"""Starts the command line in a group of processes of its own, stops it, and looks what is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.builds import MOMENT, ROOT

# In seconds: long enough for a busy machine. What is waited for takes a fraction of it.
PATIENCE = 60
# As long as what was left behind may live on, in seconds.
LIFE = 5


# Runs the command line as on a system that can only spawn processes.
SPAWNING = (
    "from build_scripts.work import pool; pool.get_all_start_methods = lambda: ['spawn']; "
    "from build_scripts.__main__ import main; main()"
)


def started(*words: str | Path, cwd: Path = ROOT, spawning: bool = False) -> subprocess.Popen[str]:
    """Start a command, with everything it prints in one pipe.

    Args:
        words: the words of the command.
        cwd: where it is started.
        spawning: whether it should do as on a system without a fork server.
    """
    program = ["-c", SPAWNING] if spawning else ["-m", "build_scripts"]
    return subprocess.Popen(
        [sys.executable, "-P", *program, *(os.fspath(word) for word in words)],
        cwd=cwd,
        env=os.environ | {"SOURCE_DATE_EPOCH": MOMENT, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
        # As at a terminal: whoever starts the tests in the background has them ignore Ctrl+C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def family(leader: int) -> set[int]:
    """The living processes of the group that a process leads."""
    if not Path("/proc/self/stat").exists():  # no Linux
        try:
            os.killpg(leader, 0)
        except ProcessLookupError:
            return set()
        return {leader}
    return {
        int(path.name)
        for path in Path("/proc").glob("[0-9]*")
        if (fields := _fields(path)) and fields[0] != "Z" and int(fields[2]) == leader
    }


def _fields(process: Path) -> list[str]:
    """State, parent, group and so on of a process; nothing if it has just ended."""
    try:
        return (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []


def wait_for(happened: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Wait until something is so; False if it does not come to be."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def end_all(run: subprocess.Popen[str]) -> None:
    """Leave nothing behind, whatever a test has found."""
    for process in family(run.pid):
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue
    run.wait()
    if run.stdout is not None:
        run.stdout.close()
