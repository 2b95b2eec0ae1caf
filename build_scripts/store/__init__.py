"""Where things lie on disk, and how they are written and kept."""

__all__ = ["kept", "paths", "plain", "trees"]
