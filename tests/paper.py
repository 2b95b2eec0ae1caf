"""Prints pages to PDF as a reader's browser would, and reads back what stands where on each sheet.

Reads only what Chromium writes: plain objects, one operator of text on a line.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

SHEET = re.compile(rb"<</Type /Page\n.*?endobj", re.DOTALL)
# A matrix of PDF: a b c d e f, as in ISO 32000-1, 8.3.3.
Matrix = tuple[float, float, float, float, float, float]
UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class Run:
    """Some letters of one line: where they begin, in points from the left and from the top."""

    text: str
    left: float
    top: float
    size: float


@dataclass(frozen=True)
class Sheet:
    """One printed sheet: its size in points, what is drawn on it, and the letters it shows."""

    width: float
    height: float
    drawn: bytes
    runs: tuple[Run, ...]

    @property
    def words(self) -> str:
        """All its letters, in the order in which they are drawn, without spaces."""
        return squeezed("".join(run.text for run in self.runs))


def squeezed(text: str) -> str:
    """A text without spaces, because a PDF has none between lines, and with letters told apart."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def print_out(page: Page) -> list[Sheet]:
    """The sheets of a page, printed as it is now."""
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF-")
    return [_sheet(printed, match[0]) for match in SHEET.finditer(printed)]


def _sheet(printed: bytes, described: bytes) -> Sheet:
    fonts = {
        name.decode(): _letters(printed, int(number))
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", described)
    }
    size = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", described)
    contents = re.search(rb"/Contents (\d+) 0 R", described)
    assert size and contents
    width, height = float(size[1]), float(size[2])
    drawn = _stream(printed, int(contents[1]))
    runs = tuple(_runs(drawn.decode("latin-1"), fonts, height))
    return Sheet(width, height, drawn, runs)


def _stream(printed: bytes, number: int) -> bytes:
    found = re.search(
        rb"\n%d 0 obj\n<<[^>]*>> ?stream\n(.*?)\nendstream" % number, printed, re.DOTALL
    )
    assert found, number
    return zlib.decompress(found[1])


def _letters(printed: bytes, number: int) -> dict[int, str]:
    """What the glyphs of a font mean, by their numbers."""
    font = re.search(rb"\n%d 0 obj\n(.*?)endobj" % number, printed, re.DOTALL)
    assert font
    mapped = re.search(rb"/ToUnicode (\d+) 0 R", font[1])
    assert mapped, font[1]
    table = _stream(printed, int(mapped[1])).decode("ascii")
    letters: dict[int, str] = {}
    for block in re.findall(r"beginbfchar\n(.*?)endbfchar", table, re.DOTALL):
        for glyph, meant in re.findall(r"<([0-9A-F]+)> <([0-9A-F]+)>", block):
            letters[int(glyph, 16)] = bytes.fromhex(meant).decode("utf-16-be")
    for block in re.findall(r"beginbfrange\n(.*?)endbfrange", table, re.DOTALL):
        for row in re.findall(r"<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]+)>", block):
            first, last, meant = (int(part, 16) for part in row)
            letters |= {glyph: chr(meant + glyph - first) for glyph in range(first, last + 1)}
    return letters


def _runs(drawn: str, fonts: dict[str, dict[int, str]], height: float) -> Iterator[Run]:
    matrix, kept = UPRIGHT, list[Matrix]()
    font, size, line, text = "", 0.0, UPRIGHT, ""
    for row in drawn.splitlines():
        *values, operator = row.split() or [""]
        if operator == "q":
            kept.append(matrix)
        elif operator == "Q":
            matrix = kept.pop()
        elif operator == "cm":
            matrix = _after(_matrix(values), matrix)
        elif operator == "Tf":
            font, size = values[0].removeprefix("/"), float(values[1])
        elif operator == "Tm":
            line, text = _matrix(values), ""
        elif operator == "Tj":
            glyphs = values[-1].strip("<>")
            text += "".join(
                fonts[font].get(int(glyphs[i : i + 4], 16), "") for i in range(0, len(glyphs), 4)
            )
        elif operator == "ET" and text.strip():
            a, b, c, d, left, bottom = _after(line, matrix)
            yield Run(text, left, height - bottom, size * abs(a * d - b * c) ** 0.5)


def _matrix(values: list[str]) -> Matrix:
    a, b, c, d, e, f = map(float, values)
    return a, b, c, d, e, f


def _after(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does what two do one after the other."""
    (a, b, c, d, e, f), (g, h, i, j, k, m) = first, then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
