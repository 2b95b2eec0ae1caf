"""Data about people are found wherever words lie, by the check and by a build."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_scripts.__main__ import cli
from build_scripts.store.paths import Repository
from build_scripts.work import tripwires
from tests.mistakes import replaced
from tests.places import ROOT

# The example that the dictionary of the health service itself prints.
NUMBER = "943 476 5919"
PLACES = [
    ("portal.yml", "title: "),
    ("_shared/glossary.yml", "terms:"),
    ("_shared/areas.csv", "E10000991,"),
    ("dental-check/indicator.yml", "title: "),
    ("dental-check/dental-check.csv", "E10000991,"),
    ("dental-check/dental-check.csv", "measure,"),
]


@pytest.mark.parametrize(("name", "before"), PLACES)
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_the_check_says_where_and_never_what(
    name: str, before: str, form: str, tiny_portal: Path
) -> None:
    replaced(
        tiny_portal / name, before, f"# {NUMBER}\n{before}" if name[-3:] == "yml" else f"{NUMBER},"
    )
    words = ["check", str(tiny_portal), "--workers", "1", "--format", form]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 1
    assert "personal-data" in result.output
    assert NUMBER not in result.output and "5919" not in result.output
    if form == "json":
        said = json.loads(result.output)
        problems = said["problems"] if isinstance(said, dict) else said
        assert {one["code"] for one in problems if one["file"] == name} == {"personal-data"}


def test_addresses_that_the_portal_declares_may_be_written_anywhere(tiny_portal: Path) -> None:
    address = "Figures@Testshire.gov.uk"
    path = tiny_portal / "dental-check" / "indicator.yml"
    replaced(path, "limits:\n", f"limits:\n  - Write to {address} about it.\n")
    assert [one.code for one in tripwires.in_datasets(tiny_portal)] == ["personal-data"]
    (declared,) = tripwires.declared(tiny_portal)
    replaced(tiny_portal / "portal.yml", declared, address.lower())
    assert tripwires.in_datasets(tiny_portal) == []


@pytest.mark.parametrize(
    "name",
    [
        "site_src/about.md",
        "README.md",
        ".github/CONTRIBUTING.md",
        "mkdocs.yml",
        "site_src/new/a.md",
    ],
)
def test_pages_and_documents_are_looked_at_too(
    name: str, tmp_path: Path, tiny_portal: Path
) -> None:
    for part in ("site_src", ".github"):
        shutil.copytree(ROOT / part, tmp_path / "here" / part)
    for part in ("README.md", "mkdocs.yml"):
        shutil.copyfile(ROOT / part, tmp_path / "here" / part)
    repository = Repository(tmp_path / "here")
    assert tripwires.in_documents(repository, tiny_portal) == []
    path = repository.root / name
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("\n# The child was born on 3 May 2012\n")
    (one,) = tripwires.in_documents(repository, tiny_portal)
    assert (one.file, one.code) == (name, "personal-data")


def test_nothing_of_ours_has_the_form_of_data_about_a_person() -> None:
    ours = Repository(ROOT)
    assert tripwires.in_datasets(ours.datasets) == []
    assert tripwires.in_documents(ours, ours.datasets) == []
