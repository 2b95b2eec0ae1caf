"""How files are written: only what changed, nothing stale, and a finished folder as a whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.reading.folder import SAFE_NAME
from build_scripts.store.trees import digest, write_tree

LONG_AGO = 1_000_000_000_000_000_000


def contents(root: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def test_a_tree_holds_exactly_what_was_asked_for(tmp_path: Path) -> None:
    wanted = {"index.md": b"home", "data/a.csv": b"1,2\n", "data/deep/er/b.csv": b""}
    write_tree(tmp_path / "new" / "docs", wanted)
    assert contents(tmp_path / "new" / "docs") == wanted


def test_only_files_that_differ_are_written(tmp_path: Path) -> None:
    write_tree(tmp_path, {"same.md": b"same", "other.md": b"before"})
    for path in tmp_path.iterdir():
        os.utime(path, ns=(LONG_AGO, LONG_AGO))
    write_tree(tmp_path, {"same.md": b"same", "other.md": b"after!"})
    assert (tmp_path / "same.md").stat().st_mtime_ns == LONG_AGO
    assert (tmp_path / "other.md").stat().st_mtime_ns != LONG_AGO
    assert contents(tmp_path) == {"same.md": b"same", "other.md": b"after!"}


def test_what_is_stale_is_removed_with_its_folders(tmp_path: Path) -> None:
    write_tree(tmp_path, {"kept.md": b"", "old/a/b.md": b"", "old/c.md": b""})
    (tmp_path / "empty" / "folder").mkdir(parents=True)
    write_tree(tmp_path, {"kept.md": b""})
    assert [path.name for path in tmp_path.rglob("*")] == ["kept.md"]


@pytest.mark.parametrize(
    ("before", "after"),
    [({"a": b"file"}, {"a/b": b"inside"}), ({"a/b": b"inside"}, {"a": b"file"})],
    ids=["a file becomes a folder", "a folder becomes a file"],
)
def test_a_name_may_change_its_nature(
    before: dict[str, bytes], after: dict[str, bytes], tmp_path: Path
) -> None:
    write_tree(tmp_path, before)
    write_tree(tmp_path, after)
    assert contents(tmp_path) == after


def test_a_link_in_the_tree_is_replaced_and_what_it_leads_to_is_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious.md").write_bytes(b"precious")
    root = tmp_path / "docs"
    root.mkdir()
    (root / "page.md").symlink_to(outside / "precious.md")
    (root / "folder").symlink_to(outside)
    write_tree(root, {"page.md": b"ours"})
    assert contents(root) == {"page.md": b"ours"}
    assert not (root / "page.md").is_symlink()
    assert contents(outside) == {"precious.md": b"precious"}


def test_a_digest_changes_with_any_name_content_or_order(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a": b"xy", "b": b"z", "c/a": b"x", "c/b": b"yz", "d/e": b"xy"})
    names = [("a", "b"), ("b", "a"), ("c/a", "c/b"), ("a",), ("d/e",), ("a", "b", "b"), ()]
    digests = [digest(tmp_path / name for name in group) for group in names]
    assert len(set(digests)) == len(digests)
    assert digests[0] == digest([tmp_path / "a", tmp_path / "b"])


@given(st.text(max_size=12))
def test_a_safe_name_is_safe_on_every_file_system_and_in_every_address(name: str) -> None:
    if SAFE_NAME.fullmatch(name):
        assert name.isascii() and name == name.lower()
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.")
        assert ".." not in name and name[0] not in "-_." and name[-1] not in "-_."


@pytest.mark.parametrize("name", ["dental-check", "ks2-fsm-gap", "dental-check.csv", "a_b", "9"])
def test_a_plain_name_is_safe(name: str) -> None:
    assert SAFE_NAME.fullmatch(name)


@pytest.mark.parametrize(
    "name", ["", "Dental", "a b", "é", "a--b", "-a", "a.", "../a", "a/b", "a\n", "a(1)", "~a", "٣"]
)
def test_any_other_name_is_not(name: str) -> None:
    assert not SAFE_NAME.fullmatch(name)
