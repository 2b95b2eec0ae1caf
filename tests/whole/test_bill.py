"""The bill of materials says of the requirements what they say themselves, and nothing else."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from build_scripts.pages.documents import BILL
from tests.bill import bill
from tests.places import ROOT, SITE_SRC

REQUIREMENTS = ROOT / "requirements.txt"


def required(text: str) -> dict[tuple[str, str], tuple[str, set[str]]]:
    """Where each pinned version holds, and its hashes: read by a way of its own."""
    found = {}
    for pinned in re.split(r"\n(?=\S)", "\n" + text)[1:]:
        if pinned.startswith("#"):
            continue
        head, *lines = pinned.splitlines()
        name, version, marker = re.match(r"(\S+)==(\S+?)(?: ; (.+?))? \\$", head).groups()  # type: ignore[union-attr]
        hashes = {hash_ for line in lines for hash_ in re.findall(r"--hash=sha256:(\w{64})", line)}
        found[name, version] = (marker or "", hashes)
    return found


def listed(text: str) -> dict[tuple[str, str], tuple[str, set[str]]]:
    """The same of a bill of materials."""
    found = {}
    for component in json.loads(text)["components"]:
        (files,) = component["externalReferences"]
        assert {one["alg"] for one in files["hashes"]} == {"SHA-256"}
        marker = component.get("description", "").removeprefix("Used if ")
        hashes = {one["content"] for one in files["hashes"]}
        found[component["name"], component["version"]] = (marker, hashes)
    return found


@cache
def committed() -> str:
    return BILL.read_text(encoding="utf-8")


def test_it_is_what_the_tool_makes_of_the_requirements_at_any_moment_and_in_any_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("PIP_INDEX_URL", "https://packages.example/simple")
    other = tmp_path / "other.txt"
    other.write_text(REQUIREMENTS.read_text(encoding="utf-8"), encoding="utf-8")
    assert committed() == bill(other), "type `make bill`"


def test_every_version_and_checksum_is_that_of_the_requirements() -> None:
    wanted = required(REQUIREMENTS.read_text(encoding="utf-8"))
    assert len(wanted) > 30 and all(hashes for _, hashes in wanted.values())
    assert listed(committed()) == wanted


def test_another_version_or_checksum_in_the_requirements_would_be_noticed(tmp_path: Path) -> None:
    text = REQUIREMENTS.read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^pandas==\S+", "pandas==1.2.3", text)
    changed = re.sub(r"sha256:\w{4}", "sha256:0000", changed, count=1)
    (tmp_path / "requirements.txt").write_text(changed, encoding="utf-8")
    now, before = listed(bill(tmp_path / "requirements.txt")), listed(committed())
    assert now == required(changed)
    assert [name for name, _ in now.keys() - before.keys()] == ["pandas"]
    assert len([one for one in now.keys() & before.keys() if now[one] != before[one]]) == 1


def test_it_is_sound_cyclonedx_in_which_each_part_has_one_name() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(committed()) is None
    components = json.loads(committed())["components"]
    names = [component["bom-ref"] for component in components]
    assert len(set(names)) == len(names) and names == sorted(names)
    assert names == [f"pkg:pypi/{one['name']}@{one['version']}" for one in components]


def test_it_says_nothing_of_a_moment_a_machine_or_a_registry() -> None:
    found: dict[str, Any] = json.loads(committed())
    assert "serialNumber" not in found and "timestamp" not in found["metadata"]
    addresses = set(re.findall(r'"\w+://[^"]*"', committed()))
    assert addresses == {'"http://cyclonedx.org/schema/bom-1.6.schema.json"'}
    assert str(ROOT) not in committed()


def test_it_is_made_with_the_requirements_and_linked_from_the_page_about_the_site() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    lock = makefile[makefile.index("\nlock:") : makefile.index("\nclean:")]
    assert lock.index("-o requirements-dev.txt") < lock.index("$(MAKE) bill")
    assert "bill: $(VENV)/ready-dev\n\t$(BIN)/python -m tests.bill\n" in lock
    assert f"]({BILL.name})" in (SITE_SRC / "about.md").read_text(encoding="utf-8")
