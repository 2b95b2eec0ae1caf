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


def league_rows(facts: Facts) -> list[list[str]]:
    """The table of all councils: name, place and figure, the first place first."""
    now, shared = facts.council, facts.shared
    assert now is not None
    near = {area.code for area in shared.neighbours}
    rows = []
    for code, place in facts.league(now.period).items():
        area = shared.areas[code]
        mark = " (this council)" if area == shared.council else ""
        mark = " (neighbour)" if code in near else mark
        figure = facts.main.show(facts.ranked(now.period)[code].value)
        rows.append((place.place, area.name, [f"{area.full_name}{mark}", str(place.place), figure]))
    return [cells for _, _, cells in sorted(rows)]


def with_places(found: list[list[str]], wanted: list[list[str]], facts: Facts) -> list[list[str]]:
    """The rows of that table, with the places put in that it may leave out: no clear place is one."""
    now = facts.council
    assert now is not None
    ranked, places, unplaced = facts.ranked(now.period), facts.league(now.period), set()
    for code, place in places.items():
        area = facts.shared.areas[code]
        if place.crowded or facts.placed(area, ranked[code]) is None:
            unplaced.add(area.full_name)
    rows = []
    for cells, row in zip(found, wanted, strict=False):
        name = re.sub(r" \((?:this council|neighbour)\)$", "", row[0])
        blank = not re.search(r"\d", cells[1])
        rows.append([cells[0], row[1], *cells[2:]] if blank and name in unplaced else cells)
    return rows + found[len(rows) :]


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
            row = ours.get(period)
            whole = row is not None and row.numerator and row.denominator
            cells.append(
                f"{counted(row.numerator)} / {counted(row.denominator)}" if row and whole else DASH
            )
        rows.append(cells)
    return rows


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
