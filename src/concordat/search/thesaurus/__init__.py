"""What else is it called, and what is narrower?

Reviewed spelling variants and acronyms lie in `content/search/` and are edited by
librarians. Headings (MeSH) are loaded by `concordat vocabulary load` and kept as editions
under the data folder. No Django.
"""
