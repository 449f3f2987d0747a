"""Put into the index what changed in the evidence since it was last done.

The cursor is the index's own and lies in its manifest, swapped together with what it
says: killed at any instant, the next run goes on where the index truly is.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator

from django.db.models import Max

from concordat.evidence.queries import changes_since, latest_revision
from concordat.evidence.words import Revised
from concordat.parties.actions import note
from concordat.parties.words import Actor
from concordat.search.actions.document import document_of
from concordat.search.engines.engine import Stage
from concordat.search.models import SearchRun
from concordat.search.queries.opened import engine
from concordat.search.words import Document

#: Entries of the log put in at one time: one segment and one generation each.
BATCH = 20_000
#: Entries asked of the evidence at one time.
PULLED = 1_000

#: Past revisions that a rebuild keeps searchable, the newest ones.
MOST_STAGES = 1_000

Progress = Callable[[int, int], None]


class NotAllowedError(Exception):
    """Only the machine's own operator and the clock may change the index."""


def index_works(*, by: Actor, progress: Progress | None = None) -> int:
    """Put the changes since the index's cursor into it; return how many there were.

    Safe to kill and repeat: a change put twice leaves one work. `progress` is told how
    many are done, and of how many.
    """
    refuse_others(by)
    if engine().status().generation < newest_run():  # the index was lost: its past is rebuilt
        return rebuild(by=by, progress=progress)
    start = done = engine().status().revision
    latest = latest_revision()
    while done < latest:
        entries = list(_entries(done, min(done + BATCH, latest)))
        if not entries:
            break
        _put(entries)
        done = entries[-1].number
        if progress is not None:
            progress(done - start, latest - start)
    if done > start:
        note(by=by, deed="indexed works", about="index", changed={"from": start, "to": done})
    return done - start


def rebuild(*, by: Actor, progress: Progress | None = None) -> int:
    """Make the index anew from the whole log; the old one serves until it is complete.

    What runs of kept strategies searched is a generation of its own again, so that each can
    be run as at its date. A work that was taken down is in none of them. Return how many
    entries of the log were read.
    """
    refuse_others(by)
    latest = latest_revision()
    plan = _Plan(latest)

    def told(documents: Iterator[Document]) -> Iterator[Document]:
        for document in documents:
            yield document
            if progress is not None and document.revision % PULLED == 0:
                progress(document.revision, latest)

    first, *rest = (
        Stage(told(plan.documents(at)), plan.removed(at), revision)
        for at, revision in enumerate(plan.revisions)
    )
    engine().rebuild(first.documents, revision=first.revision, later=rest, above=newest_run())
    if progress is not None:
        progress(latest, latest)
    note(by=by, deed="rebuilt the index", about="index", changed={"to": latest})
    return latest


class _Plan:
    """What the log says at each revision that must stay searchable, the last of them today's.

    Of each work the last entry within a stage counts; only numbers are held, not works.
    """

    def __init__(self, latest: int) -> None:
        self.revisions = (*_searched(latest), latest)
        self._last: list[dict[str, int]] = [{} for _ in self.revisions]
        self._gone: list[set[str]] = [set() for _ in self.revisions]
        self._taken_down: set[str] = set()
        for entry in _entries(0, latest):
            at = bisect_left(self.revisions, entry.number)
            self._last[at][entry.work] = entry.number
            (self._gone[at].add if entry.view is None else self._gone[at].discard)(entry.work)
            down = entry.change == "takedown"
            (self._taken_down.add if down else self._taken_down.discard)(entry.work)

    def documents(self, at: int) -> Iterator[Document]:
        """Yield what came or changed in a stage."""
        last = self._last[at]
        for entry in _entries(self.revisions[at - 1] if at else 0, self.revisions[at]):
            wanted = entry.view is not None and last[entry.work] == entry.number
            if entry.view is not None and wanted and entry.work not in self._taken_down:
                yield document_of(entry.view, revision=entry.number)

    def removed(self, at: int) -> set[str]:
        """Return the works that left in a stage."""
        return self._gone[at]


def _searched(latest: int) -> list[int]:
    """Return the revisions at which somebody ran a strategy, in order."""
    rows = SearchRun.objects.filter(revision__lt=latest).order_by("-revision")
    return sorted(rows.values_list("revision", flat=True).distinct()[:MOST_STAGES])


def newest_run() -> int:
    """Return the newest generation that a run names; generations are never given twice."""
    return SearchRun.objects.aggregate(last=Max("generation"))["last"] or 0


def _entries(after: int, until: int) -> Iterator[Revised]:
    """Yield the entries of the log with after < number <= until, in order."""
    while after < until and (pulled := changes_since(after, limit=min(PULLED, until - after))):
        for entry in pulled:
            if entry.number <= until:
                yield entry
        after = pulled[-1].number


def _put(entries: list[Revised]) -> None:
    last = {entry.work: entry for entry in entries}
    engine().put(
        [
            document_of(entry.view, revision=entry.number)
            for entry in last.values()
            if entry.view is not None
        ],
        remove=[entry.work for entry in last.values() if entry.view is None],
        revision=entries[-1].number,
    )


def refuse_others(by: Actor) -> None:
    """Raise NotAllowedError for anybody but the operator."""
    if not by.operator:
        raise NotAllowedError("Only the operator of this installation may change the index.")
