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
from concurrent.futures import ProcessPoolExecutor

from tests.fuzz.campaign import Fault, part
from tests.fuzz.trying import Counts
from tests.places import ROOT

LEFT = ROOT / "build" / "fuzz"


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
