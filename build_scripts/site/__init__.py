"""The site generator, and what comes after it: finishing, checking and showing pages."""
