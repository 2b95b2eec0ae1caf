"""Values and rules: what a datasets folder says once it has been read, and what a mistake is.

`Reference` (in `reference`) is what holds for every council, `Edition` (in `edition`) whose site it is.
"""

__all__ = [
    "columns",
    "comparators",
    "confidentiality",
    "edition",
    "entries",
    "figures",
    "indicator",
    "indicator_parts",
    "measure",
    "periods",
    "problems",
    "reference",
    "register",
    "showing",
    "standpoint",
    "symbols",
    "texts",
    "units",
    "vocabulary",
]
