"""Which planned works are alike, how, and why: the radar. Pure: no Django, no reading.

`radar.most_alike` compares one plan with all others, slot by slot, and says of each match
how alike it is, which relation they have, and the reasons in words. What a word is and where
a heading stands in a thesaurus is handed in, so this package knows of no other room.
"""
