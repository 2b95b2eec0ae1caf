"""Reads a YAML file into plain text values, remembering the line of every key.

Every value stays the text that was typed: `no` is not False and `2025-03` is not a date. What a
value must be is decided by the models in `metadata`. Repeated keys and aliases are refused.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from build_scripts.model.problems import Problem

# The longest page of words written so far is under 20 kB; a file of megabytes is a mistake.
LARGEST_FILE = 500_000
DEEPEST = 50


@dataclass
class YamlFile:
    """The contents of a YAML file and the line on which each key stands.

    Attributes:
        name: the file as problems name it.
        content: the mapping at the top of the file; empty if it could not be read.
        lines: line number for each path of keys, such as `("measures", 0, "unit")`.
        problems: what is wrong with the file as a file.
    """

    name: str
    content: dict[str, object] = field(default_factory=dict)
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, path: tuple[str | int, ...]) -> int:
        """The line of the key, or of the nearest key above it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(path: Path, name: str) -> YamlFile:
    """Read one YAML file.

    Args:
        path: the file.
        name: how problems should name it, relative to the datasets folder.

    Returns:
        The contents as nested dictionaries, lists and text, with any problems found.
    """
    read = YamlFile(name)
    text = _read_text(path, read)
    if text is None:
        return read
    try:
        _refuse_depth(text)
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        read.problems.append(_syntax_problem(error, name))
        return read
    if not isinstance(node, yaml.MappingNode):
        read.problems.append(
            _syntax_problem(yaml.YAMLError("no line that begins with a key and a colon"), name)
        )
        return read
    content = _plain(node, (), read, set())
    if isinstance(content, dict):
        read.content = content
    return read


def _refuse_depth(text: str) -> None:
    """Raise where brackets or indents nest deeper than any page needs.

    Composing recurses in C: a hundred thousand brackets would end the process without a word.
    """
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(
                problem="brackets or indents nested too deeply",
                problem_mark=event.start_mark,  # type: ignore[arg-type]  # the C reader's own mark
            )


def _read_text(path: Path, read: YamlFile) -> str | None:
    raw = path.read_bytes()[: LARGEST_FILE + 1]
    if len(raw) > LARGEST_FILE:
        read.problems.append(
            Problem(
                read.name,
                None,
                None,
                "yaml-syntax",
                f"more than {LARGEST_FILE:,} bytes",
                "a page of words and rules",
                "Check that figures were not pasted into this file; they belong in the CSV.",
            )
        )
        return None
    try:
        return raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        read.problems.append(not_utf8(read.name, line, raw))
        return None


def not_utf8(name: str, line: int, raw: bytes) -> Problem:
    """The problem of a file in another encoding, with a guess at which from its first bytes."""
    utf16 = raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    found = "UTF-16 text" if utf16 else "a character that is not UTF-8, probably Windows-1252"
    return Problem(
        name,
        line,
        None,
        "not-utf8",
        found,
        "UTF-8 text",
        "In Notepad choose Save As, then the encoding UTF-8."
        if name.endswith(".yml")
        else "In Excel choose Save As, then the type “CSV UTF-8 (Comma delimited)”.",
    )


# What the YAML reader says, and what it means to the person who typed the line.
_IN_WORDS = {
    "mapping values are not allowed": "a second colon in one line, or a line indented too far",
    "could not find expected ':'": "a line without a colon and a space after its key",
    "cannot start any token": "a tab or a sign where a key or a text should begin",
    "undefined alias": "a text that begins with *",
    "did not find expected key": "a line that is not indented like the lines around it",
    "did not find expected '-' indicator": "a line that is not indented like the list it is in",
    "found another document": "a line of three hyphens, after which another file would begin",
    "special characters are not allowed": "a character that cannot be shown",
    "control characters are not allowed": "a character that cannot be shown",
}


def _syntax_problem(error: yaml.YAMLError, name: str) -> Problem:
    context = getattr(error, "context", None) or ""
    of_quote = "quoted scalar" in context  # marked at the end of the file; it opens further up
    mark = getattr(error, "context_mark" if of_quote else "problem_mark", None)
    technical = (
        "a quote that is not closed" if of_quote else getattr(error, "problem", None) or str(error)
    )
    found = next((said for part, said in _IN_WORDS.items() if part in technical), technical)
    return Problem(
        name,
        mark.line + 1 if mark is not None else 1,
        None,
        "yaml-syntax",
        found,
        "lines of the form `key: value`, indented with spaces",
        "Look at this line and the one above. A colon needs a space after it; a text that itself "
        "holds a colon and a space, or begins with a sign, needs quotes around it.",
    )


def _plain(node: yaml.Node, path: tuple[str | int, ...], read: YamlFile, seen: set[int]) -> object:
    if id(node) in seen:  # its own line is unknown: the node remembers only where it was first
        read.problems.append(
            Problem(
                read.name,
                read.line_of(path),
                dotted(path),
                "yaml-syntax",
                "an alias (`*name`) of another part of the file",
                "the text itself",
                "Write the text out in full. If a text begins with & or *, put quotes around it.",
            )
        )
        return ""
    seen.add(id(node))
    read.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, i), read, seen) for i, item in enumerate(node.value)]
    content: dict[str, object] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            mark = yaml.MarkedYAMLError(
                problem="brackets in place of a key", problem_mark=key_node.start_mark
            )
            read.problems.append(_syntax_problem(mark, read.name))
            continue
        key = str(key_node.value)
        at = (*path, key)
        if key in content:
            read.problems.append(
                Problem(
                    read.name,
                    key_node.start_mark.line + 1,
                    dotted(at),
                    "yaml-duplicate-key",
                    f"“{key}” a second time (first on line {read.lines[at]})",
                    "each key once",
                    "Keep the one that is right and delete the other.",
                )
            )
            continue
        read.lines[at] = key_node.start_mark.line + 1
        content[key] = _plain(value_node, at, read, seen)
    return content


def dotted(path: tuple[str | int, ...]) -> str:
    """Write a path of keys as `measures[0].unit`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")
