"""Which pairs are worth comparing? Keys that two records of one work are likely to share.

Comparing each with each would take a million comparisons for fourteen hundred records.
Two records are compared when they share any key; each key forgives other slips.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from concordat.evidence.identity.traits import Traits

#: A key that so many records share tells nothing ("editorial"); it is left out.
CROWD = 60


def keys(traits: Traits) -> Iterator[str]:
    """Yield the keys of a record. Equal keys do not mean the same work, only: look."""
    for scheme, values in traits.identifiers.items():
        if scheme not in _SHARED_BY_MANY:
            yield from (f"{scheme}:{value}" for value in values)
    telling = traits.telling()
    year = traits.year or 0
    if len(telling) >= 3:
        yield "start:" + "".join(telling)[:24]
        yield "end:" + "".join(telling)[-24:]
        yield "long:" + " ".join(sorted(sorted(telling, key=lambda w: (-len(w), w))[:4]))
    elif telling:
        yield f"short:{' '.join(telling)}:{year}:{traits.families[0] if traits.families else ''}"
    page = traits.pages.first if traits.pages else 0
    if page and traits.volume:
        yield f"place:{traits.volume}:{page}:{year}"
    if traits.families:
        first = traits.families[0][:5]
        if page > 1:
            yield f"page:{first}:{page}"
        longest = max(telling, key=lambda word: (len(word), word), default="")
        yield f"who:{first}:{year}:{longest[:6]}"
        yield f"who:{first}:{longest}"


_SHARED_BY_MANY = frozenset(["isbn", "issn", "nct", "isrctn", "url"])


def numbered_keys(traits: Traits) -> set[int]:
    """Return the keys as numbers of 63 bits, for a database to look up."""
    return {
        int.from_bytes(blake2b(key.encode(), digest_size=8).digest()) >> 1 for key in keys(traits)
    }


def pairs(records: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Yield each pair of places in `records` that share a key, once, the lower first."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        for key in set(keys(record)):
            blocks[key].append(place)
    seen: set[int] = set()
    for block in blocks.values():
        if 1 < len(block) <= CROWD:
            yield from _unseen(block, seen, len(records))


def _unseen(block: list[int], seen: set[int], width: int) -> Iterator[tuple[int, int]]:
    for later, second in enumerate(block):
        for first in block[:later]:
            pair = first * width + second
            if pair not in seen:
                seen.add(pair)
                yield first, second
