"""How alike two texts are, when rare words tell more than common ones. Pure arithmetic."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

Weights = Mapping[str, float]


#: Texts that are thought to be there beside the real ones, with none of their words. Without
#: them, what the first two plans of a new register have in common would count for nothing.
_UNSEEN = 50


class Rarity:
    """What each word tells, from the number of texts that have it."""

    def __init__(self, texts: Iterable[Collection[str]]) -> None:
        self._having: Counter[str] = Counter()
        self._texts = _UNSEEN
        for words in texts:
            self._having.update(set(words))
            self._texts += 1

    def of(self, word: str) -> float:
        """Return the weight of a word; one that no text has tells most."""
        having = self._having[word]
        return math.log(1 + (self._texts - having + 0.5) / (having + 0.5))

    def weights(self, words: Collection[str]) -> dict[str, float]:
        """Return the weight of each different word of a text; saying it again adds little."""
        counts = Counter(words)
        return {word: (1 + math.log(n)) * self.of(word) for word, n in counts.items()}


def cosine(one: Weights, other: Weights) -> float:
    """Return 0 (no word in common) to 1 (the same words)."""
    both = sum(weight * other[word] for word, weight in one.items() if word in other)
    return both / (_length(one) * _length(other)) if both else 0.0


def _length(weights: Weights) -> float:
    return math.sqrt(sum(weight * weight for weight in weights.values()))


def within(one: Weights, other: Weights) -> float:
    """Return which part of the poorer text stands in the richer one, 0 to 1."""
    both = sum(min(weight, other[word]) for word, weight in one.items() if word in other)
    least = min(sum(one.values()), sum(other.values()))
    return both / least if least else 0.0


def alike(one: Weights, other: Weights) -> float:
    """Return how alike two short texts are: the mean of the two measures.

    "Adults with asthma" is within "adults with severe asthma in primary care", and yet not
    the same: one measure sees the first, the other the second.
    """
    return (cosine(one, other) + within(one, other)) / 2
