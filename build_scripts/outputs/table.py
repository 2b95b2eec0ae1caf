"""Writes an indicator's figures for download, and the description that goes with them.

Only checked rows come in. What goes out is the same for the same rows: sorted, with line feeds,
without dates.
"""

from __future__ import annotations

import csv
import hashlib
import io

import pandas as pd

from build_scripts.model.indicator import Indicator
from build_scripts.model.shared import Shared
from build_scripts.reading.schemas import table_schema
from build_scripts.statistics.series import Entry


def published_csv(entry: Entry) -> bytes:
    """An indicator's rows with names beside codes, as UTF-8 with line feeds."""
    indicator, shared = entry.indicator, entry.shared
    rows = entry.rows
    periods = {period.text: period for period in entry.order}
    measures = {measure.id: measure for measure in indicator.measures}
    named: dict[str, pd.Series[str]] = {
        "measure_title": rows["measure"].map({i: m.title for i, m in measures.items()}),
        "unit": rows["measure"].map({i: m.unit for i, m in measures.items()}),
        "area_name": rows["area_code"].map({i: area.name for i, area in shared.areas.items()}),
        "area_level": rows["area_code"].map({i: area.level for i, area in shared.areas.items()}),
        "period_start": rows["period"].map({t: p.start.isoformat() for t, p in periods.items()}),
        "period_end": rows["period"].map({t: p.end.isoformat() for t, p in periods.items()}),
    }
    names = [column.name for column in shared.fields.columns("published")]
    columns = [list(named[name] if name in named else rows[name]) for name in names]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue().encode("utf-8")


def resource(indicator: Indicator, shared: Shared, content: bytes) -> dict[str, object]:
    """The data package's description of one indicator's CSV."""
    schema = table_schema(
        shared.fields,
        "published",
        {
            "measure": {"enum": [measure.id for measure in indicator.measures]},
            "status": {"enum": sorted(shared.symbols)},
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
                "title": f"{shared.publishers[source.publisher].name}: {source.publication}",
                "path": str(source.address),
            }
            for source in indicator.sources
        ],
        "schema": schema,
    }
