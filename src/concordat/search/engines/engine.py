"""The port of an engine: what every machine that finds works must do.

The memory engine is the oracle: every other member must give the same sets, counts
and facets, and the same ranking up to rounding.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from concordat.search.strategy.tree import Tree
from concordat.search.words import Among, Document, Filters, Sort


@dataclass(frozen=True, slots=True)
class Term:
    """One idea of a question: the words that mean it, any of which counts.

    `forms` are single tokens to be united with every indexed word of the same stem;
    `phrases` are exact runs of tokens (the full name of an acronym). `weight`
    multiplies its part of the score. A work that has every `needed` term answers in full.
    """

    typed: str
    forms: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    weight: float = 1.0
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Scored:
    id: str
    score: float
    fields: tuple[str, ...]  # the fields in which any term was found
    terms: tuple[str, ...]  # `typed` of the terms found


@dataclass(frozen=True, slots=True)
class Matches:
    """The works of a strategy: one page of ids, exact counts, facets.

    `line_counts` has an entry per line of the strategy, in order, before filters but
    after visibility. `facets` counts each facet's values within the result; a facet's own
    choice is left out of its own counts, so that a reader sees what another choice gives.
    `among` counts those of the result that are among the works picked out; None: none were.
    """

    total: int
    ids: tuple[str, ...]
    line_counts: tuple[int, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    generation: int
    among: int | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The works of a question, best first, one page, with exact counts and facets.

    `full` counts those of them that have every needed term.
    """

    total: int
    scored: tuple[Scored, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    generation: int
    among: int | None = None
    full: int = 0


@dataclass(frozen=True, slots=True)
class Stage:
    """What changed up to a revision: for a rebuild that keeps some of the past searchable."""

    documents: Iterable[Document]
    remove: Iterable[str]
    revision: int


class TooMuchWork(Exception):
    """A strategy would touch more of the index than its budget allows.

    `part` is the text of the part that costs most; the message says what to do.
    """

    def __init__(self, message: str, part: str = "") -> None:
        super().__init__(message)
        self.part = part


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """What an engine holds. `revision` is the cursor: changes up to it are in."""

    generation: int
    revision: int
    works: int  # live in the newest generation
    entries: int  # with those that past generations keep
    segments: int
    size: int  # bytes on disk


class Engine(Protocol):
    """Find sets and rank questions among what an asker may see.

    `audiences` are the asker's audience marks: a document none of whose `readers` is
    among them does not exist for this search; the mark "*" sees all. `as_at` is a
    generation, 0 being the empty one before the first put; None is the newest, and one
    that does not exist is a ValueError.
    """

    def put(
        self,
        documents: Iterable[Document],
        *,
        remove: Iterable[str] = (),
        revision: int | None = None,
    ) -> int:
        """Remove ids, add or replace documents, and return the generation that has them.

        All or nothing. Of two documents with one id the later counts. `revision` is the
        revision of evidence up to which the index is now complete (default: the highest
        of the documents, or as before). A put that changes no document makes no generation.
        """
        ...

    def rebuild(
        self,
        documents: Iterable[Document],
        *,
        revision: int | None = None,
        later: Iterable[Stage] = (),
        above: int = 0,
    ) -> int:
        """Hold these documents and no others, as a new generation; past ones are given up.

        Each stage of `later` makes one generation more, as `put` would: the last is the
        newest, the earlier can be searched as at, and `generation_at` names them by their
        revisions. Generations begin above `above`. All or nothing: searches are answered
        from what was there until it is complete. Returns the newest generation.
        """
        ...

    def generation_at(self, revision: int) -> int | None:
        """Return the generation that the last rebuild made for a revision, None: it made none."""
        ...

    def status(self) -> EngineStatus:
        """Return what is held now."""
        ...

    def check(self) -> list[str]:
        """Return what is wrong with the index, a sentence each; empty when it is sound."""
        ...

    def find(
        self,
        lines: Sequence[Tree],
        *,
        audiences: frozenset[str],
        filters: Filters,
        sort: Sort,
        offset: int,
        limit: int,
        as_at: int | None = None,
        among: Among | None = None,
    ) -> Matches:
        """Evaluate the lines in order; the last is the answer.

        `Ref(1)` is the first of them; one that names no earlier line is a ValueError.
        Sorted by relevance a set stands in the order of its ids, having no scores.
        Works without a year come last, whether sorted by newest or by oldest.
        `among` narrows and counts as filters do: after the lines have been counted.
        """
        ...

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
        """Return the first `limit` works that have any of the terms, by BM25 over the fields.

        Equal scores stand in the order of their ids. See `ranking.bm25`. Sorted by date or
        title they stand as `find` sorts a set, and keep their scores.
        """
        ...

    def words_like(self, word: str, *, limit: int = 5) -> Sequence[str]:
        """Return words of public works spelled nearly so, nearest first, then most frequent.

        One letter added, left out, changed or swapped with its neighbour; two in words of
        six letters or more; nothing for words under three. The word itself is not among them.
        """
        ...

    def has_word(self, word: str, *, audiences: frozenset[str]) -> bool:
        """Return whether any visible work has a word of this stem."""
        ...
