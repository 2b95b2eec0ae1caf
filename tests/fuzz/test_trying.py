"""The fuzzer sees what it is there to see: each kind of fault, made on purpose."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import Phase, given, settings

from build_scripts.reading import folder
from tests.fuzz import proving, reading_back, trying
from tests.fuzz.campaign import first_fault
from tests.fuzz.drawing import examples
from tests.fuzz.regressions import typed
from tests.fuzz.tree import Example, example_of, tiny
from tests.fuzz.trying import FaultError, Trial, limited
from tests.places import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("fuzz")]
PLAIN = Example((), {})


def fault(place: Path, example: Example = PLAIN) -> FaultError:
    """What goes wrong with an example, which something must."""
    with pytest.raises(FaultError) as caught:
        Trial(place, build_every=0).try_out(example)
    return caught.value


def test_the_tiny_portal_itself_passes(tmp_path: Path) -> None:
    trial = Trial(tmp_path, build_every=0)
    assert trial.try_out(PLAIN).exit_code == 0
    assert (trial.counts.examples, trial.counts.passed, trial.counts.built) == (1, 1, 0)


def test_what_is_refused_is_counted_as_refused(tmp_path: Path) -> None:
    trial = Trial(tmp_path, build_every=0)
    assert trial.try_out(typed("portal.yml", ("title: ", "titel: "))).exit_code == 1
    assert (trial.counts.refused, trial.counts.files["portal.yml"]) == (1, 1)


def test_a_traceback_is_a_fault_named_after_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def indicator_ids(datasets: Path) -> None:
        raise KeyError("a")

    monkeypatch.setattr(folder, "indicator_ids", indicator_ids)
    found = fault(tmp_path)
    assert found.key == "KeyError in build_scripts/reading/folder.py read_folder"


@pytest.mark.parametrize("pause", [0.0, 60.0], ids=["works", "waits"])
def test_what_does_not_end_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pause: float
) -> None:
    def indicator_ids(datasets: Path) -> None:
        while True:
            try:
                time.sleep(pause)
            except Exception:  # noqa: BLE001  as a careless program might
                continue

    monkeypatch.setattr(folder, "indicator_ids", indicator_ids)
    monkeypatch.setitem(trying.LONGEST_WORK, "check", 0.3)
    monkeypatch.setattr(trying, "LONGEST_WAIT", 0.3 if pause else 900.0)
    assert fault(tmp_path).key == "check does not end"


def test_the_limit_is_lifted_afterwards() -> None:
    with limited(0.05, 0.05):
        pass
    time.sleep(0.1)


@pytest.mark.parametrize(
    ("code", "output", "key"),
    [
        (2, "", "exit code 2"),
        (3, "", "exit code 3"),
        (1, "", "refused without a word"),
        (0, "Traceback (most recent call last):", "exit code 0"),
    ],
)
def test_another_end_than_words_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, output: str, key: str
) -> None:
    def invoke(runner: CliRunner, *given: object, **named: object) -> Result:
        said = output.encode()
        return Result(runner, said, b"", said, None, code, SystemExit(code))

    monkeypatch.setattr(CliRunner, "invoke", invoke)
    assert fault(tmp_path).key == key


@pytest.fixture
def site(trial: Trial) -> Iterator[Path]:
    """The site of the tiny portal, put right again after each test."""
    before = {path: path.read_bytes() for path in trial.site.rglob("*") if path.is_file()}
    yield trial.site
    for path, content in before.items():
        if path.read_bytes() != content:
            path.write_bytes(content)


def everything(site: Path) -> list[str]:
    """Whatever is wrong with a site of the tiny portal."""
    tree = dict(tiny())
    return [
        *proving.torn(site),
        *proving.changed_downloads(tree, site),
        *proving.changed_words(tree, site),
    ]


DENTAL = "data/dental-check.csv"
PAGE = "indicators/dental-check/index.html"
DAMAGE: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a figure": (DENTAL, lambda content: content.replace(b",610,", b",910,", 1)),
    "a row": (DENTAL, lambda content: content[: content.rstrip().rfind(b"\n") + 1]),
    "a name of an area": (DENTAL, lambda content: content.replace(b"Testshire", b"Testshlre", 1)),
    "a title": (PAGE, lambda content: content.replace(b"who saw a dentist</h1>", b"who saw</h1>")),
    "a word": (PAGE, lambda content: content.replace(b"Toothache keeps", b"Toothache kept")),
    "an accent": (PAGE, lambda content: content.replace(b"A visit that", "Á visit that".encode())),
    "the end of a page": (PAGE, lambda content: content[:-200]),
    "a checksum": ("SHA256SUMS", lambda content: content[1:]),
    "a line of checksums": ("SHA256SUMS", lambda content: content.split(b"\n", 1)[1]),
    "a page of the map": ("sitemap.xml", lambda content: content.replace(b"about/", b"abode/")),
    "a meaning": ("glossary/index.html", lambda content: content.replace(b"used in law", b"")),
}


def test_a_whole_site_has_nothing_wrong(site: Path) -> None:
    assert everything(site) == []


@pytest.mark.parametrize("what", sorted(DAMAGE))
def test_damage_to_a_site_is_seen(site: Path, what: str) -> None:
    name, damage = DAMAGE[what]
    path = site / name
    damaged = damage(path.read_bytes())
    assert damaged != path.read_bytes()
    path.write_bytes(damaged)
    assert everything(site) != []


def test_a_gained_element_is_seen(trial: Trial, site: Path) -> None:
    assert trial.known is not None
    assert list(proving.gained(site, trial.known)) == []
    path = site / PAGE
    path.write_bytes(path.read_bytes().replace(b"</h1>", b"<img src=x onerror=a></h1>"))
    assert f"{PAGE} has a img with onerror" in list(proving.gained(site, trial.known))


def test_a_build_that_refuses_and_still_publishes_is_a_fault(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Trial._run

    def meddling(self: Trial, example: Example, verb: str, *given: object) -> Result:
        if verb == "build":
            (self.site / "SHA256SUMS").write_bytes(b"")
        return run(self, example, verb, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Trial, "_run", meddling)
    kept = (trial.site / "SHA256SUMS").read_bytes()
    with pytest.raises(FaultError, match="a refused build changed the site"):
        trial.try_out(typed("portal.yml", ("title: ", "titel: ")), build=True)
    (trial.site / "SHA256SUMS").write_bytes(kept)
    trial.always = False


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("\ufeffa\r\n1\r\n", [["a"], ["1"]]),
        ('a\n"b ""c"", d"\n', [["a"], ['b "c", d']]),
        ('a,b\n"x\ny",\n', [["a", "b"], ["x\ny", ""]]),
        ('a\nb"c\n', [["a"], ['b"c']]),
        ("a,b\n,", [["a", "b"], ["", ""]]),
    ],
)
def test_a_table_is_read_as_it_is_defined(text: str, cells: list[list[str]]) -> None:
    assert reading_back.table(text.encode()) == cells


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: A b", [("title", "A b")]),
        ("title: &Co and b", [("title", "&Co and b")]),
        ("title: !important b", [("title", "!important b")]),
        ("title: A # a remark", [("title", "A")]),
        ("title: A#b", [("title", "A#b")]),
        ('title: "A: \\"b\\""', [("title", 'A: "b"')]),
        ("title: 'It''s'", [("title", "It's")]),
        ("limits:\n  - A b\n  - C", [("limits", "A b"), ("limits", "C")]),
        ("title: |\n  A\n  b: c\nid: d", [("id", "d")]),
        ("title: A\n  goes on\nid: d", [("id", "d")]),
        ("limits:\n- 'A\n\n  b: c'\n- d", [("limits", "d")]),
        ("gaps:\n  - period: 2025\n    reason: A", [("period", "2025"), ("reason", "A")]),
        ("# title: A\nforms: [a, b]\nid: d", [("id", "d")]),
    ],
)
def test_words_are_read_as_a_person_reads_them(text: str, words: list[tuple[str, str]]) -> None:
    assert [(word.key, word.text) for word in reading_back.typed(text.encode())] == words


def test_an_example_is_what_was_laid(tmp_path: Path) -> None:
    tree = dict(tiny()) | {"a/b.csv": b"1\n", "empty/": b""}
    del tree["portal.yml"]
    example = example_of((), tree)
    example.lay(tmp_path / "datasets")
    laid = {
        path.relative_to(tmp_path / "datasets").as_posix(): path.read_bytes()
        for path in (tmp_path / "datasets").rglob("*")
        if path.is_file()
    }
    assert laid == {name: content for name, content in tree.items() if name != "empty/"}
    assert (tmp_path / "datasets" / "empty").is_dir()
    assert "portal.yml is gone" in str(example)


def test_every_file_of_the_tiny_portal_is_edited() -> None:
    edited: set[str] = set()

    @settings(max_examples=200, derandomize=True, database=None, phases=[Phase.generate])
    @given(examples())
    def draw(example: Example) -> None:
        edited.update(example.files)

    draw()
    assert set(tiny()) - edited == set()


def test_a_fault_is_made_small_and_passed_over_once_it_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def try_out(trial: Trial, example: Example) -> None:
        trial.counts.examples += 1
        if "portal.yml" in example.files:
            raise FaultError("of portal.yml", "said", example)

    monkeypatch.setattr(Trial, "try_out", try_out)
    trial = Trial(tmp_path, build_every=0)
    found = first_fault(trial, 300)
    assert found is not None
    assert found.example is not None
    assert (found.key, list(found.example.files)) == ("of portal.yml", ["portal.yml"])
    assert len(found.example.edits) == 1
    assert first_fault(trial, 300, known=["of portal.yml"]) is None


@pytest.mark.long
def test_the_command_for_many_prints_its_counts() -> None:
    command = [sys.executable, "-m", "tests.fuzz", "6", "--start", "5", "--processes", "2"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.startswith("Chance begins at 5.\n")
    assert re.search(r"\n6 examples: \d passed, \d refused, .*; kinds of faults: 0\n", run.stdout)
