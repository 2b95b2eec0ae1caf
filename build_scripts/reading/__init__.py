"""Bytes to values: YAML and CSV files, each value with the line it came from."""

__all__ = [
    "cells",
    "counting",
    "csv_text",
    "figures",
    "folder",
    "limits",
    "lines",
    "names",
    "schemas",
    "shared",
    "shortening",
    "tables",
]
