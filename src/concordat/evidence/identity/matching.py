"""Which of these records are one work? Groups, each with the reasons that made it.

Pairs are joined from the surest down. A group refuses a record that contradicts any of
its members: a record without pages may look like two works, and must not make them one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from concordat.evidence.identity.agreeing import Sameness
from concordat.evidence.identity.candidates import pairs
from concordat.evidence.identity.comparing import Compared, compare
from concordat.evidence.identity.traits import Traits, traits
from concordat.evidence.words import Reference


@dataclass(frozen=True, slots=True)
class Join:
    """Two records, by their places, and what spoke for joining them."""

    first: int
    second: int
    compared: Compared


@dataclass(frozen=True, slots=True)
class Matched:
    """The groups of two or more, by places in order, and the joins that made them.

    `refused` are joins that had points enough but would have put a contradiction into a
    group: for a person to look at.
    """

    groups: tuple[tuple[int, ...], ...]
    joins: tuple[Join, ...]
    refused: tuple[Join, ...]


Told = Callable[[int], None]
_OFTEN = 500  # records between two tellings


def match(references: Sequence[Reference], *, told: Told = lambda _: None) -> Matched:
    """Return which of the references are one work. `told` hears how many have been looked at."""
    shown = []
    for place, reference in enumerate(references):
        if place % _OFTEN == 0:
            told(place // 2)  # to read their traits takes as long as to compare them
        shown.append(traits(reference))
    found, next_telling = [], 0
    for first, second in pairs(shown):
        if first >= next_telling:  # pairs come roughly in the order of their first
            told((len(shown) + first) // 2)
            next_telling = first + _OFTEN
        compared = compare(shown[first], shown[second])
        if compared.sameness is Sameness.SAME:
            found.append(Join(first, second, compared))
    found.sort(key=lambda join: (-join.compared.score, join.first, join.second))
    return _joined(found, shown)


def _joined(found: Sequence[Join], shown: Sequence[Traits]) -> Matched:
    group_of: dict[int, list[int]] = {}
    joins, refused = [], []
    for join in found:
        one = group_of.get(join.first, [join.first])
        other = group_of.get(join.second, [join.second])
        if one is other:
            continue
        if _contradicts(one, other, shown):
            refused.append(join)
            continue
        joins.append(join)
        united = one + other
        for place in united:
            group_of[place] = united
    groups = {id(group): tuple(sorted(group)) for group in group_of.values()}
    return Matched(tuple(sorted(groups.values())), tuple(joins), tuple(refused))


def _contradicts(one: Sequence[int], other: Sequence[int], shown: Sequence[Traits]) -> bool:
    return any(
        compare(shown[first], shown[second]).sameness is Sameness.DIFFERENT
        for first in one
        for second in other
    )
