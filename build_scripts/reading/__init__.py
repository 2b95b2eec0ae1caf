"""Bytes to values: YAML and CSV files, each value with the line it came from."""

__all__ = [
    "cells",
    "csv_text",
    "figures",
    "folder",
    "lines",
    "names",
    "schemas",
    "shared",
    "shortening",
    "tables",
]
