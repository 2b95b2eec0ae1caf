"""What an earlier build kept is used again only for exactly the same: each part of the key counts."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_scripts.__main__ import cli
from build_scripts.store.kept import Keeper
from tests.builds import copy_tree, work_folder
from tests.mistakes import BROKEN, lay_over

# Named here again: one that is left out of the key must be noticed.
LIBRARIES = (
    "altair",
    "frictionless",
    "jinja2",
    "pandas",
    "pydantic",
    "pyyaml",
    "scipy",
    "vl-convert-python",
)
# Asks for a place before and after each of the files named on its command line has got a line more.
ASKS = """
import sys
from importlib.metadata import version
from pathlib import Path
from build_scripts.store.kept import Keeper
print(Keeper(Path("kept")).place("rent", []).name)
for name in sys.argv[1:]:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("\\n")
    print(Keeper(Path("kept")).place("rent", []).name)
"""


@pytest.fixture
def inputs(tmp_path: Path) -> list[Path]:
    """The files of an indicator and a shared one."""
    paths = [tmp_path / "indicator.yml", tmp_path / "rent.csv", tmp_path / "areas.csv"]
    for path in paths:
        path.write_text(f"{path.name}\n", encoding="utf-8")
    return paths


def test_the_same_has_the_same_place_in_every_build(tmp_path: Path, inputs: list[Path]) -> None:
    places = {Keeper(tmp_path / "kept").place("rent", inputs, "also") for _ in range(2)}
    assert len(places) == 1


@pytest.mark.parametrize("changed", ["indicator.yml", "rent.csv", "areas.csv"])
def test_another_letter_in_a_file_changes_the_place(
    tmp_path: Path, inputs: list[Path], changed: str
) -> None:
    before = Keeper(tmp_path / "kept").place("rent", inputs)
    (tmp_path / changed).write_text("another\n", encoding="utf-8")
    assert Keeper(tmp_path / "kept").place("rent", inputs) != before


def test_a_file_more_another_name_and_other_words_change_the_place(
    tmp_path: Path, inputs: list[Path]
) -> None:
    keeper = Keeper(tmp_path / "kept")
    renamed = inputs[1].rename(tmp_path / "hire.csv")
    (tmp_path / "rent.csv").write_text("rent.csv\n", encoding="utf-8")
    renamed.write_text("rent.csv\n", encoding="utf-8")
    places = [
        keeper.place("rent", inputs),
        keeper.place("rent", inputs[:2]),
        keeper.place("rent", [inputs[0], renamed, inputs[2]]),
        keeper.place("rent", inputs, "also this"),
        keeper.place("rent", inputs, "also that"),
        keeper.place("hire", inputs),
    ]
    assert len({place.name for place in places}) == len(places)


@pytest.mark.parametrize("library", LIBRARIES)
def test_another_version_of_a_library_changes_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    before = Keeper(tmp_path).place("rent", [])
    monkeypatch.setattr(
        "build_scripts.store.kept.version",
        lambda name: version(name) + ".1" * (name.lower() == library),
    )
    assert Keeper(tmp_path).place("rent", []) != before


def test_another_letter_in_the_code_or_in_a_template_changes_the_place(tmp_path: Path) -> None:
    copy_tree(tmp_path)
    changed = [
        "build_scripts/__main__.py",
        "build_scripts/charts/render.py",
        "build_scripts/newer/deeper/module.py",
        "build_scripts/model/problems.toml",
        "build_scripts/templates/indicator.md",
        "build_scripts/templates/fragments/listing.html",
        "build_scripts/templates/theme/404.html",
    ]
    run = subprocess.run(
        [sys.executable, "-c", ASKS, *changed],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.fspath(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    places = run.stdout.split()
    assert len(places) == 1 + len(changed) == len(set(places))


def _kept_of_club_visits(datasets: Path) -> list[str]:
    """Build as at a terminal, and look up under what name an indicator is kept."""
    out = datasets.parent / "site"
    words = ["build", "--datasets", os.fspath(datasets), "--out", os.fspath(out), "--workers", "1"]
    assert CliRunner().invoke(cli, words).exit_code == 1
    return [path.name for path in work_folder(out).rglob("club-visits.*")]


def test_an_indicator_is_made_again_when_one_it_refers_to_has_another_title(
    tiny_portal: Path,
) -> None:
    # Mistakes in the figures of the two others, so that nothing is drawn and the build ends early.
    for mistake in ("percent-sign", "period-missing"):
        lay_over(BROKEN / mistake, tiny_portal)
    (before,) = _kept_of_club_visits(tiny_portal)
    path = tiny_portal / "dental-check" / "indicator.yml"
    words = path.read_text(encoding="utf-8")
    renamed = words.replace("title: Children in care who saw", "title: Children who saw", 1)
    assert renamed != words
    path.write_text(renamed, encoding="utf-8")
    again = set(_kept_of_club_visits(tiny_portal))
    assert len(again - {before}) == 1
