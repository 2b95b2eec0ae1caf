"""Where and whether a thing is made: tasks, processes, and results kept from build to build."""

__all__ = ["audits", "checking", "pool", "task", "tripwires", "workshop"]
