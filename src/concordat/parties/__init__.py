"""Who has joined, and who may speak for them?

Doors: `words` (Actor, Visibility, as-at facts), `actions` (found a party, record a
signature, carry out a succession, audit), `queries` (who was what, as at a date).
Behind them: models, one file a noun; `permissions`, the one place that decides who
may see a private object.
"""
