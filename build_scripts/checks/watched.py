"""Checks the rows of the areas that a site is about: its council, and what stands for its surroundings.

All other checks hold for every area alike, and so for every council's site.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.checks.rows import Rows
from build_scripts.model.figures import TOTAL
from build_scripts.model.problems import Problem


@dataclass(frozen=True)
class Watched:
    """The areas whose figures a site leads with, by their codes.

    The codes are those in portal.yml, which may be wrong: `references` reports that, and here
    nothing is found for them.

    Attributes:
        council: the council whose site it is.
        others: the single areas it is set beside.
    """

    council: str
    others: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """All of them."""
        return (self.council, *self.others)


def check_watched(rows: Rows, watched: Watched) -> list[Problem]:
    """Check the rows of the watched areas."""
    return [*_own_rows(rows, watched), *_changes(rows, watched)]


def _own_rows(rows: Rows, watched: Watched) -> list[Problem]:
    """The council's own row must not drop out: the number of rows would not show it."""
    code = watched.council
    councils = [area.code for area in rows.reference.areas.values() if area.is_council]
    is_council = rows.text["area_code"].isin(councils)
    unsplit = rows.text[(rows.text["breakdown_topic"] == TOTAL) & is_council]
    problems = []
    for measure in rows.indicator.measures:
        series = unsplit[unsplit["measure"] == measure.id]
        ours = {t for t in series["period"][series["area_code"] == code] if t in rows.periods}
        if not ours:
            continue
        first = min(rows.periods[text] for text in ours)
        missing = set(series["period"]) & set(rows.periods) - ours
        problems += [
            Problem(
                rows.name,
                None,
                None,
                "own-row-missing",
                f"no row for {rows.reference.areas[code].name} ({code}) in {text}, measure {measure.id}",
                "a row for the council in every period in which other councils have one",
                "Add the row. If there is no figure, leave the value empty and say why with a "
                "symbol in status.",
            )
            for text in sorted(missing)
            if rows.periods[text] > first
        ]
    return problems


def _changes(rows: Rows, watched: Watched) -> list[Problem]:
    """Warn where a watched area moves further in one period than is plausible."""
    is_total = rows.text["breakdown_topic"] == TOTAL
    problems = []
    for measure in rows.indicator.measures:
        if measure.largest_change is None:
            continue
        for code in watched.codes:
            mine = (
                (rows.text["measure"] == measure.id) & is_total & (rows.text["area_code"] == code)
            )
            known = mine & rows.text["period"].isin(list(rows.periods))
            texts = rows.text["period"][known].astype(object)
            ends = texts.map({text: period.end for text, period in rows.periods.items()})
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
