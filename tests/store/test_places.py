"""A build replaces what a build has made and nothing else, and at every moment a site is there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from build_scripts.store import exchange, marks, places
from build_scripts.store.locks import alone
from build_scripts.store.marks import MARK, SITE, WORK, is_whole, mark_site, mark_work, remove_site
from build_scripts.store.paths import work_folder
from build_scripts.store.places import beside, put_in_place, put_right, real, refuse
from build_scripts.store.surroundings import SurroundingsError
from build_scripts.store.trees import write_tree
from tests.builds import contents

OLD = {"index.html": b"old", "gone/index.html": b"old"}
NEW = {"index.html": b"new", "about/index.html": b"new"}
Able = bool


def site(place: Path, files: dict[str, bytes]) -> Path:
    """A site as a build leaves it."""
    write_tree(place, files)
    mark_site(place)
    return place


def own(place: Path) -> dict[str, bytes]:
    """What a folder holds beside a mark."""
    return {name: content for name, content in contents(place).items() if Path(name).name != MARK}


def asked(place: Path, *needed: Path) -> None:
    """Ask for a place as a build does, and for nothing else."""
    refuse(place, work_folder(place), needed)


@pytest.fixture(params=[True, False], ids=["exchanged", "renamed twice"])
def able(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Able:
    """Both ways to put a site in place: of a system that exchanges names, and of one that cannot."""
    if not request.param:
        monkeypatch.setattr(places, "exchanged", lambda one, other: False)
    return bool(request.param)


def test_a_finished_site_takes_its_place_as_a_whole(able: Able, tmp_path: Path) -> None:
    place = site(tmp_path / "site", OLD)
    write_tree(tmp_path / "finished", NEW)
    put_in_place(tmp_path / "finished", place)
    assert own(place) == NEW and is_whole(place)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("empty", [True, False], ids=["empty", "absent"])
def test_a_first_site_needs_no_place_before(empty: bool, able: Able, tmp_path: Path) -> None:
    place = tmp_path / "far" / "away" / "site"
    if empty:
        place.mkdir(parents=True)
    write_tree(tmp_path / "finished", NEW)
    put_in_place(tmp_path / "finished", place)
    assert own(place) == NEW
    assert [path.name for path in place.parent.iterdir()] == ["site"]


def test_a_site_is_brought_from_another_disk_with_its_mark_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = site(tmp_path / "site", OLD)
    write_tree(tmp_path / "finished", NEW)
    rename = Path.rename

    def not_across(path: Path, target: Path) -> Path:
        if path.name == "finished":
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", not_across)
    put_in_place(tmp_path / "finished", place)
    assert own(place) == NEW and is_whole(place)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.skipif(not hasattr(os, "O_PATH"), reason="another system has another way")
def test_this_system_exchanges_names(tmp_path: Path) -> None:
    write_tree(tmp_path, {"one/a": b"1", "other/b": b"2"})
    assert exchange.exchanged(tmp_path / "one", tmp_path / "other")
    assert contents(tmp_path) == {"one/b": b"2", "other/a": b"1"}
    with pytest.raises(FileNotFoundError):
        exchange.exchanged(tmp_path / "one", tmp_path / "nowhere")


def test_when_the_second_of_two_renames_fails_the_old_site_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "exchanged", lambda one, other: False)
    place = site(tmp_path / "site", OLD)
    with pytest.raises(FileNotFoundError):
        places.swap_in(tmp_path / "nowhere", place)
    assert own(place) == OLD and is_whole(place)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_site_that_was_put_aside_is_put_back(tmp_path: Path) -> None:
    place = tmp_path / "site"
    new, old = beside(place)
    site(old, OLD)
    site(new, NEW)
    put_right(place)
    assert own(place) == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_half_a_site_is_never_put_back(tmp_path: Path) -> None:
    place = tmp_path / "site"
    _, old = beside(place)
    (site(old, OLD) / "index.html").unlink()
    put_right(place)
    assert list(tmp_path.iterdir()) == []


def test_what_was_left_beside_a_site_is_cleared_away(tmp_path: Path) -> None:
    place = site(tmp_path / "site", NEW)
    new, old = beside(place)
    site(old, OLD)
    (site(new, OLD) / "index.html").unlink()
    put_right(place)
    assert own(place) == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def free(tmp_path: Path) -> Path:
    return tmp_path / "site"


def empty(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def earlier(tmp_path: Path) -> Path:
    return site(tmp_path / "site", OLD)


def looked_into(tmp_path: Path) -> Path:
    (earlier(tmp_path) / "gone" / ".DS_Store").write_bytes(b"")
    return tmp_path / "site"


def half_deleted(tmp_path: Path) -> Path:
    (earlier(tmp_path) / "index.html").unlink()
    return tmp_path / "site"


def half_marked(tmp_path: Path) -> Path:
    write_tree(tmp_path, {f"site/{MARK}": SITE.encode()[:20]})
    return tmp_path / "site"


def with_all_beside(tmp_path: Path) -> Path:
    place = earlier(tmp_path)
    for path in beside(place):
        site(path, NEW)
    write_tree(work_folder(place), {"docs/a.md": b""})
    mark_work(work_folder(place))
    return place


@pytest.mark.parametrize(
    "make", [free, empty, earlier, looked_into, half_deleted, half_marked, with_all_beside]
)
def test_what_a_build_has_made_may_be_replaced(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    place = make(tmp_path)
    asked(place)
    with alone(place, work_folder(place), ()):
        write_tree(tmp_path / "finished", NEW)
        put_in_place(tmp_path / "finished", place)
    assert own(place) == NEW
    assert {path.name for path in tmp_path.iterdir()} == {"site", "site.build"}


THEIRS = {
    "a folder with the commonest file": {"site/thesis.txt": b"", "site/SHA256SUMS": b""},
    "a file in its place": {"site": b"a letter"},
    "a mark that says something else": {f"site/{MARK}": b"by hand", "site/thesis.txt": b""},
    "a mark that leads out": {f"site/{MARK}": f"{SITE}../letter\n".encode(), "letter": b""},
    "a work folder's mark": {f"site/{MARK}": WORK.encode(), "site/thesis.txt": b""},
    "a mark and nothing else known": {f"site/{MARK}": SITE.encode(), "site/thesis.txt": b""},
    "files in the work folder": {"site.build/docs/thesis.txt": b""},
    "a file in place of the work folder": {"site.build": b"a letter"},
    "files where the new site waits": {".site.new/thesis.txt": b""},
    "files where the old site is put aside": {".site.old/thesis.txt": b""},
    "a file where the old site is put aside": {".site.old": b"a letter"},
}


@pytest.mark.parametrize("files", THEIRS.values(), ids=THEIRS)
def test_what_no_build_has_made_is_left_alone(files: dict[str, bytes], tmp_path: Path) -> None:
    write_tree(tmp_path, files)
    place = tmp_path / "site"
    with pytest.raises(SurroundingsError), alone(place, work_folder(place), ()):
        pass
    assert contents(tmp_path) == files


def test_a_file_of_somebodys_own_in_a_site_of_ours_stops_the_build(tmp_path: Path) -> None:
    place = site(tmp_path / "site", OLD)
    (place / "gone" / "thesis.txt").write_bytes(b"precious")
    before = contents(tmp_path)
    with pytest.raises(SurroundingsError, match=r"holds gone/thesis\.txt, which no build"):
        asked(place)
    write_tree(tmp_path / "finished", NEW)  # as if it had come while the build ran
    with pytest.raises(SurroundingsError):
        put_in_place(tmp_path / "finished", place)
    assert contents(tmp_path) == before


def test_what_is_not_named_outlives_its_site(tmp_path: Path) -> None:
    place = site(tmp_path / "site", OLD)
    (place / "gone" / "thesis.txt").write_bytes(b"precious")
    (place / "linked").symlink_to(tmp_path)
    remove_site(place)
    assert own(place) == {"gone/thesis.txt": b"precious"}
    assert (place / "linked").is_symlink()


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    write_tree(tmp_path / "elsewhere", {"index.html": b"precious"})
    place = site(tmp_path / "site", {"index.html": b"", "gone/index.html": b""})
    (place / "gone" / "index.html").unlink()
    (place / "gone").rmdir()
    (place / "gone").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SurroundingsError, match="holds gone, which no build"):
        asked(place)
    remove_site(place)
    assert contents(tmp_path / "elsewhere") == {"index.html": b"precious"}


def test_links_in_a_work_folder_are_not_written_through(tmp_path: Path) -> None:
    write_tree(tmp_path / "elsewhere", {"a.md": b"precious"})
    place, work = tmp_path / "site", tmp_path / "site.build"
    work.mkdir()
    mark_work(work)
    for name in ("docs", "html"):
        (work / name).symlink_to(tmp_path / "elsewhere")
    (work / "mkdocs.yml").symlink_to(tmp_path / "elsewhere" / "a.md")
    with alone(place, work, ()):
        assert {path.name for path in work.iterdir()} == {MARK, "lock", "builder.txt"}
    assert contents(tmp_path / "elsewhere") == {"a.md": b"precious"}


def test_a_place_in_or_above_what_is_needed_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "datasets"
    data.mkdir()
    for place in (tmp_path, data, data / "site", data / "a" / "site"):
        with pytest.raises(SurroundingsError, match="is needed to make one"):
            asked(place, data)


def test_a_place_in_another_site_or_work_folder_is_refused(tmp_path: Path) -> None:
    place = with_all_beside(tmp_path)
    for inside in (place / "gone" / "mine", work_folder(place) / "docs" / "mine"):
        with pytest.raises(SurroundingsError, match="which a build may replace"):
            asked(inside)


def test_a_place_in_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter").write_bytes(b"")
    with pytest.raises(SurroundingsError, match="is a file"):
        asked(tmp_path / "letter" / "site")


def test_a_link_to_a_place_is_the_place(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "deep")
    assert real(tmp_path / "link" / "er" / ".." / "site") == tmp_path / "deep" / "site"


def test_a_link_that_leads_nowhere_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "unmounted")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for place in ("link", "link/site", "loop"):
        with pytest.raises(SurroundingsError, match="leads nowhere"):
            real(tmp_path / place)


def test_the_root_of_a_disk_is_no_place() -> None:
    with pytest.raises(SurroundingsError, match="the root of a disk"):
        real(Path("/"))


def test_the_mark_of_a_site_depends_on_its_files_alone(tmp_path: Path) -> None:
    one = site(tmp_path / "one", dict(sorted(NEW.items())))
    other = site(tmp_path / "other", dict(sorted(NEW.items(), reverse=True)))
    mark_site(other)  # again: it does not name itself
    assert contents(one) == contents(other)
    assert marks.named(one) == frozenset(NEW)


def test_one_build_holds_a_place_and_says_so_to_the_next(tmp_path: Path) -> None:
    place = tmp_path / "site"
    work = work_folder(place)
    with alone(place, work, ()):
        with (
            pytest.raises(SurroundingsError, match="Another build is running into") as refused,
            alone(place, work, ()),
        ):
            pass
        assert str(place) in str(refused.value) and f"process {os.getpid()}" in str(refused.value)
    with alone(place, work, ()):
        assert (work / MARK).is_file()


def test_a_lock_file_alone_is_no_lock(tmp_path: Path) -> None:
    place = tmp_path / "site"
    write_tree(work_folder(place), {"lock": b"", "builder.txt": b"process 1 on nowhere"})
    with alone(place, work_folder(place), ()):
        pass
