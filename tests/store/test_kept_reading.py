"""What is kept is read only if it is what was written; whatever else stands there stops nothing."""

from __future__ import annotations

import os
import pickle
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from build_scripts.store.kept import Keeper
from build_scripts.store.plain import written
from build_scripts.store.sealed import MOST_BYTES, seal

Rent = dict[str, int]
RENT: Rent = {"rent": 1}


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    """A folder beside which other files can lie."""
    return Keeper(tmp_path / "work" / "kept")


@pytest.fixture
def place(keeper: Keeper) -> Path:
    """Where a value is kept."""
    place = keeper.place("rent", [])
    keeper.put(place, Rent, RENT)
    return place


def test_what_was_kept_is_found_by_the_next_build(keeper: Keeper, place: Path) -> None:
    assert Keeper(keeper.folder).get(place, Rent) == RENT
    assert keeper.get(keeper.place("hire", []), Rent) is None
    assert keeper.get(place, list[int]) is None


def test_another_byte_or_a_byte_more_or_less_is_noticed(keeper: Keeper, place: Path) -> None:
    content = place.read_bytes()
    for at in range(len(content)):
        place.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert keeper.get(place, Rent) is None
    for wrong in (b"", content[:-1], content + b" ", content * 2, content[1:]):
        place.write_bytes(wrong)
        assert keeper.get(place, Rent) is None
    place.write_bytes(content)
    assert keeper.get(place, Rent) == RENT


def test_one_entry_in_the_place_of_another_is_noticed(keeper: Keeper, place: Path) -> None:
    other = keeper.place("hire", [])
    other.write_bytes(place.read_bytes())
    assert keeper.get(other, Rent) is None


class Planted:
    """What runs code when it is unpickled."""

    def __init__(self, victim: Path) -> None:
        self.victim = victim

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (os.fspath(self.victim),)


def test_code_that_was_planted_does_not_run(keeper: Keeper, place: Path, tmp_path: Path) -> None:
    victim = tmp_path / "it ran"
    planted = pickle.dumps(Planted(victim))
    pickle.loads(planted)
    victim.rmdir()  # it works
    words = b'{"rent":{"__reduce__":["os.mkdir",["%s"]]}}' % os.fspath(victim).encode()
    sealed = written(Rent, RENT).replace(b'{"rent":1}', words)
    for content in (planted, seal(place.name, planted), seal(place.name, sealed)):
        place.write_bytes(content)
        assert keeper.get(place, Rent) is None
        assert not victim.exists()


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def stands(kind: str, place: Path, outside: Path) -> None:
    """Put something else where an entry should be."""
    place.unlink(missing_ok=True)
    match kind:
        case "an empty folder":
            place.mkdir()
        case "a link to a file":
            place.symlink_to(outside)
        case "a link to itself":
            place.symlink_to(place.name)
        case "a link to a folder":
            place.symlink_to(outside.parent)
        case "a link to nothing":
            place.symlink_to(outside.with_name("nothing"))
        case "a pipe":
            os.mkfifo(place)
        case "a socket":
            here = Path.cwd()
            os.chdir(place.parent)  # such a name must be short
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(place.name)
            os.chdir(here)
        case "a file nobody may read":
            place.write_bytes(b"")
            place.chmod(0)
        case "an endless file":
            with place.open("wb") as file:
                file.truncate(1 << 40)


IN_THE_WAY = (
    "an empty folder",
    "a link to a file",
    "a link to itself",
    "a link to a folder",
    "a link to nothing",
    "a pipe",
    "a socket",
    "a file nobody may read",
    "an endless file",
)


@pytest.mark.parametrize("kind", IN_THE_WAY)
def test_whatever_else_stands_there_is_replaced_and_not_followed(
    kind: str, keeper: Keeper, place: Path, tmp_path: Path
) -> None:
    # The very file, but for a word: through a link it would be found, and written over.
    outside = tmp_path / "outside" / place.name
    outside.parent.mkdir()
    outside.write_bytes(seal(place.name, written(Rent, {"rent": 2})))
    before = outside.read_bytes()
    unfinished = place.with_name(f"{place.name}.part")
    for in_the_way in (place, unfinished):
        stands(kind, in_the_way, outside)
        assert keeper.get(place, Rent) == (None if in_the_way == place else RENT)
        keeper.put(place, Rent, RENT)
        assert keeper.get(place, Rent) == RENT
        assert not place.is_symlink()
    assert names_in(keeper.folder) == {place.name}
    assert outside.read_bytes() == before
    assert names_in(outside.parent) == {place.name}


@pytest.mark.parametrize("kind", IN_THE_WAY)
def test_whatever_is_no_longer_used_is_forgotten_whatever_it_is(
    kind: str, keeper: Keeper, place: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside" / "thesis.txt"
    outside.parent.mkdir()
    outside.write_bytes(b"precious")
    stands(kind, keeper.folder / f"hire.{'0' * 32}", outside)
    stands(kind, keeper.folder / f"hire.{'0' * 32}.part", outside)
    keeper.forget_unused()
    assert names_in(keeper.folder) == {place.name}
    assert outside.read_bytes() == b"precious"


def test_what_is_not_ours_stays_and_stops_nothing(keeper: Keeper, place: Path) -> None:
    in_the_way = keeper.place("hire", [])
    for folder in (keeper.folder / "mine", keeper.folder / f"old.{'0' * 32}", in_the_way):
        folder.mkdir()
        (folder / "thesis.txt").write_bytes(b"precious")
    (keeper.folder / "notes.txt").write_bytes(b"precious")
    keeper.put(in_the_way, Rent, RENT)  # cannot be, and is made anew each time
    assert keeper.get(in_the_way, Rent) is None
    keeper.forget_unused()
    assert len([*keeper.folder.rglob("thesis.txt")]) == 3
    assert names_in(keeper.folder) == {
        "mine",
        "notes.txt",
        f"old.{'0' * 32}",
        in_the_way.name,
        place.name,
    }


@pytest.mark.parametrize("kind", ["a file", "a link to a folder"])
def test_no_folder_of_ours_is_no_folder(kind: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / f"rent.{'0' * 32}").write_bytes(b"precious")
    folder = tmp_path / "kept"
    keeper = Keeper(folder)
    place = keeper.place("rent", [])
    (outside / place.name).write_bytes(seal(place.name, written(Rent, {"rent": 2})))
    if kind == "a file":
        folder.write_bytes(b"")
    else:
        folder.symlink_to(outside)
    assert keeper.get(place, Rent) is None
    keeper.forget_unused()
    keeper.put(place, Rent, RENT)
    assert keeper.get(place, Rent) == RENT
    assert not folder.is_symlink()
    assert len(names_in(outside)) == 2


def test_what_would_be_too_large_to_be_read_is_not_kept(
    keeper: Keeper, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    length = place.stat().st_size
    assert length < MOST_BYTES
    monkeypatch.setattr("build_scripts.store.sealed.MOST_BYTES", length)
    keeper.put(place, Rent, {"rent": 9})
    assert keeper.get(place, Rent) == {"rent": 9}
    place.unlink()
    keeper.put(place, Rent, {"rent": 10})
    assert keeper.get(place, Rent) is None


def test_only_what_this_build_asked_for_is_kept(tmp_path: Path) -> None:
    earlier = Keeper(tmp_path)
    old, same = earlier.place("old", []), earlier.place("same", [])
    for place in (old, same):
        earlier.put(place, Rent, RENT)
    now = Keeper(tmp_path)
    assert now.place("same", []) == same
    now.forget_unused()
    assert list(tmp_path.iterdir()) == [same]
