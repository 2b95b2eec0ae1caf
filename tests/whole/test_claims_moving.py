"""A rise, a fall, a change or a title that the rules do not allow is noticed, rule by rule.

As in `test_claims`, each rule has a small portal on which a forbidden sentence is tried.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.oracle import drawn, headlines, lists
from tests.oracle.files import Figure
from tests.whole.claims import (
    CODES,
    EXACT,
    NOTHING,
    NOW,
    OURS,
    POOR,
    SHARE,
    SIBLINGS,
    Made,
    accepted,
    five,
    refused,
)

RISEN = f"From the year ending 31 March 2021 to {NOW} Testshire’s figure has risen by more than chance explains: it is getting better."
CHANGED = f"From the year ending 31 March 2021 to {NOW} Testshire’s figure has changed by more than chance explains, but with no steady rise or fall."
UNCLEAR = f"From the year ending 31 March 2021 to {NOW} Testshire’s figure shows no steady rise or fall, and its changes are no larger than chance can explain."
RISING, VALLEY, LEVEL = (60, 64, 68, 72, 76), (70, 60, 50, 60, 70), (60, 61, 60, 59, 60)
ODD = [{"periods": ["2022"], "reason": "Surgeries were shut."}]


def test_no_trend_goes_through_an_exceptional_year(made: Made) -> None:
    accepted("direction", RISEN, made(five(*RISING)))
    one = made(five(*RISING), words={"exceptional": ODD})
    for claim in (RISEN, CHANGED, UNCLEAR):
        assert refused("direction", claim, one)
    fair = "Whether the figure is really changing can’t be stated: the figures of"
    accepted("direction", f"{fair} the year ending 31 March 2022 are not comparable.", one)
    assert refused("direction", f"{fair} the year ending 31 March 2023 are not comparable.", one)
    assert headlines.trend_title(one) == "Testshire rose from 68% in 2023 to 76% in 2025"
    assert lists.changes_row(one)[-1] == "Can’t be stated"


def test_no_change_goes_from_or_to_an_exceptional_year(made: Made) -> None:
    said = (
        "That is up from 72% in the year ending 31 March 2024, a change of 4.0 percentage points."
    )
    accepted("change", said, made(five(*RISING)))
    for year in ("2024", "2025"):
        odd = [{"periods": [year], "reason": "Surgeries were shut."}]
        assert refused("change", said, made(five(*RISING), words={"exceptional": odd}))


def test_no_older_figure_is_set_beside_one_across_an_exceptional_year(made: Made) -> None:
    rows = [*five(*RISING), "Testland, 2023, 60, , 600, 1000"]
    older = "(60%, the year ending 31 March 2023, the newest before it)."
    said = f"Testshire’s 76% is better than Testland {older}"
    accepted("comparison", said, made(rows))
    odd = [{"periods": ["2024"], "reason": "Surgeries were shut."}]
    assert refused("comparison", said, made(rows, words={"exceptional": odd}))


@pytest.mark.parametrize(("shares", "fair"), [(RISING, RISEN), (VALLEY, CHANGED), (LEVEL, UNCLEAR)])
def test_of_three_findings_only_the_right_one_passes(
    made: Made, shares: Sequence[int], fair: str
) -> None:
    one = made(five(*shares))
    said = {claim for claim in (RISEN, CHANGED, UNCLEAR) if not refused("direction", claim, one)}
    assert said == {fair}
    old = f"From the year ending 31 March 2021 to {NOW} there is no change that chance could not explain."
    assert refused("direction", old, one)


def test_a_rise_does_not_hide_that_the_latest_year_fell(made: Made) -> None:
    one = made(five(60, 64, 68, 76, 74))
    assert refused("direction", RISEN, one)
    accepted("direction", RISEN.replace(": it", ", though it fell in the latest year: it"), one)
    assert refused(
        "direction", RISEN.replace(": it", ", though it rose in the latest year: it"), one
    )


def test_a_trend_of_families_must_be_one_of_families(made: Made) -> None:
    rows = five(*RISING, whole=100)
    accepted("direction", RISEN, made(rows))
    clustered = made(rows, SHARE | {"clustered_because": SIBLINGS})
    assert refused("direction", RISEN, clustered)
    accepted("direction", UNCLEAR, clustered)


TITLES = (
    "Testshire rose from 60% in 2021 to 76% in 2025",
    "Testshire fell from 70% in 2021 to 50% in 2023, then rose to 70% in 2025",
    "Testshire shows no clear change: 60% in 2021, 60% in 2025",
    "Testshire: no change beyond chance, 2021 to 2025",
    "Testshire: 60% in 2021, 76% in 2025",
    "Testshire stayed at 70% from 2021 to 2025",
)


@pytest.mark.parametrize(("shares", "fair"), [(RISING, 0), (VALLEY, 1), (LEVEL, 2)])
def test_a_title_tells_of_the_turn_and_of_no_steadiness(
    made: Made, shares: Sequence[int], fair: int
) -> None:
    assert headlines.trend_title(made(five(*shares))) == TITLES[fair]


SHORT = [
    ((60, 64, 68, 72), 1000, "rose from 60% in 2022 to 72% in 2025"),
    ((60, 66), 1000, "rose from 60% in 2024 to 66% in 2025"),
    ((60, 61, 62), 100, "shows no clear change: 60% in 2023, 62% in 2025"),
    # Of a change that the counts can judge it is never said that there is hardly any.
    ((60, 61), 1000, "shows no clear change: 60% in 2024, 61% in 2025"),
    ((60, 75, 60, 75), 1000, "changed, but not steadily: 60% in 2022, 75% in 2025"),
    ((60, 50, 60), 1000, "fell from 60% in 2023 to 50% in 2024, then rose to 60% in 2025"),
    ((60, 60), 1000, "stayed at 60% from 2024 to 2025"),
    # Without counts for every point nothing is tested.
    ((60, 61), None, "hardly changed: 60% in 2024, 61% in 2025"),
    ((60, 62), None, "rose from 60% in 2024 to 62% in 2025"),
    ((60, 70, 60), None, "rose from 60% in 2023 to 70% in 2024, then fell to 60% in 2025"),
]


@pytest.mark.parametrize(("shares", "whole", "fair"), SHORT)
def test_the_title_of_a_short_run_rests_on_its_counts(
    made: Made, shares: Sequence[int], whole: int | None, fair: str
) -> None:
    rows = five(*shares, whole=whole or 1000)
    if whole is None:
        rows[0] = ",".join(rows[0].split(",")[:3])
    assert headlines.trend_title(made(rows)) == f"Testshire {fair}"


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"fewest_to_judge": "5000"}, NOTHING),
        ({"not_judged_because": "children come in schools"}, NOTHING),
        ({}, POOR),
    ],
)
def test_the_title_of_a_run_that_is_not_judged_rests_on_no_test(
    made: Made, keys: Mapping[str, object], words: Mapping[str, object]
) -> None:
    one = made(five(60, 61), {**SHARE, **keys}, words=words)
    name = "Testshire’s published figure" if words else "Testshire"
    assert headlines.trend_title(one) == f"{name} hardly changed: 60% in 2024, 61% in 2025"


def test_the_title_of_a_short_run_of_families_must_hold_for_families(made: Made) -> None:
    rows = five(60, 65, whole=1000)
    rose = "Testshire rose from 60% in 2024 to 65% in 2025"
    assert headlines.trend_title(made(rows)) == rose
    clustered = made(rows, SHARE | {"clustered_because": SIBLINGS})
    unclear = "Testshire shows no clear change: 60% in 2024, 65% in 2025"
    assert headlines.trend_title(clustered) == unclear


ROSE = "Testshire rose from 60% in 2021 to 76% in 2025"


@pytest.mark.parametrize(
    ("before", "odd", "more"),
    [
        ((50, 50), (), ", the highest since the series began in 2019"),
        ((80, 50), (), ", the highest since 2019"),
        ((50, 80), (), ""),
        # Nobody may pass over an exceptional year that was as high.
        ((50, 50, 90, 50), ("2019",), ""),
        ((50, 90, 50, 50), ("2018",), ""),
        ((50, 50, 40, 50), ("2019",), ", the highest since the series began in 2017"),
        ((90, 20), ("2020",), ", still below 90% in 2019, before the exceptional years"),
        ((90, 95), ("2020",), ", still below 90% in 2019, before the exceptional years"),
        ((70, 90), ("2020",), ""),
    ],
)
def test_a_record_is_one_of_comparable_years_only(
    made: Made, before: Sequence[int], odd: Sequence[str], more: str
) -> None:
    words = {"exceptional": [{"periods": list(odd), "reason": "Offices were shut."}]}
    one = made(five(*before, *RISING), words=words if odd else NOTHING)
    assert headlines.trend_title(one) == f"{ROSE}{more}"


def test_what_was_before_exceptional_years_may_lie_before_a_gap_too(made: Made) -> None:
    rows = five(90, 0, 20, *RISING)
    rows[1] = "Testshire, 2019, , c"
    one = made(rows, words={"exceptional": [{"periods": ["2020"], "reason": "Shut."}]})
    still = ", still below 90% in 2018, before the exceptional years"
    assert headlines.trend_title(one) == f"{ROSE}{still}"


@pytest.mark.parametrize(
    ("then", "now", "fair", "slip"),
    [
        (
            "6, , 25, 446",
            "4, , 22, 513",
            "That is down from 6% in WHEN, a change of 1.3 percentage points by the counts behind "
            "them.",
            "That is down from 6% in WHEN, a change of 2 percentage points.",
        ),
        (
            "74, , 471, 633",
            "74, , 471, 640",
            "Rounded, that is the same as in WHEN; by the counts behind it, it is down 0.8 "
            "percentage points.",
            "That is the same as in WHEN.",
        ),
        (
            "72, , 720, 1000",
            "76, , 760, 1000",
            "That is up from 72% in WHEN, a change of 4.0 percentage points.",
            "That is up from 72% in WHEN, a change of 4.0 percentage points by the counts behind "
            "them.",
        ),
        (
            "72, , 720, 1000",
            "72, , 360, 500",
            "That is the same as in WHEN.",
            "Rounded, that is the same as in WHEN; by the counts behind it, it is up 0.1 "
            "percentage points.",
        ),
        (
            "6, , ,",
            "4, , 22, 513",
            "That is down from 6% in WHEN, a change of 2 percentage points.",
            "That is down from 6% in WHEN, a change of 1.7 percentage points by the counts behind "
            "them.",
        ),
    ],
)
def test_a_change_is_that_of_the_counts_where_they_are_exact(
    made: Made, then: str, now: str, fair: str, slip: str
) -> None:
    one = made([f"Testshire, 2024, {then}", f"Testshire, 2025, {now}"], EXACT)
    when = "the year ending 31 March 2024"
    accepted("change", fair.replace("WHEN", when), one)
    assert refused("change", slip.replace("WHEN", when), one)


def test_a_change_by_counts_has_a_decimal_wherever_it_stands(made: Made) -> None:
    one = made(["Testshire, 2024, 96, , 960, 1000", "Testshire, 2025, 97, , 970, 1000"], EXACT)
    said = "That is up from 96% in the year ending 31 March 2024, a change of"
    accepted("change", f"{said} 1.0 percentage point.", one)
    assert refused("change", f"{said} 1 percentage point.", one)
    assert refused("change", f"{said} 1.0 percentage points.", one)
    assert lists.changes_row(one)[4] == "up 1.0 percentage point"
    plain = made(["Testshire, 2024, 96", "Testshire, 2025, 97"], EXACT)
    accepted("change", f"{said} 1 percentage point.", plain)
    assert lists.changes_row(plain)[4] == "up 1 percentage point"


def test_a_change_is_that_of_the_figures_shown_where_counts_are_rounded(made: Made) -> None:
    rows = ["Testshire, 2024, 6, , 25, 446", "Testshire, 2025, 4, , 22, 513"]
    one = made(rows, {"counts_rounded_to": {"local_authority": "5"}})
    when = "the year ending 31 March 2024"
    accepted("change", f"That is down from 6% in {when}, a change of 2 percentage points.", one)


GROUPS = [{"topic": "Age", "measure": "dental_check_percent", "categories": ["All", "Under 5"]}]


@pytest.mark.parametrize(
    ("rest", "fair"),
    [
        (("60", "74"), "ranged from 60% for Under 5 to 74% for All and Older"),
        (("74", "74"), "was the same in every group, 74%"),
        (("", "74"), "was the same in every group shown, 74%"),
        (("73.6", "74.4"), "was the same in every group, 74%"),
        (("", ""), "All was 74%"),
    ],
)
def test_groups_that_look_the_same_are_told_as_the_same(
    made: Made, rest: tuple[str, str], fair: str
) -> None:
    groups = [GROUPS[0] | {"categories": ["All", "Under 5", "Older"]}]
    one = made([OURS], words={"breakdowns": groups})
    assert one.council is not None
    period = one.council.period
    for category, text in zip(("All", "Under 5", "Older"), ("74", *rest), strict=True):
        key = ("dental_check_percent", CODES["Testshire"], "Age", category)
        one.data.series[key] = {period: Figure(period, text, "" if text else "c", "", "")}
    (split,) = drawn.splits(one)
    joint = ": " if fair.startswith("All") else " "
    assert headlines.split_title(one, split) == f"Testshire{joint}{fair}"


def test_groups_that_nest_are_not_set_beside_each_other(made: Made) -> None:
    apart = [GROUPS[0] | {"not_compared_because": "those under 5 are among all"}]
    for groups, fair in (
        (GROUPS, "Testshire ranged from 60% for Under 5 to 74% for All"),
        (apart, "Testshire by age: groups that are not set against each other"),
    ):
        one = made([OURS], words={"breakdowns": groups})
        for category, share in (("All", 74), ("Under 5", 60)):
            key = ("dental_check_percent", CODES["Testshire"], "Age", category)
            assert one.council is not None
            row = Figure(one.council.period, str(share), "", "", "")
            one.data.series[key] = {one.council.period: row}
        (split,) = drawn.splits(one)
        assert headlines.split_title(one, split) == fair
