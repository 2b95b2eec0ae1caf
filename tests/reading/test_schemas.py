"""fields.yml may add columns, and may not take away or turn what code relies on."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.model.columns import ADDED, FILLED, KEYS, READ_COLUMNS, TYPES, Fields
from build_scripts.outputs.table import published_csv
from build_scripts.reading.schemas import unfit_columns
from build_scripts.reading.yaml_misfits import parse
from build_scripts.reading.yaml_text import read_yaml
from tests.mistakes import TINY_PORTAL
from tests.places import ROOT
from tests.tiny import figures

FIELDS = Path("_shared/fields.yml")


def said(text: str) -> list[tuple[str | None, str]]:
    """What is said of a fields.yml that fits its model."""
    read, problems = parse(read_yaml(text.encode(), "fields.yml"), Fields)
    assert problems == []
    assert read is not None
    return [(one.column, one.found) for one in unfit_columns(read)]


@pytest.mark.parametrize("datasets", [TINY_PORTAL, ROOT / "datasets"], ids=["tiny", "real"])
def test_the_fields_there_are_fit(datasets: Path) -> None:
    assert said((datasets / FIELDS).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("before", "after", "column"),
    [
        ("fields: [area_code, area_name,", "fields: [area_code,", "tables[2].fields"),
        ("key: [position]", "key: []", "tables[4].key"),
        ("key: [area_code]", "key: [area_name]", "tables[2].key"),
        ("key: [area_code]", "key: [area_code, area_code]", "tables[2].key"),
        ("denominator]\n    key: [measure, area_code, period, breakdown_topic, breakdown]\n  - name: areas", "denominator, note]\n    key: [measure, area_code, period, breakdown_topic, breakdown]\n  - name: areas", "tables[1].fields[15]"),
        ("value, status, numerator", "value, value, status, numerator", "tables[0].fields[6]"),
        ("value, status, numerator", "value, other, status, numerator", "tables[0].fields[6]"),
        ("  - name: printed_list\n", "  - name: printed_lists\n", "tables"),
        ('pattern: "[EKWSN][0-9]{8}"', 'pattern: ".*"', "fields[1].constraints"),
        (", enum: [country, region, local_authority]", "", "fields[13].constraints"),
        ("name: period\n    type: string", "name: period\n    type: date", "fields[2].type"),
        ("name: measure\n", "name: area_code\n", "fields[1].name"),
    ],
)  # fmt: skip
def test_a_column_that_code_relies_on_stays_as_it_is(before: str, after: str, column: str) -> None:
    text = (TINY_PORTAL / FIELDS).read_text(encoding="utf-8")
    assert before in text
    found = said(text.replace(before, after, 1))
    assert column in [place for place, _ in found]


@pytest.mark.parametrize("name", TYPES)
def test_no_column_may_change_its_type_or_be_left_empty(name: str) -> None:
    text = (TINY_PORTAL / FIELDS).read_text(encoding="utf-8")
    kind, other = TYPES[name], "date" if TYPES[name] == "string" else "string"
    head, _, rest = text.partition(f"- name: {name}\n")
    assert rest.lstrip().startswith(f"type: {kind}")
    turned = head + f"- name: {name}\n" + rest.replace(f"type: {kind}", f"type: {other}", 1)
    assert [(one[0] or "")[-5:] for one in said(turned)] == [".type"]
    if name in FILLED:
        loose = head + f"- name: {name}\n" + rest.replace("required: true", "required: false", 1)
        assert [(one[0] or "")[-12:] for one in said(loose)] == [".constraints"]


def test_a_column_of_ones_own_may_be_added() -> None:
    text = (TINY_PORTAL / FIELDS).read_text(encoding="utf-8")
    own = "fields:\n  - {name: mine, type: string, title: T, guidance: G, constraints: {}}\n"
    text = text.replace("fields:\n", own, 1).replace("successors, note]", "successors, mine]")
    assert said(text) == []


def test_every_column_of_the_published_files_is_one_that_can_be_made() -> None:
    header = published_csv(figures("dental-check")).decode().splitlines()[0].split(",")
    assert set(header) == {*ADDED, *READ_COLUMNS["indicator"]}
    assert set(KEYS) == set(READ_COLUMNS)
