"""One place for the examples of the ordinary run, with the tiny portal built in it."""

from __future__ import annotations

import pytest

from tests.fuzz.tree import Example
from tests.fuzz.trying import Trial


@pytest.fixture(scope="session")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """A trial that has built the tiny portal, and builds only what it is asked to."""
    trial = Trial(tmp_path_factory.mktemp("fuzz"), build_every=0)
    trial.try_out(Example((), {}), build=True)
    return trial
