"""How well a work answers the words of a question: BM25F, pure arithmetic.

Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields"
(CIKM 2004): the counts of a term in the fields of a work are made comparable by the
lengths of the fields, weighted and added up, and only then saturated. Adding up one
BM25 for each field instead would reward a word twice for standing in title and abstract.

The functions work on numbers and on arrays of numbers alike.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: A float, or an array of floats: this module knows of no arrays.
Amount = Any


@dataclass(frozen=True, slots=True)
class Weights:
    """What each field counts, and how fast more of the same stops counting."""

    fields: Mapping[str, float] = field(
        default_factory=lambda: {"ti": 2.0, "ab": 1.0, "kf": 1.0, "hw": 0.5}
    )
    saturation: float = 1.2  # k1
    length: float = 0.75  # b: 0 takes no account of the length of a field, 1 all of it


def rarity(works: int, having: int) -> float:
    """Return the weight of a term that `having` of `works` have; never negative."""
    return math.log(1 + (works - having + 0.5) / (having + 0.5))


def shortness(length: Amount, average: float, weights: Weights) -> Amount:
    """Return what one occurrence counts in a field of this many words."""
    part = weights.length
    return 1 / (1 - part + part * length / (average or 1))


def saturated(amount: Amount, weights: Weights) -> Amount:
    """Return what a weighted count of a term is worth: at most 1 + saturation."""
    return amount * (weights.saturation + 1) / (amount + weights.saturation)
