"""Send letters, and record what came back."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q

from concordat.enquiries.actions.deeds import tell
from concordat.enquiries.models import Enquiry, EnquiryLetter
from concordat.enquiries.queries.rights import WORKERS, may_work, worked_by
from concordat.enquiries.words import Refused, State
from concordat.parties.actions import NotAllowedError, note
from concordat.parties.words import CLOCK, Actor

log = logging.getLogger("concordat.enquiries")
_AT_ONCE = 100
#: A letter claimed so long ago lost its process: it is sent again under the same name.
_LOST_AFTER = timedelta(minutes=10)


def send_letters(*, by: Actor, now: datetime) -> int:
    """Send what waits, oldest first; return how many went. One that fails is tried again.

    Each is claimed before it is sent, so that no lock is held while a mail server answers.
    A crash between sending and writing that down may send a letter twice, under one and
    the same Message-ID; none is lost.
    """
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - _LOST_AFTER)
    waiting = EnquiryLetter.objects.filter(free, sent_at=None, bounced_at=None)
    keys = list(waiting.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
    sent = sum(_send(key, now) for key in keys if waiting.filter(pk=key).update(claimed_at=now))
    if sent:
        note(by=by, deed="send letters", about="enquiries", changed={"letters": sent})
    return sent


def _send(key: int, now: datetime) -> bool:
    letter = EnquiryLetter.objects.get(pk=key)
    message = EmailMessage(
        letter.subject,
        letter.body,
        to=[letter.to],
        headers={"Message-ID": f"<{letter.public_id}@concordat.invalid>"},
    )
    try:
        message.send()
    except SMTPRecipientsRefused as error:
        _refused(letter, error, now)
    except (SMTPException, OSError) as error:
        letter.fault = str(error)[:300]  # stays claimed: tried again in ten minutes
        log.warning("letter %s was not sent: %s", letter.public_id, error)
    else:
        letter.sent_at, letter.fault = now, ""
    letter.save(update_fields=["sent_at", "fault"])
    return letter.sent_at is not None


def _refused(letter: EnquiryLetter, error: SMTPRecipientsRefused, now: datetime) -> None:
    """A server that refuses the address for good (5xx) has given the letter back."""
    code, said = error.recipients.get(letter.to, (0, b""))
    letter.fault = f"{code} {said.decode(errors='replace')}".strip()[:300]
    log.warning("letter %s was refused: %s", letter.public_id, letter.fault)
    if 500 <= code < 600:
        came_back(letter, letter.fault, by=CLOCK, now=now)


@transaction.atomic
def bounced(*, by: Actor, letter: str, why: str, now: datetime) -> str:
    """Record that a letter came back; return the public id of its request.

    `letter` is its public id, the part before the @ of its Message-ID, or that of a request,
    whose last sent letter it then was. It stands on the queue until it is sent again. The
    operator may record it, and whoever works on the request.
    """
    if not (by.operator or may_work(by)):
        raise NotAllowedError(by, WORKERS)
    name = letter.strip().strip("<>").split("@")[0]
    rows = EnquiryLetter.objects.select_related("enquiry")
    row = rows.filter(public_id=name).first()
    row = row or rows.filter(enquiry__public_id=name, sent_at__isnull=False).first()
    if row is None or not Enquiry.objects.filter(worked_by(by), pk=row.enquiry_id).exists():
        raise Refused("letter", f"There is no letter or request {name}.")
    if row.bounced_at is None:
        came_back(row, why, by=by, now=now)
    note(by=by, deed="record bounce", about=f"enquiry:{row.enquiry.public_id}")
    return row.enquiry.public_id


def came_back(letter: EnquiryLetter, why: str, *, by: Actor, now: datetime) -> None:
    """Write that a letter did not arrive; it is not tried again by itself."""
    letter.bounced_at, letter.why_bounced = now, " ".join(why.split())[:300]
    letter.save(update_fields=["bounced_at", "why_bounced"])
    said = f"A letter came back: {letter.why_bounced or 'no reason given'}"
    tell(letter.enquiry, State(letter.enquiry.state), by=by, said=said, now=now)
