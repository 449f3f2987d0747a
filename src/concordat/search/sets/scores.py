"""A question to a ranking: BM25F over all segments of one generation.

Counts of the forms of a term are added up as whole numbers before anything is divided, and
every sum runs over the fields in one order, so that scores do not depend on the segments.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pyroaring import BitMap

from concordat.search.ranking import bm25
from concordat.search.sets import columns
from concordat.search.sets.budget import Purse
from concordat.search.sets.columns import Kept
from concordat.search.sets.container import Array
from concordat.search.sets.proximity import Places
from concordat.search.sets.segment import ordinals, union
from concordat.search.sets.snapshot import View
from concordat.search.stems import stem
from concordat.search.strategy.tree import TEXT_FIELDS, Phrase, Word
from concordat.search.words import Sort

#: The entries that have a word in a field, and how often each has it.
Run = tuple[BitMap, Array]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term of a question: forms to be united by their stems, phrases, and its weight."""

    typed: str
    forms: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Found:
    """A term in one segment: its entries in each field, and what each counts there."""

    docs: dict[str, BitMap]
    live: BitMap  # in any field
    amounts: Array  # of each entry of `live`, in order: weighted, made comparable


@dataclass(frozen=True, slots=True)
class Place:
    """One scored work."""

    id: str
    score: float
    fields: tuple[str, ...]
    terms: tuple[int, ...]  # numbers of the terms found


class Scorer:
    """One question over the views of one generation."""

    def __init__(
        self, views: Sequence[View], terms: Sequence[Wanted], weights: bm25.Weights, purse: Purse
    ) -> None:
        self._views = views
        self._weights = weights
        self._terms = terms
        works = sum(view.works for view in views)
        self._averages = {
            name: sum(view.words[name] for view in views) / (works or 1) for name in TEXT_FIELDS
        }
        self._found = [
            [_Search(view, purse, self._averages, weights).term(term) for term in terms]
            for view in views
        ]
        self._rarities = [
            bm25.rarity(works, sum(len(found[number].live) for found in self._found))
            for number in range(len(terms))
        ]

    def matched(self, audiences: frozenset[str]) -> list[BitMap]:
        """Return, for each segment, the visible entries that have any of the terms."""
        return [
            union(term.live for term in found) & view.visible(audiences)
            for view, found in zip(self._views, self._found, strict=True)
        ]

    def full(self, parts: Sequence[Kept], needed: Sequence[int]) -> int:
        """Return how many of the entries that filters left have each of these terms."""
        return sum(
            len(BitMap(part.docs).intersection(*(found[number].live for number in needed)))
            for part, found in zip(parts, self._found, strict=True)
        )

    def first(self, parts: Sequence[Kept], sort: Sort, limit: int) -> list[Place]:
        """Return the first entries in the order asked for."""
        if sort not in (Sort.NEWEST, Sort.OLDEST, Sort.TITLE):
            return self.best(parts, limit)
        placed = columns.first(parts, sort, limit)
        scores = {
            number: dict(zip(part.docs.tolist(), self._scores(number, part.docs), strict=True))
            for number, part in enumerate(parts)
            if any(number == other for other, _doc in placed)
        }
        return [
            self._place(number, doc, float(scores[number][doc]), parts[number].segment.ids[doc])
            for number, doc in placed
        ]

    def best(self, parts: Sequence[Kept], limit: int) -> list[Place]:
        """Return the best entries of what filters left of `matched`, equal ones by id."""
        top: list[tuple[float, bytes, int, int]] = []
        for number, part in enumerate(parts):
            scores = self._scores(number, part.docs)
            ids = part.segment.ids
            for place in _highest(scores, limit).tolist():
                doc = int(part.docs[place])
                top.append((-float(scores[place]), ids[doc], number, doc))
        top.sort()
        return [self._place(number, doc, -score, id_) for score, id_, number, doc in top[:limit]]

    def _scores(self, number: int, docs: Array) -> Array:
        """Return the score of each of some entries of a segment."""
        scores = np.zeros(len(self._views[number].segment))
        for term, found, rarity in zip(
            self._terms, self._found[number], self._rarities, strict=True
        ):
            worth = bm25.saturated(found.amounts, self._weights)
            scores[ordinals(found.live)] += term.weight * rarity * worth
        return scores[docs]

    def _place(self, number: int, doc: int, score: float, id_: bytes) -> Place:
        found = self._found[number]
        return Place(
            id_.decode("utf-8", "surrogatepass"),
            score,
            tuple(name for name in TEXT_FIELDS if any(doc in term.docs[name] for term in found)),
            tuple(index for index, term in enumerate(found) if doc in term.live),
        )


@dataclass(frozen=True, slots=True)
class _Search:
    """Finding terms in one view."""

    view: View
    purse: Purse
    averages: dict[str, float]
    weights: bm25.Weights

    def term(self, term: Wanted) -> Found:
        """Return where a term stands among the live entries."""
        runs = {
            name: [*self._forms(name, term), *self._phrases(name, term)] for name in TEXT_FIELDS
        }
        docs = {
            name: union(docs for docs, _counts in held) & self.view.live
            for name, held in runs.items()
        }
        live = union(docs.values())
        amounts = np.zeros(len(self.view.segment))
        for name, held in runs.items():
            if held:
                entries, counts = _added(held, len(self.view.segment))
                amounts[entries] += self._comparable(name, entries, counts)
        return Found(docs, live, amounts[ordinals(live)])

    def _comparable(self, name: str, entries: Array, counts: Array) -> Array:
        lengths = self.view.segment.arrays[f"{name}.length"][entries].astype(np.float64)
        short: Array = bm25.shortness(lengths, self.averages[name], self.weights)
        return self.weights.fields[name] * counts * short

    def _forms(self, name: str, term: Wanted) -> list[Run]:
        segment = self.view.segment
        numbers = {n for form in {*map(stem, term.forms)} for n in segment.of_stem(form)}
        runs = [
            (segment.docs(name, number), segment.counts(name, number))
            for number in sorted(numbers)
            if segment.has(name, number)
        ]
        self.purse.pay_places(Word((term.typed,)), sum(len(counts) for _docs, counts in runs))
        return runs

    def _phrases(self, name: str, term: Wanted) -> list[Run]:
        places = Places(self.view.segment, name, self.purse)
        runs = []
        for words in set(term.phrases):
            phrase = Phrase(tuple(Word((word,)) for word in words))
            docs = places.intervals(phrase, self.view.live & places.candidates(phrase)).docs()
            if len(docs):
                entries, counts = np.unique(docs, return_counts=True)
                runs.append((BitMap(entries), counts))
        return runs


def _added(runs: Sequence[Run], size: int) -> tuple[Array, Array]:
    """Add up the counts of several words in the same entries."""
    held = [(ordinals(docs), counts) for docs, counts in runs]
    if len(held) == 1:
        return held[0]
    if sum(len(entries) for entries, _counts in held) * 8 < size:
        every = np.concatenate([entries for entries, _counts in held])
        entries, place = np.unique(every, return_inverse=True)
        counts = np.concatenate([counts for _entries, counts in held])
        return entries, np.bincount(place, counts).astype(np.int64)
    total = np.zeros(size, np.int64)
    for entries, counts in held:
        total[entries] += counts
    entries = np.flatnonzero(total)
    return entries.astype(np.uint32), total[entries]


def _highest(scores: Array, limit: int) -> Array:
    """Return where the highest scores stand; all that equal the last of them, too."""
    if len(scores) <= limit:
        return np.arange(len(scores))
    if limit < 1:
        return np.empty(0, np.int64)
    edge = np.partition(scores, len(scores) - limit)[len(scores) - limit]
    return np.flatnonzero(scores >= edge)
