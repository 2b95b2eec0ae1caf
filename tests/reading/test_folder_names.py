"""What may lie in a datasets folder, and under which names."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.reading.folder import RESERVED, SHARED_FILES, indicator_ids
from build_scripts.reading.shared import TABLES, YAML_FILES
from build_scripts.store.paths import SHARED


def test_the_shared_files_that_may_lie_there_are_those_that_are_read() -> None:
    read = {name.removeprefix(f"{SHARED}/") for name in YAML_FILES if name.startswith(SHARED)}
    assert set(SHARED_FILES) == read | {f"{table}.csv" for table in TABLES}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("list.xlsx", "unexpected-file"),
        ("_shared/areas.csv.bak", "unexpected-file"),
        ("_shared/copy.csv", "unexpected-file"),
        ("dental-check/dental-check.xlsx", "unexpected-file"),
        ("dental-check/second.csv", "unexpected-file"),
        ("dental-check/.hidden", "unsafe-file-name"),
        ("dental-check/Dental-Check.csv", "unsafe-file-name"),
        ("dental-check/dental\u202echeck.csv", "unsafe-file-name"),
        ("dental-check/nul.csv", "unsafe-file-name"),
        ("_shared/com1.yml", "unsafe-file-name"),
    ],
)
def test_a_file_that_nobody_reads_is_a_problem(name: str, code: str, tiny_portal: Path) -> None:
    (tiny_portal / name).write_bytes(b"x")
    (found,) = indicator_ids(tiny_portal)[1]
    assert (found.code, found.stops_publication) == (code, True)
    assert found.file.isprintable()


def test_a_folder_without_words_is_a_problem(tiny_portal: Path) -> None:
    (tiny_portal / "empty").mkdir()
    assert [one.code for one in indicator_ids(tiny_portal)[1]] == ["file-missing"]


@pytest.mark.parametrize("name", ["con", "PRN", "aux.csv", "nul", "com1", "lpt9.tar.gz"])
def test_names_of_devices_are_known(name: str) -> None:
    assert RESERVED.fullmatch(name)


@pytest.mark.parametrize("name", ["console", "con-artist", "auxiliary", "com10", "lpt"])
def test_names_that_only_begin_like_them_are_free(name: str) -> None:
    assert not RESERVED.fullmatch(name)
