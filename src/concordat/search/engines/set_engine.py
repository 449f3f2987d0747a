"""The engine of one machine: the set index of `search.sets`, in a folder."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pyroaring import BitMap

from concordat.search.engines.engine import (
    EngineStatus,
    Matches,
    Ranking,
    Scored,
    Stage,
    Term,
    TooMuchWork,
)
from concordat.search.ranking.bm25 import Weights
from concordat.search.sets import checking, columns, manifest, spelling, writer
from concordat.search.sets.budget import Budget, BudgetError, Purse
from concordat.search.sets.columns import Kept
from concordat.search.sets.evaluate import Evaluation
from concordat.search.sets.explode import Narrower, only_itself
from concordat.search.sets.scores import Scorer, Wanted
from concordat.search.sets.snapshot import Snapshot, View, open_snapshot
from concordat.search.sets.wildcards import WildcardError
from concordat.search.strategy.tree import Tree
from concordat.search.words import Among, Document, Filters, Sort


class SetEngine:
    """Searches and writes the index in a folder.

    Any number of processes may have one on the same folder. Nothing is opened before it
    is asked; every question looks whether a writer has swapped the manifest since.
    `narrower` gives all headings below one, at any depth.
    """

    def __init__(
        self,
        folder: Path,
        *,
        narrower: Narrower = only_itself,
        weights: Weights | None = None,
        budget: Budget | None = None,
    ) -> None:
        self._folder = folder
        self._narrower = narrower
        self._weights = weights or Weights()
        self._budget = budget or Budget()
        self._open: tuple[tuple[int, int, int], Snapshot] | None = None

    def put(
        self,
        documents: Iterable[Document],
        *,
        remove: Iterable[str] = (),
        revision: int | None = None,
    ) -> int:
        return writer.put(self._folder, documents, remove=remove, revision=revision)

    def rebuild(
        self,
        documents: Iterable[Document],
        *,
        revision: int | None = None,
        later: Iterable[Stage] = (),
        above: int = 0,
    ) -> int:
        stages = ((stage.documents, stage.remove, stage.revision) for stage in later)
        return writer.rebuild(self._folder, documents, revision=revision, later=stages, above=above)

    def generation_at(self, revision: int) -> int | None:
        return dict(self._snapshot().manifest.stages).get(revision)

    def status(self) -> EngineStatus:
        held = self._snapshot()
        files = (path for path in self._folder.glob("*") if path.is_file())
        return EngineStatus(
            generation=held.manifest.generation,
            revision=held.manifest.revision,
            works=sum(view.works for view in held.newest),
            entries=sum(map(len, held.segments)),
            segments=len(held.segments),
            size=sum(path.stat().st_size for path in files),
        )

    def check(self) -> list[str]:
        return checking.problems(self._folder)

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
        held = self._snapshot()
        generation = held.generation(as_at)
        views = held.views(generation)
        purse = Purse(self._budget)
        with _costs():
            sets = [
                Evaluation(view.segment, view.visible(audiences), self._narrower, purse).lines(
                    lines
                )
                for view in views
            ]
        kept = [
            columns.kept(view.segment, _only(view, found[-1], among), filters)
            for view, found in zip(views, sets, strict=True)
        ]
        return Matches(
            total=sum(len(part.docs) for part in kept),
            ids=columns.page(kept, sort, offset, limit),
            line_counts=tuple(
                sum(len(found[number]) for found in sets) for number in range(len(lines))
            ),
            facets=columns.facets(kept),
            generation=generation,
            among=_counted(views, kept, among),
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
        held = self._snapshot()
        generation = held.generation(as_at)
        views = held.views(generation)
        wanted = [Wanted(term.typed, term.forms, term.phrases, term.weight) for term in terms]
        with _costs():
            scorer = Scorer(views, wanted, self._weights, Purse(self._budget))
        kept = [
            columns.kept(view.segment, _only(view, found, among), filters)
            for view, found in zip(views, scorer.matched(audiences), strict=True)
        ]
        scored = tuple(
            Scored(best.id, best.score, best.fields, tuple(terms[n].typed for n in best.terms))
            for best in scorer.first(kept, sort, limit)
        )
        return Ranking(
            sum(len(part.docs) for part in kept),
            scored,
            columns.facets(kept),
            generation,
            _counted(views, kept, among),
            scorer.full(kept, [n for n, term in enumerate(terms) if term.needed]),
        )

    def words_like(self, word: str, *, limit: int = 5) -> Sequence[str]:
        return spelling.words_like(self._snapshot().newest, word, limit)

    def has_word(self, word: str, *, audiences: frozenset[str]) -> bool:
        return spelling.has_word(self._snapshot().newest, word, audiences)

    def _snapshot(self) -> Snapshot:
        """Return the newest snapshot. The stamp is taken first: at worst we open it once more."""
        stamp = manifest.stamp(self._folder)
        if self._open is None or self._open[0] != stamp:
            before = self._open[1] if self._open else None
            self._open = (stamp, open_snapshot(self._folder, before))
        return self._open[1]


def _only(view: View, found: BitMap, among: Among | None) -> BitMap:
    return found & view.entries_of(among.ids) if among and among.only else found


def _counted(views: Sequence[View], kept: Sequence[Kept], among: Among | None) -> int | None:
    """Return how many entries that filters left are among those picked out."""
    if among is None:
        return None
    return sum(
        view.entries_of(among.ids).intersection_cardinality(BitMap(part.docs))
        for view, part in zip(views, kept, strict=True)
    )


@contextmanager
def _costs() -> Iterator[None]:
    """Say in the words of the port that a search costs too much."""
    try:
        yield
    except BudgetError as error:
        raise TooMuchWork(str(error), error.part) from error
    except WildcardError as error:
        raise TooMuchWork(str(error)) from error
