"""Words that say how something is asked, not what is asked about. Reviewed; only for questions.

The index has every word, and a strategy searches every word. Words that carry meaning in
health questions stay out of this list: no, not, without, before, after, during, up, down,
over, under, more, less, between, first, new, can.
"""

_LISTED = """
    a about am an and any are as at be been being best but by could did do does doing done
    for from had has have having he her here hers him his how i if in into is it its me my
    of on or our ours should shall she so some such than that the their theirs them then
    there these they this those to us was we were what whats when where whether which while
    who whom whose why will with would you your yours
    please tell find show give know s t
"""
STOP_WORDS = frozenset(_LISTED.split())

#: Words that help to rank, but are not what is asked about: no work is said to lack one of
#: them, and none is marked in a title.
_LIGHT = """
    no not without before after during up down over under more less between first new can
"""
LIGHT = frozenset(_LIGHT.split())
