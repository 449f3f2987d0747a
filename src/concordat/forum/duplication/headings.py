"""How near two subject headings are in a thesaurus."""

from collections.abc import Callable, Collection

#: Heading -> its tree numbers, such as C14.907.489; none when the thesaurus does not have it.
Trees = Callable[[str], Collection[str]]

#: Levels that two headings must share before they are near: the uppermost says too little.
SHARED_LEVELS = 2


def no_thesaurus(heading: str) -> tuple[str, ...]:
    """The trees of a house without a thesaurus: headings are then the same or not."""
    return ()


def nearness(one: str, other: str, trees: Trees) -> float:
    """Return 1 for the same heading, and less the fewer ancestors two of them share.

    Wu and Palmer's measure: twice the shared levels over the levels of both.
    """
    if one.casefold() == other.casefold():
        return 1.0
    return max((_shared(a, b) for a in trees(one) for b in trees(other)), default=0.0)


def _shared(one: str, other: str) -> float:
    levels, others = one.split("."), other.split(".")
    count = 0
    for level, its in zip(levels, others, strict=False):
        if level != its:
            break
        count += 1
    return 2 * count / (len(levels) + len(others)) if count >= SHARED_LEVELS else 0.0


def nearest(
    ones: Collection[str], others: Collection[str], trees: Trees
) -> list[tuple[str, str, float]]:
    """Return for each of the fewer headings the nearest of the others, nearest first."""
    few, many = sorted((ones, others), key=len)
    found = [max(((a, b, nearness(a, b, trees)) for b in many), key=_third) for a in few if many]
    return sorted((each for each in found if each[2]), key=_third, reverse=True)


def _third(triple: tuple[str, str, float]) -> float:
    return triple[2]
