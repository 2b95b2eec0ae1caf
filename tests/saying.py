"""What the tests of sentences share: kinds of measures, and everything said of one indicator."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.model.edition import Edition
from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import DataQuality
from build_scripts.statistics.answers import Answers, answers
from build_scripts.statistics.series import Entry
from build_scripts.words import comparing, moving
from build_scripts.words import sentences as narrative
from tests import tiny

EXAMS = tiny.with_headline(tiny.indicator("exam-results"))
DENTAL = tiny.with_headline(tiny.indicator("dental-check"))
RATE = tiny.with_headline(
    DENTAL,
    unit="rate_per_10000",
    unit_words="per 10,000 children",
    per=10000,
    decimals=1,
    polarity="neutral",
    of="children under 18",
    in_words="children under 18 were on a plan",
)
GAP = tiny.with_headline(
    DENTAL, unit="percentage_points", unit_words="percentage points", decimals=1, polarity="low"
)
POOR = DENTAL.model_copy(
    update={"data_quality": DataQuality(rating="poor", concerns=("One return was late.",))}
)
NEIGHBOURS = ("Northshire", "Southshire", "Westshire")


@dataclass(frozen=True)
class Said:
    """What is said of an indicator: a sentence for each question, empty where there is none."""

    answers: Answers
    headline: str
    counted: str
    change: str
    in_every: str
    comparison: str
    certainty: str
    rank: str
    neighbours: str
    thinned: str
    target: str
    direction: str
    worked: str


def said_of(entry: Entry, edition: Edition | None = None) -> Said:
    """Everything that is said of an indicator on a site; None for the tiny portal's own."""
    found, site = answers(entry), edition or tiny.edition()
    near = found.standing.against("neighbours")
    return Said(
        answers=found,
        headline=narrative.headline_sentence(found, site),
        counted=narrative.counted_words(found, site),
        change=narrative.change_sentence(found),
        in_every=narrative.in_every_sentence(found, site),
        comparison=comparing.comparison_sentence(found, site),
        certainty=comparing.certainty_sentence(found, site),
        rank=comparing.rank_sentence(found, site),
        neighbours=comparing.spread_sentence(near.benchmark, found.measure) if near else "",
        thinned=" ".join(map(comparing.thinned_sentence, found.standing.thinned)),
        target=narrative.target_sentence(found),
        direction=moving.direction_sentence(found, site),
        worked=narrative.worked_example(found),
    )


def said(item: Indicator, *figures: str, within: Edition | None = None) -> Said:
    """Everything that is said of an indicator with other figures, written as in `tiny`."""
    return said_of(tiny.entry_with(item, *figures, within=within), within)


def five_years(*shares: int) -> list[str]:
    """Percentages of 1,000 children in the years that end in 2021 to 2025."""
    return [f"Testshire, {2021 + i}, {n}, , {n * 10}, 1000" for i, n in enumerate(shares)]
