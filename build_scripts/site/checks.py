"""Looks over the finished site before it takes the place of the last good one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from build_scripts.model.problems import Problem, problem

LINK = re.compile(r"<(a|img|script|link|iframe|source)\b[^>]*?\b(href|src)=(\"[^\"]*\"|[^\s>]+)")
OUTSIDE = re.compile(r"^(https?:)?//", re.IGNORECASE)
IGNORED = re.compile(r"^(#|mailto:|data:|tel:)")


def check_site(site: Path, address: str) -> list[Problem]:
    """Check every page of a finished site.

    Args:
        site: the folder that would be published.
        address: where it will stand, with a slash at the end; links to it count as internal.

    Returns:
        A problem for each link that leads nowhere and each request to another host.
    """
    problems: list[Problem] = []
    there: set[Path] = {path for path in site.rglob("*") if path.is_file()}
    root = urlsplit(address).path
    for path in sorted(p for p in there if p.suffix == ".html"):
        html = path.read_text(encoding="utf-8")
        name = path.relative_to(site).as_posix()
        problems += _page_problems(html, name)
        for element, _, quoted in set(LINK.findall(html)):
            target = quoted.strip('"')
            if target.startswith(address):
                target = root + target.removeprefix(address)
            if OUTSIDE.match(target):
                if element not in ("a", "link"):
                    problems.append(_problem(name, f"a request to {target}", "no other host"))
            elif not IGNORED.match(target) and not _leads_somewhere(
                path, site, root, target, there
            ):
                problems.append(_problem(name, f"a link to {target}, which is not there", "a page"))
    return problems


def _page_problems(html: str, name: str) -> Iterable[Problem]:
    if "data-fragment=" in html:
        yield _problem(name, "a placeholder that was not filled", "its chart or table")
    if "Content-Security-Policy" not in html:
        yield _problem(name, "no security policy", "one on every page")
    if len(re.findall(r"<h1\b", html)) != 1:
        yield _problem(name, f"{len(re.findall(r'<h1', html))} main headings", "exactly one")


def _problem(name: str, found: str, expected: str) -> Problem:
    return problem("page-not-built--finished", file=name, found=found, expected=expected)


def _leads_somewhere(page: Path, site: Path, root: str, target: str, there: set[Path]) -> bool:
    plain = unquote(target.split("#")[0].split("?")[0])
    if plain == "":
        return True
    if plain.startswith("/") and not plain.startswith(root):
        return False
    base = site if plain.startswith("/") else page.parent
    reached = Path(*_resolved(base, plain.removeprefix(root)))
    return reached in there or reached / "index.html" in there


def _resolved(base: Path, relative: str) -> tuple[str, ...]:
    parts = list(base.parts)
    for part in relative.split("/"):
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return tuple(parts)
