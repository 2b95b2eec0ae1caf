"""Files of a chart stand by themselves: no variable, no missing font, rows exactly as drawn."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from xml.etree import ElementTree

import pytest
from build_scripts.statistics.breakdowns import splits
from build_scripts.statistics.distributions import Distribution, Dot

from build_scripts.charts import render
from build_scripts.charts.designs import all_designs
from build_scripts.charts.files import (
    MARGIN,
    ChartFile,
    bars_files,
    distribution_files,
    split_files,
    standalone_svg,
    trend_files,
)
from build_scripts.charts.groups import distribution_spec, split_spec
from build_scripts.charts.styles import GROUPS, WIDE, light_colours
from build_scripts.charts.text import width
from build_scripts.charts.trend import bars_spec, trend_spec
from build_scripts.statistics.comparisons import standing
from build_scripts.statistics.intervals import Interval
from build_scripts.statistics.trends import Trend, trend
from tests import tiny
from tests.pictures import png_size

DESIGNS = all_designs()
LIGHT = light_colours("#12436D")
TITLE = "Testshire: 61% in 2018/19, " + "and a title that goes on and on " * 4
SUBTITLE = "Pupils who pass <both> English & maths, per cent. " + "Testshire and Testland. " * 8
SOURCE = "Source: Department for Education."
SVG = "{http://www.w3.org/2000/svg}"
EXAMS = tiny.with_headline(tiny.indicator("exam-results"))


def example() -> Trend:
    """A trend with everything a trend can have."""
    entry = tiny.entry_with(
        EXAMS,
        "Testshire, 2020/21, 60.50",
        "Testshire, 2021/22, , c",
        "Testshire, 2022/23, 40",
        "Testshire, 2023/24, 41",
        "Testland, 2022/23, 50",
        "Testland, 2023/24, 52",
        "Northshire, 2023/24, 33.3",
    )
    data = trend(entry)
    assert data is not None
    band = (None, None, Interval(38.94512, 41.06), None)
    return replace(data, band=band, provisional=(3,), targets=((2, 3, Decimal("45")),))


@cache
def files() -> dict[str, list[ChartFile]]:
    words = (TITLE, SUBTITLE, SOURCE)
    data = example()
    made = {
        "trend": trend_files(
            data, render.svg(trend_spec(data, WIDE, DESIGNS), "t", "Title", "Text"), *words, LIGHT
        )
    }
    item = councils()
    drawing = render.svg(distribution_spec(item, WIDE, DESIGNS), "d", "Title", "Text")
    made["all-councils"] = distribution_files(item, drawing, *words, LIGHT)
    split = splits(tiny.entry("dental-check"))[0]
    drawing = render.svg(split_spec(split, tiny.shared(), GROUPS, DESIGNS), "g", "Title", "Text")
    made["by-sex"] = split_files("by-sex", split, drawing, *words, LIGHT)
    entry = tiny.entry_with(EXAMS, "Testshire, 2023/24, 41.0", "Testland, 2022/23, 50")
    now = standing(entry, EXAMS.headline.id)
    spec = bars_spec(now, EXAMS.headline, "Testshire", WIDE, DESIGNS)
    assert spec is not None
    made["latest"] = bars_files(now, render.svg(spec, "b", "Title", "Text"), *words, LIGHT)
    return made


def councils() -> Distribution:
    data = example()
    dots = [Dot(f"A{i}", "other", Decimal(i)) for i in range(1, 12)]
    dots += [Dot("Testshire", "council", Decimal("12.50")), Dot("B", "neighbour", Decimal(13))]
    return Distribution(data.measure, data.periods[-1], tuple(dots), "Testland", Decimal("7.10"))


KINDS = ("trend", "all-councils", "by-sex", "latest")


def rows(made: list[ChartFile]) -> list[list[str]]:
    assert b"\r" not in made[2].content
    return list(csv.reader(io.StringIO(made[2].content.decode())))


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_has_a_drawing_a_picture_and_its_rows(kind: str) -> None:
    assert [file.name for file in files()[kind]] == [f"{kind}.{e}" for e in ("svg", "png", "csv")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_stands_by_itself(kind: str) -> None:
    drawing = files()[kind][0].content.decode()
    assert "var(" not in drawing
    assert "<style" not in drawing
    root = ElementTree.fromstring(drawing)
    assert root.get("font-family", "").endswith("sans-serif")
    wide, high = (float(root.get(name, "")) for name in ("width", "height"))
    assert root.get("viewBox") == f"0 0 {wide:g} {high:g}"
    ground = next(root.iter(f"{SVG}rect"))
    assert (ground.get("fill"), ground.get("width"), ground.get("height")) == (
        "#ffffff",
        f"{wide:g}",
        f"{high:g}",
    )
    assert root[0].text == "Title"
    assert {root[0].get("id"), root[1].get("id")} == set(root.get("aria-labelledby", "").split())


@pytest.mark.parametrize("kind", KINDS)
def test_title_subtitle_and_source_are_text_and_nothing_of_them_is_cut(kind: str) -> None:
    root = ElementTree.fromstring(files()[kind][0].content)
    own = [element for element in root if element.tag == f"{SVG}text"]
    assert " ".join(element.text or "" for element in own).split() == (
        f"{TITLE} {SUBTITLE} {SOURCE}".split()
    )
    room = float(root.get("width", "")) - 2 * MARGIN
    tops = []
    for element in own:
        size = float(element.get("font-size", "").removesuffix("px"))
        assert size >= 12
        assert width(element.text or "", size) <= room
        tops.append(float(element.get("y", "")))
    assert tops == sorted(tops)
    assert tops[-1] < float(root.get("height", ""))
    assert own[0].get("font-weight") == "bold"


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_a_png_of_the_drawing_at_twice_its_size(kind: str) -> None:
    drawing, picture, _ = files()[kind]
    root = ElementTree.fromstring(drawing.content)
    sizes = tuple(2 * float(root.get(name, "")) for name in ("width", "height"))
    assert png_size(picture.content) == sizes


def test_files_made_twice_are_the_same_bytes() -> None:
    assert files() == files.__wrapped__()


def test_the_rows_of_a_trend_are_its_points_as_published() -> None:
    assert rows(files()["trend"]) == [
        ["line", "period", "value", "lower_95", "upper_95", "status"],
        ["Testshire", "2020/21", "60.50", "", "", ""],
        ["Testshire", "2021/22", "", "", "", "c"],
        ["Testshire", "2022/23", "40", "38.945", "41.060", "b"],
        ["Testshire", "2023/24", "41", "", "", "p"],
        ["Testland", "2022/23", "50", "", "", "b"],
        ["Testland", "2023/24", "52", "", "", ""],
        ["Northshire", "2023/24", "33.3", "", "", ""],
        ["Target", "2022/23", "45", "", "", ""],
        ["Target", "2023/24", "45", "", "", ""],
    ]


def test_the_rows_of_all_councils_are_one_for_each_mark() -> None:
    found = rows(files()["all-councils"])
    assert found[0] == ["area", "group", "value"]
    assert found[1] == ["A1", "other council", "1"]
    assert found[-3:] == [
        ["Testshire", "council", "12.50"],
        ["B", "statistical neighbour", "13"],
        ["Testland", "country", "7.10"],
    ]
    assert len(found) == 1 + len(councils().dots) + 1


def test_the_rows_of_bars_name_the_period_of_each() -> None:
    assert rows(files()["latest"]) == [
        ["area", "period", "value"],
        ["Testshire", "2023/24", "41.0"],
        ["Testland", "2022/23", "50"],
    ]


def test_the_rows_of_groups_are_those_of_council_and_country() -> None:
    split = splits(tiny.entry("dental-check"))[0]
    found = rows(files()["by-sex"])
    assert found[0] == ["group", "area", "value", "status"]
    drawn = [area.name for area in split.areas if area.level != "region"]
    assert [(row[0], row[1]) for row in found[1:]] == [
        (category, name) for category in split.categories for name in drawn
    ]
    for row in found[1:]:
        area = next(i for i, area in enumerate(split.areas) if area.name == row[1])
        figure = split.figures[split.categories.index(row[0])][area]
        value = "" if figure is None or figure.value is None else str(figure.value)
        assert row[2:] == [value, figure.status if figure else ""]


def test_markup_in_the_words_stays_text() -> None:
    drawing = render.svg(trend_spec(example(), WIDE, DESIGNS), "t", "Title", "Text")
    made = standalone_svg(drawing, "<script>x</script>", '"&"', "</svg>", LIGHT)
    assert "<script" not in made
    texts = [e.text for e in ElementTree.fromstring(made) if e.tag == f"{SVG}text"]
    assert texts == ["<script>x</script>", '"&"', "</svg>"]


def test_what_is_no_chart_and_a_colour_unknown_are_refused() -> None:
    with pytest.raises(ValueError, match="not the drawing"):
        standalone_svg("<svg></svg>", "", "", "", LIGHT)
    drawing = render.svg(trend_spec(example(), WIDE, DESIGNS), "t", "Title", "Text")
    some = {name: colour for name, colour in LIGHT.items() if name != "--chart-grid"}
    with pytest.raises(KeyError, match="--chart-grid"):
        standalone_svg(drawing, "", "", "", some)


def test_the_colours_are_those_given() -> None:
    made = files()["trend"][0].content.decode()
    assert "#12436D" in made
    assert set(re.findall(r"#[0-9a-fA-F]{6}", made)) <= set(LIGHT.values())
