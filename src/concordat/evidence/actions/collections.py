"""Private collections: begin one, part what is not one, let it expire."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from concordat.evidence.models import CollectedRecord, Collection, Deposit
from concordat.evidence.queries.collections import collection_row, flow_of, written_flow
from concordat.evidence.words import CollectionGiven, Refused
from concordat.parties.actions import NotAllowedError, note
from concordat.parties.words import Actor, Role, Visibility

#: Whoever searches for a party; a reader reads.
WRITERS = tuple(role for role in Role if role is not Role.READER)
LONGEST_LIFE = timedelta(days=3 * 366)
#: Records deleted in one transaction, so that others can write in between.
_AT_ONCE = 400
#: A file that has stood half taken in for so long is not begun anew any more.
_FORGOTTEN = timedelta(days=1)


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


@transaction.atomic
def take_apart(*, by: Actor, record: str, now: datetime) -> None:
    """Say that a record is no copy: it stands for a work of its own from now on."""
    row = own_record(by, record)
    row.copy_of, row.copy_why, row.apart = None, "", True
    row.save(update_fields=["copy_of", "copy_why", "apart"])
    note(by=by, deed="take record apart", about=f"collected record:{record}", changed={})


def expire_collections(*, by: Actor, today: date) -> int:
    """Delete the records of collections whose day has come; their numbers stay.

    Deletes in small parts, and what was left half taken in too: safe to kill and repeat.
    """
    if not by.operator:
        raise NotAllowedError(by, ())
    due = Collection.objects.filter(expired=False, expires_on__lte=today)
    count = sum(_expire(row.pk, by) for row in due)
    delete_records(CollectedRecord.objects.filter(collection__expired=True))
    left = Deposit.objects.filter(arriving_at__lt=timezone.now() - _FORGOTTEN)
    delete_records(CollectedRecord.objects.filter(deposit__in=left))
    left.filter(records=None).delete()
    return count


@transaction.atomic
def _expire(pk: int, by: Actor) -> bool:
    row = Collection.objects.select_for_update().get(pk=pk)
    if row.expired:
        return False
    row.flow, row.expired = written_flow(flow_of(row)), True
    row.save(update_fields=["flow", "expired"])
    note(by=by, deed="expire collection", about=f"collection:{row.public_id}", changed={})
    return True


def delete_records(records: QuerySet[CollectedRecord]) -> None:
    """Delete records that nobody can see any more, a few in each transaction."""
    while keys := list(records.order_by("-pk").values_list("pk", flat=True)[:_AT_ONCE]):
        with transaction.atomic():
            CollectedRecord.objects.filter(copy_of__in=keys).update(copy_of=None)
            CollectedRecord.objects.filter(pk__in=keys).delete()


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
