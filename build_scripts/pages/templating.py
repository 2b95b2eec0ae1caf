"""Fills in templates, so that text typed by staff always appears as text.

Pages are Markdown, fragments are HTML, and both escape by themselves: whatever a template writes is
text, in which no character can act, unless it is `Raw`. In a page, the filters `paragraphs` and
`front` escape for other places than a line, and `raw` marks what is meant to act.
"""

from __future__ import annotations

import html
import json
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from build_scripts.store.paths import TEMPLATES

# Characters Markdown or an extension may act on anywhere in a line.
ACTIVE = re.compile(r"[\\`*_{}\[\]<>#|!~^=+:$@]")
# A digit and a full stop, or a hyphen, begin a list only at the start of a line.
LEADING = re.compile(r"^(\d+)([.)])|^(-)")


class Raw(str):
    """Markdown or HTML that is meant to act, and goes into a page as it is.

    Whatever is made of it, such as a part of it or a longer text, is a plain text again.
    """

    __slots__ = ()


def markdown_text(value: object) -> str:
    """One line of text for a Markdown page, in which no character is markup."""
    line = " ".join(str(value).split())
    line = line.replace("&", "&amp;")
    line = ACTIVE.sub(lambda match: f"&#{ord(match[0])};", line)
    line = line.replace('"', "&quot;")
    return LEADING.sub(lambda m: f"{m[1]}&#{ord(m[2])};" if m[1] else f"&#{ord(m[3])};", line)


def markdown_paragraphs(value: object) -> str:
    """Text of several paragraphs, separated by empty lines, for a Markdown page."""
    blocks = re.split(r"\n\s*\n", str(value).strip())
    return "\n\n".join(markdown_text(block) for block in blocks)


def front_matter(value: object) -> str:
    """A value for a page's front matter: quoted for YAML, escaped for the HTML it ends up in."""
    # An apostrophe harms nothing there, and the theme's search cuts through an escaped one.
    line = html.escape(" ".join(str(value).split()), quote=False).replace('"', "&quot;")
    return json.dumps(line, ensure_ascii=False)


def _written(value: object) -> str:
    """What appears in a page of a value that a template writes."""
    return value if isinstance(value, Raw) else markdown_text(value)


@cache
def markdown_templates(folder: Path = TEMPLATES) -> Environment:
    """The templates of pages, which escape for Markdown by themselves.

    Args:
        folder: where they lie: our own, or pages written by hand.
    """
    environment = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  that would be for HTML; `finalize` escapes for Markdown
        finalize=_written,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["text"] = lambda value: Raw(markdown_text(value))
    environment.filters["paragraphs"] = lambda value: Raw(markdown_paragraphs(value))
    environment.filters["front"] = lambda value: Raw(front_matter(value))
    environment.filters["raw"] = Raw
    return environment


@cache
def _html() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES / "fragments"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(template: str, **values: object) -> str:
    """Fill in a Markdown template."""
    return markdown_templates().get_template(template).render(**values)


def page_by_hand(folder: Path, name: str, **values: object) -> str:
    """Fill in a page written by hand.

    Args:
        folder: where such pages lie.
        name: the page's path there.
        values: what it may name in double braces.
    """
    return markdown_templates(folder).get_template(name).render(**values)


def fragment(template: str, **values: object) -> str:
    """Fill in an HTML fragment, to be put into a finished page."""
    return _html().get_template(template).render(**values)


def placeholder(name: str) -> Raw:
    """What stands in a Markdown page where a fragment will be put."""
    return Raw(f'<div data-fragment="{name}"></div>')
