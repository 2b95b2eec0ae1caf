"""Files of a chart stand by themselves: no variable, no missing font, rows exactly as drawn."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import pytest

from build_scripts.charts.draw import Drawn, draw
from build_scripts.charts.files import MARGIN, Chart, files_of, standalone_svg
from build_scripts.charts.lean import lean
from build_scripts.charts.render import Drawing
from build_scripts.charts.styles import light_colours
from build_scripts.charts.text import width
from build_scripts.model.edition import Edition
from build_scripts.model.indicator_parts import Target
from build_scripts.statistics.answers import answers
from build_scripts.statistics.groups import splits
from build_scripts.statistics.series import Entry
from tests import tiny
from tests.designs import DESIGNS
from tests.pictures import png_size

LIGHT = light_colours("#12436D")
TITLE = "Testshire: 61% in 2018/19, " + "and a title that goes on and on " * 4
SUBTITLE = "Pupils who pass <both> English & maths, per cent. " + "Testshire and Testland. " * 8
SOURCE = "Source: Department for Education."
SVG = "{http://www.w3.org/2000/svg}"
EXAMS = tiny.with_headline(tiny.indicator("exam-results"))


def drawn(entry: Entry, edition: Edition | None = None) -> Drawn:
    return draw(entry, answers(entry), edition or tiny.edition(), DESIGNS)


def over_time() -> Chart:
    """A trend with everything a trend can have."""
    target = Target(value=45, set_by="Plan", from_period="2022/23", to_period="2023/24")
    chart = drawn(
        tiny.entry_with(
            EXAMS.model_copy(update={"targets": (target,)}),
            "Testshire, 2020/21, 60.50",
            "Testshire, 2021/22, , c",
            "Testshire, 2022/23, 40, , 3200, 8000",
            "Testshire, 2023/24, 41, p",
            "Testland, 2022/23, 50",
            "Testland, 2023/24, 52",
            "Northshire, 2023/24, 33.3",
        )
    ).trend
    assert chart is not None
    return chart


def councils() -> Chart:
    within = tiny.with_councils(11)
    figures = [f"Council {i}, 2023/24, {i}" for i in range(1, 12)]
    figures += ["Testshire, 2023/24, 12.50", "Northshire, 2023/24, 13", "Testland, 2023/24, 7.10"]
    chart = drawn(tiny.entry_with(EXAMS, *figures, within=within), within).councils
    assert chart is not None
    return chart


def latest() -> Chart:
    chart = drawn(tiny.entry_with(EXAMS, "Testshire, 2023/24, 41.0", "Testland, 2022/23, 50")).trend
    assert chart is not None
    return chart


@cache
def charts() -> dict[str, Chart]:
    """A chart of each kind with other words, by what its files are called."""
    by_sex = replace(drawn(tiny.entry("dental-check")).groups[0], name="by-sex")
    return {
        chart.name: replace(
            chart,
            title=TITLE,
            subtitle=SUBTITLE,
            note="",
            source=SOURCE,
            drawings=(replace(chart.drawings[0], title="Title", description="Text"),),
        )
        for chart in (over_time(), councils(), by_sex, latest())
    }


def drawing() -> Drawing:
    return charts()["trend"].drawings[0]


@cache
def files() -> dict[str, dict[str, bytes]]:
    """The files of each chart, by their ending."""
    return {
        kind: {
            name.removeprefix(f"{kind}."): content
            for name, content in files_of(chart, LIGHT).items()
        }
        for kind, chart in charts().items()
    }


KINDS = ("trend", "all-councils", "by-sex", "latest")


def rows(made: dict[str, bytes]) -> list[list[str]]:
    assert b"\r" not in made["csv"]
    return list(csv.reader(io.StringIO(made["csv"].decode())))


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_has_a_drawing_a_picture_and_its_rows(kind: str) -> None:
    assert list(files()) == list(KINDS)
    assert list(files_of(charts()[kind], LIGHT)) == [f"{kind}.{e}" for e in ("svg", "png", "csv")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_stands_by_itself(kind: str) -> None:
    made = files()[kind]["svg"].decode()
    assert "var(" not in made
    assert "<style" not in made
    root = ElementTree.fromstring(made)
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
    root = ElementTree.fromstring(files()[kind]["svg"])
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
    root = ElementTree.fromstring(files()[kind]["svg"])
    sizes = tuple(2 * float(root.get(name, "")) for name in ("width", "height"))
    assert png_size(files()[kind]["png"]) == sizes


def test_files_made_twice_are_the_same_bytes() -> None:
    before = files()
    charts.cache_clear()
    assert files.__wrapped__() == before


def test_the_rows_of_a_trend_are_its_points_as_published() -> None:
    assert rows(files()["trend"]) == [
        ["line", "period", "value", "lower_95", "upper_95", "status"],
        ["Testshire", "2020/21", "60.50", "", "", ""],
        ["Testshire", "2021/22", "", "", "", "c"],
        ["Testshire", "2022/23", "40", "38.932", "41.078", "b"],
        ["Testshire", "2023/24", "41", "", "", "p"],
        ["Testland", "2022/23", "50", "", "", "b"],
        ["Testland", "2023/24", "52", "", "", ""],
        ["Northshire", "2023/24", "33.3", "", "", ""],
        ["Target", "2022/23", "45.0", "", "", ""],
        ["Target", "2023/24", "45.0", "", "", ""],
    ]


def test_the_rows_of_all_councils_are_one_for_each_mark() -> None:
    found = rows(files()["all-councils"])
    assert found[0] == ["area", "group", "value"]
    assert found[1] == ["Council 1", "other council", "1"]
    assert found[-3:] == [
        ["Testshire", "council", "12.50"],
        ["Northshire", "statistical neighbour", "13"],
        ["Testland", "country", "7.10"],
    ]
    assert len(found) == 1 + 13 + 1


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
    shown = [area.name for area in split.areas if area.level != "region"]
    assert [(row[0], row[1]) for row in found[1:]] == [
        (category, name) for category in split.categories for name in shown
    ]
    for row in found[1:]:
        area = next(i for i, area in enumerate(split.areas) if area.name == row[1])
        figure = split.figures[split.categories.index(row[0])][area]
        value = "" if figure is None or figure.value is None else str(figure.value)
        assert row[2:] == [value, figure.status if figure else ""]


def test_markup_in_the_words_stays_text() -> None:
    made = standalone_svg(drawing(), "<script>x</script>", '"&"', "</svg>", LIGHT)
    assert "<script" not in made
    texts = [e.text for e in ElementTree.fromstring(made) if e.tag == f"{SVG}text"]
    assert texts == ["<script>x</script>", '"&"', "</svg>"]


def test_what_is_no_chart_and_a_colour_unknown_are_refused() -> None:
    with pytest.raises(ValueError, match="a view that begins at 1, 0"):
        lean('<svg xmlns="http://www.w3.org/2000/svg" viewBox="1 0 8 8"/>')
    some = {name: colour for name, colour in LIGHT.items() if name != "--chart-grid"}
    with pytest.raises(KeyError, match="--chart-grid"):
        standalone_svg(drawing(), "", "", "", some)


def test_the_colours_are_those_given() -> None:
    made = files()["trend"]["svg"].decode()
    assert "#12436D" in made
    assert set(re.findall(r"#[0-9a-fA-F]{6}", made)) <= set(LIGHT.values())


@pytest.mark.parametrize("made", [over_time, councils, latest], ids=lambda made: made.__name__)
def test_of_a_wide_and_a_narrow_drawing_the_wide_one_is_saved(made: Callable[[], Chart]) -> None:
    chart = made()
    wide, narrow = chart.drawings
    assert float(wide.width) > float(narrow.width)
    saved = files_of(chart, LIGHT)[f"{chart.name}.svg"].decode()
    assert f'viewBox="0 0 {float(wide.width) + 2 * MARGIN:g} ' in saved
