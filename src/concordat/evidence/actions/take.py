"""Take records that were read: the one way by which works come to be."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.utils import timezone

from concordat.evidence.actions import log, sources
from concordat.evidence.actions.arrival import Arrival, arrive
from concordat.evidence.actions.desk import Desk, Shelf
from concordat.evidence.actions.pace import HANDFUL, Pace
from concordat.evidence.actions.placing import place
from concordat.evidence.actions.precedence import Claims
from concordat.evidence.actions.tally import Tally
from concordat.evidence.models import Source, SourceRecord
from concordat.evidence.models.rows import select
from concordat.evidence.words import Found, IngestReport, SetAside
from concordat.parties import actions as parties
from concordat.parties.words import Actor

#: A record as a reader gives it, or one with what a reviewed file claims besides.
Incoming = Found | SetAside | tuple[Found, Claims]


def take(
    *,
    found: Iterable[Found | SetAside],
    source: str,
    format: str,  # noqa: A002 - the word of the house
    by: Actor,
    name: str = "",
    shelf: Shelf | None = None,
    now: datetime | None = None,
) -> IngestReport:
    """Take records of one source, in small transactions, and return what came of them.

    `source` is a slug; `format` a key of formats.FORMATS; `name` what complaints call the
    input. Killed at any moment and repeated, it gives what an undisturbed run gives.
    """
    now = now or timezone.now()
    tally = Tally(files=1)
    known = sources.know(source)
    taking = Taking(known, tally=tally, now=now, actor=actor_of(by), shelf=shelf or Shelf())
    taking.run(arrivals(found, Input(name, known.slug, format), tally=tally, now=now))
    report = tally.report()
    with transaction.atomic():
        sources.remember(known, report, now=now)
        parties.note(by=by, deed="evidence.take", about=known.slug, changed=sources.counts(report))
    return report


def actor_of(by: Actor) -> str:
    """Return how events name who acted: a person only by an opaque id, which can be erased."""
    return f"person:{by.person}" if by.person else by.name[:200]


@dataclass(frozen=True, slots=True)
class Input:
    """Where records come from: what complaints call it, its source, format and kept bytes."""

    name: str
    source: str  # slug
    format: str
    raw_file: int | None = None


def arrivals(
    incoming: Iterable[Incoming], origin: Input, *, tally: Tally, now: datetime
) -> Iterator[Arrival]:
    """Yield what could be read, made ready; count and list the rest. No lock is held here."""
    for each in incoming:
        tally.found += 1
        if isinstance(each, SetAside):
            tally.set_aside += 1
            tally.complain(origin.name, each.position, each.reason)
            continue
        record, claims = each if isinstance(each, tuple) else (each, None)
        for warning in record.warnings:
            tally.warn(origin.name, record.position, warning)
        yield arrive(
            record.reference,
            claims=claims,
            source=origin.source,
            format=origin.format,
            file=origin.name,
            position=record.position,
            fetched_at=now,
            raw_file=origin.raw_file,
        )


@dataclass(slots=True)
class Taking:
    """Records of one source on their way into works, a batch at a time."""

    source: Source
    tally: Tally
    now: datetime
    actor: str
    shelf: Shelf = field(default_factory=Shelf)
    pace: Pace = field(default_factory=Pace)

    def run(
        self, coming: Iterator[Arrival], *, passed: Callable[[int], None] = lambda _: None
    ) -> None:
        """Take everything; call `passed` with each batch's size."""
        while batch := list(islice(coming, self.pace.size)):
            fresh = self._without_known(batch)
            for arrival in fresh:
                arrival.make_ready()
            while fresh:
                fresh = self._write(fresh)
            passed(len(batch))

    def _without_known(self, batch: list[Arrival]) -> list[Arrival]:
        """Return the records whose very state is not held yet."""
        held = self._held(batch)
        fresh = {each.state: each for each in reversed(batch) if each.state not in held}
        self.tally.unchanged += len(batch) - len(fresh)
        return [each for each in batch if fresh.get(each.state) is each]

    def _held(self, batch: list[Arrival]) -> set[tuple[str, str]]:
        keys = {each.known.key for each in batch}
        of = {"source": self.source.pk, "shelf": self.shelf.name}
        return set(select(SourceRecord, ("key", "sha256"), among=keys, **of))

    def _write(self, batch: list[Arrival]) -> list[Arrival]:
        """Take records in one transaction, as many as there is time for; return the rest.

        At least a handful each time: what they need is fetched for that handful only, so
        that a transaction which runs out of time has not worked for the rest in vain.
        """
        with self.pace.holding() as hold, transaction.atomic(durable=True):
            desk = Desk(log.lock(), now=self.now, shelf=self.shelf)
            hold.begin()
            # Asked again: another ingest may have taken the same file since.
            fresh = self._without_known(batch)
            while handful := fresh[hold.count : hold.count + HANDFUL]:
                desk.lay_out(name for arrival in handful for name in arrival.names)
                for arrival in handful:
                    self._place(desk, arrival)
                hold.count += len(handful)
                if hold.is_long():  # asked last: every transaction gets on
                    break
            desk.write()
        return fresh[hold.count :]

    def _place(self, desk: Desk, arrival: Arrival) -> None:
        placed = place(desk, arrival, self.source, actor=self.actor)
        if placed.new:
            self.tally.taken += 1
        else:
            self.tally.merged += 1
        if placed.complaint:
            self.tally.contradictions += 1
            self.tally.complain(arrival.file, arrival.position, placed.complaint)
