"""The downloads: the same rows with names, whole packages that verify, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from functools import cache
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from build_scripts.outputs import package as downloads
from build_scripts.outputs.table import published_csv as published_file
from build_scripts.outputs.table import resource
from build_scripts.store.trees import write_tree
from tests import tiny
from tests.mistakes import TINY_PORTAL

IDS = ("dental-check", "exam-results")


@cache
def package() -> dict[str, bytes]:
    """Every download of the tiny portal, by its address."""
    csvs = {i: published_file(tiny.figures(i)) for i in IDS}
    made = [resource(tiny.indicator(i), tiny.reference(), content) for i, content in csvs.items()]
    return downloads.package(tiny.edition(), csvs, made)


def published(indicator_id: str) -> pd.DataFrame:
    content = io.BytesIO(package()[f"data/{indicator_id}.csv"])
    return pd.read_csv(content, dtype=str, keep_default_na=False)


def test_the_downloads_are_the_files_promised() -> None:
    assert sorted(package()) == [
        "SHA256SUMS",
        "data/core-data-set.zip",
        "data/dental-check.csv",
        "data/exam-results.csv",
        "datapackage.json",
    ]


@pytest.mark.parametrize("indicator_id", IDS)
def test_the_published_rows_are_the_checked_rows(indicator_id: str) -> None:
    shared_columns = tiny.COLUMNS
    before = tiny.figures(indicator_id).rows[shared_columns]
    after = published(indicator_id)[shared_columns]
    assert after.to_numpy().tolist() == before.to_numpy().tolist()
    typed = (TINY_PORTAL / indicator_id / f"{indicator_id}.csv").read_text(encoding="utf-8")
    assert sorted(after.to_csv(index=False).splitlines()) == sorted(typed.splitlines())


def test_names_stand_beside_codes() -> None:
    wanted = "measure == 'dental_check_percent' and area_code == 'E10000991' and period == '2025'"
    rows = published("dental-check").query(f"{wanted} and breakdown == 'Total'").to_dict("records")
    assert len(rows) == 1
    assert (
        rows[0]
        | {
            "measure_title": "Children in care whose teeth were checked by a dentist",
            "unit": "percent",
            "area_name": "Testshire",
            "area_level": "local_authority",
            "period_start": "2024-04-01",
            "period_end": "2025-03-31",
            "value": "88",
            "status": "p",
            "numerator": "588",
            "denominator": "670",
        }
        == rows[0]
    )


@pytest.mark.parametrize("indicator_id", IDS)
def test_every_published_column_is_described_in_its_order_and_never_empty_of_a_name(
    indicator_id: str,
) -> None:
    rows = published(indicator_id)
    described = [column.name for column in tiny.reference().fields.columns("published")]
    assert list(rows.columns) == described
    for name in ("measure_title", "unit", "area_name", "area_level", "period_start", "period_end"):
        assert (rows[name] != "").all()


@pytest.mark.parametrize("indicator_id", IDS)
def test_a_csv_is_utf_8_with_line_feeds_and_sorted_by_its_key(indicator_id: str) -> None:
    content = package()[f"data/{indicator_id}.csv"]
    assert "\r" not in content.decode("utf-8")
    assert not content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\n")
    key = list(tiny.reference().fields.table("published").key)
    keys = published(indicator_id)[key].to_numpy().tolist()
    assert keys == sorted(keys)


def test_rows_are_published_in_the_order_of_their_key_however_they_were_typed() -> None:
    item = tiny.with_headline(tiny.indicator("dental-check"))
    figures = ["Testland, 2025, 3", "Testshire, 2025, 2", "Testshire, 2024, 1"]
    typed, reversed_ = (
        published_file(tiny.entry_with(item, *order).figures) for order in (figures, figures[::-1])
    )
    assert typed == reversed_
    assert pd.read_csv(io.BytesIO(typed))["value"].tolist() == [1, 2, 3]


def test_text_that_needs_quotes_comes_back_as_it_was() -> None:
    title = 'Pupils, "all" of them’s\nresult'
    item = tiny.with_headline(tiny.indicator("exam-results"), title=title)
    entry = tiny.entry_with(item, "Testshire, 2023/24, 60.0")
    read = pd.read_csv(io.BytesIO(published_file(entry.figures)), dtype=str)
    assert read["measure_title"].tolist() == [title]
    assert read["value"].tolist() == ["60.0"]


def test_the_checksums_are_those_of_every_other_file() -> None:
    lines = package()["SHA256SUMS"].decode("utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert listed == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in package().items()
        if name != "SHA256SUMS"
    }
    assert list(listed) == sorted(listed)


def test_the_zip_holds_every_csv_and_the_description_byte_for_byte() -> None:
    with zipfile.ZipFile(io.BytesIO(package()["data/core-data-set.zip"])) as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {
        name: package()[name] for name in package() if name.endswith((".csv", "datapackage.json"))
    }


def test_the_zip_depends_on_names_and_contents_only() -> None:
    contents = {"b.csv": b"2", "a.csv": b"1"}
    assert downloads.zip_of(contents) == downloads.zip_of(dict(reversed(contents.items())))
    assert downloads.zip_of(contents) != downloads.zip_of(contents | {"b.csv": b"3"})
    with zipfile.ZipFile(io.BytesIO(downloads.zip_of(contents))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_whole_package_is_valid_with_frictionless(tmp_path: Path) -> None:
    write_tree(tmp_path, package())
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.to_summary()
    assert [task.stats["rows"] for task in report.tasks] == [
        len(tiny.figures(indicator_id).rows) for indicator_id in IDS
    ]


def test_the_description_would_notice_a_changed_file(tmp_path: Path) -> None:
    changed = package()["data/dental-check.csv"].replace(b",588,", b",589,")
    write_tree(tmp_path, package() | {"data/dental-check.csv": changed})
    assert not frictionless.Package(str(tmp_path / "datapackage.json")).validate().valid


def test_the_description_names_licence_source_and_every_column() -> None:
    descriptor = json.loads(package()["datapackage.json"])
    assert descriptor["licenses"][0]["name"] == "OGL-UK-3.0"
    assert descriptor["homepage"] == "https://testshire.example/"
    resource = descriptor["resources"][0]
    assert (resource["name"], resource["path"]) == ("dental-check", "data/dental-check.csv")
    assert resource["sources"][0]["title"].startswith("Statistics Testland: ")
    assert all(field["description"] for field in resource["schema"]["fields"])
    assert resource["schema"]["primaryKey"]


def test_the_same_rows_give_the_same_bytes() -> None:
    once = package()
    package.cache_clear()
    assert package() == once
