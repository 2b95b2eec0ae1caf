"""Builds killed at random moments: `make kill` does the same as often as one likes."""

from __future__ import annotations

import pytest

from tests.killing import WAYS, kill

pytestmark = [pytest.mark.long, pytest.mark.slow, pytest.mark.xdist_group("kills")]


def test_no_kill_tears_a_site_or_leaves_a_process() -> None:
    counts = kill(12)
    assert all(counts[name] for name, _, _ in WAYS)
    assert counts["stopped, with the old site"] + counts["stopped, with the new site"] >= 6
    assert counts["followed by a good build"] == 3
