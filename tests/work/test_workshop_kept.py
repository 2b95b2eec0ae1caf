"""What a build takes from an earlier one is what it would make, whatever became of the files."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pydantic import TypeAdapter

from build_scripts.charts import explorer
from build_scripts.charts.styles import Spec
from build_scripts.disclosure.values import Audit
from build_scripts.model.edition import SharedFiles
from build_scripts.reading.folder import read_folder
from build_scripts.reading.shared import read_shared
from build_scripts.store.kept import Keeper
from build_scripts.store.plain import Content, read, written
from build_scripts.work.make import make
from build_scripts.work.task import Made, Task
from build_scripts.work.workshop import Workshop
from tests import tiny
from tests.alike import unlike
from tests.builds import built, differences, work_folder
from tests.designs import DESIGNS
from tests.mistakes import BROKEN, TINY_PORTAL, copy_tiny_portal, lay_over
from tests.places import DATASETS

# Every type that is kept.
KINDS: dict[str, Any] = {
    "shared": SharedFiles,
    "made": Made,
    "designs": dict[str, Spec],
    "explorer": dict[str, Content],
    "audit": Audit,
}
FLIPS, FLIPS_OF_A_BUILD = 1_000, 20


def made_of(datasets: Path) -> list[Made]:
    """What a build makes of each indicator of a portal."""
    folder = read_folder(datasets, read_shared)
    assert folder.shared is not None
    titles = {name: indicator.title for name, indicator in folder.indicators.items()}
    return [
        make(
            Task(
                datasets,
                name,
                read,
                folder.shared.edition,
                tuple((other, titles[other]) for other in read.value.related),
                DESIGNS,
            )
        )
        for name, read in folder.read.items()
    ]


@cache
def values() -> Mapping[str, tuple[Any, object]]:
    """Everything that a build of the tiny portal keeps: type and value, by name."""
    made = {one.indicator_id: (Made, one) for one in made_of(TINY_PORTAL)}
    return made | {
        "shared": (SharedFiles, tiny.folder().shared),
        "designs": (dict[str, Spec], DESIGNS),
        "explorer": (dict[str, Content], explorer.files()),
    }


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    """A folder with all of it."""
    keeper = Keeper(tmp_path / "kept")
    for name, (kind, value) in values().items():
        keeper.put(keeper.place(name, []), kind, value)
    return keeper


@pytest.mark.parametrize("name", ["dental-check", "exam-results", "club-visits", "shared"])
def test_what_is_kept_of_the_tiny_portal_comes_back_the_same_in_every_respect(
    name: str, keeper: Keeper
) -> None:
    kind, value = values()[name]
    assert unlike(keeper.get(keeper.place(name, []), kind), value) == []


@pytest.mark.parametrize("name", ["designs", "explorer"])
def test_what_is_kept_for_every_portal_comes_back_the_same_in_every_respect(
    name: str, keeper: Keeper
) -> None:
    kind, value = values()[name]
    assert unlike(keeper.get(keeper.place(name, []), kind), value) == []


def test_warnings_are_kept_with_the_rest(tiny_portal: Path) -> None:
    lay_over(BROKEN / "more-rows-than-expected", tiny_portal)
    with_warning = [made for made in made_of(tiny_portal) if made.problems]
    assert [len(made.problems) for made in with_warning] == [1]
    for made in with_warning:
        assert unlike(read(Made, written(Made, made)), made) == []


def test_the_shared_files_of_the_real_datasets_come_back_the_same() -> None:
    shared, _ = read_shared(DATASETS)
    assert shared is not None
    assert unlike(read(SharedFiles, written(SharedFiles, shared)), shared) == []


@pytest.mark.long
def test_what_is_made_of_each_real_indicator_comes_back_the_same() -> None:
    for made in made_of(DATASETS):
        assert unlike(read(Made, written(Made, made)), made) == [], made.indicator_id


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_kept_type_has_sets_which_have_no_order_to_be_written_in(kind: type) -> None:
    # In the other direction its own way of reading a file has no schema.
    assert "uniqueItems" not in str(TypeAdapter(kind).json_schema(mode="serialization"))


def flip(place: Path, random: Random) -> tuple[int, bytes]:
    """Change one byte of a file, and say where it stands and what it was."""
    at = random.randrange(place.stat().st_size)
    with place.open("r+b") as file:
        file.seek(at)
        before = file.read(1)
        file.seek(at)
        file.write(bytes([before[0] ^ random.randrange(1, 256)]))
    return at, before


def test_of_a_thousand_flipped_bytes_none_is_read(keeper: Keeper) -> None:
    random = Random(10)
    places = {name: keeper.place(name, []) for name in sorted(values())}
    for _ in range(FLIPS):
        name = random.choice(sorted(places))
        at, before = flip(places[name], random)
        kind, value = values()[name]
        found = keeper.get(places[name], kind)
        assert found is None or unlike(found, value) == []
        with places[name].open("r+b") as file:
            file.seek(at)
            file.write(before)
    for name, place in places.items():
        assert keeper.get(place, values()[name][0]) is not None


class Planted:
    """What makes a folder when it is unpickled."""

    def __init__(self, victim: Path) -> None:
        self.victim = victim

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (os.fspath(self.victim),)


def test_a_build_runs_no_code_that_lies_where_it_looks(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "work", None, lambda _: None)
    place = workshop.keeper.place("designs", [])
    place.parent.mkdir(parents=True)
    place.write_bytes(pickle.dumps(Planted(tmp_path / "it ran")))
    assert workshop.designs() == DESIGNS
    assert not (tmp_path / "it ran").exists()
    workshop.forget_unused()
    assert Keeper(workshop.keeper.folder).get(place, dict[str, Spec]) == DESIGNS


def test_a_changed_figure_is_not_published(tmp_path: Path) -> None:
    folder, edition = tiny.folder(), tiny.edition()
    one = replace(folder, read={"club-visits": folder.read["club-visits"]})
    workshop = Workshop(tmp_path / "work", None, lambda _: None)
    made = workshop.indicators(one, edition, DESIGNS)
    (place,) = (path for path in workshop.keeper.folder.iterdir())
    changed = place.read_bytes().replace(b"club", b"crab")
    assert changed != place.read_bytes()
    place.write_bytes(changed)
    assert workshop.indicators(one, edition, DESIGNS) == made


@pytest.mark.long
def test_of_twenty_flipped_bytes_none_shows_in_a_site(tmp_path: Path) -> None:
    datasets, random = copy_tiny_portal(tmp_path), Random(20)
    site = built(tmp_path / "first" / "site", datasets, "--workers", "1")
    out = built(tmp_path / "second" / "site", datasets, "--workers", "1")
    kept = work_folder(out) / "kept"
    assert differences(site, out) == []
    (kept / "mine").mkdir()
    (kept / f"shared.{'0' * 32}").mkdir()
    for _ in range(FLIPS_OF_A_BUILD):
        place = random.choice(sorted(path for path in kept.iterdir() if path.is_file()))
        flip(place, random)
        content = place.read_bytes()
        built(out, datasets, "--workers", "1")
        assert differences(site, out) == [], place.name
        assert place.read_bytes() != content, "made anew and kept again"
    assert [path.name for path in kept.iterdir() if path.is_dir()] == ["mine"]
