"""Whether git tracks what a build makes: what is committed there would be read as if it were ours."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from build_scripts.model.problems import Problem, problem
from build_scripts.site.provenance import tracked
from build_scripts.store.paths import Repository, repository


def check_tracked(ours: Repository, datasets: Path, *others: Path) -> list[Problem]:
    """What is wrong with folders that a build writes: one problem for each that git tracks.

    Args:
        ours: the publication that is meant.
        datasets: the datasets folder, which may lie in another one.
        *others: further folders that this build writes.
    """
    datasets = datasets.resolve()
    theirs = repository(datasets)
    made = (ours.build, ours.site, theirs.build, theirs.site, *others)
    # A link that git tracks leads to what may be tracked, or lie anywhere.
    links = (place.parent.resolve() / place.name for place in made)
    places = {*links, *(place.resolve() for place in made)}
    outermost = sorted(place for place in places if not places & {*place.parents})
    problems = []
    for place, (first, *more) in _tracked(outermost):
        problems.append(
            problem(
                "generated-file-tracked",
                file=Path(os.path.relpath(place, datasets)).as_posix(),
                first=first,
                more=f" and {len(more):,} more" if more else "",
                folder=place.name,
            )
        )
    return problems


def _tracked(places: Iterable[Path]) -> Iterator[tuple[Path, list[str]]]:
    """Of some folders those in which git tracks files, as whoever stands beside would name them.

    Git is asked once for all folders that lie side by side.
    """
    for parent, beside in groupby(places, key=lambda place: place.parent):
        folders = list(beside)
        found = tracked(parent, [folder.name for folder in folders])
        for folder in folders:
            names = [name for name in found if name.split("/", 1)[0] == folder.name]
            if names:
                yield folder, names
