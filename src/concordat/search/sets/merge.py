"""Several segments to one. Removed entries are kept, for searches as at then."""

from collections.abc import Sequence

import numpy as np

from concordat.search.sets.container import Array
from concordat.search.sets.draft import SINGLE, Draft, Numbering, pack
from concordat.search.sets.segment import Segment, ordinals
from concordat.search.strategy.tree import TEXT_FIELDS

#: Works taken in one batch; a build of more in one piece would need many gigabytes. A large
#: batch becomes two segments, and nothing is merged beyond that size.
LARGEST = 100_000
#: Up to so many works, segments are merged as soon as one can be: then few are there.
SMALL = 8_000
#: A small segment is merged with those after it when they hold a quarter as much or more.
RATIO = 4
#: Larger ones are merged only when there are so many, for it takes seconds.
MANY = 5


def to_merge(sizes: Sequence[int]) -> int:
    """Return how many of the last segments to merge; fewer than two means none.

    Newest last, each small segment ends up over `RATIO` times all that follow, so an entry
    is rewritten only a logarithmic number of times.
    """
    small = _run(sizes, SMALL, RATIO)
    large = _run(sizes, LARGEST // 2, LARGEST)
    return large if small < 2 and large >= MANY else small


def _run(sizes: Sequence[int], most: int, ratio: int) -> int:
    """Return how many of the last segments hold no more than that, none far larger."""
    taken, total = 0, 0
    for size in reversed(sizes):
        if size + total > most or (taken and size >= ratio * total):
            break
        taken, total = taken + 1, total + size
    return taken


def joined(segments: Sequence[Segment]) -> Draft:
    """Return the entries of some segments as one draft, in their order."""
    bases = np.cumsum([0, *map(len, segments)])[:-1].tolist()
    words, keys = Numbering(), Numbering()
    numbers = [_renumber(words, segment.words.texts(0, len(segment.words))) for segment in segments]
    key_numbers = [
        _renumber(keys, segment.keys.texts(0, len(segment.keys))) for segment in segments
    ]
    return Draft(
        words=list(words),
        text={
            field: np.concatenate(
                [
                    _occurrences(segment, field, numbers[n], bases[n])
                    for n, segment in enumerate(segments)
                ]
            )
            for field in TEXT_FIELDS
        },
        lengths={field: _column(segments, f"{field}.length") for field in TEXT_FIELDS},
        keys=list(keys),
        sets=np.concatenate(
            [_members(segment, key_numbers[n], bases[n]) for n, segment in enumerate(segments)]
        ),
        ids=[id_ for one in segments for id_ in one.ids.texts(0, len(one))],
        titles=[title for one in segments for title in one.titles.texts(0, len(one))],
        years=_column(segments, "year"),
        single={facet: [v for one in segments for v in _values(one, facet)] for facet in SINGLE},
        parties=[held for one in segments for held in _parties(one)],
        added=_column(segments, "added"),
    )


def _renumber(numbering: Numbering, strings: Sequence[str]) -> Array:
    return np.fromiter(map(numbering.__getitem__, strings), np.uint64, len(strings))


def _column(segments: Sequence[Segment], name: str) -> Array:
    return np.concatenate([segment.arrays[name] for segment in segments])


def _postings(segment: Segment, field: str, numbers: Array) -> tuple[Array, Array]:
    """Return word (by its new number) and ordinal of each posting of a field."""
    docs = [ordinals(segment.docs(field, number)) for number in range(len(numbers))]
    counts = np.fromiter(map(len, docs), np.int64, len(docs))
    entries = np.concatenate(docs) if docs else np.empty(0, np.uint32)
    return np.repeat(numbers, counts), entries


def _occurrences(segment: Segment, field: str, numbers: Array, base: int) -> Array:
    words, entries = _postings(segment, field, numbers)
    counts = segment.arrays[f"{field}.tf"]
    return pack(
        np.repeat(words, counts),
        np.repeat(entries.astype(np.uint64) + np.uint64(base), counts),
        segment.arrays[f"{field}.pos"],
    )


def _members(segment: Segment, numbers: Array, base: int) -> Array:
    keys, entries = _postings(segment, "keys", numbers)
    return pack(keys, entries.astype(np.uint64) + np.uint64(base))


def _values(segment: Segment, facet: str) -> list[str]:
    values = ["", *segment.facet_texts(facet)]
    return [values[number] for number in segment.arrays[facet].tolist()]


def _parties(segment: Segment) -> list[tuple[str, ...]]:
    held: list[tuple[str, ...]] = [()] * len(segment)
    values = ["", *segment.facet_texts("party")]
    parties, owners = segment.arrays["party"].tolist(), segment.arrays["party.of"].tolist()
    for number, owner in zip(parties, owners, strict=True):
        held[owner] += (values[number],)
    return held
