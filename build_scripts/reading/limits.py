"""How large a file and its parts may be, each limit with its reason, and a read that keeps to it.

All are several times what true data need, and small enough that whatever is refused was refused
soon and without filling the memory.
"""

from __future__ import annotations

from pathlib import Path

# The largest indicator has 20,000 rows of 60 bytes. Fifteen times that is a mistaken export.
MOST_ROWS = 300_000
MOST_BYTES = 30_000_000
# In characters. The longest true row has under 300, and the longest true cell, a printed text, 200.
LONGEST_ROW = 10_000
LONGEST_CELL = 1_000
# The widest table has 15 columns; beyond this each wrong one is not named by itself.
MOST_COLUMNS = 40
# Spreadsheets keep no more; the largest true figure, a population with decimals, has 10.
MOST_DIGITS = 15
# How much of a table that is wrong is searched as a text for data about people, in bytes: more than
# any true one has. The cells of one that can be read are all looked at besides.
MOST_SEARCHED = 2_000_000
# Words. In bytes; the longest file, the glossary, has 44,000.
LARGEST_FILE = 500_000
# Keys, texts, lists and groups. The glossary has 2,000, and each may be wrong in several ways, every
# one of which takes time to say.
MOST_NODES = 10_000
# Lists and groups within each other; the deepest file has six.
DEEPEST = 50
# Of one kind of mistake in one column. Nobody reads a thousand, and so many have one cause.
MOST_SHOWN = 1_000
# Of wrong texts in one column: then it is wrong throughout, and no more are looked for.
MOST_DIFFERENT = 20_000
# Of a text that a message repeats, so that a pasted page does not become one.
QUOTED = 80


def read_at_most(path: Path, most: int) -> bytes | int:
    """The bytes of a file or, of one that has more than allowed, how many it has.

    No more than allowed is ever read.

    Args:
        path: the file.
        most: how many bytes it may have.
    """
    size = path.stat().st_size
    if size > most:
        return size
    with path.open("rb") as file:
        content = file.read(most + 1)  # it may be growing
    return content if len(content) <= most else len(content)


def quoted(text: str) -> str:
    """A text as a message repeats it: the beginning of one that is long."""
    return text if len(text) <= QUOTED else f"{text[: QUOTED - 1]}…"
