"""Answers to drawings, their pictures and their rows.

`draw` makes the charts of an indicator, `files` what can be saved of each.
"""

__all__ = ["designs", "draw", "explorer", "files", "styles"]
