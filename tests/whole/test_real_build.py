"""The site of the real datasets, built twice with nothing in common but the input."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builds import THERE, built, contents, copy_tree, differences

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("real builds")]


def test_the_site_is_the_same_from_two_places_serially_and_in_a_pool(
    real_site: Path, tmp_path: Path
) -> None:
    tree = copy_tree(tmp_path / "the" / "other")
    other = built(tree / "site", None, "--workers", "1", tree=tree, environment=THERE)
    assert "index.html" in contents(real_site)
    assert differences(real_site, other) == []
