"""What is left out of a drawing changes nothing in the picture, and pictures need no fonts of ours."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
import vl_convert

from build_scripts.charts import render
from build_scripts.charts.groups import split_spec
from build_scripts.charts.styles import FONT, GROUPS, NARROW, Spec, light_colours
from build_scripts.charts.text import WIDER, width
from build_scripts.charts.trend import spark_spec, trend_spec
from build_scripts.statistics.groups import splits
from build_scripts.statistics.trends import trend
from tests import tiny
from tests.designs import DESIGNS
from tests.pictures import difference, png_size, read_png

COLOURS = light_colours("#12436D")


def specs() -> dict[str, Spec]:
    entry = tiny.entry("dental-check")
    data = trend(entry)
    assert data is not None
    return {
        "spark": spark_spec(data, DESIGNS),
        "trend": trend_spec(data, "Testshire", NARROW, DESIGNS),
        "groups": split_spec(splits(entry)[0], tiny.edition(), GROUPS, DESIGNS),
    }


def coloured(drawing: str) -> str:
    """A drawing as the renderer can make a picture of: on white, in colours and a font it has."""
    found = re.sub(r"var\((--[a-z-]+)\)", lambda match: COLOURS[match[1]], drawing)
    return re.sub(
        r'<svg ([^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*)>',
        rf'<svg \1 font-family="{FONT}"><rect width="\2" height="\3" fill="#ffffff"/>',
        found,
        count=1,
    )


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures with a quarter of the pixels, which take a quarter of the time to compare."""
    monkeypatch.setattr(render, "PICTURE_SCALE", 1)


@pytest.mark.parametrize("design", ["spark", "trend", "groups"])
def test_a_lean_drawing_is_the_same_picture_in_half_the_bytes(design: str) -> None:
    raw = vl_convert.vegalite_to_svg(specs()[design])
    lean = render.draw(specs()[design], "x", "", "").svg
    assert len(lean) < len(raw) / 2
    before, after = (read_png(render.png(coloured(drawing))) for drawing in (raw, lean))
    assert difference(before, after) < 0.004
    # The comparison would notice: the same picture without its texts is another.
    without = re.sub(r"<text.*?</text>", "", lean)
    if without != lean:
        assert difference(before, read_png(render.png(coloured(without)))) > 0.004


def test_a_picture_has_the_size_of_its_drawing_and_the_same_bytes_every_time() -> None:
    drawing = coloured(render.draw(specs()["spark"], "x", "Title", "Text").svg)
    one, two = render.png(drawing), render.png(drawing)
    assert one == two
    _, _, wide, high = re.findall(r"[\d.]+", re.findall(r'viewBox="([^"]+)"', drawing)[0])
    assert png_size(one) == (int(wide), int(high))


def test_the_renderer_leaves_other_programs_their_fonts() -> None:
    render.png('<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>')
    assert "fonts.conf" not in os.environ.get(render.FONT_SETTINGS, "")


def test_a_group_that_moves_and_one_that_cuts_off_stay_apart() -> None:
    spec: Spec = {
        "width": 40,
        "height": 40,
        "data": {"values": [{"a": 1, "b": 2}, {"a": 3, "b": 9}]},
        "mark": {"type": "line", "clip": True},
        "encoding": {
            "x": {"field": "a", "type": "quantitative", "scale": {"domain": [2, 3]}},
            "y": {"field": "b", "type": "quantitative"},
        },
    }
    raw, lean = vl_convert.vegalite_to_svg(spec), render.draw(spec, "x", "", "").svg
    assert "clip-path" in lean
    before, after = (read_png(render.png(coloured(drawing))) for drawing in (raw, lean))
    assert difference(before, after) < 0.004


@pytest.mark.parametrize(
    "text",
    [
        "Neighbours’ median",
        "Nottinghamshire 74%",
        "Bournemouth, Christchurch and Poole",
        "[c] withheld to protect confidentiality",
        "GCSE English & Maths – 9 to 5",
        "mmmm WWWW @@@@",
        "illicit “fjord” 1,234.5",
        "Ynys Môn",
    ],
)
@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_the_estimated_width_of_a_text_is_not_too_small_and_not_far_too_large(
    text: str, weight: str
) -> None:
    spec: Spec = {
        "width": 1,
        "height": 1,
        "padding": 0,
        "data": {"values": [{}]},
        "mark": {
            "type": "text",
            "align": "left",
            "text": text,
            "fontSize": 100,
            "fontWeight": weight,
            "x": 0,
        },
        "config": {"view": {"stroke": None}, "font": FONT},
    }
    drawn = render.draw(spec, "x", "", "").svg
    real = float(re.findall(r'viewBox="0 0 ([\d.]+)', drawn)[0])
    estimated = width(text, 100 * (WIDER if weight == "bold" else 1))
    assert real - 2 <= estimated <= real * 1.25


def test_no_font_of_this_machine_is_used() -> None:
    # In a process of its own, because fonts are looked for once.
    program = (
        "from build_scripts.charts import render\n"
        "render.to_vega({'mark': 'point', 'data': {'values': []}})\n"
        'text = \'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">\'\n'
        'text += \'<text y="15" font-family="{}, sans-serif">Grj 123</text></svg>\'\n'
        "names = ('No Such Font', 'DejaVu Sans', 'Noto Sans', 'Roboto', 'Comic Sans MS')\n"
        "print(len({render.png(text.format(name)) for name in names}))\n"
    )
    made = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert made.stdout == "1\n"
