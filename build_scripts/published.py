"""Writes an indicator's figures for download, and the description that goes with them.

Only checked rows come in. What goes out is the same for the same rows: sorted, with line feeds,
without dates.
"""

from __future__ import annotations

import hashlib

from build_scripts.catalogue import Entry
from build_scripts.metadata import Indicator
from build_scripts.schemas import table_schema
from build_scripts.shared import Shared


def csv(entry: Entry) -> bytes:
    """An indicator's rows with names beside codes, as UTF-8 with line feeds."""
    indicator, shared = entry.indicator, entry.shared
    columns = [column.name for column in shared.fields.columns("published")]
    rows = entry.rows
    periods = {period.text: period for period in entry.order}
    titles = {measure.id: measure.title for measure in indicator.measures}
    units = {measure.id: measure.unit for measure in indicator.measures}
    areas = shared.areas
    named = rows.assign(
        measure_title=rows["measure"].map(titles),
        unit=rows["measure"].map(units),
        area_name=rows["area_code"].map({code: area.name for code, area in areas.items()}),
        area_level=rows["area_code"].map({code: area.level for code, area in areas.items()}),
        period_start=rows["period"].map({t: p.start.isoformat() for t, p in periods.items()}),
        period_end=rows["period"].map({t: p.end.isoformat() for t, p in periods.items()}),
    )
    text: str = named[columns].to_csv(index=False, lineterminator="\n")
    return text.encode("utf-8")


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
