"""The tokeniser: which words a text has, and where they stand.

Index and search both go through here, so a word typed is the word indexed. It is pure
and knows no context: every character is folded by itself, and then the text is split.
A change of any rule changes what is found, so it must raise `ANALYSER`, and an index
made by another analyser must be built again.

The rules, in the order in which they are applied to each character:

1. Compatibility (NFKC): `ﬁ` is fi, `CO₂` is co2, `m²` is m2, `１` is 1, `㎎` is mg, and
   `½` is 1 and 2, two words.
2. Case: `COPD` is copd, `ß` is ss.
3. Accents: `é` is e however it is encoded, and letters that Unicode does not take apart
   are folded as readers type them: `Sørensen` is sorensen, `Łódź` is lodz, `œdema` is
   oedema. Vowel signs of Indian and Thai scripts, and the voicing of kana, are no accents.
4. Greek letters are spelled out where they stand: `β-blocker` is beta, blocker; `TNFα`
   is tnfalpha; `IL-1β` is il, 1beta; `µg` is mug.
5. Letters, digits and what is left of their marks make words. Every other sign parts
   them: `COVID-19` is covid, 19; `Crohn's` is crohn, s; `1.5` is 1, 5; `a_b` is a, b.
   Letters and digits do not part each other: `p53`, `b12`.
6. Signs that do not show (soft hyphen, zero-width space, joiners) vanish, so that
   `hyper-tension` broken by a soft hyphen is hypertension. `™` and `℠` part words,
   or a trade name would end in "tm".

There are no stop words. A word is cut after `LONGEST` letters. Scripts written without
spaces (Chinese, Japanese, Thai) are not taken apart: a run of them is one word.
"""

import re
import unicodedata
from dataclasses import dataclass

#: The edition of the rules above. An index holds it and refuses another.
ANALYSER = 1
#: Letters of a word that are kept; longer ones are data that was pasted in, not words.
LONGEST = 64

_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi"
    " rho sigma tau upsilon phi chi psi omega"
)
_GREEK = dict(zip("αβγδεζηθικλμνξοπρστυφχψω", _GREEK_NAMES.split(), strict=True))
_WHOLE_NAMES = "o ae oe l d d th h i t"
_WHOLE_LETTERS = dict(zip("øæœłđðþħıŧ", _WHOLE_NAMES.split(), strict=True))
#: The increment sign is typed for a Delta: `∆9-THC`.
_SPELLED = _GREEK | _WHOLE_LETTERS | {"\N{INCREMENT}": "delta"}
#: Spacing modifier letters are typed for apostrophes, primes and accents.
_MODIFIERS = range(0x2B9, 0x300)
_PARTING = frozenset("™℠")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text as indexed, and the characters [start, end) that it stands for."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[str]:
    """Return the words of a text in order; their index is their position.

    >>> tokens("β-blockers in COVID-19: Crohn's")
    ['beta', 'blockers', 'in', 'covid', '19', 'crohn', 's']
    """
    folded = text.translate(_FOLD)
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded)
    words = folded.split()
    if max(map(len, words), default=0) > LONGEST:
        return [word[:LONGEST] for word in words]
    return words


def fold(value: str) -> str:
    """Return a value as values are compared: its words with one space between.

    >>> fold("Brit. J. Psychiatry") == fold("BRIT J PSYCHIATRY")
    True
    """
    return " ".join(tokens(value))


def tokens_at(text: str) -> list[Token]:
    """Return the words of a text with the characters each stands for, to mark them.

    The words are exactly those of `tokens`. Accents and unseen signs after a letter
    belong to its word. Words from one character (`½`) have the same span.
    """
    pieces = [_FOLD[ord(character)] for character in text]
    places = [place for place, piece in enumerate(pieces) for _ in piece]
    found = []
    for word in re.finditer("[^ ]+", "".join(pieces)):
        end = places[word.end() - 1] + 1
        while end < len(text) and not pieces[end]:
            end += 1
        kept = unicodedata.normalize("NFC", word[0])[:LONGEST]
        found.append(Token(kept, places[word.start()], end))
    return found


class _Folding(dict[int, str]):
    """What each character becomes; worked out once, when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(character: str) -> str:
    """Return letters, or a space for a sign that parts words, or nothing."""
    if character in _PARTING:
        return " "
    plain = unicodedata.normalize("NFKD", character).casefold()
    return "".join(_letter(letter) for letter in unicodedata.normalize("NFKD", plain))


def _letter(letter: str) -> str:
    """Return what one letter, already taken apart and in lower case, becomes."""
    if letter in _SPELLED:
        return _SPELLED[letter]
    if ord(letter) in _MODIFIERS:
        return " "
    category = unicodedata.category(letter)
    if category == "Cf" or _is_accent(letter, category):
        return ""
    return letter if category[0] in "LNM" else " "


def _is_accent(letter: str, category: str) -> bool:
    """Return whether a mark only decorates its letter.

    By its canonical combining class (Unicode Standard Annex 44): 1 is struck through,
    10 to 36 are Hebrew and Arabic points, from 200 above or below a letter. Between
    them are vowels; 7 to 9 are nukta, kana voicing and virama, which make other letters.
    """
    place = unicodedata.combining(letter)
    return category == "Me" or place == 1 or 10 <= place <= 36 or place >= 200


_FOLD = _Folding()
