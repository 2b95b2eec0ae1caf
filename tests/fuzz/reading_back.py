"""Readers of the tests' own: what somebody typed, and what a finished site says.

Nothing of the portal and none of the libraries it reads with, so that no misreading is shared.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

import yaml

_BLOCKS = """
    address article aside blockquote br caption dd details div dl dt figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr label li main nav ol option p pre section summary table tbody td text
    tfoot th thead title tr tspan ul
"""
# Elements that end a word: text on either side does not belong together.
BLOCKS = frozenset(_BLOCKS.split())
HIDDEN = frozenset(["script", "style", "template"])
SPACE = re.compile(r"[ \t\r\n\f]+")
# A key, or an item of a list, with what was typed behind it on the same line.
TYPED = re.compile(r"^([ ]*)((?:- )*)(?:([a-z_]+):[ ]+)?(\S.*)$")
# A key whose value begins below it.
OPENED = re.compile(r"^[ ]*(?:- )*([a-z_]+):[ ]*(?:#.*)?$")
NOT_PLAIN = ("|", ">", "[", "{", "#")


def table(content: bytes) -> list[list[str]]:
    """The cells of a CSV, as RFC 4180 defines them, with or without a byte order mark."""
    text = content.decode("utf-8").removeprefix("\ufeff")
    rows: list[list[str]] = []
    row: list[str] = []
    cell: list[str] = []
    at, inside = 0, False
    while at < len(text):
        letter = text[at]
        if inside:
            if letter == '"' and text[at + 1 : at + 2] == '"':
                cell.append('"')
                at += 1
            elif letter == '"':
                inside = False
            else:
                cell.append(letter)
        elif letter == '"' and not cell:
            inside = True
        elif letter == ",":
            row.append("".join(cell))
            cell = []
        elif letter in "\r\n":
            at += text[at : at + 2] == "\r\n"
            rows.append([*row, "".join(cell)])
            row, cell = [], []
        else:
            cell.append(letter)
        at += 1
    if row or cell:
        rows.append([*row, "".join(cell)])
    return rows


class Word(NamedTuple):
    """Some words behind a key, or behind the dash of a list with that key."""

    key: str
    text: str
    indent: int


def typed(content: bytes) -> list[Word]:
    """The words on each line of a YAML file that stand there in one piece, as a person reads them.

    What is not in quotes is taken letter by letter, also where YAML gives the first letter a
    meaning. Texts over several lines, or in brackets, are left out.

    Returns:
        The words in the order of the file.
    """
    lines = content.decode("utf-8").removeprefix("\ufeff").splitlines()
    found: list[Word] = []
    block, above = -1, ""
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        if block >= 0 and (indent > block or not line.strip()):
            continue
        block = -1
        if opened := OPENED.match(line):
            above = opened[1]
            continue
        match = TYPED.match(line)
        if match is None or line.lstrip().startswith("#"):
            continue
        indent += len(match[2])
        key, text = match[3], match[4]
        if re.match(r"[|>][-+0-9]*( #.*)?$", text) or _open(text):
            block = len(match[1]) + len(match[2]) if key else len(match[1])
            continue
        following = next((other for other in lines[number + 1 :] if other.strip()), "")
        goes_on = len(following) - len(following.lstrip(" ")) > indent
        item = not key and not match[2]
        if goes_on or item or text.startswith(NOT_PLAIN):
            continue
        found.append(Word(key or above, _unquoted(text), indent))
    return found


def _open(text: str) -> bool:
    """Whether it begins with a quote and goes on below."""
    if text[0] not in "\"'":
        return False
    try:
        _unquoted(text)
    except yaml.YAMLError:
        return True
    return False


def _unquoted(text: str) -> str:
    if text[0] in "\"'":
        value = yaml.load(text, Loader=yaml.BaseLoader)  # one text, and text it stays
        return str(value)
    return re.split(r"[ \t]#", text)[0].strip()


def plain(text: str) -> str:
    """A text with every run of white space as one space, as a browser shows it."""
    return SPACE.sub(" ", text).strip(" ")


class Page(HTMLParser):
    """A page as its reader gets it.

    Attributes:
        headings: the text of each main heading.
        elements: each element with the names of its attributes.
        targets: every address it leads to or asks for.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.headings: list[str] = []
        self.elements: set[tuple[str, str]] = set()
        self.targets: set[str] = set()
        self.active: list[str] = []
        self._pieces: list[str] = []
        self._hidden = 0
        self._heading: list[str] | None = None
        source = content.decode("utf-8")
        self.whole = source.rstrip().endswith("</html>")
        self.feed(source)
        self.close()

    @property
    def text(self) -> str:
        """Everything it says."""
        return plain("".join(self._pieces))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins."""
        self._pieces += [" "] * (tag in BLOCKS)
        self._hidden += tag in HIDDEN
        if tag == "h1":
            self._heading = []
        for name, value in attrs or [("", "")]:
            self.elements.add((tag, name))
            if name in ("href", "src", "action", "srcset", "data", "xlink:href"):
                self.targets.add(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins and ends at once, as in a drawing."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note what ends."""
        self._pieces += [" "] * (tag in BLOCKS)
        self._hidden -= tag in HIDDEN
        if tag == "h1" and self._heading is not None:
            self.headings.append(plain("".join(self._heading)))
            self._heading = None

    def handle_data(self, data: str) -> None:
        """Note what is said."""
        if self._hidden > 0:
            return
        self._pieces.append(data)
        if self._heading is not None:
            self._heading.append(data)
