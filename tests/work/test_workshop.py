"""What is taken from an earlier build was made of exactly the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from build_scripts.reading.folder import read_folder
from build_scripts.reading.shared import read_shared
from build_scripts.work.workshop import Workshop
from tests.designs import DESIGNS

# Has no figures, so that it is made in no time.
VISITS = "club-visits"


def places(datasets: Path, work: Path) -> set[str]:
    """The names under which a build keeps what it made of one indicator."""
    folder = read_folder(datasets, read_shared)
    assert folder.shared is not None
    one = replace(folder, read={VISITS: folder.read[VISITS]})
    workshop = Workshop(work, None, lambda _: None)
    assert [made.indicator_id for made in workshop.indicators(one, folder.shared.edition, DESIGNS)]
    return workshop.keeper.used


@pytest.mark.parametrize("name", ["portal.yml", "_shared/areas.csv", f"{VISITS}/indicator.yml"])
def test_another_letter_in_what_an_indicator_is_made_of_makes_it_anew(
    name: str, tiny_portal: Path, tmp_path: Path
) -> None:
    work = tmp_path / "work"
    before = places(tiny_portal, work)
    assert len(before) == 1 and places(tiny_portal, work) == before
    path = tiny_portal / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Testshire", "Testshyre").replace("clubs", "groups"), "utf-8")
    assert path.read_text(encoding="utf-8") != text
    assert places(tiny_portal, work).isdisjoint(before)
