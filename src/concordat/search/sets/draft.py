"""A segment in the making: its entries in plain columns, before they are encoded.

Occurrences are packed into one number each, so that sorting numbers sorts postings:
    word or key (24 bits) | ordinal (24 bits) | position (16 bits)
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from concordat.search.sets import fields
from concordat.search.sets.container import Array
from concordat.search.sets.facets import facet_values
from concordat.search.strategy.tree import TEXT_FIELDS
from concordat.search.tokens import fold
from concordat.search.words import Document, IndexedHeading

WORD_SHIFT, ENTRY_SHIFT = 40, 16
ENTRY_MASK, PLACE_MASK = (1 << 24) - 1, (1 << 16) - 1
NO_YEAR = -(2**31)
#: Facets that are one value of a document.
SINGLE = ("kind", "standing", "journal")
#: What stands between the field and the value of a key; no folded value has it.
MARK = "\x1f"


class Numbering(dict[str, int]):
    """Gives each new string the next number."""

    def __missing__(self, string: str) -> int:
        self[string] = number = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Draft:
    """Entries as columns. `words` and `keys` say what the numbers in the packed arrays mean."""

    words: list[str]
    text: dict[str, Array]  # field -> packed occurrences, in no order
    lengths: dict[str, Array]  # field -> words in each entry
    keys: list[str]
    sets: Array  # packed (key, ordinal, 0), in no order
    ids: list[str]
    titles: list[str]  # folded, for sorting
    years: Array
    single: dict[str, list[str]]  # facet -> value of each entry
    parties: list[tuple[str, ...]]
    added: Array  # the generation that added each entry

    def __len__(self) -> int:
        return len(self.ids)


class _Runs:
    """The words of one field, run after run."""

    def __init__(self, numbers: Numbering) -> None:
        self._number = numbers.__getitem__
        self._words, self._entry = array("I"), array("I")
        self._place, self._count = array("I"), array("I")

    def add(self, entry: int, place: int, words: Sequence[str]) -> None:
        self._words.extend(map(self._number, words))
        self._entry.append(entry)
        self._place.append(place)
        self._count.append(len(words))

    def packed(self) -> Array:
        counts = np.asarray(self._count, np.int64)
        starts = np.cumsum(counts) - counts
        places = np.arange(len(self._words)) + np.repeat(
            np.asarray(self._place, np.int64) - starts, counts
        )
        entries = np.repeat(np.asarray(self._entry, np.uint64), counts)
        return pack(self._words, entries, places)

    def lengths(self, entries: int) -> Array:
        counts = np.bincount(
            np.asarray(self._entry, np.int64), np.asarray(self._count), minlength=entries
        )
        return counts.astype(np.uint16)


def pack(words: object, entries: object, places: object = 0) -> Array:
    """Return one number for each occurrence."""
    return (
        (np.asarray(words, np.uint64) << np.uint64(WORD_SHIFT))
        | (np.asarray(entries, np.uint64) << np.uint64(ENTRY_SHIFT))
        | np.asarray(places, np.uint64)
    )


def draft_of(documents: Iterable[Document], generation: int) -> Draft:
    """Take documents apart, in their order."""
    documents = list(documents)
    words, keys = Numbering(), Numbering()
    runs = {field: _Runs(words) for field in TEXT_FIELDS}
    key_numbers, key_entries = array("I"), array("I")
    for entry, document in enumerate(documents):
        for field, run in runs.items():
            for place, found in fields.placed(fields.passages(document, field)):
                run.add(entry, place, found)
        before = len(key_numbers)
        key_numbers.extend(set(map(keys.__getitem__, set_keys(document))))
        key_entries.extend([entry] * (len(key_numbers) - before))
    text = {field: run.packed() for field, run in runs.items()}
    return Draft(
        words=list(words),
        text=text,
        lengths={field: run.lengths(len(documents)) for field, run in runs.items()},
        keys=list(keys),
        sets=pack(key_numbers, key_entries),
        ids=[document.id for document in documents],
        titles=[fold(document.title) for document in documents],
        years=np.array([fields.year_of(one) or NO_YEAR for one in documents], np.int32),
        single={facet: [_single(one, facet) for one in documents] for facet in SINGLE},
        parties=[facet_values(document, "party") for document in documents],
        added=np.full(len(documents), generation, np.uint32),
    )


def set_keys(document: Document) -> Iterator[str]:
    """Yield the keys under which a document stands in a set."""
    for field in fields.VALUE_FIELDS:
        for value in fields.values(document, field):
            yield value_key(field, value)
    for heading in document.headings:
        yield from _heading_keys(heading)
    for reader in document.readers:
        yield value_key("reader", reader)


@lru_cache(maxsize=50_000)
def _heading_keys(heading: IndexedHeading) -> tuple[str, ...]:
    return tuple(subject_key(*parts) for parts in fields.heading_keys(heading))


def value_key(field: str, value: str) -> str:
    """Return the key of a folded value."""
    return f"{field}{MARK}{value}"


def subject_key(name: str, major: bool, qualifier: str) -> str:
    """Return the key of a folded heading, major or not, with a qualifier or none."""
    return f"{'mj' if major else 'mh'}{MARK}{name}{MARK}{qualifier}"


def _single(document: Document, facet: str) -> str:
    return next(iter(facet_values(document, facet)), "")
