"""What the command line prints and how it ends: by its own words, a signal or what is refused.

The only place that prints.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn, TextIO

import click

from build_scripts.model.showing import shown
from build_scripts.store.surroundings import SurroundingsError, described

FINE, PROBLEMS, SURROUNDINGS, OUR_FAULT = 0, 1, 2, 3
# What a shell adds to the number of the signal that ended a program.
SIGNALLED = 128
# What a terminal of 80 columns has beside the count.
NAME_SHOWN = 30
# Of a line that says what stands in the way, in characters.
LONGEST_ERROR = 600


class Stopped(BaseException):  # like KeyboardInterrupt, it is no error
    """Somebody has stopped the program, by Ctrl+C or by SIGTERM."""

    def __init__(self, number: int) -> None:
        """Remember the signal."""
        super().__init__(number)
        self.number = number


class Place(click.Path):
    """A path that has a name: an empty one would mean the present folder."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """As for any path."""
        if not os.fspath(value):
            named = f" of {param.opts[0]}" if param is not None else ""
            raise SurroundingsError(f"The path{named} is empty. Name a folder.")
        return super().convert(value, param, ctx)


def say(text: str, err: bool = False) -> None:
    """Print a line or more.

    If nobody reads any more, as after `| head`, what was asked for is done all the same, and the
    exit code says how that went.

    Raises:
        SurroundingsError: it cannot be written, as where the disk is full.
    """
    stream = sys.stderr if err else sys.stdout
    try:
        click.echo(text, file=stream)
    except OSError as error:
        _silence(stream)
        if not isinstance(error, BrokenPipeError):
            raise SurroundingsError(
                f"What there is to say could not be written. {described(error) or error}"
            ) from error


def _silence(stream: TextIO) -> None:
    """Send what is still said to a stream nowhere, also what it has not yet passed on."""
    with suppress(OSError, ValueError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123  no path
        os.dup2(nowhere.fileno(), stream.fileno())


@contextmanager
def counted(what: str, count: int) -> Iterator[Callable[[str], None]]:
    """Count finished steps on a line of the terminal; silent where there is no terminal.

    Args:
        what: what is being done, such as `Making`.
        count: how many steps there will be.

    Yields:
        What is to be told the name of each step that is done.
    """
    names: tuple[str, ...] = ()  # each is known only when it is done
    with click.progressbar(
        names,
        length=count,
        label=what,
        show_eta=False,
        show_pos=True,
        item_show_func=lambda name: name and shown(name, NAME_SHOWN),
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        yield lambda name: bar.update(1, name)


@contextmanager
def explained(outcome: str = "") -> Iterator[None]:
    """Turn what the system refuses into a sentence about it.

    Args:
        outcome: a sentence that says what has come of what was asked for.

    Raises:
        SurroundingsError: in place of an error that says something of the surroundings.
    """
    try:
        yield
    except (SurroundingsError, OSError, MemoryError, BrokenExecutor) as error:
        words = _said_of(error)
        if words is None:
            raise
        raise SurroundingsError(f"{words} {outcome}".rstrip()) from error


def _said_of(error: Exception) -> str | None:
    match error:
        case OSError():
            return described(error)
        case MemoryError():
            return "There is not enough memory."
        case BrokenExecutor():
            return (
                "A process that shared the work was stopped from outside, which mostly means that "
                "there was not enough memory. Try again with `--workers 1`."
            )
    return str(error)


def run(command: click.Command) -> NoReturn:
    """Run the command line and exit; our own faults, and nothing else, show a traceback."""
    _prepare()
    try:
        with explained():
            code = command(standalone_mode=False)
    except click.ClickException as error:
        with suppress(OSError):
            error.show(sys.stderr)
        code = error.exit_code
    except SurroundingsError as error:
        with suppress(SurroundingsError):
            say(f"Error: {shown(str(error), LONGEST_ERROR)}", err=True)
        code = SURROUNDINGS
    except Stopped as stopped:
        with suppress(SurroundingsError):
            say("Stopped.", err=True)
        code = SIGNALLED + stopped.number
    except Exception:  # noqa: BLE001  whatever else goes wrong is our fault, and says so
        traceback.print_exc()
        say(
            "This is a fault of the portal, not of the data. Report it with the lines above.",
            err=True,
        )
        code = OUR_FAULT
    sys.exit(code)


def _prepare() -> None:
    """Make ready for whatever may come: signals, and outputs that cannot show every character."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _stop(number: int, _: FrameType | None) -> None:
    raise Stopped(number)
