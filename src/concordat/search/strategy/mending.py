"""Printer's dirt: what can only mean one thing is put right, and reported.

Every character kept remembers where it stood in the text as typed, so that a message
about the mended text can mark the right place.
"""

import re
from dataclasses import dataclass

_QUOTES = dict.fromkeys("“”„‟«»″＂", '"')
_APOSTROPHES = dict.fromkeys("‘’‚‛′ʼ", "'")
_DASHES = dict.fromkeys("‐‑‒–—−", "-")
_SPACES = dict.fromkeys(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    " ",
)
_BREAKS = dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n")
_UNSEEN = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
_MENDS = (
    ("Typographic quotes were read as plain quotes.", _QUOTES),
    ("Typographic apostrophes were read as plain ones.", _APOSTROPHES),
    ("Long dashes were read as hyphens.", _DASHES),
    ("Non-breaking spaces were read as spaces.", _SPACES),
    ("Signs that cannot be seen, such as soft hyphens, were left out.", _UNSEEN),
)
_CHANGES = {sign: put for _, signs in _MENDS for sign, put in signs.items()} | _BREAKS


@dataclass(frozen=True, slots=True)
class Mended:
    """A text put right. `places[i]` is where character i stood as typed; one more for the end."""

    text: str
    places: tuple[int, ...]
    notes: tuple[str, ...]

    def place(self, index: int) -> int:
        """Return where character `index` of the mended text stood in the text as typed."""
        return self.places[min(index, len(self.places) - 1)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span as typed of a span of the mended text, end excluded."""
        if end <= start:
            return self.place(start), self.place(start)
        return self.place(start), self.place(end - 1) + 1


def mend(text: str) -> Mended:
    """Put right signs that printers and word processors put in the place of typed ones."""
    kept: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text.replace("\r\n", " \n")):
        put = _CHANGES.get(sign, sign)
        if put:
            kept.append(put)
            places.append(place)
    found = set(text)
    notes = tuple(note for note, signs in _MENDS if found & signs.keys())
    return Mended("".join(kept), (*places, len(text)), notes)


#: Ovid prints what a field code searched behind it: `.mp. [mp=title, abstract, ...]`.
LEGEND = re.compile(r"\[\s*mp\s*=[^\]\n]*\]?", re.IGNORECASE)
