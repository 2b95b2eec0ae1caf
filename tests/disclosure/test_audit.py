"""What is refused, what is only reported, and that no count is ever told."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from build_scripts.disclosure import areas, relations
from build_scripts.disclosure.audit import audit
from build_scripts.disclosure.cells import Table
from build_scripts.disclosure.values import Audit, linked, together
from build_scripts.model.confidentiality import Confidentiality
from build_scripts.model.indicator_parts import Breakdown
from build_scripts.store.plain import read, written
from tests.alike import unlike
from tests.disclosure.publishing import (
    COUNTRY,
    NORTH,
    OWN,
    SOUTH,
    A,
    B,
    C,
    D,
    indicator,
    measure,
    reference,
    table,
)

SEX = Breakdown(topic="Sex", measure="seen", categories=("Girls", "Boys"))
# One hidden category beside its total: 4,271 less 4,234 is 37.
ROWS = (f"seen,{A},Total,50,,4271,8542", f"seen,{A},Girls,,c,,52", f"seen,{A},Boys,50,,4234,8490")
HIDDEN_COUNT = "37"


def laid_out(
    *rows: str, rule: Confidentiality | None = None, breakdowns: tuple[Breakdown, ...] = (SEX,)
) -> Table:
    """Rows of one percentage by sex, of the council's own if a rule is given."""
    return table(indicator(measure("seen"), breakdowns=breakdowns, rule=rule), *rows)


def audited(*tables: Table) -> Audit:
    """What is found in some tables."""
    return audit(tables, reference())


def codes(found: Audit) -> list[tuple[str, int | None, str | None]]:
    """Code, row and column of each problem."""
    return [(one.code, one.row, one.column) for one in found.problems]


def test_a_hidden_count_of_own_figures_that_follows_is_refused_with_a_way_out() -> None:
    (found,) = audited(laid_out(*ROWS, rule=OWN)).problems
    assert (found.code, found.row) == ("withheld-count-recoverable", 3)
    assert found.found.endswith(relations.PARTS)
    assert "row 4 of teeth/teeth.csv" in found.what_to_do
    hidden = ROWS[2].replace(",50,,4234,", ",,c,,")
    assert audited(laid_out(*ROWS[:2], hidden, rule=OWN)).problems == ()


def test_without_agreed_secondary_suppression_none_is_proposed() -> None:
    rule = OWN.model_copy(update={"secondary": False})
    (found,) = audited(laid_out(*ROWS, rule=rule)).problems
    assert "row 4" not in found.what_to_do


@pytest.mark.parametrize("fewest", [2, 3, 4])
def test_as_many_counts_must_remain_as_the_rule_says(fewest: int) -> None:
    """Between 1 and 3 of 3 girls are hidden: three counts."""
    rule = OWN.model_copy(update={"fewest_possible": fewest, "smallest_shown": 1})
    found = audited(laid_out(f"seen,{A},Total,,c,,3", rule=rule))
    assert bool(found.problems) == (fewest > 3)


def test_what_the_source_gives_away_is_reported_and_stops_nothing() -> None:
    rows = (
        f"seen,{A},Total,,c,,4",
        f"seen,{B},Total,,,100,200",
        f"seen,{C},Total,,,95,200",
        f"seen,{NORTH},Total,,,204,404",
    )
    found = audited(laid_out(*rows, breakdowns=()))
    assert found.problems == ()
    (cell,) = found.given_away
    assert (cell.row, cell.area_code, cell.counts_possible) == (2, A, "one")
    assert areas.COUNCILS in cell.because
    assert found.hidden == {"teeth": 1}


def test_one_sum_in_a_table_of_a_publisher_is_refused_and_not_only_reported() -> None:
    found = audited(laid_out(*ROWS))
    assert codes(found) == [("withheld-count-recoverable", 3, "numerator")]
    assert found.given_away == ()


@pytest.mark.parametrize(("status", "refused"), [("low", True), ("x", False), ("u", False)])
def test_what_rounds_to_zero_protects_nothing_in_a_sum_and_what_is_unknown_does(
    status: str, refused: bool
) -> None:
    other = f"seen,{A},Boys,,{status},,8490"
    assert bool(audited(laid_out(*ROWS[:2], other)).problems) == refused


def test_rounded_counts_give_nothing_away_by_one_sum() -> None:
    rounded = [row.replace(A, NORTH).replace("4271", "4270") for row in ROWS]
    rounded = [row.replace("8542", "8540").replace(",52", ",50") for row in rounded]
    assert audited(laid_out(*rounded)).problems == ()


def test_figures_around_areas_that_do_not_fit_are_set_aside_and_counted() -> None:
    rows = (
        f"seen,{A},Total,,c,,60",
        f"seen,{B},Total,50,,30,60",
        f"seen,{C},Total,50,,30,60",
        # Nine in ten of 180 are 161 at the least; at most 120 can have been seen.
        f"seen,{NORTH},Total,90,,,180",
    )
    found = audited(laid_out(*rows, breakdowns=()))
    assert found.problems == () and found.given_away == ()
    assert (found.set_aside, found.not_examined) == ({"teeth": 1}, {})
    own = audited(laid_out(*rows, breakdowns=(), rule=OWN))
    assert [one.code for one in own.problems] == ["figures-clash"]


def test_only_what_clashes_is_set_aside_and_the_rest_still_tells() -> None:
    rows = (
        f"seen,{A},Total,,c,,4",
        f"seen,{B},Total,,,100,200",
        f"seen,{C},Total,,,95,200",
        f"seen,{NORTH},Total,,,204,404",
        # No whole number is 15% of 6: that row by itself is wrong, two sums away from the first.
        f"seen,{D},Total,15,,,6",
        f"seen,{SOUTH},Total,50,,,600",
        f"seen,{COUNTRY},Total,,,500,1000",
    )
    found = audited(laid_out(*rows, breakdowns=()))
    assert [(cell.row, cell.counts_possible) for cell in found.given_away] == [(2, "one")]
    assert (found.set_aside, found.not_examined) == ({"teeth": 1}, {})


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (f"seen,{A},Total,50,,5,10", [("count-too-small", 2, "numerator")]),
        (f"seen,{A},Total,50,,6,12", []),
        (f"seen,{A},Total,0,,0,12", []),
        (f"seen,{A},Total,100,,4,4", [("count-too-small", 2, c) for c in ("numerator", "denominator")]),
        (f"seen,{A},Total,50,,,10", [("count-too-small", 2, "value")]),
        (f"seen,{A},Total,50,,,", []),
        (f"seen,{A},Total,50,,,1000", []),
    ],
)  # fmt: skip
def test_a_count_below_the_threshold_is_refused_however_it_is_printed(
    row: str, expected: list[tuple[str, int, str]]
) -> None:
    assert codes(audited(laid_out(row, rule=OWN))) == expected
    assert audited(laid_out(row)).problems == ()


def test_a_count_that_is_not_rounded_as_agreed_is_refused() -> None:
    rule = OWN.model_copy(update={"rounded_to": 5})
    found = audited(laid_out(f"seen,{A},Total,50,,31,60", rule=rule))
    assert codes(found) == [("count-not-rounded", 2, "numerator")]


def test_what_was_worked_out_here_may_narrow_nothing() -> None:
    gap = measure(
        "gap",
        unit="percentage_points",
        gap_between=("seen", "fed"),
        worked_out_here=True,
        plausible={"minimum": -100, "maximum": 100},
    )
    rows = (f"seen,{A},Total,50,,50,100", f"fed,{A},Total,,c,,600", f"gap,{A},Total,25")
    ours = audited(table(indicator(measure("seen"), measure("fed"), gap), *rows))
    assert codes(ours) == [("withheld-count-recoverable", 3, "numerator")]
    printed = gap.model_copy(update={"worked_out_here": False})
    theirs = audited(table(indicator(measure("seen"), measure("fed"), printed), *rows))
    assert theirs.problems == ()
    unsaid = audited(table(indicator(measure("seen"), measure("fed"), gap), *rows[:2]))
    assert unsaid.problems == ()


def test_a_count_that_is_printed_with_another_measure_is_given_away() -> None:
    called = measure("seen", numerator_called="seen-by-dentist")
    other = indicator(
        measure("number", unit="count", numerator_called="seen-by-dentist",
                plausible={"minimum": 0, "maximum": 9000}),
        name="food",
    )  # fmt: skip
    first = table(indicator(called), f"seen,{A},Total,,c,,60")
    found = audited(first, table(other, f"number,{A},Total,37"))
    assert [cell.because for cell in found.given_away] == [(relations.SHARED,)]
    own = table(indicator(called, rule=OWN), f"seen,{A},Total,,c,,60")
    found = audited(own, table(other, f"number,{A},Total,37"))
    assert codes(found) == [("withheld-count-recoverable", 2, "numerator")]


def test_no_count_that_remains_possible_is_told_anywhere() -> None:
    for rule in (None, OWN):
        found = audited(laid_out(*ROWS, rule=rule))
        assert HIDDEN_COUNT not in re.findall(r"\d+", written(Audit, found).decode("latin-1"))
        assert HIDDEN_COUNT not in re.findall(r"\d+", repr(found))


def test_an_audit_is_kept_as_plain_text_and_comes_back_the_same() -> None:
    found = together([audited(laid_out(*ROWS, rule=OWN)), Audit(hidden={"a": 1})])
    assert unlike(read(Audit, written(Audit, found)), found) == []


def test_indicators_that_share_counts_are_looked_at_together() -> None:
    called: dict[str, dict[str, str]] = {
        "a": {"numerator_called": "one"},
        "b": {"denominator_called": "two"},
        "c": {"numerator_called": "two", "denominator_called": "one"},
        "d": {"numerator_called": "three"},
        "e": {},
    }
    indicators = {
        name: indicator(measure("seen", **names), name=name) for name, names in called.items()
    }
    assert linked(indicators) == [("a", "b", "c"), ("d",), ("e",)]


def test_rows_nobody_can_read_are_passed_over() -> None:
    broken = laid_out(*ROWS, rule=OWN)
    odd = replace(broken.rows[2], numerator="4,234", value="half", period="20-25")
    assert audited(replace(broken, rows=(*broken.rows[:2], odd))).problems == ()


@pytest.mark.parametrize("text", ["9" * 400, "1e300", "0." + "3" * 400, "nan", "-5", "1.5"])
@pytest.mark.parametrize("rule", [None, OWN])
def test_numbers_that_cannot_be_are_passed_over(text: str, rule: Confidentiality | None) -> None:
    rows = (f"seen,{A},Total,{text},,{text},{text}", *ROWS[1:])
    audited(laid_out(*rows, rule=rule))
