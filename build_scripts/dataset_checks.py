"""Checks the rows of one indicator against what its YAML declares and the shared files know.

Runs after `row_checks`, on text that may still hold reported mistakes: a cell that is not a
number is passed over here, not reported twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from build_scripts.metadata import Indicator, Measure
from build_scripts.periods import AbsurdYearError, Period, PeriodError, found_in
from build_scripts.problems import Problem
from build_scripts.shared_files import Shared, repeated_keys

TOTAL = "Total"


@dataclass(frozen=True)
class Rows:
    """The rows of one indicator, as text and as numbers.

    Attributes:
        name: the CSV as problems name it.
        text: the columns as text, indexed by Excel's row numbers.
        numbers: `value`, `numerator`, `denominator` as numbers, NaN where there is none.
        periods: every well-formed period in the file, by its text.
    """

    name: str
    indicator: Indicator
    shared: Shared
    text: pd.DataFrame
    numbers: pd.DataFrame
    periods: dict[str, Period]

    def problems(
        self,
        wrong: pd.Series[bool],
        column: str | None,
        code: str,
        found: Callable[[int], str],
        expected: str,
        what_to_do: str,
        stops_publication: bool = True,
    ) -> list[Problem]:
        """One problem for each row where `wrong` is true."""
        return [
            Problem(
                self.name,
                int(row),
                column,
                code,
                found(row),
                expected,
                what_to_do,
                stops_publication,
            )
            for row in self.text.index[wrong.to_numpy()]
        ]

    def cell(self, column: str) -> Callable[[int], str]:
        """A function that quotes this column's text in a given row."""
        return lambda row: f"“{self.text.at[row, column]}”"


def check_rows(
    name: str, indicator: Indicator, shared: Shared, text: pd.DataFrame
) -> list[Problem]:
    """Check the rows of one indicator.

    Args:
        name: the CSV as problems name it.
        indicator: what its YAML says.
        shared: areas, symbols and so on.
        text: the table as text, from `row_checks.check_table`.

    Returns:
        Every problem found.
    """
    periods, problems = _read_periods(name, indicator, text)
    numbers = text[["value", "numerator", "denominator"]].apply(pd.to_numeric, errors="coerce")
    rows = Rows(name, indicator, shared, text, numbers, periods)
    problems += repeated_keys(text, name, shared.fields.table("indicator").key)
    for check in (
        _symbols,
        _areas,
        _declared_periods,
        _breakdowns,
        _shape,
        _plausible,
        _arithmetic,
        _changes,
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
            int(row),
            "period",
            wrong[period][0],
            wrong[period][1],
            f"a period such as {kind.example} ({kind.plain_name})",
            "Correct the period. If Excel changed it, format the column as Text first. "
            "Another kind of period needs an indicator of its own.",
        )
        for row, period in text["period"].items()
        if period in wrong
    ]


def _symbols(rows: Rows) -> list[Problem]:
    value, status = rows.text["value"], rows.text["status"]
    symbols = rows.shared.symbols
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
            lambda row: f"“{rows.text.at[row, 'status']}” beside an empty value",
            f"one of {', '.join(may_replace)}, which explain a missing value",
            "Say with one of these symbols why there is no figure.",
        ),
        *rows.problems(
            (value != "") & status.isin(instead),
            "value",
            "number-with-suppression-symbol",
            lambda row: f"a number beside the symbol “{rows.text.at[row, 'status']}”",
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
    known = codes.isin(list(rows.shared.areas))
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
    outside = {
        (code, period)
        for code, period in set(zip(codes, rows.text["period"], strict=True))
        if code in rows.shared.areas and period in rows.periods
        if not _existed(rows, code, rows.periods[period])
    }
    pairs = pd.Series(list(zip(codes, rows.text["period"], strict=True)), index=codes.index)
    return problems + rows.problems(
        pairs.isin(outside),
        "area_code",
        "area-not-valid-in-period",
        lambda row: (
            f"{rows.shared.areas[codes[row]].full_name} ({codes[row]}) in {rows.text.at[row, 'period']}"
        ),
        "a council that existed in the period",
        "Use the code of the council that covered the area then; areas.csv lists predecessors "
        "and successors.",
    )


def _existed(rows: Rows, code: str, period: Period) -> bool:
    area = rows.shared.areas[code]
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
    columns = ["measure", "breakdown_topic", "breakdown"]
    triples = pd.Series(
        list(rows.text[columns].itertuples(index=False, name=None)), index=rows.text.index
    )
    is_total = (rows.text["breakdown_topic"] == TOTAL) & (rows.text["breakdown"] == TOTAL)
    return rows.problems(
        ~is_total & ~triples.isin(declared),
        "breakdown",
        "unknown-breakdown",
        lambda row: f"“{triples[row][1]}: {triples[row][2]}” for {triples[row][0]}",
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


def _of(rows: Rows, measure: Measure) -> pd.Series[bool]:
    return rows.text["measure"] == measure.id


def _plausible(rows: Rows) -> list[Problem]:
    problems = []
    value = rows.numbers["value"]
    for measure in rows.indicator.measures:
        low, high = measure.plausible.minimum, measure.plausible.maximum
        outside = _of(rows, measure) & ((value < low) | (value > high))
        if measure.unit == "percent" and high <= 100:
            code = "percentage-out-of-range"
            expected = f"a percentage from {low:g} to {high:g}"
            advice = "If this is a count, it belongs in numerator. If a percentage can truly be "
            advice += "more than 100 here, say why in `over_100_because`."
        else:
            code = "implausible-value"
            expected = f"from {low:g} to {high:g}, declared plausible for {measure.id}"
            advice = "Compare with the source. If the figure is right, widen `plausible` and say "
            advice += "why in `limits`."
        problems += rows.problems(outside, "value", code, rows.cell("value"), expected, advice)
    return problems


def _arithmetic(rows: Rows) -> list[Problem]:
    """Where a value and both counts are given, they must agree within what rounding can explain.

    A count rounded to a multiple of r lies within r/2 of the true one, so the true ratio lies
    between (n - r/2) / (d + r/2) and (n + r/2) / (d - r/2); the value may differ from it by half
    of its last decimal.
    """
    problems = []
    levels = rows.text["area_code"].map(
        {code: area.level for code, area in rows.shared.areas.items()}
    )
    n, d = rows.numbers["numerator"], rows.numbers["denominator"]
    value = rows.numbers["value"]
    for measure in rows.indicator.measures:
        if measure.unit not in ("percent", "rate_per_10000"):
            continue
        rounding = measure.counts_rounded_to.model_dump()
        slack = levels.map({level: r / 2 if r > 1 else 0 for level, r in rounding.items()})
        half = 0.5 * 10.0**-measure.decimals + measure.tolerance + 1e-9
        low = measure.per * (n - slack).clip(lower=0) / (d + slack) - half
        least = (d - slack).where(d > slack, np.nan)
        high = (measure.per * (n + slack) / least).fillna(np.inf) + half
        wrong = _of(rows, measure) & (d > 0) & ((value < low) | (value > high))
        problems += rows.problems(
            wrong,
            "value",
            "value-disagrees-with-counts",
            lambda row, m=measure: (  # type: ignore[misc]
                f"{rows.text.at[row, 'value']}, but {rows.text.at[row, 'numerator']} / "
                f"{rows.text.at[row, 'denominator']} × {m.per:g} = "
                f"{m.per * n[row] / d[row]:.{m.decimals + 2}f}"
            ),
            "a value that follows from its numerator and denominator, but for rounding",
            "Compare all three with the source. If the publisher rounds its counts, declare it in "
            "`counts_rounded_to`.",
        )
    return problems


def _changes(rows: Rows) -> list[Problem]:
    """Warn where a compared area moves further in one period than is plausible."""
    shared = rows.shared
    # The codes in portal.yml, which may be wrong: `references` reports that.
    comparators = shared.portal.comparators
    compared = (shared.portal.council.area_code, comparators.region, comparators.country)
    is_total = rows.text["breakdown_topic"] == TOTAL
    problems = []
    for measure in rows.indicator.measures:
        if measure.largest_change is None:
            continue
        for code in compared:
            mine = _of(rows, measure) & is_total & (rows.text["area_code"] == code)
            ends = rows.text["period"][mine & rows.text["period"].isin(list(rows.periods))].map(
                lambda text: rows.periods[text].end
            )
            series = rows.numbers["value"][ends.sort_values(kind="stable").index]
            before = series.shift()
            change = (series - before).abs() > measure.largest_change
            wrong = change.reindex(rows.text.index, fill_value=False)
            problems += rows.problems(
                wrong,
                "value",
                "implausible-change",
                lambda row, before=before: (  # type: ignore[misc]
                    f"{rows.cell('value')(row)}, after {before[row]:g} in the period before"
                ),
                f"a change of at most {measure.largest_change:g}, as declared in `largest_change`",
                "Compare with the source. If it is right, add a line to `limits` that explains it.",
                stops_publication=False,
            )
    return problems
