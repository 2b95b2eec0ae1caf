"""Checks that what one file names exists in another: areas, commitments, publishers, indicators.

Also that the periods in an indicator's YAML are of its kind. Whether revisions agree with the
figures is checked in `revision_checks`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from build_scripts.model.figures import TOTAL
from build_scripts.model.indicator import Indicator, Target
from build_scripts.model.periods import PeriodError, PeriodKind, found_in
from build_scripts.model.problems import Problem
from build_scripts.model.reference import Reference
from build_scripts.reading.cells import PLAIN_NUMBER
from build_scripts.reading.yaml_text import dotted, read_yaml
from build_scripts.store.files import INDICATOR_YAML, PORTAL_FILE, SHARED

LICENCE = "the id of a licence in _shared/publishers.yml"
CODE = re.compile(r"[EKWSN][0-9]{8}")
# Where something stands in a YAML file, and a problem that is still to be given its line.
At = tuple[str | int, ...]
Placed = tuple[At, Problem]


def check_shared(
    reference: Reference, ids: Collection[str], named: Iterable[tuple[str, str, str]]
) -> list[Problem]:
    """Check the references made by the shared files.

    Args:
        reference: the shared files.
        ids: the ids of all indicators there are.
        named: what portal.yml names, as (key, text, kind of thing).
    """
    problems = []
    for key, text, kind in named:
        known, expected = _of_kind(kind, reference)
        problems += _unless_known(text, known, PORTAL_FILE, None, key, expected)
    neighbours = {
        code
        for of_model in reference.neighbours.values()
        for codes in of_model.values()
        for code in codes
    }
    for code in sorted(neighbours):
        problems += _unless_known(
            code,
            reference.areas,
            f"{SHARED}/statistical_neighbours.csv",
            None,
            "neighbour_code",
            "a code in _shared/areas.csv",
        )
    regions = [area.code for area in reference.areas.values() if area.level == "region"]
    for area in reference.areas.values():
        if area.region_code:
            problems += _unless_known(
                area.region_code,
                regions,
                f"{SHARED}/areas.csv",
                None,
                "region_code",
                f"{_a_code('region')}, for {area.name}",
            )
    for bullet in reference.printed_list:
        problems += _unless_known(
            bullet.indicator_id,
            ids,
            f"{SHARED}/printed_list.csv",
            bullet.position + 1,
            "indicator_id",
            "the id of an indicator folder",
        )
    return problems


def _of_kind(kind: str, reference: Reference) -> tuple[Collection[str], str]:
    """What there is of a kind of thing, and how it is called."""
    match kind:
        case "neighbour model":
            return reference.neighbours, "a model in _shared/statistical_neighbours.csv"
        case "licence":
            return reference.licences, LICENCE
        case "area":
            return reference.areas, "a code in _shared/areas.csv"
        case level:
            codes = [area.code for area in reference.areas.values() if area.level == level]
            return codes, _a_code(level)


def _a_code(level: str) -> str:
    return f"the code of a {level.replace('_', ' ')} in _shared/areas.csv"


def check_indicator(
    folder: Path, indicator: Indicator, reference: Reference, ids: Collection[str]
) -> list[Problem]:
    """Check the references made by one indicator's YAML.

    Args:
        folder: the indicator's folder.
        indicator: what its YAML says.
        reference: the shared files.
        ids: the ids of all indicators there are.
    """
    name = f"{folder.name}/{INDICATOR_YAML}"
    wrong = [
        *_references(name, indicator, reference, ids),
        *_periods(name, indicator),
        *_targets(name, indicator),
        *_changes(name, indicator, reference),
    ]
    if indicator.id != folder.name:
        at: At = ("id",)
        wrong.append(
            (
                at,
                Problem(
                    name,
                    None,
                    dotted(at),
                    "id-not-folder",
                    f"the id “{indicator.id}” in the folder “{folder.name}”",
                    "the same name for both",
                    "The id is part of addresses that never change: rename the folder and its CSV "
                    "if the id is right, or correct the id.",
                ),
            )
        )
    if not wrong:
        return []
    lines = read_yaml(folder / INDICATOR_YAML, name)  # only now are line numbers needed
    return [replace(problem, row=lines.line_of(at)) for at, problem in wrong]


def _references(
    name: str, indicator: Indicator, reference: Reference, ids: Collection[str]
) -> Iterator[Placed]:
    """Names of what does not exist."""
    named: list[tuple[str, Iterable[str], At, str]] = [
        (
            indicator.commitment,
            [commitment.id for commitment in reference.commitments],
            ("commitment",),
            "the id of a commitment in _shared/commitments.yml",
        )
    ]
    for i, source in enumerate(indicator.sources):
        publisher = "the id of a publisher in _shared/publishers.yml"
        named += [
            (source.publisher, reference.publishers, ("sources", i, "publisher"), publisher),
            (source.licence, reference.licences, ("sources", i, "licence"), LICENCE),
        ]
    named += [
        (other, set(ids) - {indicator.id}, ("related", i), "the id of another indicator")
        for i, other in enumerate(indicator.related)
    ]
    named += [
        (change.area_code, reference.areas, (*at, "area_code"), "a code in _shared/areas.csv")
        for at, change in indicator.changes()
    ]
    for value, known, at, expected in named:
        for problem in _unless_known(value, known, name, None, dotted(at), expected):
            yield at, problem


def _periods(name: str, indicator: Indicator) -> Iterator[Placed]:
    """Periods in the YAML that are not of the declared kind."""
    named: dict[At, str] = {}
    for i, item in enumerate(indicator.breaks):
        named["breaks", i, "period"] = item.period
    for i, item in enumerate(indicator.gaps):
        named["gaps", i, "period"] = item.period
    for i, target in enumerate(indicator.targets):
        named["targets", i, "from_period"] = target.from_period
        named["targets", i, "to_period"] = target.to_period
    for at, change in indicator.changes():
        named[*at, "period"] = change.period
    if indicator.expected is not None:
        named["expected", "first_period"] = indicator.expected.first_period
        named["expected", "last_period"] = indicator.expected.last_period
    kind = indicator.period.kind
    for at, text in named.items():
        try:
            if text:
                kind.parse(text)
        except PeriodError as error:
            yield _wrong_period(
                name,
                at,
                found_in(text, error),
                f"a period such as {kind.example}",
                "Write the period as it stands in the CSV.",
            )


def _targets(name: str, indicator: Indicator) -> Iterator[Placed]:
    """Targets that end before they begin, and two targets for one period."""
    spans: list[tuple[date, date]] = []
    for i, target in enumerate(indicator.targets):
        begin, end = _span(indicator.period.kind, target)
        if begin > end:
            yield _wrong_period(
                name,
                ("targets", i, "from_period"),
                f"“{target.from_period}”, after the `to_period` “{target.to_period}”",
                "a first period that does not come after the last",
                "Correct the two periods. If there is only one, write it under both.",
            )
        elif any(begin <= other_end and other <= end for other, other_end in spans):
            yield _wrong_period(
                name,
                ("targets", i),
                "a second target for a period that has one",
                "one target for each period",
                "Give the earlier target a `to_period` and the later one a `from_period`.",
            )
        spans.append((begin, end))


def _span(kind: PeriodKind, target: Target) -> tuple[date, date]:
    """The first and last day of a target; a period that cannot be read counts as not given."""
    begin, end = date.min, date.max
    with suppress(PeriodError):
        begin = kind.parse(target.from_period).start
    with suppress(PeriodError):
        end = kind.parse(target.to_period).end
    return begin, end


def _changes(name: str, indicator: Indicator, reference: Reference) -> Iterator[Placed]:
    """Changes of figures that no row can hold: an undeclared breakdown, a text in place of one."""
    symbols = [s.symbol for s in reference.symbols.values() if s.stands != "beside_value"]
    for at, change in indicator.changes():
        measure = change.measure or indicator.headline.id
        breakdown = (change.breakdown_topic, change.breakdown)
        if breakdown != (TOTAL, TOTAL) and not indicator.declares(measure, *breakdown):
            yield (
                at,
                Problem(
                    name,
                    None,
                    dotted(at),
                    "unknown-breakdown",
                    f"“{change.breakdown_topic}: {change.breakdown}” for {measure}",
                    "a category listed under `breakdowns`, or Total for both",
                    "Correct `breakdown_topic` and `breakdown`; leave out both for a figure that "
                    "is not split.",
                ),
            )
        for side, text in (("old", change.old), ("new", change.new)):
            if not PLAIN_NUMBER.fullmatch(text) and text not in symbols:
                place = (*at, side)
                yield (
                    place,
                    Problem(
                        name,
                        None,
                        dotted(place),
                        "wrong-yaml-value",
                        f"“{text}”",
                        f"a number in plain digits, or one of the symbols {', '.join(symbols)}",
                        "Write the figure as the CSV does.",
                    ),
                )


def _wrong_period(name: str, at: At, found: str, expected: str, what_to_do: str) -> Placed:
    return at, Problem(name, None, dotted(at), "wrong-period", found, expected, what_to_do)


def _unless_known(
    value: str, known: Iterable[str], name: str, row: int | None, key: str, expected: str
) -> list[Problem]:
    known = list(known)
    if value in known:
        return []
    # The nearest code is the code of another place; the nearest word is what was meant.
    near = [] if CODE.fullmatch(value) else difflib.get_close_matches(value, known, n=1)
    advice = f"Did you mean “{near[0]}”?" if near else "Correct it, or add it where it is listed."
    return [Problem(name, row, key, "unknown-reference", f"“{value}”", expected, advice)]
