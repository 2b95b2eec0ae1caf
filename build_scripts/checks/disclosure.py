"""Looks for withheld counts that could be worked out from what stands around them.

A withheld count is given away when it is the only unknown one among the categories of a
breakdown and their total: one subtraction, or one sum, brings it back. This is looked for within
one file, not between files or areas.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.checks.rows import CheckedRows
from build_scripts.model.figures import KEY_COLUMNS, TOTAL
from build_scripts.model.problems import Problem

# What a breakdown and its total have in common.
WHOLE = ["measure", "area_code", "period"]
Whole = tuple[str, str, str]


@dataclass(frozen=True)
class Count:
    """What is known of one count.

    Attributes:
        in_value: whether the count stands in `value`, not in `numerator`.
        known: whether a reader knows it: it is published, or rounds to zero.
    """

    row: int
    category: str
    in_value: bool
    known: bool
    status: str
    withheld: bool
    denominator: str


def check_disclosure(rows: CheckedRows) -> list[Problem]:
    """Find every withheld count that follows from the others of its breakdown.

    The total is the row with breakdown Total or, where all categories share one denominator,
    that denominator: then the categories are parts of it. Where the publisher rounds the counts
    of a level of geography, a subtraction gives no exact count, and nothing is reported.
    """
    given_away = {
        count.row: count
        for topics in _counts(rows).values()
        for topic, categories in topics.items()
        if topic != TOTAL
        if (count := _given_away(categories, topics.get(TOTAL, []))) is not None
    }
    return [
        problem
        for row, count in sorted(given_away.items())
        for problem in rows.problems(
            "withheld-count-recoverable",
            [row],
            "value" if count.in_value else "numerator",
            category=count.category,
            symbol=count.status,
        )
    ]


def _counts(rows: CheckedRows) -> dict[Whole, dict[str, list[Count]]]:
    """The exact counts of everything of which one is withheld, by topic of breakdown."""
    text = rows.text
    counted = {measure.id for measure in rows.indicator.measures if measure.unit == "count"}
    exact = {
        (measure.id, area.code)
        for measure in rows.indicator.measures
        for area in rows.areas.values()
        if measure.counts_rounded_to.at(area.level) == 1
    }
    is_withheld = rows.symbols.with_role("withheld")
    nearly_none = rows.symbols.with_role("nearly_none")
    withheld = text[text["status"].isin(is_withheld)]
    wholes = set(withheld[WHOLE].itertuples(index=False, name=None))
    suspects = text[text["area_code"].isin(set(withheld["area_code"]))] if wholes else withheld
    counts: dict[Whole, dict[str, list[Count]]] = {}
    columns = [*KEY_COLUMNS, "value", "status", "numerator", "denominator"]
    for row, *found in suspects[columns].itertuples(name=None):
        measure, area, period, topic, category, value, status, numerator, denominator = found
        if (measure, area, period) in wholes and (measure, area) in exact:
            # The value of a count is itself the count that a subtraction would bring back.
            in_value = measure in counted and numerator == ""
            count = value if in_value else numerator
            hidden = status in is_withheld
            known = not hidden and (count != "" or status in nearly_none)
            one = Count(row, category, in_value, known, status, hidden, denominator)
            counts.setdefault((measure, area, period), {}).setdefault(topic, []).append(one)
    return counts


def _given_away(categories: list[Count], total: list[Count]) -> Count | None:
    """The only unknown count among some categories and their total, if there is one.

    Args:
        categories: the counts of one breakdown of one measure, area and period.
        total: their total, or nothing.
    """
    withheld = [count for count in categories if count.withheld]
    others = [count for count in categories if not count.withheld]
    if not others or not all(count.known for count in others):
        return None
    if total and total[0].withheld:
        return None if withheld else total[0]
    denominators = {count.denominator for count in categories}
    shares_whole = len(denominators) == 1 and denominators != {""}
    whole_known = shares_whole or bool(total and total[0].known)
    return withheld[0] if len(withheld) == 1 and whole_known else None
