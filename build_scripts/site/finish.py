"""Puts into the pages of the site generator what Markdown should not carry. Knows no engine.

Charts and tables in place of their placeholders, tooltips for the words of the glossary, scripts
that wait until the page can be read, and a security policy that allows exactly the scripts that
stand in the page. Each page is parsed once, changed as a tree and written out; what the checks look
at is gathered from the same tree.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from build_scripts.model.vocabulary import Term
from build_scripts.site.contents import Contents, contents

# Shown at any address that leads nowhere, however deep.
MISSING_PAGE = "404.html"
PLACEHOLDER = "div[data-fragment]"
# A link from the root of the site, wherever the page lies.
FROM_ROOT = "@root/"
# The site's only dialog; the theme gives it no name a screen reader could say.
NAMELESS_DIALOG = '[role="dialog"]:not([aria-label]):not([aria-labelledby])'
DIALOG_NAME = "Search"
# The theme's own script blocks the first paint, although nothing on the page waits for it.
BLOCKING_SCRIPT = 'script[src]:not([async]):not([defer]):not([type="module"])'
# The theme's switch between light and dark; `colour-switch.js` drives it, at a fraction of the cost.
COLOUR_SWITCH = '[data-md-component="palette"]'
# A browser takes away a line break right after the start of these.
TAKES_A_BREAK = "pre, textarea, listing"
INLINE_SCRIPT = "script:not([src])"
# Scripts of these types are not run, and no policy asks about them.
DATA = frozenset(["application/json", "application/ld+json"])
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


@dataclass(frozen=True)
class FinishedPage:
    """A page as readers get it, and what can be checked of it."""

    html: str
    contents: Contents


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

    def finish(self, html: str, to_root: str) -> FinishedPage:
        """Finish one page.

        Args:
            html: the page as the engine made it.
            to_root: what leads from the page to the root of the site, with a slash at the end.

        Raises:
            KeyError: a placeholder names a fragment that was not made: our fault.
        """
        page = LexborHTMLParser(html)
        for node in page.css(PLACEHOLDER):
            node.inner_html = self.fragments[node.attributes["data-fragment"] or ""]
            node.unwrap(delete_empty=True)
        _lead_from_root(page, to_root)
        for dialog in page.css(NAMELESS_DIALOG):
            dialog.attrs["aria-label"] = DIALOG_NAME
        for script in page.css(BLOCKING_SCRIPT):
            script.attrs["defer"] = None
        for switch in page.css(COLOUR_SWITCH):
            del switch.attrs["data-md-component"]
            switch.attrs["data-colour-switch"] = None
        article = page.css_first("article")
        if self.words is not None and article is not None:
            self._explain(page, article, self.words)
        for node in page.css(TAKES_A_BREAK):
            first = node.first_child
            if first is not None and (first.text_content or "").startswith("\n"):
                first.insert_before("\n")
        _add_policy(page)
        return FinishedPage(page.html or "", contents(page))

    def _explain(self, page: LexborHTMLParser, element: LexborNode, words: re.Pattern[str]) -> None:
        """Give the words of the glossary their tooltips, in the whole of an element."""
        for node in list(element.iter(include_text=True)):
            if not node.is_text_node:
                if node.tag not in WITHOUT_TOOLTIPS:
                    self._explain(page, node, words)
                continue
            pieces = words.split(node.text_content or "")
            if len(pieces) == 1:
                continue
            for place, piece in enumerate(pieces):
                if place % 2:
                    word = page.create_node("abbr")
                    word.attrs["title"] = self.meanings[piece]
                    word.insert_child(piece)
                    node.insert_before(word, move=True)
                elif piece:
                    node.insert_before(piece)
            node.remove()


def finish_site(
    html: Path, fragments: Mapping[str, str], terms: Sequence[Term], address: str
) -> dict[str, Contents]:
    """Finish every page of a site, in its place.

    Args:
        html: the folder of the site as the engine made it.
        fragments: HTML by the name that stands in a placeholder.
        terms: the glossary.
        address: where the site will stand, with a slash at the end.

    Returns:
        What can be checked of each page, by its path from the root of the site.
    """
    finisher = Finisher(fragments, terms)
    pages = {}
    for path in sorted(html.rglob("*.html")):
        name = path.relative_to(html).as_posix()
        to_root = "../" * name.count("/") or "./"
        if name == MISSING_PAGE:
            to_root = urlsplit(address).path
        page = finisher.finish(path.read_text(encoding="utf-8"), to_root)
        path.write_text(page.html, encoding="utf-8", newline="\n")
        pages[name] = page.contents
    return pages


def _meaning(term: Term) -> str:
    return f"{term.stands_for}: {term.meaning}" if term.stands_for else term.meaning


def _lead_from_root(page: LexborHTMLParser, to_root: str) -> None:
    for name in ("href", "src"):
        for node in page.css(f'[{name}^="{FROM_ROOT}"]'):
            node.attrs[name] = to_root + (node.attributes[name] or "").removeprefix(FROM_ROOT)


def _add_policy(page: LexborHTMLParser) -> None:
    """Write the policy, with the hash of every script that stands in the page.

    After the character set, which must come early, and before anything that could run.
    """
    hashes: dict[str, None] = {}
    for script in page.css(INLINE_SCRIPT):
        if (script.attributes.get("type") or "").lower() not in DATA:
            digest = hashlib.sha256((script.inner_html or "").encode("utf-8")).digest()
            hashes[f" 'sha256-{base64.b64encode(digest).decode('ascii')}'"] = None
    policy = page.create_node("meta")
    policy.attrs["http-equiv"] = "Content-Security-Policy"
    policy.attrs["content"] = POLICY.format(hashes="".join(hashes))
    head = page.head
    assert head is not None  # the parser puts one in where there is none
    first = next(head.iter(), None)
    if first is not None and "charset" in first.attributes:
        first.insert_after(policy, move=True)
    elif head.first_child is not None:
        head.first_child.insert_before(policy, move=True)
    else:
        head.insert_child(policy, move=True)
