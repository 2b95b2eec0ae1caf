"""Gathers the generated texts of the finished site, each with what judges it."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path

from build_scripts.model.periods import Period
from tests.oracle import lists, pages, pictures, sentences, tables
from tests.oracle.drawn import Split, hidden, splits
from tests.oracle.facts import Facts

Judge = Callable[[str], list[str]]
# Where a text stands, the text, and what says what is wrong with it.
Text = tuple[str, str, Judge]


def same(wanted: str) -> Judge:
    """Accept nothing but one text."""
    return lambda text: [] if text == wanted else [f"says {text!r}, the rows say {wanted!r}"]


def sentence(kind: str, one: Facts) -> Judge:
    """What judges a sentence of a kind."""
    return lambda text: sentences.complaints(kind, text, one)


def rows_of(where: str, found: list[list[str]], wanted: list[list[str]]) -> list[Text]:
    """Each row of a table, beside what the rows of the data say; and how many there are."""
    texts = [
        (f"{where}, row {number}", " | ".join(cells), same(" | ".join(row)))
        for number, (cells, row) in enumerate(zip(found, wanted, strict=False), start=1)
    ]
    return [*texts, (f"{where}, number of rows", str(len(found)), same(str(len(wanted))))]


def exact(cells: list[str]) -> list[str]:
    """Cells of a file, whose numbers may be written with or without zeros at their end."""
    return [str(Fraction(cell)) if re.fullmatch(r"-?\d+\.?\d*", cell) else cell for cell in cells]


def article(site: Path, address: str) -> str:
    """The main part of the page at an address."""
    return pages.article(site / address / "index.html")


def drawn(site: Path, one: Facts) -> list[tuple[pages.Chart, Split | None]]:
    """The charts of an indicator's page, each with the breakdown it is drawn from, if it is."""
    left = iter(splits(one))
    charts = pages.charts(article(site, f"indicators/{one.id}"))
    return [(chart, next(left) if chart.kind == "groups" else None) for chart in charts]


def texts_of_page(site: Path, one: Facts) -> list[Text]:
    """Every generated text of an indicator's page but its tables."""
    html = article(site, f"indicators/{one.id}")
    found: list[Text] = [(kind, text, sentence(kind, one)) for kind, text in pages.said(html)]
    for part, text in enumerate(pages.headline(html)):
        found.append(("headline block", text, partial(lists.headline, one, part)))
    for chart, split in drawn(site, one):
        found += pictures.texts(chart, one, split)
    counted = re.findall(r"(?<=</a>, )[\d,]+(?= rows)|(?<=All )[\d,]+(?= rows)", html)
    return found + [("number of rows", text, same(f"{one.data.rows:,}")) for text in counted]


def tables_of_page(site: Path, one: Facts) -> list[Text]:
    """Every row of the tables of an indicator's page."""
    texts: list[Text] = []
    left, main = iter(splits(one)), f"{one.main.title}, {one.main.unit_words}"
    captions = {f"{m.title}, {m.unit_words}": m for m in one.data.measures.values()}
    for table in pages.tables(article(site, f"indicators/{one.id}")):
        caption = table.caption
        if table.head[:1] == ["Council"]:
            head, wanted = tables.league(one)
            texts.append(("head", " | ".join(table.head), same(" | ".join(head))))
            period = one.council and one.council.period
            caption = f"{main}, {_bare(one, period)}" if period and not hidden(one) else ""
        elif day := re.match(r"Figures changed on (\S+)", table.caption):
            wanted = tables.revision_rows(one, day[1])
        elif table.caption in captions:
            wanted = tables.figure_rows(one, captions[table.caption])
            head = tables.figure_head(one)
            texts.append(("head", " | ".join(table.head[1:][: len(head)]), same(" | ".join(head))))
        else:
            split = next(left)
            wanted, of, by = tables.split_rows(split), split.measure, split.topic
            words = f"{of.title} by {by[0].lower()}{by[1:]}, {of.unit_words}"
            caption = f"{words}, {_bare(one.about(of), split.period)}"
        texts.append(("caption", table.caption, same(caption)))
        texts += rows_of(table.caption, table.rows, wanted)
    return texts


def _bare(one: Facts, period: Period) -> str:
    return one.kind.label(period).removeprefix("the ")


def cells_of(site: Path, address: str, wanted: Callable[[str], list[str]]) -> list[Text]:
    """Every row of a list without its title, beside what `wanted` says of its indicator."""
    texts: list[Text] = []
    for row in pages.rows(article(site, address)):
        i = pages.linked(row)
        shown = " | ".join(cell.text for cell in pages.cells(row)[1:])
        texts.append((f"{address}: {i}", shown, same(" | ".join(wanted(i)))))
    return texts


def remarks(site: Path, address: str, facts: dict[str, Facts]) -> list[Text]:
    """What a list says beneath the title of each indicator."""
    texts: list[Text] = []
    for row in pages.rows(article(site, address)):
        one = facts[pages.linked(row)]
        texts.append((f"{address}: remark on {one.id}", pages.remark(row), same(lists.remark(one))))
    return texts


def texts_of_lists(site: Path, facts: dict[str, Facts]) -> list[Text]:
    """Every cell of the lists of indicators, with the alternatives of their small lines."""
    commitments = sorted((site / "commitments").glob("*/index.html"))
    addresses = ["", "indicators", *(f"commitments/{path.parent.name}" for path in commitments)]
    texts: list[Text] = []
    for address in addresses:
        texts += cells_of(site, address, lambda i: lists.listing_row(facts[i]))
    texts += cells_of(site, "changes", lambda i: lists.changes_row(facts[i]))
    for address in [*addresses, "changes"]:
        texts += remarks(site, address, facts)
        for row in pages.rows(article(site, address)):
            i = pages.linked(row)
            for _, words in pages.alternatives(row):
                texts.append((f"{address}: line of {i}", words, pictures.spark(facts[i])))
    return texts


def listed(site: Path, address: str) -> list[str]:
    """The indicators a list names, in its order."""
    return [pages.linked(row) for row in pages.rows(article(site, address))]
