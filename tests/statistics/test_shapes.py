"""Made-up series, and what may be said of each: a table written by hand, before there was any code.

Every shape is a percentage with both counts, of 1,000 children in a year unless the shape says
otherwise. The table says what the test of the last five periods finds or why there is none, and
what stands above the chart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import pytest

from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import Dated, Exceptional
from build_scripts.statistics.directions import Direction, direction
from build_scripts.statistics.series import Entry
from build_scripts.statistics.trends import trend
from build_scripts.words.headlines import trend_title
from tests import tiny
from tests.saying import DENTAL, POOR, said_of

WITHHELD = -1  # in a series: no figure, but a symbol
SIBLINGS = "brothers and sisters usually see the dentist together"


@dataclass(frozen=True)
class Shape:
    """A series and what may be said of it.

    Attributes:
        values: percentages of years in a row.
        title: above the chart.
        word: what the test finds; empty where there is none.
        refused: why there is none.
        at: the period that is about.
        last: the last year.
        exceptional: years that are not comparable with any other.
        breaks: years with which a new series begins.
        whole: of how many children each is a percentage; none where no counts are given.
        item: the indicator.
    """

    values: tuple[int, ...]
    title: str
    word: str = ""
    refused: str = ""
    at: str = ""
    last: int = 2025
    exceptional: tuple[int, ...] = ()
    breaks: tuple[int, ...] = ()
    whole: int | None = 1000
    item: Indicator = field(default=DENTAL)

    @property
    def entry(self) -> Entry:
        """The indicator with these figures."""
        years = range(self.last - len(self.values) + 1, self.last + 1)
        rows = [self._row(year, share) for year, share in zip(years, self.values, strict=True)]
        odd = Exceptional(periods=tuple(map(str, self.exceptional)), reason="Offices were shut.")
        item = self.item.model_copy(
            update={
                "exceptional": (odd,) if self.exceptional else (),
                "breaks": tuple(
                    Dated(period=str(year), reason="Counted anew.") for year in self.breaks
                ),
            }
        )
        return tiny.entry_with(item, *rows)

    def _row(self, year: int, share: int) -> str:
        if share == WITHHELD:
            return f"Testshire, {year}, , c"
        if self.whole is None:
            return f"Testshire, {year}, {share}"
        return f"Testshire, {year}, {share}, , {share * self.whole // 100}, {self.whole}"


def clustered(**keys: object) -> Indicator:
    """The indicator whose cases come in families."""
    return tiny.with_headline(DENTAL, clustered_because=SIBLINGS, **keys)


RISING = (60, 64, 68, 72, 76)
ROSE = "Testshire rose from 60% in 2021 to 76% in 2025"
UNCLEAR = "Testshire shows no clear change: 60% in 2021, 76% in 2025"
UNSTEADY = "Testshire changed, but not steadily:"
SHAPES = {
    # Whatever the test finds.
    "rising": Shape(RISING, ROSE, "increasing"),
    "falling": Shape(
        (76, 72, 68, 64, 60), "Testshire fell from 76% in 2021 to 60% in 2025", "decreasing"
    ),
    "rising, but not in the last year": Shape(
        (60, 64, 68, 76, 74), "Testshire rose from 60% in 2021 to 74% in 2025", "increasing"
    ),
    "valley": Shape(
        (70, 60, 50, 60, 70),
        "Testshire fell from 70% in 2021 to 50% in 2023, then rose to 70% in 2025",
        "changed",
    ),
    "hill": Shape(
        (50, 60, 70, 60, 50),
        "Testshire rose from 50% in 2021 to 70% in 2023, then fell to 50% in 2025",
        "changed",
    ),
    "flat with a spike": Shape(
        (60, 60, 80, 60, 60),
        "Testshire rose from 60% in 2021 to 80% in 2023, then fell to 60% in 2025",
        "changed",
    ),
    "flat with a spike at the end": Shape(
        (60, 60, 60, 60, 80), f"{UNSTEADY} 60% in 2021, 80% in 2025", "changed"
    ),
    "a step": Shape((60, 60, 60, 75, 75), f"{UNSTEADY} 60% in 2021, 75% in 2025", "changed"),
    "noisy beyond chance": Shape(
        (60, 70, 55, 72, 58),
        "Testshire rose from 60% in 2021 to 72% in 2024, then fell to 58% in 2025",
        "changed",
    ),
    "noisy within chance": Shape(
        (60, 61, 60, 59, 60),
        "Testshire shows no clear change: 60% in 2021, 60% in 2025",
        "unclear",
    ),
    "rising among few": Shape(RISING, UNCLEAR, "unclear", whole=50),
    "all the same": Shape((60,) * 5, "Testshire stayed at 60% from 2021 to 2025", "unclear"),
    "none": Shape((0,) * 5, "Testshire stayed at 0% from 2021 to 2025", "unclear"),
    "all": Shape((100,) * 5, "Testshire stayed at 100% from 2021 to 2025", "unclear"),
    # Where single cases would have made a trend, families make none.
    "rising, of a hundred": Shape(RISING, ROSE, "increasing", whole=100),
    "rising, of a hundred in families": Shape(
        RISING, UNCLEAR, "unclear", whole=100, item=clustered()
    ),
    "rising, of a hundred in small families": Shape(
        RISING,
        ROSE,
        "increasing",
        whole=100,
        item=clustered(design_effect=1.5, design_effect_from="A study of families."),
    ),
    "rising, of a thousand in families": Shape(RISING, ROSE, "increasing", item=clustered()),
    # How long it has not been as high or as low.
    "highest of all": Shape(
        (50, 50, 50, 50, 50, *RISING),
        f"{ROSE}, the highest since the series began in 2016",
        "increasing",
    ),
    "as high long ago": Shape(
        (50, 80, 50, 50, 50, *RISING), f"{ROSE}, the highest since 2017", "increasing"
    ),
    "as high not so long ago": Shape((50, 50, 50, 50, 80, *RISING), ROSE, "increasing"),
    "nobody knows how high in between": Shape(
        (80, 50, WITHHELD, 50, 50, *RISING), ROSE, "increasing"
    ),
    "highest since a new series began": Shape(
        (80, 80, 50, 50, 50, *RISING),
        f"{ROSE}, the highest since the series began in 2018",
        "increasing",
        breaks=(2018,),
    ),
    "lowest of all": Shape(
        (90, 90, 90, 90, 90, 76, 72, 68, 64, 60),
        "Testshire fell from 76% in 2021 to 60% in 2025, the lowest since the series began in 2016",
        "decreasing",
    ),
    # Exceptional years.
    "exceptional first": Shape(
        (30, *RISING[1:]),
        "Testshire rose from 64% in 2022 to 76% in 2025",
        refused="exceptional",
        at="2021",
        exceptional=(2021,),
    ),
    "exceptional in the middle": Shape(
        (60, 64, 20, 72, 76),
        "Testshire rose from 72% in 2024 to 76% in 2025",
        refused="exceptional",
        at="2023",
        exceptional=(2023,),
    ),
    "exceptional last": Shape(
        RISING,
        "Testshire was at 76% in 2025",
        refused="exceptional",
        at="2025",
        exceptional=(2025,),
    ),
    "exceptional but for the last": Shape(
        RISING,
        "Testshire was at 76% in 2025",
        refused="exceptional",
        at="2024",
        exceptional=(2022, 2023, 2024),
    ),
    "not yet back": Shape(
        (86, 32, 49, 60, 74, 74),
        "Testshire rose from 60% in 2023 to 74% in 2025, still below 86% in 2020, "
        "before the exceptional years",
        refused="exceptional",
        at="2022",
        exceptional=(2021, 2022),
    ),
    "not yet down again": Shape(
        (10, 60, 60, 40, 30, 20),
        "Testshire fell from 40% in 2023 to 20% in 2025, still above 10% in 2020, "
        "before the exceptional years",
        refused="exceptional",
        at="2022",
        exceptional=(2021, 2022),
    ),
    "back again": Shape(
        (70, 32, 49, 60, 72, 74),
        "Testshire rose from 60% in 2023 to 74% in 2025",
        refused="exceptional",
        at="2022",
        exceptional=(2021, 2022),
    ),
    "not yet back, of another series": Shape(
        (86, 32, 49, 60, 74, 74),
        "Testshire rose from 60% in 2023 to 74% in 2025",
        refused="exceptional",
        at="2022",
        exceptional=(2021, 2022),
        breaks=(2021,),
    ),
    "exceptional before all that is tested": Shape(
        (90, 20, *RISING),
        f"{ROSE}, still below 90% in 2019, before the exceptional years",
        "increasing",
        exceptional=(2020,),
    ),
    # Gaps, breaks, and figures that say too little.
    "a gap": Shape(
        (60, 64, WITHHELD, 72, 76),
        "Testshire rose from 72% in 2024 to 76% in 2025",
        refused="gap",
        at="2023",
    ),
    "a gap in an exceptional year": Shape(
        (60, 64, WITHHELD, 72, 76),
        "Testshire rose from 72% in 2024 to 76% in 2025",
        refused="gap",
        at="2023",
        exceptional=(2023,),
    ),
    "a new series": Shape(
        RISING,
        "Testshire rose from 72% in 2024 to 76% in 2025",
        refused="broken",
        at="2024",
        breaks=(2024,),
    ),
    "a new series with the last": Shape(
        RISING, "Testshire was at 76% in 2025", refused="broken", at="2025", breaks=(2025,)
    ),
    "a new series in an exceptional year": Shape(
        RISING,
        "Testshire rose from 72% in 2024 to 76% in 2025",
        refused="broken",
        at="2023",
        breaks=(2023,),
        exceptional=(2023,),
    ),
    "an exceptional year after a break": Shape(
        RISING,
        "Testshire was at 76% in 2025",
        refused="exceptional",
        at="2024",
        breaks=(2023,),
        exceptional=(2024,),
    ),
    "four years": Shape(
        RISING[1:], "Testshire rose from 64% in 2022 to 76% in 2025", refused="too_short"
    ),
    "no counts": Shape(RISING, ROSE, refused="no_counts", whole=None),
    "no counts, and a valley": Shape(
        (70, 60, 50, 60, 70),
        "Testshire fell from 70% in 2021 to 50% in 2023, then rose to 70% in 2025",
        refused="no_counts",
        whole=None,
    ),
    "no counts, and a small dip on the way": Shape(
        (60, 59, 68, 72, 76), ROSE, refused="no_counts", whole=None
    ),
    "no counts, and a dip that is less than a third of the rise": Shape(
        (60, 57, 60, 65, 70),
        "Testshire rose from 60% in 2021 to 70% in 2025",
        refused="no_counts",
        whole=None,
    ),
    "no counts, and hardly a change": Shape(
        (60, 61, 60, 60, 61),
        "Testshire hardly changed: 60% in 2021, 61% in 2025",
        refused="no_counts",
        whole=None,
    ),
    "poor data": Shape(RISING, ROSE, refused="poor_data", item=POOR),
    "too few": Shape(RISING, ROSE, refused="too_few", whole=19),
    "long ago": Shape(
        RISING, "Testshire rose from 60% in 2019 to 76% in 2023", refused="too_old", last=2023
    ),
    "poor data of long ago": Shape(
        RISING,
        "Testshire rose from 60% in 2019 to 76% in 2023",
        refused="poor_data",
        last=2023,
        item=POOR,
    ),
    "just not too long ago": Shape(
        RISING, "Testshire rose from 60% in 2020 to 76% in 2024", "increasing", last=2024
    ),
}
# What the sentence beneath the chart says of a test, and must not say of any other.
CLAIMS = {
    "increasing": "has risen by more than chance explains",
    "decreasing": "has fallen by more than chance explains",
    "changed": "has changed by more than chance explains, but with no steady rise or fall",
    "unclear": "shows no steady rise or fall, and its changes are no larger than chance can explain",
}


@cache
def entry(name: str) -> Entry:
    return SHAPES[name].entry


def found_of(name: str) -> Direction:
    """What the portal finds of a shape."""
    found = entry(name)
    return direction(found, found.indicator.headline)


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_what_the_table_says(name: str) -> None:
    shape, found = SHAPES[name], found_of(name)
    at = found.at.text if found.at else ""
    assert (found.word, found.refused, at) == (shape.word, shape.refused, shape.at)


@pytest.mark.parametrize("name", SHAPES)
def test_the_title_of_a_shape_is_what_the_table_says(name: str) -> None:
    data = trend(entry(name))
    assert data is not None
    assert trend_title(data, found_of(name), tiny.edition()) == SHAPES[name].title


@pytest.mark.parametrize("name", SHAPES)
def test_the_sentence_about_a_shape_claims_that_and_nothing_else(name: str) -> None:
    shape, sentence = SHAPES[name], said_of(entry(name)).direction
    for word, claim in CLAIMS.items():
        assert (claim in sentence) == (word == shape.word), sentence
    assert ("can’t be stated" in sentence) == bool(shape.refused)
    moving = shape.word in ("increasing", "decreasing")
    assert ("getting" in sentence) == moving


def test_a_step_back_in_the_last_year_is_told_beside_the_rise() -> None:
    sentence = said_of(entry("rising, but not in the last year")).direction
    assert sentence.endswith(
        "Testshire’s figure has risen by more than chance explains, though it fell in the latest "
        "year: it is getting better."
    )
    assert "latest year" not in said_of(entry("rising")).direction


@pytest.mark.parametrize("name", SHAPES)
def test_the_table_agrees_with_itself(name: str) -> None:
    """A slip in the table would ask for what no rule says."""
    shape = SHAPES[name]
    assert bool(shape.word) != bool(shape.refused)
    assert bool(shape.at) == (shape.refused in ("exceptional", "gap", "broken"))
    assert not shape.at or shape.last - 4 <= int(shape.at) <= shape.last
    ends = f"{shape.values[-1]}% in {shape.last}"
    stays = f"{shape.values[-1]}% from {shape.last - 4} to {shape.last}"
    assert ends in shape.title or stays in shape.title
