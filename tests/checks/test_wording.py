"""Breakdowns of one indicator can be told apart, on the page and as files."""

from __future__ import annotations

import pytest

from build_scripts.checks.wording import check_wording
from build_scripts.model.indicator_parts import Breakdown
from build_scripts.reading.lines import Lines
from tests.tiny import indicator, reference


def found(*topics: str, measure: str = "children_count") -> list[tuple[str, str | None]]:
    breakdowns = tuple(
        Breakdown(topic=topic, measure=measure, categories=("A", "B")) for topic in topics
    )
    item = indicator("dental-check", breakdowns=breakdowns, targets=())
    lines = Lines("dental-check/indicator.yml", {})
    return [(one.code, one.column) for one in check_wording(item, lines, reference())]


def test_topics_with_different_letters_are_fine() -> None:
    assert found("Sex", "Sex (old form)", "Age") == []


@pytest.mark.parametrize(
    "topics",
    [("Sex (new form)", "Sex, new form"), ("Sex", "sex"), ("Sex", "Sex"), ("Age 5–9", "Age 5-9")],
)
def test_topics_whose_files_would_have_one_name_are_refused(topics: tuple[str, str]) -> None:
    assert found(*topics) == [("duplicate-key", "breakdowns[1].topic")]


def test_so_are_those_of_two_measures() -> None:
    breakdowns = (
        Breakdown(topic="percent Age", measure="dental_check", categories=("A", "B")),
        Breakdown(topic="Age", measure="dental_check_percent", categories=("A", "B")),
    )
    item = indicator("dental-check", breakdowns=breakdowns)
    (one,) = check_wording(item, Lines("x", {}), reference())
    assert (one.code, one.column) == ("duplicate-key", "breakdowns[1].topic")


@pytest.mark.parametrize("topic", ["Total", "total", "%", "性別"])
def test_a_topic_is_neither_the_total_nor_without_letters(topic: str) -> None:
    assert found(topic) == [("wrong-yaml-value", "breakdowns[0].topic")]


@pytest.mark.parametrize(("measure", "topic"), [("all", "Councils"), ("trend", "!"), ("con", "?")])
def test_no_chart_of_a_breakdown_takes_the_place_of_another(measure: str, topic: str) -> None:
    assert found(topic, measure=measure) == [("wrong-yaml-value", "breakdowns[0].topic")]


def test_a_category_stands_once() -> None:
    twice = Breakdown(topic="Sex", measure="children_count", categories=("A", "B", "A"))
    (one,) = check_wording(
        indicator("dental-check", breakdowns=(twice,)), Lines("x", {}), reference()
    )
    assert (one.column, one.found) == ("breakdowns[0].categories", "“A” a second time")
