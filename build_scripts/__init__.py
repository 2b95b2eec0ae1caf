"""Checks a council's published indicators and builds the site that presents them."""
