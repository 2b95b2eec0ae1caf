"""What is taken from an earlier build was made of exactly the same."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from build_scripts.disclosure.values import Audit
from build_scripts.reading.folder import read_folder
from build_scripts.reading.shared import read_shared
from build_scripts.work.workshop import Workshop
from tests.designs import DESIGNS
from tests.mistakes import BROKEN, TINY_PORTAL, lay_over

# Has no figures, so that it is made in no time.
VISITS = "club-visits"
DENTAL = "dental-check/dental-check.csv"


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


def audits(datasets: Path, work: Path) -> tuple[Audit, dict[str, str]]:
    """What is found of withheld counts, and under which names it is kept, by the first indicator."""
    folder = read_folder(datasets, read_shared)
    workshop = Workshop(work, None, lambda _: None)
    found = workshop.audited(folder)
    kept = (name.removeprefix("audit.").partition(".") for name in workshop.keeper.used)
    return found, {name: digest for name, _, digest in kept}


def test_an_audit_is_made_anew_for_the_indicators_whose_files_changed(
    tiny_portal: Path, tmp_path: Path
) -> None:
    work = tmp_path / "work"
    lay_over(BROKEN / "withheld-count-recoverable--own", tiny_portal)
    found, before = audits(tiny_portal, work)
    assert [one.code for one in found.problems] == ["withheld-count-recoverable"]
    assert audits(tiny_portal, work) == (found, before)
    shutil.copyfile(TINY_PORTAL / DENTAL, tiny_portal / DENTAL)
    mended, after = audits(tiny_portal, work)
    assert mended.problems == ()
    assert {name for name in after if after[name] != before[name]} == {"dental-check"}


def test_a_kept_audit_that_cannot_be_read_is_made_anew(tiny_portal: Path, tmp_path: Path) -> None:
    lay_over(BROKEN / "withheld-count-recoverable--own", tiny_portal)
    found, _ = audits(tiny_portal, tmp_path)
    keeper = Workshop(tmp_path, None, lambda _: None).keeper
    for path in keeper.folder.glob("audit.*"):
        keeper.put(path, str, '{"problems": []')
    assert audits(tiny_portal, tmp_path)[0] == found
