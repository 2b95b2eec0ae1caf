"""What a parsed page holds that can be checked: where it leads, what it asks for, where it can be led to.

Says what is there, not whether it is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Attributes that hold one address; `data` does so in an <object> only.
LEADING = frozenset(["href", "xlink:href"])
ADDRESSES = LEADING | {"src", "poster", "action", "formaction", "background", "data"}
SEVERAL = frozenset(["srcset", "imagesrcset"])
# Attributes in which a style can name an address.
STYLED = (
    "style",
    "fill",
    "stroke",
    "clip-path",
    "mask",
    "filter",
    "cursor",
    "marker-start",
    "marker-mid",
    "marker-end",
)
HOLDERS = ", ".join(
    [
        "[href]",  # in drawings xlink:href too
        "[src]",
        "[srcset]",
        "[imagesrcset]",
        "[poster]",
        "[action]",
        "[formaction]",
        "[background]",
        "[ping]",
        "object[data]",
        'meta[http-equiv="refresh" i]',
        *(f'[{name}*="url(" i]' for name in STYLED),
    ]
)
# One candidate of a `srcset`: an address up to white space, then its size up to a comma.
CANDIDATE = re.compile(r"(\S*[^\s,])(?:\s+[^,]*)?(?:,|$)")
IN_STYLE = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""", re.IGNORECASE)
REFRESH = re.compile(r"""url\s*=\s*["']?([^"']+)""", re.IGNORECASE)
# What a reader may choose to follow. Everything else that has an address is asked for unasked.
FOLLOWED = frozenset(["a", "area"])
# A <link> of only these kinds says where something is, and no browser fetches it.
TELLING = frozenset(["alternate", "author", "canonical", "help", "license", "next", "prev"])


@dataclass(frozen=True)
class Contents:
    """What can be checked of a page.

    Attributes:
        links: addresses a reader may choose to follow, as written.
        requests: addresses a browser asks for by itself, or sends a form to, as written.
        ids: the places of the page that an address can name after its `#`.
        headings: how many main headings there are.
        unfilled: the names of placeholders that are still there.
        policy: the security policy; empty without one.
    """

    links: frozenset[str]
    requests: frozenset[str]
    ids: frozenset[str]
    headings: int
    unfilled: tuple[str, ...]
    policy: str


def contents(page: LexborHTMLParser) -> Contents:
    """Gather what can be checked of a page."""
    links: set[str] = set()
    requests: set[str] = set()
    # What lies in a <template> waits for a script, and is no part of the tree.
    for part in (page.root, *page.template_fragments()):
        for node in part.css(HOLDERS) if part else ():
            for name, value in node.attributes.items():
                found = links if name in LEADING and _is_followed(node) else requests
                found.update(_addresses(node, name, value or ""))
        for style in part.css("style") if part else ():
            requests.update(IN_STYLE.findall(style.text()))
    policy = page.css_first('meta[http-equiv="Content-Security-Policy" i]')
    return Contents(
        links=frozenset(links),
        requests=frozenset(requests),
        ids=frozenset([*_values(page, "[id]", "id"), *_values(page, "a[name]", "name")]),
        headings=len(page.css("h1")),
        unfilled=tuple(_values(page, "[data-fragment]", "data-fragment")),
        policy=(policy.attributes.get("content") or "") if policy else "",
    )


def _values(page: LexborHTMLParser, selector: str, name: str) -> Iterator[str]:
    return (node.attributes[name] or "" for node in page.css(selector))


def _is_followed(node: LexborNode) -> bool:
    if node.tag == "link":
        kinds = (node.attributes.get("rel") or "").lower().split()
        return bool(kinds) and TELLING.issuperset(kinds)
    return node.tag in FOLLOWED


def _addresses(node: LexborNode, name: str, value: str) -> Iterable[str]:
    """The addresses in one attribute; an empty one asks for nothing and leads to its own page."""
    if name in SEVERAL:
        return CANDIDATE.findall(value)
    if name in STYLED:
        return IN_STYLE.findall(value)
    if name == "content" and node.tag == "meta":
        return REFRESH.findall(value)
    if name == "ping":
        return value.split()
    if name in ADDRESSES and value and (name != "data" or node.tag == "object"):
        return (value,)
    return ()
