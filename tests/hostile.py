"""Makes a copy of the tiny portal in which every text that staff can type tries to be markup."""

from __future__ import annotations

import csv
from pathlib import Path

import yaml

from tests.mistakes import copy_tiny_portal

# Long enough to try every way in, short enough for a glossary entry.
ATTACK = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1))"
    '"><svg onload=alert(1)>{{ 7*7 }}${7*7}</title><script>'
)
# An address is a whole one to a reader of addresses, and the end of a link to one of Markdown.
ADDRESS = "https://hostile.example/)[x](javascript:alert(1)"
# The keys whose values are free text, wherever they stand.
FREE_KEYS = """
    title short_title summary note to_publish concerns other_names numerator denominator
    coverage definition cohort method why_it_matters limits reason publication
    covers says also agreed rounding owner name statement team means
    explanation term stands_for forms also_called meaning attribution spdx guidance describes
    tolerance_because over_100_because areas_outside_validity_because
    set_by not_judged_because not_ranked_because
"""
# Those whose length is limited get an attack that fits, in whatever file they stand.
SHORT_KEYS = frozenset(
    [
        "of",
        "in_words",
        "topic",
        "categories",
        "unit_words",
        "area_name",
        "region_in_sentences",
        "neighbour_model",
        "breakdown_topic",
        "breakdown",
        "model",
    ]
)
SHORT_ATTACK = '"><img src=x onerror=alert(1)>'
FREE_COLUMNS = "note printed_heading printed_text"
PRINTED = """position,printed_heading,printed_text,indicator_id
1,Good schools,Dental checks,dental-check
2,Healthy children,Dental checks again,dental-check
3,Good schools,Results,exam-results
"""


def hostile(text: str) -> str:
    """A text followed by the attack; the word Total is no text but a symbol of the format."""
    return text if text in ("Total", "") else f"{text[:50].strip()} {ATTACK}"


def shortly_hostile(text: str) -> str:
    """The same of a text that must stay short."""
    return text if text in ("Total", "") else f"{text[:29].strip()} {SHORT_ATTACK}"


def hostile_portal(place: Path) -> Path:
    """Make the copy.

    Returns:
        Its datasets folder.
    """
    datasets = copy_tiny_portal(place)
    (datasets / "_shared" / "printed_list.csv").write_text(PRINTED, encoding="utf-8")
    keys = frozenset(FREE_KEYS.split())
    for path in sorted(datasets.rglob("*.yml")):
        # In fields.yml a `name` is the name of a column, and no words.
        free = keys - {"name"} if path.name == "fields.yml" else keys
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        changed = _changed(content, None, free)
        path.write_text(yaml.safe_dump(changed, allow_unicode=True), encoding="utf-8")
    for path in sorted(datasets.rglob("*.csv")):
        _change_columns(path)
    return datasets


def _changed(value: object, key: str | None, free: frozenset[str]) -> object:
    match value:
        case dict():
            return {k: _changed(v, k, free) for k, v in value.items()}
        case list():
            return [_changed(item, key, free) for item in value]
        case str() if key in free:
            return hostile(value)
        case str() if key in SHORT_KEYS:
            return shortly_hostile(value)
        case str() if key == "address" and value.count("/") > 3:  # not the portal's own
            return ADDRESS
    return value


def _change_columns(path: Path) -> None:
    free = frozenset(FREE_COLUMNS.split())
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({k: _attacked(k, v, free) for k, v in row.items()})


def _attacked(column: str, text: str, free: frozenset[str]) -> str:
    if column in SHORT_KEYS:
        return shortly_hostile(text)
    return hostile(text) if column in free else text
