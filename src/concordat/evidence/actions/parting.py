"""Take a record off a work that it was wrongly joined to. Identity remembers it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from concordat.evidence.actions import log
from concordat.evidence.actions.arrival import names_of
from concordat.evidence.actions.desk import Desk, Shelf
from concordat.evidence.actions.dossier import Dossier, Held
from concordat.evidence.actions.merge import NotOneError
from concordat.evidence.actions.standing import WHO_MAY
from concordat.evidence.actions.take import actor_of
from concordat.evidence.identity.fingerprints import likeness_of
from concordat.evidence.models import (
    Parting,
    SourceRecord,
    StatusEvent,
    Work,
    WorkIdentifier,
)
from concordat.evidence.models.superseding import account
from concordat.evidence.words import Identifier
from concordat.parties import actions as parties
from concordat.parties.queries import visible_to
from concordat.parties.words import Actor, Visibility


def part(*, record: str, reason: str, by: Actor, now: datetime | None = None) -> str:
    """Give a source record (public id) a work of its own; return that work's public id.

    Every state of the record goes along, with the identifiers that it alone gives and what
    it says of standing. Feeds do not join the two again; `merge` does. Raises
    NotAllowedError, and NotOneError when there is nothing to part.
    """
    parties.require(by, *WHO_MAY)
    if not reason.strip():
        raise NotOneError("Say why the record is of another work.")
    now = now or timezone.now()
    with transaction.atomic():
        ledger = log.lock()
        found = _record(record, by=by)
        desk = Desk(ledger, now=now, shelf=_shelf(found.work))
        desk.fetch({found.work_id})
        old, new = desk.by_key[found.work_id], desk.begin()
        leaving = _states(old, found)
        if len(leaving) == len(old.held):
            raise NotOneError("It is the only record of this work: there is nothing to part.")
        names = _divide(old, new, leaving)
        desk.write()
        _move(old.work, new, leaving, names)
        _remember(old.work, new.work, found, leaving, reason=reason, by=by, now=now)
        changed = {"record": record, "work": new.work.public_id, "reason": reason}
        parties.note(by=by, deed="part record", about=f"work:{old.work.public_id}", changed=changed)
    return new.work.public_id


def _record(public_id: str, *, by: Actor) -> SourceRecord:
    works = Work.objects.filter(visible_to(by), merged_into=None)
    row = SourceRecord.objects.select_related("work", "source").filter(
        public_id=public_id, work__in=works
    )
    found = row.first()
    if found is None:
        raise NotOneError(f"There is no record {public_id}.")
    return found


def _shelf(work: Work) -> Shelf:
    return Shelf(
        owner=work.owner_id or "",
        service=work.service,
        visibility=Visibility(work.visibility),
    )


def _states(old: Dossier, record: SourceRecord) -> list[Held]:
    """Return the record and its other states."""
    mine = _account(record)
    return [held for held in old.held if _account(held.record) == mine]


def _account(record: SourceRecord) -> tuple[object, ...]:
    return account(source=record.source_id, format=record.format, key=record.key, arrival=record.pk)


def _divide(old: Dossier, new: Dossier, leaving: list[Held]) -> set[Identifier]:
    """Lay what leaves into the new dossier; return the names that go along."""
    staying = [held for held in old.held if held not in leaving]
    theirs = {name for held in leaving for name in names_of(held.known.reference)}
    kept = {name for held in staying for name in names_of(held.known.reference)}
    names = (theirs - kept) & old.names
    records = {held.record.pk for held in leaving}
    new.held, old.held = leaving, staying
    new.names, old.names = set(names), old.names - names
    new.events = [event for event in old.events if event.record_id in records]
    old.events = [event for event in old.events if event.record_id not in records]
    old.stale = new.stale = True
    return names


def _move(old: Work, new: Dossier, leaving: list[Held], names: set[Identifier]) -> None:
    keys = [held.record.pk for held in leaving]
    SourceRecord.objects.filter(pk__in=keys).update(work=new.work)
    events = [event.pk for event in new.events]
    StatusEvent.objects.filter(pk__in=events).update(work=new.work)
    for name in names:
        WorkIdentifier.objects.filter(work=old, scheme=name.scheme, value=name.value).update(
            work=new.work
        )


def _remember(
    old: Work,
    new: Work,
    record: SourceRecord,
    leaving: list[Held],
    *,
    reason: str,
    by: Actor,
    now: datetime,
) -> None:
    likenesses = {likeness_of(held.known.reference) for held in leaving}
    Parting.objects.bulk_create(
        Parting(
            parted_from=old,
            work=new,
            source=record.source,
            shelf=record.shelf,
            likeness=likeness,
            reason=reason.strip(),
            actor=actor_of(by),
            at=now,
        )
        for likeness in sorted(likenesses)
    )
