"""What the words name must exist, and a period must be of the kind of what it belongs to."""

from __future__ import annotations

from pathlib import Path

from build_scripts.checks.references import check_indicator, check_words
from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import (
    Dated,
    Exceptional,
    Expected,
    RowCount,
    Target,
    ToConfirm,
)
from build_scripts.model.measure import MeasurePeriods
from build_scripts.reading.folder import read_folder
from build_scripts.reading.lines import Lines, Read
from build_scripts.reading.shared import read_shared
from tests.mistakes import copy_tiny_portal, replaced
from tests.tiny import folder, indicator, reference

IDS = folder().ids
LINES = folder().read["dental-check"].lines
EXPECTED = Expected(
    rows=RowCount(at_least=1, at_most=9),
    first_period="2023",
    last_period="2024",
    areas_at_least=1,
)


def problems_of(item: Indicator, folder_name: str = "dental-check") -> list[tuple[str, str | None]]:
    found = check_indicator(folder_name, Read(item, LINES), reference(), IDS)
    return [(one.code, one.column) for one in found]


def in_quarters(**changes: object) -> Indicator:
    """An indicator of years whose headline measure is counted in quarters."""
    item = indicator("dental-check", expected=EXPECTED, **changes)
    quarters = MeasurePeriods(type="quarter", first_period="2023-24 Q4", last_period="2024-25 Q1")
    headline = item.headline.model_copy(update={"period": quarters})
    return item.model_copy(update={"measures": (headline, *item.measures[1:])})


def test_words_that_name_only_what_there_is_have_no_problem() -> None:
    assert problems_of(indicator("dental-check")) == []
    assert check_words(folder()) == []


def test_a_name_of_nothing_stands_at_its_line_with_the_nearest_name() -> None:
    lines = Lines("dental-check/indicator.yml", {("commitment",): 7})
    read = Read(indicator("dental-check", commitment="healthy-childrens"), lines)
    (found,) = check_indicator("dental-check", read, reference(), IDS)
    assert (found.code, found.row, found.column) == ("unknown-reference", 7, "commitment")
    assert found.what_to_do == "Did you mean “healthy-children”?"


def test_the_folder_is_called_as_the_indicator() -> None:
    assert problems_of(indicator("dental-check"), "dental") == [("id-not-folder", "id")]


def test_targets_are_for_periods_of_the_headline_measure() -> None:
    quarters = Target(value=1, set_by="Us.", from_period="2024-25 Q1")
    years = Target(value=1, set_by="Us.", from_period="2024")
    assert problems_of(in_quarters(targets=(quarters,))) == []
    assert problems_of(in_quarters(targets=(years,))) == [
        ("wrong-period", "targets[0].from_period")
    ]


def test_gaps_are_of_the_kind_of_the_measures_they_concern() -> None:
    of_all = Dated(period="2024", reason="Not counted.")
    headline = indicator("dental-check").headline.id
    of_one = Dated(period="2024-25 Q1", reason="Not counted.", measures=(headline,))
    assert problems_of(in_quarters(gaps=(of_all, of_one))) == []
    turned = (of_all.model_copy(update={"period": of_one.period}),)
    assert problems_of(in_quarters(breaks=turned)) == [("wrong-period", "breaks[0].period")]


def test_a_measure_with_periods_of_its_own_begins_and_ends_in_them() -> None:
    item = in_quarters()
    years = MeasurePeriods(type="quarter", first_period="2023", last_period="2024-25 Q1")
    headline = item.headline.model_copy(update={"period": years})
    wrong = item.model_copy(update={"measures": (headline, *item.measures[1:])})
    assert problems_of(wrong) == [("wrong-period", "measures[0].period.first_period")]


def test_exceptional_periods_and_breaks_to_come_are_of_the_kind_of_what_they_concern() -> None:
    odd = Exceptional(periods=("2023", "2024-25 Q1"), reason="Few were seen.")
    to_come = Dated(period="2027", reason="Counted anew.")
    item = indicator("dental-check", exceptional=(odd,), breaks_to_come=(to_come,))
    assert problems_of(item) == [("wrong-period", "exceptional[0].periods[1]")]
    headline = item.headline.id
    quarterly = to_come.model_copy(update={"measures": (headline,)})
    assert problems_of(in_quarters(breaks_to_come=(to_come, quarterly))) == [
        ("wrong-period", "breaks_to_come[1].period")
    ]


def test_a_remark_to_confirm_is_one_of_the_words_of_the_file() -> None:
    item = indicator("dental-check", why_it_matters="Toothache keeps children\nawake. It hurts.")
    there, not_there = (
        ToConfirm(remark=remark, because="From memory.")
        for remark in ("keeps children awake.", "keeps parents awake.")
    )
    confirmed = item.model_copy(update={"to_confirm": (there,)})
    assert problems_of(confirmed) == []
    doubted = item.model_copy(update={"to_confirm": (there, not_there)})
    assert problems_of(doubted) == [("wrong-yaml-value", "to_confirm[1].remark")]


def words_of(tmp_path: Path, *changes: tuple[str, str, str]) -> list[tuple[str, str, str | None]]:
    """What is said of the tiny portal's words with some of them replaced: file, code and key."""
    datasets = copy_tiny_portal(tmp_path)
    for name, before, after in changes:
        replaced(datasets / name, before, after)
    read = read_folder(datasets, read_shared)
    return sorted((one.file, one.code, one.column) for one in (*read.problems, *check_words(read)))


DENTAL = "dental-check/indicator.yml"
WRONG_NAMES = (
    (DENTAL, "commitment: healthy-children", "commitment: healthy-childs"),
    (DENTAL, "publisher: statistics-testland", "publisher: statistics-test"),
    (DENTAL, "  - club-visits", "  - club-visit"),
)
UNKNOWN = [
    (DENTAL, "unknown-reference", "commitment"),
    (DENTAL, "unknown-reference", "related[0]"),
    (DENTAL, "unknown-reference", "sources[0].publisher"),
]


def test_a_wrong_key_hides_no_wrong_name(tmp_path: Path) -> None:
    found = words_of(tmp_path, *WRONG_NAMES, (DENTAL, "cohort:", "cohorts:"))
    assert found == [(DENTAL, "unknown-key", "cohorts"), *UNKNOWN]


def test_a_mistake_in_a_shared_file_hides_no_wrong_name(tmp_path: Path) -> None:
    portal = ("portal.yml", "licence: ogl-v3", "licence: ogl-v4\nlicense: x")
    found = words_of(tmp_path, *WRONG_NAMES, portal)
    assert found == [
        *UNKNOWN,
        ("portal.yml", "unknown-key", "license"),
        ("portal.yml", "unknown-reference", "licence"),
    ]


def test_what_cannot_be_read_makes_no_name_unknown(tmp_path: Path) -> None:
    broken = ("_shared/commitments.yml", "commitments:", "commitments: [")
    assert words_of(tmp_path, *WRONG_NAMES, broken) == [
        ("_shared/commitments.yml", "yaml-syntax", None),
        *UNKNOWN[1:],
    ]


def test_the_message_lists_what_there_is(tmp_path: Path) -> None:
    lines = Lines(DENTAL, {})
    read = Read(indicator("dental-check", commitment="x", related=("y",)), lines)
    found = [one.expected for one in check_indicator("dental-check", read, reference(), IDS)]
    assert found == [
        "the id of a commitment in _shared/commitments.yml: healthy-children, good-schools",
        "the id of another indicator: club-visits, exam-results",
    ]


def test_a_site_is_of_a_council_that_exists_and_has_neighbours(tmp_path: Path) -> None:
    council = ("portal.yml", "area_code: E10000991", "area_code: E10000995")
    assert words_of(tmp_path, council) == [
        ("portal.yml", "area-not-valid-in-period", "council.area_code"),
        ("portal.yml", "wrong-neighbours", "comparators.neighbour_model"),
    ]
