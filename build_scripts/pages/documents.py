"""Puts together everything the site generator reads: pages, assets, downloads and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from build_scripts.outputs.package import package
from build_scripts.pages.values import Pages, Site
from build_scripts.store.paths import PACKAGE

# The bill of materials: what this program is made of, whichever council's site it builds.
BILL = PACKAGE / "software.cdx.json"
COMMENT = re.compile(rb"/\*.*?\*/\s*", re.DOTALL)


def documents(
    site: Site,
    pages: Pages,
    explorer: Mapping[str, bytes],
    csvs: Mapping[str, bytes],
    resources: Sequence[Mapping[str, object]],
) -> dict[str, bytes]:
    """Every file of the folder `docs`, by its path.

    Args:
        site: the site and the pages of its indicators.
        pages: the pages that belong to no single indicator.
        explorer: the files of the chart a reader may explore.
        csvs: each indicator's published CSV, by id.
        resources: their descriptions, in the order of the ids.
    """
    contents = {
        path.relative_to(site.by_hand).as_posix(): _as_sent(path)
        for path in sorted(site.by_hand.rglob("*"))
        if path.is_file() and path.suffix != ".md"
    }
    contents[BILL.name] = BILL.read_bytes()
    contents |= explorer
    contents |= {name: text.encode("utf-8") for name, text in pages.markdown.items()}
    for indicator_id, page in site.written.items():
        contents[f"indicators/{indicator_id}.md"] = page.markdown.encode("utf-8")
        contents |= page.files
    return contents | pages.files | package(site.edition, csvs, resources)


def _as_sent(path: Path) -> bytes:
    """A hand-written file as readers get it: style sheets without the comments meant for us."""
    content = path.read_bytes()
    return COMMENT.sub(b"", content) if path.suffix == ".css" else content
