"""Writes the bill of materials: which software makes the site, in which version, by which checksums.

`make lock` has this done (`make bill`) once it has renewed the requirements, of which the bill is
another form. What cyclonedx-py writes of them is kept, but for what says more of one machine than of
the software or is not known: addresses of a registry, the lines of the file, and what needs what.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from build_scripts.pages.documents import BILL
from tests.places import ROOT

# `numpy==2.4.6 ; python_full_version < '3.12' --hash=...`: where the requirement holds.
MARKER = re.compile(r" ; (.+?)\s+--hash=")


def bill(requirements: Path) -> str:
    """The bill of materials of some requirements, as JSON.

    Args:
        requirements: a file of pinned versions with hashes, as `make lock` writes it.

    Raises:
        subprocess.CalledProcessError: the requirements cannot be read.
    """
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", os.fspath(requirements)]
    command += ["--pyproject", os.fspath(ROOT / "pyproject.toml")]
    command += ["--output-reproducible", "--short-PURLs", "--spec-version", "1.6", "--no-validate"]
    # A moment that is given to a build is none of the bill's.
    given = {name: text for name, text in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    run = subprocess.run(command, env=given, capture_output=True, encoding="utf-8", check=True)
    found = json.loads(run.stdout)
    del found["dependencies"]
    for tool in found["metadata"]["tools"]["components"]:
        del tool["externalReferences"]
    found["components"] = sorted(
        (_tidied(component) for component in found["components"]),
        key=lambda component: str(component["purl"]),
    )
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _tidied(component: dict[str, Any]) -> dict[str, Any]:
    """A component under its package URL, which is no address, with the checksums of its files."""
    (files,) = component["externalReferences"]
    purl = component["purl"]
    kept = {name: component[name] for name in ("type", "name", "version", "purl")}
    kept |= {"bom-ref": purl, "externalReferences": [_released(purl, files["hashes"])]}
    if marker := MARKER.search(component["description"]):
        kept["description"] = f"Used if {marker[1]}"
    return kept


def _released(purl: str, hashes: list[dict[str, str]]) -> dict[str, object]:
    return {
        "type": "distribution",
        "url": purl,
        "comment": "The checksums of all files of this release, one of which is installed",
        "hashes": hashes,
    }


if __name__ == "__main__":
    BILL.write_text(bill(ROOT / "requirements.txt"), encoding="utf-8", newline="\n")
