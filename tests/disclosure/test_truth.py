"""No relation is ever false: random true counts are published by the rules, and satisfy all of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

import pytest

from build_scripts.disclosure import areas, relations
from build_scripts.disclosure.cells import Key
from build_scripts.model.indicator_parts import Breakdown
from tests.disclosure.publishing import (
    COUNCILS,
    COUNTRY,
    NORTH,
    SOUTH,
    bounds,
    indicator,
    known_of,
    measure,
    table,
)

SEX, BAND = ("Girls", "Boys"), ("Low", "Middle", "High")
MEASURES = (
    measure("seen", denominator_called="children", decimals=1),
    measure("band", denominator_called="children"),
    measure("fed", numerator_called="fed", denominator_called="children"),
    measure("gap", unit="percentage_points", gap_between=("seen", "fed"), decimals=1,
            worked_out_here=True, plausible={"minimum": -100, "maximum": 100}),
)  # fmt: skip
BREAKDOWNS = (
    Breakdown(topic="Sex", measure="seen", categories=SEX),
    Breakdown(topic="Band", measure="band", categories=BAND),
)
TEETH = indicator(*MEASURES, breakdowns=BREAKDOWNS)
FOOD = indicator(
    measure("number", unit="count", numerator_called="fed", plausible={"minimum": 0, "maximum": 9e6},
            counts_rounded_to={"country": 5, "region": 5}),
    name="food",
)  # fmt: skip
TABLES = 60
# The true count of something: what is counted, where, topic and category.
Truth = dict[tuple[str, str, str, str], int]


def true_counts(rng: random.Random) -> Truth:
    """Random counts of each council, and their sums."""
    truth: Truth = {}

    def add(count: str, code: str, topic: str, category: str, number: int) -> None:
        for area in (code, COUNCILS[code], COUNTRY):
            at = (count, area, topic, category)
            truth[at] = truth.get(at, 0) + number

    size = rng.choice((3, 12, 90, 900))
    for code in COUNCILS:
        for category in SEX:
            children = rng.randint(0, size)
            seen = rng.randint(0, children)
            for topic, name in (("Sex", category), ("Total", "Total")):
                add("children", code, topic, name, children)
                add("seen", code, topic, name, seen)
        children = truth["children", code, "Total", "Total"]
        bands = sorted(rng.randint(0, children) for _ in range(2))
        for category, number in zip(
            BAND, (bands[0], bands[1] - bands[0], children - bands[1]), strict=True
        ):
            add("band", code, "Band", category, number)
        add("fed", code, "Total", "Total", rng.randint(0, children))
    return truth


def rounded(number: int, area: str, base: int = 10) -> int:
    """A count as it is printed: exact for councils, to a multiple for larger areas, halves up."""
    return number if area in COUNCILS else (number + base // 2) // base * base


def share(top: int, whole: int, places: int) -> Fraction:
    """A percentage of two counts, rounded half up."""
    unit = Fraction(1, 10**places)
    return (Fraction(100 * top, whole) / unit + Fraction(1, 2)).__floor__() * unit


def published(truth: Truth, rng: random.Random) -> Iterator[str]:
    """The rows that print these counts, with some withheld, missing or left out."""
    hiding, missing = rng.random() / 2, rng.random() / 5
    for area in (*COUNCILS, NORTH, SOUTH, COUNTRY):
        shares = {}
        for name, topic, category in (
            *(("seen", "Sex", one) for one in SEX),
            *(("band", "Band", one) for one in BAND),
            ("seen", "Total", "Total"),
            ("fed", "Total", "Total"),
        ):
            top = truth[name, area, topic, category]
            of = ("Sex", category) if topic == "Sex" else ("Total", "Total")
            whole = truth["children", area, *of]
            at = f"{name},{area},{'' if topic == 'Total' else topic + ': '}{category}"
            if rng.random() < missing / 4:
                continue
            if whole == 0:
                yield f"{at},,z,,"
            elif 0 < top < 6 or rng.random() < hiding:
                shown = rounded(whole, area) if rng.random() < 0.8 else ""
                # A true zero is shown, so that what is withheld is at least one.
                yield f"{at},,{'c' if top else 'x'},,{shown}"
            elif rng.random() < missing:
                yield f"{at},,x,,"
            else:
                places = MEASURES[0].decimals if name == "seen" else 0
                value = share(top, whole, places)
                counts = f"{rounded(top, area)},{rounded(whole, area)}"
                if value == 0 and top > 0:
                    yield f"{at},,low,{counts if rng.random() < 0.5 else ',' + counts.split(',')[1]}"
                else:
                    counts = counts if rng.random() < 0.8 else f",{rounded(whole, area)}"
                    yield f"{at},{float(value):.{places}f},,{counts}"
                if topic == "Total":
                    shares[name] = value
        seen, fed = truth["seen", area, "Total", "Total"], truth["fed", area, "Total", "Total"]
        whole = truth["children", area, "Total", "Total"]
        if whole and rng.random() < 0.5:
            yield f"gap,{area},Total,{float(share(seen, whole, 1) - share(fed, whole, 0)):.1f}"


def true_count(truth: Truth, key: Key) -> int:
    """The true count behind a cell, by its name."""
    count = key.counted.split()[1] if " " in key.counted else key.counted
    topic, category = key.topic, key.category
    if count == "children" and topic == "Band":
        topic, category = "Total", "Total"
    return truth[count, key.area, topic, category]


@pytest.mark.parametrize("seed", range(TABLES))
def test_true_counts_satisfy_every_relation(seed: int) -> None:
    rng = random.Random(seed)
    truth = true_counts(rng)
    rule = TEETH.confidentiality.model_copy(update={"zeros_shown": True})
    teeth = TEETH.model_copy(update={"confidentiality": rule})
    numbers = [
        f"number,{area},Total,{rounded(truth['fed', area, 'Total', 'Total'], area, 5)}"
        for area in (*COUNCILS, NORTH, SOUTH, COUNTRY)
        if rng.random() < 0.3
    ]
    cells, known = known_of(table(teeth, *published(truth, rng)), table(FOOD, *numbers))
    assert known.contradictions == () and known.uncertain == frozenset()
    for key, (low, high) in bounds(cells).items():
        number = true_count(truth, key)
        assert low <= number and (high is None or number <= high), key
    for relation in known.system.relations:
        total = sum(n * true_count(truth, key) for key, n in relation.terms if isinstance(key, Key))
        assert relation.low is None or total >= relation.low, relation
        assert relation.high is None or total <= relation.high, relation


def test_the_random_tables_have_every_kind_of_relation() -> None:
    kinds = set()
    for seed in range(20):
        rng = random.Random(seed)
        found = known_of(table(TEETH, *published(true_counts(rng), rng)))[1]
        kinds |= {relation.because for relation in found.system.relations}
    assert kinds >= {relations.PARTS, relations.WHOLE, relations.VALUE, *areas.AREAS}
    assert relations.GAP in kinds
