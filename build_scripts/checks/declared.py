"""Checks the rows of one indicator against what its YAML declares and the shared files know.

Runs after the checks of cells, on text that may still hold reported mistakes: a cell that is not a
number is passed over here, not reported twice.
"""

from __future__ import annotations

from build_scripts.checks.rows import CheckedRows
from build_scripts.model.figures import TOTAL
from build_scripts.model.periods import AbsurdYearError, Period, PeriodError, found_in
from build_scripts.model.problems import Problem, problem


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
    kind = rows.indicator.period.kind
    name, example = kind.plain_name, kind.example
    problems = []
    for text in rows.text["period"].unique():
        if text in rows.periods:
            continue
        wrong = rows.where(rows.text["period"] == text)
        try:
            kind.parse(text)
        except AbsurdYearError as error:
            found = found_in(text, error)
            problems += rows.problems(
                "absurd-year", wrong, "period", found=found, example=example, name=name
            )
        except PeriodError as error:
            found = found_in(text, error)
            problems += rows.problems(
                "wrong-period", wrong, "period", found=found, example=example, name=name
            )
    return problems


def _symbols(rows: CheckedRows) -> list[Problem]:
    value, status = rows.text["value"], rows.text["status"]
    symbols = rows.symbols
    instead = [s.symbol for s in symbols.values() if s.stands == "instead_of_value"]
    may_replace = [s.symbol for s in symbols.values() if s.stands != "beside_value"]
    known = status.isin(list(symbols))
    explaining = ", ".join(may_replace)
    return [
        *rows.problems(
            "blank-without-symbol",
            rows.where((value == "") & (status == "")),
            "value",
            symbols=explaining,
        ),
        *rows.problems(
            "blank-without-symbol--beside",
            rows.where((value == "") & known & ~status.isin(may_replace)),
            "status",
            status=rows.cell("status"),
            symbols=explaining,
        ),
        *rows.problems(
            "number-with-suppression-symbol",
            rows.where((value != "") & status.isin(instead)),
            "value",
            status=rows.cell("status"),
        ),
        *rows.problems(
            "number-with-suppression-symbol--numerator",
            rows.where((rows.text["numerator"] != "") & (status == "c")),
            "numerator",
            status=rows.cell("status"),
        ),
    ]


def _areas(rows: CheckedRows) -> list[Problem]:
    codes = rows.text["area_code"]
    known = codes.isin(list(rows.areas))
    problems = rows.problems(
        "unknown-area",
        rows.where(~known & codes.str.fullmatch(r"[EKWSN][0-9]{8}")),
        "area_code",
        code=rows.cell("area_code"),
    )
    expected = rows.indicator.expected
    if expected is None or expected.areas_outside_validity_because:
        return problems
    wrong: set[tuple[str, ...]] = {
        (code, period)
        for code, period in rows.distinct("area_code", "period")
        if code in rows.areas and period in rows.periods
        if not _existed(rows, code, rows.periods[period])
    }
    return problems + rows.problems(
        "area-not-valid-in-period",
        rows.among(wrong, "area_code", "period"),
        "area_code",
        area=lambda row: rows.areas[codes[row]].full_name,
        code=rows.cell("area_code"),
        period=rows.cell("period"),
    )


def _existed(rows: CheckedRows, code: str, period: Period) -> bool:
    area = rows.areas[code]
    started = area.valid_from is None or area.valid_from <= period.end
    not_ended = area.valid_to is None or area.valid_to >= period.start
    return started and not_ended


def _declared_periods(rows: CheckedRows) -> list[Problem]:
    expected, kind = rows.indicator.expected, rows.indicator.period.kind
    if expected is None:
        return []
    try:
        first, last = kind.parse(expected.first_period), kind.parse(expected.last_period)
    except PeriodError:
        return []  # `references` reports it, with the line in the YAML
    early_or_late = {text for text, p in rows.periods.items() if not first <= p <= last}
    declared_gaps = {gap.period for gap in rows.indicator.gaps}
    problems = rows.problems(
        "period-not-expected",
        rows.where(rows.text["period"].isin(early_or_late)),
        "period",
        period=rows.cell("period"),
        first=first.text,
        last=last.text,
    )
    return problems + [
        problem("period-missing", file=rows.name, column="period", period=period.text)
        for period in kind.between(first, last)
        if period.text not in rows.periods and period.text not in declared_gaps
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
