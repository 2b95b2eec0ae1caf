"""Rows and words to problems. Reads nothing, writes nothing, and knows no council."""
