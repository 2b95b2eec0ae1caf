"""When and from which commit a site is made: the only place that asks git."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from build_scripts.store.surroundings import SurroundingsError

# 1 January 1980, the earliest date a zip file knows: used where there is no commit to take one from.
NO_COMMIT = 315532800
# 7 February 2106, the last moment for which the compressed site map has room.
LAST = 2**32 - 1
DIGITS = re.compile(r"[0-9]{1,10}")
# So much of a wrong setting is repeated.
SHOWN = 40


@dataclass(frozen=True)
class Provenance:
    """What a site may say of its own making.

    Attributes:
        epoch: `SOURCE_DATE_EPOCH`, else the time of the commit, else a fixed moment, in seconds
            since 1970: never the clock.
        commit: the full name of the commit; empty where there is none.
        changed: whether files that a build reads differ from the commit.
    """

    epoch: int
    commit: str
    changed: bool

    @property
    def day(self) -> date:
        """The day of that moment, in universal time."""
        return datetime.fromtimestamp(self.epoch, UTC).date()


def provenance(datasets: Path, code: Path) -> Provenance:
    """Ask git for the commit of the repository that holds the datasets.

    Args:
        datasets: the datasets folder.
        code: the repository of the code, whose files count too where it is the same repository.

    Raises:
        SurroundingsError: SOURCE_DATE_EPOCH, or else the commit, gives no moment that a site can
            be of.
    """
    datasets, code = datasets.resolve(), code.resolve()  # git answers with resolved paths
    commit, _, time = _git(datasets, "log", "-1", "--format=%H %ct").partition(" ")
    moment = _given() or time
    root = Path(_git(datasets, "rev-parse", "--show-toplevel") or datasets)
    read = [datasets, *(code / name for name in ("build_scripts", "site_src", "mkdocs.yml"))]
    inside = [str(path) for path in read if path.is_relative_to(root)]
    changed = bool(commit and _git(datasets, "status", "--porcelain", "--", *inside))
    epoch = int(moment) if moment.isdecimal() else NO_COMMIT
    if epoch > LAST:
        raise SurroundingsError(
            f"The commit is dated {moment} seconds after 1970, which is after 2106. Set "
            "SOURCE_DATE_EPOCH to the moment that the site should be of."
        )
    return Provenance(epoch, commit, changed)


def _given() -> str:
    """The moment that SOURCE_DATE_EPOCH names; empty where it is not set."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given and not (DIGITS.fullmatch(given) and int(given) <= LAST):
        shown = given if len(given) <= SHOWN else f"{given[:SHOWN]}…"
        raise SurroundingsError(
            f"SOURCE_DATE_EPOCH is “{shown}”. It must be a whole number of seconds since the "
            f"beginning of 1970, at most {LAST}, or not set at all."
        )
    return given


def tracked(place: Path, folders: Iterable[str]) -> list[str]:
    """The files that git tracks in some folders of a place, by their paths from there."""
    asked = (f":(literal){name}" for name in folders)
    return [name for name in _git(place, "ls-files", "-z", "--", *asked).split("\0") if name]


def _git(folder: Path, *words: str) -> str:
    """What git answers about a folder; empty where there is no git, or it fails."""
    git = shutil.which("git")
    if git is None or not folder.is_dir():
        return ""
    asked = subprocess.run(
        [git, *words],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        errors="backslashreplace",  # the name of a file may be in no encoding
        check=False,
    )
    return asked.stdout.strip() if asked.returncode == 0 else ""
