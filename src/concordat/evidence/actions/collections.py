"""Private collections: begin one, drop files in, part what is not one, let it expire."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction

from concordat.evidence.actions import match_keys
from concordat.evidence.formats import FORMATS, detect_name, why_unknown
from concordat.evidence.identity.matching import match
from concordat.evidence.models import CollectedRecord, Collection, Deposit, ScreeningVote
from concordat.evidence.models.fields import pack
from concordat.evidence.models.stored_reference import reference_from
from concordat.evidence.queries.candidates import find_known
from concordat.evidence.queries.collections import collection_row, flow_of, written_flow
from concordat.evidence.sources.folder import OpenedFile, open_all
from concordat.evidence.words import CollectionGiven, Found, Reference, Refused, SetAside
from concordat.parties.actions import NotAllowedError, note
from concordat.parties.words import Actor, Role, Visibility

#: Whoever searches for a party; a reader reads.
WRITERS = tuple(role for role in Role if role is not Role.READER)
#: Records of one collection. A search of more is not screened by people.
MOST_RECORDS = 50_000
LARGEST_FILE = 30 * 1024 * 1024  # bytes, as it comes
LONGEST_LIFE = timedelta(days=3 * 366)
_TOLD = 50  # complaints kept


@transaction.atomic
def make_collection(*, by: Actor, given: CollectionGiven, now: datetime) -> str:
    """Begin a private collection of the party acted for; return its public id.

    Raises NotAllowedError, Refused.
    """
    need_post(by)
    name = " ".join(given.name.split())
    if not name or len(name) > 200:
        raise Refused("name", "Give the collection a name of at most 200 signs.")
    if not now.date() < given.expires_on <= (now + LONGEST_LIFE).date():
        raise Refused("expires_on", "It must expire after today, and within three years.")
    if given.visibility not in (Visibility.OWN_PARTY, Visibility.OWN_SERVICE):
        raise Refused("visibility", "Licensed records are for your own organisation only.")
    service = by.services[0] if by.services else ""
    if given.visibility is Visibility.OWN_SERVICE and not service:
        raise Refused("visibility", "You work in no service: choose your organisation.")
    if given.screeners not in (1, 2):
        raise Refused("screeners", "One or two people screen each record.")
    row = Collection.objects.create(
        owner_id=by.party or None,
        service=service if given.visibility is Visibility.OWN_SERVICE else "",
        visibility=given.visibility.value,
        name=name,
        request=given.request[:13],
        expires_on=given.expires_on,
        screeners=given.screeners,
        made_by=by.name,
        made_at=now,
    )
    note(by=by, deed="make collection", about=f"collection:{row.public_id}", changed={})
    return row.public_id


@dataclass(frozen=True, slots=True)
class _Read:
    """What a file gave, before anything is written."""

    format: str
    found: Sequence[Found]
    set_aside: Sequence[SetAside]


def deposit(
    *, by: Actor, collection: str, path: Path, name: str, database: str, now: datetime
) -> str:
    """Take the records of a file into a collection and match them; return the deposit's id.

    `name` is the file's own, `database` where it was exported from. Reads all that
    `formats` reads, gzip and zip too. The very same file a second time is refused, so that
    nothing is counted twice. Nothing of it is written when it cannot be read at all.
    Raises NotAllowedError, Refused.
    """
    row = own_collection(by, collection)
    database = " ".join(database.split())
    if not database or len(database) > 120:
        raise Refused("database", "Say which database the file is from, in at most 120 signs.")
    if path.stat().st_size > LARGEST_FILE:
        raise Refused("file", f"The file is larger than {LARGEST_FILE >> 20} MB. Divide it.")
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    read = _read(path, name)
    match_keys.follow_log()
    while True:  # matched before the lock is taken, and again if somebody was quicker
        found = _Found(row, [item.reference for item in read.found], by)
        with transaction.atomic():
            locked = Collection.objects.select_for_update().get(pk=row.pk)
            if locked.deposits.filter(sha256=sha256).exists():
                raise Refused("file", "This very file is in the collection already.")
            if locked.records.count() != len(found.held):
                continue
            kept = Deposit.objects.create(
                collection=locked,
                name=Path(name).name[:200],
                sha256=sha256,
                database=database,
                format=read.format,
                taken=len(read.found),
                set_aside=len(read.set_aside),
                complaints=[f"{each.position}: {each.reason}" for each in read.set_aside[:_TOLD]],
                made_by=by.name,
                made_at=now,
            )
            found.write(_keep(kept, read.found))
            changed = {"database": database, "taken": kept.taken, "set aside": kept.set_aside}
            note(by=by, deed="deposit file", about=f"collection:{collection}", changed=changed)
            return kept.public_id


def _read(path: Path, name: str) -> _Read:
    found: list[Found] = []
    aside: list[SetAside] = []
    used: set[str] = set()
    for opened in open_all([path]):
        if not isinstance(opened, OpenedFile):
            aside.append(SetAside("file", opened.reason))
            continue
        key = detect_name(opened.head, name)
        if key is None:
            aside.append(SetAside("file", why_unknown(opened.head)))
            continue
        used.add(key)
        for item in FORMATS[key].read(opened.stream):
            (found if isinstance(item, Found) else aside).append(item)  # type: ignore[arg-type]
            if len(found) > MOST_RECORDS:
                raise Refused("file", f"The file has more than {MOST_RECORDS:,} records.")
    if not found:
        why = aside[0].reason if aside else "It has no record that can be read."
        raise Refused("file", f"Nothing could be read of this file. {why}")
    return _Read(", ".join(sorted(used)), found, aside)


def _keep(kept: Deposit, found: Sequence[Found]) -> list[CollectedRecord]:
    return CollectedRecord.objects.bulk_create(
        [
            CollectedRecord(
                collection=kept.collection,
                deposit=kept,
                position=item.position[:60],
                facts=pack(item.reference),
                title=item.reference.title[:1_000],
            )
            for item in found
        ],
        batch_size=500,
    )


class _Found:
    """Which records of a collection, with those to come, are one, and which works they are.

    A record that somebody has screened goes on standing for its work; what a person took
    apart stays apart.
    """

    def __init__(self, collection: Collection, coming: Sequence[Reference], by: Actor) -> None:
        self.held = list(collection.records.all())
        if len(self.held) + len(coming) > MOST_RECORDS:
            raise Refused("file", f"A collection holds {MOST_RECORDS:,} records at most.")
        references = [*(reference_from(record.facts) for record in self.held), *coming]
        votes = ScreeningVote.objects.filter(record__collection=collection)
        screened = set(votes.values_list("record_id", flat=True))
        self.fixed = {at for at, record in enumerate(self.held) if record.pk in screened}
        apart = {at for at, record in enumerate(self.held) if record.apart}
        self.copies = _copies(references, self.fixed, apart)
        self.known = find_known(references, by=by)

    def write(self, made: Sequence[CollectedRecord]) -> None:
        """Write what differs from what the rows say; `made` are the rows of those that came."""
        records = [*self.held, *made]
        changed = []
        for at, record in enumerate(records):
            first, copy_why = self.copies.get(at, (None, ""))
            known = self.known[at]
            before = (record.copy_of_id, record.work_id)
            record.copy_of = None if first is None else records[first]
            record.work_id = known.pk if known else None
            if (record.copy_of_id, record.work_id) != before:
                record.copy_why, record.why = copy_why, known.compared.reason() if known else ""
                changed.append(record)
        fields = ["copy_of", "copy_why", "work", "why"]
        CollectedRecord.objects.bulk_update(changed, fields, batch_size=200)


def _copies(
    references: Sequence[Reference], fixed: set[int], apart: set[int]
) -> dict[int, tuple[int, str]]:
    """Return place of a copy -> place of the record that stands for it, and why."""
    free = [at for at in range(len(references)) if at not in apart]
    matched = match([references[at] for at in free])
    why: dict[int, str] = {}
    for join in matched.joins:
        for place in (join.first, join.second):
            why.setdefault(free[place], join.compared.reason())
    found = {}
    for group in matched.groups:
        places = [free[place] for place in group]
        first = min(places, key=lambda at: (at not in fixed, at))
        found.update({at: (first, why[at]) for at in places if at != first and at not in fixed})
    return found


@transaction.atomic
def take_apart(*, by: Actor, record: str, now: datetime) -> None:
    """Say that a record is no copy: it stands for a work of its own from now on."""
    row = own_record(by, record)
    row.copy_of, row.copy_why, row.apart = None, "", True
    row.save(update_fields=["copy_of", "copy_why", "apart"])
    note(by=by, deed="take record apart", about=f"collected record:{record}", changed={})


def expire_collections(*, by: Actor, today: date) -> int:
    """Delete the records of collections whose day has come; their numbers stay."""
    if not by.operator:
        raise NotAllowedError(by, ())
    due = Collection.objects.filter(expired=False, expires_on__lte=today)
    return sum(_expire(row.pk, by) for row in due)


@transaction.atomic
def _expire(pk: int, by: Actor) -> bool:
    row = Collection.objects.select_for_update().get(pk=pk)
    if row.expired:
        return False
    row.flow, row.expired = written_flow(flow_of(row)), True
    row.save(update_fields=["flow", "expired"])
    row.records.update(copy_of=None)
    row.records.all().delete()
    note(by=by, deed="expire collection", about=f"collection:{row.public_id}", changed={})
    return True


def own_collection(by: Actor, public_id: str) -> Collection:
    """Return a collection that `by` may write to."""
    need_post(by)
    row = collection_row(public_id, by=by)
    if row is None:
        raise Refused("collection", "There is no such collection.")
    if row.expired:
        raise Refused("collection", "This collection has expired: its records are deleted.")
    return row


def own_record(by: Actor, public_id: str) -> CollectedRecord:
    """Return a record of a collection that `by` may write to."""
    record = (
        CollectedRecord.objects.select_related("collection").filter(public_id=public_id).first()
    )
    if record is None:
        raise Refused("record", "There is no such record.")
    own_collection(by, record.collection.public_id)
    return record


def need_post(by: Actor) -> None:
    """Raise NotAllowedError unless `by` works on evidence for a party that has joined."""
    if not (by.operator or (by.party and by.joined and by.roles & set(WRITERS))):
        raise NotAllowedError(by, WRITERS)
