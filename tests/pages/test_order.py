"""The order of lists: newest first, or as the council's printed list has it; sources by name."""

from __future__ import annotations

import re

import pytest

from tests.making import fragments
from tests.mistakes import copy_tiny_portal, replaced

# Against the alphabet and against time, so that no order comes about by itself.
PRINTED = ("exam-results", "dental-check", "club-visits")
LIST = "position,printed_heading,printed_text,indicator_id\n" + "".join(
    f"{place},A heading,A line,{name}\n" for place, name in enumerate(PRINTED, start=1)
)
# Enough publishers that no other order than the one of names comes about by accident.
MORE = ("Zoo of Testland", "Archive of Testland", "Museum of Testland", "Court of Testland")
PUBLISHERS = "publishers:\n" + "".join(
    f"  - id: {name.split()[0].lower()}\n    name: {name}\n    address: https://more.example/\n"
    for name in MORE
)
SOURCES = "sources:\n" + "".join(
    f"  - publisher: {name.split()[0].lower()}\n    publication: Old results\n"
    f"    address: https://more.example/{name.split()[0].lower()}\n"
    for name in MORE
)


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The fragments of the tiny portal with a printed list and an indicator of several publishers."""
    datasets = copy_tiny_portal(tmp_path_factory.mktemp("listed"))
    (datasets / "_shared" / "printed_list.csv").write_text(LIST, encoding="utf-8")
    replaced(datasets / "_shared" / "publishers.yml", "publishers:\n", PUBLISHERS)
    exams = datasets / "exam-results" / "indicator.yml"
    replaced(exams, "  level: near", "  level: full")
    replaced(exams, "sources:\n", SOURCES)
    return fragments(datasets)


def ids(fragment: str) -> list[str]:
    """The indicators whose pages a fragment leads to, in its order."""
    return list(dict.fromkeys(re.findall(r'href="(?:\.\./)*indicators/([a-z-]+)/"', fragment)))


def test_the_home_page_has_the_newest_figures_first(listed: dict[str, str]) -> None:
    assert ids(listed["home/newest"]) == ["dental-check", "exam-results"]


def test_the_latest_changes_are_newest_first(listed: dict[str, str]) -> None:
    assert ids(listed["changes/all"]) == ["dental-check", "exam-results"]


def test_all_indicators_stand_in_the_order_of_the_printed_list(listed: dict[str, str]) -> None:
    every = re.findall(r'<th scope="row".*?href="([^"]+)"', listed["indicators/all"])
    assert [address.strip("/").rpartition("/")[2] for address in every] == list(PRINTED)


def test_those_of_a_commitment_stand_in_the_order_of_the_printed_list(
    listed: dict[str, str],
) -> None:
    assert ids(listed["commitments/healthy-children/all"]) == ["dental-check", "club-visits"]


def test_what_cannot_be_said_stands_in_the_order_of_the_printed_list(
    listed: dict[str, str],
) -> None:
    assert ids(listed["unsaid/all"]) == list(PRINTED)


def test_the_source_of_a_chart_names_its_publishers_by_name(listed: dict[str, str]) -> None:
    named = set(re.findall(r"Source: [^<]*", listed["exam-results/trend"]))
    names = "Archive of Testland, Court of Testland, Museum of Testland, Statistics Testland"
    assert {text.strip() for text in named} == {f"Source: {names} and Zoo of Testland."}


def test_no_fragment_of_a_list_could_be_one_of_an_indicator(listed: dict[str, str]) -> None:
    parted = [name.split("/", 1) for name in listed]
    own = {rest for first, rest in parted if first in PRINTED}
    others = {rest for first, rest in parted if first not in PRINTED}
    assert {"trend", "headline"} <= own
    assert not own & others
    # An id may be any word, and so that of a fragment of an indicator called `commitments`.
    assert all(rest.endswith("/all") for first, rest in parted if first == "commitments")
