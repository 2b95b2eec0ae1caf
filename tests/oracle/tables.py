"""What the cells of an indicator's tables may hold."""

from __future__ import annotations

import re
from fractions import Fraction

from tests.oracle.drawn import Split
from tests.oracle.facts import Facts
from tests.oracle.files import Figure
from tests.oracle.measures import Measure
from tests.oracle.measuring import counted, middle

DASH = "–"


def league(facts: Facts) -> tuple[list[str], list[list[str]]]:
    """The head and the rows of the table of all councils, the first place first.

    A council whose place is withheld or crowded has a dash; where all have, there is no such column.
    """
    now, shared = facts.council, facts.shared
    assert now is not None
    near = {area.code for area in shared.neighbours}
    rows = []
    for code, place in facts.league(now.period).items():
        area = shared.areas[code]
        mark = " (this council)" if area == shared.council else ""
        mark = " (neighbour)" if code in near else mark
        figure = facts.ranked(now.period)[code]
        given = facts.placed(area, figure) and not place.crowded
        cells = [f"{area.full_name}{mark}", str(place.place) if given else DASH]
        rows.append((place.place, area.name, [*cells, facts.main.show(figure.value)]))
    found, head = [cells for _, _, cells in sorted(rows)], ["Council", "Place", "Figure"]
    if all(cells[1] == DASH for cells in found):
        return [head[0], head[2]], [[cells[0], cells[2]] for cells in found]
    return head, found


def _cell(row: Figure | None, of: Measure) -> str:
    if row is None:
        return DASH
    shown = of.show(row.value) if row.text else ""
    return " ".join(part for part in (shown, f"[{row.status}]" if row.status else "") if part)


def figure_head(facts: Facts) -> list[str]:
    """What stands above the figures of that table, from left to right."""
    return [facts.shared.name, *(one.label for one in facts.shared.comparators)]


def figure_rows(facts: Facts, of: Measure) -> list[list[str]]:
    """The table of a measure: a row for each period, newest first."""
    shared, rows = facts.shared, []
    ours = facts.of(shared.council, of)
    counts = any(row.numerator and row.denominator for row in ours.values())
    for period in reversed(of.kind.between(*facts.data.spans[of.id])):
        cells = [period.text, _cell(ours.get(period), of)]
        for one in shared.comparators:
            if one.many:
                values = facts.values(one, of).get(period)
                cells.append(f"{of.show(middle(values))} (of {len(values)})" if values else DASH)
            else:
                cells.append(_cell(facts.of(one.areas[0], of).get(period), of))
        if counts:
            cells.append(_counts(ours.get(period)))
        rows.append(cells)
    return rows


def _counts(row: Figure | None) -> str:
    """What was counted and out of how many; a dash for what is not published."""
    if row is None or not (row.numerator or row.denominator):
        return DASH
    both = (row.numerator, row.denominator)
    return " / ".join(counted(text) if text else DASH for text in both)


def split_rows(split: Split) -> list[list[str]]:
    """The table of a breakdown: a row for each category."""
    return [
        [category, *(_cell(row, split.measure) for row in by_area.values())]
        for category, by_area in split.figures.items()
    ]


def revision_rows(facts: Facts, day: str) -> list[list[str]]:
    """The table of the figures that a revision changed."""
    rows = []
    revisions = (one for one in facts.data.words["revisions"] if one["date"] == day)
    for change in (change for one in revisions for change in one["changes"]):
        of = facts.data.measures[change.get("measure") or facts.data.headline.id]
        what, topic = of.title, change.get("breakdown_topic", "Total")
        what += f", {topic}: {change['breakdown']}" if topic != "Total" else ""
        shown = [
            of.show(Fraction(text)) if re.search(r"\d", text) else f"[{text}]"
            for text in (change["old"], change["new"])
        ]
        area = facts.shared.areas[change["area_code"]].full_name
        rows.append([area, change["period"], what, *shown])
    return rows
