"""Every mistake in `tests/broken` gives exactly its message, and never a traceback."""

from __future__ import annotations

import codecs
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from build_scripts.model.register import register
from build_scripts.store.paths import HELP
from tests.accept_broken import accept
from tests.mistakes import (
    BROKEN,
    check,
    code_of,
    copy_tiny_portal,
    help_of,
    lay_over,
    message_of,
    mistake_folders,
)
from tests.places import ROOT

CLEAN = "3 indicators, 94 rows. Nothing to fix.\n"
CSV = "dental-check/dental-check.csv"
YAML = "dental-check/indicator.yml"
MEBIBYTE = 1 << 20
# A file of two million rows is refused after it was counted, not after it was loaded.
MOST_MEMORY = 600 * MEBIBYTE


@pytest.mark.parametrize("folder", mistake_folders(), ids=lambda folder: folder.name)
def test_a_mistake_gives_exactly_its_message(folder: Path, tiny_portal: Path) -> None:
    expected = message_of(folder)
    if not expected.exists() and "CI" not in os.environ:
        accept(folder)
        pytest.fail(f"{expected.name} was written: read it as the person who gets the message")
    lay_over(folder, tiny_portal)
    result = check(tiny_portal)
    assert "Traceback" not in result.output
    assert result.stdout == expected.read_text(encoding="utf-8")
    assert f"/help/problems/{code_of(folder)}/" in result.stdout
    only_warnings = " to fix." not in result.stdout and " to fix and" not in result.stdout
    assert result.exit_code == (0 if only_warnings else 1)


def test_every_code_has_a_folder_and_every_folder_a_code() -> None:
    assert {code_of(path) for path in BROKEN.iterdir() if path.is_dir()} == set(register().codes)


def test_every_mistake_has_its_help_text_and_every_help_text_its_mistake() -> None:
    folders = {path.name for path in BROKEN.iterdir() if path.is_dir()}
    for kind in ("*.md", "*.txt"):
        assert {path.stem for path in HELP.glob(kind)} == folders


def test_no_module_names_the_folder_of_the_tests() -> None:
    modules = (ROOT / "build_scripts").rglob("*.py")
    named = re.compile(r"""["'/]tests["'/]|\btests[/.]\w""")
    assert [path.name for path in modules if named.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("code", register().codes)
def test_every_code_has_a_help_page(code: str) -> None:
    page = help_of(BROKEN / code).read_text(encoding="utf-8")
    assert len(page.split("\n\n")) >= 4, "a title, what happened, why it matters, what to do"


@pytest.mark.parametrize("folder", mistake_folders(), ids=lambda folder: folder.name)
def test_every_page_begins_with_a_title_and_holds_no_html(folder: Path) -> None:
    page = help_of(folder).read_text(encoding="utf-8")
    assert re.match(r"# \S.*\n\n\S", page)
    assert not re.search(r"</?[a-z]", page)


def test_no_two_pages_have_the_same_title() -> None:
    pages = [help_of(folder).read_text(encoding="utf-8") for folder in mistake_folders()]
    titles = [page.splitlines()[0] for page in pages]
    assert len(set(titles)) == len(titles)


def test_the_tiny_portal_has_nothing_to_fix(tiny_portal: Path) -> None:
    result = check(tiny_portal)
    assert (result.stdout, result.exit_code) == (CLEAN, 0)


@pytest.mark.parametrize("name", [CSV, YAML])
def test_the_byte_order_mark_and_line_ends_of_windows_are_accepted(
    name: str, tiny_portal: Path
) -> None:
    content = (tiny_portal / name).read_bytes()
    (tiny_portal / name).write_bytes(codecs.BOM_UTF8 + content.replace(b"\n", b"\r\n"))
    assert check(tiny_portal).stdout == CLEAN


def test_quotes_around_every_cell_are_accepted(tiny_portal: Path) -> None:
    lines = (tiny_portal / CSV).read_text(encoding="utf-8").splitlines()
    quoted = [",".join(f'"{cell}"' for cell in line.split(",")) for line in lines]
    (tiny_portal / CSV).write_text("\n".join(quoted), encoding="utf-8")
    assert check(tiny_portal).stdout == CLEAN


def test_only_the_newest_change_of_a_figure_must_agree_with_the_file(tiny_portal: Path) -> None:
    words = (tiny_portal / YAML).read_text(encoding="utf-8")
    revisions = (
        "revisions:\n"
        "  - {date: 2026-03-01, reason: Counted anew., kind: correction, changes: [\n"
        "      {area_code: E10000992, period: 2025, old: 81, new: 83.0}]}\n"
        "  - {date: 2026-02-01, reason: A late return., kind: scheduled, changes: [\n"
        "      {area_code: E10000992, period: 2025, old: x, new: 81}]}\n"
    )
    (tiny_portal / YAML).write_text(words.replace("revisions: []\n", revisions), encoding="utf-8")
    assert check(tiny_portal).stdout == CLEAN


def test_html_in_the_words_is_no_mistake_because_it_will_appear_as_text(tiny_portal: Path) -> None:
    words = (tiny_portal / YAML).read_text(encoding="utf-8")
    script = "\ntitle: <script>alert(1)</script> & <b>bold</b> "
    (tiny_portal / YAML).write_text(words.replace("\ntitle: ", script), encoding="utf-8")
    assert check(tiny_portal).stdout == CLEAN


def test_what_excel_and_windows_leave_behind_is_passed_over(tiny_portal: Path) -> None:
    for folder in (".", "_shared", "dental-check"):
        for name in ("~$dental-check.csv", "Thumbs.db", "desktop.ini", ".DS_Store"):
            (tiny_portal / folder / name).write_bytes(b"\0")
    assert check(tiny_portal).stdout == CLEAN


def test_mistakes_in_several_files_are_all_reported_in_one_run(tiny_portal: Path) -> None:
    together = ("percent-sign", "period-missing", "yaml-syntax--empty", "unsafe-file-name")
    for name in together:
        lay_over(BROKEN / name, tiny_portal)
    result = check(tiny_portal)
    for name in together:
        assert f"/help/problems/{code_of(BROKEN / name)}/" in result.stdout
    assert result.stdout.endswith(" 4 problems to fix.\n")


def test_one_indicator_can_be_checked_by_itself(tiny_portal: Path) -> None:
    lay_over(BROKEN / "period-missing", tiny_portal)
    assert check(tiny_portal / "dental-check").stdout == "1 indicator, 64 rows. Nothing to fix.\n"
    assert check(tiny_portal / "exam-results").exit_code == 1


def test_an_indicator_that_does_not_exist_is_a_problem(tiny_portal: Path) -> None:
    result = check(tiny_portal / "dental-chek")
    assert "no such folder" in result.stdout
    assert result.exit_code == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other file systems refuse such a name")
def test_a_file_name_in_no_encoding_is_a_problem_and_no_traceback(tiny_portal: Path) -> None:
    (tiny_portal / "dental-check" / os.fsdecode(b"dental-ch\xe9ck.csv")).touch()
    result = check(tiny_portal)
    assert "the name “dental-ch?ck.csv”" in result.stdout
    assert result.exit_code == 1


@pytest.mark.parametrize("brackets", ["[" * 100_000, "[" * 2_000 + "]" * 2_000])
def test_brackets_nested_without_end_do_not_crash_the_reader(
    brackets: str, tiny_portal: Path
) -> None:
    (tiny_portal / YAML).write_text(f"title: {brackets}\n", encoding="utf-8")
    result = check(tiny_portal)
    assert "nested too deeply" in result.stdout
    assert result.exit_code == 1


def test_two_million_rows_are_refused_within_bounded_memory(tmp_path: Path) -> None:
    datasets = copy_tiny_portal(tmp_path)
    lay_over(BROKEN / "too-many-rows", datasets)
    # From a small process: what a process weighs at most counts in whoever started it.
    program = (
        "import resource, subprocess, sys\n"
        "words = ['-m', 'build_scripts', 'check', sys.argv[1], '--workers', '1']\n"
        "code = subprocess.run([sys.executable, *words]).returncode\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, os.fspath(datasets)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 1, run.stderr
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(run.stderr.splitlines()[-1]) * unit < MOST_MEMORY
