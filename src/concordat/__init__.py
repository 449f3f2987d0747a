"""Concordat: shared evidence, investment, forum and delivery for health bodies.

The map of the house is HOUSE.md. A room is entered only by its doors: `words`
(what may cross a wall), `actions` (writes) and `queries` (reads).
"""
