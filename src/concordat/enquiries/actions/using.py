"""Ask once what came of an answer, and keep what is said."""

from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from concordat.enquiries.actions.deeds import (
    change,
    library_name,
    link_to,
    refuse_patients,
    tell,
    write_to,
)
from concordat.enquiries.models import Enquiry, Use
from concordat.enquiries.queries.follow import followed_id
from concordat.enquiries.words import Refused, State, UseGiven
from concordat.enquiries.writing import letters
from concordat.parties.actions import note
from concordat.parties.words import Actor

#: So long after the delivery, and not before the decision was made.
ASKED_AFTER = timedelta(days=14)


def ask_use(*, by: Actor, now: datetime) -> int:
    """Ask those whose answer was delivered two weeks ago what came of it; once each."""
    ripe = Enquiry.objects.filter(
        Q(decision_at=None) | Q(decision_at__lte=now),
        state=State.DELIVERED.value,
        delivered_at__lte=now - ASKED_AFTER,
    ).exclude(Q(email="") | Q(deliveries__letter__bounced_at__isnull=False))
    return sum(_ask(row, by, now) for row in ripe[:100])


@transaction.atomic
def _ask(row: Enquiry, by: Actor, now: datetime) -> bool:
    mine = Enquiry.objects.filter(pk=row.pk, state=State.DELIVERED.value)
    if not mine.update(state=State.USE_ASKED.value):
        return False
    row.refresh_from_db()
    wording = letters.use_asked(row.name, row.question, link_to(row, "/use"), library_name(row))
    write_to(row, "use asked", wording, now=now)
    tell(row, State.USE_ASKED, by=by, now=now)
    note(by=by, deed="ask use", about=f"enquiry:{row.public_id}")
    return True


@transaction.atomic
def say_use(*, by: Actor, token: str, given: UseGiven, now: datetime) -> None:
    """Keep what came of an answer, and close the request. The token proves who says it."""
    row = Enquiry.objects.filter(public_id=followed_id(token)).first()
    if row is None:
        raise Refused("token", "This link is not whole. Copy it again from the letter.")
    if row.delivered_at is None:
        raise Refused("token", "Nothing was delivered yet.")
    if Use.objects.filter(enquiry=row).exists():
        raise Refused("token", "You have said it already. Thank you.")
    texts = {name: str(text).strip()[:4000] for name, text in asdict(given).items()}
    if not any(texts.values()):
        raise Refused("patients", "Write a line under one heading, or why it was not used.")
    refuse_patients(**texts)
    Use.objects.create(enquiry=row, **texts, said_at=now)
    change(row, version=None, state=State.CLOSED.value)
    tell(row, State.CLOSED, by=by, said="What came of it was said.", now=now)
    note(by=by, deed="say use", about=f"enquiry:{row.public_id}")
