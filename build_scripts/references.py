"""Checks that what one file names exists in another: areas, commitments, publishers, indicators."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from build_scripts.files import INDICATOR_YAML, PORTAL_FILE, SHARED
from build_scripts.metadata import Indicator
from build_scripts.periods import PeriodError, found_in
from build_scripts.problems import Problem
from build_scripts.shared import Shared
from build_scripts.yaml_reader import dotted, read_yaml

LICENCE = "the id of a licence in _shared/publishers.yml"
CODE = re.compile(r"[EKWSN][0-9]{8}")


def check_shared(shared: Shared, ids: Collection[str]) -> list[Problem]:
    """Check the references made by the shared files.

    Args:
        shared: the shared files.
        ids: the ids of all indicators there are.
    """
    comparators = shared.portal.comparators
    named = (
        ("council.area_code", shared.portal.council.area_code, "local_authority"),
        ("comparators.region", comparators.region, "region"),
        ("comparators.country", comparators.country, "country"),
    )
    problems = []
    for key, code, level in named:
        of_level = [area.code for area in shared.areas.values() if area.level == level]
        problems += _unless_known(code, of_level, PORTAL_FILE, None, key, _a_code(level))
    problems += _unless_known(
        comparators.neighbour_model,
        shared.neighbour_models,
        PORTAL_FILE,
        None,
        "comparators.neighbour_model",
        "a model in _shared/statistical_neighbours.csv",
    )
    problems += _unless_known(
        shared.portal.licence, shared.licences, PORTAL_FILE, None, "licence", LICENCE
    )
    for code in shared.neighbours:
        problems += _unless_known(
            code,
            shared.areas,
            f"{SHARED}/statistical_neighbours.csv",
            None,
            "neighbour_code",
            "a code in _shared/areas.csv",
        )
    regions = [area.code for area in shared.areas.values() if area.level == "region"]
    for area in shared.areas.values():
        if area.region_code:
            problems += _unless_known(
                area.region_code,
                regions,
                f"{SHARED}/areas.csv",
                None,
                "region_code",
                f"{_a_code('region')}, for {area.name}",
            )
    for bullet in shared.printed_list:
        problems += _unless_known(
            bullet.indicator_id,
            ids,
            f"{SHARED}/printed_list.csv",
            bullet.position + 1,
            "indicator_id",
            "the id of an indicator folder",
        )
    return problems


def _a_code(level: str) -> str:
    return f"the code of a {level.replace('_', ' ')} in _shared/areas.csv"


def check_indicator(
    folder: Path, indicator: Indicator, shared: Shared, ids: Collection[str]
) -> list[Problem]:
    """Check the references made by one indicator's YAML.

    Args:
        folder: the indicator's folder.
        indicator: what its YAML says.
        shared: the shared files.
        ids: the ids of all indicators there are.
    """
    name = f"{folder.name}/{INDICATOR_YAML}"
    references: list[tuple[str, Iterable[str], tuple[str | int, ...], str]] = [
        (
            indicator.commitment,
            [commitment.id for commitment in shared.commitments],
            ("commitment",),
            "the id of a commitment in _shared/commitments.yml",
        )
    ]
    for i, source in enumerate(indicator.sources):
        references += [
            (
                source.publisher,
                shared.publishers,
                ("sources", i, "publisher"),
                "the id of a publisher in _shared/publishers.yml",
            ),
            (source.licence, shared.licences, ("sources", i, "licence"), LICENCE),
        ]
    references += [
        (other, set(ids) - {indicator.id}, ("related", i), "the id of another indicator")
        for i, other in enumerate(indicator.related)
    ]
    broken = [r for r in references if r[0] not in set(r[1])]
    periods = _wrong_periods(indicator)
    if not broken and not periods and indicator.id == folder.name:
        return []
    lines = read_yaml(folder / INDICATOR_YAML, name)  # only now are line numbers needed
    problems = []
    for value, known, path, expected in broken:
        line = lines.line_of(path)
        problems += _unless_known(value, known, name, line, dotted(path), expected)
    for path, message in periods.items():
        problems.append(
            Problem(
                name,
                lines.line_of(path),
                dotted(path),
                "wrong-period",
                message,
                f"a period such as {indicator.period.kind.example}",
                "Write the period as it stands in the CSV.",
            )
        )
    if indicator.id != folder.name:
        problems.append(
            Problem(
                name,
                lines.line_of(("id",)),
                "id",
                "id-not-folder",
                f"the id “{indicator.id}” in the folder “{folder.name}”",
                "the same name for both",
                "The id is part of addresses that never change: rename the folder and its CSV "
                "if the id is right, or correct the id.",
            )
        )
    return problems


def _wrong_periods(indicator: Indicator) -> Mapping[tuple[str | int, ...], str]:
    """Periods in the YAML that are not of the declared kind, by their place."""
    named: dict[tuple[str | int, ...], str] = {}
    for i, item in enumerate(indicator.breaks):
        named["breaks", i, "period"] = item.period
    for i, item in enumerate(indicator.gaps):
        named["gaps", i, "period"] = item.period
    if indicator.expected is not None:
        named["expected", "first_period"] = indicator.expected.first_period
        named["expected", "last_period"] = indicator.expected.last_period
    wrong = {}
    for path, text in named.items():
        try:
            indicator.period.kind.parse(text)
        except PeriodError as error:
            wrong[path] = found_in(text, error)
    return wrong


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
