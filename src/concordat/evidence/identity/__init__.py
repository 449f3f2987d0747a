"""Are these two records the same work?

`identifiers` gives identifiers their canonical form, `fingerprints` names a record that
has none, and `agreeing` says whether two records that share one are the same work.
Pure: no Django, no files, no clock.
"""
