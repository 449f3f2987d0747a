"""Stems: which words of a question mean the same, by Porter's second English stemmer.

Only questions use them. The index keeps words as printed and unites the printed words
of one stem when it is asked, so quotes mean quotes. Digits and other scripts keep.
"""

import threading
from collections.abc import Sequence

import Stemmer

_kept = threading.local()


def stem(token: str) -> str:
    """Return the stem of a token of `tokens`.

    >>> stem("treatments") == stem("treatment") == stem("treating")
    False
    >>> stem("treatments") == stem("treatment")
    True
    """
    return stems((token,))[0]


def stems(tokens: Sequence[str]) -> list[str]:
    """Return the stem of each token.

    A stemmer is not thread-safe, so each thread has one. Its own cache is turned off: over a
    vocabulary, where no word comes twice, it took six sevenths of the time.
    """
    if not hasattr(_kept, "stemmer"):
        _kept.stemmer = Stemmer.Stemmer("english", 0)
    return list(_kept.stemmer.stemWords(tokens))
