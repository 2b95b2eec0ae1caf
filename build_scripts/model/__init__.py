"""Values and rules: what a datasets folder says once it has been read, and what a mistake is."""
