"""Where words stand: interval algebra on keys of (ordinal, position).

A key is ordinal * STRIDE + position. Positions are below 65,535 and no more words than
that lie between two of one document, so with this stride nothing reaches from one
document into the next. A set of intervals is two arrays, first and last key, in the
order of the first. Documents are intersected before any position is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from pyroaring import BitMap

from concordat.search.sets.budget import Purse
from concordat.search.sets.container import Array
from concordat.search.sets.fields import PLACES
from concordat.search.sets.segment import Segment, ordinals, union
from concordat.search.strategy.tree import Either, Near, Phrase, TextExpression, Word

SHIFT = 17
STRIDE = 1 << SHIFT


@dataclass(frozen=True, slots=True)
class Intervals:
    """Places from a first to a last key, in the order of the first; no two are the same."""

    first: Array
    last: Array

    def __len__(self) -> int:
        return len(self.first)

    def docs(self) -> Array:
        """Return the ordinals that have any, each as often as it has some, in order."""
        return (self.first >> SHIFT).astype(np.uint32)


_EMPTY = np.empty(0, np.int64)
_NOWHERE = Intervals(_EMPTY, _EMPTY)


@dataclass(frozen=True, slots=True)
class Places:
    """One field of one segment, read within some entries, paid from one purse."""

    segment: Segment
    field: str
    purse: Purse

    def words(self, word: Word) -> Sequence[int]:
        """Return the vocabulary numbers of a typed word."""
        numbers = self.segment.matching(word)
        self.purse.pay_words(word, len(numbers))
        return numbers

    def candidates(self, expression: TextExpression) -> BitMap:
        """Return entries among which are all where an expression holds."""
        match expression:
            case Word():
                return self.segment.united((self.field,), self.words(expression))
            case Phrase(words):
                return _all(map(self.candidates, words))
            case Either(options):
                return union(map(self.candidates, options))
            case Near(left, right):
                return self.candidates(left) & self.candidates(right)

    def docs(self, expression: TextExpression, within: BitMap) -> BitMap:
        """Return the entries within which an expression holds."""
        match expression:
            case Word() | Phrase((_,)):
                return self.candidates(expression) & within
            case Either(options):
                return union(self.docs(option, within) for option in options)
        within = within & self.candidates(expression)
        if not within:
            return within
        if isinstance(expression, Near):
            return self._near_docs(expression, within)
        return BitMap(self.intervals(expression, within).docs())

    def intervals(self, expression: TextExpression, within: BitMap) -> Intervals:
        """Return every place within some entries where an expression holds."""
        match expression:
            case Word():
                keys = self._keys(expression, within)
                return Intervals(keys, keys)
            case Phrase(words):
                return self._runs(words, within)
            case Either(options):
                found = [self.intervals(option, within) for option in options]
                return _distinct(
                    np.concatenate([_EMPTY, *(one.first for one in found)]),
                    np.concatenate([_EMPTY, *(one.last for one in found)]),
                )
            case Near():
                return self._hulls(expression, within)

    def _keys(self, word: Word, within: BitMap) -> Array:
        """Return the keys of a word, in order."""
        wanted = ordinals(within)
        numbers = self.words(word)
        self.purse.pay_words(word, 3 * len(numbers))
        found = [
            self._keys_of(number, wanted, word)
            for number in numbers
            if self.segment.has(self.field, number)
        ]
        if len(found) == 1:
            return found[0]
        return np.sort(np.concatenate([_EMPTY, *found]))

    def _keys_of(self, number: int, wanted: Array, word: Word) -> Array:
        """Return the keys of one word of the vocabulary in the wanted entries, in order."""
        docs = ordinals(self.segment.docs(self.field, number))
        counts = self.segment.counts(self.field, number)
        kept = among(docs, wanted)
        self.purse.pay_places(word, len(docs) // 8 + int(counts.sum(where=kept, dtype=np.int64)))
        places = self.segment.places(self.field, number)
        if len(places) == len(docs):  # once in each entry, as most words
            places = places[kept]
        elif not kept.all():
            places = places[np.repeat(kept, counts)]
        keys = docs[kept].astype(np.int64) << SHIFT
        if len(places) != len(keys):
            keys = np.repeat(keys, counts[kept])
        return keys + places

    def _runs(self, words: Sequence[Word], within: BitMap) -> Intervals:
        """Return where words follow each other."""
        if not words:
            return _NOWHERE
        starts = (self._keys(word, within) - place for place, word in enumerate(words))
        first = reduce(_both, starts)
        return Intervals(first, first + (len(words) - 1))

    def _sides(self, near: Near, within: BitMap) -> tuple[Intervals, Intervals]:
        return self.intervals(near.left, within), self.intervals(near.right, within)

    def _near_docs(self, near: Near, within: BitMap) -> BitMap:
        """Return the entries that have a pair, without making the pairs."""
        left, right = self._sides(near, within)
        docs = _followed(left, right, near.between)
        if not near.ordered:
            docs = np.concatenate((docs, _followed(right, left, near.between)))
        return BitMap(docs)

    def _hulls(self, near: Near, within: BitMap) -> Intervals:
        """Return from where to where each pair reaches."""
        left, right = self._sides(near, within)
        pairs = [self._pairs(near, left, right)]
        if not near.ordered:
            pairs.append(self._pairs(near, right, left))
        return _distinct(*map(np.concatenate, zip(*pairs, strict=True)))

    def _pairs(self, near: Near, one: Intervals, two: Intervals) -> tuple[Array, Array]:
        """Return first and last key of each pair of an interval and one soon after it."""
        begin, end = _soon_after(one, two, near.between)
        counts = end - begin
        total = int(counts.sum())
        self.purse.pay_places(near, total)
        offset = np.repeat(begin - (np.cumsum(counts) - counts), counts)
        return np.repeat(one.first, counts), two.last[offset + np.arange(total)]


def among(docs: Array, wanted: Array) -> Array:
    """Return which of some ordinals are wanted; both are in order, none twice."""
    if not len(wanted):
        return np.zeros(len(docs), bool)
    if len(docs) < 8 * len(wanted):
        place = np.searchsorted(wanted, docs)
        place[place == len(wanted)] = 0
        return np.asarray(wanted[place] == docs)
    kept = np.zeros(len(docs), bool)
    place = np.searchsorted(docs, wanted)
    place[place == len(docs)] = 0
    kept[place[docs[place] == wanted]] = True
    return kept


def _soon_after(one: Intervals, two: Intervals, between: int) -> tuple[Array, Array]:
    """Return, for each interval of `one`, the range of those in `two` that begin soon after it.

    They begin after its last word, so the two are disjoint: a word never matches itself.
    """
    reach = max(0, min(between, PLACES) + 1)
    begin = np.searchsorted(two.first, one.last, "right")
    end = np.searchsorted(two.first, one.last + reach, "right")
    return begin, end


def _followed(one: Intervals, two: Intervals, between: int) -> Array:
    begin, end = _soon_after(one, two, between)
    return one.docs()[end > begin]


def _both(one: Array, two: Array) -> Array:
    """Return the keys in both; each is in order and has none twice."""
    few, many = (one, two) if len(one) < len(two) else (two, one)
    return few[among_keys(few, many)]


def among_keys(few: Array, many: Array) -> Array:
    """Return which of a few keys are among many."""
    if not len(many):
        return np.zeros(len(few), bool)
    place = np.searchsorted(many, few)
    place[place == len(many)] = 0
    return np.asarray(many[place] == few)


def _distinct(first: Array, last: Array) -> Intervals:
    """Return intervals in order, each once. One is shorter than a document, so it fits beside."""
    packed = np.unique((first << SHIFT) | (last - first))
    first = packed >> SHIFT
    return Intervals(first, first + (packed & (STRIDE - 1)))


def _all(bitmaps: "map[BitMap]") -> BitMap:
    held = list(bitmaps)
    return BitMap.intersection(*held) if held else BitMap()
