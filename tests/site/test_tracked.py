"""What a build makes is not in the repository: asked of real ones."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_scripts.__main__ import cli
from build_scripts.model.problems import Problem
from build_scripts.site.tracked import check_tracked
from build_scripts.store.paths import Repository
from tests.mistakes import BROKEN, copy_tiny_portal, lay_over
from tests.site.test_provenance import a_git_of_its_own, git

MISTAKE = BROKEN / "generated-file-tracked"
__all__ = ["a_git_of_its_own"]  # a fixture that holds for each test here


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A publication in a repository, in which nothing is tracked yet."""
    (tmp_path / "site_src").mkdir()
    (tmp_path / "datasets").mkdir()
    for name in ("mkdocs.yml", "build/docs/index.md", "site/index.html", "builder.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    return tmp_path


def asked(place: Path, *others: Path) -> list[Problem]:
    return check_tracked(Repository(place), place / "datasets", *others)


def test_what_lies_there_untracked_is_no_problem(place: Path) -> None:
    git(place, "add", "mkdocs.yml", "builder.txt")
    assert asked(place) == []


def test_each_folder_is_a_problem_of_its_own(place: Path) -> None:
    git(place, "add", "--force", ".")
    build, site = asked(place)
    assert (build.file, site.file) == ("../build", "../site")
    assert build.found == "“build/docs/index.md” under version control"
    assert build.stops_publication and site.stops_publication


def test_what_was_deleted_but_is_still_tracked_is_found(place: Path) -> None:
    git(place, "add", "--force", "build")
    (place / "build" / "docs" / "index.md").unlink()
    assert [problem.file for problem in asked(place)] == ["../build"]


def test_a_folder_that_is_a_link_into_the_repository_is_found(place: Path) -> None:
    (place / "build").rename(place / "elsewhere")
    (place / "build").symlink_to("elsewhere")
    git(place, "add", "--force", "build")
    assert [problem.file for problem in asked(place)] == ["../build"]
    git(place, "rm", "--quiet", "--cached", "build")
    git(place, "add", "--force", "elsewhere")
    assert [problem.file for problem in asked(place)] == ["../elsewhere"]


def test_a_publication_below_the_top_of_its_repository_is_asked_too(place: Path) -> None:
    git(place, "add", "--force", "build")
    inside = place / "more" / "datasets"
    inside.mkdir(parents=True)
    found = check_tracked(Repository(place / "more"), inside)
    assert [problem.file for problem in found] == ["../../build"]


def test_the_work_folder_of_a_build_into_another_place_is_asked_about(place: Path) -> None:
    work = place / "our-site.build"
    (work / "kept").mkdir(parents=True)
    (work / "kept" / "shared").write_bytes(b"")
    assert asked(place, work) == []
    git(place, "add", "--force", "our-site.build")
    assert [problem.file for problem in asked(place, work)] == ["../our-site.build"]


def test_a_folder_within_another_is_no_second_problem(place: Path) -> None:
    git(place, "add", "--force", "build")
    assert [problem.file for problem in asked(place, place / "build" / "docs")] == ["../build"]


def test_a_folder_with_a_longer_name_is_another(place: Path) -> None:
    for name in ("build.old/a.txt", "*/a.txt", "builds/a.txt"):
        (place / name).parent.mkdir()
        (place / name).touch()
    git(place, "add", "--force", "build.old", "./*/a.txt", "builds")
    assert asked(place) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other file systems refuse such a name")
def test_a_name_in_no_encoding_is_found_like_any_other(place: Path) -> None:
    (place / "site" / "index.html").rename(place / "site" / os.fsdecode(b"p\xe9.html"))
    git(place, "add", "--force", "site")
    assert [problem.found for problem in asked(place)] == [
        r"“site/p\xe9.html” under version control"
    ]


def test_without_git_or_a_repository_nothing_is_said(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(place, "add", "--force", ".")
    (place / ".git").rename(place / "git")
    assert asked(place) == []
    (place / "git").rename(place / ".git")
    monkeypatch.setenv("PATH", str(place / "datasets"))
    assert asked(place) == []


@pytest.mark.slow
def test_a_build_publishes_nothing(tmp_path: Path) -> None:
    datasets = copy_tiny_portal(tmp_path)
    lay_over(MISTAKE, datasets)
    # Wrong figures as well, so that nothing is drawn and both are reported together.
    lay_over(BROKEN / "percent-sign", datasets)
    out = tmp_path / "out" / "site"
    words = ["build", "--datasets", os.fspath(datasets), "--out", os.fspath(out), "--workers", "1"]
    run = CliRunner().invoke(cli, words)
    assert run.exit_code == 1, run.output
    assert "/help/problems/generated-file-tracked/" in run.output
    assert "/help/problems/percent-sign/" in run.output
    assert not out.exists()


def test_github_is_told_the_path_as_it_knows_it(tmp_path: Path) -> None:
    datasets = copy_tiny_portal(tmp_path)
    lay_over(MISTAKE, datasets)
    words = ["check", os.fspath(datasets), "--workers", "1", "--format"]
    run = CliRunner().invoke(cli, [*words, "github"])
    expected = os.path.relpath(tmp_path / "build").replace(os.sep, "/")
    assert f"file={expected},line=1,title=generated-file-tracked" in run.output
    (problem,) = json.loads(CliRunner().invoke(cli, [*words, "json"]).stdout)["problems"]
    assert problem["file"] == "../build"


def test_one_indicator_is_checked_without_it(tmp_path: Path) -> None:
    datasets = copy_tiny_portal(tmp_path)
    lay_over(MISTAKE, datasets)
    run = CliRunner().invoke(cli, ["check", os.fspath(datasets / "club-visits")])
    assert run.exit_code == 0, run.output
