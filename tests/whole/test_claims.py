"""A verdict, a place or an interval that the rules do not allow is noticed, rule by rule.

For each rule a small portal is made that breaks it if somebody writes the forbidden sentence. The
oracle must complain of that one, and accept the sentence the rule has in its place. Nothing of the
portal's own judgement is asked. What is claimed of places and groups, and of what becomes of a
figure over the years, is in `test_claims_placing` and `test_claims_moving`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.making import fragments
from tests.mistakes import TINY_PORTAL, copy_tiny_portal
from tests.oracle import drawn, headlines, lists, pages
from tests.oracle.facts import Facts
from tests.oracle.files import Dataset, Shared
from tests.whole.claims import (
    ELSEWHERE,
    EXACT,
    LEAGUE,
    NOTHING,
    NOW,
    OURS,
    PLANS,
    POOR,
    RATE,
    ROUNDED,
    SHARE,
    SIBLINGS,
    Made,
    accepted,
    refused,
    rows_of,
)

PLACED = "Testshire is 1st of 16 councils (1st is best), in the top quarter."
INTERVAL = (
    "The 95% interval around Testshire’s figure is 70% to 77%; the 99.8% interval is 68% to 79%."
)
WORSE = "Testshire’s 74% is worse than the Test Midlands (84%) and Testland (81%)."
FLAWS: dict[str, dict[str, object]] = {
    "declared": {"not_judged_because": "children come in schools"},
    "few": {"fewest_to_judge": "1000"},
}


def flawed(made: Made, flaw: str) -> Facts:
    """A council among sixteen, with a figure that must not be judged."""
    rows = [OURS, *ELSEWHERE, *LEAGUE]
    if flaw == "old":
        rows = [row.replace(" 2025,", " 2023,") for row in rows]
    words = POOR if flaw == "poor" else NOTHING
    return made(rows, SHARE | FLAWS.get(flaw, {}), councils=15, words=words)


def test_a_good_figure_may_have_all_that_a_withheld_one_may_not(made: Made) -> None:
    one = made([OURS, *ELSEWHERE, *LEAGUE], councils=15)
    accepted("rank", PLACED, one)
    accepted("certainty", INTERVAL, one)
    accepted("comparison", WORSE, one)
    assert drawn.kinds(one)[1:] == ["councils"]
    assert headlines.distribution_title(one) == "Testshire is 1st of 16, 1st is best"


@pytest.mark.parametrize("flaw", ["poor", "old", "declared", "few"])
def test_a_withheld_figure_has_no_place_no_interval_and_no_verdict(made: Made, flaw: str) -> None:
    one = flawed(made, flaw)
    when = NOW.replace("2025", "2023") if flaw == "old" else NOW
    assert one.council is not None and one.kind.label(one.council.period) == when
    assert refused("rank", PLACED, one)
    assert refused("certainty", INTERVAL, one)
    assert refused("comparison", WORSE, one)
    plain = (
        "In Testshire, about 74 in every 100 children in care for at least a year saw a dentist."
    )
    assert refused("in-every", plain, one)
    why = "(637, where a verdict needs 1000)" if flaw == "few" else "of a reason"
    fair = "For comparison: the Test Midlands (84%) and Testland (81%). No verdict is given: "
    accepted("comparison", f"{fair}{why}.", one)
    assert refused("comparison", f"{fair.split(' No')[0]}", one)
    assert headlines.distribution_title(one) == "Testshire is not given a place"
    assert drawn.band(one, one.council.period) is None
    assert ("councils" in drawn.kinds(one)) == (flaw in ("declared", "few"))
    assert lists.area_row(one, one.shared.council)[-1] == lists.UNPLACED
    told = lists.area_row(one, one.shared.council)[3]
    assert told == ("? Too few to judge" if flaw == "few" else "? Can’t be stated")


def test_what_a_site_says_of_good_data_is_noticed_on_poor_data(tmp_path: Path) -> None:
    """The texts are those of the tiny portal as it is built; only its rating is another."""
    folder = copy_tiny_portal(tmp_path)
    path = folder / "dental-check" / "indicator.yml"
    one = Facts(Shared(folder), Dataset(Shared(folder), path))
    one.data.words["data_quality"] = {"rating": "poor", "concerns": ["One return was late."]}
    parts = fragments(TINY_PORTAL)
    said = [
        (kind, text)
        for part in ("latest", "stands")
        for kind, text in pages.said(parts[f"dental-check/{part}"])
    ]
    kinds = {"in-every", "certainty", "comparison", "rank"}
    assert {kind for kind, _ in said} & kinds >= {"in-every", "certainty", "comparison"}
    assert [text for kind, text in said if kind in kinds and not refused(kind, text, one)] == []


def test_a_denominator_that_was_rounded_may_be_too_few(made: Made) -> None:
    rounded: dict[str, object] = {"counts_rounded_to": {"local_authority": "5"}}
    rows = ["Testshire, 2025, 40, , , 20", "Testland, 2025, 41"]
    similar = "Testshire’s 40% is similar to Testland (41%)."
    accepted("comparison", similar, made(rows, EXACT))
    one = made(rows, rounded)
    assert refused("comparison", similar, one)
    needs = "there are too few to judge (20, where a verdict needs 20)."
    accepted("comparison", f"For comparison: Testland (41%). No verdict is given: {needs}", one)


THREE = [f"{name}, 2025, 60" for name in ("Northshire", "Southshire", "Westshire")]


def test_a_comma_ends_a_list_before_another_verdict(made: Made) -> None:
    one = made([OURS, "Testland, 2025, 81", "Test Midlands, 2025, 60", *THREE])
    better = "Testshire’s 74% is better than the Test Midlands (60%) and the median of 3"
    better += " statistical neighbours (60%)"
    accepted("comparison", f"{better}, and worse than Testland (81%).", one)
    assert refused("comparison", f"{better} and worse than Testland (81%).", one)


def test_a_verdict_that_rounding_may_overturn_is_none(made: Made) -> None:
    rows = ["Testshire, 2025, 2.5, , , 18188", "Testland, 2025, 2.2", "Test Midlands, 2025, 3.2"]
    one = made(rows, ROUNDED)
    better = "Testshire’s 2.5% is better than the Test Midlands (3.2%)"
    assert refused("comparison", f"{better} and worse than Testland (2.2%).", one)
    assert refused("comparison", f"{better}, and similar to Testland (2.2%).", one)
    unstated = "Whether it differs from Testland (2.2%) can’t be stated: "
    accepted("comparison", f"{better}. {unstated}both figures are rounded.", one)
    assert refused("comparison", f"{better}. {unstated}the source gives no counts.", one)
    assert refused("comparison", f"{better}. Testland (2.2%).", one)
    # With its count the figure is not 2.45 and not 2.55, and the verdict stands.
    counted = made(["Testshire, 2025, 2.5, , 456, 18188", *rows[1:]], ROUNDED | EXACT)
    accepted("comparison", f"{better} and worse than Testland (2.2%).", counted)


def test_only_verdicts_that_cannot_be_stated_name_the_figure_themselves(made: Made) -> None:
    one = made(["Testshire, 2025, 2.5, , , 18188", "Testland, 2025, 2.2"], ROUNDED)
    whether = "differs from Testland (2.2%) can’t be stated: both figures are rounded."
    accepted("comparison", f"Whether Testshire’s 2.5% {whether}", one)
    assert refused("comparison", f"Whether it {whether}", one)
    assert refused("comparison", f"Whether Testshire’s 2.6% {whether}", one)
    assert lists.unsaid_rows(one) == 3
    what, why = "Better or worse than elsewhere", "Both figures are rounded."
    assert lists.unsaid(one, what, why) == []
    assert lists.unsaid(one, what, "Both are rounded to 2.") != []


def test_a_verdict_on_families_must_hold_where_families_are_counted(made: Made) -> None:
    rows = [*PLANS, "Testland, 2025, 30.7", "Test Midlands, 2025, 40.4"]
    alone, clustered = made(rows, RATE), made(rows, RATE | {"clustered_because": SIBLINGS})
    low = "Testshire’s 33.6 per 10,000 children is lower than the Test Midlands (40.4 per 10,000"
    low = f"{low} children)"
    high = f"{low} and higher than Testland (30.7 per 10,000 children)."
    accepted("comparison", high, alone)
    assert refused("comparison", high, clustered)
    whether = "Whether it differs from Testland (30.7 per 10,000 children) can’t be stated: "
    why = (
        f"{SIBLINGS}; a design effect of little more than 1.1 would overturn it, and 2 is asked for"
    )
    accepted("comparison", f"{low}. {whether}{why}.", clustered)
    for slip in (("1.1", "1.2"), ("and 2 is", "and 3 is"), ("a design effect", "an effect")):
        assert refused("comparison", f"{low}. {whether}{why.replace(*slip)}.", clustered)
    # Where a source gives the design effect, it is used, and no other is asked for.
    known = {
        "clustered_because": SIBLINGS,
        "design_effect": "1.1",
        "design_effect_from": "A study.",
    }
    accepted("comparison", high, made(rows, RATE | known))


def test_comparisons_that_families_leave_open_are_told_together(made: Made) -> None:
    rows = [*PLANS, "Testland, 2025, 30.7", "Test Midlands, 2025, 30.2"]
    one = made(rows, RATE | {"clustered_because": SIBLINGS})
    region, country = (
        f"{name} ({figure} per 10,000 children)"
        for name, figure in (("the Test Midlands", "30.2"), ("Testland", "30.7"))
    )
    ours = "Testshire’s 33.6 per 10,000 children differs from"
    asked = "would overturn it, and 2 is asked for."
    why = f"can’t be stated: {SIBLINGS};"
    several = "design effects of little more than 1.5 and 1.1"
    fair = f"Whether {ours} {region} and {country} {why} {several} {asked}"
    accepted("comparison", fair, one)
    for slip in (("1.5", "1.4"), ("1.5 and 1.1", "1.1 and 1.5"), ("Testshire’s", "Northshire’s")):
        assert refused("comparison", fair.replace(*slip), one)
    apart = (
        f"Whether {ours} {region} {why} a design effect of little more than 1.5 {asked} "
        f"Whether {ours} {country} {why} a design effect of little more than 1.1 {asked}"
    )
    assert refused("comparison", apart, one)
    # An effect that holds for both is named once.
    rows[-1] = "Test Midlands, 2025, 30.7"
    one = made(rows, RATE | {"clustered_because": SIBLINGS})
    alone = "a design effect of little more than 1.1"
    once = fair.replace("30.2", "30.7").replace(several, alone)
    accepted("comparison", once, one)


def test_an_interval_of_families_says_that_it_counts_every_case_by_itself(made: Made) -> None:
    rows = [*PLANS, "Testland, 2025, 30.7"]
    said = (
        "The 95% interval around Testshire’s figure is 30.9 to 36.5 per 10,000 children; "
        "the 99.8% interval is 29.5 to 38.2 per 10,000 children."
    )
    added = f" It counts every case by itself: {SIBLINGS}, so the true range is wider."
    alone, clustered = made(rows, RATE), made(rows, RATE | {"clustered_because": SIBLINGS})
    accepted("certainty", said, alone)
    assert refused("certainty", said + added, alone)
    accepted("certainty", said + added, clustered)
    assert refused("certainty", said, clustered)
    assert refused("certainty", said.replace(" around Testshire’s figure", ""), alone)


BOUND: dict[str, object] = {
    "measure": "known",
    "at_least": "1.05",
    "because": "each of them was looked after on 31 March",
}
KNOWN = {"known": ["Testshire, 2025, 901"]}


def test_a_bound_of_the_denominator_carries_a_verdict_but_never_a_likeness(made: Made) -> None:
    rows = ["Testshire, 2025, 15, , ,", "Testland, 2025, 11", "Test Midlands, 2025, 14"]
    bound = SHARE | {"polarity": "neutral", "denominator_bound": BOUND}
    one = made(rows, bound, KNOWN)
    higher = "Testshire’s 15% is higher than Testland (11%)"
    unstated = (
        "Whether it differs from the Test Midlands (14%) can’t be stated: what is known of the "
        "number behind it does not settle that."
    )
    behind = (
        "The source gives no counts; at least 946 children in care for at least a year are known "
        "to be behind the figure: each of them was looked after on 31 March."
    )
    fair = f"{higher}. {unstated} {behind}"
    accepted("comparison", fair, one)
    assert refused("comparison", f"{higher}, and similar to the Test Midlands (14%). {behind}", one)
    assert refused("comparison", f"{higher}. {unstated}", one)
    no_counts = unstated.replace("what is known of the number behind it does not settle that", "")
    assert refused("comparison", f"{higher}. {no_counts}the source gives no counts. {behind}", one)
    assert refused("comparison", fair.replace("946", "947"), one)
    assert not one.limits(one.shared.council, rows_of(one), 0.05)
    # Nothing is known of the denominator where the bound itself has no figure.
    none = made(rows, bound, {"known": ["Testshire, 2024, 901"]})
    assert refused("comparison", fair, none)
    # With an upper bound a likeness can be stated too.
    both = SHARE | {"polarity": "neutral", "denominator_bound": BOUND | {"at_most": "1.1"}}
    alike = "Testshire’s 15% is similar to the Test Midlands (14%) and higher than Testland (11%)."
    accepted("comparison", f"{alike} {behind}", made(rows, both, KNOWN))


def test_a_gap_between_two_shares_has_the_interval_of_their_counts(made: Made) -> None:
    gap: dict[str, object] = EXACT | {
        "unit": "percentage_points",
        "unit_words": "percentage points",
        "decimals": "1",
        "polarity": "low",
        "gap_between": ["upper", "lower"],
    }
    # The example of Newcombe's paper: 56 of 70 less 48 of 80, by his tenth method.
    others = {
        "upper": ["Testshire, 2025, 80, , 56, 70"],
        "lower": ["Testshire, 2025, 60, , 48, 80"],
    }
    one = made(["Testshire, 2025, 20.0", "Testland, 2025, 3.0"], gap, others)
    found = one.limits(one.shared.council, rows_of(one), 0.05)
    assert found is not None
    assert [round(limit, 2) for limit in found] == [5.24, 33.39]
    accepted(
        "comparison",
        "Testshire’s 20.0 percentage points is worse than Testland (3.0 percentage points).",
        one,
    )
    without = made(["Testshire, 2025, 20.0", "Testland, 2025, 3.0"], gap, {**others, "lower": []})
    assert without.limits(without.shared.council, rows_of(without), 0.05) is None
    # Of fifteen nothing is said, however many the other group has.
    few = made(
        ["Testshire, 2025, 20.0", "Testland, 2025, 3.0"],
        gap,
        {**others, "lower": ["Testshire, 2025, 60, , 9, 15"]},
    )
    fair = (
        "For comparison: Testland (3.0 percentage points). No verdict is given: there are too few"
    )
    accepted("comparison", f"{fair} to judge (15, where a verdict needs 20).", few)
    assert refused("comparison", f"{fair} to judge (70, where a verdict needs 20).", few)


def test_a_bound_of_too_few_carries_nothing(made: Made) -> None:
    rows = ["Testshire, 2025, 50", "Testland, 2025, 1"]
    bound = SHARE | {"polarity": "neutral", "denominator_bound": BOUND}
    higher = "Testshire’s 50% is higher than Testland (1%)."
    behind = "children in care for at least a year are known to be behind the figure"
    said = f"{higher} The source gives no counts; at least 21 {behind}: {BOUND['because']}."
    accepted("comparison", said, made(rows, bound, {"known": ["Testshire, 2025, 20"]}))
    few = made(rows, bound, {"known": ["Testshire, 2025, 19"]})
    assert refused("comparison", said.replace("21", "19"), few)
    whether = "Whether the difference is more than chance can’t be stated"
    plain = f"For comparison: Testland (1%). {whether}: the source gives no counts."
    accepted("comparison", plain, few)
