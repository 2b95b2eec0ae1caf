"""Checks the rows of one indicator against what its YAML declares and the shared files know.

Runs after `row_checks`, on text that may still hold reported mistakes: a cell that is not a
number is passed over here, not reported twice.
"""

from __future__ import annotations

import pandas as pd

from build_scripts.checks import values as value_checks
from build_scripts.checks.rows import Rows
from build_scripts.model.figures import TOTAL
from build_scripts.model.indicator import Indicator
from build_scripts.model.periods import AbsurdYearError, Period, PeriodError, found_in
from build_scripts.model.problems import Problem
from build_scripts.model.reference import Reference
from build_scripts.reading.shared import repeated_keys


def read_rows(
    name: str, indicator: Indicator, reference: Reference, text: pd.DataFrame
) -> tuple[Rows, list[Problem]]:
    """The rows of one indicator as its checks see them, and the periods that cannot be read.

    Args:
        name: the CSV as problems name it.
        indicator: what its YAML says.
        reference: areas, symbols and so on.
        text: the table as text, from `reading.tables.check_table`.
    """
    periods, problems = _read_periods(name, indicator, text)
    numbers = text[["value", "numerator", "denominator"]].apply(pd.to_numeric, errors="coerce")
    return Rows(name, indicator, reference, text, numbers, periods), problems


def check_rows(rows: Rows) -> list[Problem]:
    """Check the rows of one indicator, the same for every council.

    Returns:
        Every problem found.
    """
    problems = repeated_keys(rows.text, rows.name, rows.reference.fields.table("indicator").key)
    for check in (
        _symbols,
        _areas,
        _declared_periods,
        _breakdowns,
        _shape,
        value_checks.plausible,
        value_checks.arithmetic,
    ):
        problems += check(rows)
    return problems


def _read_periods(
    name: str, indicator: Indicator, text: pd.DataFrame
) -> tuple[dict[str, Period], list[Problem]]:
    kind = indicator.period.kind
    periods: dict[str, Period] = {}
    wrong: dict[str, tuple[str, str]] = {}
    for period in text["period"].unique():
        try:
            periods[period] = kind.parse(period)
        except AbsurdYearError as error:
            wrong[period] = ("absurd-year", found_in(period, error))
        except PeriodError as error:
            wrong[period] = ("wrong-period", found_in(period, error))
    return periods, [
        Problem(
            name,
            row,
            "period",
            wrong[period][0],
            wrong[period][1],
            f"a period such as {kind.example} ({kind.plain_name})",
            "Correct the period. If Excel changed it, format the column as Text first. "
            "Another kind of period needs an indicator of its own.",
        )
        for row, period in zip(text.index.tolist(), text["period"], strict=True)
        if period in wrong
    ]


def _symbols(rows: Rows) -> list[Problem]:
    value, status = rows.text["value"], rows.text["status"]
    symbols = rows.reference.symbols
    instead = [s.symbol for s in symbols.values() if s.stands == "instead_of_value"]
    may_replace = [s.symbol for s in symbols.values() if s.stands != "beside_value"]
    known = status.isin(list(symbols))
    return [
        *rows.problems(
            (value == "") & (status == ""),
            "value",
            "blank-without-symbol",
            lambda _: "an empty value and an empty status",
            f"a number, or one of the symbols {', '.join(may_replace)} in status",
            "Put the figure in, or say with a symbol why there is none.",
        ),
        *rows.problems(
            (value == "") & known & ~status.isin(may_replace),
            "status",
            "blank-without-symbol",
            lambda row: f"“{rows.at(row, 'status')}” beside an empty value",
            f"one of {', '.join(may_replace)}, which explain a missing value",
            "Say with one of these symbols why there is no figure.",
        ),
        *rows.problems(
            (value != "") & status.isin(instead),
            "value",
            "number-with-suppression-symbol",
            lambda row: f"a number beside the symbol “{rows.at(row, 'status')}”",
            "an empty value, because the symbol says there is none to publish",
            "If the figure is withheld, delete it now, everywhere. If it may be published, "
            "delete the symbol.",
        ),
        *rows.problems(
            (rows.text["numerator"] != "") & (status == "c"),
            "numerator",
            "number-with-suppression-symbol",
            lambda _: "a numerator beside the symbol “c”",
            "an empty numerator: with the denominator it would give the withheld value away",
            "Delete the numerator.",
        ),
    ]


def _areas(rows: Rows) -> list[Problem]:
    codes = rows.text["area_code"]
    known = codes.isin(list(rows.reference.areas))
    problems = rows.problems(
        ~known & codes.str.fullmatch(r"[EKWSN][0-9]{8}"),
        "area_code",
        "unknown-area",
        rows.cell("area_code"),
        "a code in _shared/areas.csv",
        "Look the area up in areas.csv. A former code is listed beside the present one.",
    )
    expected = rows.indicator.expected
    if expected is None or expected.areas_outside_validity_because:
        return problems
    wrong: set[tuple[str, ...]] = {
        (code, period)
        for code, period in rows.distinct("area_code", "period")
        if code in rows.reference.areas and period in rows.periods
        if not _existed(rows, code, rows.periods[period])
    }
    return problems + rows.problems(
        rows.among(wrong, "area_code", "period"),
        "area_code",
        "area-not-valid-in-period",
        lambda row: (
            f"{rows.reference.areas[codes[row]].full_name} ({codes[row]}) in {rows.at(row, 'period')}"
        ),
        "a council that existed in the period",
        "Use the code of the council that covered the area then; areas.csv lists predecessors "
        "and successors.",
    )


def _existed(rows: Rows, code: str, period: Period) -> bool:
    area = rows.reference.areas[code]
    started = area.valid_from is None or area.valid_from <= period.end
    not_ended = area.valid_to is None or area.valid_to >= period.start
    return started and not_ended


def _declared_periods(rows: Rows) -> list[Problem]:
    expected, kind = rows.indicator.expected, rows.indicator.period.kind
    if expected is None:
        return []
    try:
        first, last = kind.parse(expected.first_period), kind.parse(expected.last_period)
    except PeriodError:
        return []  # `references` reports it, with the line in the YAML
    early_or_late = {text for text, p in rows.periods.items() if not first <= p <= last}
    problems = rows.problems(
        rows.text["period"].isin(early_or_late),
        "period",
        "period-not-expected",
        rows.cell("period"),
        f"a period from {first.text} to {last.text}, as declared under `expected`",
        "If this is a new period, set `last_period` in indicator.yml to it; "
        "otherwise correct the period.",
    )
    declared_gaps = {gap.period for gap in rows.indicator.gaps}
    for period in kind.between(first, last):
        if period.text not in rows.periods and period.text not in declared_gaps:
            problems.append(
                Problem(
                    rows.name,
                    None,
                    "period",
                    "period-missing",
                    f"no rows for {period.text}",
                    "rows for every period from first to last, or a reason under `gaps`",
                    "Add the rows, or say under `gaps` in indicator.yml why there are none.",
                )
            )
    return problems


def _breakdowns(rows: Rows) -> list[Problem]:
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
        rows.among(undeclared, *columns),
        "breakdown",
        "unknown-breakdown",
        lambda row: (
            f"“{rows.at(row, 'breakdown_topic')}: {rows.at(row, 'breakdown')}” "
            f"for {rows.at(row, 'measure')}"
        ),
        "a category listed under `breakdowns` in indicator.yml, or Total in both columns",
        "Correct the spelling, or add the category to indicator.yml.",
    )


def _shape(rows: Rows) -> list[Problem]:
    expected = rows.indicator.expected
    if expected is None:
        return []
    problems = []
    count, areas = len(rows.text), rows.text["area_code"].nunique()
    if count < expected.rows.at_least:
        problems.append(
            _whole_file(
                rows,
                "too-few-rows",
                f"{count:,} rows",
                f"at least {expected.rows.at_least:,}",
                "Check that the export was not cut off or filtered. If the figures really became "
                "fewer, explain why in `limits` and change `expected`.",
            )
        )
    if count > expected.rows.at_most:
        problems.append(
            _whole_file(
                rows,
                "more-rows-than-expected",
                f"{count:,} rows",
                f"at most {expected.rows.at_most:,}",
                "Check that nothing was pasted twice, then raise `expected.rows.at_most`.",
                stops=False,
            )
        )
    if areas < expected.areas_at_least:
        problems.append(
            _whole_file(
                rows,
                "areas-missing",
                f"{areas} areas",
                f"at least {expected.areas_at_least}",
                "Check that no council or region was filtered out of the export.",
            )
        )
    return problems


def _whole_file(
    rows: Rows, code: str, found: str, expected: str, what_to_do: str, stops: bool = True
) -> Problem:
    return Problem(rows.name, None, None, code, found, expected, what_to_do, stops)
