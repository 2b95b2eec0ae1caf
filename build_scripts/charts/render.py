"""Turns a chart specification into a drawing fit to stand in a page, and an SVG into a picture.

The only importer of vl-convert, and so also the source of the library that draws a chart in a
browser. What the renderer leaves to chance is made fixed here: ids, sizes, roles and fonts.
"""

from __future__ import annotations

import os
import re
import struct
import zlib
from dataclasses import dataclass
from functools import cache
from html import escape

import vl_convert

from build_scripts.charts.lean import lean
from build_scripts.charts.styles import Spec
from build_scripts.store.paths import TEMPLATES

ID = re.compile(r'\bid="([^"]+)"')
# Twice as many pixels as the SVG says, so that a picture is sharp on paper and on fine screens.
PICTURE_SCALE = 2
# How hard zlib tries: the next levels take twice as long for a twentieth.
PACKED = 6
# Names the file in which the renderer reads where fonts are, on systems that have fontconfig.
FONT_SETTINGS = "FONTCONFIG_FILE"
MODULES = re.compile(r'src="([^"]+/)vega@')
# The interpreter's version, which vl-convert carries and does not tell; its versions go together.
INTERPRETER = "vega-interpreter@2.0.0"
# Who made the library and under which licences: these ask to go wherever the library goes.
LIBRARY_NOTICE = TEMPLATES / "chart_library_notice.txt"


@dataclass(frozen=True)
class Drawing:
    """A chart as drawn.

    Attributes:
        name: every id in it begins with this.
        width, height: in pixels, as text.
        title: the accessible name.
        description: the text alternative.
        inside: what is drawn, as SVG in the colours of `styles`.
    """

    name: str
    width: str
    height: str
    title: str
    description: str
    inside: str

    @property
    def names(self) -> str:
        """Its title and its description, as the first elements of an SVG."""
        return (
            f'<title id="{self.name}-title">{escape(self.title)}</title>'
            f'<desc id="{self.name}-desc">{escape(self.description)}</desc>'
        )

    @property
    def named_by(self) -> str:
        """The ids of both."""
        return f"{self.name}-title {self.name}-desc"

    @property
    def svg(self) -> str:
        """An SVG element that scales to the width it is given, and takes its font from the page."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
            f'role="img" aria-labelledby="{self.named_by}">{self.names}{self.inside}</svg>'
        )


def draw(spec: Spec, name: str, title: str, description: str) -> Drawing:
    """Draw a Vega-Lite specification.

    Args:
        spec: the specification as a dictionary.
        name: unique on the page; every id in the SVG begins with it, because the renderer numbers
            its ids by process, and two charts of one page would share them.
        title: the accessible name.
        description: the text alternative, with the figures a reader of the chart takes from it.
    """
    _load_fonts()
    width, height, drawn = lean(vl_convert.vegalite_to_svg(spec))
    for number, old in enumerate(dict.fromkeys(ID.findall(drawn))):
        new = f"{name}-{number}"
        drawn = drawn.replace(f'id="{old}"', f'id="{new}"').replace(f"url(#{old})", f"url(#{new})")
    return Drawing(name, width, height, title, description, drawn)


def png(drawing: str) -> bytes:
    """A picture of a stand-alone SVG.

    Args:
        drawing: the SVG, with a width and a height, real colours, and a font that comes with the
            renderer.
    """
    _load_fonts()
    return _packed(bytes(vl_convert.svg_to_png(drawing, scale=PICTURE_SCALE)))


@cache
def _load_fonts() -> None:
    """Make the renderer load its own fonts and none of the machine's, which differ.

    It looks for fonts once, at its first drawing. The variable is taken back afterwards, because
    programs started from here would look for theirs in vain.
    """
    before = os.environ.get(FONT_SETTINGS)
    os.environ[FONT_SETTINGS] = str(TEMPLATES / "fonts.conf")
    try:
        vl_convert.svg_to_png('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
    finally:
        del os.environ[FONT_SETTINGS]
        if before is not None:
            os.environ[FONT_SETTINGS] = before


def _packed(picture: bytes) -> bytes:
    """The same PNG in a third of the bytes: the renderer packs fast, not small.

    The layout of chunks is that of the PNG specification (W3C, third edition, section 5).
    """
    kept, pixels, at = picture[:8], b"", 8
    while at < len(picture):
        length, name = struct.unpack(">I4s", picture[at : at + 8])
        chunk, at = picture[at : at + 12 + length], at + 12 + length
        if name == b"IDAT":
            pixels += chunk[8:-4]
            continue
        if name == b"IEND":
            body = b"IDAT" + zlib.compress(zlib.decompress(pixels), PACKED)
            kept += struct.pack(">I", len(body) - 4) + body
            kept += struct.pack(">I", zlib.crc32(body))
        kept += chunk
    return kept


def to_vega(spec: Spec) -> Spec:
    """Compile a Vega-Lite specification to Vega, which a browser draws without Vega-Lite.

    Args:
        spec: the specification as a dictionary.
    """
    return dict(vl_convert.vegalite_to_vega(spec))


def chart_library() -> str:
    """The part of Vega that draws a chart in a browser, as a JavaScript module.

    It exports `View`, `parse` and `interpreter`; the interpreter evaluates expressions without
    making code of them, which the security policy of the pages forbids. vl-convert's own bundle
    carries Vega-Lite and Vega-Embed too and is half as large again. Nothing is fetched: vl-convert
    keeps every module in itself, under the addresses its unbundled pages would load them from.

    Raises:
        RuntimeError: vl-convert does not say where its modules come from.
        pyo3_runtime.PanicException: vl-convert keeps another version than `INTERPRETER`; it names
            the module it does not have.
    """
    found = MODULES.search(vl_convert.vega_to_html({}, bundle=False))
    if found is None:
        raise RuntimeError("vl-convert no longer says where its modules come from")
    vega = f"{found[1]}vega@{vl_convert.get_vega_version()}/+esm"
    interpreter = f"{found[1]}{INTERPRETER}/+esm"
    bundle = vl_convert.javascript_bundle(
        f'export {{View, parse}} from "{vega}";'
        f'export {{expressionInterpreter as interpreter}} from "{interpreter}";'
    )
    return LIBRARY_NOTICE.read_text(encoding="utf-8") + str(bundle)
