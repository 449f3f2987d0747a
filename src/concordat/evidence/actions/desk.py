"""Where arrivals become works: a few dossiers, laid out for one transaction.

Everything is decided in memory in the order of arrival, exactly as if each record had come
alone, and written at the end in few statements. The caller holds the lock of the log.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from concordat.evidence.actions import log
from concordat.evidence.actions.arrival import Arrival
from concordat.evidence.actions.composing import compose_dossier
from concordat.evidence.actions.dossier import Dossier, Held, named, open_dossiers
from concordat.evidence.actions.events import (
    events_of,
    notices_about,
    targets_of,
    weigh_dossier,
)
from concordat.evidence.identity.fingerprints import likeness_of
from concordat.evidence.models import (
    Parting,
    RevisionLog,
    Source,
    SourceRecord,
    StatusEvent,
    Work,
    WorkIdentifier,
)
from concordat.evidence.models.rows import insert_all, insert_rows, set_keys
from concordat.evidence.queries.links import ends_of
from concordat.evidence.words import Identifier
from concordat.parties.words import Visibility

#: The arrival number of a record that is not in the database yet: after all that are.
_PENDING = 1 << 62


@dataclass(frozen=True, slots=True)
class Shelf:
    """Who may see what is taken. `name` keeps private stock apart from the common evidence."""

    owner: str = ""  # public id of a party
    service: str = ""
    visibility: Visibility = Visibility.PUBLIC

    @property
    def name(self) -> str:
        """Return "" for the common evidence, else a name that only this stock has."""
        if self.visibility is Visibility.PUBLIC:
            return ""
        return f"{self.visibility}:{self.owner}:{self.service}"


@dataclass(slots=True, eq=False)
class Desk:
    """The dossiers in hand, by the names of their works, and what is still to be written."""

    log: RevisionLog
    now: datetime
    shelf: Shelf = field(default_factory=Shelf)
    by_name: dict[Identifier, Dossier] = field(default_factory=dict)
    by_key: dict[int, Dossier] = field(default_factory=dict)
    _order: list[Dossier] = field(default_factory=list)
    _records: list[Held] = field(default_factory=list)
    _names: list[tuple[Identifier, Dossier]] = field(default_factory=list)
    _taken: int = 0
    _parted: dict[tuple[int, str], int] | None = None

    def lay_out(self, names: Iterable[Identifier]) -> None:
        """Fetch the works that any of the names name."""
        self.fetch(set(named(names, shelf=self.shelf.name).values()))

    def fetch(self, keys: set[int]) -> None:
        """Fetch works by their keys."""
        wanted = keys - self.by_key.keys()
        if not wanted:
            return
        for key, dossier in open_dossiers(Work.objects.filter(pk__in=wanted)).items():
            self.by_key[key] = dossier
            self._order.append(dossier)
            self.by_name.update(dict.fromkeys(dossier.names, dossier))

    def begin(self) -> Dossier:
        """Return the dossier of a new work on this shelf."""
        shelf = self.shelf
        work = Work(
            first_seen_at=self.now,
            changed_at=self.now,
            visibility=shelf.visibility.value,
            owner_id=shelf.owner or None,
            service=shelf.service,
        )
        dossier = Dossier(work, change="insert")
        self._order.append(dossier)
        return dossier

    def parted(self, arrival: Arrival, source: Source) -> Dossier | None:
        """Return the dossier to which records like this one of the source were parted."""
        if self._parted is None:
            self._parted = _partings(self.shelf.name)
        if not self._parted:
            return None
        key = self._parted.get((source.pk, likeness_of(arrival.reference)))
        if key is None:
            return None
        self.fetch({key})
        return self.by_key[key]

    def take(self, arrival: Arrival, dossier: Dossier, source: Source) -> None:
        """Lay the record into the dossier. It gives its names that name nothing else."""
        record = SourceRecord(
            public_id=arrival.known.id,
            source=source,
            shelf=self.shelf.name,
            key=arrival.known.key,
            sha256=arrival.sha256,
            format=arrival.known.format,
            facts=arrival.facts,
            raw_file_id=arrival.raw_file,
            position=arrival.position,
            fetched_at=arrival.fetched_at,
        )
        self._taken += 1
        known = replace(arrival.known, source=source.slug, arrival=_PENDING + self._taken)
        held = Held(record, known)
        dossier.held.append(held)
        dossier.events.extend(events_of(dossier, held, now=self.now))
        dossier.alone = arrival.alone if len(dossier.held) == 1 else None
        dossier.stale = True
        self._records.append(held)
        record.work = dossier.work
        for name in arrival.names:
            if self.by_name.setdefault(name, dossier) is dossier and name not in dossier.names:
                dossier.names.add(name)
                self._names.append((name, dossier))

    def write(self) -> None:
        """Write everything that is new or changed, with its revisions."""
        self._settle()
        changed = [dossier for dossier in self._order if dossier.shown() != dossier.before]
        for dossier in changed:
            dossier.work.changed_at = self.now
        log.write(self.log, [(each.work, each.change) for each in changed], now=self.now)
        new = [each.work for each in changed if each.before is None]
        insert_all(new)
        set_keys(new)
        for dossier in changed:
            if dossier.before is not None:
                dossier.work.save(force_update=True)
        self._write_records()
        for dossier in changed:
            dossier.before, dossier.change = dossier.shown(), "update"
            self.by_key[dossier.work.pk] = dossier

    def _write_records(self) -> None:
        for held in self._records:
            held.record.work_id = held.record.work.pk  # it has a key now
        insert_all([held.record for held in self._records])
        insert_rows(
            WorkIdentifier,
            ("scheme", "value", "shelf", "work_id"),
            [
                (name.scheme, name.value, self.shelf.name, dossier.work.pk)
                for name, dossier in self._names
            ],
        )
        events = self._pending_events()
        set_keys([event.record for event in events])
        StatusEvent.objects.bulk_create(events)
        self._records, self._names = [], []

    def _pending_events(self) -> list[StatusEvent]:
        return [event for each in self._order for event in each.events if event.pk is None]

    def _settle(self) -> None:
        """Compose what is stale and weigh the standing of all that may have changed."""
        stale = [dossier for dossier in self._order if dossier.stale]
        for dossier in stale:
            compose_dossier(dossier)
            dossier.stale = False
        targets = targets_of(stale)
        self.fetch(self._works_named(targets))
        touched = [*stale, *(each for each in self._order if each.names & targets)]
        touched = list(dict.fromkeys(touched))
        superseded = self._superseded()
        notices = notices_about(touched, shelf=self.shelf.name, pending=self._pending_events())
        for dossier in touched:
            about = [
                event
                for name in dossier.names
                for event in notices.get(name, ())
                if event.record_id not in superseded and event not in dossier.events
            ]
            if dossier not in stale and dossier.change == "update":
                dossier.change = "standing"
            weigh_dossier(dossier, about)

    def _works_named(self, targets: set[Identifier]) -> set[int]:
        """Return the works that notices are about: a public notice reaches private copies."""
        if self.shelf.name or not targets:
            return set(named(targets, shelf=self.shelf.name).values())
        rows = WorkIdentifier.objects.filter(value__in={target.value for target in targets})
        return {
            work
            for scheme, value, work in rows.values_list("scheme", "value", "work_id")
            if Identifier(scheme, value) in targets
        }

    def _superseded(self) -> set[int | None]:
        return {
            held.record.pk
            for dossier in self._order
            for held in _superseded_in(dossier)
            if held.record.pk
        }


def _partings(shelf: str) -> dict[tuple[int, str], int]:
    """Return which work has the records that were parted: (source, likeness) -> its key now."""
    rows = list(Parting.objects.filter(shelf=shelf))
    ends = ends_of({row.work_id for row in rows})
    return {(row.source_id, row.likeness): ends[row.work_id] for row in rows}


def _superseded_in(dossier: Dossier) -> Sequence[Held]:
    living = {id(held) for held in dossier.living()} if len(dossier.held) > 1 else None
    return [each for each in dossier.held if id(each) not in living] if living else ()
