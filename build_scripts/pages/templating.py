"""Fills in templates, so that text typed by staff always appears as text.

Pages are Markdown and take values through the filters `text` and `paragraphs`, which make every
character that Markdown or HTML could act on harmless. Fragments are HTML and escape by themselves.
"""

from __future__ import annotations

import html
import json
import re
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from build_scripts.store import files

# Characters Markdown or an extension may act on anywhere in a line.
ACTIVE = re.compile(r"[\\`*_{}\[\]<>#|!~^=+:$@]")
# A digit and a full stop, or a hyphen, begin a list only at the start of a line.
LEADING = re.compile(r"^(\d+)([.)])|^(-)")


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


@cache
def _markdown() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([files.TEMPLATES, files.SITE_SRC]),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  values pass the filter `text`; the result is Markdown
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["text"] = markdown_text
    environment.filters["paragraphs"] = markdown_paragraphs
    environment.filters["front"] = front_matter
    return environment


@cache
def _html() -> Environment:
    return Environment(
        loader=FileSystemLoader(files.TEMPLATES / "fragments"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(template: str, **values: object) -> str:
    """Fill in a Markdown template."""
    return _markdown().get_template(template).render(**values)


def fragment(template: str, **values: object) -> str:
    """Fill in an HTML fragment, to be put into a finished page."""
    return _html().get_template(template).render(**values)


def placeholder(name: str) -> str:
    """What stands in a Markdown page where a fragment will be put."""
    return f'<div data-fragment="{name}"></div>'
