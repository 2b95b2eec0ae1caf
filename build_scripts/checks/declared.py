"""Checks the rows of one indicator against what its YAML declares and the shared files know.

Runs after the checks of cells, on text that may still hold reported mistakes: a cell that is not a
number is passed over here, not reported twice.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from build_scripts.checks.rows import CheckedRows
from build_scripts.model.figures import TOTAL
from build_scripts.model.measure import Measure
from build_scripts.model.periods import AbsurdYearError, Period, PeriodError, PeriodKind
from build_scripts.model.problems import Problem, problem
from build_scripts.model.reference import Area
from build_scripts.model.texts import AREA_CODE
from build_scripts.reading.limits import quoted


def check_declared(rows: CheckedRows) -> list[Problem]:
    """Every row that its indicator's YAML, the symbols or the areas do not allow for."""
    return [
        *_form_of_periods(rows),
        *_symbols(rows),
        *_areas(rows),
        *_declared_periods(rows),
        *_breakdowns(rows),
        *_shape(rows),
    ]


def _form_of_periods(rows: CheckedRows) -> list[Problem]:
    faults = rows.faulty_periods

    def found(row: int) -> str:
        return quoted(faults[rows.at(row, "measure"), rows.at(row, "period")][1])

    def kind(row: int) -> PeriodKind:
        return rows.kind_of(rows.at(row, "measure"))

    every: set[tuple[str, ...]] = set(faults)
    absurd = {at for at in faults if issubclass(faults[at][0], AbsurdYearError)}
    return [
        *rows.problems(
            "absurd-year",
            rows.among(every & absurd, "measure", "period"),
            "period",
            found=found,
            example=lambda row: kind(row).example,
            name=lambda row: kind(row).plain_name,
        ),
        *rows.problems(
            "wrong-period",
            rows.among(every - absurd, "measure", "period"),
            "period",
            found=found,
            example=lambda row: kind(row).example,
            name=lambda row: kind(row).plain_name,
        ),
    ]


def _symbols(rows: CheckedRows) -> list[Problem]:
    value, status = rows.text["value"], rows.text["status"]
    explaining = rows.symbols.may_replace_value
    known = status.isin(list(rows.symbols))
    return [
        *rows.problems(
            "blank-without-symbol",
            rows.where((value == "") & (status == "")),
            "value",
            symbols=", ".join(explaining),
        ),
        *rows.problems(
            "blank-without-symbol--beside",
            rows.where((value == "") & known & ~status.isin(explaining)),
            "status",
            status=rows.cell("status"),
            symbols=", ".join(explaining),
        ),
        *rows.problems(
            "number-with-suppression-symbol",
            rows.where((value != "") & status.isin(rows.symbols.without_value)),
            "value",
            status=rows.cell("status"),
        ),
        *rows.problems(
            "number-with-suppression-symbol--numerator",
            rows.where(
                (rows.text["numerator"] != "") & status.isin(rows.symbols.with_role("withheld"))
            ),
            "numerator",
            status=rows.cell("status"),
        ),
    ]


def _areas(rows: CheckedRows) -> list[Problem]:
    codes = rows.text["area_code"]
    known = codes.isin(list(rows.areas))
    problems = rows.problems(
        "unknown-area",
        rows.where(~known & codes.str.fullmatch(AREA_CODE)),
        "area_code",
        code=rows.cell("area_code"),
    )
    expected = rows.indicator.expected
    if expected is None or expected.areas_outside_validity_because:
        return problems
    columns = ("area_code", "measure", "period")
    wrong: set[tuple[str, ...]] = {
        (code, measure, period)
        for code, measure, period in rows.distinct(*columns)
        if code in rows.areas and (measure, period) in rows.periods
        if not _existed(rows.areas[code], rows.periods[measure, period])
    }
    return problems + rows.problems(
        "area-not-valid-in-period",
        rows.among(wrong, *columns),
        "area_code",
        area=lambda row: rows.areas[codes[row]].full_name,
        code=rows.cell("area_code"),
        period=rows.cell("period"),
    )


def _existed(area: Area, period: Period) -> bool:
    started = area.valid_from is None or area.valid_from <= period.end
    not_ended = area.valid_to is None or area.valid_to >= period.start
    return started and not_ended


def _declared_periods(rows: CheckedRows) -> list[Problem]:
    """Periods too early or too late, and periods without rows.

    Measures with a kind of period of their own say themselves when they begin and end; all others
    begin and end together, whether or not each of them has rows in every period.
    """
    indicator = rows.indicator
    own = [m for m in indicator.measures if m.period is not None and m.period.of_its_own]
    common = [measure for measure in indicator.measures if measure not in own]
    is_own = rows.text["measure"].isin([measure.id for measure in own])
    problems = []
    if common:
        problems += _between(rows, common, ~is_own)
    for measure in own:
        problems += _between(rows, [measure], rows.text["measure"] == measure.id)
    return [*problems, *_breaks_to_come(rows)]


def _breaks_to_come(rows: CheckedRows) -> list[Problem]:
    """Figures for periods in which a new series was only announced."""
    problems, indicator = [], rows.indicator
    for item in indicator.breaks_to_come:
        try:
            first = indicator.kind_of(item).parse(item.period)
        except PeriodError:
            continue  # `references` reports it, with the line in the YAML
        theirs = {m.id for m in indicator.measures if indicator.concerns(item, m)}
        begun: set[tuple[str, ...]] = {
            (measure, text)
            for (measure, text), period in rows.periods.items()
            if measure in theirs and period >= first
        }
        problems += rows.problems(
            "period-not-expected--break-to-come",
            rows.among(begun, "measure", "period"),
            "period",
            period=rows.cell("period"),
            begins=item.period,
        )
    return problems


def _between(
    rows: CheckedRows, measures: Sequence[Measure], theirs: pd.Series[bool]
) -> list[Problem]:
    """Check the first and last period of measures that begin and end together.

    Args:
        rows: the rows of the indicator.
        measures: of one kind of period.
        theirs: which rows are theirs.
    """
    indicator, kind = rows.indicator, measures[0].kind
    try:
        first, last = map(kind.parse, indicator.bounds(measures[0]))
    except PeriodError:
        return []  # `references` reports it, with the line in the YAML
    found = {
        text: rows.periods[measure, text]
        for measure, text in rows.distinct("measure", "period", where=theirs)
        if (measure, text) in rows.periods
    }
    outside = [text for text, period in found.items() if not first <= period <= last]
    gaps = {gap.period for measure in measures for gap in indicator.gaps_of(measure)}
    problems = rows.problems(
        "period-not-expected",
        rows.where(theirs & rows.text["period"].isin(outside)),
        "period",
        period=rows.cell("period"),
        first=first.text,
        last=last.text,
    )
    return problems + [
        problem("period-missing", file=rows.name, column="period", period=period.text)
        for period in kind.between(first, last)
        if period.text not in found and period.text not in gaps
    ]


def _breakdowns(rows: CheckedRows) -> list[Problem]:
    declared = {
        (breakdown.measure, breakdown.topic, category)
        for breakdown in rows.indicator.breakdowns
        for category in breakdown.categories
    }
    columns = ("measure", "breakdown_topic", "breakdown")
    undeclared = {
        found
        for found in rows.distinct(*columns)
        if found not in declared and found[1:] != (TOTAL, TOTAL)
    }
    return rows.problems(
        "unknown-breakdown",
        rows.among(undeclared, *columns),
        "breakdown",
        topic=rows.cell("breakdown_topic"),
        category=rows.cell("breakdown"),
        measure=rows.cell("measure"),
    )


def _shape(rows: CheckedRows) -> list[Problem]:
    expected = rows.indicator.expected
    if expected is None:
        return []
    problems = []
    count, areas = len(rows.text), rows.text["area_code"].nunique()
    at_least, at_most = expected.rows.at_least, expected.rows.at_most
    if count < at_least:
        problems.append(problem("too-few-rows", file=rows.name, count=count, at_least=at_least))
    if count > at_most:
        problems.append(
            problem("more-rows-than-expected", file=rows.name, count=count, at_most=at_most)
        )
    if areas < expected.areas_at_least:
        problems.append(
            problem("areas-missing", file=rows.name, count=areas, at_least=expected.areas_at_least)
        )
    return problems
