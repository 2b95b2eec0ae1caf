"""Checked figures to answers, as values: never a word, never a council by name."""
