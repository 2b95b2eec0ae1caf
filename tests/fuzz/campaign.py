"""A campaign: a given number of examples, one after the other, until something goes wrong."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Flaky

from tests.fuzz.drawing import examples
from tests.fuzz.tree import Example
from tests.fuzz.trying import Counts, FaultError, Trial

# So many belong together; after a fault the rest of them is not tried.
BATCH = 250


@dataclass(frozen=True)
class Fault:
    """A fault and the smallest example of it that was found.

    Attributes:
        key: what kind of fault.
        said: what happened, and the edits.
        example: what brings it about; None if it came only once.
    """

    key: str
    said: str
    example: Example | None


def first_fault(
    trial: Trial, count: int, start: int | None = None, known: Collection[str] = ()
) -> Fault | None:
    """Try examples until there is a fault, and make its example smaller.

    Args:
        trial: where.
        count: how many.
        start: where chance begins; None for the same examples every time.
        known: kinds of faults to pass over.
    """
    last: list[Fault] = []

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=start is None,
        report_multiple_bugs=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(examples())
    def campaign(example: Example) -> None:
        try:
            trial.try_out(example)
        except FaultError as fault:
            if fault.key in known:
                trial.always = False
                return
            last.append(Fault(fault.key, str(fault), example))
            raise

    try:
        (campaign if start is None else seed(start)(campaign))()
    except FaultError:
        return last[-1]
    except Flaky as flaky:
        return Fault("not the same every time", str(flaky), last[-1].example if last else None)
    finally:
        trial.always = False
    return None


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
