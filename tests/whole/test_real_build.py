"""The site of the real datasets, built twice with nothing in common but the input."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builds import HERE, THERE, built, contents, copy_tree, differences

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("real builds")]


def test_the_site_is_the_same_from_two_places_serially_and_in_a_pool(tmp_path: Path) -> None:
    sites = []
    for place, workers, environment in (("one", "1", HERE), ("the/other", "2", THERE)):
        tree = copy_tree(tmp_path / place)
        sites.append(
            built(tree / "site", None, "--workers", workers, tree=tree, environment=environment)
        )
    assert len(contents(sites[0])) > 200
    assert differences(*sites) == []
