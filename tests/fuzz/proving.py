"""Holds what was published against what was typed, and a site against its own checksums."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.fuzz.reading_back import Page, plain, table, typed
from tests.fuzz.tree import Tree

# Words of an indicator's page that stand on it as they were typed, wherever they stand in the file.
ON_THE_PAGE = """
    summary definition cohort method why_it_matters rounding publication note to_publish covers
    coverage numerator denominator tolerance_because over_100_because limits concerns other_names
    reason areas_outside_validity_because
"""
SITEMAP = re.compile(r"<loc>(.*?)</loc>")


def fingerprint(site: Path) -> dict[str, str]:
    """The digest of every file of a site, by its path; nothing where there is no site."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def torn(site: Path) -> Iterator[str]:
    """What shows that a site is not whole, by its checksums, its map and the end of each page."""
    sums = site / "SHA256SUMS"
    listed = {}
    for line in sums.read_text(encoding="utf-8").splitlines() if sums.is_file() else []:
        digest, _, name = line.partition("  ")
        listed[name] = digest
        path = site / name
        if not path.is_file():
            yield f"{name} has a checksum and is not there"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            yield f"{name} is not what its checksum says"
    if not listed:
        yield "no checksums"
    downloads = {
        path.relative_to(site).as_posix()
        for path in [*(site / "data").glob("*"), site / "datapackage.json"]
    }
    if downloads != set(listed):
        yield f"checksums and downloads differ: {sorted(downloads ^ set(listed))}"
    addresses = SITEMAP.findall((site / "sitemap.xml").read_text(encoding="utf-8"))
    root = min(addresses, key=len)
    for address in addresses:
        page = site / address.removeprefix(root) / "index.html"
        if not page.is_file():
            yield f"{address} is on the map and not there"
    for path in site.rglob("*.html"):
        if not path.read_bytes().rstrip().endswith(b"</html>"):
            yield f"{path.relative_to(site)} has no end"


def indicators(tree: Tree) -> list[str]:
    """The ids of the indicators of a datasets folder."""
    return sorted(
        name.split("/")[0] for name in tree if re.fullmatch(r"[^/]+/indicator\.yml", name)
    )


def changed_cells(tree: Tree, indicator_id: str, published: bytes) -> Iterator[str]:
    """Where the published CSV of an indicator says other than its own CSV, or than areas.csv."""
    heading, *rows = table(tree[f"{indicator_id}/{indicator_id}.csv"])
    names, *shown = table(published)
    where = [names.index(name) for name in heading if name in names]
    if len(where) != len(heading):
        yield f"a column is not published: {heading} became {names}"
        return
    before = Counter(tuple(row) for row in rows)
    after = Counter(tuple(row[number] for number in where) for row in shown)
    for row in sorted((before - after).keys()):
        yield f"{row} was typed and is not published"
    for row in sorted((after - before).keys()):
        yield f"{row} is published and was not typed"
    columns, *areas = table(tree["_shared/areas.csv"])
    code, name = columns.index("area_code"), columns.index("area_name")
    called = {area[code]: area[name] for area in areas}
    code, name = names.index("area_code"), names.index("area_name")
    for line in shown:
        if called.get(line[code]) != line[name]:
            yield f"{line[code]} is published as {line[name]!r}, not {called.get(line[code])!r}"


def cells_in(tree: Tree, indicator_id: str) -> int:
    """How many cells an indicator's own CSV has below its header."""
    content = tree.get(f"{indicator_id}/{indicator_id}.csv", b"")
    return sum(len(row) for row in table(content)[1:])


@cache
def page_at(path: Path, digest: str) -> Page:
    """A page, parsed once for the same bytes."""
    return Page(path.read_bytes())


def _page(path: Path) -> Page:
    return page_at(path, hashlib.sha256(path.read_bytes()).hexdigest())


def changed_words(tree: Tree, site: Path) -> Iterator[str]:
    """Which typed words a finished site does not show as they were typed."""
    package = json.loads((site / "datapackage.json").read_text(encoding="utf-8"))
    shown = ON_THE_PAGE.split()
    described = {resource["name"]: resource for resource in package["resources"]}
    for name in indicators(tree):
        page = _page(site / "indicators" / name / "index.html")
        words = typed(tree[f"{name}/indicator.yml"])
        yield from _missing(
            f"the page of {name}", page, [word.text for word in words if word.key in shown]
        )
        title = next((plain(w.text) for w in words if (w.key, w.indent) == ("title", 0)), None)
        if title is not None and page.headings != [title]:
            yield f"the page of {name} is headed {page.headings}, not {title!r}"
        if title is not None and name in described and plain(described[name]["title"]) != title:
            yield f"the data package calls {name} {described[name]['title']!r}, not {title!r}"
    yield from _changed_shared_words(tree, site)


def _changed_shared_words(tree: Tree, site: Path) -> Iterator[str]:
    headings, *areas = table(tree["_shared/areas.csv"])
    code, name = headings.index("area_code"), headings.index("area_name")
    for area in areas:
        path = site / "areas" / area[code] / "index.html"
        if path.is_file() and plain(area[name]) not in _page(path).headings[0]:
            yield f"the page of {area[code]} does not name {area[name]!r}"
    for file, place, keys in (
        ("_shared/glossary.yml", "glossary", ("meaning",)),
        ("_shared/symbols.yml", "symbols", ("means", "explanation")),
        ("portal.yml", "", ("statement",)),
        ("_shared/commitments.yml", "", ("short_title",)),
    ):
        texts = [word.text for word in typed(tree[file]) if word.key in keys]
        yield from _missing(f"the page /{place}", _page(site / place / "index.html"), texts)


def _missing(where: str, page: Page, texts: list[str]) -> Iterator[str]:
    for text in texts:
        if plain(text.strip()) not in page.text:
            yield f"{where} does not say {text[:200]!r}"


def changed_downloads(tree: Tree, site: Path) -> Iterator[str]:
    """Where a site's downloads say other than the files they are made from, in the zip as well."""
    with zipfile.ZipFile(site / "data" / "core-data-set.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    for name in indicators(tree):
        path = site / "data" / f"{name}.csv"
        if not path.is_file():
            if f"{name}/{name}.csv" in tree:
                yield f"{name}.csv is not published"
            continue
        yield from changed_cells(tree, name, path.read_bytes())
        if packed.get(f"data/{name}.csv") != path.read_bytes():
            yield f"{name}.csv in the zip is not the one beside it"


def gained(site: Path, known: frozenset[tuple[str, str]]) -> Iterator[str]:
    """Elements or attributes that no page of the tiny portal's own site has."""
    for path in sorted(site.rglob("*.html")):
        for tag, attribute in sorted(_page(path).elements - known):
            yield f"{path.relative_to(site)} has a {tag} with {attribute or 'nothing'}"


def vocabulary(site: Path) -> frozenset[tuple[str, str]]:
    """Every element with each of its attributes, over all pages of a site."""
    return frozenset().union(*(_page(path).elements for path in site.rglob("*.html")))
