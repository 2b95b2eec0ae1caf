"""The files a researcher takes away."""

__all__ = ["package", "table"]
