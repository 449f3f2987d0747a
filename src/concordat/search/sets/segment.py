"""A segment: looking into one immutable file of entries."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import numpy as np
from pyroaring import BitMap

from concordat.search.sets import wildcards
from concordat.search.sets.container import Array, read_arrays
from concordat.search.sets.draft import NO_YEAR, SINGLE
from concordat.search.sets.strings import Strings, to_bytes
from concordat.search.strategy.tree import TEXT_FIELDS, Word

#: Of so many entries to an id that is looked for, it is quicker to look each id up alone.
_SCAN_FROM = 20


class Segment:
    """What a file of entries holds, asked for by word, key, ordinal or public id."""

    def __init__(self, name: str, arrays: dict[str, Array]) -> None:
        self.name = name
        self.arrays = arrays
        self.words = Strings(arrays, "words")
        self.keys = Strings(arrays, "keys")
        self.stems = Strings(arrays, "stems")
        self.ids = Strings(arrays, "ids")
        self.titles = Strings(arrays, "titles")
        self.facet_values = {
            facet: Strings(arrays, f"{facet}.values") for facet in (*SINGLE, "party")
        }
        self._facet_texts: dict[str, Sequence[str]] = {}
        self._docs = {
            name: (arrays[f"{name}.docs"].data, arrays[f"{name}.docs.at"].data)
            for name in (*TEXT_FIELDS, "keys")
        }
        self._by_id = _ById(self)

    def __len__(self) -> int:
        return len(self.ids)

    def facet_texts(self, facet: str) -> Sequence[str]:
        """Return the values of a facet; the first has number 1 in its column."""
        found = self._facet_texts.get(facet)
        if found is None:
            table = self.facet_values[facet]
            found = self._facet_texts[facet] = table.texts(0, len(table))
        return found

    def docs(self, field: str, number: int) -> BitMap:
        """Return the entries that have a word in a text field, or a key (field "keys")."""
        blob, at = self._docs[field]
        first, last = at[number], at[number + 1]
        if last == first:
            return BitMap()
        return BitMap.deserialize(blob[first:last])  # type: ignore[arg-type]

    def has(self, field: str, number: int) -> bool:
        """Return whether any entry has a word in a field."""
        at = self._docs[field][1]
        return bool(at[number + 1] > at[number])

    def united(self, fields: Sequence[str], numbers: Iterable[int]) -> BitMap:
        """Return the entries that have any of some words in any of some fields."""
        return union(
            self.docs(field, number)
            for number in numbers
            for field in fields
            if self.has(field, number)
        )

    def counts(self, field: str, number: int) -> Array:
        """Return how often a word stands in each entry that has it, in order of ordinals."""
        at = self.arrays[f"{field}.tf.at"]
        return self.arrays[f"{field}.tf"][at[number] : at[number + 1]]

    def places(self, field: str, number: int) -> Array:
        """Return the positions of a word in all its entries, one entry after the other."""
        at = self.arrays[f"{field}.pos.at"]
        return self.arrays[f"{field}.pos"][at[number] : at[number + 1]]

    def matching(self, word: Word) -> Sequence[int]:
        """Return the numbers of the words that a typed word stands for."""
        if word.exact is not None:
            number = self.words.find(word.exact)
            return () if number < 0 else (number,)
        near = self.words.starting(wildcards.beginning(word))
        if wildcards.only_truncated(word):
            return near
        fits = wildcards.pattern(word).fullmatch
        texts = self.words.texts(near.start, near.stop)
        return [number for number, text in zip(near, texts, strict=True) if fits(text)]

    def of_stem(self, stem: str) -> list[int]:
        """Return the numbers of the words that have a stem."""
        number = self.stems.find(stem)
        if number < 0:
            return []
        at = self.arrays["stems.words.at"]
        found: list[int] = self.arrays["stems.words"][at[number] : at[number + 1]].tolist()
        return found

    def with_key(self, key: str, *, truncated: bool = False) -> BitMap:
        """Return the entries that stand under a key, or under any key that begins so."""
        numbers: Sequence[int] = self.keys.starting(key) if truncated else (self.keys.find(key),)
        return self.united(("keys",), (number for number in numbers if number >= 0))

    def of_years(self, first: int, last: int) -> BitMap:
        """Return the entries of some years, both included."""
        years = self.arrays["year"]
        held = (years >= max(first, NO_YEAR + 1)) & (years <= last)
        return BitMap(np.flatnonzero(held).astype(np.uint32))

    def entries_of(self, id_: str) -> list[int]:
        """Return the ordinals of every entry of a public id, of any generation."""
        key = to_bytes(id_)
        first, last = bisect_left(self._by_id, key), bisect_right(self._by_id, key)
        found: list[int] = self.arrays["ids.order"][first:last].tolist()
        return found

    def entries_among(self, ids: Collection[str]) -> list[int]:
        """Return the ordinals of every entry of some public ids, of any generation."""
        if len(ids) * _SCAN_FROM < len(self):
            return [entry for id_ in ids for entry in self.entries_of(id_)]
        keys = set(map(to_bytes, ids))
        return [entry for entry, key in enumerate(self.ids) if key in keys]


class _ById(Sequence[bytes]):
    """The public ids of a segment in their order."""

    def __init__(self, segment: Segment) -> None:
        self._order, self._ids = segment.arrays["ids.order"].data, segment.ids

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, index: int) -> bytes:  # type: ignore[override]
        return self._ids[self._order[index]]


def open_segment(folder: Path, name: str) -> Segment:
    """Map a segment. FileNotFoundError when a writer has merged it away meanwhile."""
    return Segment(name, read_arrays(folder / name))


def union(bitmaps: Iterable[BitMap]) -> BitMap:
    """Return the union of any number of bitmaps."""
    held = list(bitmaps)
    if len(held) == 1:
        return held[0]
    return BitMap.union(*held) if held else BitMap()


def ordinals(bitmap: BitMap) -> Array:
    """Return the ordinals in a bitmap, in order."""
    return np.asarray(bitmap.to_array(), np.uint32)
