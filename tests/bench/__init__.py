"""Measures the build against its own limit: `make bench`."""
