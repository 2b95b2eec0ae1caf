"""The mistakes in `tests/broken`, each a folder laid over a copy of the tiny portal.

A folder is named after the code of its problem, or `<code>--<variant>`. It holds what differs from
the tiny portal: `datasets/`, `remove.txt` (paths to delete) or `make.py` (a file too big to keep).
What is said of the mistake are two help texts of the same name: `build_scripts/help/<name>.md` (the
help page) and `<name>.txt` (what `portal check` prints).
"""

from __future__ import annotations

import os
import runpy
import shutil
from pathlib import Path

from click.testing import CliRunner, Result

from build_scripts.__main__ import cli
from build_scripts.store.paths import HELP

TESTS = Path(__file__).resolve().parent
BROKEN = TESTS / "broken"
TINY_PORTAL = TESTS / "portal" / "datasets"


def mistake_folders() -> list[Path]:
    """The folder of every mistake in a dataset, in alphabetical order.

    A mistake in a page has a `page.md` to be added to a page; `test_build` makes it.
    """
    folders = (path for path in BROKEN.iterdir() if path.is_dir())
    return sorted(path for path in folders if not (path / "page.md").exists())


def help_of(folder: Path) -> Path:
    """The help text of a mistake: why it matters and what to do."""
    return HELP / f"{folder.name}.md"


def message_of(folder: Path) -> Path:
    """What the check prints of a mistake."""
    return HELP / f"{folder.name}.txt"


def code_of(folder: Path) -> str:
    """The code of the problem that a folder is about."""
    return folder.name.partition("--")[0]


def copy_tiny_portal(place: Path) -> Path:
    """Copy the tiny portal into a folder.

    Returns:
        The copy's datasets folder.
    """
    return Path(shutil.copytree(TINY_PORTAL, place / "datasets"))


def replaced(path: Path, before: str, after: str) -> None:
    """Replace the first of some words in a file, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def lay_over(folder: Path, datasets: Path) -> None:
    """Make one mistake in a copy of the tiny portal."""
    removed = folder / "remove.txt"
    for name in removed.read_text(encoding="utf-8").splitlines() if removed.exists() else []:
        (datasets / name).unlink()
    changed = folder / "datasets"
    for path in sorted(changed.rglob("*")) if changed.exists() else []:
        target = datasets / path.relative_to(changed)
        if path.is_dir() and not path.is_symlink():
            target.mkdir(exist_ok=True)
            continue
        target.unlink(missing_ok=True)
        shutil.copyfile(path, target, follow_symlinks=False)
    if (folder / "make.py").exists():
        runpy.run_path(os.fspath(folder / "make.py"))["make"](datasets)


def check(place: Path) -> Result:
    """Run `portal check` on a folder, in this process."""
    return CliRunner().invoke(cli, ["check", os.fspath(place), "--workers", "1"])
