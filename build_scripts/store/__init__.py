"""Where things lie on disk, how they are written and kept, and what a build may touch."""

__all__ = ["kept", "locks", "paths", "places", "plain", "surroundings", "trees"]
