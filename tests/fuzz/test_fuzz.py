"""Whatever is done to a datasets folder: words or a whole site, and what passes is unchanged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fuzz import regressions
from tests.fuzz.campaign import first_fault
from tests.fuzz.trying import Trial

Say = Callable[[str, object], None]


def tried(trial: Trial, count: int, record_property: Say) -> None:
    trial.owed = 2
    before = replace(trial.counts, files=Counter(trial.counts.files))
    fault = first_fault(trial, count)
    counts = trial.counts.since(before)
    record_property("counts", f"fuzz: {counts}")
    assert fault is None, fault.said if fault else ""
    assert min(counts.passed, counts.refused, counts.built) > 0, counts


@pytest.mark.slow
@pytest.mark.xdist_group("fuzz")
def test_odd_edits_are_refused_in_words_or_published_as_typed(
    trial: Trial, record_property: Say
) -> None:
    tried(trial, 60, record_property)


@pytest.mark.long
def test_a_thousand_odd_edits_are_refused_in_words_or_published_as_typed(
    tmp_path: Path, record_property: Say
) -> None:
    tried(Trial(tmp_path, build_every=6), 1000, record_property)


@pytest.mark.slow
@pytest.mark.xdist_group("fuzz")
@pytest.mark.parametrize("name", sorted(regressions.CASES))
def test_what_went_wrong_once_does_not_go_wrong_again(name: str, trial: Trial) -> None:
    result = trial.try_out(regressions.CASES[name])
    if result.exit_code == 0:
        trial.try_out(regressions.CASES[name], build=True)
