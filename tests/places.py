"""Where the repository of these tests lies, and what lies in it."""

from __future__ import annotations

from pathlib import Path

from build_scripts.store.paths import Repository

ROOT = Path(__file__).resolve().parent.parent
REPOSITORY = Repository(ROOT)
DATASETS = REPOSITORY.datasets
SITE_SRC = REPOSITORY.site_src
