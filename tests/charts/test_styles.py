"""Every colour of a chart can be seen in both schemes, and is said in one place only."""

from __future__ import annotations

import json
import re

import pytest

from build_scripts.charts.styles import STYLES, colours_css, light_colours
from build_scripts.model.comparators import GROUP_STYLES
from tests.designs import DESIGNS
from tests.places import SITE_SRC

ACCENTS = ("#12436D", "#8FC1EA")
CSS = colours_css(*ACCENTS)
TEXTS = ("--chart-ink", "--chart-soft-ink", "--chart-council")
# The grid repeats the axis, and the tint of a band has a line of its own around it.
QUIET = {"--chart-grid", "--chart-band", "--chart-page"}


def scheme(name: str) -> dict[str, str]:
    block = re.findall(rf'^\[data-md-color-scheme="{name}"\] {{ (.*) }}$', CSS, re.MULTILINE)[0]
    return dict(part.split(": ") for part in block.rstrip(";").split("; "))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(two)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", ["default", "slate"])
def test_marks_and_texts_stand_out_from_the_page(name: str) -> None:
    colours = scheme(name)
    page = colours["--chart-page"]
    faint = [
        variable
        for variable, colour in colours.items()
        if variable not in QUIET and contrast(colour, page) < (4.5 if variable in TEXTS else 3)
    ]
    assert faint == []
    assert contrast(colours["--chart-council"], colours["--chart-band"]) >= 3


def test_other_councils_and_neighbours_can_be_told_apart_in_grey() -> None:
    for name in ("default", "slate"):
        colours = scheme(name)
        assert contrast(colours["--chart-quiet"], colours["--chart-neighbours"]) > 2


def test_every_variable_in_a_design_has_a_colour_and_no_other_file_gives_one() -> None:
    used = set(re.findall(r"var\((--[a-z-]+)\)", json.dumps(DESIGNS)))
    used |= set(re.findall(r"var\((--[a-z-]+)\)", "".join(s.colour for s in STYLES.values())))
    light = light_colours(ACCENTS[0])
    assert used <= set(light)
    assert scheme("default") == light
    assert set(scheme("slate")) == set(light)
    style = (SITE_SRC / "assets" / "portal.css").read_text(encoding="utf-8")
    assert [name for name in light if f"{name}:" in style] == []


def test_paper_is_white() -> None:
    printed = CSS[CSS.index("@media print") :]
    assert all(f"{name}: {colour};" in printed for name, colour in scheme("default").items())


def test_no_two_lines_differ_by_colour_alone() -> None:
    looks = [(style.dash, style.width) for style in STYLES.values()]
    assert len(set(looks)) == len(looks)


@pytest.mark.parametrize("name", GROUP_STYLES)
def test_a_named_group_differs_from_every_other_line_by_dash_and_by_shape(name: str) -> None:
    others = [style for other, style in STYLES.items() if other != name]
    assert STYLES[name].dash not in [style.dash for style in others]
    assert STYLES[name].shape not in [style.shape for style in others]
