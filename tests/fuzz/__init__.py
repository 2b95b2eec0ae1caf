"""Odd edits of the tiny portal, thousands of them, through the check and the build.

`drawing` draws an example: a few edits, each of one kind, made by `tables` (CSVs), `words` (YAML),
`letters` (any file as bytes) or `folders`. `trying` runs it through the program and `proving` reads
back what was published, by readers of their own. `regressions` are the inputs that once went wrong.
`make fuzz N=20000` tries many (`__main__`).
"""
