"""What tests of whole portals share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.whole.claims import Made


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A maker of small portals."""
    return Made(tmp_path)
