"""What the shared files contradict in themselves is said row by row and line by line, all at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from build_scripts.model.problems import Problem
from build_scripts.reading.shared import read_shared
from tests.mistakes import copy_tiny_portal, replaced

AREAS = "_shared/areas.csv"
NEIGHBOURS = "_shared/statistical_neighbours.csv"
Found = Callable[..., list[tuple[str, int | None, str]]]


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """What is said of the tiny portal's shared files with some words of them replaced."""
    datasets = copy_tiny_portal(tmp_path)

    def read(name: str, *changes: tuple[str, str]) -> list[tuple[str, int | None, str]]:
        for before, after in changes:
            replaced(datasets / name, before, after)
        _, problems = read_shared(datasets)
        return [(one.code, one.row, one.found) for one in problems]

    return read


def of(*rows: str) -> str:
    return "".join(f"May 2025,{row}\n" for row in rows)


def test_the_tiny_portal_contradicts_itself_nowhere(found: Found) -> None:
    assert found(AREAS) == []


@pytest.mark.parametrize(
    ("before", "after", "code", "row"),
    [
        ("May 2025,E10000991,2,", "May  2025,E10000991,2,", "unknown-reference", 3),
        ("May 2025,E10000991,2,", "may 2025,E10000991,2,", "unknown-reference", 3),
        ("E10000994", "E10000991", "wrong-neighbours", 4),
        ("E10000994", "E10000993", "wrong-neighbours", 4),
        ("E10000994", "E12000091", "unknown-reference", 4),
        ("E10000994", "E10000123", "unknown-reference", 4),
        ("E10000991,3,", "E10000991,4,", "wrong-neighbours", 2),
        ("E10000991,1,", "E10000991,2,", "duplicate-key", 3),
        ("E10000991,3,", "E10000991,9223372036854775808,", "too-long", 4),
        ("E10000991,3,", "E10000991,1234567,", "wrong-type", 4),
    ],
)
def test_a_list_of_neighbours_is_whole(
    found: Found, before: str, after: str, code: str, row: int
) -> None:
    assert [one[:2] for one in found(NEIGHBOURS, (before, after))][:1] == [(code, row)]


@pytest.mark.parametrize("rank", ["01", "1.0", "+1", "1e0", "0", "-1", "x", ""])
def test_a_rank_is_a_whole_number_in_plain_digits(found: Found, rank: str) -> None:
    problems = found(NEIGHBOURS, ("E10000991,1,", f"E10000991,{rank},"))
    assert [row for _, row, _ in problems] == [2]


def test_every_council_of_a_model_has_as_many_neighbours_as_the_others(found: Found) -> None:
    last = "somewhat close\n"
    rows = [f"E10000992,{n},E1000099{code},close" for n, code in ((1, 1), (2, 3), (3, 4))]
    assert found(NEIGHBOURS, (last, last + of(*rows))) == []
    (one,) = found(NEIGHBOURS, (of(rows[2]), ""))
    assert one == ("wrong-neighbours", 5, "2 neighbours for Northshire (E10000992)")


def test_another_version_of_the_model_may_have_another_number(found: Found) -> None:
    last = "somewhat close\n"
    assert found(NEIGHBOURS, (last, f"{last}May 2020,E10000991,1,E10000992,close\n")) == []


def test_neighbours_lived_at_the_same_time(found: Found) -> None:
    rows = of(*(f"E06000996,{n},{c},x" for n, c in ((1, "E10000995"), (2, "E10000992"))))
    rows += of("E06000996,3,E10000993,x")
    (one,) = found(NEIGHBOURS, ("somewhat close\n", f"somewhat close\n{rows}"))
    assert one[:2] == ("wrong-neighbours", 5)
    assert "never existed at the same time" in one[2]


def test_a_wrong_cell_is_not_also_a_gap_in_the_list(found: Found) -> None:
    assert [one[0] for one in found(NEIGHBOURS, ("E10000993", "E1000993"))] == ["wrong-form"]
    assert [one[0] for one in found(AREAS, ("Westshire,local_authority", "Westshire,council"))] == [
        "not-in-list",
        "wrong-form",
    ]


@pytest.mark.parametrize(
    ("before", "after", "code", "row"),
    [
        ("Northshire,local_authority,E12000091", "Northshire,local_authority,", "blank-cell", 4),
        ("Northshire,local_authority,E12000091", "Northshire,local_authority,E12000099", "", 4),
        ("Test Midlands,region,,", "Test Midlands,region,E12000091,", "unknown-reference", 8),
        ("Southshire", "Northshire", "duplicate-key", 5),
        ("Southshire", "NORTHSHIRE", "duplicate-key", 5),
        ("2023-04-01,,,E1", "2023-04-01,2020-01-01,,E1", "wrong-type", 2),
        ("2023-04-01", "0001-04-01", "wrong-type", 2),
        (",2023-03-31", ",9999-03-31", "wrong-type", 7),
        (",E10000995,,", ",E10000123,,", "unknown-reference", 2),
        ("Northshire", "N" * 101, "wrong-type", 4),
    ],
)
def test_areas_agree_with_each_other(
    found: Found, before: str, after: str, code: str, row: int
) -> None:
    (one,) = found(AREAS, (before, after))
    assert one[:2] == (code or "unknown-reference", row)


def test_two_areas_of_one_name_may_follow_each_other(found: Found) -> None:
    assert found(AREAS, ("Oldshire", "Newborough")) == []


@pytest.mark.parametrize(
    ("name", "before", "after", "line"),
    [
        ("commitments.yml", "id: good-schools", "id: healthy-children", 6),
        ("symbols.yml", "symbol: z", "symbol: c", 8),
        ("publishers.yml", "licences:", "  - {id: statistics-testland, name: S, address: 'https://x.example'}\nlicences:", 6),
        ("publishers.yml", "spdx: OGL-UK-3.0", "spdx: O\n  - {id: ogl-v3, name: S, address: 'https://x.example', attribution: A, spdx: S}", 12),
        ("glossary.yml", "term: LAC", "term: children in care", 6),
        ("glossary.yml", "term: LAC", "term: CHILDREN IN CARE", 6),
        ("glossary.yml", "forms: [Provisional]", "forms: [Provisional, provisional]", 14),
    ],
)  # fmt: skip
def test_an_id_stands_once(found: Found, name: str, before: str, after: str, line: int) -> None:
    (one,) = found(f"_shared/{name}", (before, after))
    assert one[:2] == ("duplicate-key", line)


def test_what_is_twice_there_hides_nothing_else(tmp_path: Path) -> None:
    datasets = copy_tiny_portal(tmp_path)
    replaced(datasets / "_shared/commitments.yml", "id: good-schools", "id: healthy-children")
    replaced(datasets / NEIGHBOURS, "E10000994", "E10000991")
    replaced(datasets / AREAS, "Southshire", "Northshire")
    shared, problems = read_shared(datasets)
    assert shared is not None  # so the figures can be checked beside it
    assert [_place(one) for one in problems] == [
        ("_shared/commitments.yml", 6),
        (AREAS, 5),
        (NEIGHBOURS, 4),
    ]
    replaced(datasets / "portal.yml", "licence:", "licens:")
    shared, problems = read_shared(datasets)
    assert shared is None
    assert len(problems) == 4


def _place(one: Problem) -> tuple[str, int | None]:
    return one.file, one.row
