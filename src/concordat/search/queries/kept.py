"""Strategies that are kept: who may see them, their runs, and what changed since a run."""

import zlib

from django.db.models import Q

from concordat.evidence import queries as evidence
from concordat.evidence.words import FALLEN
from concordat.parties.queries import visible_to
from concordat.parties.words import Actor, Visibility
from concordat.search.models import DatabaseSearch, SavedStrategy, SearchRun, StrategyReview
from concordat.search.queries.counted import evaluate, read
from concordat.search.queries.opened import engine
from concordat.search.words import (
    PRESS,
    Comparison,
    DatabaseSearchView,
    Judgement,
    ReviewView,
    RunView,
    StrategyView,
)

#: Works of a run that are kept; a set of more is no search that anybody reads.
MOST_KEPT = 100_000
_LOG = 5_000


def saved_strategies(*, by: Actor, request: str = "", limit: int = 200) -> list[StrategyView]:
    """Return the strategies that `by` may see, the last changed first, without their runs."""
    rows = SavedStrategy.objects.filter(visible_to(by))
    if request:
        rows = rows.filter(request=request)
    return [_view(row) for row in rows.select_related("owner")[:limit]]


def saved_strategy(public_id: str, *, by: Actor) -> StrategyView | None:
    """Return a strategy with its runs, its searches elsewhere and what others said of it.

    None if it may not be seen.
    """
    row = SavedStrategy.objects.filter(visible_to(by), public_id=public_id).first()
    if row is None:
        return None
    runs = tuple(run_view(run) for run in row.runs.defer("ids"))
    elsewhere = tuple(_elsewhere(each) for each in row.elsewhere.all())
    return _view(row, runs, elsewhere, tuple(_review(each, row) for each in row.reviews.all()))


def runs_of(request: str, *, by: Actor) -> list[RunView]:
    """Return every run of the strategies kept for an enquiry (public id), newest first."""
    rows = SearchRun.objects.filter(_through_strategy(by), strategy__request=request)
    return [run_view(row) for row in rows.defer("ids").select_related("strategy")]


def searches_elsewhere(request: str, *, by: Actor) -> list[DatabaseSearchView]:
    """Return the searches in other databases kept for an enquiry, by their dates."""
    kept = saved_strategies(by=by, request=request)
    rows = DatabaseSearch.objects.filter(strategy__public_id__in=[each.id for each in kept])
    return [_elsewhere(row) for row in rows]


def search_run(public_id: str, *, by: Actor) -> RunView | None:
    """Return one run, None if its strategy may not be seen."""
    row = _run_row(public_id, by)
    return run_view(row) if row else None


def run_ids(public_id: str, *, by: Actor) -> tuple[str, ...]:
    """Return the works that a run found and that `by` may see today."""
    row = _run_row(public_id, by)
    return _seen(unpacked(row.ids), by) if row else ()


def compare_run(public_id: str, *, by: Actor) -> Comparison | None:
    """Return a run beside the same as at its date, and beside today.

    Raises TooMuchWork; a strategy that the language no longer reads raises StrategyError.
    """
    row = _run_row(public_id, by)
    if row is None:
        return None
    now = read(row.text, dialect=row.dialect, by=by)
    today = evaluate([line.tree for line in now.lines], by=by, limit=MOST_KEPT)
    then_all = unpacked(row.ids)
    then = _seen(then_all, by)
    before, after = set(then), set(today.ids)
    touched = _changed_since(row.revision, before | after)
    return Comparison(
        run=run_view(row),
        again=_again(row, by=by),
        today=today.line_counts,
        total_today=today.total,
        new=tuple(id_ for id_ in today.ids if id_ not in before),
        removed=tuple(id_ for id_ in then if id_ not in after),
        changed=tuple(id_ for id_ in today.ids if id_ in before and id_ in touched),
        fallen=tuple(dict.fromkeys(id_ for id_ in (*then, *today.ids) if touched.get(id_))),
        withheld=len(then_all) - len(then),
    )


def _again(row: SearchRun, *, by: Actor) -> tuple[int, ...] | None:
    """Return the counts as at the run's date; None where the index keeps that day no more.

    An index that was built anew since keeps it as a stage, under the revision of the run.
    """
    lines = read(row.text, dialect=row.dialect, by=by, edition=row.edition).lines
    trees = [line.tree for line in lines]
    for generation in (row.generation, engine().generation_at(row.revision)):
        if generation is None:
            continue
        try:
            found = evaluate(trees, by=by, limit=1, as_at=generation, edition=row.edition)
        except ValueError:
            continue
        return found.line_counts
    return None


def _changed_since(revision: int, ids: set[str]) -> dict[str, bool]:
    """Return those of the works that changed since -> whether they no longer stand."""
    changed: dict[str, bool] = {}
    while entries := evidence.changes_since(revision, limit=_LOG):
        for entry in entries:
            if entry.work in ids:
                changed[entry.work] = entry.view is not None and entry.view.standing in FALLEN
        revision = entries[-1].number
    return changed


def _seen(ids: tuple[str, ...], by: Actor) -> tuple[str, ...]:
    found: set[str] = set()
    for start in range(0, len(ids), 500):
        found.update(evidence.works_by_id(ids[start : start + 500], by=by))
    return tuple(id_ for id_ in ids if id_ in found)


def _run_row(public_id: str, by: Actor) -> SearchRun | None:
    rows = SearchRun.objects.filter(_through_strategy(by), public_id=public_id)
    return rows.select_related("strategy").first()


def _through_strategy(by: Actor) -> Q:
    """A run is seen by whoever sees its strategy."""
    return Q(strategy__in=SavedStrategy.objects.filter(visible_to(by)))


def packed(ids: tuple[str, ...]) -> bytes:
    """Return ids as they are kept."""
    return zlib.compress("\n".join(ids).encode(), 6)


def unpacked(kept: bytes | memoryview) -> tuple[str, ...]:
    """Return the ids that were kept."""
    return tuple(zlib.decompress(bytes(kept)).decode().split())


def run_view(row: SearchRun) -> RunView:
    """Return a run as it crosses the wall."""
    return RunView(
        id=row.public_id,
        strategy=row.strategy.public_id,
        text=row.text,
        dialect=row.dialect,
        ran_at=row.ran_at,
        ran_by=row.ran_by,
        lines=tuple((number, text, count) for number, text, count in row.counts),
        total=row.total,
        generation=row.generation,
        revision=row.revision,
        edition=row.edition,
        mended=tuple(row.mended),
    )


def _elsewhere(row: DatabaseSearch) -> DatabaseSearchView:
    return DatabaseSearchView(
        id=row.public_id,
        database=row.database,
        platform=row.platform,
        searched_on=row.searched_on,
        count=row.count,
        text=row.text,
        collection=row.collection,
        entered_by=row.entered_by,
        entered_at=row.entered_at,
    )


def _review(row: StrategyReview, strategy: SavedStrategy) -> ReviewView:
    return ReviewView(
        id=row.public_id,
        text=row.text,
        judgement=Judgement(row.judgement),
        comments=tuple((name, row.comments[key]) for key, name, _ in PRESS if key in row.comments),
        by=row.by,
        at=row.at,
        current=row.text == strategy.text,
        answer=row.answer,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
    )


def _view(
    row: SavedStrategy,
    runs: tuple[RunView, ...] = (),
    elsewhere: tuple[DatabaseSearchView, ...] = (),
    reviews: tuple[ReviewView, ...] = (),
) -> StrategyView:
    return StrategyView(
        id=row.public_id,
        name=row.name,
        text=row.text,
        dialect=row.dialect,
        owner=row.owner_id or "",
        visibility=Visibility(row.visibility),
        request=row.request,
        version=row.version,
        made_by=row.made_by,
        made_at=row.made_at,
        changed_at=row.changed_at,
        runs=runs,
        elsewhere=elsewhere,
        reviews=reviews,
    )
