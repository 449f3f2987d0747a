"""How alike two questions are: shared words, those that few questions have weighing more. Pure."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

#: From here on a question is shown as alike.
SHOWN = 0.25


def alike(
    asked: Sequence[str], others: Mapping[str, Sequence[str]], *, most: int = 5
) -> list[tuple[str, float, tuple[str, ...]]]:
    """Return the keys of the most alike, with a share of 0 to 1 and the shared stems.

    Weighted Jaccard: the weight of a stem falls with the number of questions that have it,
    so that words of every question count for little.
    """
    bags = {key: set(words) for key, words in others.items()}
    mine = set(asked)
    weight = _weights([mine, *bags.values()])
    found = []
    for key, theirs in bags.items():
        shared, union = mine & theirs, mine | theirs
        total = sum(weight[word] for word in union)
        score = sum(weight[word] for word in shared) / total if total else 0.0
        if score >= SHOWN:
            found.append((key, score, tuple(sorted(shared))))
    return sorted(found, key=lambda one: (-one[1], one[0]))[:most]


def _weights(bags: Sequence[set[str]]) -> dict[str, float]:
    counts = Counter(word for bag in bags for word in bag)
    return {word: math.log(1 + len(bags) / count) for word, count in counts.items()}
