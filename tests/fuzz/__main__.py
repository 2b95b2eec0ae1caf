"""`make fuzz N=20000`: tries so many examples in a process for each core, and prints the counts.

Chance begins elsewhere each time; the number it prints, given as `--start`, repeats a run. Each kind
of fault is made small and shown once; its datasets folder is left under `build/fuzz/`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import secrets
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.fuzz.campaign import BATCH, Fault, first_fault
from tests.fuzz.trying import Counts, Trial
from tests.places import ROOT

LEFT = ROOT / "build" / "fuzz"


def part(count: int, start: int, build_every: int) -> tuple[Counts, list[Fault]]:
    """Try so many examples in this process.

    Returns:
        What was tried, and a fault of each kind that was met.
    """
    faults: dict[str, Fault] = {}
    with tempfile.TemporaryDirectory() as place:
        trial = Trial(Path(place), build_every)
        batch = 0
        while trial.counts.examples < count:
            fault = first_fault(
                trial, min(BATCH, count - trial.counts.examples), start + batch, faults.keys()
            )
            batch += 1
            if fault is not None:
                faults[fault.key] = fault
    return trial.counts, list(faults.values())


def main() -> int:
    """Run it.

    Returns:
        0 if nothing went wrong, 1 if something did.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="how many examples")
    parser.add_argument("--start", type=int, default=None, help="where chance begins")
    parser.add_argument("--build-every", type=int, default=5, help="build one in so many that pass")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    start = secrets.randbelow(10**9) if given.start is None else given.start
    say = sys.stdout.write
    say(f"Chance begins at {start}.\n")
    counts = Counts()
    faults: dict[str, Fault] = {}
    share = -(-given.count // given.processes)
    with ProcessPoolExecutor(
        given.processes, mp_context=multiprocessing.get_context("spawn")
    ) as pool:
        parts = [
            pool.submit(part, share, start + number * 10**6, given.build_every)
            for number in range(given.processes)
        ]
        for done in parts:
            tried, found = done.result()
            counts.add(tried)
            for fault in found:
                faults.setdefault(fault.key, fault)
    for number, fault in enumerate(faults.values(), start=1):
        say(f"\nFault {number}: {fault.said}\n")
        if fault.example is not None:
            fault.example.lay(LEFT / f"fault-{number}")
            say(f"Its datasets folder: {LEFT.relative_to(ROOT)}/fault-{number}\n")
    say(f"\n{counts}; kinds of faults: {len(faults)}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
