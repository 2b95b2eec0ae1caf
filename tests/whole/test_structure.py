"""The house is as the documents draw it: few packages, doors where they are named, places that exist."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import ROOT

CODE = ROOT / "build_scripts"
PACKAGES = sorted(path.parent for path in CODE.glob("*/__init__.py"))
MODULES = sorted(CODE.rglob("*.py"))
ARCHITECTURE = (ROOT / ".github" / "ARCHITECTURE.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
# A person can hold so many in their head: packages, modules beside them, boxes, layers.
FEWEST_PACKAGES, MOST_PACKAGES, MOST_BESIDE, MOST_BOXES, MOST_LAYERS = 8, 12, 8, 13, 9
NEEDED_ROWS = (
    "a symbol",
    "a check",
    "a kind of period",
    "a comparator",
    "a sentence",
    "a chart",
    "the order of a page",
    "a download",
    "a column",
    "a colour",
    "a word",
    "a list",
)


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def public(package: Path) -> list[str]:
    """The modules that a package names in its `__init__`."""
    for node in tree(package / "__init__.py").body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names: list[str] = ast.literal_eval(node.value)
            return names
    return []


def imported(module: Path) -> Iterator[tuple[str, str]]:
    """Package and module of everything of ours that a module imports."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("build_scripts"):
            _, *parts = (node.module or "").split(".")
            for alias in node.names:
                package, *inner = [*parts, alias.name]
                if (CODE / package).is_dir():
                    yield package, inner[0]


def test_there_are_as_many_packages_as_a_person_can_hold_in_their_head() -> None:
    assert FEWEST_PACKAGES <= len(PACKAGES) <= MOST_PACKAGES
    assert len(list(CODE.glob("*.py"))) <= MOST_BESIDE


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_a_package_says_what_it_is_and_names_its_public_modules(package: Path) -> None:
    assert ast.get_docstring(tree(package / "__init__.py"))
    names = public(package)
    assert names and names == sorted(names)
    assert [name for name in names if not (package / f"{name}.py").is_file()] == []
    assert f"**`{package.name}`**" in ARCHITECTURE


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_only_public_modules_are_imported_from_outside(package: Path) -> None:
    used = {
        name
        for module in MODULES
        if module.parent != package
        for of, name in imported(module)
        if of == package.name
    }
    # `remote` is the door to what is loaded late; the fork server loads `make` by its name.
    assert used == set(public(package))


def test_the_picture_of_the_architecture_has_few_boxes_and_every_package() -> None:
    picture = ARCHITECTURE[ARCHITECTURE.index("```text") : ARCHITECTURE.index("```\n\nA package")]
    boxes = re.findall(r"│  ([a-z]+)", picture)
    assert len(boxes) <= MOST_BOXES
    assert sorted(boxes) == sorted([*(package.name for package in PACKAGES), "story"])


def test_no_check_opens_a_file() -> None:
    found = {
        f"{module.name}: {name}"
        for module in (CODE / "checks").glob("*.py")
        for node in ast.walk(tree(module))
        for name in [getattr(node, "id", getattr(node, "attr", ""))]
        if name in ("open", "Path", "load") or name.startswith(("read_", "write_"))
    }
    assert found == set()


def test_the_layers_of_imports_are_few() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    assert len(layers) <= MOST_LAYERS


def test_no_place_that_the_table_of_changes_names_is_missing() -> None:
    table = CONTRIBUTING[CONTRIBUTING.index("| To change |") : CONTRIBUTING.index("## Add a check")]
    places = {code for code in re.findall(r"`([^`]+)`", table) if "/" in code}
    assert [place for place in sorted(places) if not (ROOT / place).exists()] == []
    rows = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)
    assert [row for row in NEEDED_ROWS if row not in rows] == []


def test_no_module_that_the_architecture_names_is_missing() -> None:
    names = "|".join(package.name for package in PACKAGES)
    named = re.findall(rf"`((?:{names})\.\w+)`", ARCHITECTURE)
    assert len(named) > len(PACKAGES)
    missing = [
        name for name in named if not (CODE / name.replace(".", "/")).with_suffix(".py").is_file()
    ]
    assert missing == []
