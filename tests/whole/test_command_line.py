"""The command line: what it prints, where it looks, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_scripts.__main__ import cli
from build_scripts.store.marks import MARK, mark_site
from tests.mistakes import BROKEN, TINY_PORTAL, lay_over, mistake_folders
from tests.places import ROOT

FINE, BAD_DATA, WRONG_COMMAND, OUR_FAULT = 0, 1, 2, 3
CODES = sorted({folder.name.partition("--")[0] for folder in mistake_folders()})


def portal(*arguments: str | Path) -> Result:
    """Run the command line in this process; a fault of ours is raised."""
    words = [os.fspath(argument) for argument in arguments]
    result = CliRunner().invoke(cli, words)
    if not isinstance(result.exception, SystemExit | None):
        raise result.exception
    assert "Traceback" not in result.output
    return result


def separately(
    *arguments: str, cwd: Path, path: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, with a folder of modules before our own."""
    places = [os.fspath(place) for place in (path, ROOT) if place is not None]
    return subprocess.run(
        [sys.executable, "-m", "build_scripts", *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(places), "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def broken_portal(tiny_portal: Path) -> Path:
    """The tiny portal with two mistakes in the figures of one indicator."""
    for name in ("percent-sign", "period-missing"):
        lay_over(BROKEN / name, tiny_portal)
    return tiny_portal


@pytest.mark.parametrize("verb", sorted(cli.commands))
def test_the_help_of_every_command_ends_with_an_example(verb: str) -> None:
    result = portal(verb, "--help")
    assert result.exit_code == FINE
    assert f"$ portal {verb}" in result.stdout


def test_help_names_every_command_with_what_it_does() -> None:
    result = portal("-h")
    assert result.exit_code == FINE
    for verb, command in cli.commands.items():
        assert f"  {verb} " in result.stdout
        assert command.get_short_help_str(100) in " ".join(result.stdout.split())


def test_data_without_problems_ends_with_zero() -> None:
    result = portal("check", TINY_PORTAL)
    assert result.exit_code == FINE
    assert result.stdout == "3 indicators, 94 rows. Nothing to fix.\n"


def test_data_with_problems_ends_with_one(broken_portal: Path) -> None:
    result = portal("check", broken_portal, "--workers", "1")
    assert result.exit_code == BAD_DATA
    assert result.stdout.endswith(" to fix.\n")


def test_a_warning_alone_ends_with_zero(tiny_portal: Path) -> None:
    lay_over(BROKEN / "implausible-change", tiny_portal)
    result = portal("check", tiny_portal)
    assert result.exit_code == FINE
    assert result.stdout.endswith(" 1 warning.\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("chek",),
        ("check", "--formt", "json"),
        ("check", "--format", "yaml"),
        ("check", "--workers", "0"),
        ("explain",),
        ("explain", "no-such-code"),
        ("new",),
        ("new", "School Meals"),
        ("new", "../school-meals"),
        ("new", "school.meals"),
        ("new", "school_meals"),
        ("new", "_shared"),
        ("serve", "--port", "99999"),
    ],
    ids=" ".join,
)
def test_a_wrong_command_ends_with_two_and_says_how_to_get_help(arguments: tuple[str, ...]) -> None:
    result = portal(*arguments)
    assert result.exit_code == WRONG_COMMAND
    assert result.stdout == ""
    assert "Try 'cli" in result.stderr and "Error: " in result.stderr


def test_a_fault_of_our_own_ends_with_three_and_only_then_with_a_traceback(tmp_path: Path) -> None:
    damaged = tmp_path / "frictionless"
    damaged.mkdir()
    (damaged / "__init__.py").write_text("raise RuntimeError('damaged')\n", encoding="utf-8")
    run = separately("check", os.fspath(TINY_PORTAL), cwd=tmp_path, path=tmp_path)
    assert run.returncode == OUR_FAULT
    assert run.stderr.startswith("Traceback ")
    assert run.stderr.endswith(
        "This is a fault of the portal, not of the data. Report it with the lines above.\n"
    )


def test_a_folder_that_is_not_there_is_a_problem_of_the_data(tmp_path: Path) -> None:
    result = portal("check", tmp_path / "nowhere")
    assert result.exit_code == BAD_DATA
    assert "Found no such folder." in result.stdout


def test_an_empty_folder_is_told_what_every_portal_has(tmp_path: Path) -> None:
    result = portal("check", tmp_path)
    assert result.exit_code == BAD_DATA
    for name in ("portal.yml", "_shared/areas.csv", "_shared/glossary.yml"):
        assert name in result.stdout


def test_one_folder_is_checked_by_itself(broken_portal: Path) -> None:
    fine = portal("check", broken_portal / "club-visits")
    assert (fine.exit_code, fine.stdout) == (FINE, "1 indicator, 0 rows. Nothing to fix.\n")
    wrong = portal("check", broken_portal / "dental-check")
    assert wrong.exit_code == BAD_DATA
    assert "1 indicator, " in wrong.stdout
    assert "exam-results" not in wrong.stdout


def test_json_can_be_read_by_a_program(broken_portal: Path) -> None:
    result = portal("check", broken_portal, "--format", "json")
    problems = json.loads(result.stdout)["problems"]
    assert result.exit_code == BAD_DATA
    assert {"percent-sign"} <= {problem["code"] for problem in problems}
    assert {problem["file"].partition("/")[0] for problem in problems} <= {
        "dental-check",
        "exam-results",
    }


def test_json_of_nothing_to_fix_is_an_empty_list() -> None:
    found = json.loads(portal("check", TINY_PORTAL, "--format", "json").stdout)
    assert found == {"problems": [], "given_away_by_publishers": []}


def test_github_is_given_paths_as_the_repository_knows_them(
    broken_portal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(broken_portal.parent)
    result = portal("check", "datasets", "--format", "github")
    lines = result.stdout.splitlines()
    assert lines
    assert all(line.startswith("::error file=datasets/") for line in lines)


def test_another_councils_data_is_checked_from_anywhere(tiny_portal: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    run = separately("check", os.path.relpath(tiny_portal, elsewhere), cwd=elsewhere)
    assert (run.returncode, run.stderr) == (FINE, "")
    assert run.stdout == "3 indicators, 94 rows. Nothing to fix.\n"
    assert list(elsewhere.iterdir()) == []


def test_several_processes_find_the_same_as_one(broken_portal: Path) -> None:
    for number in range(5):  # too few indicators are not worth a second process
        copy = shutil.copytree(broken_portal / "club-visits", broken_portal / f"copy-{number}")
        words = (copy / "indicator.yml").read_text(encoding="utf-8")
        words = words.replace("id: club-visits", f"id: copy-{number}")
        (copy / "indicator.yml").write_text(words, encoding="utf-8")
    one = portal("check", broken_portal, "--workers", "1")
    two = portal("check", broken_portal, "--workers", "2")
    assert one.stdout.count("/help/problems/") == 2
    assert two.stdout == one.stdout


def test_new_makes_a_form_whose_check_says_what_is_left_to_write(tiny_portal: Path) -> None:
    made = portal("new", "school-meals", "--datasets", tiny_portal)
    form = tiny_portal / "school-meals" / "indicator.yml"
    assert made.exit_code == FINE
    assert made.stdout == (f"Fill in {form} and put the figures beside it, as school-meals.csv.\n")
    assert "INDICATOR_ID" not in form.read_text(encoding="utf-8")
    result = portal("check", tiny_portal / "school-meals", "--format", "json")
    assert result.exit_code == BAD_DATA
    (problem,) = json.loads(result.stdout)["problems"]
    left = problem["expected"].removeprefix("text for readers under ").split(", ")
    assert {"title", "summary", "definition", "method", "limits[0]", "measures[0].title"} <= {*left}
    assert problem["code"] == "wrong-yaml-value"


def test_new_leaves_what_is_there_alone(tiny_portal: Path) -> None:
    before = (tiny_portal / "dental-check" / "indicator.yml").read_bytes()
    result = portal("new", "dental-check", "--datasets", tiny_portal)
    assert result.exit_code == WRONG_COMMAND
    assert "is there already" in result.stderr
    assert (tiny_portal / "dental-check" / "indicator.yml").read_bytes() == before


@pytest.mark.parametrize("code", CODES)
def test_explain_knows(code: str) -> None:
    result = portal("explain", code)
    assert result.exit_code == FINE
    assert result.stdout.startswith("# ")
    assert f"/help/problems/{code}/" in result.stdout


def test_explain_offers_the_nearest_code() -> None:
    assert "did you mean stray-space?" in portal("explain", "stray-spaces").stderr


def test_explain_lists_the_codes_when_none_is_near() -> None:
    said = " ".join(portal("explain", "qqqq").stderr.split())
    assert all(code in said for code in CODES)


@pytest.mark.parametrize("arguments", [("check",), ("build",)], ids=" ".join)
def test_a_link_in_place_of_a_folder_is_not_followed(
    arguments: tuple[str, ...], tiny_portal: Path
) -> None:
    (tiny_portal / "linked").symlink_to(tiny_portal / "dental-check")
    place = ("--datasets", tiny_portal) if arguments == ("build",) else (tiny_portal,)
    out = ("--out", tiny_portal.parent / "site") if arguments == ("build",) else ()
    result = portal(*arguments, *place, *out, "--workers", "1")
    assert result.exit_code == BAD_DATA
    assert "/help/problems/symlink/" in result.stdout
    assert not (tiny_portal.parent / "site").exists()


def test_a_build_that_fails_leaves_the_last_site_as_it_was(broken_portal: Path) -> None:
    site = broken_portal.parent / "site"
    site.mkdir()
    (site / "index.html").write_text("the last good one", encoding="utf-8")
    mark_site(site)
    result = portal("build", "--datasets", broken_portal, "--out", site, "--workers", "1")
    assert result.exit_code == BAD_DATA
    assert "Nothing was published" in result.stdout
    assert {path.name for path in site.iterdir()} == {"index.html", MARK}
    assert (site / "index.html").read_text(encoding="utf-8") == "the last good one"


def test_a_terminal_is_told_how_far_it_has_got(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")  # not on every system
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb") as terminal:
        run = subprocess.run(
            [sys.executable, "-m", "build_scripts", "check", TINY_PORTAL],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=theirs,
            encoding="utf-8",
            check=False,
        )
        os.close(theirs)
        seen = terminal.read1(100_000).decode()
    assert run.stdout == "3 indicators, 94 rows. Nothing to fix.\n"
    assert "Checking" in seen and "3/3" in seen
