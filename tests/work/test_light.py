"""What a build that has nothing to make must not load: it takes longer than the build itself."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.places import ROOT

HEAVY = ("altair", "frictionless", "numpy", "pandas", "scipy", "vl_convert")


@pytest.mark.parametrize("module", ["build_scripts.__main__", "build_scripts.story"])
def test_it_loads_no_heavy_library(module: str) -> None:
    code = f"import sys, {module}; print(*(name for name in {HEAVY} if name in sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == []
