"""A draft to the arrays of a segment: sorted, counted, each posting a roaring bitmap."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from struct import Struct

import numpy as np
from pyroaring import BitMap

from concordat.search.sets.container import Array
from concordat.search.sets.draft import (
    ENTRY_MASK,
    ENTRY_SHIFT,
    PLACE_MASK,
    SINGLE,
    WORD_SHIFT,
    Draft,
)
from concordat.search.sets.strings import offsets, string_arrays, to_bytes
from concordat.search.stems import stems

#: A bitmap of one ordinal in the portable roaring format: cookie, one container, its key
#: and count, its offset, the value. Half of all words stand in one document only, and
#: writing the 18 bytes is ten times faster than making a bitmap.
_ONE = Struct("<IIHHIH")


def arrays_of(draft: Draft) -> dict[str, Array]:
    """Return everything a segment file holds."""
    order, words = _sorted(draft.words)
    arrays = string_arrays("words", words)
    arrays |= _stem_arrays(words)
    for field, packed in draft.text.items():
        arrays |= _text_arrays(field, _renumbered(packed, order), len(words))
        arrays[f"{field}.length"] = draft.lengths[field]
    order, keys = _sorted(draft.keys)
    arrays |= string_arrays("keys", keys)
    arrays |= _posting_arrays("keys", *_pairs(_renumbered(draft.sets, order))[:2], len(keys))
    return arrays | _column_arrays(draft) | _order_arrays(draft)


def _sorted(strings: Sequence[str]) -> tuple[Array, list[bytes]]:
    """Return the new number of each string, and the strings as bytes in their new order."""
    encoded = [to_bytes(string) for string in strings]
    places = sorted(range(len(encoded)), key=encoded.__getitem__)
    order = np.empty(len(places), np.uint64)
    order[places] = np.arange(len(places), dtype=np.uint64)
    return order, [encoded[place] for place in places]


def _renumbered(packed: Array, order: Array) -> Array:
    """Return packed occurrences with new numbers of their words, in order."""
    rest = packed & np.uint64((1 << WORD_SHIFT) - 1)
    again: Array = (order[packed >> np.uint64(WORD_SHIFT)] << np.uint64(WORD_SHIFT)) | rest
    again.sort()
    return again


def _pairs(packed: Array) -> tuple[Array, Array, Array]:
    """Return word, ordinal and count of each pair of a word and an entry."""
    pair = packed >> np.uint64(ENTRY_SHIFT)
    first = np.flatnonzero(np.diff(pair, prepend=np.uint64(2**64 - 1)))
    counts = np.diff(first, append=len(packed))
    pair = pair[first]
    shift = np.uint64(WORD_SHIFT - ENTRY_SHIFT)
    return (
        (pair >> shift).astype(np.int64),
        (pair & np.uint64(ENTRY_MASK)).astype(np.uint32),
        counts,
    )


def _text_arrays(field: str, packed: Array, words: int) -> dict[str, Array]:
    """Return documents, counts and positions of each word of one field.

    Counts fit a byte unless a word stands more than 255 times in one entry.
    """
    word, entry, counts = _pairs(packed)
    arrays = _posting_arrays(field, word, entry, words)
    narrow = not len(counts) or counts.max() < 256
    arrays[f"{field}.tf"] = counts.astype(np.uint8 if narrow else np.uint16)
    arrays[f"{field}.tf.at"] = offsets(np.bincount(word, minlength=words))
    arrays[f"{field}.pos"] = (packed & np.uint64(PLACE_MASK)).astype(np.uint16)
    arrays[f"{field}.pos.at"] = offsets(
        np.bincount((packed >> np.uint64(WORD_SHIFT)).astype(np.int64), minlength=words)
    )
    return arrays


def _posting_arrays(name: str, number: Array, entry: Array, count: int) -> dict[str, Array]:
    """Return the serialised bitmaps of the numbers from 0 to count; empty where none has it."""
    counts = np.bincount(number, minlength=count)
    held = np.flatnonzero(counts)
    bitmaps = list(_bitmaps(counts[held], entry))
    sizes = np.zeros(count, np.uint32)
    sizes[held] = np.fromiter(map(len, bitmaps), np.uint32, len(bitmaps))
    return {
        f"{name}.docs": np.frombuffer(b"".join(bitmaps), np.uint8),
        f"{name}.docs.at": offsets(sizes),
    }


def _bitmaps(counts: Array, entry: Array) -> Iterator[bytes]:
    """Serialise runs of ordinals of these lengths, none of them empty."""
    ends = np.cumsum(counts)
    firsts = entry[ends - counts]
    for count, end, first in zip(counts.tolist(), ends.tolist(), firsts.tolist(), strict=True):
        if count == 1:
            yield _ONE.pack(12346, 1, first >> 16, 0, 16, first & 0xFFFF)
        else:
            yield BitMap(entry[end - count : end]).serialize()


def _stem_arrays(words: Sequence[bytes]) -> dict[str, Array]:
    """Return the words of each stem: a question unites them."""
    members: dict[str, list[int]] = defaultdict(list)
    for number, stem in enumerate(stems([word.decode() for word in words])):
        members[stem].append(number)
    named = sorted((to_bytes(stem), held) for stem, held in members.items())
    arrays = string_arrays("stems", (stem for stem, _held in named))
    arrays["stems.words"] = np.array(
        [number for _stem, held in named for number in held], np.uint32
    )
    arrays["stems.words.at"] = offsets(np.array([len(held) for _stem, held in named], np.uint32))
    return arrays


def _column_arrays(draft: Draft) -> dict[str, Array]:
    """Return what facets are counted from. Number 0 of a column is no value."""
    arrays: dict[str, Array] = {"year": draft.years, "added": draft.added}
    for facet in SINGLE:
        values = sorted({value for value in draft.single[facet] if value})
        numbers = {"": 0} | {value: number for number, value in enumerate(values, 1)}
        arrays |= string_arrays(f"{facet}.values", map(to_bytes, values))
        arrays[facet] = np.array([numbers[value] for value in draft.single[facet]], np.uint32)
    parties = sorted({party for held in draft.parties for party in held})
    numbers = {party: number for number, party in enumerate(parties, 1)}
    arrays |= string_arrays("party.values", map(to_bytes, parties))
    arrays["party"] = np.array(
        [numbers[party] for held in draft.parties for party in held], np.uint32
    )
    arrays["party.of"] = np.array(
        [entry for entry, held in enumerate(draft.parties) for _party in held], np.uint32
    )
    return arrays


def _order_arrays(draft: Draft) -> dict[str, Array]:
    """Return public ids and titles, and where each stands among them."""
    ids = [to_bytes(id_) for id_ in draft.ids]
    titles = [to_bytes(title) for title in draft.titles]
    entries = range(len(draft))
    by_id = np.array(sorted(entries, key=ids.__getitem__), np.uint32)
    by_title = np.array(sorted(entries, key=lambda n: (titles[n], ids[n])), np.uint32)
    return {
        **string_arrays("ids", ids),
        **string_arrays("titles", titles),
        "ids.order": by_id,
        "ids.rank": _ranks(by_id),
        "titles.rank": _ranks(by_title),
    }


def _ranks(order: Array) -> Array:
    ranks = np.empty(len(order), np.uint32)
    ranks[order] = np.arange(len(order), dtype=np.uint32)
    return ranks
