"""From which commit and when a site is made, asked of real repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from build_scripts.site.provenance import NO_COMMIT, Provenance, provenance
from build_scripts.store.surroundings import SurroundingsError

# 20 November 2025, half an hour before midnight in universal time.
COMMITTED = 1763681400
NAMES = ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME")
ADDRESSES = ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL")


@pytest.fixture(autouse=True)
def a_git_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of this machine's settings, and no repository above the folder of the test."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


def git(folder: Path, *words: str) -> str:
    """Run git as somebody, at the moment `COMMITTED` and in another time zone."""
    somebody = dict.fromkeys(NAMES, "Somebody") | dict.fromkeys(ADDRESSES, "somebody@test.example")
    moment = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"@{COMMITTED} +1200")
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        env={**os.environ, **somebody, **moment},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout.strip()


def repository(place: Path) -> Path:
    """A repository with datasets, code and pages, all committed."""
    for name in ("datasets/visits/visits.csv", "build_scripts/a.py", "site_src/a.md", "mkdocs.yml"):
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("one\n", encoding="utf-8")
    (place / "README.md").write_text("one\n", encoding="utf-8")
    git(place, "init", "--quiet")
    git(place, "add", ".")
    git(place, "commit", "--quiet", "--message", "The first")
    return place


def asked(place: Path) -> Provenance:
    return provenance(place / "datasets", place)


def test_a_commit_is_named_in_full_with_its_moment(tmp_path: Path) -> None:
    place = repository(tmp_path)
    found = asked(place)
    assert found == Provenance(COMMITTED, git(place, "rev-parse", "HEAD"), changed=False)
    assert len(found.commit) == 40


def test_the_day_is_that_of_universal_time(tmp_path: Path) -> None:
    assert asked(repository(tmp_path)).day == date(2025, 11, 20)


@pytest.mark.parametrize(
    "name", ["datasets/visits/visits.csv", "build_scripts/a.py", "site_src/a.md", "mkdocs.yml"]
)
def test_a_changed_file_that_a_build_reads_is_told(tmp_path: Path, name: str) -> None:
    place = repository(tmp_path)
    (place / name).write_text("two\n", encoding="utf-8")
    found = asked(place)
    assert found.changed
    assert (found.commit, found.epoch) == (git(place, "rev-parse", "HEAD"), COMMITTED)


def test_a_change_that_is_staged_a_new_file_and_a_deleted_one_are_changes(tmp_path: Path) -> None:
    place = repository(tmp_path)
    new = place / "datasets" / "new.csv"
    new.write_text("new\n", encoding="utf-8")
    assert asked(place).changed
    git(place, "add", ".")
    assert asked(place).changed
    git(place, "commit", "--quiet", "--message", "The second")
    assert not asked(place).changed
    new.unlink()
    assert asked(place).changed


def test_a_file_that_no_build_reads_is_no_change(tmp_path: Path) -> None:
    place = repository(tmp_path)
    (place / "README.md").write_text("two\n", encoding="utf-8")
    (place / "notes.txt").write_text("new\n", encoding="utf-8")
    assert not asked(place).changed


def test_a_link_to_a_repository_is_followed(tmp_path: Path) -> None:
    place = repository(tmp_path / "real")
    link = tmp_path / "link"
    link.symlink_to(place, target_is_directory=True)
    (place / "notes.txt").write_text("new\n", encoding="utf-8")
    assert not asked(link).changed
    (place / "mkdocs.yml").write_text("two\n", encoding="utf-8")
    assert asked(link).changed


def test_code_in_another_repository_does_not_count(tmp_path: Path) -> None:
    data, code = repository(tmp_path / "data"), repository(tmp_path / "code")
    (code / "mkdocs.yml").write_text("two\n", encoding="utf-8")
    found = provenance(data / "datasets", code)
    assert (found.commit, found.changed) == (git(data, "rev-parse", "HEAD"), False)


def test_datasets_may_be_a_repository_of_their_own(tmp_path: Path) -> None:
    datasets = repository(tmp_path / "data")
    assert not provenance(datasets, tmp_path / "code").changed
    (datasets / "README.md").write_text("two\n", encoding="utf-8")
    assert provenance(datasets, tmp_path / "code").changed


def test_without_a_repository_there_is_no_commit_and_a_fixed_moment(tmp_path: Path) -> None:
    (tmp_path / "datasets").mkdir()
    found = asked(tmp_path)
    assert found == Provenance(NO_COMMIT, "", changed=False)
    assert found.day == date(1980, 1, 1)


def test_a_repository_without_a_commit_has_none(tmp_path: Path) -> None:
    (tmp_path / "datasets").mkdir()
    git(tmp_path, "init", "--quiet")
    assert asked(tmp_path) == Provenance(NO_COMMIT, "", changed=False)


def test_without_git_there_is_no_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = repository(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "datasets"))
    assert shutil.which("git") is None
    assert asked(place) == Provenance(NO_COMMIT, "", changed=False)


def test_a_folder_that_is_not_there_has_no_commit(tmp_path: Path) -> None:
    assert asked(tmp_path / "nowhere") == Provenance(NO_COMMIT, "", changed=False)


def test_the_moment_may_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = repository(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    found = asked(place)
    assert (found.epoch, found.day) == (1700000000, date(2023, 11, 14))
    assert found.commit == git(place, "rev-parse", "HEAD")
    (tmp_path / "elsewhere").mkdir()
    assert provenance(tmp_path / "elsewhere", place).epoch == 1700000000


def test_a_moment_that_is_set_to_nothing_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert asked(repository(tmp_path)).epoch == COMMITTED


@pytest.mark.parametrize(
    "given",
    ["yesterday", "-5", "1.5", "²", "٣", " 5", "1e9", "4294967296", "7258118400", "9" * 5000],
)
def test_a_moment_that_no_site_can_be_of_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    with pytest.raises(SurroundingsError, match=r"SOURCE_DATE_EPOCH is “[^”]{1,41}”"):
        asked(tmp_path)


@pytest.mark.parametrize("given", ["0", "4294967295"])
def test_the_first_and_the_last_moment_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    assert asked(tmp_path).epoch == int(given)
    assert asked(tmp_path).day.year in (1970, 2106)


def test_a_commit_of_a_moment_that_no_site_can_be_of_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.site.test_provenance.COMMITTED", 7258118400)
    with pytest.raises(SurroundingsError, match="Set SOURCE_DATE_EPOCH"):
        asked(repository(tmp_path))
