"""What holds between councils and their region, and between regions and the country.

Where it is not certain which areas make up another one in a period, there is no relation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from build_scripts.disclosure.cells import Cells, Key, is_open, span
from build_scripts.disclosure.system import Relation
from build_scripts.model.periods import Period
from build_scripts.model.reference import Area

# What gives a count away, in words for people, as in `relations`.
COUNCILS = "councils that make up their region"
REGIONS = "regions that make up the country"
AREAS = (COUNCILS, REGIONS)


def area_relations(
    cells: Cells, wanted: frozenset[str]
) -> tuple[list[Relation], frozenset[tuple[str, str, str]]]:
    """Councils that make up regions, and regions that make up the country.

    Returns:
        The relations; and the counts, areas and periods for which printed parts do not add up. It
        may be that a former council is not known, or that the source leaves somebody out. Then
        nothing is taken to add up there, nor what stands above or below that count in a share.
    """
    found: list[tuple[Relation, tuple[str, str, str]]] = []
    uncertain: set[tuple[str, str, str]] = set()
    together: dict[tuple[str, str, str, str], dict[str, Key]] = defaultdict(dict)
    for key in cells.by_key:
        if key.period in wanted:
            together[key.counted, key.period, key.topic, key.category][key.area] = key
    members = _Members(cells)
    for (count, period, _, _), present in together.items():
        for whole in members.wholes:
            codes = members.of(whole, period) if whole.code in present else None
            if codes is None or members.strangers(whole, present, codes):
                continue
            here = [present[code] for code in codes if code in present]
            terms = (*((key, 1) for key in here), (present[whole.code], -1))
            low, high = span(cells, terms)
            complete = len(here) == len(codes)
            at = (count, whole.code, period)
            if low > 0 or (complete and high is not None and high < 0):
                uncertain.add(at)
            elif here and is_open(cells, *here, present[whole.code]):
                because = COUNCILS if whole.level == "region" else REGIONS
                found.append((Relation(terms, 0 if complete else None, 0, because), at))
    doubtful = uncertain | {
        (beside, area, period)
        for count, area, period in uncertain
        for beside in _beside(cells).get(count, ())
    }
    return [relation for relation, at in found if at not in doubtful], frozenset(doubtful)


def _beside(cells: Cells) -> dict[str, set[str]]:
    """For each count those that stand above or below it in some share."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in cells.rows:
        if row.denominator is not None:
            found[row.numerator.counted].add(row.denominator.counted)
            found[row.denominator.counted].add(row.numerator.counted)
    return found


class _Members:
    """Which areas make up another one in a period, as far as that is certain."""

    def __init__(self, cells: Cells) -> None:
        self.cells, self.areas = cells, cells.reference.areas
        self.wholes = [area for area in self.areas.values() if not area.is_council]
        self.known: dict[tuple[str, str], list[str] | None] = {}

    def of(self, whole: Area, period: str) -> list[str] | None:
        """Their codes; None where one of them begins or ends inside the period."""
        at = (whole.code, period)
        if at not in self.known:
            self.known[at] = _members(whole, self.areas.values(), self.cells.periods[period])
        return self.known[at]

    def strangers(self, whole: Area, present: Iterable[str], codes: list[str]) -> bool:
        """Whether a council has figures for a period in which it did not exist."""
        return whole.level == "region" and any(
            self.areas[code].is_council
            and self.areas[code].region_code == whole.code
            and code not in codes
            for code in present
        )


def _members(whole: Area, areas: Iterable[Area], when: Period) -> list[str] | None:
    """The areas that make up another in a period; None where that is not certain.

    It is not where one of them begins or ends inside the period.
    """
    found = []
    for area in areas:
        if whole.level == "country":
            inside = area.level == "region"
        else:
            inside = area.is_council and area.region_code == whole.code
        if not inside:
            continue
        begins = area.valid_from is not None and when.start < area.valid_from <= when.end
        ends = area.valid_to is not None and when.start <= area.valid_to < when.end
        if begins or ends:
            return None
        before = area.valid_from is not None and area.valid_from > when.end
        after = area.valid_to is not None and area.valid_to < when.start
        if not (before or after):
            found.append(area.code)
    return found
