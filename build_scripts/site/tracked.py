"""Whether git tracks what a build makes: what is committed there would be read as if it were ours."""

from __future__ import annotations

import os
from pathlib import Path

from build_scripts.model.problems import Problem, problem
from build_scripts.site.provenance import answer_of_git
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
    problems = []
    for place in sorted({*links, *(place.resolve() for place in made)}):
        if tracked := _tracked(place):
            first, *more = tracked
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


def _tracked(place: Path) -> list[str]:
    """The files of a folder that git tracks, as whoever stands beside the folder would name them."""
    names = answer_of_git(place.parent, "ls-files", "-z", "--", f":(literal){place.name}")
    return [name for name in names.split("\0") if name]
