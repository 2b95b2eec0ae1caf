"""Looks over the finished pages before they take the place of the last good ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from build_scripts.model.problems import Problem, problem
from build_scripts.site.contents import Contents

INDEX = "index.html"
# Addresses that name no place on any host.
WRITTEN_TO = frozenset(["mailto", "tel"])
IN_THE_PAGE = frozenset(["data"])
# Places every page has.
TOP = frozenset(["", "top"])


def check_site(site: Path, pages: Mapping[str, Contents], address: str) -> list[Problem]:
    """Check every page of a finished site against all of its files; see `check_pages`."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    return check_pages(pages, files, address)


def check_pages(pages: Mapping[str, Contents], files: Set[str], address: str) -> list[Problem]:
    """Check pages.

    Args:
        pages: what each page holds, by its path from the root of the site.
        files: the path of every file of the site, pages included.
        address: where the site will stand, with a slash at the end; links to it count as internal.

    Returns:
        A problem for each link that leads nowhere and each request to another host.
    """
    site = _Site(pages, files, address)
    problems = []
    for name, page in sorted(pages.items()):
        problems += [_problem(name, found, expected) for found, expected in _complaints(page)]
        problems += [
            _problem(name, found, expected)
            for target in sorted(page.links | page.requests)
            for found, expected in site.complaints(name, target, target in page.requests)
        ]
    return problems


def _problem(name: str, found: str, expected: str) -> Problem:
    return problem("page-not-built--finished", file=name, found=found, expected=expected)


def _complaints(page: Contents) -> Iterator[tuple[str, str]]:
    if page.unfilled:
        yield "a placeholder that was not filled", "its chart or table"
    if not page.policy:
        yield "no security policy", "one on every page"
    if page.headings != 1:
        yield f"{page.headings} main headings", "exactly one"


@dataclass(frozen=True)
class _Site:
    """Everything an address can lead to."""

    pages: Mapping[str, Contents]
    files: Set[str]
    address: str

    def complaints(self, page: str, target: str, asked_for: bool) -> Iterator[tuple[str, str]]:
        """What is wrong with an address on a page; nothing if it leads somewhere.

        Args:
            page: the page's path.
            target: the address as written.
            asked_for: whether a browser asks for it by itself, and nobody chose to.
        """
        plain = target.strip().replace("\\", "/")
        try:
            parts = urlsplit(plain)
            whole = urljoin(self.address + page.removesuffix(INDEX), plain)
        except ValueError:
            yield f"a link to {target}, which is no address", "a page"
            return
        scheme = parts.scheme
        if not plain.startswith(self.address) and (parts.netloc or scheme in ("http", "https")):
            if asked_for:
                yield f"a request to {target}", "no other host"
        elif scheme and scheme not in ("http", "https"):
            if scheme not in (IN_THE_PAGE if asked_for else WRITTEN_TO):
                yield f"a link to {target}", "the address of a page, an e-mail or a telephone"
        else:
            yield from self._inside(whole, target)

    def _inside(self, whole: str, target: str) -> Iterator[tuple[str, str]]:
        parts = urlsplit(whole)
        place = unquote(parts.fragment)
        # Above the root of the site it keeps the slash at its beginning, and names no file.
        name = unquote(parts.path.removeprefix(urlsplit(self.address).path))
        if name.endswith("/") or not name:
            name += INDEX
        elif name not in self.files:
            name += f"/{INDEX}"
        if name not in self.files:
            yield f"a link to {target}, which is not there", "a page"
        elif place not in TOP and name in self.pages and place not in self.pages[name].ids:
            yield f"a link to {target}, a place its page does not have", "the id of an element"
