"""Writes what `portal check` prints now of the mistakes in `tests/broken` into their help texts.

Run `python -m tests.accept_broken` for all of them, or with the names of some. Then read every
changed message as the person who has to act on it: this file is what the help page shows.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.mistakes import check, copy_tiny_portal, lay_over, message_of, mistake_folders


def accept(folder: Path) -> bool:
    """Write the present output of one mistake.

    Returns:
        Whether the file changed.
    """
    with TemporaryDirectory() as place:
        datasets = copy_tiny_portal(Path(place))
        lay_over(folder, datasets)
        result = check(datasets)
    if not isinstance(result.exception, SystemExit | None):
        raise result.exception
    expected = message_of(folder)
    before = expected.read_text(encoding="utf-8") if expected.exists() else None
    expected.write_text(result.stdout, encoding="utf-8", newline="\n")
    return result.stdout != before


def main(names: list[str]) -> None:
    """Accept the output of the named mistakes, or of all."""
    folders = [folder for folder in mistake_folders() if not names or folder.name in names]
    for folder in folders:
        if accept(folder):
            click.echo(f"wrote {message_of(folder).name}")
    click.echo(f"{len(folders)} mistakes run")


if __name__ == "__main__":
    main(sys.argv[1:])
