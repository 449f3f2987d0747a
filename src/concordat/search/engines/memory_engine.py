"""An engine that looks at every word of every document: slow and obviously right.

It is the oracle that the other members are compared with, the engine of tests that
need a small library, and the documentation of what the port means.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from rapidfuzz.distance import OSA

from concordat.search.engines.engine import (
    EngineStatus,
    Matches,
    Ranking,
    Scored,
    Stage,
    Term,
    TooMuchWork,
)
from concordat.search.ranking import bm25
from concordat.search.sets import fields, wildcards
from concordat.search.sets.explode import Narrower, only_itself
from concordat.search.sets.facets import FACETS, facet_values, year_span
from concordat.search.stems import stem
from concordat.search.strategy import tree as t
from concordat.search.tokens import fold
from concordat.search.words import Among, Document, Filters, Sort

#: The orders that need no score.
DATED_OR_TITLED = frozenset({Sort.NEWEST, Sort.OLDEST, Sort.TITLE})
#: Where something stands in a field: its first and its last position.
Interval = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One document, in the generations from `added` to before `removed`."""

    document: Document
    added: int
    removed: int | None = None

    def lives(self, generation: int) -> bool:
        return self.added <= generation and (self.removed is None or generation < self.removed)


class MemoryEngine:
    """Holds documents in a list. `narrower` gives all headings below one, at any depth."""

    def __init__(
        self,
        *,
        narrower: Narrower = only_itself,
        weights: bm25.Weights | None = None,
    ) -> None:
        self._narrower = narrower
        self._weights = weights or bm25.Weights()
        self._entries: list[Entry] = []
        self._generation = 0
        self._oldest = 0
        self._revision = 0
        self._stages: dict[int, int] = {}

    def put(
        self,
        documents: Iterable[Document],
        *,
        remove: Iterable[str] = (),
        revision: int | None = None,
    ) -> int:
        given = list(documents)
        new = {document.id: document for document in given}
        highest = max((document.revision for document in given), default=0)
        self._revision = max(self._revision, highest) if revision is None else revision
        gone = {document.id for document in self._live(self._generation)} & {*remove, *new}
        if not new and not gone:
            return self._generation
        self._generation += 1
        self._entries = [
            replace(entry, removed=self._generation)
            if entry.removed is None and entry.document.id in gone
            else entry
            for entry in self._entries
        ] + [Entry(document, self._generation) for document in new.values()]
        return self._generation

    def rebuild(
        self,
        documents: Iterable[Document],
        *,
        revision: int | None = None,
        later: Iterable[Stage] = (),
        above: int = 0,
    ) -> int:
        given = list(documents)
        new = {document.id: document for document in given}
        highest = max((document.revision for document in given), default=0)
        self._revision = highest if revision is None else revision
        self._generation = max(self._generation, above) + 1
        self._oldest = self._generation
        self._entries = [Entry(document, self._generation) for document in new.values()]
        self._stages = {self._revision: self._generation}
        for stage in later:
            made = self.put(stage.documents, remove=stage.remove, revision=stage.revision)
            self._stages[stage.revision] = made
        return self._generation

    def generation_at(self, revision: int) -> int | None:
        return self._stages.get(revision)

    def status(self) -> EngineStatus:
        works = len(self._live(self._generation))
        return EngineStatus(self._generation, self._revision, works, len(self._entries), 1, 0)

    def check(self) -> list[str]:
        return []

    def find(
        self,
        lines: Sequence[t.Tree],
        *,
        audiences: frozenset[str],
        filters: Filters,
        sort: Sort,
        offset: int,
        limit: int,
        as_at: int | None = None,
        among: Among | None = None,
    ) -> Matches:
        generation = self._chosen(as_at)
        visible = _visible(self._live(generation), audiences)
        sets: list[set[str]] = []
        for line in lines:
            sets.append({document.id for document in visible if self._is_in(document, line, sets)})
        found = _only([document for document in visible if document.id in sets[-1]], among)
        kept = [document for document in found if _passes(document, filters)]
        ids = [document.id for document in sorted(kept, key=_sort_key(sort))]
        return Matches(
            total=len(ids),
            ids=tuple(ids[offset : offset + limit]),
            line_counts=tuple(map(len, sets)),
            facets=_facets(found, filters),
            generation=generation,
            among=_counted(kept, among),
        )

    def rank(
        self,
        terms: Sequence[Term],
        *,
        audiences: frozenset[str],
        filters: Filters,
        limit: int,
        sort: Sort = Sort.RELEVANCE,
        as_at: int | None = None,
        among: Among | None = None,
    ) -> Ranking:
        generation = self._chosen(as_at)
        live = self._live(generation)
        library = _Library(live, self._weights)
        rarities = [library.rarity(term) for term in terms]
        scored = {}
        for document in _visible(live, audiences):
            if (score := library.score(document, terms, rarities)) is not None:
                scored[document.id] = (document, score)
        found = _only([document for document, _score in scored.values()], among)
        kept = [document for document in found if _passes(document, filters)]
        if sort in DATED_OR_TITLED:
            kept.sort(key=_sort_key(sort))
        else:
            kept.sort(key=lambda document: (-scored[document.id][1].score, document.id))
        best = tuple(scored[document.id][1] for document in kept[:limit])
        needed = {term.typed for term in terms if term.needed}
        return Ranking(
            len(kept),
            best,
            _facets(found, filters),
            generation,
            _counted(kept, among),
            sum(needed.issubset(scored[document.id][1].terms) for document in kept),
        )

    def words_like(self, word: str, *, limit: int = 5) -> Sequence[str]:
        live = self._live(self._generation)
        counts = Counter(
            chain.from_iterable(
                {found for field in t.TEXT_FIELDS for found, _place in _words(document, field)}
                for document in _visible(live, frozenset({"public"}))
            )
        )
        allowed = 0 if len(word) < 3 else 1 if len(word) < 6 else 2
        near = [
            (distance, -count, other)
            for other, count in counts.items()
            if 0 < (distance := OSA.distance(word, other)) <= allowed
        ]
        return tuple(other for _distance, _count, other in sorted(near)[:limit])

    def has_word(self, word: str, *, audiences: frozenset[str]) -> bool:
        wanted = stem(word)
        return any(
            stem(found) == wanted
            for document in _visible(self._live(self._generation), audiences)
            for field in t.TEXT_FIELDS
            for found, _place in _words(document, field)
        )

    def _chosen(self, as_at: int | None) -> int:
        if as_at is None:
            return self._generation
        if not self._oldest <= as_at <= self._generation:
            raise ValueError(f"There is no generation {as_at} in this index.")
        return as_at

    def _live(self, generation: int) -> list[Document]:
        return [entry.document for entry in self._entries if entry.lives(generation)]

    def _is_in(self, document: Document, tree: t.Tree, lines: Sequence[set[str]]) -> bool:
        """Return whether a document is in the set that a tree means."""
        match tree:
            case t.Everything():
                return True
            case t.And(parts):
                return all(self._is_in(document, part, lines) for part in parts)
            case t.Or(parts):
                return any(self._is_in(document, part, lines) for part in parts)
            case t.Not(left, right):
                return self._is_in(document, left, lines) and not self._is_in(
                    document, right, lines
                )
            case t.Ref(number):
                if not 1 <= number <= len(lines):
                    raise ValueError(f"Line {number} is not before the line that names it.")
                return document.id in lines[number - 1]
            case t.Text(names, expression):
                return any(intervals(expression, list(_words(document, name))) for name in names)
            case t.Subject():
                return self._has_subject(document, tree)
            case t.Value():
                return _has_value(document, tree)
            case t.Years(first, last):
                year = fields.year_of(document)
                return (
                    year is not None
                    and (first is None or first <= year)
                    and (last is None or year <= last)
                )

    def _has_subject(self, document: Document, subject: t.Subject) -> bool:
        names = [subject.name, *(self._narrower(subject.name) if subject.explode else ())]
        wanted = {fold(name) for name in names}
        qualifiers = {fold(qualifier) for qualifier in subject.qualifiers}
        return any(
            fold(heading.name) in wanted
            and (heading.major or not subject.major)
            and (not qualifiers or qualifiers & set(map(fold, heading.qualifiers)))
            for heading in document.headings
        )


def intervals(expression: t.TextExpression, words: Sequence[tuple[str, int]]) -> set[Interval]:
    """Return every place, from its first to its last position, where an expression holds."""
    match expression:
        case t.Word():
            try:
                found = wildcards.pattern(expression)
            except wildcards.WildcardError as error:
                raise TooMuchWork(str(error)) from error
            return {(place, place) for word, place in words if found.fullmatch(word)}
        case t.Phrase(parts):
            runs = intervals(parts[0], words) if parts else set()
            for part in parts[1:]:
                after = {start for start, _end in intervals(part, words)}
                runs = {(start, end + 1) for start, end in runs if end + 1 in after}
            return runs
        case t.Either(options):
            return set(chain.from_iterable(intervals(option, words) for option in options))
        case t.Near(left, right, between, ordered):
            lefts, rights = intervals(left, words), intervals(right, words)
            pairs = [(one, two) for one in lefts for two in rights]
            if not ordered:
                pairs += [(two, one) for one, two in pairs]
            return {
                (one[0], two[1]) for one, two in pairs if one[1] < two[0] <= one[1] + between + 1
            }


def _words(document: Document, field: str) -> Iterator[tuple[str, int]]:
    """Yield each word of a field with its position."""
    for first, words in fields.placed(fields.passages(document, field)):
        yield from zip(words, range(first, first + len(words)), strict=True)


def _visible(documents: Iterable[Document], audiences: frozenset[str]) -> list[Document]:
    if "*" in audiences:
        return list(documents)
    return [document for document in documents if audiences.intersection(document.readers)]


def _only(documents: list[Document], among: Among | None) -> list[Document]:
    if among is None or not among.only:
        return documents
    return [document for document in documents if document.id in among.ids]


def _counted(documents: list[Document], among: Among | None) -> int | None:
    return sum(document.id in among.ids for document in documents) if among else None


def _has_value(document: Document, wanted: t.Value) -> bool:
    value = fields.folded_value(wanted.field, wanted.value)
    held = fields.values(document, wanted.field)
    if not value:
        return False
    return any(one.startswith(value) if wanted.truncated else one == value for one in held)


def _passes(document: Document, filters: Filters, *, but: str = "") -> bool:
    """Return whether a document has one of the values chosen in each facet, `but` one."""
    return all(
        any(map(_choice(facet, chosen), facet_values(document, facet)))
        for facet, name in FACETS.items()
        if facet != but and (chosen := getattr(filters, name))
    )


def _choice(facet: str, chosen: tuple[str, ...]) -> Callable[[str], bool]:
    if facet != "year":
        return lambda value: value in chosen
    spans = [year_span(choice) for choice in chosen]
    return lambda value: any(span and span[0] <= int(value) <= span[1] for span in spans)


def _facets(
    documents: Sequence[Document], filters: Filters
) -> Mapping[str, tuple[tuple[str, int], ...]]:
    counted = {}
    for facet in FACETS:
        counts = Counter(
            value
            for document in documents
            if _passes(document, filters, but=facet)
            for value in facet_values(document, facet)
        )
        counted[facet] = tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    return counted


def _sort_key(sort: Sort) -> Callable[[Document], tuple[object, ...]]:
    match sort:
        case Sort.NEWEST:
            return lambda one: (not (year := fields.year_of(one)), -(year or 0), one.id)
        case Sort.OLDEST:
            return lambda one: (not (year := fields.year_of(one)), year or 0, one.id)
        case Sort.TITLE:
            return lambda one: (fold(one.title), one.id)
    return lambda one: (one.id,)


class _Library:
    """The counts that a ranking needs, taken afresh from the live documents."""

    def __init__(self, live: Sequence[Document], weights: bm25.Weights) -> None:
        self._weights = weights
        self._words = {
            document.id: {field: list(_words(document, field)) for field in t.TEXT_FIELDS}
            for document in live
        }
        self._averages = {
            field: sum(len(words[field]) for words in self._words.values()) / (len(live) or 1)
            for field in t.TEXT_FIELDS
        }

    def rarity(self, term: Term) -> float:
        having = sum(any(self._counts(id_, term).values()) for id_ in self._words)
        return bm25.rarity(len(self._words), having)

    def score(
        self, document: Document, terms: Sequence[Term], rarities: Sequence[float]
    ) -> Scored | None:
        """Return the score of a document, or None when it has none of the terms."""
        total = 0.0
        seen: dict[str, None] = {}
        matched = []
        for term, rarity in zip(terms, rarities, strict=True):
            counts = self._counts(document.id, term)
            amount = sum(
                self._weights.fields[field]
                * count
                * bm25.shortness(
                    len(self._words[document.id][field]), self._averages[field], self._weights
                )
                for field, count in counts.items()
            )
            total += term.weight * rarity * bm25.saturated(amount, self._weights)
            seen |= dict.fromkeys(field for field, count in counts.items() if count)
            matched += [term.typed] if any(counts.values()) else []
        ordered = tuple(field for field in t.TEXT_FIELDS if field in seen)
        return Scored(document.id, total, ordered, tuple(matched)) if matched else None

    def _counts(self, id_: str, term: Term) -> dict[str, int]:
        """Count a term in each field: words of its stems, and runs of its phrases."""
        wanted = {stem(form) for form in term.forms}
        phrases = [t.Phrase(tuple(t.Word((word,)) for word in run)) for run in set(term.phrases)]
        return {
            field: sum(stem(word) in wanted for word, _place in words)
            + sum(len(intervals(phrase, words)) for phrase in phrases)
            for field, words in self._words[id_].items()
        }
