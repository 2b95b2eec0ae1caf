"""Turns a chart specification into an SVG fit to stand in a page. The only importer of vl-convert.

What the renderer leaves to chance is made fixed here: ids, sizes and roles.
"""

from __future__ import annotations

import re
from html import escape

import vl_convert

ID = re.compile(r'\bid="([^"]+)"')
# Vega-Lite's `aria: false` takes the names from the marks and leaves them their roles.
NAMELESS = re.compile(r' role="graphics-[a-z]+"(?: aria-[a-z]+="[^"]*")*')
SIZE = re.compile(r'^<svg [^>]*?viewBox="([^"]+)"[^>]*>')


def svg(spec: dict[str, object], name: str, title: str, description: str) -> str:
    """Draw a Vega-Lite specification.

    Args:
        spec: the specification as a dictionary.
        name: unique on the page; every id in the SVG begins with it, because the renderer numbers
            its ids by process, and two charts of one page would share them.
        title: the accessible name.
        description: the text alternative, with the figures a reader of the chart takes from it.

    Returns:
        An SVG element that scales to the width it is given.
    """
    drawn = NAMELESS.sub("", vl_convert.vegalite_to_svg(spec))
    for number, old in enumerate(dict.fromkeys(ID.findall(drawn))):
        new = f"{name}-{number}"
        drawn = drawn.replace(f'id="{old}"', f'id="{new}"').replace(f"url(#{old})", f"url(#{new})")
    size = SIZE.match(drawn)
    if size is None:
        raise RuntimeError("vl-convert returned something other than an SVG element")
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size[1]}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description)}</desc>'
    )
    return opening + drawn[size.end() :]
