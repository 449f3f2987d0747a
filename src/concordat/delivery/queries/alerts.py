"""Which alerts are there, and what do they ask?"""

from typing import Any

from django.core import signing

from concordat.delivery.models import Letter, Receipt, Subscription
from concordat.delivery.words import (
    LetterState,
    LetterView,
    SubscriptionState,
    SubscriptionView,
)
from concordat.parties.words import Actor
from concordat.search.words import Filters, Mode, Question, Sort

#: What the tokens in letters are signed for.
SALT = "concordat.delivery.alerts"


def subscription_of(token: str) -> SubscriptionView | None:
    """Return the alert that a letter's link names; None: the link was not made here."""
    try:
        public_id = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    row = Subscription.objects.filter(public_id=public_id).first()
    return _view(row) if row else None


def keeps(email: str, *, by: Actor) -> bool:
    """Return whether an alert, a letter or a receipt bears an address; for an operator alone."""
    return by.operator and (
        Subscription.objects.filter(address__iexact=email).exists()
        or Letter.objects.filter(address__iexact=email).exists()
        or Receipt.objects.filter(mail__iexact=email).exists()
    )


def token_of(public_id: str) -> str:
    """Return what ends an alert: only for who has shown that its address is theirs."""
    return signing.dumps(public_id, salt=SALT)


def question_of(kept: dict[str, Any]) -> Question:
    """Return a question from the JSON in which a subscription keeps it."""
    filters = {name: tuple(values) for name, values in kept["filters"].items()}
    return Question(
        text=kept["text"],
        mode=Mode(kept["mode"]),
        filters=Filters(**filters),
        sort=Sort(kept["sort"]),
    )


def letters_waiting() -> int:
    """Return how many letters have not gone out: waiting, failed or in doubt."""
    return Letter.objects.exclude(state="sent").count()


def letters(*, by: Actor, limit: int = 50) -> list[LetterView]:
    """Return the newest letters of alerts; only for the machine's own operator."""
    if not by.operator:
        return []
    return [
        LetterView(row.address, row.subject, row.text, LetterState(row.state), row.written_at)
        for row in Letter.objects.order_by("-pk")[:limit]
    ]


def _view(row: Subscription) -> SubscriptionView:
    return SubscriptionView(
        id=row.public_id,
        title=row.title,
        query=row.query,
        address=row.address,
        state=SubscriptionState(row.state),
        asked_at=row.asked_at,
        told=row.tellings.count(),
        days=row.days,
    )
