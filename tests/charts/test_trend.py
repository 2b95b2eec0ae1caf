"""Charts: gaps and breaks cut lines, nothing missing becomes zero, and the SVG is fit for a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import altair as alt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.charts import render
from build_scripts.charts.styles import COUNCIL, NARROW, PAGE, WIDE, Spec
from build_scripts.charts.text import width
from build_scripts.charts.trend import bars_spec, spark_spec, trend_spec
from build_scripts.charts.trend_labels import style_of
from build_scripts.model.comparators import GROUP_STYLES, named_group
from build_scripts.model.indicator_parts import Exceptional
from build_scripts.model.periods import Period, PeriodKind
from build_scripts.pages import indicator as indicator_page
from build_scripts.statistics.answers import answers
from build_scripts.statistics.groups import bars
from build_scripts.statistics.intervals import Interval
from build_scripts.statistics.series import Entry
from build_scripts.statistics.trends import Line, Thin, Trend, trend
from build_scripts.words.charts import trend_description
from tests import tiny
from tests.designs import DESIGNS

EXAMS = tiny.with_headline(tiny.indicator("exam-results"))
DENTAL = tiny.with_headline(tiny.indicator("dental-check"))
SIZES = {"wide": WIDE, "narrow": NARROW}
GROUPS = [
    named_group(style, f"councils of {style}", "some", (), style)
    for style in reversed(GROUP_STYLES)
]
WHO = [*GROUPS, *map(tiny.edition().comparator, ("neighbours", "region", "country"))]
MEMBERS = tiny.edition().comparator("neighbours").members
OURS = "Testshire"
SVG = "{http://www.w3.org/2000/svg}"

# Every example is a whole chart; of the same ones on every run, so many show enough.
SOME = settings(max_examples=50)

percents = st.decimals(0, 100, places=1)
flags = st.booleans()
room = st.integers(0, 400)
values = st.one_of(st.none(), st.decimals(-50, 150, places=1))


@st.composite
def trends(draw: st.DrawFn) -> Trend:
    """Any trend with one line to seven, the council's often among them."""
    count = draw(st.integers(2, 12))
    kind = PeriodKind("calendar_year")
    present = [*draw(st.lists(st.sampled_from(WHO), unique_by=lambda one: one.id)), None]
    lines = []
    for who in (*WHO, None):
        line = draw(st.lists(values, min_size=count, max_size=count))
        if who in present and any(value is not None for value in line):
            lines.append(Line(who, tuple(line)))
    if not lines:
        lines = [Line(None, (Decimal(1),) * count)]
    ours = lines[-1].values if lines[-1].is_council else (None,) * count
    missing = [(at, draw(st.sampled_from("cxz"))) for at in range(count) if ours[at] is None]
    target = sorted(draw(st.lists(st.integers(0, count - 1), min_size=2, max_size=2)))
    neighbours = draw(st.lists(st.tuples(*[values] * count), max_size=2))
    assert MEMBERS is not None
    return Trend(
        measure=DENTAL.headline,
        periods=tuple(kind.between(kind.parse("2010"), kind.parse(str(2009 + count)))),
        lines=tuple(lines),
        thin=tuple(
            Thin(name, MEMBERS, thin)
            for name, thin in zip(("Northshire", "Southshire"), neighbours, strict=False)
        ),
        breaks=tuple(sorted(draw(st.sets(st.integers(1, count - 1), max_size=count)))),
        exceptional=tuple(sorted(draw(st.sets(st.integers(0, count - 1), max_size=3)))),
        missing=tuple(missing),
        provisional=tuple((at, "p") for at in range(count) if ours[at] is not None and draw(flags)),
        band=tuple(None if v is None or draw(flags) else around(v, draw(room)) for v in ours),
        targets=(target_of(target, draw(percents)),) if draw(flags) else (),
    )


def around(value: Decimal, room: int) -> Interval:
    return Interval(float(value) - room, float(value) + room)


def target_of(bounds: list[int], value: Decimal) -> tuple[int, int, Decimal]:
    return bounds[0], bounds[1], value


def plain(periods: tuple[Period, ...], line: Line) -> Trend:
    """A trend of one line, and nothing else."""
    empty = (None,) * len(periods)
    return Trend(DENTAL.headline, periods, (line,), (), (), (), (), (), empty, ())


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
    data = found(tiny.entry_with(EXAMS, *figures))
    drawn = rows(trend_spec(data, OURS, SIZES["wide"], DESIGNS), "lines")
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
    assert rows(trend_spec(data, OURS, SIZES["wide"], DESIGNS), "breaks") == [{"at": 0.5}]


def test_a_line_is_cut_on_both_sides_of_an_exceptional_period_which_is_shaded() -> None:
    figures = [f"Testshire, {year}, 6{year % 10}" for year in (2021, 2022, 2023, 2024, 2025)]
    odd = Exceptional(periods=("2022", "2023"), reason="Few were seen.")
    data = found(tiny.entry_with(DENTAL.model_copy(update={"exceptional": (odd,)}), *figures))
    spec = trend_spec(data, OURS, SIZES["wide"], DESIGNS)
    pieces: dict[str, list[float]] = {}
    for row in rows(spec, "lines"):
        pieces.setdefault(row["piece"], []).append(row["value"])
    assert list(pieces.values()) == [[61], [62], [63], [64, 65]]
    assert rows(spec, "exceptional") == [{"from": 0.5, "to": 1.5}, {"from": 1.5, "to": 2.5}]
    assert rows(spec, "breaks") == []


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
    spec = trend_spec(data, OURS, SIZES["wide"], DESIGNS)
    assert [row["text"] for row in rows(spec, "missing")] == ["[c]"]
    assert [(row["from"], row["to"]) for row in rows(spec, "missing")] == [(0.7, 1.3)]
    assert {row["value"] for row in rows(spec, "missing")} == {parameter(spec, "low")}


@SOME
@given(trends())
def test_every_point_is_a_figure_and_no_missing_one_becomes_a_point(data: Trend) -> None:
    spec = trend_spec(data, OURS, SIZES["wide"], DESIGNS)
    for line in data.lines:
        drawn = [r for r in rows(spec, "lines") if r["piece"].startswith(f"{style_of(line)}-")]
        shown = [(at, float(v)) for at, v in enumerate(line.values) if v is not None]
        assert [(row["at"], row["value"]) for row in drawn] == shown
    for low, high in pairwise(rows(spec, "lines")):
        if low["piece"] == high["piece"]:
            assert high["at"] == low["at"] + 1
            assert high["at"] not in {*data.breaks, *data.exceptional}
            assert low["at"] not in data.exceptional


@SOME
@given(trends())
def test_every_point_can_be_seen(data: Trend) -> None:
    spec = trend_spec(data, OURS, SIZES["wide"], DESIGNS)
    low, high = parameter(spec, "low"), parameter(spec, "high")
    assert all(low <= row["value"] <= high for row in rows(spec, "lines") + rows(spec, "targets"))
    joined = [row["piece"] for row in rows(spec, "lines")]
    dots = [row["piece"] for row in rows(spec, "dots")]
    labelled = {f"{style_of(line)}-" for line in data.lines}
    for piece in joined:
        if joined.count(piece) == 1 and any(piece.startswith(who) for who in labelled):
            assert piece in dots


@pytest.mark.parametrize("size", SIZES)
@SOME
@given(data=trends())
def test_names_of_lines_neither_touch_nor_leave_the_plot(size: str, data: Trend) -> None:
    spec = trend_spec(data, OURS, SIZES[size], DESIGNS)
    low, high = parameter(spec, "low"), parameter(spec, "high")
    pixels = [
        (row["value"] - low) / (high - low) * SIZES[size].height for row in rows(spec, "labels")
    ]
    ending = [target for target in data.targets if target[1] == len(data.periods) - 1]
    assert len(pixels) == len(data.lines) + len(ending)
    assert all(-0.01 <= place <= SIZES[size].height + 0.01 for place in pixels)
    for lower, upper in pairwise(pixels):
        assert upper - lower >= SIZES[size].font


def boxes(found: list[dict[str, Any]], spec: Spec, size: str) -> list[tuple[float, float]]:
    """Where each text in the middle of its place begins and ends, in pixels, from left to right."""
    pixels = SIZES[size].width / parameter(spec, "last")
    halves = [(row["at"] * pixels, width(row["text"], SIZES[size].font) / 2) for row in found]
    return sorted((middle - half, middle + half) for middle, half in halves)


@pytest.mark.parametrize("size", SIZES)
@SOME
@given(data=trends())
def test_letters_over_breaks_do_not_touch_and_leave_no_break_out(size: str, data: Trend) -> None:
    spec = trend_spec(data, OURS, SIZES[size], DESIGNS)
    for left, right in pairwise(boxes(rows(spec, "letters"), spec, size)):
        assert right[0] >= left[1]
    letters = "ABCDEFGHIJKL"[: len(data.breaks)]
    said = "".join(row["text"] for row in rows(spec, "letters"))
    assert said[:1] == letters[:1]
    assert said[-1:] == letters[-1:]
    assert [row["at"] for row in rows(spec, "breaks")] == [at - 0.5 for at in data.breaks]


def test_a_letter_stands_over_each_break_or_for_those_too_close_together() -> None:
    kind = PeriodKind("calendar_year")
    periods = tuple(kind.between(kind.parse("1996"), kind.parse("2025")))
    line = Line(tiny.edition().comparator("country"), (Decimal(1),) * 30)
    data = replace(plain(periods, line), breaks=(6, 24, 25, 26, 27))
    texts = {
        name: [row["text"] for row in rows(trend_spec(data, OURS, size, DESIGNS), "letters")]
        for name, size in SIZES.items()
    }
    assert texts == {"wide": ["A", "B", "C", "D", "E"], "narrow": ["A", "B–E"]}


@pytest.mark.parametrize("size", SIZES)
@SOME
@given(data=trends())
def test_symbols_of_missing_figures_stand_at_the_axis_and_do_not_touch(
    size: str, data: Trend
) -> None:
    spec = trend_spec(data, OURS, SIZES[size], DESIGNS)
    marks = rows(spec, "missing")
    covered = [at for row in marks for at in range(round(row["from"] + 0.3), round(row["to"]) + 1)]
    assert covered == [at for at, _ in data.missing]
    for level in {row["value"] for row in marks}:
        found = boxes([row for row in marks if row["value"] == level], spec, size)
        assert all(begin >= -0.01 and end <= SIZES[size].width + 0.01 for begin, end in found)
        for left, right in pairwise(found):
            assert right[0] >= left[1]
    council = [row for row in rows(spec, "lines") if row["piece"].startswith("council-")]
    assert not {row["at"] for row in council} & set(covered)


@SOME
@given(trends())
def test_the_band_is_cut_where_the_line_is_and_leaves_no_interval_out(data: Trend) -> None:
    spec = trend_spec(data, OURS, WIDE, DESIGNS)
    band, whiskers = rows(spec, "band"), rows(spec, "whiskers")
    known = [at for at, interval in enumerate(data.band) if interval is not None]
    assert sorted(row["at"] for row in band + whiskers) == known
    for left, right in pairwise(band):
        if left["piece"] == right["piece"]:
            assert right["at"] == left["at"] + 1
            assert right["at"] not in {*data.breaks, *data.exceptional}
            assert left["at"] not in data.exceptional
    assert all([row["piece"] for row in band].count(row["piece"]) > 1 for row in band)
    low, high = parameter(spec, "low"), parameter(spec, "high")
    assert all(low <= row["low"] and row["high"] <= high for row in whiskers)


@SOME
@given(trends())
def test_the_points_of_provisional_figures_and_no_others_are_hollow(data: Trend) -> None:
    dots = rows(trend_spec(data, OURS, WIDE, DESIGNS), "dots")
    hollow = [row["at"] for row in dots if row["fill"] == PAGE]
    assert hollow == [at for at, _ in data.provisional]
    assert {row["stroke"] for row in dots if row["fill"] == PAGE} <= {COUNCIL}


def test_an_interval_that_would_flatten_the_lines_is_cut_off() -> None:
    data = found(tiny.entry_with(DENTAL, "Testshire, 2024, 80", "Testshire, 2025, 82"))
    narrow = replace(data, band=(Interval(79, 81), Interval(80, 84)))
    wide = replace(data, band=(Interval(20, 99), Interval(40, 99)))
    for shown, low, high in ((narrow, 79, 84), (wide, 80, 82)):
        spec = trend_spec(shown, OURS, WIDE, DESIGNS)
        assert low - 1 < parameter(spec, "low") <= low
        assert high <= parameter(spec, "high") < high + 1
    drawn = render.draw(trend_spec(wide, OURS, WIDE, DESIGNS), "x", "Title", "Text").svg
    assert "clip-path" in drawn


def test_targets_are_drawn_over_their_periods_and_named() -> None:
    data = found(tiny.entry_with(DENTAL, "Testshire, 2023, 80", "Testshire, 2025, 82"))
    data = replace(data, targets=((0, 1, Decimal(85)), (2, 2, Decimal(90))))
    spec = trend_spec(data, OURS, WIDE, DESIGNS)
    assert [(r["from"], r["to"], r["value"]) for r in rows(spec, "targets")] == [
        (-0.5, 1.5, 85),
        (1.5, 2.5, 90),
    ]
    assert [row["text"] for row in rows(spec, "earlier")] == ["Target 85%"]
    assert {row["text"] for row in rows(spec, "labels")} == {"Testshire", "Target 90%"}


def test_the_text_alternative_says_what_the_picture_shows_beside_its_lines() -> None:
    data = found(tiny.entry_with(EXAMS, "Testshire, 2021/22, 61", "Testshire, 2022/23, 40"))
    data = replace(
        data,
        provisional=((1, "p"),),
        band=(None, Interval(38.94, 41.06)),
        targets=((0, 1, Decimal(50)),),
    )
    text = trend_description(data, tiny.edition())
    for said in (
        "Lines are cut before 2022/23 (A), where a new series begins.",
        "Provisional, drawn hollow: 2022/23.",
        "95% interval in 2022/23: 38.9% to 41.1%.",
        "Target: 50.0% from 2021/22 to 2022/23.",
    ):
        assert said in text


@pytest.mark.parametrize("size", SIZES)
@given(count=st.integers(2, 40))
def test_names_of_periods_do_not_touch_and_the_newest_has_its_own(size: str, count: int) -> None:
    kind = PeriodKind("academic_year")
    periods = [kind.parse("2000/01")]
    while len(periods) < count:
        periods.append(kind.next_after(periods[-1]))
    line = Line(None, (Decimal(1),) * count)
    spec = trend_spec(plain(tuple(periods), line), OURS, SIZES[size], DESIGNS)
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
    latest = bars(one, answers(one))
    return {
        "wide trend": trend_spec(data, OURS, SIZES["wide"], DESIGNS),
        "narrow trend": trend_spec(data, OURS, SIZES["narrow"], DESIGNS),
        "spark": spark_spec(data, DESIGNS),
        "bars": bars_spec(latest, DENTAL.headline, OURS, SIZES["wide"], DESIGNS),
    }


DRAWN = ("wide trend", "narrow trend", "spark", "bars")


@pytest.mark.parametrize("design", DRAWN)
def test_altair_accepts(design: str) -> None:
    chart = alt.LayerChart.from_dict(specs()[design], validate=True)
    assert chart.to_dict(validate=True)["layer"]


@pytest.mark.parametrize("design", DRAWN)
def test_a_chart_drawn_twice_is_the_same_bytes_with_a_name_and_a_description(design: str) -> None:
    drawn, again = (render.draw(specs()[design], "x-1", "A <name>", "A & b").svg for _ in range(2))
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
    drawings = [render.draw(clipped, name, "Title", "Text").svg for name in ("one", "two")]
    for name, drawn in zip(("one", "two"), drawings, strict=True):
        ids = re.findall(r'\bid="([^"]*)"', drawn)
        assert len(ids) == len(set(ids)) > 2
        assert all(found.startswith(f"{name}-") for found in ids)
        assert set(re.findall(r"url\(#([^)]*)\)", drawn)) <= set(ids)
    assert "url(#" in drawings[0]
    assert drawings[1].replace("two-", "one-") == drawings[0]


@pytest.mark.parametrize("design", DRAWN)
def test_a_drawing_carries_nothing_the_picture_does_not_need(design: str) -> None:
    drawn = render.draw(specs()[design], "x-1", "Title", "Text").svg
    root = ElementTree.fromstring(drawn)
    for element in list(root.iter())[1:]:
        assert not {"class", "role", "font-family", "pointer-events"} & set(element.attrib)
        assert element.tag != f"{SVG}g" or len(element)
    assert re.findall(r"\d\.\d\d", drawn.partition("</desc>")[2]) == []


def text_of(drawn: str) -> Sequence[str]:
    return [element.text or "" for element in ElementTree.fromstring(drawn).iter(f"{SVG}text")]


def test_an_area_whose_name_is_a_script_appears_as_text_in_every_drawing() -> None:
    name = '<script>alert("x")</script>'
    council = tiny.edition().portal.council.model_copy(update={"area_name": name})
    edition = tiny.with_portal(council=council)
    entry = Entry(tiny.figures("dental-check"), edition.standpoint)
    page = indicator_page.write_page(entry, edition, (), DESIGNS, None)
    trends = re.findall(r"<svg.*?</svg>", page.fragments["trend"], re.DOTALL)
    assert len(trends) == 2
    assert all(name in text_of(drawn) for drawn in trends)
    made = [*page.fragments.values(), page.markdown, page.summary.spark]
    made += [content.decode() for path, content in page.files.items() if path.endswith(".svg")]
    assert len(made) > len(page.fragments) + 2
    assert "<script" not in "".join(made)


@pytest.mark.parametrize(
    "figures",
    [(), ("Testshire, 2024, 80",), ("Testshire, 2024, , c", "Testland, 2024, 70")],
    ids=["no figure", "one figure", "one period"],
)
def test_less_than_two_periods_is_no_trend(figures: tuple[str, ...]) -> None:
    assert trend(tiny.entry_with(DENTAL, *figures)) is None


def test_bars_begin_at_zero_and_say_their_figures_with_units() -> None:
    spec = specs()["bars"]
    assert [(r["name"], r["value"], r["text"]) for r in rows(spec, "bars")] == [
        ("Testshire", 80.0, "80%"),
        ("Testland", 70.0, "70%"),
    ]
    assert '"zero": true' in alt.LayerChart.from_dict(spec).to_json()
