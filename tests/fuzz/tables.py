"""Edits of a CSV: of a cell, a row, a column, or the way the whole file is written."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from hypothesis import strategies as st

from tests.fuzz import odd

Rows = list[list[str]]
Draw = Callable[[st.SearchStrategy[int]], int]


class Hand:
    """What draws: every choice is a number, so that a smaller example is made of smaller ones."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw

    def below(self, count: int) -> int:
        """A number from 0 up to, and without, `count`."""
        return self._draw(st.sampled_from(range(max(count, 1))))

    def one_of(self, choices: tuple[str, ...] | list[str]) -> str:
        """One of some texts."""
        return choices[self.below(len(choices))]


def changed_text(hand: Hand, text: str, others: list[str], pool: tuple[str, ...]) -> str:
    """A text in place of another: an odd one, one from elsewhere, or itself with something done."""
    match hand.below(8):
        case 0:
            return hand.one_of(others) if others else ""
        case 1:
            place = hand.below(len(text) + 1)
            return text[:place] + hand.one_of(odd.UNSEEN) + text[place:]
        case 2:
            place = hand.below(len(text) + 1)
            return text[:place] + hand.one_of(odd.QUOTED) + text[place:]
        case 3:
            return (f" {text}", f"{text} ", text.upper(), text.lower(), text * 2, text[:-1])[
                hand.below(6)
            ]
        case 4:
            return f"{text} {hand.one_of(odd.MARKUP)}"
        case _:
            return hand.one_of(pool)


def plausible(hand: Hand, column: str, text: str) -> str:
    """What somebody might rightly type into a column of figures."""
    if column in ("value", "numerator", "denominator") and text.replace(".", "").isdecimal():
        return (text, text + ".0", text[:-1] + str(hand.below(10)))[hand.below(3)]
    if column == "status":
        return hand.one_of(["", "p", "r", "e", "b", "f", "u"])
    return text


def edited(hand: Hand, content: bytes) -> tuple[str, bytes] | None:
    """An edit of a CSV.

    Returns:
        The kind of edit and the new bytes; None if it is no table any more.
    """
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
    except (UnicodeDecodeError, csv.Error):
        return None
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    match hand.below(10):
        case 0 | 1 | 2 | 3:
            return _cell(hand, rows)
        case 4:
            row, column = 1 + hand.below(len(rows) - 1), hand.below(len(rows[0]))
            rows[row] = rows[row] + [""] * (column + 1 - len(rows[row]))
            name = rows[0][column]
            rows[row][column] = plausible(hand, name, rows[row][column])
            return "plausible cell", written(rows)
        case 5 | 6:
            return _row(hand, rows)
        case 7:
            return _column(hand, rows)
        case _:
            return _whole(hand, content, rows)


def written(rows: Rows, line_end: str = "\n", quoting: int = csv.QUOTE_MINIMAL) -> bytes:
    """Rows as a CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=line_end, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue().encode("utf-8", "surrogatepass")


def _cell(hand: Hand, rows: Rows) -> tuple[str, bytes]:
    row, column = hand.below(len(rows)), hand.below(len(rows[0]))
    rows[row] += [""] * (column + 1 - len(rows[row]))
    others = [cells[column] for cells in rows[1:] if column < len(cells)]
    text = changed_text(hand, rows[row][column], others, odd.CELLS)
    if hand.below(4):
        rows[row][column] = text
        return ("cell" if row else "heading"), written(rows)
    # As somebody types it into a text editor: without the quotes it would need.
    lines = written(rows).decode("utf-8").split("\n")
    line = rows[row]
    line[column] = text
    lines[min(row, len(lines) - 1)] = ",".join(line)
    return "cell typed as it is", "\n".join(lines).encode("utf-8", "surrogatepass")


def _row(hand: Hand, rows: Rows) -> tuple[str, bytes]:
    here, there = hand.below(len(rows)), hand.below(len(rows))
    match hand.below(8):
        case 0:
            del rows[here]
            return "row deleted", written(rows)
        case 1:
            rows.insert(there, list(rows[here]))
            return "row repeated", written(rows)
        case 2:
            rows[here], rows[there] = rows[there], rows[here]
            return "rows swapped", written(rows)
        case 3:
            rows.insert(here, [[], ["", ""], [" "], [""] * len(rows[0])][hand.below(4)])
            return "empty row", written(rows)
        case 4:
            rows.append([hand.one_of(["Total", "Note", "Source: a", "x"]), *rows[here][1:]])
            return "row below", written(rows)
        case 5:
            lines = written(rows).decode("utf-8").split("\n")
            here = min(here, len(lines) - 1)
            place = hand.below(len(lines[here]) + 1)
            lines[here] = lines[here][:place] + "\n" * (1 + hand.below(3)) + lines[here][place:]
            return "row cut in two", "\n".join(lines).encode("utf-8", "surrogatepass")
        case 6:
            rows[here] = [rows[here][:-1], rows[here][1:], [*rows[here], ""], rows[here] * 2][
                hand.below(4)
            ]
            return "row of another length", written(rows)
        case _:
            rows[1:] = rows[1:][::-1]
            return "rows turned round", written(rows)


def _column(hand: Hand, rows: Rows) -> tuple[str, bytes]:
    here, there = hand.below(len(rows[0])), hand.below(len(rows[0]))
    kind = hand.below(5)
    for number, row in enumerate(rows):
        if max(here, there) >= len(row):
            continue
        match kind:
            case 0:
                del row[here]
            case 1:
                row.insert(there, row[here])
            case 2:
                row[here], row[there] = row[there], row[here]
            case 3:
                row[here] = row[here] if number == 0 else ""
            case _:
                row.append("")
    names = ("deleted", "repeated", "swapped", "emptied", "added")
    return f"column {names[kind]}", written(rows)


def _whole(hand: Hand, content: bytes, rows: Rows) -> tuple[str, bytes]:
    text = content.decode("utf-8")
    ways: tuple[tuple[str, Callable[[], bytes]], ...] = (
        ("line ends of Windows", lambda: written(rows, "\r\n")),
        ("line ends of old Macs", lambda: written(rows, "\r")),
        ("mixed line ends", lambda: text.replace("\n", "\r\n", 3).encode()),
        ("byte order mark", lambda: b"\xef\xbb\xbf" + content),
        ("two byte order marks", lambda: b"\xef\xbb\xbf" * 2 + content),
        ("everything in quotes", lambda: written(rows, quoting=csv.QUOTE_ALL)),
        ("semicolons", lambda: text.replace(",", ";").encode()),
        ("tabs", lambda: text.replace(",", "\t").encode()),
        ("UTF-16", lambda: text.encode("utf-16")),
        ("Windows-1252", lambda: text.encode("cp1252", "replace")),
        ("no last line end", lambda: content.rstrip(b"\n")),
        ("empty lines below", lambda: content + b"\n" * 3),
        ("commas below", lambda: content + b",,,,,,,,\n" * 2),
        ("spaces below", lambda: content + b"  "),
        ("sep line above", lambda: b"sep=,\n" + content),
        ("many times over", lambda: content * 40),
        ("one endless line", lambda: content.replace(b"\n", b",")),
        ("header alone", lambda: content.split(b"\n")[0] + b"\n"),
    )
    name, way = ways[hand.below(len(ways))]
    return name, way()
