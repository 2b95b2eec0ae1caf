"""The documents say everything there is to say, and nothing that is not there."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import yaml
from pydantic import BaseModel

from build_scripts.__main__ import cli
from build_scripts.model import columns, edition, symbols, vocabulary
from build_scripts.model.indicator import Indicator
from build_scripts.model.periods import PERIOD_TYPES
from build_scripts.store.paths import TEMPLATES
from tests.places import DATASETS, ROOT, SITE_SRC

README = ROOT / "README.md"
CONTRIBUTING = ROOT / ".github" / "CONTRIBUTING.md"
ARCHITECTURE = ROOT / ".github" / "ARCHITECTURE.md"
MODULES = sorted(
    path
    for path in (ROOT / "build_scripts").rglob("*.py")
    if path.stem != "__init__" or path.parent == ROOT / "build_scripts"
)
LONGEST_MODULE = 400
SHARED_FILES = (
    edition.Portal,
    vocabulary.Commitments,
    symbols.Symbols,
    vocabulary.Glossary,
    vocabulary.Publishers,
    columns.Fields,
)
MISTAKE = ROOT / ".github" / "PUBLISHED-BY-MISTAKE.md"
DOCUMENTS = (README, CONTRIBUTING, ARCHITECTURE, MISTAKE, ROOT / "CHANGELOG.md")
WRITTEN = (".md", ".yml", ".html", ".css", ".csv")
REMINDER = re.compile(r"\b(TODO|TBC|TBA|FIXME|XXX)\b|\[To be |lorem ipsum", re.IGNORECASE)
CODE = re.compile(r"`([^`\n]+)`")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def code_in(path: Path) -> list[str]:
    """What stands in backticks in a document."""
    return CODE.findall(text_of(path))


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The models that a value of this type may be or hold."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


def keys(model: type[BaseModel]) -> Iterator[str]:
    """Every key that a YAML file read into a model may hold, at any depth."""
    for name, field in model.model_fields.items():
        yield name
        for inner in models_in(field.annotation):
            yield from keys(inner)


def dotted(module: Path) -> str:
    """A module as an import names it, below the package."""
    return ".".join(module.relative_to(ROOT / "build_scripts").with_suffix("").parts)


def options(verb: str) -> set[str]:
    return {name for parameter in cli.commands[verb].params for name in parameter.opts}


@pytest.mark.parametrize("key", sorted(set(keys(Indicator))))
def test_contributing_explains_the_key_of_an_indicator(key: str) -> None:
    assert key in code_in(CONTRIBUTING)


@pytest.mark.parametrize("model", SHARED_FILES, ids=lambda model: model.__name__)
def test_contributing_explains_every_key_of_the_shared_file(model: type[BaseModel]) -> None:
    explained = set(code_in(CONTRIBUTING))
    assert [key for key in dict.fromkeys(keys(model)) if key not in explained] == []


@pytest.mark.parametrize("period_type", PERIOD_TYPES)
def test_contributing_explains_the_type_of_period(period_type: str) -> None:
    assert period_type in code_in(CONTRIBUTING)
    assert period_type in text_of(TEMPLATES / "new_indicator.yml")


@pytest.mark.parametrize("verb", sorted(cli.commands))
def test_the_readme_shows_the_command(verb: str) -> None:
    assert any(code.split()[:2] == ["portal", verb] for code in code_in(README))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_a_document_names_exists_with_its_options(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    wrong = []
    for code in code_in(document):
        program, *arguments = code.split()
        if program == "make" and arguments and arguments[0] not in targets:
            wrong.append(code)
        if program == "portal" and arguments:
            verb = arguments[0]
            named = {name for name in arguments[1:] if name.startswith("--")}
            if verb not in cli.commands or not named <= options(verb):
                wrong.append(code)
    assert wrong == []


@pytest.mark.parametrize(
    "target",
    [
        "site",
        "test",
        "serve",
        "check",
        "test-quick",
        "test-all",
        "kill",
        "lighthouse",
        "lint",
        "bench",
    ],
)
def test_the_documents_show_the_target_of_make(target: str) -> None:
    code = [*code_in(README), *code_in(CONTRIBUTING)]
    assert any(command.split()[:2] == ["make", target] for command in code)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_of_a_document_leads_to_a_file(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text_of(document))
    here = [target for target in targets if "://" not in target]
    assert [target for target in here if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("module", MODULES, ids=dotted)
def test_a_module_says_what_it_does_and_is_short(module: Path) -> None:
    source = text_of(module)
    lines = source.count("\n")
    assert ast.get_docstring(ast.parse(source))
    assert lines <= LONGEST_MODULE


@pytest.mark.parametrize(
    "folder", [DATASETS, SITE_SRC, TEMPLATES, ROOT / ".github"], ids=lambda path: path.name
)
def test_no_reminder_to_write_something_is_left_in(folder: Path) -> None:
    left = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in sorted(folder.rglob("*"))
        if path.suffix in WRITTEN and path.name != "new_indicator.yml"
        if (found := REMINDER.search(text_of(path)))
    ]
    assert left == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_reminder_to_write_something_is_left_in_a_document(document: Path) -> None:
    assert not REMINDER.search(text_of(document))


def test_the_form_of_a_new_indicator_has_every_key_that_is_needed() -> None:
    form = yaml.safe_load(text_of(TEMPLATES / "new_indicator.yml"))
    needed = {name for name, field in Indicator.model_fields.items() if field.is_required()}
    assert needed <= set(form) <= set(Indicator.model_fields)


def test_imports_go_one_way() -> None:
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert re.search(r"\b[1-9][0-9]* kept, 0 broken", run.stdout)
