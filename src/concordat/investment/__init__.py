"""What do we buy together, and is it worth it?

Doors: `words`, `actions`, `queries`. Behind them: `formats` (COUNTER reports, read and
checked), `portfolio` (which offers to take under a budget, with a proof), both pure.
"""
