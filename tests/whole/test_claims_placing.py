"""A place, a median or a count that the rules do not allow is noticed, rule by rule.

As in `test_claims`, each rule has a small portal on which a forbidden sentence or cell is tried.
"""

from __future__ import annotations

import pytest

from tests.oracle import gathered, headlines, lists, tables
from tests.whole.claims import (
    ELSEWHERE,
    EXACT,
    LEAGUE,
    NOW,
    OURS,
    PLANS,
    POOR,
    RATE,
    ROUNDED,
    SHARE,
    Made,
    accepted,
    refused,
)


def test_a_crowd_has_no_place(made: Made) -> None:
    zeros = [f"Council {n}, 2025, 0, , 0, 100" for n in range(1, 6)]
    rows = ["Testshire, 2025, 0, , 0, 100", *zeros, *LEAGUE[5:], "Council 16, 2025, , c"]
    one = made(rows, SHARE | {"polarity": "low"}, councils=16)
    assert refused(
        "rank",
        "Testshire is joint 1st of 16 councils (1st is best), in the top quarter; 1 more has no "
        "published figure.",
        one,
    )
    fair = "Testshire is one of 6 councils, of 16, that show none; 1 more has no published figure"
    accepted("rank", f"{fair}, and small numbers are hidden.", one)
    assert refused("rank", f"{fair.replace('6 councils', '5 councils')}.", one)
    assert headlines.distribution_title(one) == "Testshire is one of 6 councils that show none"
    cell = gathered.same(" | ".join(lists.area_row(one, one.shared.council)))
    row = "0% | Year ending 31 March 2025 |  |  | "
    assert cell(f"{row}no place") == []
    for slip in ("one of 6", "not ranked", "joint 1st of 16"):
        assert cell(f"{row}{slip}") != []


def test_a_tenth_may_share_a_place(made: Made) -> None:
    rows = [OURS, *LEAGUE, "Council 16, 2025, 74", *(f"Council {n}, 2025, 80" for n in (17, 18))]
    rows += [f"Council {n}, 2025, 40" for n in (19, 20)]
    one = made(rows, councils=20)
    accepted(
        "rank", "Testshire is joint 3rd of 21 councils (1st is best), in the top quarter.", one
    )


def test_a_table_of_all_councils_has_no_place_that_is_none(made: Made) -> None:
    few = ["Council 16, 2025, 99, , 10, 10", "Council 17, 2025, 51, , 510, 1000"]
    head, rows = tables.league(made([OURS, *LEAGUE, *few], councils=17))
    assert head == ["Council", "Place", "Figure"]
    assert rows[:2] == [["Council 16", "–", "99"], ["Testshire (this council)", "2", "74"]]
    # More than a tenth share it.
    assert rows[-2:] == [["Council 1", "–", "51"], ["Council 17", "–", "51"]]
    zeros = [f"Council {n}, 2025, 0, , 0, 100" for n in range(1, 6)]
    head, rows = tables.league(made([OURS, *zeros], councils=5))
    assert rows == [
        ["Testshire (this council)", "1", "74"],
        *([f"Council {n}", "–", "0"] for n in range(1, 6)),
    ]
    declared = SHARE | {"not_judged_because": "children come in schools"}
    head, rows = tables.league(made([OURS, *LEAGUE], declared, councils=15))
    assert (head, rows[0]) == (["Council", "Figure"], ["Testshire (this council)", "74"])


NEAR = [f"Council {n}" for n in range(1, 11)]


@pytest.mark.parametrize("gone", [2, 3, 6, 10])
def test_a_median_needs_four_fifths_of_its_group(made: Made, gone: int) -> None:
    there = NEAR[gone:]
    rows = [OURS, *(f"{name}, 2025, 90, , 900, 1000" for name in there)]
    rows += [f"{name}, 2025, , c" for name in NEAR[:gone]]
    one = made(rows, councils=10, neighbours=NEAR)
    claim = (
        f"Testshire’s 74% is worse than the median of {len(there)} statistical neighbours (90%)."
    )
    same = f"All {len(there)} neighbours (national model of May 2025) show 90%."
    none = (
        f"No median of the statistical neighbours is given: {gone} of the 10 have no published "
        "figure, and those left may not be typical."
    )
    if gone == len(NEAR):
        assert refused("neighbours", none, one)
        said, _, _ = none.partition(":")
        none = f"{said}: none of the 10 has a published figure."
    assert refused("comparison", claim, one) == (gone > 2)
    assert refused("neighbours", same, one) == (gone > 2)
    assert refused("neighbours", none, one) == (gone <= 2)
    assert refused("neighbours", none.replace("of the 10", "of the 9"), one)


def test_a_group_that_has_thinned_has_no_older_median_either(made: Made) -> None:
    near = ["Northshire", "Southshire", "Westshire"]
    rows = [OURS, "Testland, 2025, 81, , 810, 1000", *(f"{name}, 2024, 80" for name in near)]
    one = made([*rows, "Northshire, 2025, 80", "Southshire, 2025, 80", "Westshire, 2025, , c"])
    assert [point.of.id for point in one.comparators] == ["country"]
    worse = "Testshire’s 74% is worse than Testland (81%)"
    older = "(80%, the year ending 31 March 2024, the newest before it)"
    accepted("comparison", f"{worse}.", one)
    median = f"the median of 3 statistical neighbours {older}"
    assert refused("comparison", f"{worse} and {median}.", one)
    none = (
        "No median of the statistical neighbours is given: 1 of the 3 has no published figure, "
        "and those left may not be typical."
    )
    accepted("neighbours", none, one)
    assert refused("neighbours", none.replace("has", "have"), one)
    assert refused("neighbours", "All 3 neighbours (national model of May 2025) show 80%.", one)


def test_a_group_is_of_those_that_existed(made: Made) -> None:
    """Oldshire was abolished in 2023 and is missing from no median after it."""
    near = ["Northshire", "Southshire", "Westshire", "Oldshire"]
    rows = [f"{name}, {year}, 80" for name in near[:3] for year in (2022, 2025)]
    one = made([OURS, *rows], neighbours=near)
    (point,) = one.comparators
    assert (point.counted, one.lacking(point.of)) == (3, None)
    assert [period.text for period in one.values(point.of)] == ["2025"]


def test_a_range_of_one_figure_is_none(made: Made) -> None:
    rows = [OURS, *(f"{name}, 2025, 0" for name in ("Northshire", "Southshire", "Westshire"))]
    one = made(rows)
    model = "neighbours (national model of May 2025)"
    assert refused("neighbours", f"The figures of the 3 {model} run from 0% to 0%.", one)
    accepted("neighbours", f"All 3 {model} show none.", one)


@pytest.mark.parametrize(
    ("percent", "fair", "slip"),
    [
        ("1.5", "15 in every 1,000", "2 in every 100"),
        ("2.5", "25 in every 1,000", "3 in every 100"),
        ("74.4", "74 in every 100", "744 in every 1,000"),
        ("0.1", "1 in every 1,000", "10 in every 10,000"),
    ],
)
def test_so_many_in_so_many_are_off_by_a_tenth_at_most(
    made: Made, percent: str, fair: str, slip: str
) -> None:
    one = made([f"Testshire, 2025, {percent}"], ROUNDED)
    said = "children in care for at least a year saw a dentist during the year."
    accepted("in-every", f"In Testshire, about {fair} {said}", one)
    assert refused("in-every", f"In Testshire, about {slip} {said}", one)
    assert refused("in-every", f"About {fair} {said}", one)


@pytest.mark.parametrize(
    ("keys", "words", "fair"),
    [
        ({}, {}, "figure was 5 points"),
        ({"unit": "score"}, {}, "average was 5 points"),
        ({"unit": "score", "called": "average score"}, {}, "average score was 5 points"),
        ({"unit": "points", "called": "gap"}, {}, "gap was 5 points"),
        ({}, POOR, "published figure was 5 points"),
        (
            {"unit": "score", "called": "average score"},
            POOR,
            "published average score was 5 points",
        ),
    ],
)
def test_a_figure_is_called_what_it_is(
    made: Made, keys: dict[str, object], words: dict[str, object], fair: str
) -> None:
    one = made(
        ["Testshire, 2025, 5"], {"unit": "count", "unit_words": "points", **keys}, words=words
    )
    nouns = ("figure", "average", "average score", "gap", "published figure")
    for noun in (*nouns, fair.partition(" was ")[0]):
        said = f"In Testshire the {noun} was 5 points in {NOW}."
        assert refused("headline", said, one) == (f"{noun} was 5 points" != fair)


@pytest.mark.parametrize(
    ("keys", "row", "fair"),
    [
        (EXACT, OURS, "469 of 637 children in care for at least a year; 168 not"),
        (EXACT | {"polarity": "low"}, OURS, "469 of 637 children in care for at least a year"),
        (RATE, PLANS[0], "577 of 171,572 children in care for at least a year"),
        ({"counts_rounded_to": {"local_authority": "5"}}, OURS, ""),
        (EXACT, "Testshire, 2025, 75, , 469, 637", ""),
        (EXACT, "Testshire, 2025, 74, , , 637", ""),
        (EXACT, "Testshire, 2025, 74", ""),
    ],
)
def test_counts_stand_beside_the_figure_where_they_bear_it_out(
    made: Made, keys: dict[str, object], row: str, fair: str
) -> None:
    one = made([row], keys)
    assert lists.counts(one) == fair
    assert one.council is not None
    shown = one.main.with_unit(one.council.value)
    block = f"{shown} COUNTS Testshire, year ending 31 March 2025"
    assert lists.headline(one, 0, " ".join(block.replace("COUNTS", fair).split())) == []
    other = "468 of 637 children in care for at least a year"
    assert lists.headline(one, 0, block.replace("COUNTS", other)) != []
    assert bool(fair) == bool(lists.headline(one, 0, block.replace("COUNTS ", "")))


def test_poor_data_has_no_counts_beside_it(made: Made) -> None:
    assert lists.counts(made([OURS], EXACT, words=POOR)) == ""


def test_a_count_that_is_not_published_is_a_dash(made: Made) -> None:
    rows = [
        OURS,
        "Testshire, 2024, 73, , 460",
        "Testshire, 2023, 72, , , 1600",
        "Testshire, 2022, 71",
    ]
    one = made(rows)
    found = [cells[-1] for cells in tables.figure_rows(one, one.main)]
    assert found == ["469 / 637", "460 / –", "– / 1,600", "–"]


def test_figures_without_the_council_are_told_plainly(made: Made) -> None:
    one = made(["Testland, 2025, 81", "Test Midlands, 2025, 84"])
    accepted("comparison", f"The Test Midlands: 84%, {NOW}. Testland: 81%.", one)
    assert refused("comparison", f"The Test Midlands: 84%. Testland: 81%, {NOW}.", one)
    elsewhere = f"Published elsewhere: the Test Midlands (84%, {NOW}) and Testland (81%, {NOW})."
    assert refused("comparison", elsewhere, one)


def test_one_figure_on_two_pages_is_counted_once(made: Made) -> None:
    one, twin = made([OURS, *ELSEWHERE]), made([OURS, *ELSEWHERE])
    other = made([OURS.replace("74", "75").replace("469", "478"), *ELSEWHERE])
    assert lists.tally({"one": one, "twin": twin}) == {"− Worse than Testland": 1}
    assert lists.tally({"one": one, "other": other}) == {"− Worse than Testland": 2}


def test_figures_are_the_same_only_if_all_are(made: Made) -> None:
    one = made([OURS, *ELSEWHERE])
    more = made([OURS, *ELSEWHERE, "Council 1, 2025, , c"], councils=1)
    written = made([OURS.replace(" 74,", " 74.0,"), *ELSEWHERE])
    assert len(lists.counted({"one": one, "more": more})) == 2
    assert lists.counted({"one": one, "written": written}) == [["one", "written"]]


def test_a_near_measure_and_a_part_of_one_are_told_apart(made: Made) -> None:
    for level, fair in (("part", "In part"), ("near", "Near measure"), ("full", "")):
        one = made([OURS], words={"availability": {"level": level, "note": "Only some are."}})
        assert lists.remark(one) == fair
