"""Checks words of an indicator's YAML beside its other words: changes, remarks, breakdowns.

Whether revisions agree with the figures is checked in `revisions`.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.model.entries import PLAIN
from build_scripts.model.figures import TOTAL
from build_scripts.model.indicator import Indicator
from build_scripts.model.problems import Problem
from build_scripts.model.reference import Reference
from build_scripts.model.texts import NOT_ON_WINDOWS, file_name, repeated_in
from build_scripts.reading.lines import Lines

# What the files of the charts that are not of a breakdown are called.
CHART_FILES = ("trend", "latest", "all-councils")


def check_wording(indicator: Indicator, lines: Lines, reference: Reference) -> list[Problem]:
    """Everything that the words of an indicator say and others of them contradict."""
    return [
        *_breakdowns(indicator, lines),
        *_changes(indicator, lines, reference),
        *_to_confirm(indicator, lines),
    ]


def _breakdowns(indicator: Indicator, lines: Lines) -> Iterator[Problem]:
    """Breakdowns that nobody could tell apart: their charts would be files of one name."""
    first: dict[str, str] = {}
    for i, one in enumerate(indicator.breakdowns):
        at = ("breakdowns", i)
        name = file_name(f"{one.measure} {one.topic}")
        called = f"“{one.topic}” of {one.measure}"
        if one.topic.casefold() == TOTAL.casefold():
            yield lines.problem("wrong-yaml-value--total", (*at, "topic"), topic=one.topic)
        elif not file_name(one.topic) or name in (*CHART_FILES, *NOT_ON_WINDOWS):
            yield lines.problem("wrong-yaml-value--topic", (*at, "topic"), topic=one.topic)
        elif name in first:
            yield lines.problem(
                "duplicate-key--topic", (*at, "topic"), topic=called, other=first[name]
            )
        first.setdefault(name, called)
        for category in repeated_in(one.categories):
            yield lines.problem(
                "wrong-yaml-value",
                (*at, "categories"),
                found=f"“{category}” a second time",
                expected="each category once",
            )


def _changes(indicator: Indicator, lines: Lines, reference: Reference) -> Iterator[Problem]:
    """Changes of figures that no row can hold: an undeclared breakdown, a text in place of one."""
    symbols = reference.symbols.may_replace_value
    for at, change in indicator.changes():
        measure = change.measure or indicator.headline.id
        breakdown = (change.breakdown_topic, change.breakdown)
        if breakdown != (TOTAL, TOTAL) and not indicator.declares(measure, *breakdown):
            yield lines.problem(
                "unknown-breakdown--change",
                at,
                topic=change.breakdown_topic,
                category=change.breakdown,
                measure=measure,
            )
        for side, text in (("old", change.old), ("new", change.new)):
            if not _is_number(text) and text not in symbols:
                yield lines.problem(
                    "wrong-yaml-value--change",
                    (*at, side),
                    text=text,
                    symbols=", ".join(symbols),
                )


def _is_number(text: str) -> bool:
    return PLAIN.fullmatch(text) is not None and text != "-0"


def _to_confirm(indicator: Indicator, lines: Lines) -> Iterator[Problem]:
    """Remarks to be confirmed that the words no longer make."""
    words = _joined(indicator.model_dump(exclude={"to_confirm"}))
    for i, item in enumerate(indicator.to_confirm):
        if " ".join(item.remark.split()) not in words:
            at = ("to_confirm", i, "remark")
            yield lines.problem("wrong-yaml-value--remark", at, remark=_shortened(item.remark))


def _shortened(text: str, longest: int = 80) -> str:
    """The beginning of a text that is too long for a message."""
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"


def _joined(value: object) -> str:
    """Every text in a value, with single spaces; texts of their own are on lines of their own."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, list | tuple):
        return "\n".join(filter(None, map(_joined, value)))
    return ""
