"""Puts into the finished HTML what Markdown should not carry. Knows no engine.

Charts and tables in place of their placeholders, tooltips for the words of the glossary, scripts
that wait until the page can be read, and a security policy that allows exactly the scripts that
stand in the page.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from html import escape, unescape
from pathlib import Path
from urllib.parse import urlsplit

from build_scripts.model.edition import Edition
from build_scripts.model.vocabulary import Term

PLACEHOLDER = re.compile(r'<div data-fragment="([^"]+)"></div>')
INLINE_SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL)
# After the character set, which must come early, and before anything that could run.
HEAD = re.compile(r"<head[^>]*>(\s*<meta charset=[^>]*>)?")
ARTICLE = re.compile(r"(<article\b.*?</article>)", re.DOTALL)
# A drawing counts as one tag: nothing in it is explained, and it has thousands of its own.
TAG = re.compile(r"(<!--.*?-->|<svg\b.*?</svg>|<[^>]+>)", re.DOTALL)
NAMELESS_DIALOG = re.compile(r'(<[a-z]+\b(?![^>]*\baria-label)[^>]*\brole="dialog")')
# The site's only dialog; the theme gives it no name a screen reader could say.
DIALOG_NAME = "Search"
# The theme's own script blocks the first paint, although nothing on the page waits for it.
BLOCKING_SCRIPT = re.compile(r'(<script src="[^"]*")>')
# The theme's switch between light and dark; `colour-switch.js` drives it, at a fraction of the cost.
COLOUR_SWITCH = ' data-md-component="palette"'
OUR_COLOUR_SWITCH = " data-colour-switch"
# No tooltip inside these: names, links, code, drawings, tables (the same word in every row) and
# what already has one.
WITHOUT_TOOLTIPS = frozenset(
    [
        "a",
        "abbr",
        "button",
        "caption",
        "code",
        "dt",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "label",
        "nav",
        "pre",
        "script",
        "style",
        "svg",
        "table",
        "title",
    ]
)
POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)


class Finisher:
    """Finishes one page after another with the same fragments and glossary."""

    def __init__(self, fragments: Mapping[str, str], terms: Sequence[Term]) -> None:
        """Prepare to finish pages.

        Args:
            fragments: HTML by the name that stands in a placeholder.
            terms: the glossary.
        """
        self.fragments = fragments
        self.meanings = {
            text: _meaning(term) for term in terms for text in (term.term, *term.forms)
        }
        # The longest first, so that “child protection plan” is not explained as “child protection”.
        spellings = sorted(self.meanings, key=lambda text: (-len(text), text))
        # Grouped by their first letter: only those that begin as the text does are then tried.
        groups = {
            first: [t[1:] for t in spellings if t[0] == first]
            for first in sorted({t[0] for t in spellings})
        }
        pattern = "|".join(
            f"{re.escape(first)}(?:{'|'.join(map(re.escape, rest))})"
            for first, rest in groups.items()
        )
        self.words = re.compile(rf"(?<![\w-])({pattern})(?![\w-])") if spellings else None

    def finish(self, html: str, depth: int) -> str:
        """Finish one page.

        Args:
            html: the page as the engine made it.
            depth: how many folders it lies below the root of the site.

        Raises:
            KeyError: a placeholder names a fragment that was not made: our fault.
        """
        html = PLACEHOLDER.sub(lambda match: self.fragments[match[1]], html)
        html = html.replace('"@root/', f'"{"../" * depth or "./"}')
        html = NAMELESS_DIALOG.sub(rf'\1 aria-label="{DIALOG_NAME}"', html)
        html = BLOCKING_SCRIPT.sub(r"\1 defer>", html)
        html = html.replace(COLOUR_SWITCH, OUR_COLOUR_SWITCH)
        html = ARTICLE.sub(lambda match: self._with_tooltips(match[1]), html, count=1)
        return HEAD.sub(lambda match: match[0] + _policy(html), html, count=1)

    def _with_tooltips(self, html: str) -> str:
        if self.words is None:
            return html
        parts = TAG.split(html)
        inside: list[str] = []
        for place, part in enumerate(parts):
            if place % 2:
                _follow(part, inside)
            elif part and not inside:
                parts[place] = self._explained(part, self.words)
        return "".join(parts)

    def _explained(self, part: str, words: re.Pattern[str]) -> str:
        # Compared as plain text: Markdown and fragments write the same sign in different ways.
        pieces = words.split(unescape(part))
        if len(pieces) == 1:
            return part
        for place, piece in enumerate(pieces):
            text = escape(piece, quote=False)
            if place % 2:
                text = f'<abbr title="{escape(self.meanings[piece])}">{text}</abbr>'
            pieces[place] = text
        return "".join(pieces)


def finish_site(edition: Edition, fragments: Mapping[str, str], html: Path) -> int:
    """Finish every page of a site.

    Args:
        edition: whose site it is.
        fragments: HTML by the name that stands in a placeholder.
        html: the folder of pages as the engine made them.

    Returns:
        How many pages there are.
    """
    finisher = Finisher(fragments, edition.reference.terms)
    root = urlsplit(str(edition.portal.address)).path
    paths = sorted(html.rglob("*.html"))
    for path in paths:
        depth = len(path.relative_to(html).parts) - 1
        text = path.read_text(encoding="utf-8")
        if path == html / "404.html":  # shown at any address, however deep
            text = text.replace('"@root/', f'"{root}')
        path.write_text(finisher.finish(text, depth), encoding="utf-8", newline="\n")
    return len(paths)


def _meaning(term: Term) -> str:
    return f"{term.stands_for}: {term.meaning}" if term.stands_for else term.meaning


def _follow(tag: str, inside: list[str]) -> None:
    """Keep track of the elements without tooltips that are open."""
    match = re.match(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)", tag)
    if match is None or match[2].lower() not in WITHOUT_TOOLTIPS:
        return
    if tag.endswith("/>") or (not match[1] and tag.endswith("</svg>")):
        return  # opened and closed at once
    if not match[1]:
        inside.append(match[2].lower())
    elif inside and inside[-1] == match[2].lower():
        inside.pop()


def _policy(html: str) -> str:
    """The policy as a meta element, with the hash of every script that stands in the page."""
    hashes = []
    for attributes, content in INLINE_SCRIPT.findall(html):
        if "src=" in attributes or "application/" in attributes:
            continue
        digest = base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
        hashes.append(f" 'sha256-{digest}'")
    policy = POLICY.format(hashes="".join(dict.fromkeys(hashes)))
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
