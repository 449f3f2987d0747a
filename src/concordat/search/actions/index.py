"""Put into the index what changed in the evidence since it was last done.

The cursor is the index's own and lies in its manifest, swapped together with what it
says: killed at any instant, the next run goes on where the index truly is.
"""

from collections.abc import Callable, Iterator

from concordat.evidence.queries import changes_since, latest_revision
from concordat.evidence.words import Revised
from concordat.parties.actions import note
from concordat.parties.words import Actor
from concordat.search.actions.document import document_of
from concordat.search.queries.opened import engine
from concordat.search.words import Document

#: Entries of the log put in at one time: one segment and one generation each.
BATCH = 20_000
#: Entries asked of the evidence at one time.
PULLED = 1_000

Progress = Callable[[int, int], None]


class NotAllowedError(Exception):
    """Only the machine's own operator and the clock may change the index."""


def index_works(*, by: Actor, progress: Progress | None = None) -> int:
    """Put the changes since the index's cursor into it; return how many there were.

    Safe to kill and repeat: a change put twice leaves one work. `progress` is told how
    many are done, and of how many.
    """
    refuse_others(by)
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

    Return how many entries of the log were read.
    """
    refuse_others(by)
    latest = latest_revision()
    last = {entry.work: entry.number for entry in _entries(0, latest)}

    def documents() -> Iterator[Document]:
        for entry in _entries(0, latest):
            if entry.view is not None and last[entry.work] == entry.number:
                yield document_of(entry.view, revision=entry.number)
            if progress is not None and entry.number % PULLED == 0:
                progress(entry.number, latest)

    engine().rebuild(documents(), revision=latest)
    if progress is not None:
        progress(latest, latest)
    note(by=by, deed="rebuilt the index", about="index", changed={"to": latest})
    return latest


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
