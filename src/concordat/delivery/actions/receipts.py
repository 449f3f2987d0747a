"""Leave receipts for what was delivered, and take them into the database."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from concordat.delivery.models import RecallNotice, Receipt, ReceiptWork
from concordat.delivery.recall import spool
from concordat.delivery.words.recall import Channel, Given
from concordat.enquiries import queries as enquiries
from concordat.parties.words import Actor

#: The kind of receipt that says: the holder fetched the list of falls.
RECALL_LIST = "recall list"
#: The kinds of receipts that are read from the letters of enquiries.
_BY_LETTER = ("report", "answer")
#: Letters are asked for again from so long before the last: their order is not that of commits.
_OVERLAP = timedelta(hours=1)


def leave_receipts(given: Sequence[Given], *, by: Actor, now: datetime | None = None) -> None:
    """Note deliveries whose holder is known; the others leave nothing about anybody.

    Costs one appended line each; they are in the database within seconds.
    """
    known = [each for each in given if each.person or each.client or each.mail]
    if known:
        spool.append(_folder(), known, now=now or timezone.now())


def take_in_receipts(*, by: Actor) -> int:
    """Take waiting receipts into the database; return how many were new.

    Those of letters with works are read from the room that wrote them: they were kept in
    one transaction with the letter, so a process killed after it loses none.
    """
    with spool.taken(_folder()) as lines:
        waiting = {line.id: line for line in (*lines, *_letters())}
        rows = Receipt.objects.filter(public_id__in=list(waiting))
        held = set(rows.values_list("public_id", flat=True))
        fresh = [line for line in waiting.values() if line.id not in held]
        if fresh:
            _take_in(fresh)
    return len(fresh)


@transaction.atomic
def _take_in(fresh: Sequence[spool.Line]) -> None:
    receipts = Receipt.objects.bulk_create(_receipt(line) for line in fresh)
    ReceiptWork.objects.bulk_create(
        ReceiptWork(receipt=receipt, work=work)
        for receipt, line in zip(receipts, fresh, strict=True)
        for work in line.given.works
    )
    for receipt, line in zip(receipts, fresh, strict=True):
        _seen(receipt, line.given)


def _letters() -> list[spool.Line]:
    """Return the letters with works since about the last one that is known here."""
    last = Receipt.objects.filter(kind__in=_BY_LETTER).aggregate(at=Max("at"))["at"]
    found = enquiries.handed(since=last - _OVERLAP if last else None)
    return [
        spool.Line(
            each.id,
            each.at,
            Given(
                kind=each.kind,
                thing=each.thing,
                version=each.version,
                channel=Channel.MAIL,
                works=each.works,
                person=each.person,
                mail="" if each.person else each.mail,
            ),
        )
        for each in found
        if each.person or each.mail
    ]


def _receipt(line: spool.Line) -> Receipt:
    given = line.given
    return Receipt(
        public_id=line.id,
        kind=given.kind,
        thing=given.thing,
        version=given.version,
        channel=given.channel.value,
        person=given.person,
        client=given.client,
        mail=given.mail,
        party=given.party,
        at=line.at,
    )


def _seen(receipt: Receipt, given: Given) -> None:
    """A holder who got the thing again after the fall, or the list of falls, has seen it.

    So has one who opened a pack that had been withdrawn: it says nothing else.
    """
    before = receipt.at - timedelta(seconds=1)
    RecallNotice.objects.filter(
        holder=receipt.holder,
        seen_at=None,
        pack__public_id=given.thing,
        pack__withdrawn_at__lt=before,
    ).update(seen_at=receipt.at, seen_how="opened it with its mark")
    open_ones = RecallNotice.objects.filter(
        holder=receipt.holder, seen_at=None, fall__at__lt=before
    )
    if given.kind != RECALL_LIST:
        open_ones = open_ones.filter(fall__work__in=given.works)
    how = "fetched the list of falls" if given.kind == RECALL_LIST else "opened it with its mark"
    open_ones.update(seen_at=receipt.at, seen_how=how)


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "receipts"
