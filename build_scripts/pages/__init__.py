"""Words, charts and tables put together: Markdown pages and the fragments that go into them."""
