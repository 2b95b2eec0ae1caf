"""Checks the rows of the areas that a site is about: its council, and what it is set beside.

All other checks hold for every area alike, and so for every council's site.
"""

from __future__ import annotations

from build_scripts.checks.rows import CheckedRows
from build_scripts.model.figures import TOTAL
from build_scripts.model.problems import Problem, problem
from build_scripts.model.standpoint import Watched


def check_watched(rows: CheckedRows, watched: Watched) -> list[Problem]:
    """Check the rows of the watched areas."""
    return [*_own_rows(rows, watched), *_changes(rows, watched)]


def _own_rows(rows: CheckedRows, watched: Watched) -> list[Problem]:
    """The council's own row must not drop out: the number of rows would not show it."""
    code = watched.council
    if code not in rows.areas:
        return []
    councils = [area.code for area in rows.areas.values() if area.is_council]
    is_council = rows.text["area_code"].isin(councils)
    unsplit = rows.text[(rows.text["breakdown_topic"] == TOTAL) & is_council]
    problems = []
    for measure in rows.indicator.measures:
        periods = rows.periods_of(measure.id)
        series = unsplit[unsplit["measure"] == measure.id]
        ours = {t for t in series["period"][series["area_code"] == code] if t in periods}
        if not ours:
            continue
        first = min(periods[text] for text in ours)
        missing = set(series["period"]) & set(periods) - ours
        problems += [
            problem(
                "own-row-missing",
                file=rows.name,
                area=rows.areas[code].name,
                code=code,
                period=text,
                measure=measure.id,
            )
            for text in sorted(missing)
            if periods[text] > first
        ]
    return problems


def _changes(rows: CheckedRows, watched: Watched) -> list[Problem]:
    """Warn where a watched area moves further in one period than is plausible."""
    is_total = rows.text["breakdown_topic"] == TOTAL
    problems = []
    for measure in rows.indicator.measures:
        if measure.largest_change is None:
            continue
        ends = {text: period.end for text, period in rows.periods_of(measure.id).items()}
        of_measure = (rows.text["measure"] == measure.id) & is_total
        of_measure &= rows.text["period"].isin(list(ends))
        for code in watched.codes:
            texts = rows.text["period"][of_measure & (rows.text["area_code"] == code)]
            order = texts.astype(object).map(ends).sort_values(kind="stable").index
            values = rows.numbers["value"][order]
            before = values.shift()
            change = (values - before).abs() > measure.largest_change
            problems += rows.problems(
                "implausible-change",
                sorted(change[change].index.tolist()),
                "value",
                value=rows.cell("value"),
                before=before.to_dict().get,
                largest=measure.largest_change,
            )
    return problems
