"""Send the mails that deeds have written."""

import logging
from datetime import datetime
from smtplib import SMTPException

from django.core.mail import send_mail
from django.db import transaction

from concordat.forum.models import Letter
from concordat.parties.actions import note
from concordat.parties.words import Actor

log = logging.getLogger("concordat.forum")
_AT_ONCE = 100


def send_letters(*, by: Actor, now: datetime) -> int:
    """Send what waits, oldest first; return how many went. One that fails is tried again.

    A crash between sending and writing that down sends that one letter twice: that is
    better than not at all.
    """
    waiting = Letter.objects.filter(sent_at=None).exclude(to="")  # whoever it was for is erased
    sent = sum(_send(pk, now) for pk in list(waiting.values_list("pk", flat=True)[:_AT_ONCE]))
    if sent:
        note(by=by, deed="send letters", about="forum", changed={"letters": sent})
    return sent


@transaction.atomic
def _send(pk: int, now: datetime) -> bool:
    letter = Letter.objects.select_for_update().get(pk=pk)
    if letter.sent_at or not letter.to:
        return False
    try:
        send_mail(letter.subject, letter.body, None, [letter.to])
    except (SMTPException, OSError) as error:
        letter.fault = str(error)[:4000]
        log.warning("letter %s was not sent: %s", letter.public_id, error)
    else:
        letter.sent_at, letter.fault = now, ""
    letter.save(update_fields=["sent_at", "fault"])
    return letter.sent_at is not None
