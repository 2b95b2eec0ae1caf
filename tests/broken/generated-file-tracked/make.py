"""Commits to a publication what an earlier build of it kept."""

import os
import subprocess
from pathlib import Path

# Of the length and form of a real one; what stands in it does not matter.
KEPT = f"build/kept/shared.{'0123456789abcdef' * 2}"


def make(datasets: Path) -> None:
    """Make a publication around the datasets, with a kept file that git tracks."""
    place = datasets.parent
    (place / "site_src").mkdir()
    for name in ("mkdocs.yml", ".gitignore", KEPT, "build/kept/notes.txt"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("/build/\n", encoding="utf-8")
    git = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    for words in (["init", "--quiet"], ["add", "--force", KEPT, "build/kept/notes.txt"]):
        subprocess.run(["git", *words], cwd=place, env=git, check=True)
