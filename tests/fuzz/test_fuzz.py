"""Whatever is done to a datasets folder: words or a whole site, and what passes is unchanged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fuzz import regressions
from tests.fuzz.campaign import first_fault
from tests.fuzz.tree import Example
from tests.fuzz.trying import Trial

Say = Callable[[str, object], None]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def tried(place: Path, count: int, build_every: int, record_property: Say) -> None:
    trial = Trial(place, build_every)
    fault = first_fault(trial, count)
    record_property("counts", f"fuzz: {trial.counts}")
    assert fault is None, fault.said if fault else ""
    assert min(trial.counts.passed, trial.counts.refused, trial.counts.built) > 0, trial.counts


@pytest.mark.xdist_group("fuzz")
def test_odd_edits_are_refused_in_words_or_published_as_typed(
    place: Path, record_property: Say
) -> None:
    tried(place, 60, 8, record_property)


@pytest.mark.long
def test_a_thousand_odd_edits_are_refused_in_words_or_published_as_typed(
    tmp_path: Path, record_property: Say
) -> None:
    tried(tmp_path, 1000, 6, record_property)


@pytest.mark.xdist_group("fuzz")
@pytest.mark.parametrize("name", sorted(regressions.CASES))
def test_what_went_wrong_once_does_not_go_wrong_again(name: str, place: Path) -> None:
    case: Example = regressions.CASES[name]
    Trial(place, build_every=1).try_out(case)
