"""How does evidence reach the person who needs it, and who must be told when it falls?

Doors: `words`, `actions`, `queries`. Behind them: `access` (may this be opened here, why,
who pays, and what else to do; pure) and `alerts` (saved questions that speak up; pure).
"""
