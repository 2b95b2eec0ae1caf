"""The files a researcher takes away."""
