"""Which letters did the forum write?"""

from concordat.forum.models import Letter, PlannedWork
from concordat.forum.words import LetterView
from concordat.parties.words import Actor


def letters(*, by: Actor, limit: int = 50) -> list[LetterView]:
    """Return the newest letters; only for the machine's own operator."""
    if not by.operator:
        return []
    rows = Letter.objects.order_by("-pk")[:limit]
    return [LetterView(row.to, row.subject, row.body, row.written_at, row.sent_at) for row in rows]


def keeps(email: str, *, by: Actor) -> bool:
    """Return whether a letter or a plan bears an address; for an operator alone."""
    return by.operator and (
        Letter.objects.filter(to__iexact=email).exists()
        or PlannedWork.objects.filter(contact_email__iexact=email).exists()
    )
