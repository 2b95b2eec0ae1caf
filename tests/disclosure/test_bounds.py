"""Narrowing loses no filling and takes apart only what is apart."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.disclosure.bounds import Part, Row, divided, narrowed, parts, whole
from build_scripts.disclosure.system import LARGEST, Relation, System, Unknown

SIZE = 4
COEFFICIENTS = st.sampled_from([1, 1, 1, -1, 2, -3, 6])


@st.composite
def some_parts(draw: st.DrawFn) -> Part:
    low = tuple(draw(st.integers(0, 3)) for _ in range(SIZE))
    high = tuple(lowest + draw(st.integers(0, 3)) for lowest in low)
    rows = []
    for _ in range(draw(st.integers(0, 4))):
        places = draw(st.lists(st.integers(0, SIZE - 1), min_size=1, unique=True))
        terms = tuple((place, draw(COEFFICIENTS)) for place in places)
        start = draw(st.integers(-5, 25))
        rows.append(divided(terms, start, start + draw(st.sampled_from([0, 1, 4]))))
    return Part(tuple(range(SIZE)), low, high, tuple(rows))


def fillings(part: Part) -> set[tuple[int, ...]]:
    ranges = [range(low, high + 1) for low, high in zip(part.low, part.high, strict=True)]
    return {counts for counts in product(*ranges) if all(row.holds(counts) for row in part.rows)}


@given(some_parts())
def test_what_is_narrowed_and_taken_apart_has_the_same_fillings(part: Part) -> None:
    true = fillings(part)
    box = narrowed(part, part.low, part.high)
    pieces = None if box is None else parts(part, *box)
    if box is None or pieces is None:
        assert true == set()
        return
    known = [box[0][place] if box[0][place] == box[1][place] else None for place in range(SIZE)]
    found = set()
    for counts in product(*(fillings(piece) for piece in pieces)):
        whole_counts = list(known)
        for piece, inner in zip(pieces, counts, strict=True):
            for place, count in zip(piece.places, inner, strict=True):
                whole_counts[place] = count
        found.add(tuple(whole_counts))
    assert found == true


def test_a_row_is_divided_by_what_divides_all_and_its_limits_go_inwards() -> None:
    assert divided([(0, 6), (1, 12), (2, 0)], 1, 17) == Row(((0, 1), (1, 2)), 1, 2)
    assert divided([(0, -4)], None, 7) == Row(((0, -1),), None, 1)
    assert divided([], 0, None) == Row((), 0, None)


def test_two_rows_that_push_each_other_forward_for_ever_are_left_at_some_time() -> None:
    rows = (Row(((0, 1), (1, -1)), 1, None), Row(((1, 1), (0, -1)), 1, None))
    part = Part((0, 1), (0, 0), (LARGEST, LARGEST), rows)
    box = narrowed(part, part.low, part.high)
    assert box is not None and 0 < box[0][0] < LARGEST


def test_what_has_no_bound_gets_the_largest_count_there_is() -> None:
    part = whole(System((Unknown("a"), Unknown("b", 2 * LARGEST)), ()))
    assert part.high == (LARGEST, 2 * LARGEST)


def test_of_two_rows_about_one_sum_the_tighter_limits_stay() -> None:
    relations = (
        Relation((("a", 1), ("b", 1)), 3, 9, "rounded"),
        Relation((("b", -2), ("a", -2)), -14, None, "rounded otherwise"),
    )
    part = whole(System((Unknown("a"), Unknown("b")), relations))
    (piece,) = parts(part, [0, 0], [20, 20]) or []
    assert piece.rows == (Row(((0, 1), (1, 1)), 3, 7),)
