"""Words spelled nearly alike, from what everybody may see."""

from collections import Counter
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from concordat.search.sets.snapshot import View
from concordat.search.stems import stem
from concordat.search.strategy.tree import TEXT_FIELDS

PUBLIC = frozenset({"public"})


def allowed_mistakes(word: str) -> int:
    """Return how many letters of a word may be wrong: short words are all near each other."""
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2


def words_like(views: Sequence[View], word: str, limit: int) -> tuple[str, ...]:
    """Return words of public works spelled nearly so, nearest first, then most frequent."""
    mistakes = allowed_mistakes(word)
    counts: Counter[str] = Counter()
    for view in views if mistakes else ():
        for other in _near(view, word, mistakes):
            counts[other] += _works_with(view, [view.segment.words.find(other)], PUBLIC)
    near = sorted(
        (OSA.distance(word, other), -count, other) for other, count in counts.items() if count
    )
    return tuple(other for _distance, _count, other in near[:limit])


def _near(view: View, word: str, mistakes: int) -> list[str]:
    """Return other words of a vocabulary with at most so many mistakes."""
    words = view.segment.words
    vocabulary = words.texts(0, len(words))
    found = process.extract(
        word, vocabulary, scorer=OSA.distance, score_cutoff=mistakes, limit=None
    )
    return [other for other, distance, _place in found if distance]


def has_word(views: Sequence[View], word: str, audiences: frozenset[str]) -> bool:
    """Return whether any visible entry has a word of this stem."""
    wanted = stem(word)
    return any(_works_with(view, view.segment.of_stem(wanted), audiences) for view in views)


def _works_with(view: View, numbers: Sequence[int], audiences: frozenset[str]) -> int:
    """Return how many visible entries have any of some words in any text field."""
    held = view.segment.united(TEXT_FIELDS, numbers)
    return int(held.intersection_cardinality(view.visible(audiences)))
