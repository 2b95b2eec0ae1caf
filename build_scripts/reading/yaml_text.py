"""Reads a YAML file into plain text values, remembering the line of every key.

Every value stays the text that was typed: `no` is not False and `2025-03` is not a date. What a
value must be is decided by the models. Repeated keys are refused, and whatever of YAML would change
a text or leave a part of it out: aliases, anchors, tags.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from build_scripts.model.problems import Problem, problem
from build_scripts.model.texts import unseen
from build_scripts.reading.limits import DEEPEST, LARGEST_FILE, MOST_NODES
from build_scripts.reading.lines import At, Lines, dotted


@dataclass(frozen=True)
class YamlFile:
    """The contents of a YAML file and the line on which each key stands.

    Attributes:
        content: the mapping at the top of the file, of nested dictionaries, lists and text; empty
            if it could not be read.
        problems: what is wrong with the file as a file.
    """

    content: dict[str, object]
    lines: Lines
    problems: tuple[Problem, ...]


def read_yaml(content: bytes, name: str) -> YamlFile:
    """Read one YAML file.

    Args:
        content: the bytes of the file.
        name: how problems should name it, relative to the datasets folder.
    """
    reader = _Reader(name)
    top = reader.read(content)
    return YamlFile(
        top if isinstance(top, dict) else {}, Lines(name, reader.numbers), tuple(reader.problems)
    )


def load_yaml(path: Path, name: str) -> YamlFile:
    """Read one YAML file from where it lies, and no more of it than a page of words may have.

    Args:
        path: the file.
        name: how problems should name it, relative to the datasets folder.
    """
    with path.open("rb") as file:
        return read_yaml(file.read(LARGEST_FILE + 1), name)


def not_utf8(raw: bytes, error: UnicodeDecodeError, file: str) -> Problem:
    """The problem of a file in another encoding, with a guess at which from its first bytes."""
    utf16 = raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    found = "UTF-16 text" if utf16 else "a character that is not UTF-8, probably Windows-1252"
    row = raw[: error.start].count(b"\n") + 1
    if file.endswith(".yml"):
        return problem("not-utf8--words", file=file, row=row, found=found)
    return problem("not-utf8", file=file, row=row, found=found)


class _Reader:
    """Turns one file into values, and gathers the lines and problems on the way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.numbers: dict[At, int] = {}
        self.lines = Lines(name, self.numbers)
        self.problems: list[Problem] = []
        self.seen: set[int] = set()
        self.found_in: set[int] = set()  # the lines of invisible characters found so far

    def read(self, raw: bytes) -> object:
        """The value at the top of the file; None if there is none."""
        if len(raw) > LARGEST_FILE:
            self.problems.append(
                problem("yaml-syntax--too-large", file=self.name, size=f"{LARGEST_FILE:,} bytes")
            )
            return None
        try:
            text = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        except UnicodeDecodeError as error:
            self.problems.append(not_utf8(raw, error, self.name))
            return None
        try:
            marks, nodes = _marks(text)
            if nodes > MOST_NODES:
                size = f"{MOST_NODES:,} keys and entries"
                self.problems.append(problem("yaml-syntax--too-large", file=self.name, size=size))
                return None
            node = yaml.compose(text, Loader=yaml.CBaseLoader)
        except yaml.YAMLError as error:
            self._syntax(_in_words(error), _line_at_fault(error, text))
            return None
        self.problems += [
            problem("yaml-syntax--mark", file=self.name, row=row, mark=mark) for row, mark in marks
        ]
        if not isinstance(node, yaml.MappingNode):
            self._syntax("no line that begins with a key and a colon", 1)
            return None
        content = self._plain(node, ())
        self._invisible(text)
        return content

    def _invisible(self, text: str) -> None:
        """Invisible characters of lines in which none was found yet, such as those of remarks."""
        for row, line in enumerate(text.split("\n"), start=1):
            if row not in self.found_in and (found := unseen(line.rstrip("\r"))):
                self.problems.append(
                    problem("wrong-yaml-value--unseen", file=self.name, row=row, name=found)
                )

    def _syntax(self, found: str, line: int) -> None:
        self.problems.append(problem("yaml-syntax", file=self.name, row=line, found=found))

    def _plain(self, node: yaml.Node, at: At) -> object:
        if id(node) in self.seen:  # its own line is unknown: the node remembers its first place
            self.problems.append(self.lines.problem("yaml-syntax--alias", at))
            return ""
        self.seen.add(id(node))
        self.numbers.setdefault(at, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            if found := unseen(str(node.value)):
                self.problems.append(self.lines.problem("wrong-yaml-value--unseen", at, name=found))
                self.found_in.update(range(node.start_mark.line + 1, node.end_mark.line + 2))
            return str(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, (*at, i)) for i, item in enumerate(node.value)]
        content: dict[str, object] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._syntax("brackets in place of a key", line)
                continue
            key = str(key_node.value)
            if found := unseen(key):
                self.problems.append(
                    problem("wrong-yaml-value--unseen", file=self.name, row=line, name=found)
                )
                self.found_in.add(line)
                continue
            below = (*at, key)
            if key in content:
                self.problems.append(
                    problem(
                        "yaml-duplicate-key",
                        file=self.name,
                        row=line,
                        column=dotted(below),
                        key=key,
                        first=self.numbers[below],
                    )
                )
                continue
            self.numbers[below] = line
            content[key] = self._plain(value_node, below)
        return content


def _marks(text: str) -> tuple[list[tuple[int, str]], int]:
    """The anchors and tags of a file, with their lines, and how many keys and values it has.

    YAML drops anchors and tags from the text.

    Raises where brackets or indents nest deeper than any page needs: composing recurses in C, and a
    hundred thousand brackets would end the process without a word.
    """
    found: list[tuple[int, str]] = []
    depth = nodes = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(
                problem="brackets or indents nested too deeply",
                problem_mark=event.start_mark,  # type: ignore[arg-type]  # the C reader's own mark
            )
        nodes += isinstance(event, yaml.NodeEvent)
        if nodes > MOST_NODES:
            break
        if isinstance(event, yaml.NodeEvent) and not isinstance(event, yaml.AliasEvent):
            mark = event.start_mark
            assert mark is not None, "the reader marks every event of a file"
            tag = getattr(event, "tag", None)
            found += [(mark.line + 1, f"&{event.anchor}")] if event.anchor else []
            found += [(mark.line + 1, _as_typed(text, mark.index, tag))] if tag else []
    return found, nodes


def _as_typed(text: str, at: int, tag: str) -> str:
    """A tag as it stands in the file; YAML gives it back in full."""
    typed = re.search(r"!\S*", text[at : at + 200])
    return typed[0] if typed else tag


# What the YAML reader says, and what it means to the person who typed the line. Only these words
# are taken from its sentences; a sentence it has nothing for is shown as it is.
IN_WORDS = {
    "mapping values are not allowed": "a second colon in one line, or a line indented too far",
    "could not find expected ':'": "a line without a colon and a space after its key",
    "cannot start any token": "a tab or a sign where a key or a text should begin",
    "undefined alias": "a text that begins with *",
    "did not find expected key": "a line that is not indented like the lines around it",
    "did not find expected '-' indicator": "a line that is not indented like the list it is in",
    "found another document": "a line of three hyphens, after which another file would begin",
    "found unexpected end of stream": "a quote that is not closed",
    "control characters are not allowed": "a character that cannot be shown",
}


def _in_words(error: yaml.YAMLError) -> str:
    said = getattr(error, "problem", None) or str(error)
    return next((words for part, words in IN_WORDS.items() if part in said), said)


def _line_at_fault(error: yaml.YAMLError, text: str) -> int:
    """The line the reader stumbled over or, if that is the end, where what is unfinished began."""
    mark = getattr(error, "problem_mark", None)
    began = getattr(error, "context_mark", None)
    if mark is not None and began is not None and not text[mark.index :].strip():
        mark = began
    return mark.line + 1 if mark is not None else 1
