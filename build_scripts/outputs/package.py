"""Packs what researchers take away: the data package, the zip of all and the checksums.

Only checked rows come in. Everything that goes out is the same for the same rows: sorted, with
line feeds, without dates.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence

from build_scripts.model.edition import Edition

PACKAGE_SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
# The earliest date a zip can hold; the real one would differ between two builds.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
ZIP_NAME = "core-data-set.zip"
CHECKSUMS = "SHA256SUMS"


def data_package(edition: Edition, resources: Sequence[Mapping[str, object]]) -> bytes:
    """The descriptor of all published CSVs, as Data Package v2."""
    portal = edition.portal
    licence = edition.reference.licences[portal.licence]
    descriptor = {
        "$schema": PACKAGE_SCHEMA,
        "name": ZIP_NAME.removesuffix(".zip"),
        "title": f"{portal.title}: {portal.council.name}",
        "description": portal.statement,
        "homepage": str(portal.address),
        "licenses": [{"name": licence.spdx, "title": licence.name, "path": str(licence.address)}],
        "contributors": [{"title": portal.contact.team, "email": portal.contact.email}],
        "resources": list(resources),
    }
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def zip_of(contents: Mapping[str, bytes]) -> bytes:
    """A zip whose bytes depend only on names and contents."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(contents.items()):
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def checksums(contents: Mapping[str, bytes]) -> bytes:
    """Lines as `sha256sum --check` reads them, sorted by name."""
    lines = [
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(contents.items())
    ]
    return "".join(lines).encode("utf-8")


def package(
    edition: Edition, csvs: Mapping[str, bytes], resources: Sequence[Mapping[str, object]]
) -> dict[str, bytes]:
    """Every file for download, by its address from the root of the site.

    Args:
        edition: whose figures they are.
        csvs: each indicator's published CSV, by id.
        resources: their descriptions, in the order of the ids.
    """
    contents = {f"data/{indicator_id}.csv": content for indicator_id, content in csvs.items()}
    contents["datapackage.json"] = data_package(edition, resources)
    contents[f"data/{ZIP_NAME}"] = zip_of(contents)
    contents[CHECKSUMS] = checksums(contents)
    return contents
