"""Values and rules: what a datasets folder says once it has been read, and what a mistake is."""

__all__ = [
    "indicator",
    "measure",
    "period_types",
    "periods",
    "problems",
    "shared",
    "shared_models",
    "symbols",
    "texts",
    "units",
]
