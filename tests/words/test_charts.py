"""The words of charts: what is said of a break is what is declared for the measure that is drawn."""

from __future__ import annotations

import pytest

from build_scripts.model.indicator_parts import Dated
from build_scripts.model.measure import MeasurePeriods
from build_scripts.statistics.trends import trend
from build_scripts.words.charts import break_notes
from tests import tiny

DENTAL = tiny.with_headline(tiny.indicator("dental-check"))


@pytest.mark.parametrize(
    ("measure", "reason"),
    [("dental_check_percent", "Counted by another form."), ("on_the_day", "Counted at noon.")],
)
def test_a_break_is_explained_by_what_is_declared_for_its_own_kind_of_period(
    measure: str, reason: str
) -> None:
    """Two kinds of period may be written alike."""
    day = MeasurePeriods(
        type="snapshot", reference="31 March", first_period="2024", last_period="2025"
    )
    other = DENTAL.headline.model_copy(
        update={"id": "on_the_day", "headline": False, "period": day}
    )
    item = DENTAL.model_copy(
        update={
            "measures": (DENTAL.headline, other),
            "breaks": (
                Dated(period="2025", reason="Counted at noon.", measures=("on_the_day",)),
                Dated(period="2025", reason="Counted by another form."),
            ),
        }
    )
    figures = ("Testshire, 2024, 80", "Testshire, 2025, 82")
    entry = tiny.entry_with(item, *figures, others={"on_the_day": figures})
    data = trend(entry, item.measure(measure))
    assert data is not None
    assert break_notes(data, item) == f"A: a new series begins with 2025. {reason}"
