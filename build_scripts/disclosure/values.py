"""What an audit found, as values that can be shown and kept. None holds a count that remains possible.

Light to load: a build that finds everything made loads this and no solver.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from build_scripts.model.indicator import Indicator
from build_scripts.model.problems import Problem


@dataclass(frozen=True)
class GivenAway:
    """A withheld count that its own publisher gives away.

    Attributes:
        counts_possible: `one`, or `fewer than demanded`. Never a count.
        because: what gives it away, in words.
    """

    indicator: str
    row: int
    measure: str
    area_code: str
    period: str
    breakdown_topic: str
    breakdown: str
    counts_possible: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class Audit:
    """What was found in some indicators.

    Attributes:
        given_away: in figures taken as published, in the order of indicators and rows.
        hidden: how many counts of such figures are withheld, by indicator.
        set_aside: how many of these were looked at without some of what is printed around them,
            because that does not fit together; by indicator.
        not_examined: how many could not be looked at even so; by indicator.
    """

    problems: tuple[Problem, ...] = ()
    given_away: tuple[GivenAway, ...] = ()
    hidden: Mapping[str, int] = field(default_factory=dict)
    set_aside: Mapping[str, int] = field(default_factory=dict)
    not_examined: Mapping[str, int] = field(default_factory=dict)


def together(audits: Iterable[Audit]) -> Audit:
    """What was found in all of some sets of indicators, none of which is in two."""
    audits = list(audits)
    return Audit(
        tuple(problem for one in audits for problem in one.problems),
        tuple(
            sorted(
                (cell for one in audits for cell in one.given_away),
                key=lambda cell: (cell.indicator, cell.row),
            )
        ),
        *(
            dict(sorted(item for one in audits for item in getattr(one, name).items()))
            for name in ("hidden", "set_aside", "not_examined")
        ),
    )


def linked(indicators: Mapping[str, Indicator]) -> list[tuple[str, ...]]:
    """Indicators that have to be looked at together, because they share counts.

    Args:
        indicators: by id; those without figures are left out.

    Returns:
        Ids in sets: each in alphabetical order, in the order of their first ones.
    """
    sets: list[tuple[list[str], set[str]]] = []
    for name, indicator in indicators.items():
        if not indicator.has_figures:
            continue
        called = {
            count
            for measure in indicator.measures
            for count in (measure.numerator_called, measure.denominator_called)
            if count
        }
        joined = [one for one in sets if one[1] & called]
        sets = [one for one in sets if not one[1] & called]
        others = [other for ids, _ in joined for other in ids]
        sets.append(([*others, name], called.union(*(names for _, names in joined))))
    return sorted(tuple(sorted(ids)) for ids, _ in sets)
