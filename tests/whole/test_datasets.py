"""Every real indicator is ready to publish, and the set as a whole is what it says it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from build_scripts.checks.references import check_words
from build_scripts.checks.run import with_watched
from build_scripts.model.periods import PeriodKind
from build_scripts.model.reference import Reference
from build_scripts.reading.folder import Folder, read_folder
from build_scripts.reading.shared import read_shared
from build_scripts.work.checking import read_and_check
from build_scripts.work.task import watched
from tests.places import DATASETS

IDS = sorted(path.parent.name for path in DATASETS.glob("*/indicator.yml"))
WITH_FIGURES = [i for i in IDS if (DATASETS / i / f"{i}.csv").is_file()]
TABLES = sorted(DATASETS.rglob("*.csv"))
# Shorter sentences, such as “It is not zero.”, may be the same on two pages.
BOILERPLATE = 60
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@cache
def folder() -> Folder:
    return read_folder(DATASETS, read_shared)


def reference() -> Reference:
    found = folder().shared
    assert found is not None
    return found.reference


def test_the_words_of_the_set_have_no_problems() -> None:
    assert folder().problems == ()
    assert check_words(folder()) == []
    assert list(folder().indicators) == IDS


@pytest.mark.parametrize("indicator_id", IDS)
def test_dataset_is_ready_to_publish(indicator_id: str) -> None:
    read, settings = folder().read[indicator_id], folder().shared
    assert settings is not None
    checked = read_and_check(DATASETS, indicator_id, read, settings.reference)
    assert with_watched(checked, watched(settings.portal)).problems == ()
    assert (checked.count > 0) == read.value.has_figures


def test_an_indicator_has_a_table_if_its_words_say_that_there_are_figures() -> None:
    assert [i for i in IDS if folder().indicators[i].has_figures] == WITH_FIGURES


def test_the_printed_list_is_numbered_and_names_indicators_that_there_are() -> None:
    printed = reference().printed_list
    assert [bullet.position for bullet in printed] == list(range(1, len(printed) + 1))
    assert {bullet.indicator_id for bullet in printed} <= set(IDS)


def test_every_indicator_hangs_on_a_commitment_that_there_is() -> None:
    used = {indicator.commitment for indicator in folder().indicators.values()}
    assert used <= {commitment.id for commitment in reference().commitments}


def _texts(indicator_id: str) -> Iterator[str]:
    """The paragraphs and sentences of an indicator's words that are its own."""
    indicator = folder().indicators[indicator_id]
    for text in (indicator.definition, indicator.method, indicator.why_it_matters):
        for paragraph in re.split(r"\n\s*\n", text):
            whole = " ".join(paragraph.split())
            yield whole
            yield from SENTENCE_END.split(whole)


def test_no_two_pages_share_a_definition_a_method_or_a_reason() -> None:
    pages: dict[str, set[str]] = defaultdict(set)
    for indicator_id in IDS:
        for text in _texts(indicator_id):
            if len(text) > BOILERPLATE:
                pages[text].add(indicator_id)
    assert {text: sorted(found) for text, found in pages.items() if len(found) > 1} == {}


@pytest.mark.parametrize("what", ["title", "summary"])
def test_no_two_pages_have_the_same(what: str) -> None:
    texts = [getattr(indicator, what) for indicator in folder().indicators.values()]
    assert sorted({text for text in texts if texts.count(text) > 1}) == []


def test_no_two_words_of_the_glossary_mean_the_same() -> None:
    meanings = [term.meaning for term in reference().terms]
    assert sorted({text for text in meanings if meanings.count(text) > 1}) == []


def test_every_described_column_is_a_column_of_a_table() -> None:
    fields = reference().fields
    used = {name for table in fields.tables for name in table.fields}
    assert used == {column.name for column in fields.fields}


@pytest.mark.parametrize("indicator_id", WITH_FIGURES)
def test_every_published_period_can_be_read_and_written(indicator_id: str) -> None:
    declared = folder().indicators[indicator_id].period
    kind = PeriodKind(declared.type, declared.reference)
    path = DATASETS / indicator_id / f"{indicator_id}.csv"
    texts = pd.read_csv(path, usecols=["period"], dtype=str)["period"].unique().tolist()
    periods = [kind.parse(text) for text in texts]
    assert [period.text for period in periods] == texts
    assert all(kind.heading(period) for period in periods)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_table_is_utf_8_with_line_feeds_and_sorted_by_its_key(path: Path) -> None:
    content = path.read_bytes()
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\n")
    name = path.stem if path.parent.name == "_shared" else "indicator"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    for column in reference().fields.columns(name):
        if column.type == "integer" and column.name in reference().fields.table(name).key:
            rows[column.name] = rows[column.name].astype(int)
    keys = rows[list(reference().fields.table(name).key)].to_numpy().tolist()
    assert keys == sorted(keys)
