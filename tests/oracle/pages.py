"""Reads the texts of the finished pages back out of their HTML.

The markup is the portal's own, so patterns are enough; where it changes nothing is found, and the
tests say that a text is missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path


@dataclass(frozen=True)
class Chart:
    """The words of one chart; `alternatives` are the title and description of each size.

    `rows` is the address of its CSV from the root of the site, or empty.
    """

    kind: str
    title: str
    subtitle: str
    alternatives: list[tuple[str, str]]
    note: str
    rows: str


@dataclass(frozen=True)
class Cell:
    """A cell of a list, and the number it sorts by as the page has it."""

    text: str
    sort: str


@dataclass(frozen=True)
class Table:
    """A table of figures; each row with its first cell, which names it."""

    caption: str
    head: list[str]
    rows: list[list[str]]


def plain(html: str) -> str:
    """The text of some HTML, as a reader sees it."""
    text = re.sub(r"<[^>]*>", "", re.sub(r"<br>|</(?:dt|span|p|td|th)>", r"\g<0> ", html))
    return re.sub(r" (?=[,.;:)%])", "", " ".join(unescape(text).split()))


@cache
def article(path: Path) -> str:
    """The main part of a page."""
    html = path.read_text(encoding="utf-8")
    return html[html.index("<article") : html.index("</article>")]


def said(html: str) -> list[tuple[str, str]]:
    """The generated sentences with their kinds."""
    found = re.findall(r'<p class="said" data-said="([a-z0-9-]+)">(.*?)</p>', html, re.S)
    return [(kind, plain(text)) for kind, text in found]


def alternatives(html: str) -> list[tuple[str, str]]:
    """The title and description of each drawing."""
    found = re.findall(r"<svg[^>]*><title[^>]*>(.*?)</title><desc[^>]*>(.*?)</desc>", html, re.S)
    return [(plain(title), plain(text)) for title, text in found]


def charts(html: str) -> list[Chart]:
    """The charts of an indicator's page."""
    found = []
    for kind, inside in re.findall(
        r'<figure class="chart[^>]*data-chart="(\w+)">(.*?)</figure>', html, re.S
    ):
        words = re.search(r"<figcaption><strong>(.*?)</strong><br>(.*?)</figcaption>", inside, re.S)
        assert words is not None, f"the caption of a {kind} chart has another form"
        rows = re.search(r'href="\.\./\.\./(charts/[^"]*\.csv)"', inside)
        note = re.search(r'<p class="note">(.*?)</p>', inside, re.S)
        found.append(
            Chart(
                kind,
                plain(words[1]),
                plain(words[2]),
                alternatives(inside),
                plain(note[1]) if note else "",
                rows[1] if rows else "",
            )
        )
    return found


def headline(html: str) -> list[str]:
    """The block at the head of an indicator's page: its figure, then one line a comparator.

    Whatever else stands above the comparators, such as the counts, belongs to the figure.
    """
    block = re.search(r'<div class="headline">(.*?)</div>\s*(?=<p|<h2|\Z)', html, re.S)
    if block is None:
        return []
    above, _, beside = block[1].partition("<dl")
    return [plain(above), *map(plain, re.findall("<div><dt>.*?</div>", beside, re.S))]


def rows(html: str) -> list[str]:
    """The rows of the lists of a page, as HTML."""
    return re.findall(r'<tr role="row"><th scope="row".*?</tr>', html, re.S)


def cells(row: str) -> list[Cell]:
    """The cells of a row, without the small line drawn in one and what only a phone repeats."""
    bare = re.sub('<svg.*?</svg>|<span class="on-phone">.*?</span>', "", row, flags=re.S)
    found = re.findall(r"<t[hd]([^>]*)>(.*?)</t[hd]>", bare, re.S)
    return [Cell(plain(text), _sort(words)) for words, text in found]


def _sort(attributes: str) -> str:
    value = re.search(r'data-value="([^"]*)"', attributes)
    return value[1] if value else ""


def linked(row: str) -> str:
    """The indicator a row of a list leads to."""
    found = re.search(r"indicators/([a-z0-9-]+)/", row)
    return found[1] if found else ""


def remark(row: str) -> str:
    """What a row of a list says beneath the title of its indicator."""
    found = re.search(r'<th scope="row".*?</a><br><span class="when">(.*?)</span></th>', row, re.S)
    return plain(found[1]) if found else ""


def tables(html: str) -> list[Table]:
    """The tables of figures of an indicator's page."""
    found = []
    for table in re.findall(r'<table class="data">(.*?)</table>', html, re.S):
        caption = re.search(r"<caption>(.*?)</caption>", table, re.S)
        rows = [
            [plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
            for row in re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.S)
        ]
        found.append(Table(plain(caption[1]) if caption else "", rows[0], rows[1:]))
    return found
