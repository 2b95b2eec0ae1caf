"""Leaves out of a drawn SVG what changes nothing in the picture, so that pages stay light.

Knows how Vega writes SVG: nested groups, repeated looks, names and roles for its own use, and
places to fifteen digits.

Our own, because what lean-up libraries there are need another language or are slower than the
drawing itself, and none may touch the ids and names that screen readers are given.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

NAMESPACE = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d*\.\d+(?:e-?\d+)?|-?\d+e-\d+")
MOVED = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")
CIRCLE = re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0")
# Names for the renderer's own use, and names that Vega-Lite's `aria: false` leaves behind. The font
# is left out too: the text of a chart has the font of its page.
NEEDLESS = ("class", "role", "pointer-events", "font-family")
# What every element is without being told.
USUAL = {
    "opacity": "1",
    "stroke-width": "1",
    "stroke-dasharray": "1,0",
    "x2": "0",
    "y2": "0",
    "transform": "translate(0,0)",
}
# Attributes that a group hands on to what is in it.
INHERITED = (
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "font-size",
    "font-weight",
    "text-anchor",
)
# Numbers that mean a place or a length: a tenth of a pixel is as exact as an eye is.
PLACED = ("transform", "d", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "r", "cx", "cy")


def lean(raw: str) -> tuple[str, str, str]:
    """What is inside an SVG element, without what changes nothing in the picture.

    Args:
        raw: an SVG as Vega draws it, with the namespace of SVG and no other prefix in use.

    Returns:
        The width and the height of its view in pixels, as written there, and what is inside.

    Raises:
        ValueError: the view does not begin in the corner, as Vega's does.
    """
    root = ElementTree.fromstring(raw)  # noqa: S314  what we have just drawn ourselves
    left, top, width, height = root.get("viewBox", "").split()
    if (left, top) != ("0", "0"):
        raise ValueError(f"a view that begins at {left}, {top}")
    for element in root.iter():
        element.tag = element.tag.removeprefix(NAMESPACE)
        _tidy(element)
    _prune(root)
    inside = "".join(ElementTree.tostring(child, encoding="unicode") for child in root)
    return width, height, inside.replace(" />", "/>")


def _tidy(element: Element) -> None:
    for name, value in list(element.attrib.items()):
        if name in NEEDLESS or name.startswith("aria-") or USUAL.get(name) == value:
            del element.attrib[name]
        elif name in PLACED:
            element.set(name, NUMBER.sub(_tenths, value))
    if element.get("transform") == USUAL["transform"]:
        del element.attrib["transform"]
    circle = CIRCLE.fullmatch(element.get("d", ""))
    moved = MOVED.fullmatch(element.get("transform", ""))
    if circle and moved:
        element.tag = "circle"
        del element.attrib["d"], element.attrib["transform"]
        element.attrib |= {"cx": moved[1], "cy": moved[2], "r": circle[1]}


def _tenths(number: re.Match[str]) -> str:
    text = f"{float(number[0]):.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _prune(element: Element) -> None:
    """Leave out what is not seen, and let groups say once what all in them have in common."""
    kept: list[Element] = []
    for child in element:
        if child.tag == "defs":  # not seen itself, but used
            kept.append(child)
            continue
        _prune(child)
        if _seen(child):
            kept += list(child) if child.tag == "g" and not child.attrib else [child]
    element[:] = kept
    if element.tag != "g" or not kept:
        return
    for name in INHERITED:
        values = {child.get(name) for child in kept}
        value = values.pop()
        if value is not None and not values:
            element.set(name, value)
            for child in kept:
                del child.attrib[name]
    only = kept[0]
    # Two groups in one, unless both move what is in them, or a part is cut off in between.
    both = element.attrib | only.attrib
    apart = len(both) < len(element.attrib) + len(only.attrib) or "clip-path" in both
    if len(kept) == 1 and only.tag == "g" and not apart:
        element.attrib |= only.attrib
        element[:] = list(only)


def _seen(element: Element) -> bool:
    if element.tag == "g":
        return len(element) > 0
    if element.tag not in ("path", "rect"):
        return True
    painted = {element.get("fill"), element.get("stroke")} - {None, "none", "transparent"}
    return bool(painted) and element.get("display") != "none" and element.get("d") != ""
