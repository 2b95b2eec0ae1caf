"""Takes every indicator out of a portal."""

import shutil
from pathlib import Path


def make(datasets: Path) -> None:
    """Delete the folders of all indicators."""
    for name in ("club-visits", "dental-check", "exam-results"):
        shutil.rmtree(datasets / name)
