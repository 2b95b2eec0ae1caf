"""A second opinion on every number of the site, made with none of the portal's own judgement.

`files` and `measures` read the datasets. `known` says which rows may be set beside each other,
`facts` what may be said of them; `measuring` holds the intervals, `claiming` what follows from them,
`moving` the tests of trends. `pages` reads the finished HTML, and `gathered` sets each text of it
beside `sentences` (with `comparing` and `changing`), `pictures` (with `headlines`), `lists` or
`tables`, which say what is wrong with it. Only the labels of periods are the portal's own; they have
tests of their own.
"""
