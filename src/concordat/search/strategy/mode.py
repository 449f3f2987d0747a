"""Did the reader type a strategy or a question?"""

import re

from concordat.search.words import Mode

from .dialects import SUFFIX, is_tag
from .mending import mend

_SIGNS = re.compile(
    r'"[^"]+"'  # quotes
    r"|[()]"  # brackets
    r"|\b(?:AND|OR|NOT)\b"  # in capitals only: in a question "or" and "not" are words
    r"|\w[*$]|\*\w|\w[?#]\w"  # truncation; a ? that ends a word is a question mark
    rf"|(?i:{SUFFIX})(?=\s|\)|$)"
    r"|(?:^|\s)\*?\"?[^\W\d_][^/\n]{2,80}/(?=[\s),]|$)"  # Asthma/
    r"|\b(?:adj\d+|(?:NEAR|near)/?\d+)\b|\b(?:or|and)/\d"
    r"|(?:^|[\s(])#\d"
    r"|\[[^\[\]\n]{1,40}\]"
)


def mode_of(text: str) -> Mode:
    """Return STRATEGY when the text has a sign of one, else QUESTION.

    Signs: quotes, brackets, field tags, truncation, capital AND, OR or NOT, headings with
    a slash, nearness, named lines. A square bracket counts when it holds a field tag.
    """
    for found in _SIGNS.finditer(mend(text).text):
        if found[0][0] != "[" or is_tag(found[0][1:-1]):
            return Mode.STRATEGY
    return Mode.QUESTION
