"""Which publication somebody means, from the folder they are in."""

from __future__ import annotations

from pathlib import Path

from build_scripts.store.paths import PACKAGE, Repository, repository, work_folder
from tests.places import ROOT


def publication(place: Path) -> Path:
    """A folder with what makes it a publication."""
    (place / "site_src").mkdir(parents=True)
    (place / "mkdocs.yml").touch()
    return place


def test_the_nearest_publication_around_a_folder_is_meant(tmp_path: Path) -> None:
    root = publication(tmp_path / "ours")
    inside = root / "datasets" / "dental-check"
    inside.mkdir(parents=True)
    assert repository(root) == repository(inside) == Repository(root)


def test_outside_of_any_our_own_is_meant(tmp_path: Path) -> None:
    assert repository(tmp_path) == Repository(ROOT) == Repository(PACKAGE.parent)


def test_the_site_of_a_publication_is_made_in_a_folder_of_its_own_under_build(
    tmp_path: Path,
) -> None:
    root = publication(tmp_path / "ours")
    assert work_folder(root / "site") == root / "build" / "work"


def test_a_build_into_another_place_works_beside_it(tmp_path: Path) -> None:
    root = publication(tmp_path / "ours")
    assert work_folder(root / "other") == root / "other.build"
    assert work_folder(tmp_path / "site") == tmp_path / "site.build"
