"""The hostile portal of the tests, with another attack in each text and in each turn."""

from __future__ import annotations

import csv
import zlib
from pathlib import Path

import yaml

from tests.fuzz.attacks import ATTACKS
from tests.hostile import ATTACK, SHORT_ATTACK, hostile_portal

# Each text stays on a line, where it can be read back.
ONE_LINE = 1_000_000
# In characters. A shorter text may stand in a cell too, which has one line and does not begin as a
# formula.
PROSE = 45
# Keys whose text stands on one line, however long it is.
ON_ONE_LINE = frozenset(
    [
        "title",
        "short_title",
        "publication",
        "name",
        "team",
        "means",
        "term",
        "stands_for",
        "forms",
        "also_called",
        "meaning",
        "spdx",
        "because",
        "not_compared_because",
        "not_judged_because",
        "clustered_because",
    ]
)
SHORT = tuple(attack for attack in ATTACKS if len(attack) <= len(SHORT_ATTACK))


def attacked_portal(place: Path, turn: int) -> Path:
    """Make a copy of the tiny portal with an attack in every text that staff can type.

    Args:
        place: the folder it goes into.
        turn: which attack each text gets; the same text gets the same one in every file.

    Returns:
        Its datasets folder.
    """
    datasets = hostile_portal(place)
    for path in sorted(datasets.rglob("*.yml")):
        content = _exchanged(yaml.safe_load(path.read_text(encoding="utf-8")), turn)
        text = yaml.safe_dump(content, allow_unicode=True, width=ONE_LINE, sort_keys=False)
        path.write_text(text, encoding="utf-8")
    for path in sorted(datasets.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = [[attacked(cell, turn) for cell in row] for row in csv.reader(file)]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    return datasets


def attacked(text: str, turn: int, *, on_one_line: bool = False) -> str:
    """A hostile text with another attack behind it, before it, or in its middle."""
    for old, new in ((ATTACK, ATTACKS), (SHORT_ATTACK, SHORT)):
        if text.endswith(f" {old}"):
            plain = text.removesuffix(old).strip()
            attack = new[(zlib.crc32(plain.encode()) + turn * 9) % len(new)]
            if on_one_line or len(plain) < PROSE:
                attack = " ".join(attack.split())
                attack = f"a {attack}" if attack[0] in "=+-@" else attack
            return (f"{plain} {attack}", f"{attack} {plain}", f"{plain} {attack} a")[turn % 3]
    return text


def _exchanged(value: object, turn: int, key: object = None) -> object:
    match value:
        case dict():
            return {key: _exchanged(item, turn, key) for key, item in value.items()}
        case list():
            return [_exchanged(item, turn, key) for item in value]
        case str():
            return attacked(value, turn, on_one_line=key in ON_ONE_LINE)
    return value
