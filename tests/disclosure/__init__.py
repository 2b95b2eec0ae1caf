"""Tests of `disclosure`."""
