"""The words of a text as search takes them to mean the same, for other rooms that compare texts."""

from concordat.search.queries.opened import variants
from concordat.search.stems import stem
from concordat.search.thesaurus.variants import Variants
from concordat.search.tokens import tokens

#: Words that tell nothing of what a text is about.
_EMPTY = frozenset(
    """a about after all among an and any are as at be been before between by can compared do
    does during for from had has have how if in into is it its may no not of on or other our
    over should so such than that the their them then there these they this those to under up
    versus vs was we were what when where whether which while who whom whose why will with
    within without would""".split()
)


def words_of(text: str) -> tuple[str, ...]:
    """Return the stems of a text in order, one for each word that tells something.

    British and American spellings give the same stem, and an acronym of the reviewed list
    stands for its full name: `CKD` gives what `chronic kidney disease` gives.
    """
    known = variants()
    return tuple(
        _one_spelling(stem(word), known)
        for token in tokens(text)
        for word in _full_name(token, known)
        if word not in _EMPTY
    )


def _full_name(token: str, known: Variants) -> tuple[str, ...]:
    names = known.names.get(token, ())
    return tuple(names[0]) if len(names) == 1 else (token,)


def _one_spelling(stemmed: str, known: Variants) -> str:
    return min((stemmed, *(stem(each) for each in known.spellings.get(stemmed, ()))))
