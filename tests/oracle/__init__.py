"""A second opinion on every number of the site, made with none of the portal's own judgement.

`files` reads the datasets, `facts` works out what follows from the rows, `measuring` holds the
statistics. `pages` reads the finished HTML, and `sentences`, `pictures` and `lists` say what is
wrong with a text. Only the labels of periods are the portal's own; they have tests of their own.
"""
