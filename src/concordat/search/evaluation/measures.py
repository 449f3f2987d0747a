"""Measures of one ranking, as trec_eval 9 defines them (`m_ndcg_cut.c`, `m_recall.c`, `m_map.c`).

`ranked` are ids, best first, none twice. `judged` maps an id to its grade; grades of 1
and more are relevant, anything else and what nobody judged is not.
"""

from collections.abc import Mapping, Sequence
from math import log2

Judged = Mapping[str, int]


def ndcg(ranked: Sequence[str], judged: Judged, *, cut: int) -> float:
    """Return the discounted gain of the first `cut` over that of the best order there is.

    The gain is the grade itself (not 2^grade - 1), divided by log2(1 + place from 1).
    """
    ideal = _discounted(sorted((max(grade, 0) for grade in judged.values()), reverse=True)[:cut])
    if not ideal:
        return 0.0
    return _discounted([max(judged.get(id_, 0), 0) for id_ in ranked[:cut]]) / ideal


def recall(ranked: Sequence[str], judged: Judged, *, cut: int) -> float:
    """Return the part of the relevant that is among the first `cut`."""
    relevant = {id_ for id_, grade in judged.items() if grade > 0}
    return len(relevant.intersection(ranked[:cut])) / len(relevant) if relevant else 0.0


def average_precision(ranked: Sequence[str], judged: Judged) -> float:
    """Return the mean, over all relevant, of the precision at the place of each; 0 if not found."""
    relevant = sum(1 for grade in judged.values() if grade > 0)
    found, total = 0, 0.0
    for place, id_ in enumerate(ranked, start=1):
        if judged.get(id_, 0) > 0:
            found += 1
            total += found / place
    return total / relevant if relevant else 0.0


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains, start=1))
