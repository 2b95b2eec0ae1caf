"""Makes a folder that cannot lie in a repository: nobody could fetch that on Windows."""

from pathlib import Path


def make(datasets: Path) -> None:
    """Make an empty folder named as a device of Windows."""
    (datasets / "aux").mkdir()
