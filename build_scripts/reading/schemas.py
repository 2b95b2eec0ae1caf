"""Turns the shared column descriptions into Frictionless Table Schemas.

The descriptors follow Data Package v2, but keep what validation depends on in `constraints`:
Frictionless 5 ignores field `categories` and `uniqueKeys` without a word.
"""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts.model.columns import Fields

TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"


def table_schema(
    fields: Fields,
    table: str,
    limits: Mapping[str, Mapping[str, object]] | None = None,
) -> dict[str, object]:
    """Assemble the Table Schema of one table.

    Args:
        fields: the shared descriptions.
        table: a name under `tables` in fields.yml.
        limits: further constraints by column name, for example the measures of one indicator.

    Returns:
        A Table Schema descriptor, ready for Frictionless or for publication as JSON.
    """
    described = []
    for column in fields.columns(table):
        constraints: dict[str, object] = {}
        rule = column.constraints
        if rule.required:
            constraints["required"] = True
        if rule.pattern:
            constraints["pattern"] = rule.pattern
        if rule.minimum is not None:
            constraints["minimum"] = rule.minimum
        if rule.enum:
            constraints["enum"] = list(rule.enum)
        constraints |= dict((limits or {}).get(column.name, {}))
        described.append(
            {
                "name": column.name,
                "type": column.type,
                "title": column.title,
                "description": column.guidance,
                "constraints": constraints,
            }
        )
    return {
        "$schema": TABLE_SCHEMA,
        "fields": described,
        "missingValues": [""],
        "primaryKey": list(fields.table(table).key),
    }
