"""Leave receipts for what was delivered, and take them into the database."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from concordat.delivery.models import RecallNotice, Receipt, ReceiptWork
from concordat.delivery.recall import spool
from concordat.delivery.words.recall import Given
from concordat.parties.words import Actor

#: The kind of receipt that says: the holder fetched the list of falls.
RECALL_LIST = "recall list"


def leave_receipts(given: Sequence[Given], *, by: Actor, now: datetime | None = None) -> None:
    """Note deliveries whose holder is known; the others leave nothing about anybody.

    Costs one appended line each; they are in the database within seconds.
    """
    known = [each for each in given if each.person or each.client or each.mail]
    if known:
        spool.append(_folder(), known, now=now or timezone.now())


def take_in_receipts(*, by: Actor) -> int:
    """Take waiting receipts into the database; return how many were new."""
    with spool.taken(_folder()) as lines:
        if not lines:
            return 0
        with transaction.atomic():
            held = set(
                Receipt.objects.filter(public_id__in=[line.id for line in lines]).values_list(
                    "public_id", flat=True
                )
            )
            fresh = list({line.id: line for line in lines if line.id not in held}.values())
            receipts = Receipt.objects.bulk_create(_receipt(line) for line in fresh)
            ReceiptWork.objects.bulk_create(
                ReceiptWork(receipt=receipt, work=work)
                for receipt, line in zip(receipts, fresh, strict=True)
                for work in line.given.works
            )
            for receipt, line in zip(receipts, fresh, strict=True):
                _seen(receipt, line.given)
    return len(fresh)


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
    """A holder who got the thing again after the fall, or the list of falls, has seen it."""
    open_ones = RecallNotice.objects.filter(
        holder=receipt.holder, seen_at=None, fall__at__lt=receipt.at - timedelta(seconds=1)
    )
    if given.kind != RECALL_LIST:
        open_ones = open_ones.filter(fall__work__in=given.works)
    how = "fetched the list of falls" if given.kind == RECALL_LIST else "opened it with its mark"
    open_ones.update(seen_at=receipt.at, seen_how=how)


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "receipts"
