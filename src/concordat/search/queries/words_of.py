"""The words of a text as search takes them to mean the same, for other rooms that compare texts."""

from concordat.search.queries.opened import variants
from concordat.search.stems import stem
from concordat.search.thesaurus.variants import Variants
from concordat.search.tokens import tokens

#: Words that tell nothing of what a text is about.
_SAYING_NOTHING = """
    a about after all among an and any are as at be been before between by can compared do
    does during for from had has have how if in into is it its may no not of on or other our
    over should so such than that the their them then there these they this those to under up
    versus vs was we were what when where whether which while who whom whose why will with
    within without would"""
_EMPTY = frozenset(_SAYING_NOTHING.split())


def words_of(text: str) -> tuple[str, ...]:
    """Return the stems of a text in order, one for each word that tells something.

    British and American spellings give the same stem. An acronym and an everyday word of the
    reviewed lists stand for the professional name: `CKD` gives what `chronic kidney disease`
    gives, and `bed sores` what `pressure ulcer` gives.
    """
    known = variants()
    return tuple(
        _one_spelling(stem(word), known)
        for word in _professional(_full_names(tokens(text), known), known)
        if word not in _EMPTY
    )


def _professional(words: list[str], known: Variants) -> list[str]:
    """Return the words with each everyday name replaced by the first professional one."""
    found, start = [], 0
    for each in known.everyday.within(words):
        found += [*words[start : each.start], *each.names[0]]
        start = each.end
    return [*found, *words[start:]]


def _full_names(words: list[str], known: Variants) -> list[str]:
    """Return the words with each acronym that means one thing spelled out."""
    found: list[str] = []
    for word in words:
        names = known.names.get(word, ())
        found += names[0] if len(names) == 1 else (word,)
    return found


def _one_spelling(stemmed: str, known: Variants) -> str:
    return min((stemmed, *(stem(each) for each in known.spellings.get(stemmed, ()))))
