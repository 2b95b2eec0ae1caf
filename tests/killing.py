"""Kills builds at random moments and looks at what is left: `make kill N=50`.

Builds of two portals take turns in one place. Each is stopped after a random while, in a random way:
the command alone or all of its processes, by SIGKILL, SIGTERM or Ctrl+C. Afterwards the site must be
the last good one or the new one, whole; no process may be left; and the next build must succeed.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.builds import built, work_folder
from tests.pairs import NAMES, Rivals, rivals
from tests.stopping import LIFE, end_all, family, started, wait_for

WAYS = (
    ("SIGKILL, the command alone", signal.SIGKILL, os.kill),
    ("SIGKILL, all processes", signal.SIGKILL, os.killpg),
    ("SIGTERM, the command alone", signal.SIGTERM, os.kill),
    ("Ctrl+C, all processes", signal.SIGINT, os.killpg),
)
# What a shell or the system calls the end by each signal.
ENDS = {signal.SIGKILL: -9, signal.SIGTERM: 143, signal.SIGINT: 130}
# As long as a process takes before it can hear a signal in its own way.
LOADING = 0.5


def killed(one: Rivals, number: int, moments: random.Random, longest: float) -> str:
    """Kill one build and look at what is left.

    Args:
        one: the two portals, and the place that they share.
        number: which of the kills it is; it decides whose turn it is and how the build is killed.
        moments: where random moments come from.
        longest: how many seconds such a build takes if nobody kills it.

    Returns:
        What became of it, for the count.
    """
    name = NAMES[number % 2]
    before = one.now()
    assert before, "there was no whole site to begin with"
    if moments.random() < 1 / 4:  # as if it were the first
        shutil.rmtree(work_folder(one.place), ignore_errors=True)
    _, sent, send = WAYS[number % len(WAYS)]
    run = started("build", "--datasets", one.datasets[name], "--out", one.place, "--workers", "2")
    try:
        least = 0 if sent == signal.SIGKILL else LOADING
        pause = moments.uniform(least, longest)
        try:
            code = run.wait(pause)
        except subprocess.TimeoutExpired:
            send(run.pid, sent)
            code = run.wait()
        assert wait_for(lambda: not family(run.pid), LIFE), "a process was left behind"
        now = one.now()
        assert now in (before, name), "the site is neither the old one nor the new one"
        said = run.stdout.read() if run.stdout is not None else ""
        if _before_it_began(code, sent, said):
            assert now == before
            return "stopped before it began"
        assert code in (0, ENDS[sent]), f"it ended with {code}"
        assert sent == signal.SIGKILL or "Traceback" not in said, said
        if code == 0:
            assert now == name
            return "ended before"
        return "stopped, with the new site" if now != before else "stopped, with the old site"
    finally:
        end_all(run)


def _before_it_began(code: int, sent: signal.Signals, said: str) -> bool:
    """Whether a signal came while Python was still loading the program, which hears none yet."""
    loading = sent == signal.SIGINT and said.rstrip().endswith("KeyboardInterrupt")
    return sent != signal.SIGKILL and (code == -sent or loading)


def kill(count: int, seed: int = 0) -> Counter[str]:
    """Kill so many builds; every fourth is followed by one that must succeed."""
    # The same moments again with the same seed; but no two runs of a program are alike.
    moments = random.Random(seed)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        one = rivals(Path(folder))
        began = time.monotonic()
        built(one.place, one.datasets["Beta"])
        longest = 1.2 * (time.monotonic() - began)
        for number in range(count):
            counts[WAYS[number % len(WAYS)][0]] += 1
            counts[killed(one, number, moments, longest)] += 1
            if number % 4 == 3 or number == count - 1:
                name = NAMES[number // 4 % 2]
                built(one.place, one.datasets[name])
                assert one.now() == name, "the build after a kill made something else"
                beside = sorted(path.name for path in Path(folder).iterdir())
                assert beside == [*NAMES, "site", "site.build"], beside
                counts["followed by a good build"] += 1
    return counts


def main() -> None:
    """Kill as many builds as the command says, and print what became of them."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    counts = kill(count, seed=time.time_ns())
    print(f"{count} builds killed at random: no site torn, no process left.")  # noqa: T201
    for what, times in counts.items():
        print(f"  {times:4} {what}")  # noqa: T201


if __name__ == "__main__":
    main()
