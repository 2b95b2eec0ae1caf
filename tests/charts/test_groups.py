"""Charts of many: every council is one dot that touches no other, and nothing missing is a bar."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree

import altair as alt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.charts import render
from build_scripts.charts.dots import HIGHEST, Sign, placed, stacked
from build_scripts.charts.groups import distribution_spec, split_spec
from build_scripts.charts.styles import COUNCIL, COUNTRY, GROUPS, NARROW, WIDE, Size, Spec
from build_scripts.charts.text import WIDER, width
from build_scripts.model.figures import Figure
from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period, PeriodKind
from build_scripts.model.reference import Area
from build_scripts.statistics.groups import Distribution, Dot, Split, splits
from tests import tiny
from tests.designs import DESIGNS

SIZES = {"wide": WIDE, "narrow": NARROW}
PERCENT: Measure = tiny.indicator("dental-check").headline
RATE: Measure = PERCENT.model_copy(
    update={"unit": "rate_per_10000", "unit_words": "per 10,000 children", "decimals": 1}
)
PERIOD: Period = PeriodKind("calendar_year").parse("2025")
SVG = "{http://www.w3.org/2000/svg}"
MEMBERS = tiny.edition().comparator("neighbours").members


def rows(spec: Spec, name: str) -> list[dict[str, Any]]:
    datasets: Any = spec["datasets"]
    return list(datasets[name])


def parameter(spec: Spec, name: str) -> float:
    params: Any = spec["params"]
    return next(float(item["value"]) for item in params if item["name"] == name)


def across(spec: Spec, size: Size, value: float) -> float:
    """Pixels from the left edge of the plot."""
    low, high = parameter(spec, "low"), parameter(spec, "high")
    return (value - low) / (high - low) * size.full


@st.composite
def distributions(draw: st.DrawFn) -> Distribution:
    """Figures of 12 to 160 councils, spread or huddled, with or without a country's."""
    places = draw(st.integers(0, 3))
    lowest = draw(st.integers(-50, 100))
    value = st.decimals(lowest, lowest + draw(st.sampled_from([0, 1, 8, 100])), places=places)
    found = draw(st.lists(value, min_size=12, max_size=90))
    found += [found[0]] * draw(st.integers(0, 70))
    dots = [Dot("Testshire", True, None, found[0])]
    dots += [Dot(f"N{i}", False, MEMBERS, v) for i, v in enumerate(found[1:6])]
    dots += [Dot(f"O{i}", False, None, v) for i, v in enumerate(found[6:])]
    country = draw(st.one_of(st.none(), value))
    ordered = tuple(sorted(dots, key=lambda dot: (dot.value, dot.name)))
    return Distribution(PERCENT, PERIOD, ordered, "Testland", country)


def some(country: str | None = "60") -> Distribution:
    """A small distribution that is easy to follow."""
    values = [40, 50, 50, 50, 52, 55, 61, 61, 62, 70, 70, 90]
    # The third is the council, the fourth one of its neighbours.
    dots = tuple(
        Dot("Testshire" if i == 2 else f"A{i}", i == 2, MEMBERS if i == 3 else None, Decimal(v))
        for i, v in enumerate(values)
    )
    return Distribution(PERCENT, PERIOD, dots, "Testland", Decimal(country) if country else None)


def who(dot: Dot) -> str:
    """What a row calls a council: the one the site is of, a neighbour, or another."""
    return "council" if dot.is_council else "other" if dot.members is None else "neighbour"


@pytest.mark.parametrize("name", SIZES)
@settings(max_examples=60)
@given(data=distributions())
def test_every_council_is_one_dot_near_its_value_and_no_dot_touches_another(
    name: str, data: Distribution
) -> None:
    size = SIZES[name]
    spec = distribution_spec(data, size, DESIGNS)
    plan = stacked([dot.value for dot in data.dots], size, data.country)
    dots = rows(spec, "dots")
    assert sorted(row["who"] for row in dots) == sorted(map(who, data.dots))
    places = [(across(spec, size, row["value"]), row["up"]) for row in dots]
    for left, right in combinations(places, 2):
        apart = max(abs(left[0] - right[0]), abs(left[1] - right[1]))
        assert apart >= plan.room - 0.01
    assert max(up for _, up in places) < HIGHEST
    assert all(plan.room / 2 - 0.01 <= x <= size.full - plan.room / 2 + 0.01 for x, _ in places)
    drawn = sorted(row["value"] for row in dots)
    reach = plan.step / 2 + plan.across * plan.room / 2 * (plan.edges[1] - plan.edges[0]) / (
        size.full
    )
    for dot, value in zip(data.dots, drawn, strict=True):
        assert abs(float(dot.value) - value) <= reach + 1e-9


@pytest.mark.parametrize("name", SIZES)
@settings(max_examples=60)
@given(data=distributions())
def test_the_council_is_on_top_of_its_stack_and_nothing_stands_between_it_and_its_name(
    name: str, data: Distribution
) -> None:
    spec = distribution_spec(data, SIZES[name], DESIGNS)
    plan = stacked([dot.value for dot in data.dots], SIZES[name], data.country)
    dots = rows(spec, "dots")
    (ours,) = [row for row in dots if row["who"] == "council"]
    assert ours["shape"] == "diamond"
    assert ours["colour"] == COUNCIL
    for row in dots:
        beside = abs(
            across(spec, SIZES[name], row["value"] - ours["value"] + parameter(spec, "low"))
        )
        assert row is ours or row["up"] <= ours["up"] or beside >= plan.room - 0.01


@pytest.mark.parametrize("name", SIZES)
@settings(max_examples=60)
@given(data=distributions())
def test_names_stay_inside_the_plot_over_all_dots_and_touch_neither_name_nor_rule(
    name: str, data: Distribution
) -> None:
    size = SIZES[name]
    spec = distribution_spec(data, size, DESIGNS)
    names, rules = rows(spec, "names"), rows(spec, "rules")
    assert len(names) == len(rules) == (1 if data.country is None else 2)
    height: Any = spec["height"]
    top = max(row["up"] for row in rows(spec, "dots"))
    boxes = []
    for row in names:
        anchor, wide = across(spec, size, row["value"]), width(row["text"], size.font * WIDER)
        begin = anchor - {"left": 0, "center": wide / 2, "right": wide}[row["align"]]
        assert begin >= -0.01
        assert begin + wide <= size.full + 0.01
        assert top + size.font / 2 < row["up"] < height
        boxes.append((begin, begin + wide, row["up"]))
    for (begin, end, up), rule in zip(boxes, reversed(rules), strict=False):
        if len(boxes) == 2 and rule["to"] > up:
            assert not begin < across(spec, size, rule["value"]) < end
    if len(boxes) == 2 and boxes[0][2] == boxes[1][2]:
        assert boxes[0][0] >= boxes[1][1] or boxes[1][0] >= boxes[0][1]


def test_names_too_long_for_the_plot_still_have_a_place() -> None:
    first, second = placed([Sign(10, 400), Sign(20, 300)], 256)
    assert first.level != second.level


def test_neighbours_have_their_own_shape_and_tone() -> None:
    looks = {
        row["who"]: (row["shape"], row["colour"])
        for row in rows(distribution_spec(some(), WIDE, DESIGNS), "dots")
    }
    assert len({shape for shape, _ in looks.values()}) == 3
    assert len({colour for _, colour in looks.values()}) == 3


def test_the_country_is_a_rule_from_the_axis_to_its_name_even_outside_the_councils() -> None:
    for value in ("60", "95", "10"):
        spec = distribution_spec(some(value), WIDE, DESIGNS)
        rule = rows(spec, "rules")[1]
        assert (rule["value"], rule["up"], rule["colour"]) == (float(value), 0, COUNTRY)
        assert parameter(spec, "low") <= float(value) <= parameter(spec, "high")
        assert rows(spec, "names")[1]["text"] == f"Testland {value}%"


def test_whole_numbers_are_never_put_into_bins_of_unequal_reach() -> None:
    values = [Decimal(value) for value in range(40, 100)]
    for size in SIZES.values():
        plan = stacked(values, size)
        assert plan.step == int(plan.step)


def test_many_councils_with_one_figure_stand_side_by_side() -> None:
    values = [Decimal(0)] * 110 + [Decimal(i) / 10 for i in range(1, 43)]
    plan = stacked(values, WIDE)
    assert plan.across > 1
    assert plan.rows * plan.room <= HIGHEST


def test_the_axis_has_the_unit() -> None:
    percent = render.draw(distribution_spec(some(), WIDE, DESIGNS), "x", "Title", "Text").svg
    assert "60%" in text_of(percent)
    rate = Distribution(RATE, PERIOD, some().dots, "Testland", None)
    drawn = render.draw(distribution_spec(rate, WIDE, DESIGNS), "x", "Title", "Text").svg
    assert "per 10,000 children" in text_of(drawn)
    assert "60" in text_of(drawn)


def test_the_drawing_has_a_mark_for_each_council() -> None:
    drawn = render.draw(distribution_spec(some(), WIDE, DESIGNS), "x", "Title", "Text").svg
    root = ElementTree.fromstring(drawn)
    assert len(list(root.iter(f"{SVG}circle"))) == 10
    filled = [e for e in root.iter(f"{SVG}path") if "var(--chart" in e.get("fill", "")]
    assert len(filled) == 2


def text_of(drawn: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(drawn).iter(f"{SVG}text")]


def figure(value: str, status: str = "") -> Figure:
    return Figure(PERIOD, Decimal(value) if value else None, status, None, None)


def split(areas: list[Area], *figures: list[Figure | None], names: tuple[str, ...] = ()) -> Split:
    categories = names or tuple("ABCDEFGH"[: len(figures)])
    return Split("Sex", PERCENT, PERIOD, tuple(areas), categories, tuple(map(tuple, figures)))


def both() -> list[Area]:
    return [tiny.edition().council, tiny.edition().country]


def drawn(item: Split) -> Spec:
    return split_spec(item, tiny.edition(), GROUPS, DESIGNS)


def test_a_group_has_a_bar_from_zero_with_its_value_and_the_country_beneath() -> None:
    spec = drawn(split(both(), [figure("40"), figure("50")], [figure("80"), figure("20")]))
    bars, diamonds = rows(spec, "bars"), rows(spec, "diamonds")
    assert [(row["value"], row["colour"]) for row in bars] == [(40, COUNCIL), (80, COUNCIL)]
    assert [(row["value"], row["colour"]) for row in diamonds] == [(50, COUNTRY), (20, COUNTRY)]
    assert [row["text"] for row in rows(spec, "values")] == ["40%", "80%"]
    assert [row["text"] for row in rows(spec, "names")] == ["A", "B"]
    assert parameter(spec, "low") == 0
    for name, bar, diamond in zip(rows(spec, "names"), bars, diamonds, strict=True):
        assert name["down"] < bar["down"] < diamond["down"]


def test_the_bar_of_a_drawing_is_as_long_as_its_figure() -> None:
    spec = drawn(split(both(), [figure("40"), None], [figure("80"), None], [figure("0"), None]))
    svg = render.draw(spec, "x", "Title", "Text").svg
    lengths = [float(n) for n in re.findall(r'd="M0,[\d.]+h([\d.]+)v14h', svg)]
    assert lengths == [pytest.approx(lengths[1] / 2, abs=0.2), lengths[1], 0]
    assert lengths[1] == pytest.approx(parameter(spec, "reach"), abs=0.2)
    assert "0%" in text_of(svg)


@pytest.mark.parametrize("symbol", ["c", "x", "low"])
def test_a_figure_that_is_missing_is_never_a_bar_and_says_why(symbol: str) -> None:
    spec = drawn(split(both(), [figure("", symbol), figure("50")], [figure("80"), figure("20")]))
    assert [row["value"] for row in rows(spec, "bars")] == [80]
    assert [row["text"] for row in rows(spec, "values")] == ["80%"]
    (why,) = rows(spec, "without")
    assert why["text"].startswith(f"[{symbol}]")
    assert tiny.reference().symbols[symbol].means in why["text"]


def test_a_group_without_a_row_has_no_bar_and_no_symbol() -> None:
    spec = drawn(split(both(), [None, figure("50")], [figure("80", "p"), None]))
    assert [row["text"] for row in rows(spec, "without")] == ["no figure"]
    assert [row["text"] for row in rows(spec, "values")] == ["80% [p]"]
    assert len(rows(spec, "diamonds")) == 1


def test_without_rows_of_the_council_bars_are_the_countrys() -> None:
    spec = drawn(split([tiny.edition().region, tiny.edition().country], [figure("1"), figure("2")]))
    assert [(row["value"], row["colour"]) for row in rows(spec, "bars")] == [(2, COUNTRY)]
    assert rows(spec, "diamonds") == []


def test_without_a_single_value_above_zero_the_chart_still_has_an_axis() -> None:
    spec = drawn(split(both(), [figure("", "c"), figure("0")]))
    assert parameter(spec, "high") > parameter(spec, "low")


numbers = st.decimals(-100, 100, places=1)
maybe = st.one_of(
    st.none(), numbers.map(lambda value: figure(str(value))), st.just(figure("", "c"))
)
words = st.lists(st.sampled_from(["Children", "in", "care", "aged", "10"]), min_size=1, max_size=20)


@given(st.lists(st.tuples(maybe, maybe, words), min_size=1, max_size=8))
def test_texts_of_groups_stay_inside_and_no_line_of_one_touches_another(
    groups: list[tuple[Figure | None, Figure | None, list[str]]],
) -> None:
    names = tuple(" ".join(name) for _, _, name in groups)
    spec = drawn(split(both(), *([ours, theirs] for ours, theirs, _ in groups), names=names))
    for row in rows(spec, "names"):
        assert width(row["text"], GROUPS.font) <= GROUPS.full
    for row in rows(spec, "values") + rows(spec, "without"):
        assert row["across"] >= 0
        assert row["across"] + width(row["text"], GROUPS.font) <= GROUPS.full
    for upper, lower in pairwise(rows(spec, "names")):
        assert lower["down"] - upper["down"] >= GROUPS.font
    height: Any = spec["height"]
    assert all(0 < row["down"] < height for row in rows(spec, "names") + rows(spec, "bars"))


@pytest.mark.parametrize("name", SIZES)
def test_altair_accepts_the_chart_of_all_councils(name: str) -> None:
    spec = distribution_spec(some(), SIZES[name], DESIGNS)
    assert alt.LayerChart.from_dict(spec, validate=True).to_dict(validate=True)["layer"]


def test_altair_accepts_the_chart_of_groups() -> None:
    (first, *_) = splits(tiny.entry("dental-check"))
    spec = drawn(first)
    assert alt.LayerChart.from_dict(spec, validate=True).to_dict(validate=True)["layer"]
    assert len(rows(spec, "names")) == len(first.categories)


def test_a_chart_of_all_councils_is_the_same_bytes_every_time() -> None:
    one, two = (
        render.draw(distribution_spec(some(), WIDE, DESIGNS), "x-1", "A <name>", "A & b").svg
        for _ in range(2)
    )
    assert one == two
