"""Processes to share the work among, if there is enough of it."""

from __future__ import annotations

import os
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from multiprocessing import get_all_start_methods, get_context


def processes(
    workers: int | None, tasks: int, at_once: bool
) -> AbstractContextManager[Executor | None]:
    """A pool of processes, or None for work not worth starting one.

    Args:
        workers: how many processes; None for one for each core.
        tasks: how many tasks there will be at most.
        at_once: whether there is work for certain, so that loading should begin now. Otherwise
            nothing is started before the first task, and a build that has nothing to make pays
            nothing.
    """
    count = min(workers or os.cpu_count() or 1, tasks)
    if count <= 1:
        return nullcontext(None)
    # A process forked after vl-convert has been used hangs. A fork server has loaded it and never
    # used it, so what all processes need is loaded once; where there is none, each loads its own.
    if "forkserver" not in get_all_start_methods():
        return ProcessPoolExecutor(max_workers=count, mp_context=get_context("spawn"))
    context = get_context("forkserver")
    context.set_forkserver_preload(["build_scripts.work.make"])
    if at_once:
        from multiprocessing import forkserver  # not on every system

        forkserver.ensure_running()
    return ProcessPoolExecutor(max_workers=count, mp_context=context)
