"""Puts an example through the program as a person would, and says what should not have happened."""

from __future__ import annotations

import os
import re
import signal
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from click.testing import CliRunner, Result

from build_scripts.__main__ import cli
from tests.builds import MOMENT
from tests.fuzz import proving
from tests.fuzz.tree import Example, tiny
from tests.places import ROOT

# Seconds of this process's own work: a check of the tiny portal takes a tenth of one, a build a few.
# And seconds on the clock, for what waits for ever: many, because a machine may be busy.
LONGEST_WORK = {"check": 30.0, "build": 120.0}
LONGEST_WAIT = 900.0
SHOWN = 1500
OURS = re.compile(r'File "[^"]*/(build_scripts/[^"]+)", line \d+, in (\w+)')


class FaultError(AssertionError):
    """Something that no input may bring about.

    Attributes:
        key: what kind of fault, the same for every input that brings it about.
    """

    def __init__(self, key: str, said: str, example: Example) -> None:
        super().__init__(f"{key}\n{said[:SHOWN]}\n{example}")
        self.key = key


class HangError(BaseException):
    """Raised where the program does not end; no `except Exception` can swallow it."""


@dataclass
class Counts:
    """What was tried and what came of it."""

    examples: int = 0
    passed: int = 0
    refused: int = 0
    built: int = 0
    cells: int = 0
    files: Counter[str] = field(default_factory=Counter)

    def add(self, other: Counts) -> None:
        """Count what another process tried."""
        self.examples += other.examples
        self.passed += other.passed
        self.refused += other.refused
        self.built += other.built
        self.cells += other.cells
        self.files += other.files

    def since(self, before: Counts) -> Counts:
        """What was tried after these counts."""
        return Counts(
            self.examples - before.examples,
            self.passed - before.passed,
            self.refused - before.refused,
            self.built - before.built,
            self.cells - before.cells,
            self.files - before.files,
        )

    def __str__(self) -> str:
        """All counts in a line."""
        known = {name: count for name, count in self.files.items() if name != "elsewhere"}
        files = ", ".join(f"{name} {count:,}" for name, count in sorted(known.items()))
        return (
            f"{self.examples:,} examples: {self.passed:,} passed, {self.refused:,} refused, "
            f"{self.built:,} built, {self.cells:,} cells read back; by file: {files}, "
            f"elsewhere {self.files['elsewhere']:,}"
        )


@contextmanager
def limited(work: float, wait: float) -> Iterator[None]:
    """End what is done inside by an error, after so many seconds of work or on the clock."""

    def ended(_: int, frame: FrameType | None) -> None:
        raise HangError("".join(traceback.format_stack(frame)[-4:]))

    timers = (
        (signal.ITIMER_PROF, signal.SIGPROF, work),
        (signal.ITIMER_REAL, signal.SIGALRM, wait),
    )
    before = [signal.signal(number, ended) for _, number, _ in timers]
    for timer, _, seconds in timers:
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for (timer, number, _), handler in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


class Trial:
    """A place where examples are tried one after the other, with one site and what builds keep."""

    def __init__(self, place: Path, build_every: int) -> None:
        """Make the place ready.

        Args:
            place: a folder for it.
            build_every: of the examples that pass, about one in so many is built, and of those that
                are refused one in ten times as many. Which ones depends on their bytes alone. None
                is with 0.
        """
        self.place = place
        self.datasets = place / "datasets"
        self.site = place / "site"
        self.build_every = build_every
        self.counts = Counts()
        self.known: frozenset[tuple[str, str]] | None = None
        self.always = False
        self.owed = 0  # so many of the next that pass are built, whatever their turn

    def try_out(self, example: Example, build: bool = False) -> Result:
        """Check an example and, if it is one of those, build it.

        Args:
            example: what to try.
            build: build it whatever its turn.

        Returns:
            What the check said.

        Raises:
            FaultError: something happened that no input may bring about. If it came about in a
                build, all that is tried from then on is built, so that it can be made smaller.
        """
        example.lay(self.datasets)
        self.counts.examples += 1
        self.counts.files.update(
            {edit.file if edit.file in tiny() else "elsewhere" for edit in example.edits}
        )
        result = self._run(example, "check", str(self.datasets))
        _sound(example, result)
        passed = result.exit_code == 0
        self.counts.passed += passed
        self.counts.refused += not passed
        every = self.build_every if passed else self.build_every * 10
        owed = passed and bool(example.files) and self.owed > 0
        self.owed -= owed
        if build or owed or self.always or (every and example.digest() % every == 0):
            self._build(example, passed)
        return result

    def _build(self, example: Example, passed: bool) -> None:
        """Build an example, and hold the site against it; the first time, after the tiny portal."""
        if self.known is None:
            plain = Example((), {})
            self._publish(plain, passed=True)
            self.known = proving.vocabulary(self.site)
        always, self.always = self.always, True
        self._publish(example, passed)
        self.counts.built += 1
        if passed:
            self._hold(example, "gained", proving.gained(self.site, self.known))
        self.always = always

    def _publish(self, example: Example, passed: bool) -> None:
        example.lay(self.datasets)
        before = proving.fingerprint(self.site)
        words = ("--datasets", str(self.datasets), "--out", str(self.site))
        result = self._run(example, "build", *words)
        _sound(example, result)
        if passed != (result.exit_code == 0):
            found = re.findall(r"Found (.{0,60})", result.output)
            key = f"check {'passed' if passed else 'refused'}, build did not: {found[:1]}"
            raise FaultError(key, result.output, example)
        if not passed:
            after = proving.fingerprint(self.site)
            torn = (
                f"{name} is another"
                for name in sorted(before | after)
                if before.get(name) != after.get(name)
            )
            self._hold(example, "a refused build changed the site", torn)
            return
        tree = example.tree()
        self._hold(example, "torn site", proving.torn(self.site))
        self._hold(example, "changed cells", proving.changed_downloads(tree, self.site))
        self._hold(example, "changed words", proving.changed_words(tree, self.site))
        self.counts.cells += sum(proving.cells_in(tree, i) for i in proving.indicators(tree))

    def _hold(self, example: Example, key: str, found: Iterator[str]) -> None:
        said = list(found)
        if said:
            raise FaultError(key, "\n".join(said[:5]), example)

    def _run(self, example: Example, verb: str, *words: str) -> Result:
        environment = {"SOURCE_DATE_EPOCH": MOMENT}
        here = Path.cwd()
        os.chdir(ROOT)
        try:
            with limited(LONGEST_WORK[verb], LONGEST_WAIT):
                return CliRunner().invoke(cli, [verb, *words, "--workers", "1"], env=environment)
        except HangError as hang:
            raise FaultError(f"{verb} does not end", str(hang), example) from None
        finally:
            os.chdir(here)


def _sound(example: Example, result: Result) -> None:
    """Hold that the program ended as it should: 0, or 1 with a problem said.

    Raises:
        FaultError: it did not.
    """
    failed = result.exception
    if failed is not None and not isinstance(failed, SystemExit):
        lines = "".join(traceback.format_exception(failed))
        where = OURS.findall(lines)
        place = " ".join(where[-1]) if where else "outside"
        raise FaultError(f"{type(failed).__name__} in {place}", lines[-SHOWN:], example)
    if result.exit_code not in (0, 1) or "Traceback" in result.output:
        raise FaultError(f"exit code {result.exit_code}", result.output, example)
    if result.exit_code == 1 and "  Expected " not in result.output:
        raise FaultError("refused without a word", result.output, example)
