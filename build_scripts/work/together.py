"""Ends the processes of a build together with the build, in whatever way that ends.

A process of a pool waits for work and would wait for ever if the one that gives it were killed. So
each watches the one that started it, by a pipe that the system closes; that works on every system.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process

# From linux/prctl.h: "send me this signal when whoever started me ends".
PR_SET_PDEATHSIG = 1
# The variable in which a fork server finds the number of the process that started it.
STARTED_BY = "PORTAL_STARTED_BY"


def end_with_parent() -> None:
    """Let this process of a pool end as soon as the one that started it has; called in each."""
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def name_the_parent() -> None:
    """Tell a fork server that is about to be started which process starts it."""
    os.environ[STARTED_BY] = str(os.getpid())


def ask_the_system() -> None:
    """Have the system end this process with the one that started it, where it can: on Linux.

    For the fork server. By itself it ends too, but only after it has loaded all that it loads; and
    it must not have a thread of its own.
    """
    if sys.platform == "linux":
        import ctypes  # only here: the command line has no need of it

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.environ.get(STARTED_BY) not in (None, str(os.getppid())):
        os._exit(1)  # it has ended already


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """What is started meanwhile never hears Ctrl+C: it is for the command line, which stops all."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let signals to stop wait for the end of what must not be left half done.

    Blocking them would not do: the system would give them to another thread, and Python handles
    them in the main one all the same.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # which no signal disturbs
        return
    waiting: list[int] = []
    before = {
        number: signal.signal(number, lambda number, _: waiting.append(number))
        for number in (signal.SIGINT, signal.SIGTERM)
        if signal.getsignal(number) not in (signal.SIG_IGN, None)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for first in waiting[:1]:
            signal.raise_signal(first)
