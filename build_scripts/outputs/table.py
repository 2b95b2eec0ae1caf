"""Writes an indicator's figures for download, and the description that goes with them.

Only checked rows come in. What goes out is the same for the same rows: sorted, with line feeds,
without dates.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable

from build_scripts.model.indicator import Indicator
from build_scripts.model.reference import Reference
from build_scripts.reading.schemas import table_schema
from build_scripts.statistics.series import Figures


def published_csv(figures: Figures) -> bytes:
    """An indicator's rows with names beside codes, as UTF-8 with line feeds."""
    indicator, reference, rows = figures.indicator, figures.reference, figures.rows
    dated = [
        figures.period(measure, text)
        for measure, text in zip(rows["measure"], rows["period"], strict=True)
    ]
    measures = {measure.id: measure for measure in indicator.measures}
    named: dict[str, Iterable[str]] = {
        "measure_title": rows["measure"].map({i: m.title for i, m in measures.items()}),
        "unit": rows["measure"].map({i: m.unit for i, m in measures.items()}),
        "area_name": rows["area_code"].map({i: area.name for i, area in reference.areas.items()}),
        "area_level": rows["area_code"].map({i: area.level for i, area in reference.areas.items()}),
    }
    named |= {
        "period_start": [period.start.isoformat() for period in dated],
        "period_end": [period.end.isoformat() for period in dated],
    }
    names = [column.name for column in reference.fields.columns("published")]
    columns = [list(named[name] if name in named else rows[name]) for name in names]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue().encode("utf-8")


def resource(indicator: Indicator, reference: Reference, content: bytes) -> dict[str, object]:
    """The data package's description of one indicator's CSV."""
    schema = table_schema(
        reference.fields,
        "published",
        {
            "measure": {"enum": [measure.id for measure in indicator.measures]},
            "status": {"enum": sorted(reference.symbols)},
        },
    )
    return {
        "name": indicator.id,
        "type": "table",
        "title": indicator.title,
        "description": indicator.summary,
        "path": f"data/{indicator.id}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "sources": [
            {
                "title": f"{reference.publishers[source.publisher].name}: {source.publication}",
                "path": str(source.address),
            }
            for source in indicator.sources
        ],
        "schema": schema,
    }
