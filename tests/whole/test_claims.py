"""A sentence that claims more than the rules allow is noticed, rule by rule.

For each rule a small portal is made that breaks it if somebody writes the forbidden sentence. The
oracle must complain of that one, and accept the sentence the rule has in its place. Nothing of the
portal's own judgement is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import yaml

from tests.making import fragments
from tests.mistakes import TINY_PORTAL, copy_tiny_portal
from tests.oracle import drawn, gathered, headlines, lists, pages, sentences
from tests.oracle.facts import Facts
from tests.oracle.files import Dataset, Figure, Shared, yaml_at

COLUMNS = "measure,area_code,period,breakdown_topic,breakdown,value,status,numerator,denominator"
CODES = {
    "Testshire": "E10000991",
    "Northshire": "E10000992",
    "Southshire": "E10000993",
    "Westshire": "E10000994",
    "Oldshire": "E10000995",
    "Test Midlands": "E12000091",
    "Testland": "E92000091",
} | {f"Council {n}": f"E080009{n:02}" for n in range(1, 21)}
NOTHING: Mapping[str, object] = {}
SHARE: dict[str, object] = {"counts_rounded_to": {"country": "10", "region": "10"}}
EXACT: dict[str, object] = {"counts_rounded_to": {}}
RATE: dict[str, object] = EXACT | {
    "unit": "rate_per_10000",
    "unit_words": "per 10,000 children",
    "decimals": "1",
    "polarity": "neutral",
    "in_words": "children were on a plan",
}
SIBLINGS = "brothers and sisters usually start a plan together"
NOW = "the year ending 31 March 2025"
YEARS = range(2021, 2026)


class Made:
    """Makes small portals, each in a folder of its own."""

    def __init__(self, place: Path) -> None:
        self.place, self.number = place, 0

    def __call__(
        self,
        rows: Sequence[str],
        measure: Mapping[str, object] = SHARE,
        others: Mapping[str, Sequence[str]] | None = None,
        councils: int = 0,
        neighbours: Sequence[str] = (),
        words: Mapping[str, object] = NOTHING,
    ) -> Facts:
        """What the oracle makes of a portal of one indicator.

        Args:
            rows: `area, period, value, status, numerator, denominator`; what is empty at the end
                may be left out.
            measure: keys of its headline measure.
            others: rows of other measures, by the id of the measure.
            councils: how many more councils there are than in the tiny portal.
            neighbours: the council's, if not those of the tiny portal.
            words: keys of the indicator.
        """
        self.number += 1
        folder = copy_tiny_portal(self.place / str(self.number))
        shared, dataset = folder / "_shared", folder / "dental-check"
        with (shared / "areas.csv").open("a", encoding="utf-8") as file:
            for n in range(1, councils + 1):
                name = f"Council {n}"
                file.write(f"{CODES[name]},{name},local_authority,E12000091,{n},,,,,,\n")
        if neighbours:
            lines = [f"May 2025,{CODES['Testshire']},1,{CODES[name]},close" for name in neighbours]
            head = "model,area_code,rank,neighbour_code,closeness"
            (shared / "statistical_neighbours.csv").write_text(
                "\n".join([head, *lines, ""]), encoding="utf-8"
            )
        said = yaml_at(dataset / "indicator.yml") | words
        main = said["measures"][0] | measure
        said["breakdowns"] = words.get("breakdowns", [])
        said["measures"] = [main] + [
            {**main, "headline": "false", "id": i, "unit": "count", "counts_rounded_to": {}}
            if i == "known"
            else {**main, "headline": "false", "id": i, "unit": "percent"}
            for i in (others or {})
        ]
        (dataset / "indicator.yml").write_text(yaml.safe_dump(said), encoding="utf-8")
        cells = [line(main["id"], row) for row in rows]
        cells += [line(i, row) for i, some in (others or {}).items() for row in some]
        (dataset / "dental-check.csv").write_text(
            "\n".join([COLUMNS, *cells, ""]), encoding="utf-8"
        )
        return Facts(Shared(folder), Dataset(Shared(folder), dataset / "indicator.yml"))


def line(measure: str, row: str) -> str:
    """A line of the CSV."""
    area, period, *rest = (part.strip() for part in row.split(","))
    cells = [*rest, "", "", "", ""][:4]
    return ",".join([measure, CODES[area], period, "Total", "Total", *cells])


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A maker of small portals."""
    return Made(tmp_path)


def refused(kind: str, text: str, one: Facts) -> bool:
    """Whether the oracle complains of a sentence."""
    return sentences.complaints(kind, text, one) != []


def accepted(kind: str, text: str, one: Facts) -> None:
    """The oracle must not complain of a sentence."""
    assert sentences.complaints(kind, text, one) == []


def five(*shares: int, whole: int = 1000, last: int = 2025) -> list[str]:
    """Percentages of so many children in years in a row."""
    years = range(last - len(shares) + 1, last + 1)
    return [
        f"Testshire, {year}, {share}, , {share * whole // 100}, {whole}"
        for year, share in zip(years, shares, strict=True)
    ]


ELSEWHERE = ["Testland, 2025, 81, , 810, 1000", "Test Midlands, 2025, 84, , 840, 1000"]
OURS = "Testshire, 2025, 74, , 469, 637"
LEAGUE = [f"Council {n}, 2025, {50 + n}, , {500 + 10 * n}, 1000" for n in range(1, 16)]
PLACED = "Testshire is 1st of 16 councils (1st is best), in the top quarter."
INTERVAL = (
    "The 95% interval around Testshire’s figure is 70% to 77%; the 99.8% interval is 68% to 79%."
)
WORSE = "Testshire’s 74% is worse than the Test Midlands (84%) and Testland (81%)."
POOR: dict[str, object] = {"data_quality": {"rating": "poor", "concerns": ["One return was late."]}}
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
    assert headlines.distribution_titles(one) == ["Testshire is 1st of 16, 1st is best"]


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
    assert headlines.distribution_titles(one) == ["Testshire is not given a place"]
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
    assert headlines.distribution_titles(one) == ["Testshire is one of 6 councils that show none"]
    cell = gathered.cells(lists.area_row(one, one.shared.council))
    row = "0% | Year ending 31 March 2025 |  |  | "
    assert cell(f"{row}one of 6") == []
    assert cell(f"{row}joint 1st of 16") != []


def test_a_tenth_may_share_a_place(made: Made) -> None:
    rows = [OURS, *LEAGUE, "Council 16, 2025, 74", *(f"Council {n}, 2025, 80" for n in (17, 18))]
    rows += [f"Council {n}, 2025, 40" for n in (19, 20)]
    one = made(rows, councils=20)
    accepted(
        "rank", "Testshire is joint 3rd of 21 councils (1st is best), in the top quarter.", one
    )


NEAR = [f"Council {n}" for n in range(1, 11)]


@pytest.mark.parametrize("gone", [2, 3, 6])
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
    assert refused("comparison", claim, one) == (gone > 2)
    assert refused("neighbours", same, one) == (gone > 2)
    assert refused("neighbours", none, one) == (gone <= 2)
    assert refused("neighbours", none.replace("of the 10", "of the 9"), one)


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


ROUNDED = SHARE | {"decimals": "1", "polarity": "low"}


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


PLANS = ["Testshire, 2025, 33.6, , 577, 171572"]


def test_a_verdict_on_families_must_hold_where_families_are_counted(made: Made) -> None:
    rows = [*PLANS, "Testland, 2025, 30.7", "Test Midlands, 2025, 40.4"]
    alone, clustered = made(rows, RATE), made(rows, RATE | {"clustered_because": SIBLINGS})
    low = "Testshire’s 33.6 per 10,000 children is lower than the Test Midlands (40.4 per 10,000"
    low = f"{low} children)"
    high = f"{low} and higher than Testland (30.7 per 10,000 children)."
    accepted("comparison", high, alone)
    assert refused("comparison", high, clustered)
    whether = "Whether it differs from Testland (30.7 per 10,000 children) can’t be stated: "
    why = f"{SIBLINGS}: a design effect of 1.1 would overturn it, and 2 is asked for"
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
        "Whether it differs from the Test Midlands (14%) can’t be stated: the source gives no"
    )
    behind = (
        "The source gives no counts; at least 946 children in care for at least a year are known "
        "to be behind the figure: each of them was looked after on 31 March."
    )
    fair = f"{higher}. {unstated} counts. {behind}"
    accepted("comparison", fair, one)
    assert refused("comparison", f"{higher}, and similar to the Test Midlands (14%). {behind}", one)
    assert refused("comparison", f"{higher}. {unstated} counts.", one)
    assert refused("comparison", fair.replace("946", "947"), one)
    assert not one.limits(one.shared.council, rows_of(one), 0.05)
    # Nothing is known of the denominator where the bound itself has no figure.
    none = made(rows, bound, {"known": ["Testshire, 2024, 901"]})
    assert refused("comparison", fair, none)
    # With an upper bound a likeness can be stated too.
    both = SHARE | {"polarity": "neutral", "denominator_bound": BOUND | {"at_most": "1.1"}}
    alike = f"{higher}, and similar to the Test Midlands (14%). {behind}"
    accepted("comparison", alike, made(rows, both, KNOWN))


def rows_of(one: Facts) -> Figure:
    """The council's figure, which must be there."""
    assert one.council is not None
    return one.council


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
    assert headlines.trend_titles(one) == ["Testshire rose from 68% in 2023 to 76% in 2025"]
    assert lists.changes_row(one)[-1] == "Can’t be stated"


def test_no_change_goes_from_or_to_an_exceptional_year(made: Made) -> None:
    said = "That is up from 72% in the year ending 31 March 2024, a change of 4 percentage points."
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
    assert headlines.trend_titles(made(five(*shares))) == [TITLES[fair]]


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
            "That is up from 72% in WHEN, a change of 4 percentage points.",
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


def test_a_change_is_that_of_the_figures_shown_where_counts_are_rounded(made: Made) -> None:
    rows = ["Testshire, 2024, 6, , 25, 446", "Testshire, 2025, 4, , 22, 513"]
    one = made(rows, {"counts_rounded_to": {"local_authority": "5"}})
    when = "the year ending 31 March 2024"
    accepted("change", f"That is down from 6% in {when}, a change of 2 percentage points.", one)


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


def test_a_denominator_that_was_rounded_may_be_too_few(made: Made) -> None:
    rounded: dict[str, object] = {"counts_rounded_to": {"local_authority": "5"}}
    rows = ["Testshire, 2025, 40, , , 20", "Testland, 2025, 41"]
    similar = "Testshire’s 40% is similar to Testland (41%)."
    accepted("comparison", similar, made(rows, EXACT))
    one = made(rows, rounded)
    assert refused("comparison", similar, one)
    needs = "there are too few to judge (20, where a verdict needs 20)."
    accepted("comparison", f"For comparison: Testland (41%). No verdict is given: {needs}", one)


GROUPS = [{"topic": "Age", "measure": "dental_check_percent", "categories": ["All", "Under 5"]}]


def test_groups_that_nest_are_not_set_beside_each_other(made: Made) -> None:
    apart = [GROUPS[0] | {"not_compared_because": "those under 5 are among all"}]
    for groups, fair in (
        (GROUPS, "Testshire ranged from 60% for Under 5 to 74% for All"),
        (apart, "Testshire: All was 74%"),
    ):
        one = made([OURS], words={"breakdowns": groups})
        for category, share in (("All", 74), ("Under 5", 60)):
            key = ("dental_check_percent", CODES["Testshire"], "Age", category)
            assert one.council is not None
            row = Figure(one.council.period, str(share), "", "", "")
            one.data.series[key] = {one.council.period: row}
        (split,) = drawn.splits(one)
        titles = headlines.split_titles(one, split)
        assert set(titles) == {fair}
        assert "Testshire: highest for All, 74%" not in titles


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


def test_figures_without_the_council_are_told_plainly(made: Made) -> None:
    one = made(["Testland, 2025, 81", "Test Midlands, 2025, 84"])
    accepted("comparison", f"the Test Midlands: 84%, {NOW}. Testland: 81%, {NOW}.", one)
    accepted("comparison", f"The Test Midlands: 84%, {NOW}. Testland: 81%.", one)
    elsewhere = f"Published elsewhere: the Test Midlands (84%, {NOW}) and Testland (81%, {NOW})."
    assert refused("comparison", elsewhere, one)


def test_one_figure_on_two_pages_is_counted_once(made: Made) -> None:
    one, twin = made([OURS, *ELSEWHERE]), made([OURS, *ELSEWHERE])
    other = made([OURS.replace("74", "75").replace("469", "478"), *ELSEWHERE])
    assert lists.tally({"one": one, "twin": twin}) == {"− Worse than Testland": 1}
    assert lists.tally({"one": one, "other": other}) == {"− Worse than Testland": 2}


def test_a_near_measure_and_a_part_of_one_are_told_apart(made: Made) -> None:
    for level, fair in (("part", "In part"), ("near", "Near measure"), ("full", "")):
        one = made([OURS], words={"availability": {"level": level, "note": "Only some are."}})
        assert lists.remark(one) == fair
