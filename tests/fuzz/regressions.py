"""Inputs that went wrong once, each as small as it could be made. None may go wrong again."""

from __future__ import annotations

from tests.fuzz.tree import Edit, Example, tiny


def typed(file: str, *changes: tuple[str, str]) -> Example:
    """The tiny portal with the first of some words in a file replaced."""
    text = tiny()[file].decode("utf-8")
    for before, after in changes:
        assert before in text, f"{file} no longer has {before!r}"
        text = text.replace(before, after, 1)
    return Example((Edit("regression", file),), {file: text.encode("utf-8")})


def everywhere(before: str, after: str) -> Example:
    """The tiny portal with a name replaced in every file that has it."""
    files: dict[str, bytes | None] = {
        name: content.replace(before.encode(), after.encode())
        for name, content in tiny().items()
        if before.encode() in content
    }
    assert files, f"no file has {before!r}"
    return Example((Edit("regression", min(files)),), files)


def copied(indicator: str, new: str) -> Example:
    """The tiny portal with an indicator copied to another id."""
    files: dict[str, bytes | None] = {}
    for name, content in tiny().items():
        if name.startswith(f"{indicator}/"):
            there = name.replace(indicator, new)
            files[there] = content.replace(f"id: {indicator}".encode(), f"id: {new}".encode())
    return Example((Edit("regression", f"{new}/"),), files)


def rows(file: str, *wanted: str) -> Example:
    """The tiny portal with only the header of a CSV and these rows."""
    header = tiny()[file].decode("utf-8").split("\n")[0]
    content = "\n".join([header, *wanted, ""]).encode("utf-8")
    return Example((Edit("regression", file),), {file: content})


AREAS = "_shared/areas.csv"
NEIGHBOURS = "_shared/statistical_neighbours.csv"
FIELDS = "_shared/fields.yml"
DENTAL = "dental-check/dental-check.csv"
DENTAL_WORDS = "dental-check/indicator.yml"

CASES: dict[str, Example] = {
    "a row of areas cut in two, with an empty line": typed(
        AREAS, ("Westshire,local_authority,E12000091,", "Westshire,local_authority,E1200009\n\n1,")
    ),
    "a row of areas cut in two after its name": typed(AREAS, ("Testshire,local", "Testshire,\n\nlocal")),
    "a rank beyond what a computer counts with": typed(
        NEIGHBOURS, ("E10000991,3,", "E10000991,9223372036854775808,")
    ),
    "areas without the column of names": typed(
        FIELDS, ("fields: [area_code, area_name, ", "fields: [area_code, ")
    ),
    "a table of areas without a key": typed(FIELDS, ("key: [area_code]", "key: []")),
    "a list in place of the council, and areas without names of columns": typed(
        "portal.yml", ("  area_code: E10000991", "  area_code: []")
    ),
    "a column named twice in a table": typed(
        FIELDS, ("fields: [model, area_code, rank", "fields: [model, model, area_code, rank")
    ),
    "a note among what is published": typed(
        FIELDS, ("fields: [measure, measure_title,", "fields: [note, measure, measure_title,")
    ),
    "a topic longer than the name of a file": everywhere("Sex", "Sex" * 90),
    "a target beyond all numbers": typed("exam-results/indicator.yml", ("value: 65", "value: 1e300")),
    "counts of four hundred digits": typed(DENTAL, ("588,670", f"{'5' * 400},{'6' * 400}")),
    "an indicator called index": copied("club-visits", "index"),
    "an indicator called con": copied("club-visits", "con"),
    "a title that looks like a placeholder": typed(
        "portal.yml", ("title: Testshire", "title: data-fragment= Testshire")
    ),
    "an anchor before a title": typed(DENTAL_WORDS, ("title: Children", "title: &Co and Children")),
    "an anchor before what a symbol means": typed(
        "_shared/symbols.yml", ("means: withheld", "means: &a withheld")
    ),
    "a tag before a title": typed(DENTAL_WORDS, ("title: Children", "title: !important Children")),
    "figures of one council alone": rows(DENTAL, "dental_check_percent,E10000991,2025,Total,Total,,c,,"),
}  # fmt: skip
