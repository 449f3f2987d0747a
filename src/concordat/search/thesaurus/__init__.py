"""What else is it called? Reviewed spelling variants and acronyms; headings come later.

The files lie in `content/search/` and are edited by librarians. Pure.
"""
