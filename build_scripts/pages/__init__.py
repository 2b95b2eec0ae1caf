"""Words, charts and tables put together: Markdown pages and the fragments that go into them."""

__all__ = ["documents", "help", "indicator", "reference", "values"]
