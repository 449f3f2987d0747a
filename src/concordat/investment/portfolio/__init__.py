"""Which offers should be taken together under a budget, and how good is that at best?

Pure: a problem comes from a folder of tables and a solution goes into another.
`solving.solve` is the way in; `checking.check` judges a solution from the files alone.
"""
