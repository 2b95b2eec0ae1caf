"""Validates every table of a datasets folder with Frictionless and nothing else; prints JSON.

Frictionless is loaded here and not at the top, because loading it is part of what is measured.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main(datasets: Path) -> None:
    """Print the seconds of loading and validating, and the number of rows."""
    began = time.perf_counter()
    from frictionless import Dialect, Resource, Schema
    from frictionless.formats import CsvControl

    spent, rows = time.perf_counter() - began, 0
    from build_scripts.reading import schemas
    from build_scripts.reading.folder import read_folder
    from build_scripts.reading.shared import read_shared

    folder = read_folder(datasets, read_shared)
    assert folder.shared is not None
    reference = folder.shared.reference
    began = time.perf_counter()
    for name, indicator in folder.indicators.items():
        if not indicator.has_figures:
            continue
        limits = {
            "measure": {"enum": [measure.id for measure in indicator.measures]},
            "status": {"enum": sorted(reference.symbols)},
        }
        schema = schemas.table_schema(reference.fields, "indicator", limits)
        del schema["primaryKey"]  # as in the check, which finds rows that stand twice by itself
        report = Resource(
            path=f"{name}.csv",
            basepath=str(datasets / name),
            encoding="utf-8-sig",
            schema=Schema.from_descriptor(schema),
            dialect=Dialect(controls=[CsvControl(delimiter=",")]),
        ).validate()
        assert report.valid
        rows += report.tasks[0].stats["rows"]
    print(json.dumps({"seconds": spent + time.perf_counter() - began, "rows": rows}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
