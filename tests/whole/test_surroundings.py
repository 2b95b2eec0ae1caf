"""What is wrong around the program is one line and exit code 2; what was there stays as it was."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from build_scripts.__main__ import main
from build_scripts.store.paths import work_folder
from tests.builds import ROOT, contents
from tests.mistakes import BROKEN, TINY_PORTAL, lay_over
from tests.places import SITE_SRC

Ended = tuple[int, str, str]
Run = Callable[..., Ended]
FULL = Path("/dev/full")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Runs the command line in this process as `portal` would be: exit code, output, errors."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def whole(*words: str | Path) -> Ended:
        monkeypatch.setattr(sys, "argv", ["portal", *(os.fspath(word) for word in words)])
        with pytest.raises(SystemExit) as ended:
            main()
        said, complained = capfd.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, said, complained

    yield whole
    for number, handler in before.items():
        signal.signal(number, handler)


def refused(ended: Ended) -> str:
    """What was said by a command that the surroundings do not allow."""
    code, said, complained = ended
    assert (code, said) == (2, ""), ended
    assert complained.startswith("Error: ") and complained.endswith(".\n")
    assert len(complained.splitlines()) == 1 and len(complained) < 700
    return complained


def into(out: str | Path) -> tuple[str | Path, ...]:
    return ("build", "--datasets", TINY_PORTAL, "--out", out, "--workers", "1")


def separate(
    *words: str | Path, limit: int | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, which may write files of so many bytes."""
    command = [sys.executable, "-m", "build_scripts", *(os.fspath(word) for word in words)]
    if limit is not None:
        code = "import os, resource, sys; limit = int(sys.argv[1]); "
        code += "resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)); "
        code += "os.execv(sys.argv[2], sys.argv[2:])"
        command = [sys.executable, "-c", code, str(limit), *command]
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | variables,
        capture_output=True,
        encoding="latin-1",
        check=False,
    )


@pytest.mark.parametrize(
    "out",
    [
        "",
        "/",
        "//",
        "/proc/self/site",
        "/dev/null",
        "/dev/null/site",
        "n" * 300,
        "n" * 252,
        str(SITE_SRC / "site"),
        str(TINY_PORTAL),
        str(TINY_PORTAL.parent),
        str(TINY_PORTAL / "dental-check"),
        str(ROOT),
        str(ROOT / "build_scripts" / "templates"),
    ],
    ids=lambda out: out[-20:],
)
def test_an_odd_place_is_refused(
    out: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused(run(*into(out)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "theirs", ["site/thesis.txt", "site.build/docs/thesis.txt", ".site.new/a", ".site.old/a"]
)
def test_somebodys_own_files_are_left_alone(theirs: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / theirs
    path.parent.mkdir(parents=True)
    path.write_text("precious", encoding="utf-8")
    (path.parent / "SHA256SUMS").touch()
    before = contents(tmp_path)
    said = refused(run(*into(tmp_path / "site")))
    assert "which no build has put there" in said
    assert contents(tmp_path) == before


def test_an_old_build_folder_with_other_things_in_it_is_worked_beside(tmp_path: Path) -> None:
    for name in ("site_src", "build/lighthouse", "build/kept"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "mkdocs.yml").touch()
    assert work_folder(tmp_path / "site") == tmp_path / "build" / "work"


@pytest.mark.parametrize("given", ["letters", "-5", "99999999999999", "7258118400"])
def test_an_odd_moment_is_refused(
    given: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    said = refused(run(*into(tmp_path / "site")))
    assert given in said and "site/ is as it was" in said
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("length", [81, 300, 5000])
def test_an_id_that_no_file_can_be_named_after_is_refused(
    length: int, run: Run, tiny_portal: Path
) -> None:
    before = contents(tiny_portal)
    code, said, complained = run("new", "n" * length, "--datasets", tiny_portal)
    assert (code, said) == (2, "")
    assert "an id has at most 80 letters" in complained
    assert contents(tiny_portal) == before


def test_a_folder_that_is_gone_under_ones_feet_is_said(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert "no longer there" in refused(run("check"))


def test_a_build_that_may_write_nothing_is_refused(tmp_path: Path) -> None:
    # The limit stands for a full disk.
    ended = separate(*into(tmp_path / "site"), limit=100)
    refused((ended.returncode, ended.stdout, ended.stderr))
    assert "larger than this system allows" in ended.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.long
def test_a_build_that_may_not_write_all_it_must_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    # The smaller the limit, the sooner a build comes to it. What is kept goes with a first build,
    # so that the others come further, to the generator and beyond.
    site = tmp_path / "site"
    assert separate(*into(site)).returncode == 0
    before = contents(site)
    largest = max(len(content) for content in contents(site).values())
    for limit in (1_000, 7_000, 12_000, 30_000, 60_000, 100_000, largest - 1):
        ended = separate(*into(site), limit=limit)
        refused((ended.returncode, ended.stdout, ended.stderr))
        assert "larger than this system allows" in ended.stderr
        assert contents(site) == before
        assert not any(tmp_path.glob(".site.*"))


@pytest.fixture
def odd_portal(tiny_portal: Path) -> Path:
    """A portal whose report cannot be shown in an old encoding."""
    lay_over(BROKEN / "percent-sign", tiny_portal)
    path = tiny_portal / "dental-check" / "dental-check.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2025,Total,Total,88,p", "2025,Total,Total,8８🙂,p"), "utf-8")
    return tiny_portal


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_an_output_that_cannot_show_every_sign_shows_it_in_another_way(
    encoding: str, odd_portal: Path
) -> None:
    ended = separate("check", odd_portal, "--workers", "1", PYTHONIOENCODING=encoding)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert r"8\uff18\U0001f642" in ended.stdout
    assert (r"\u201c" in ended.stdout) == (encoding == "ascii")
    assert ended.stdout.endswith(" to fix.\n")


def test_json_is_json_whatever_the_output_can_show(odd_portal: Path) -> None:
    ended = separate("check", odd_portal, "--format", "json", PYTHONIOENCODING="ascii")
    assert ended.returncode == 1
    assert any("8８🙂" in problem["found"] for problem in json.loads(ended.stdout)["problems"])


@pytest.mark.parametrize("broken", [False, True], ids=["in order", "with problems"])
def test_who_reads_no_further_changes_nothing(broken: bool, tiny_portal: Path) -> None:
    if broken:
        lay_over(BROKEN / "percent-sign", tiny_portal)
    check = [sys.executable, "-m", "build_scripts", "check", os.fspath(tiny_portal)]
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(
        check, cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, encoding="utf-8", check=False
    )
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (int(broken), "")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
def test_an_output_that_takes_nothing_more_is_said() -> None:
    check = [sys.executable, "-m", "build_scripts", "check", os.fspath(TINY_PORTAL)]
    with FULL.open("wb") as full:
        ended = subprocess.run(
            check, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False
        )
    refused((ended.returncode, "", ended.stderr))
    assert "The disk is full." in ended.stderr
