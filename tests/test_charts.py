"""Charts: gaps and breaks cut lines, nothing missing becomes zero, and the SVG is fit for a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal
from xml.etree import ElementTree

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts import indicator_page, render
from build_scripts.catalogue import Entry, assemble
from build_scripts.chart_designs import all_designs
from build_scripts.chart_styles import NARROW, WIDE, Spec
from build_scripts.charts import bars_spec, spark_spec, trend_spec
from build_scripts.comparisons import standing
from build_scripts.periods import PeriodKind
from build_scripts.trends import Line, Trend, trend
from tests import tiny

EXAMS = tiny.with_headline(tiny.indicator("exam-results"))
DENTAL = tiny.with_headline(tiny.indicator("dental-check"))
Who = Literal["neighbours", "region", "country", "council"]
DESIGNS = all_designs()
SIZES = {"wide": WIDE, "narrow": NARROW}
WHO: tuple[Who, ...] = ("neighbours", "region", "country", "council")
NAMES = ("Neighbours’ median", "Test Midlands", "Testland", "Testshire")
SVG = "{http://www.w3.org/2000/svg}"

values = st.one_of(st.none(), st.decimals(-50, 150, places=1))


@st.composite
def trends(draw: st.DrawFn) -> Trend:
    """Any trend with one to four lines, the council's among them."""
    count = draw(st.integers(2, 12))
    kind = PeriodKind("calendar_year")
    present = [*draw(st.lists(st.sampled_from(WHO[:3]), unique=True)), "council"]
    lines = []
    for who, name in zip(WHO, NAMES, strict=True):
        line = draw(st.lists(values, min_size=count, max_size=count))
        if who in present and any(value is not None for value in line):
            lines.append(Line(who, name, name, tuple(line)))
    if not lines:
        lines = [Line("council", NAMES[-1], NAMES[-1], (Decimal(1),) * count)]
    return Trend(
        measure=DENTAL.headline,
        periods=tuple(kind.between(kind.parse("2010"), kind.parse(str(2009 + count)))),
        lines=tuple(lines),
        neighbours=tuple(draw(st.lists(st.tuples(*[values] * count), max_size=2))),
        breaks=tuple(draw(st.sets(st.integers(1, count - 1), max_size=2))),
        missing=(),
    )


def rows(spec: Spec, name: str) -> list[dict[str, Any]]:
    datasets: Any = spec["datasets"]
    return list(datasets[name])


def parameter(spec: Spec, name: str) -> float:
    params: Any = spec["params"]
    return next(float(item["value"]) for item in params if item["name"] == name)


def found(entry: Entry) -> Trend:
    data = trend(entry)
    assert data is not None
    return data


def council_pieces(*figures: str) -> list[list[int]]:
    """The positions of the points of each piece of the council's line."""
    drawn = rows(
        trend_spec(found(tiny.entry_with(EXAMS, *figures)), SIZES["wide"], DESIGNS), "lines"
    )
    pieces: dict[str, list[int]] = {}
    for row in drawn:
        if row["piece"].startswith("council-"):
            pieces.setdefault(row["piece"], []).append(row["at"])
    return list(pieces.values())


def test_a_line_is_cut_where_a_period_has_no_figure() -> None:
    assert council_pieces(
        "Testshire, 2017/18, 60",
        "Testshire, 2018/19, 61",
        "Testshire, 2019/20, , c",
        "Testshire, 2020/21, 62",
        "Testshire, 2021/22, 63",
    ) == [[0, 1], [3, 4]]


def test_a_line_is_cut_where_a_period_has_no_row() -> None:
    figures = ("Testshire, 2018/19, 61", "Testshire, 2019/20, 61", "Testshire, 2021/22, 63")
    assert council_pieces(*figures) == [[0, 1], [3]]


def test_a_line_is_cut_where_a_new_series_begins() -> None:
    figures = ("Testshire, 2021/22, 61", "Testshire, 2022/23, 40", "Testshire, 2023/24, 41")
    assert council_pieces(*figures) == [[0], [1, 2]]
    data = found(tiny.entry_with(EXAMS, *figures))
    assert rows(trend_spec(data, SIZES["wide"], DESIGNS), "breaks") == [{"at": 0.5}]


def test_a_withheld_figure_stands_on_the_axis_as_its_symbol() -> None:
    data = found(
        tiny.entry_with(
            EXAMS,
            "Testshire, 2018/19, 61",
            "Testshire, 2019/20, , c",
            "Testland, 2018/19, 60",
            "Testland, 2019/20, 60",
        )
    )
    spec = trend_spec(data, SIZES["wide"], DESIGNS)
    assert [(row["at"], row["text"]) for row in rows(spec, "missing")] == [(1, "[c]")]
    assert {row["value"] for row in rows(spec, "missing")} == {parameter(spec, "low")}


@given(trends())
def test_every_point_is_a_figure_and_no_missing_one_becomes_a_point(data: Trend) -> None:
    spec = trend_spec(data, SIZES["wide"], DESIGNS)
    for line in data.lines:
        drawn = [r for r in rows(spec, "lines") if r["piece"].startswith(f"{line.who}-")]
        shown = [(at, float(v)) for at, v in enumerate(line.values) if v is not None]
        assert [(row["at"], row["value"]) for row in drawn] == shown
    for low, high in pairwise(rows(spec, "lines")):
        if low["piece"] == high["piece"]:
            assert high["at"] == low["at"] + 1
            assert high["at"] not in data.breaks


@given(trends())
def test_every_point_can_be_seen(data: Trend) -> None:
    spec = trend_spec(data, SIZES["wide"], DESIGNS)
    low, high = parameter(spec, "low"), parameter(spec, "high")
    assert all(low <= row["value"] <= high for row in rows(spec, "lines"))
    joined = [row["piece"] for row in rows(spec, "lines")]
    dots = [row["piece"] for row in rows(spec, "dots")]
    labelled = {f"{line.who}-" for line in data.lines}
    for piece in joined:
        if joined.count(piece) == 1 and any(piece.startswith(who) for who in labelled):
            assert piece in dots


@pytest.mark.parametrize("size", SIZES)
@given(data=trends())
def test_names_of_lines_neither_touch_nor_leave_the_plot(size: str, data: Trend) -> None:
    spec = trend_spec(data, SIZES[size], DESIGNS)
    low, high = parameter(spec, "low"), parameter(spec, "high")
    pixels = [
        (row["value"] - low) / (high - low) * SIZES[size].height for row in rows(spec, "labels")
    ]
    assert len(pixels) == len(data.lines)
    assert all(-0.01 <= place <= SIZES[size].height + 0.01 for place in pixels)
    for lower, upper in pairwise(pixels):
        assert upper - lower >= SIZES[size].font


@pytest.mark.parametrize("size", SIZES)
@given(count=st.integers(2, 40))
def test_names_of_periods_do_not_touch_and_the_newest_has_its_own(size: str, count: int) -> None:
    kind = PeriodKind("academic_year")
    periods = [kind.parse("2000/01")]
    while len(periods) < count:
        periods.append(kind.next_after(periods[-1]))
    line = Line("council", "Testshire", "Testshire", (Decimal(1),) * count)
    spec = trend_spec(
        Trend(DENTAL.headline, tuple(periods), (line,), (), (), ()), SIZES[size], DESIGNS
    )
    params: Any = spec["params"]
    named = next(item["value"] for item in params if item["name"] == "named")
    assert named[-1] == count - 1
    apart = SIZES[size].width / (count - 1)
    for left, right in pairwise(named):
        assert (right - left) * apart > len("2024/25") * SIZES[size].font * 0.6


def specs() -> dict[str, Spec]:
    """One chart of each design."""
    data = found(tiny.entry("exam-results"))
    one = tiny.entry_with(DENTAL, "Testshire, 2025, 80", "Testland, 2025, 70")
    bars = bars_spec(
        standing(one, DENTAL.headline.id), DENTAL.headline, "Testshire", SIZES["wide"], DESIGNS
    )
    assert bars is not None
    return {
        "wide trend": trend_spec(data, SIZES["wide"], DESIGNS),
        "narrow trend": trend_spec(data, SIZES["narrow"], DESIGNS),
        "spark": spark_spec(data, DESIGNS),
        "bars": bars,
    }


NAMES = ("wide trend", "narrow trend", "spark", "bars")


@pytest.mark.parametrize("design", NAMES)
def test_altair_accepts(design: str) -> None:
    chart = alt.LayerChart.from_dict(specs()[design], validate=True)
    assert chart.to_dict(validate=True)["layer"]


@pytest.mark.parametrize("design", NAMES)
def test_a_chart_drawn_twice_is_the_same_bytes_with_a_name_and_a_description(design: str) -> None:
    drawn, again = (render.svg(specs()[design], "x-1", "A <name>", "A & b") for _ in range(2))
    assert drawn == again
    root = ElementTree.fromstring(drawn)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "x-1-title x-1-desc"
    assert [(e.tag, e.get("id"), e.text) for e in root[:2]] == [
        (f"{SVG}title", "x-1-title", "A <name>"),
        (f"{SVG}desc", "x-1-desc", "A & b"),
    ]


def test_two_drawings_on_one_page_share_no_ids() -> None:
    clipped: Spec = {
        "data": {"values": [{"a": 1}]},
        "mark": {"type": "point", "clip": True},
        "encoding": {"x": {"field": "a", "type": "quantitative"}},
    }
    drawings = [render.svg(clipped, name, "Title", "Text") for name in ("one", "two")]
    for name, drawn in zip(("one", "two"), drawings, strict=True):
        ids = re.findall(r'\bid="([^"]*)"', drawn)
        assert len(ids) == len(set(ids)) > 2
        assert all(found.startswith(f"{name}-") for found in ids)
        assert set(re.findall(r"url\(#([^)]*)\)", drawn)) <= set(ids)
    assert "url(#" in drawings[0]
    assert drawings[1].replace("two-", "one-") == drawings[0]


def text_of(drawn: str) -> Sequence[str]:
    return [element.text or "" for element in ElementTree.fromstring(drawn).iter(f"{SVG}text")]


def test_an_area_whose_name_is_a_script_appears_as_text_in_every_drawing() -> None:
    name = '<script>alert("x")</script>'
    entry = tiny.entry("dental-check")
    council = entry.shared.portal.council.model_copy(update={"area_name": name})
    portal = entry.shared.portal.model_copy(update={"council": council})
    shared = type(entry.shared)(**{**vars(entry.shared), "portal": portal})
    page = indicator_page.write_page(assemble(entry.indicator, shared, entry.rows), (), DESIGNS)
    drawings = re.findall(r"<svg.*?</svg>", page.fragments["chart"] + page.summary.spark, re.DOTALL)
    assert len(drawings) == 3
    for drawn in drawings:
        assert "<script" not in drawn
    assert all(name in text_of(drawn) for drawn in drawings[:2])
    assert "<script" not in "".join(page.fragments.values()) + page.markdown


@pytest.mark.parametrize(
    "figures",
    [(), ("Testshire, 2024, 80",), ("Testshire, 2024, , c", "Testland, 2024, 70")],
    ids=["no figure", "one figure", "one period"],
)
def test_less_than_two_periods_is_no_trend(figures: tuple[str, ...]) -> None:
    assert trend(tiny.entry_with(DENTAL, *figures)) is None


def test_bars_begin_at_zero_and_say_their_figures_with_units() -> None:
    bars = specs()["bars"]
    assert [(r["name"], r["value"], r["text"]) for r in rows(bars, "bars")] == [
        ("Testshire", 80.0, "80%"),
        ("Testland", 70.0, "70%"),
    ]
    assert '"zero": true' in alt.LayerChart.from_dict(bars).to_json()
