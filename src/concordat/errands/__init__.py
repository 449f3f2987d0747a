"""What long work is under way, for whom, and how far is it?

An errand outlives the request that asked for it and the process that runs it. Doors:
`words` (ErrandView), `actions` (ask, cancel, run the next), `queries` (one, those of
somebody). What a kind of errand does is said by floor 5, which hands `run_next` a literal
dict; this room knows no other room.
"""
