"""Data grows without a word of code: an indicator, a commitment and a symbol more, and all is green.

A copy of the repository gets the three as somebody with a browser and Excel would make them. What a
pull request runs is then run in it: the check, the tests of the data, of the documents, of search and
of every number of the site, which is built on the way.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.builds import ROOT, copy_tree
from tests.examples import full, shared

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("growing")]

INDICATOR, COMMITMENT, SYMBOL = "brand-new-indicator", "brand-new-commitment", "q"
# What the tests and the documents are, beside what a build reads.
MORE = ["tests", ".github", "README.md", "CHANGELOG.md", "LICENSE", "Makefile", "pyproject.toml"]
# `copy_tree` has copied tests/broken, with links that lead nowhere.
LEFT = shutil.ignore_patterns("__pycache__", "node_modules", "broken")
WORDS = {
    "id": INDICATOR,
    "title": "Quokkas fed by a keeper",
    "other_names": ["Marsupials with a meal"],
    "summary": "The share of quokkas in the county that a keeper fed, counted for the first time.",
    "definition": "Of the quokkas at home in the county, the percentage that a keeper fed within the year.",
    "cohort": "All quokkas.",
    "method": "Keepers write down each meal in a book, and the books are counted when the year is over.",
    "why_it_matters": "A quokka that was not fed is a hungry quokka, and everybody can see that it is.",
    "limits": ["A quokka may have eaten elsewhere, and no keeper would have written that down."],
    "related": [],
    "to_confirm": [],
}


def _add_indicator(datasets: Path) -> None:
    """An indicator with the figures of another and words of its own."""
    old, new = datasets / full().id, datasets / INDICATOR
    new.mkdir()
    shutil.copyfile(old / f"{old.name}.csv", new / f"{INDICATOR}.csv")
    words = yaml.safe_load((old / "indicator.yml").read_text(encoding="utf-8"))
    text = yaml.safe_dump(words | WORDS, allow_unicode=True, sort_keys=False)
    (new / "indicator.yml").write_text(text, encoding="utf-8")


def _add_commitment(datasets: Path) -> None:
    """A commitment that no indicator hangs on yet."""
    with (datasets / "_shared" / "commitments.yml").open("a", encoding="utf-8") as file:
        file.write(
            f"  - id: {COMMITMENT}\n    title: Quokkas are happy\n    short_title: Happy quokkas\n"
            "    summary: What quokkas eat and how they sleep.\n"
        )


def _add_symbol(datasets: Path) -> None:
    """A symbol beside the council's newest figure of the new indicator."""
    with (datasets / "_shared" / "symbols.yml").open("a", encoding="utf-8") as file:
        file.write(
            f"  - symbol: {SYMBOL}\n    means: counted twice, to be sure\n"
            "    stands: beside_value\n    explanation: Two keepers counted it.\n"
        )
    path = datasets / INDICATOR / f"{INDICATOR}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    newest = full().council
    assert newest is not None
    for row in rows:
        where = (row["area_code"], row["period"], row["breakdown_topic"], row["measure"])
        if where == (shared().council.code, newest.period.text, "Total", full().main.id):
            row["status"] = SYMBOL
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    assert f",{SYMBOL}," in path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository whose datasets have all three."""
    tree = copy_tree(tmp_path_factory.mktemp("grown") / "repository")
    for name in MORE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, dirs_exist_ok=True, ignore=LEFT)
        else:
            shutil.copyfile(source, tree / name)
    _add_indicator(tree / "datasets")
    _add_commitment(tree / "datasets")
    _add_symbol(tree / "datasets")
    return tree


def _run(tree: Path, *words: str) -> str:
    """Run a module of Python in the copy, which must end well; returns what it printed."""
    inherited = {key: os.environ[key] for key in os.environ if not key.startswith("PYTEST_")}
    run = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=tree,
        env=inherited | {"PYTHONPATH": os.fspath(tree)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def _tests(tree: Path, *chosen: str) -> None:
    """Run some tests of the copy, which must all pass."""
    said = _run(tree, "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", *chosen)
    assert re.search(r"^[1-9]\d* passed", said, re.MULTILINE)
    assert "skipped" not in said


def test_the_check_of_the_data_has_nothing_to_say(grown: Path) -> None:
    one = _run(grown, "build_scripts", "check", f"datasets/{INDICATOR}")
    assert one.startswith("1 indicator, ") and one.endswith(". Nothing to fix.\n")
    assert _run(grown, "build_scripts", "check").endswith(". Nothing to fix.\n")


def test_the_tests_of_data_and_documents_find_nothing(grown: Path) -> None:
    _tests(grown, "tests/whole/test_datasets.py", "tests/whole/test_documents.py")


@pytest.mark.long
def test_the_site_is_built_and_searched_and_every_number_on_it_is_in_the_rows(grown: Path) -> None:
    place = grown.parent / "run"
    # That the reading of numbers would notice a slip, and reads a group of areas as well, is shown
    # by the portal's own data.
    chosen = ("tests/whole/test_sentences.py", "tests/browser/test_search.py")
    kept = "not would_be_noticed and not long"
    _tests(grown, *chosen, "-k", kept, f"--basetemp={place}")
    site = place / "real" / "site"
    page = (site / "indicators" / INDICATOR / "index.html").read_text(encoding="utf-8")
    assert "counted twice, to be sure" in page
    assert "Quokkas are happy" in (site / "index.html").read_text(encoding="utf-8")
    assert (site / "commitments" / COMMITMENT / "index.html").is_file()
