"""The words of charts: what is said of a break or an odd year is what is declared for the measure."""

from __future__ import annotations

import pytest

from build_scripts.model.indicator_parts import Dated, Exceptional
from build_scripts.model.measure import MeasurePeriods
from build_scripts.statistics.trends import trend
from build_scripts.words.charts import break_notes, exceptional_notes, trend_description
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


def test_exceptional_periods_are_named_with_their_reason_and_in_the_text_alternative() -> None:
    declared = (
        Exceptional(periods=("2022", "2023"), reason="Few were seen."),
        # Only what is drawn is named, and only what concerns the measure.
        Exceptional(periods=("2019", "2025"), reason="Some were seen twice."),
        Exceptional(periods=("2024",), reason="Not these.", measures=("another",)),
    )
    item = DENTAL.model_copy(update={"exceptional": declared})
    data = trend(tiny.entry_with(item, *(f"Testshire, {year}, 60" for year in range(2021, 2026))))
    assert data is not None
    assert exceptional_notes(data, item) == (
        "Shaded: 2022 and 2023. Few were seen. Shaded: 2025. Some were seen twice."
    )
    assert "Set apart, because not comparable with others: 2022, 2023 and 2025." in (
        trend_description(data, tiny.edition())
    )


def test_where_nothing_is_exceptional_nothing_is_said_of_it() -> None:
    data = trend(tiny.entry_with(DENTAL, "Testshire, 2024, 60", "Testshire, 2025, 61"))
    assert data is not None
    assert exceptional_notes(data, DENTAL) == ""
    assert "Set apart" not in trend_description(data, tiny.edition())
