"""Processes to share the work among, if there is enough of it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, InvalidStateError, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

from build_scripts.work.together import (
    deaf_to_interrupts,
    end_with_parent,
    name_the_parent,
    undisturbed,
)

Result = TypeVar("Result")


@contextmanager
def processes(workers: int | None, tasks: int, at_once: bool) -> Iterator[Executor | None]:
    """A pool of processes, or None for work not worth starting one.

    It ends with the `with` statement: at once if that is left by an exception or a signal.

    Args:
        workers: how many processes; None for one for each core.
        tasks: how many tasks there will be at most.
        at_once: whether there is work for certain, so that loading should begin now. Otherwise
            nothing is started before the first task, and a build that has nothing to make pays
            nothing.
    """
    count = min(workers or os.cpu_count() or 1, tasks)
    if count <= 1:
        yield None
        return
    pool = _Pool(count, mp_context=_context(at_once), initializer=end_with_parent)
    try:
        yield pool
    except BaseException:
        pool.abandon()
        raise
    pool.shutdown()


def _context(at_once: bool) -> BaseContext:
    # A process forked after vl-convert has been used hangs. A fork server has loaded it and never
    # used it, so what all processes need is loaded once; where there is none, each loads its own.
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    name_the_parent()
    context.set_forkserver_preload(["build_scripts.work.preloaded"])
    if at_once:
        _start_fork_server()
    return context


def _start_fork_server() -> None:
    """Start it, unless it is running; neither it nor a process from it hears Ctrl+C."""
    from multiprocessing import forkserver, resource_tracker  # not on every system

    with undisturbed():
        resource_tracker.ensure_running()  # before, because it lets every signal through again
        with deaf_to_interrupts():
            forkserver.ensure_running()


class _Pool(ProcessPoolExecutor):
    """A pool whose processes, started as tasks come in, do not hear Ctrl+C."""

    def submit(
        self,
        fn: Callable[..., Result],
        /,
        *args: Any,  # noqa: ANN401  as the base class
        **kwargs: Any,  # noqa: ANN401
    ) -> Future[Result]:
        # A process that is only half started would complain of it.
        with undisturbed():
            if "forkserver" in get_all_start_methods():
                _start_fork_server()
            with deaf_to_interrupts():
                return super().submit(fn, *args, **kwargs)

    def abandon(self) -> None:
        """End all processes at once; nobody waits for what was begun."""
        # The thread that hands tasks over may just be handing a large one to a process that will
        # never take the rest. Python would wait for it at the end, for ever.
        tasks = getattr(self, "_call_queue", None)
        if tasks is not None:
            tasks.cancel_join_thread()
        threading.excepthook = _complaining_of_no_cancelled_task
        self.shutdown(wait=False, cancel_futures=True)
        for process in active_children():
            process.kill()


def _complaining_of_no_cancelled_task(args: threading.ExceptHookArgs) -> None:
    """Say nothing of what a pool's own thread finds that is given up: its tasks are cancelled.

    It sets every task to failed when its processes are gone, also one that is cancelled already,
    and would print a traceback of that.
    """
    if not issubclass(args.exc_type, InvalidStateError):
        threading.__excepthook__(args)
