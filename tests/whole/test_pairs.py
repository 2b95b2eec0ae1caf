"""One build at a time in one place: the other is told, and the site is one of the two, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pairs import FINE, REFUSED, Rivals, race, rivals

pytestmark = [pytest.mark.slow, pytest.mark.long, pytest.mark.xdist_group("pairs")]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Rivals:
    return rivals(tmp_path_factory.mktemp("pairs"))


def spellings(place: Path) -> tuple[Path | str, ...]:
    """The same place, as different people call it."""
    link = place.with_name("link")
    if not link.exists():
        link.symlink_to(place, target_is_directory=True)
    around = place.with_name("around")
    if not around.exists():
        around.symlink_to(place.parent, target_is_directory=True)
    return (place, link, around / "site", f"{place.parent}//Alpha/../site/")


def test_a_pair_of_builds_never_mixes(both: Rivals) -> None:
    _, codes = race(both, both.place, both.place)
    assert FINE in codes and set(codes) <= {FINE, REFUSED}


def test_a_place_is_the_same_however_it_is_called(both: Rivals) -> None:
    place, _, around, _ = spellings(both.place)
    race(both, place, around)


def test_twenty_pairs_under_load_never_mix(both: Rivals) -> None:
    names = spellings(both.place)
    refused = 0
    for number in range(20):
        _, codes = race(both, both.place, names[number % 4], moved=number % 10 == 9)
        refused += codes.count(REFUSED)
    assert refused  # else they never met
