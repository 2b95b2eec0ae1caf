"""The register of messages and the modules that use it say the same."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from build_scripts.model.problems import message, problem
from build_scripts.model.register import Entry, register
from build_scripts.store.paths import HELP
from tests.places import ROOT

MODULES = sorted((ROOT / "build_scripts").rglob("*.py"))
# The functions that take the name of a message first, and what else they take by keyword.
MAKERS = {
    "message": {"near"},
    "problem": {"near", "file", "row", "column"},
    "problems": set(),
    "fault": {"known"},
}
# Where they are made out of each other, with a name that is not written there.
AT_HOME = {"model/problems.py", "reading/lines.py", "reading/faults.py", "checks/rows.py"}
# What no folder of mistakes shows, because it cannot be laid over a portal or is not of the data.
# Tests of the modules that say it hold the words.
ELSEWHERE = {
    "file-missing--folder",
    "not-readable",
    "page-not-built--finished",
    "wrong-header--unknown",
    "wrong-yaml-value--many",
    "yaml-syntax--too-large",
}
ENTRIES = register().entries


def calls(module: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a module by the last part of what is called."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, node
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node


@cache
def made() -> list[ast.Call]:
    """Every call that makes a message."""
    return [
        call
        for module in MODULES
        if module.relative_to(ROOT / "build_scripts").as_posix() not in AT_HOME
        for called, call in calls(module)
        if called in MAKERS
    ]


def named(call: ast.Call) -> str:
    """The name of the message a call makes."""
    first = call.args[0] if call.args else None
    assert isinstance(first, ast.Constant), f"line {call.lineno}: write the name where it is used"
    return str(first.value)


def words_in(call: ast.Call) -> set[str]:
    """What a call gives by keyword to fill gaps."""
    func = call.func
    called = func.id if isinstance(func, ast.Name) else getattr(func, "attr", "")
    return {str(keyword.arg) for keyword in call.keywords} - MAKERS[called]


def test_every_message_that_is_made_is_in_the_register_and_the_other_way_round() -> None:
    assert {named(call) for call in made()} == set(ENTRIES)


@pytest.mark.parametrize("name", ENTRIES)
def test_every_gap_of_a_message_is_filled_wherever_it_is_made(name: str) -> None:
    uses = [call for call in made() if named(call) == name]
    assert [words_in(call) for call in uses] == [set(ENTRIES[name].gaps)] * len(uses)


def test_a_problem_is_made_by_its_code_alone() -> None:
    direct = {"Problem", "Message"}
    wrong = [
        f"{module.name}:{call.lineno}"
        for module in MODULES
        for called, call in calls(module)
        if called in direct and module.stem != "problems"
    ]
    assert wrong == []


def test_all_messages_of_a_code_stop_publication_or_none_does() -> None:
    for entry in ENTRIES.values():
        assert register().codes[entry.code] == entry.stops


@pytest.mark.parametrize("name", ENTRIES)
def test_a_message_reads_as_a_report_puts_it_together(name: str) -> None:
    entry = ENTRIES[name]
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*(--[a-z-]+)?", name)
    assert not entry.found.endswith(".") and not entry.expected.endswith(".")
    assert entry.what_to_do.endswith((".", "}"))


def shown(entry: Entry) -> re.Pattern[str]:
    """What a report shows of a message, with anything in its gaps."""
    advice = f"({blank(entry.what_to_do)}|{blank(register().did_you_mean)})"
    return re.compile(
        rf"  Found {blank(entry.found)}\.\n  Expected {blank(entry.expected)}\.\n  {advice}\n"
        rf"(  \(the same in .*\n)?  Help: /help/problems/{entry.code}/ "
    )


def blank(template: str) -> str:
    parts = re.split(r"\{\w+(?::[^}]*)?\}", template)
    return ".+".join(re.escape(part) for part in parts)


@pytest.mark.parametrize("name", [name for name in ENTRIES if name not in ELSEWHERE])
def test_a_help_text_shows_the_message(name: str) -> None:
    texts = HELP.glob(f"{ENTRIES[name].code}*.txt")
    assert any(shown(ENTRIES[name]).search(path.read_text(encoding="utf-8")) for path in texts)


@pytest.mark.parametrize("name", [name for name, entry in ENTRIES.items() if not entry.stops])
def test_the_help_text_of_a_warning_says_that_it_is_one(name: str) -> None:
    text = (HELP / f"{ENTRIES[name].code}.txt").read_text(encoding="utf-8")
    assert "A warning: it does not stop publication." in text


def test_a_message_takes_exactly_the_words_it_has_gaps_for() -> None:
    made = problem("total-row", file="a/a.csv", row=3, word="Total")
    assert (made.file, made.row, made.column) == ("a/a.csv", 3, None)
    assert (made.code, made.found) == ("total-row", "a row that begins “Total”")
    with pytest.raises(TypeError, match="total-row needs"):
        message("total-row")
    with pytest.raises(TypeError, match="total-row needs"):
        message("total-row", word="Total", other="Sum")
    with pytest.raises(KeyError):
        message("total-rows", word="Total")


def test_braces_in_what_was_typed_are_only_text() -> None:
    assert message("total-row", word="{word}").found == "a row that begins “{word}”"


def test_a_near_name_is_offered_in_place_of_the_advice() -> None:
    said = message("unknown-reference", near="dental-check", name="dental-chek", expected="an id")
    assert said.what_to_do == "Did you mean “dental-check”?"
    assert said.expected == "an id"


def test_a_warning_does_not_stop_publication() -> None:
    assert message("areas-missing", count=1, at_least=2).stops_publication
    assert not message("more-rows-than-expected", count=2, at_most=1).stops_publication
