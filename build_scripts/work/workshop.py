"""Decides where and whether a thing is made: in which process, or not again.

What an earlier build made of exactly the same is taken from where it is kept. The story asks for
things and knows nothing of this; whoever makes them knows nothing of it either. Each maker is named
in `remote`, which loads the heavy libraries only when it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from build_scripts.charts.styles import Spec
from build_scripts.disclosure.values import Audit
from build_scripts.model.edition import Edition, SharedFiles
from build_scripts.model.problems import Problem, stopping
from build_scripts.reading.folder import Folder
from build_scripts.store.kept import KEPT, Keeper
from build_scripts.store.plain import Content
from build_scripts.store.trees import digest
from build_scripts.work import remote
from build_scripts.work.audits import FEW, audited, own_inputs, shared_inputs, size_of
from build_scripts.work.task import Made, Task

if TYPE_CHECKING:
    from build_scripts.checks.run import CheckedFigures
    from build_scripts.model.standpoint import Watched

Result = TypeVar("Result")


class Workshop:
    """Where the things of one build are made and kept."""

    def __init__(
        self, folder: Path, executor: Executor | None, done: Callable[[str], None]
    ) -> None:
        """Open a workshop.

        Args:
            folder: for what is made on the way and kept from build to build.
            executor: other processes, of any kind that the standard library's interface has; None
                for this one alone.
            done: told of each indicator that is done.
        """
        self.folder = folder
        self.executor = executor
        self.done = done
        self.keeper = Keeper(folder / KEPT)

    def designs(self) -> Mapping[str, Spec]:
        """The designs of charts, which depend on our code alone.

        Made here: meanwhile the other processes load what they need.
        """
        place = self.keeper.place("designs", [])
        designs = self.keeper.get(place, dict[str, Spec])
        if designs is None:
            designs = remote.designs()
            self.keeper.put(place, dict[str, Spec], designs)
        return designs

    def shared_files(self, datasets: Path) -> tuple[SharedFiles | None, list[Problem]]:
        """The shared files of a datasets folder, and what is wrong with them."""
        place = self.keeper.place("shared", shared_inputs(datasets))
        kept = self.keeper.get(place, SharedFiles)
        if kept is not None:
            return kept, []
        shared, problems = self._begun(remote.read_shared, datasets)()
        if shared is not None and not problems:
            self.keeper.put(place, SharedFiles, shared)
        return shared, problems

    def explorer(self) -> Callable[[], dict[str, bytes]]:
        """Begin to make the files of the chart a reader may explore; the result waits for them."""
        place = self.keeper.place("explorer", [])
        kept = self.keeper.get(place, dict[str, Content])
        if kept is not None:
            return lambda: kept
        begun = self._begun(remote.explorer)

        def finish() -> dict[str, bytes]:
            made = begun()
            self.keeper.put(place, dict[str, Content], made)
            return made

        return finish

    def _begun(self, make: Callable[..., Result], *given: object) -> Callable[[], Result]:
        """Begin with something in another process, if there is one; the result waits for it."""
        if self.executor is not None:
            return self.executor.submit(make, *given).result
        return partial(make, *given)

    def checked(self, folder: Folder, about: Watched) -> list[CheckedFigures]:
        """What is wrong with the figures of each indicator; nothing is made and nothing kept."""
        from build_scripts.work.checking import check_all  # loads pandas

        return check_all(folder, about, folder.ids, self.executor, self.done)

    def audited(self, folder: Folder) -> Audit:
        """What indicators give away of the counts they withhold, each set that shares counts."""
        return audited(folder, folder.ids, self.executor, self.keeper)

    def indicators(
        self, folder: Folder, edition: Edition, designs: Mapping[str, Spec]
    ) -> list[Made]:
        """Everything made of each indicator, in the order of the ids."""
        titles = {i: indicator.title for i, indicator in folder.indicators.items()}
        shared = digest(shared_inputs(folder.datasets))  # the same for all: read once
        places: dict[str, Path] = {}
        found: dict[str, Made | None] = {}
        todo: list[Task] = []
        for name, read in folder.read.items():
            related = tuple(
                (other, titles[other]) for other in read.value.related if other in titles
            )
            own = own_inputs(folder.datasets, name)
            places[name] = self.keeper.place(name, own, shared + repr(related))
            found[name] = self.keeper.get(places[name], Made)
            if found[name] is None:
                todo.append(Task(folder.datasets, name, read, edition, related, designs))
        # The largest first, so that no process is left with one long task at the end.
        todo.sort(key=lambda task: (-size_of(task.datasets, task.folder_name), task.folder_name))
        few = self.executor is None or len(todo) <= FEW
        run = map if few or self.executor is None else self.executor.map
        for made in run(remote.make, todo):
            found[made.indicator_id] = made
            if not stopping(made.problems):
                self.keeper.put(places[made.indicator_id], Made, made)
            self.done(made.indicator_id)
        return [made for made in found.values() if made is not None]

    def forget_unused(self) -> None:
        """Delete what earlier builds kept and this one did not ask for."""
        self.keeper.forget_unused()
