"""What do we dispute and agree?

Forums with terms of reference, membership and quorum; planned work and the radar that shows
what is alike; questions between parties; meetings with papers, positions, decisions and
minutes; joint work; the yearly report. Doors: `words`, `actions`, `queries`.

Behind them: `duplication` (what is alike, and why), `quorum`, `minutes`, `calendar`: pure;
`models`, one file a noun; `writing` makes the papers.
"""
