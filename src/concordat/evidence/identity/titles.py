"""How alike are two titles, and is the difference one of typing or of meaning?

"in men" and "in women" are two letters apart and two trials; "haemoglobin" and
"hemoglobin" are one. So words are paired off, and what is left over is looked at.
"""

from enum import Enum

from rapidfuzz import fuzz

from concordat.evidence.identity.traits import SMALL, Traits

#: Of 100. Pairs of different works that still share a journal issue rarely reach these.
_NEAR = 88
_ALIKE = 70
_TYPING = 75  # two words: "rehabilitaion", "rehabilitation"


class Likeness(Enum):
    """From the surest down; the value says it in words."""

    EXACT = "the same title"
    TYPING = "the same title but for the typing"
    HOLDS = "one title holds the other"
    NEAR = "titles that differ in a word"
    ALIKE = "titles that are alike"
    FAR = "other titles"
    MISSING = "no title"


def compare_titles(a: Traits, b: Traits) -> Likeness:
    """Return how alike two titles are."""
    if not a.title or not b.title:
        return Likeness.MISSING
    if a.title == b.title or "".join(a.words) == "".join(b.words):
        return Likeness.EXACT
    mine, theirs = _left_over(a.words, b.words)
    if not mine and not theirs:
        return Likeness.EXACT
    if only_typing(mine, theirs):
        return Likeness.TYPING
    short = min(len(a.words), len(b.words))
    if short >= 4 and (not mine or not theirs):
        return Likeness.HOLDS
    ratio = fuzz.ratio(a.title, b.title)
    if ratio >= _NEAR:
        return Likeness.NEAR
    if max(ratio, fuzz.token_set_ratio(a.title, b.title)) >= _ALIKE:
        return Likeness.ALIKE
    return Likeness.FAR


def added_words(a: Traits, b: Traits) -> list[str]:
    """Return the telling words that only one of the titles has."""
    mine, theirs = _left_over(a.words, b.words)
    return mine + theirs


def only_typing(mine: list[str], theirs: list[str]) -> bool:
    """Return whether the words left over pair off as spellings of each other."""
    if fuzz.ratio("".join(mine), "".join(theirs)) < _TYPING:
        return False
    if len(mine) != len(theirs):  # "post traumatic" and "posttraumatic"
        return "".join(mine) == "".join(theirs)
    return all(
        fuzz.ratio(one, other) >= _TYPING and _not_opposed(one, other)
        for one, other in zip(mine, theirs, strict=True)
    )


def _not_opposed(one: str, other: str) -> bool:
    """Short words a letter apart are words of their own; so are a word and its negation."""
    if one.isdecimal() or other.isdecimal():
        return False
    short, long = sorted((one, other), key=len)
    if long.endswith(short) and len(long) - len(short) >= 2:
        return False  # typical, atypical; operative, preoperative; men, women
    return len(short) >= 5 or short[:3] == long[:3]


def _left_over(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the telling words of each that the other has not, in order."""
    mine, theirs = list(one), list(other)
    for word in one:
        if word in theirs:
            mine.remove(word)
            theirs.remove(word)
    return [w for w in mine if w not in SMALL], [w for w in theirs if w not in SMALL]
