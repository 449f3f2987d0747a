"""Carry letters. Each goes out at most once: a letter twice is worse than one in doubt."""

import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from concordat.delivery.models import Letter, Subscription
from concordat.delivery.words import LetterState, SubscriptionState

#: What carries a letter; raises OSError (smtplib's errors are such) when it cannot.
Carrier = Callable[[Letter], None]
#: A letter that was being carried for so long lost its process.
LOST_AFTER = timedelta(minutes=10)
MOST_ATTEMPTS = 5
_WAITS = (1, 5, 30, 120)


def carry_letters(*, carrier: Carrier | None = None, now: datetime | None = None) -> int:
    """Carry the letters that wait; return how many went out.

    A letter is claimed in the database before it is carried. If the process dies in
    between, it is marked as in doubt and not repeated: its works are on the pages and feeds.
    """
    now = now or timezone.now()
    lost = Letter.objects.filter(state=LetterState.CARRYING, claimed_at__lt=now - LOST_AFTER)
    lost.update(state=LetterState.IN_DOUBT, trouble="Its process ended while it was carried.")
    count = 0
    waiting = Letter.objects.filter(state=LetterState.WAITING, next_at__lte=now)
    for key in list(waiting.order_by("pk").values_list("pk", flat=True)[:200]):
        mine = Letter.objects.filter(pk=key, state=LetterState.WAITING)
        if mine.update(state=LetterState.CARRYING, claimed_at=now):
            count += _carry(Letter.objects.get(pk=key), carrier or send, now)
    return count


def _carry(letter: Letter, carrier: Carrier, now: datetime) -> bool:
    try:
        carrier(letter)
    except OSError as error:
        _failed(letter, error, now)
        return False
    letter.state, letter.sent_at, letter.trouble = LetterState.SENT, now, ""
    letter.save(update_fields=["state", "sent_at", "trouble"])
    return True


def _failed(letter: Letter, error: OSError, now: datetime) -> None:
    """Try again later; an address that is refused for good ends its alert."""
    letter.attempts += 1
    letter.trouble = f"Attempt {letter.attempts}: {error}"[:300]
    refused = isinstance(error, smtplib.SMTPRecipientsRefused) and any(
        code >= 500 for code, _ in error.recipients.values()
    )
    if refused or letter.attempts >= MOST_ATTEMPTS:
        letter.state = LetterState.FAILED
        Subscription.objects.filter(letters=letter).update(
            state=SubscriptionState.BOUNCED, trouble=letter.trouble, ended_at=now
        )
    else:
        letter.state = LetterState.WAITING
        letter.next_at = now + timedelta(minutes=_WAITS[min(letter.attempts, len(_WAITS)) - 1])
    letter.save()


def send(letter: Letter) -> None:
    """Send by Django's mail back end, with a name that stays the same for the same letter."""
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[letter.address],
        headers={"Message-ID": f"<{letter.public_id}@concordat.invalid>", **letter.headers},
    )
    message.attach_alternative(letter.html, "text/html")
    message.send()
